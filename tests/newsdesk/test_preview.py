"""The preview as an editor meets it: a command, an address, a page that follows the file."""

import json
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import ThreadingHTTPServer
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from newsdesk.preview import SiteHandler
from tests.site.builder import ROOT, SmallSite

PATIENCE = 60


def desk(tmp_path: Path) -> SmallSite:
    """A project folder with content of its own and the code of this one."""
    site = SmallSite(tmp_path)
    for name in ("plugins", "theme", "newsdesk", "counter", "pelicanconf.py"):
        (tmp_path / name).symlink_to(ROOT / name)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (tmp_path / ".cache").symlink_to(ROOT / ".cache")
    return site


@contextmanager
def preview(folder: Path, port: int) -> Iterator[tuple[str, subprocess.Popen[str], Path]]:
    """Run the preview in ``folder``; yields its address, the process, and the file with what it prints."""
    log = folder / "preview.log"
    with log.open("w") as out:
        command = [sys.executable, "-m", "newsdesk.preview", str(port)]
        process = subprocess.Popen(command, cwd=folder, stdout=out, stderr=subprocess.STDOUT, text=True)
        try:
            until(lambda: "http://localhost:" in log.read_text("utf-8"), log)
            address = re.search(r"http://localhost:(\d+)", log.read_text("utf-8"))
            assert address
            yield address[0], process, log
        finally:
            process.kill()
            process.wait()


def until(holds: Callable[[], bool], log: Path) -> None:
    """Wait until ``holds``; what the preview printed tells why it never did."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.1)


def get(address: str) -> str:
    with urlopen(address, timeout=10) as answer:
        return str(answer.read().decode())


def test_a_page_follows_its_file_and_a_broken_edit_leaves_it_as_it_was(tmp_path: Path) -> None:
    site = desk(tmp_path)
    source = site.article("bai", "Câu thứ nhất.\n") / "index.md"
    with preview(tmp_path, 0) as (address, process, log):
        page = f"{address}/tin/2026/11/bai/"
        assert "Câu thứ nhất." in get(page)
        time.sleep(1)  # The watcher starts after the server.
        good = source.read_text(encoding="utf-8")
        source.write_text(good.replace("thứ nhất", "thứ hai"), encoding="utf-8")
        until(lambda: "Câu thứ hai." in get(page), log)
        source.write_text(good.replace("category: Tin hoạt động", "category: Không có"), encoding="utf-8")
        until(lambda: "Không có chuyên mục “Không có”" in log.read_text("utf-8"), log)
        assert "Câu thứ hai." in get(page)
        source.write_text(good.replace("thứ nhất", "thứ ba"), encoding="utf-8")
        until(lambda: "Câu thứ ba." in get(page), log)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        assert "Traceback" not in log.read_text("utf-8")


def test_a_taken_port_is_said_and_another_one_is_used(tmp_path: Path) -> None:
    desk(tmp_path)
    with ThreadingHTTPServer(("127.0.0.1", 0), SiteHandler) as other:
        taken = other.server_port
        with preview(tmp_path, taken) as (address, _, log):
            assert not address.endswith(f":{taken}")
            assert f"cổng {taken} đang bận" in log.read_text("utf-8")


def test_what_is_not_there_gets_the_sites_own_page(tmp_path: Path) -> None:
    desk(tmp_path)
    with preview(tmp_path, 0) as (address, _, _):
        try:
            get(f"{address}/khong-co/")
        except HTTPError as error:
            assert error.code == 404
            assert "Không tìm thấy trang" in error.read().decode()
        else:
            raise AssertionError("found what is not there")


def hit(address: str, path: str) -> dict[str, int]:
    """Count a page as a reader's browser does."""
    headers = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (Linux; Android 12) Chrome/120.0 Mobile"}
    with urlopen(Request(f"{address}/api/hit", f"path={path}".encode(), headers), timeout=20) as answer:
        counted: dict[str, int] = json.load(answer)
        return counted


def count_at(site: SmallSite, path: str) -> None:
    """Say in site.toml where the counter is."""
    facts = site.content / "site.toml"
    text = re.sub('^counter_path = ".*?"', f'counter_path = "{path}"', facts.read_text("utf-8"), flags=re.M)
    facts.write_text(text, "utf-8")


def test_the_preview_counts_and_forgets_with_its_end(tmp_path: Path) -> None:
    site = desk(tmp_path)
    count_at(site, "/api")
    site.article("bai")
    for _ in range(2):
        with preview(tmp_path, 0) as (address, process, log):
            assert hit(address, "/tin/2026/11/bai/")["views"] == 1
            assert json.loads(get(f"{address}/api/counts?path=/tin/2026/11/bai/")) == {"/tin/2026/11/bai/": 1}
            with pytest.raises(HTTPError, match="404"):
                hit(address, "/khong-co/")
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=20) == 0
            assert "Traceback" not in log.read_text("utf-8")


def test_a_preview_without_a_counter_has_none(tmp_path: Path) -> None:
    count_at(desk(tmp_path), "")
    with preview(tmp_path, 0) as (address, _, _), pytest.raises(HTTPError, match="405"):
        hit(address, "/")


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "٣"])
def test_a_port_that_is_none_is_one_clear_line(port: str) -> None:
    command = [sys.executable, "-m", "newsdesk.preview", port]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr.splitlines() == [f"Cổng phải là một số từ 0 đến 65535 / not a port: {port}"]
