"""Nothing of others is deleted, and nothing disappears by accident: what a build refuses, and what it leaves alone."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

import pytest

from ban_tin.building.claim import LIST, Claim
from ban_tin.building.place import place_problem
from ban_tin.building.safeguards import note_removed
from ban_tin.findings import Findings
from newsdesk import build as command
from tests.builders import kinds
from tests.builders import project as made_project
from tests.rights import closed
from tests.site.builder import NOW, ROOT, Build, SmallSite, build_command

#: Settings that make Pelican's own way of building, every page of it.
EVERY_PAGE = (
    "import sys\nsys.path.insert(0, {root!r})\nfrom pelicanconf import *\nTHEME = {root!r} + '/theme'\n"
    "CACHE_FOLDER = {root!r} + '/.cache'\nOUTPUT_SOURCES = True\n"
)


@pytest.fixture(params=["what changed", "every page"])
def way(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the settings file of one way of building."""
    if request.param == "what changed":
        return "pelicanconf.py"
    file = tmp_path / "conf.py"
    file.write_text(EVERY_PAGE.format(root=str(ROOT)), encoding="utf-8")
    return str(file)


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder``, links as their target."""
    return {
        str(path.relative_to(folder)): bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_symlink() or path.is_file()
    }


def refused(done: Build, *words: str) -> None:
    """Assert that a build ended with a sentence that has ``words`` in it."""
    assert done.code == 1, done.out
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err, done.err


# Where an output may lie


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return a project with content, a theme, and a folder of somebody's beside it."""
    for name in ("home/site/content/tin", "home/site/theme", "home/theirs", "other"):
        (tmp_path / name).mkdir(parents=True)
    return tmp_path / "home/site"


@pytest.mark.parametrize(
    ("output", "allowed"),
    [
        ("output", True), ("output/below", True), ("../theirs", True), ("content-2", True), ("../../other", True),
        (".", False), ("..", False), ("../..", False), ("/", False), ("content", False), ("content/tin/x", False), ("content/../content", False),
        ("theme", False), ("theme/static", False), ("link-to-site", False), ("link-to-content", False), ("link-to-content/x", False),
        ("link-to-home", False), ("link-to-nothing", False), ("file", False), ("file/x", False), ("link-to-theirs", True),
    ],
)  # fmt: skip
def test_what_the_site_is_made_of_is_never_an_output(
    project: Path, output: str, allowed: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(project.parent))
    for name, target in (
        ("site", "."),
        ("content", "content"),
        ("home", ".."),
        ("theirs", "../theirs"),
        ("nothing", "mat"),
    ):
        (project / f"link-to-{name}").symlink_to(target)
    (project / "file").write_bytes(b"-")
    problem = place_problem(project / output, [project], [project / "content", project / "theme"])
    assert (problem == "") is allowed


def test_a_folder_is_known_by_another_name_of_it(project: Path, tmp_path: Path) -> None:
    """A mount or a file system without capitals has two paths for one folder; a link to a parent is the nearest that tests can make."""
    (tmp_path / "mounted").symlink_to(tmp_path / "home")
    found = place_problem(tmp_path / "mounted/site/content", [], [project / "content"])
    assert found
    assert place_problem(tmp_path / "home/site/new", [], [tmp_path / "mounted/site"])


def test_building_over_the_project_leaves_it_as_it_was(site: SmallSite, way: str) -> None:
    site.article("bai")
    site.output = ROOT if way == "pelicanconf.py" else site.content
    before = everything(site.content), everything(ROOT / "theme")
    refused(site.build(settings=way), "Không dựng trang vào", "Hãy chọn thư mục khác")
    assert (everything(site.content), everything(ROOT / "theme")) == before
    assert not (site.output / LIST).exists()


# Whose the output is


def test_a_folder_of_somebody_is_left_alone(site: SmallSite, way: str, tmp_path: Path) -> None:
    site.article("bai")
    theirs = tmp_path / "theirs"
    (theirs / "tin").mkdir(parents=True)
    for name in ("luan-van.docx", "tin/anh.jpg", ".git"):
        (theirs / name).write_bytes(b"-")
    before = everything(theirs)
    site.output.symlink_to(theirs)
    refused(site.build(settings=way), "output", "không có gì cho biết Bản Tin đã ghi")
    assert everything(theirs) == before


