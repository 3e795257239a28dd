"""The preview as an editor meets it: a command, an address, a page that follows the file."""

import json
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread

import pytest

from newsdesk.preview.built_site import BuiltSite
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in
from tests.newsdesk.preview.running import Preview, preview
from tests.site.builder import ROOT, SmallSite

COMMAND = "newsdesk.preview"
PHONE = "Mozilla/5.0 (Linux; Android 12) Chrome/120.0 Mobile"


def test_a_page_follows_its_file_and_a_broken_edit_leaves_it_as_it_was(tmp_path: Path) -> None:
    site = desk(tmp_path)
    source = site.article("bai", "Câu thứ nhất.\n") / "index.md"
    with preview(tmp_path, module=COMMAND) as shown:
        page = "/tin/2026/11/bai/"
        assert "Câu thứ nhất." in shown.ask(page).text
        good = source.read_text(encoding="utf-8")
        source.write_text(good.replace("thứ nhất", "thứ hai"), encoding="utf-8")
        shown.until(lambda: "Câu thứ hai." in shown.ask(page).text)
        source.write_text(good.replace("category: Tin hoạt động", "category: Không có"), encoding="utf-8")
        shown.until(lambda: "Không có chuyên mục “Không có”" in shown.said)
        assert "Câu thứ hai." in shown.ask(page).text
        source.write_text(good.replace("thứ nhất", "thứ ba"), encoding="utf-8")
        shown.until(lambda: "Câu thứ ba." in shown.ask(page).text)
        assert shown.end(signal.SIGINT) == 0
        assert "Traceback" not in shown.said


def test_a_taken_port_is_said_and_another_one_is_used(tmp_path: Path) -> None:
    desk(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]
        with preview(tmp_path, taken, COMMAND) as shown:
            assert shown.port != taken
            assert f"cổng {taken} đang bận" in shown.said
            assert shown.ask("/").status == 200