def test_own_files_in_the_output_stay(site: SmallSite, way: str) -> None:
    site.article("bai")
    site.article("cu")
    site.article("kin-nhap", status="draft")
    assert site.build(settings=way).code == 0
    assert {*Claim(site.output, {}).before, LIST} == site.tree().keys()
    assert "kin-nhap" not in site.read(LIST)
    own = ["google1234.html", "CNAME", ".well-known/security.txt", ".git/HEAD", "tin/2026/11/cu/ghi-chu.txt"]
    for name in own:
        (site.output / name).parent.mkdir(exist_ok=True)
        (site.output / name).write_text("của Sở")
    shutil.rmtree(site.content / "tin/2026/11/cu")
    site.forget()
    assert site.build(settings=way).code == 0
    assert not (site.output / "tin/2026/11/cu/index.html").exists()
    assert {(site.output / name).read_text() for name in own} == {"của Sở"}
    mine = site.output / "tin/2026/11/moi"
    mine.write_text("của Sở")
    before = everything(site.output)
    site.article("moi")
    refused(site.build(settings=way), "output/tin/2026/11/moi", "không phải do Bản Tin ghi")
    assert everything(site.output) == before


def test_an_output_of_an_earlier_version_is_taken_over(site: SmallSite) -> None:
    site.article("bai")
    site.article("cu")
    assert site.build().code == 0
    (site.output / LIST).unlink()
    (site.output / "cua-so.html").write_text("-")
    shutil.rmtree(site.content / "tin/2026/11/cu")
    assert site.build().code == 0
    assert not (site.output / "tin/2026/11/cu/index.html").exists()
    assert (site.output / "cua-so.html").exists()
    (site.output / LIST).unlink()
    site.forget()
    before = everything(site.output)
    refused(site.build(), "xóa thư mục ấy đi")
    assert everything(site.output) == before