def test_a_free_port_is_the_one_that_was_asked_for(tmp_path: Path) -> None:
    desk(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        free = other.getsockname()[1]
    with preview(tmp_path, free, COMMAND) as shown:
        assert shown.port == free
        assert "đang bận" not in shown.said


def test_what_is_not_there_gets_the_sites_own_page(tmp_path: Path) -> None:
    desk(tmp_path)
    with preview(tmp_path, module=COMMAND) as shown:
        answer = shown.ask("/khong-co/")
        assert answer.status == 404
        assert "Không tìm thấy trang" in answer.text
        # What lies beside the site is not part of it.
        assert shown.ask("/../../../content/site.toml").status == 404


def hit(shown: Preview, path: str) -> tuple[int, str]:
    """Count a page as a reader's browser does."""
    kind = "application/x-www-form-urlencoded"
    headers = {"Sec_Fetch_Site": "same-origin", "User_Agent": PHONE, "Content_Type": kind}
    answer = shown.ask("/api/hit", "POST", f"path={path}", **headers)
    return answer.status, answer.text


def count_at(site: SmallSite, path: str) -> None:
    """Say in site.toml where the counter is."""
    facts = site.content / "site.toml"
    text = re.sub('^counter_path = ".*?"', f'counter_path = "{path}"', facts.read_text("utf-8"), flags=re.M)
    facts.write_text(text, "utf-8")


def left_in(folder: Path) -> list[str]:
    """Return what still works in ``folder`` after a while: a process that was ended goes in a moment of its own."""
    end = time.monotonic() + 5
    while (found := processes_in(folder)) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def processes_in(folder: Path) -> list[str]:
    """Return the command lines of the processes that work in ``folder``."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if (process / "cwd").readlink() == folder:
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # it has ended meanwhile
            continue
    return found


def test_the_preview_counts_and_forgets_with_its_end(tmp_path: Path) -> None:
    site = desk(tmp_path)
    count_at(site, "/api")
    site.article("bai")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with preview(tmp_path, module=COMMAND, environment={"TMPDIR": str(temporary)}) as shown:
            status, counted = hit(shown, "/tin/2026/11/bai/")
            assert (status, json.loads(counted)["views"]) == (200, 1)
            counts = shown.ask("/api/counts?path=/tin/2026/11/bai/")
            assert json.loads(counts.text) == {"/tin/2026/11/bai/": 1}
            assert hit(shown, "/khong-co/")[0] == 404
            # Python's own looks after semaphores, and ends with the preview.
            assert (
                len([each for each in processes_in(tmp_path) if not re.search("resource_tracker|reader_process", each)])
                == 1
            )
            assert list(temporary.iterdir())
            assert shown.end(number) == 0
            assert "Traceback" not in shown.said
            assert list(temporary.iterdir()) == []
            assert left_in(tmp_path) == []


def test_the_counter_follows_the_list_of_pages_and_its_own_address(tmp_path: Path) -> None:
    site = desk(tmp_path)
    count_at(site, "/api")
    site.article("bai")
    with preview(tmp_path, module=COMMAND) as shown:
        assert hit(shown, "/tin/2026/11/bai/")[0] == 200
        site.article("moi")
        # The page first: asked too often on a busy machine, the counter would answer nobody for a minute.
        shown.until(lambda: shown.ask("/tin/2026/11/moi/").status == 200)
        shown.until(lambda: hit(shown, "/tin/2026/11/moi/")[0] == 200)
        count_at(site, "/dem")
        shown.until(lambda: 'data-counter="/dem"' in shown.ask("/tin/2026/11/bai/").text)
        assert hit(shown, "/tin/2026/11/bai/")[0] == 405
        counts = shown.ask("/dem/counts?path=/tin/2026/11/bai/")
        assert json.loads(counts.text) == {"/tin/2026/11/bai/": 1}


def test_a_preview_without_a_counter_has_none(tmp_path: Path) -> None:
    count_at(desk(tmp_path), "")
    with preview(tmp_path, module=COMMAND) as shown:
        assert hit(shown, "/")[0] == 405


def built_whole(folder: Path) -> None:
    """Give the project a plugin of somebody else, for which every page is built."""
    settings = folder / "pelicanconf.py"
    text = settings.read_text("utf-8")
    settings.unlink()
    settings.write_text(f'{text}\nPLUGIN_PATHS = ["of-ours"]\nPLUGINS = [*PLUGINS, "note"]\n', "utf-8")
    (folder / "of-ours").mkdir()
    code = """from pelican import signals

def note(generator):
    pass

def register():
    signals.article_generator_finalized.connect(note)
"""
    (folder / "of-ours" / "note.py").write_text(code, "utf-8")


def test_a_plugin_that_needs_every_page_is_served_by_builds(tmp_path: Path) -> None:
    site = desk(tmp_path)
    source = site.article("bai", "Câu thứ nhất.\n") / "index.md"
    built_whole(tmp_path)
    facts = site.content / "site.toml"
    good = facts.read_text("utf-8")
    # With a broken site.toml at the start too.
    facts.write_text(good + "\n= =\n", "utf-8")
    with preview(tmp_path, module=COMMAND) as shown:
        assert "note" in shown.said
        facts.write_text(good, "utf-8")
        page = "/tin/2026/11/bai/"
        shown.until(lambda: "Câu thứ nhất." in shown.ask(page).text)
        source.write_text(source.read_text("utf-8").replace("thứ nhất", "thứ hai"), "utf-8")
        shown.until(lambda: "Câu thứ hai." in shown.ask(page).text)
        assert (tmp_path / ".cache/preview/site/index.html").is_file()
        assert not (tmp_path / "output").exists()
        assert shown.end(signal.SIGINT) == 0


def test_a_theme_made_for_pelican_is_shown_too(tmp_path: Path) -> None:
    site = desk(tmp_path)
    source = site.article("bai", "Câu thứ nhất.\n") / "index.md"
    settings = tmp_path / "pelicanconf.py"
    text = settings.read_text("utf-8")
    settings.unlink()
    settings.write_text(f"{text}\nTHEME = 'simple'\n", "utf-8")
    with preview(tmp_path, module=COMMAND) as shown:
        assert "simple" in shown.said
        page = "/tin/2026/11/bai/"
        shown.until(lambda: "Câu thứ nhất." in shown.ask(page).text)
        # The theme of Pelican's own, which knows no counter and no mark.
        assert "masthead" not in shown.ask("/").text
        source.write_text(source.read_text("utf-8").replace("thứ nhất", "thứ hai"), "utf-8")
        shown.until(lambda: "Câu thứ hai." in shown.ask(page).text)
        assert shown.end(signal.SIGINT) == 0


def test_a_plugin_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    desk(tmp_path)
    built_whole(tmp_path)
    (tmp_path / "of-ours" / "note.py").write_text("def register():\n    raise RuntimeError('hỏng từ đầu')\n", "utf-8")
    with preview(tmp_path, module=COMMAND) as shown:
        shown.until(lambda: "hỏng từ đầu" in shown.said)
        assert "Traceback" not in shown.said


def test_settings_that_are_no_python_are_told_with_their_line(tmp_path: Path) -> None:
    desk(tmp_path)
    settings = tmp_path / "pelicanconf.py"
    good = settings.read_text("utf-8")
    settings.unlink()
    settings.write_text("x = 1\nx = (\n", "utf-8")
    with preview(tmp_path, module=COMMAND) as shown:
        shown.until(lambda: "pelicanconf.py:2: " in shown.said)
        assert "Traceback" not in shown.said
        settings.write_text(good, "utf-8")
        shown.until(lambda: shown.said.count("Ctrl-C") == 2)
        assert shown.ask("/").status == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_end_in_the_middle_of_a_build_leaves_no_process_behind(tmp_path: Path, number: int) -> None:
    desk(tmp_path)
    built_whole(tmp_path)
    with preview(tmp_path, module=COMMAND, ready=False) as shown:
        shown.until(lambda: any("newsdesk.build" in command for command in processes_in(tmp_path)))
        assert shown.end(number) == 0
        shown_processes = left_in(tmp_path)
        assert shown_processes == []
        assert "Traceback" not in shown.said


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "٣"])
def test_a_port_that_is_none_is_one_clear_line(port: str) -> None:
    command = [sys.executable, "-m", "newsdesk.preview", port]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == f"ban-tin preview: lỗi: --port: “{port}” không phải là một số từ 0 đến 65535"


def test_a_build_names_the_pages_that_it_changed(tmp_path: Path) -> None:
    site = desk(tmp_path)
    source = site.article("bai", "Câu thứ nhất.\n") / "index.md"
    site.article("khac", date="2025-03-01 08:00")
    built = BuiltSite(site_in(tmp_path))
    first = built.start()
    assert first.addresses and {"/", "/tin/2026/11/bai/", "/tin/2025/03/khac/"} <= first.addresses
    source.write_text(source.read_text("utf-8").replace("nhất", "hai"), "utf-8")
    (change,) = built.update(frozenset({source}))
    assert change.addresses and "/tin/2026/11/bai/" in change.addresses
    assert "/tin/2025/03/khac/" not in change.addresses
    assert (change.styles_only, change.problems) == (False, ())
    page = built.answer("/tin/2026/11/bai/")
    assert page and "Câu thứ hai." in page.read_text("utf-8")
    assert [
        built.answer(address) for address in ("/khong-co/", "/../site/index.html/../", "/tin", "/" + "x" * 300)
    ] == [None] * 4
    assert "Không tìm thấy trang" in built.not_found().decode()
    assert built.pages_document() == tmp_path / ".cache/preview/site/pages.json"


def test_what_a_build_says_is_its_problem(tmp_path: Path) -> None:
    site = desk(tmp_path)
    source = site.article("bai", category="Không có") / "index.md"
    built = BuiltSite(site_in(tmp_path))
    (problem,) = built.start().problems
    assert problem.severity == "error"
    assert "bai/index.md:" in problem.message and "Không có chuyên mục “Không có”" in problem.message
    assert (built.pages_document(), built.answer("/")) == (None, None)
    assert b"404" in built.not_found()
    source.write_text(source.read_text("utf-8").replace("Không có", "Tin hoạt động"), "utf-8")
    (change,) = built.update(frozenset({source}))
    assert change.problems == ()
    assert built.answer("/")


def test_a_site_that_is_closed_builds_no_more(tmp_path: Path) -> None:
    desk(tmp_path)
    built = BuiltSite(site_in(tmp_path))
    building = Thread(target=built.start)
    building.start()
    while not any("newsdesk.build" in command for command in processes_in(tmp_path)):
        time.sleep(0.01)
    built.close()
    building.join(timeout=10)
    assert not building.is_alive()
    assert built.start().addresses == frozenset()
    assert not any("newsdesk.build" in command for command in processes_in(tmp_path))