def run_clean(folder: Path) -> Build:
    python = build_command(folder, folder, folder)[0]
    done = subprocess.run(
        [python, "-m", "newsdesk", "clean", "--site", "content", "--output", "output"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
    )
    return Build(done.returncode, done.stdout, done.stderr)


def test_make_clean_deletes_what_builds_wrote(site: SmallSite, tmp_path: Path) -> None:
    site.article("bai")
    assert site.build().code == 0
    (site.output / "CNAME").write_text("-")
    done = run_clean(tmp_path)
    assert (done.code, everything(site.output)) == (0, {"CNAME": b"-"})
    assert "CNAME" in done.out
    refused(run_clean(tmp_path), "output")
    assert everything(site.output) == {"CNAME": b"-"}
    (site.output / "CNAME").unlink()
    assert site.build().code == 0
    assert run_clean(tmp_path).code == 0
    assert not site.output.exists()


# What is missing


def write_many(site: SmallSite, count: int) -> list[Path]:
    return [site.article(f"bai-{number}", date=f"2026-11-{number + 1:02} 08:00") for number in range(count)]


def test_many_articles_that_are_gone_stop_a_build(site: SmallSite, way: str) -> None:
    folders = write_many(site, 15)
    assert site.build(settings=way).code == 0
    before = everything(site.output)
    for folder in folders[:6]:
        shutil.rmtree(folder)
    site.forget()
    done = site.build(settings=way)
    refused(done, "content/tin: lỗi: 6 trong 15 bài", "/tin/2026/11/bai-5/", "CONFIRM_REMOVAL=1")
    assert everything(site.output) == before
    assert site.build(settings=way, CONFIRM_REMOVAL="1").code == 0
    assert not (site.output / "tin/2026/11/bai-5").exists()


@pytest.mark.parametrize("how", ["gone", "empty"])
def test_the_folder_of_articles_gone_or_empty_stops_a_build_of_few_articles_too(site: SmallSite, how: str) -> None:
    write_many(site, 2)
    assert site.build().code == 0
    before = everything(site.output)
    shutil.rmtree(site.content / "tin")
    if how == "empty":
        (site.content / "tin").mkdir()
    site.forget()
    refused(site.build(), "content/tin: lỗi: Thư mục này không còn hoặc trống rỗng", "2 bài")
    assert everything(site.output) == before
    assert site.build(CONFIRM_REMOVAL="1").code == 0
    assert "bai-1" not in site.read("/")


def test_a_new_site_needs_no_folder_of_articles(site: SmallSite) -> None:
    (site.content / "tin").rmdir()
    assert site.build().code == 0


def test_the_content_gone_as_a_whole_is_one_sentence(site: SmallSite) -> None:
    site.article("bai")
    assert site.build().code == 0
    before = everything(site.output)
    site.content.rename(site.content.with_name("elsewhere"))
    done = site.build()
    refused(done, "Không có thư mục nội dung", str(site.content))
    assert len(done.err.strip().splitlines()) == 1
    site.content.mkdir()
    refused(site.build(), "site.toml")
    assert everything(site.output) == before


class Removal:
    """``note_removed`` over plain values: ``total`` articles at the last build, of which ``gone`` are missing now."""

    def __init__(self, content: Path) -> None:
        self.project = made_project(content)

    def kinds(self, total: int, gone: int, scheduled: int = 0) -> list[str]:
        before = {f"tin/2026/11/bai-{number}/index.html" for number in range(total)} | {"index.html", "tin/index.html"}
        now = {
            path for path in before if path not in {f"tin/2026/11/bai-{number}/index.html" for number in range(gone)}
        }
        later = [f"tin/2026/11/bai-{number}/index.html" for number in range(scheduled)]
        findings = Findings()
        note_removed(self.project, findings, before, now, later)
        return kinds(findings)


@pytest.mark.parametrize(
    ("total", "gone", "stops"),
    [(5, 5, False), (6, 6, True), (20, 5, False), (29, 6, True), (30, 6, False), (30, 7, True), (1000, 200, False), (1000, 201, True)],
)  # fmt: skip
def test_more_than_a_fifth_and_more_than_five(
    site: SmallSite, total: int, gone: int, stops: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.delenv("CONFIRM_REMOVAL", raising=False)
    (site.content / "tin/x").mkdir()
    assert Removal(site.content).kinds(total, gone) == (["articles-missing"] if stops else [])


def test_a_wrong_clock_stops_a_build_and_a_given_time_does_not(
    site: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CONFIRM_REMOVAL", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    (site.content / "tin/x").mkdir()
    removal = Removal(site.content)
    assert removal.kinds(20, 10, scheduled=10) == ["articles-missing"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert removal.kinds(20, 10, scheduled=10) == []
    assert removal.kinds(20, 10, scheduled=3) == ["articles-missing"]


def test_an_earlier_day_is_built_again_when_it_is_asked_for(site: SmallSite) -> None:
    write_many(site, 15)
    assert site.build().code == 0
    done = site.build(now=NOW - timedelta(days=365))
    assert done.code == 0, done.err
    assert not (site.output / "tin/2026/11").exists()


def test_only_articles_without_an_address_are_missing(site: SmallSite) -> None:
    folders = write_many(site, 8)
    assert site.build().code == 0
    for number, folder in enumerate(folders):
        date = f"2026-11-{number + 1:02} 08:00"
        if number < 2:
            target = site.content / "tin/khac" / folder.name
            target.parent.mkdir(exist_ok=True)
            folder.rename(target)
        elif number < 4:
            folder.rename(folder.with_name(f"moi-{number}"))
            site.article(f"moi-{number}", date=date, aliases=f"[/tin/2026/11/{folder.name}/]")
        else:
            site.article(folder.name, date=date, **({"withdrawn": "Nhầm"} if number < 6 else {"expires": "2026-11-21"}))
    done = site.build()
    assert done.code == 0, done.err
    for number, folder in enumerate(folders[2:], start=2):
        name = f"moi-{number}" if number < 4 else folder.name
        site.article(name, date=f"2026-11-{number + 1:02} 08:00", status="draft")
    refused(site.build(), "8 trong 10 bài")  # The aliases go with their articles.


def test_the_argument_is_not_pelicans(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONFIRM_REMOVAL", "")
    assert command.main([str(tmp_path / "khong-co"), "--confirm-removal"]) == 1
    assert os.environ["CONFIRM_REMOVAL"] == "1"
    assert "khong-co" in capsys.readouterr().err


# What can't be read or written


def test_what_may_not_be_read_is_named_and_nothing_is_deleted(site: SmallSite, way: str) -> None:
    write_many(site, 2)
    site.page("mot-trang")
    folder = site.article(
        "bai-1", "![Hội trường](anh.jpg)\n*Quang cảnh*\n", date="2026-11-02 08:00", attachments="[tep.docx]"
    )
    site.photo(folder, "anh.jpg")
    (folder / "tep.docx").write_bytes(b"-")
    assert site.build(settings=way).code == 0
    before = everything(site.output)
    article = site.content / "tin/2026/11/bai-1"
    cases = [[(site.content / "tin", 0), (site.content / "trang", 0)], [(article / "index.md", 0)]]
    if way == "pelicanconf.py":
        cases += [
            [(article / "anh.jpg", 0), (site.content / "trang", 0)],
            [(article, 0)],
            [(article, 0o400)],
            [(site.content / "site.toml", 0)],
        ]
    for case in cases:
        with ExitStack() as stack:
            for path, mode in case:
                stack.enter_context(closed(path, mode))
            done = site.build(settings=way, bound=True)
        refused(done, "không có quyền đọc", *(f"content/{path.relative_to(site.content)}" for path, _ in case))
    if way == "pelicanconf.py":
        with closed(article / "tep.docx"):
            refused(site.build(settings=way, bound=True), "bai-1/index.md:5: lỗi: Không đọc được tệp “tep.docx”")
    assert everything(site.output) == before


def test_what_may_not_be_written_is_one_sentence(site: SmallSite) -> None:
    site.article("bai")
    assert site.build().code == 0
    site.article("moi")
    for path, mode in (
        ("output", 0o555),
        ("state", 0o555),
        ("output/index.html", 0o444),
        ("output/tin/2026/11", 0o555),
    ):
        with closed(site.content.parent / path, mode):
            done = site.build(bound=True)
            refused(done, path.partition("/")[0], "không có quyền")
            assert len(done.err.strip().splitlines()) == 1
    assert site.build(bound=True).code == 0
    assert (site.output / "tin/2026/11/moi/index.html").exists()


def test_an_output_that_is_a_file_is_refused(site: SmallSite) -> None:
    site.article("bai")
    site.output.write_text("-")
    refused(site.build(), "đây không phải thư mục")
    assert site.output.read_text() == "-"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[Path, int], None]]:
    """Mount a disk of so many kB at a folder."""
    mounted: list[Path] = []

    def mount(folder: Path, size: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}k", "tmpfs", str(folder)]
        if subprocess.run(command, capture_output=True).returncode:
            reason = "only root can mount a small disk"
            assert os.environ.get("REQUIRE_ALL") != "1", reason
            pytest.skip(reason)
        mounted.append(folder)

    yield mount
    for folder in mounted:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.parametrize("size", [64, 1500])
def test_a_full_disk_is_one_sentence(site: SmallSite, size: int, small_disk: Callable[[Path, int], None]) -> None:
    site.article("bai")
    disk = site.content.parent / "disk"
    small_disk(disk, size)
    site.output = disk / "output"
    (site.content / "tin/2026/11/bai/phim.mp4").write_bytes(b"x" * 2_000_000)
    site.article("bai", attachments="[phim.mp4]")
    refused(site.build(), "Ổ đĩa đã đầy")
    assert not site.output.exists() or not site.tree()


def test_a_full_disk_leaves_the_last_good_site(site: SmallSite, small_disk: Callable[[Path, int], None]) -> None:
    site.article("bai")
    disk = site.content.parent / "disk"
    small_disk(disk, 4000)
    site.output = disk / "output"
    assert site.build().code == 0
    before = everything(site.output)
    (site.article("moi", attachments="[phim.mp4]") / "phim.mp4").write_bytes(b"x" * 5_000_000)
    refused(site.build(), "Ổ đĩa đã đầy")
    assert everything(site.output) == before


def test_no_room_for_what_builds_remember_is_one_sentence(
    site: SmallSite, small_disk: Callable[[Path, int], None]
) -> None:
    for number in range(20):
        site.article(f"bai-{number}", "Nội dung dài.\n\n" * 200)
    small_disk(site.state, 120)
    done = site.build()
    refused(done, "Ổ đĩa đã đầy")
    assert not site.output.exists()


def test_a_read_only_disk_is_one_sentence(site: SmallSite, small_disk: Callable[[Path, int], None]) -> None:
    site.article("bai")
    for folder in (site.output.parent / "disk", site.state):
        small_disk(folder, 3000)
    site.output = site.content.parent / "disk/output"
    assert site.build().code == 0
    site.article("moi")
    before = everything(site.output)
    for folder in (site.state, site.output.parent):
        subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)
        done = site.build()
        refused(done, "chỉ cho đọc")
        subprocess.run(["mount", "-o", "remount,rw", str(folder)], check=True)
    assert everything(site.output) == before
    assert site.build().code == 0


# What is published


def test_published_files_are_readable_by_all(site: SmallSite, way: str) -> None:
    folder = site.article("bai", "![Hội trường](anh.jpg)\n*Quang cảnh*\n", attachments="[tep.docx]")
    site.photo(folder, "anh.jpg")
    (folder / "tep.docx").write_bytes(b"-")
    (folder / "tep.docx").chmod(0o600)
    old = os.umask(0o077)
    try:
        assert site.build(settings=way).code == 0
    finally:
        os.umask(old)
    modes = {oct(path.stat().st_mode & 0o777) for path in [site.output, *site.output.rglob("*")]}
    assert modes == {"0o755", "0o644"}
    (site.output / "index.html").chmod(0o600)
    (site.output / "tin").chmod(0o700)
    assert site.build(settings=way).code == 0
    modes = {oct(path.stat().st_mode & 0o777) for path in [site.output, *site.output.rglob("*")]}
    assert modes == {"0o755", "0o644"}


LONG = "a" * 300


def test_names_that_are_too_long_are_named_at_once_before_anything_is_written(site: SmallSite) -> None:
    site.article("bai")
    assert site.build().code == 0
    before = everything(site.output)
    site.article("bai", "Sửa.\n")
    wrong: list[tuple[dict[str, str], str, str]] = [
        ({"slug": LONG}, "", "5: lỗi: Slug"),
        ({"aliases": f"[/{LONG}/]"}, "", "5: lỗi: Địa chỉ cũ"),
        ({"aliases": f"[/{'ứ' * 90}.html]"}, "", "5: lỗi: Địa chỉ cũ"),
        ({"aliases": "[" + "/abc" * 1125 + "]"}, "", "5: lỗi: Địa chỉ cũ"),
        ({"attachments": f"[{LONG}.pdf]"}, "", "5: lỗi:"),
        ({"lead": f"{LONG}.jpg", "lead_alt": "x"}, "", "5: lỗi:"),
        ({}, f"[tệp]({LONG}.pdf)\n", "7: lỗi:"),
        ({}, f"![ảnh]({LONG}.jpg)\n*Chú thích*\n", "7: lỗi:"),
    ]
    for number, (fields, body, _) in enumerate(wrong):
        site.article(f"moi-{number}", body, **fields)
    refused(site.build(), *(f"moi-{number}/index.md:{place}" for number, (_, _, place) in enumerate(wrong)))
    assert everything(site.output) == before


def test_names_that_are_as_long_as_they_may_be_are_built(site: SmallSite) -> None:
    name = f"{'ứ' * 83}.docx"
    folder = site.article(
        "bai", slug="a" * 255, aliases=f"[/{'b' * 255}/]", attachments=f"[{name}]", tags=f"[{LONG}]", author=LONG
    )
    (folder / name).write_bytes(b"-")
    (folder / f"{'c' * 251}.jpg").write_bytes(b"-")
    site.photo(folder, f"{'c' * 251}.jpg")
    site.article("bai-hai", f"![Ảnh]({'c' * 251}.jpg)\n*Quang cảnh*\n")
    site.photo(site.content / "tin/2026/11/bai-hai", f"{'c' * 251}.jpg")
    done = site.build()
    assert done.code == 0, done.err


def test_a_category_with_a_name_too_long_for_its_feed_is_named(site: SmallSite) -> None:
    path = site.content / "site.toml"
    path.write_text(path.read_text("utf-8").replace('slug = "day-va-hoc"', f'slug = "{"a" * 250}"'), encoding="utf-8")
    refused(site.build(), "site.toml:", "dài quá")
    assert not site.output.exists()


def test_a_plugin_that_plans_too_long_a_name_is_a_finding(site: SmallSite, tmp_path: Path) -> None:
    (tmp_path / "theirs.py").write_text(
        "from ban_tin.planning.make import planning\n\n\ndef add(plan):\n    plan.add_file('/' + 'x' * 300, b'')\n\n\n"
        "def register():\n    planning.connect(add)\n"
    )
    conf = tmp_path / "conf.py"
    conf.write_text(
        EVERY_PAGE.format(root=str(ROOT)).replace("OUTPUT_SOURCES = True\n", "")
        + f"PLUGIN_PATHS = [{str(tmp_path)!r}]\nPLUGINS = [*PLUGINS, 'theirs']\n"
    )
    refused(site.build(settings=str(conf)), "Địa chỉ /xxx", "255")
    assert not site.output.exists()


def test_encoded_aliases_are_files_under_their_real_name(site: SmallSite) -> None:
    site.article(
        "bai", aliases='["/tin-t%E1%BB%A9c/1.html", "/tin-tức/1.html", "/Default.aspx", "/v%C4%83n%20b%E1%BA%A3n"]'
    )
    done = site.build()
    assert done.code == 0, done.err
    for path in ("tin-tức/1.html", "Default.aspx/index.html", "văn bản/index.html"):
        assert 'content="0; url=/tin/2026/11/bai/"' in (site.output / path).read_text("utf-8")
    assert "/tin-tức/1.html" in json.loads(site.read("pages.json"))["aliases"]
    assert "/Default.aspx/" in json.loads(site.read("pages.json"))["aliases"]


def test_two_articles_with_one_old_address_in_two_spellings(site: SmallSite) -> None:
    site.article("mot", aliases="[/tin-t%E1%BB%A9c/]")
    site.article("hai", aliases="[/tin-tức]")
    refused(site.build(), "Địa chỉ /tin-tức/ đã được content/tin/2026/11")
