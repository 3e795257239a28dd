"""``make counts``: the counter's answers become one file, whole or not at all."""

import json
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from ban_tin.site.counts import parse_counts
from tests.newsdesk.counter_stub import Counter, served
from tests.site.builder import ROOT

OLD = "số liệu lần trước\n"


@pytest.fixture
def counter(tmp_path: Path) -> Iterator[Counter]:
    with served(tmp_path) as found:
        yield found


def run(
    folder: Path, *addresses: str, command: Sequence[str] = ("-m", "newsdesk", "counts", "--site", "content")
) -> subprocess.CompletedProcess[str]:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content" / "site.toml").touch()
    return subprocess.run(
        [sys.executable, *command, *addresses],
        cwd=folder, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, capture_output=True, text=True, timeout=60,
    )  # fmt: skip


def test_the_answers_are_saved_as_the_build_reads_them(tmp_path: Path, counter: Counter) -> None:
    done = run(tmp_path, f"{counter.url}/api/")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2026-11-22T08:00:00+07:00" in done.stdout
    saved = json.loads((tmp_path / "content/counts.json").read_text("utf-8"))
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", saved.pop("fetched"))
    counter.document.pop("fetched")
    assert saved == counter.document
    assert parse_counts(saved)
    assert counter.asked == ["/api/site", "/api/top?days=7&limit=100", "/api/top?days=30&limit=10000"]
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == ["counts.json", "site.toml"]
    assert (tmp_path / "content/counts.json").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"raw": b"<html>"}, "không phải JSON"),
        ({"raw": b"\xff"}, "không phải JSON"),
        ({"raw": b""}, "không phải JSON"),
        ({"raw": b"[" * 200_000}, "không phải JSON"),
        ({"raw": b'{"as_of": "\\ud800"}'}, "không phải JSON"),
        ({"raw": b"9" * 10_000}, "không phải JSON"),
        ({"raw": b"[]"}, "site"),
        ({"raw": b" " * 8_000_001}, "dài quá 8 MB"),
        ({"status": 503}, "503"),
        ({"status": 301}, "301"),
        ({"document": {"site": {}, "week": {}, "month": {}}}, "“site.as_of”: thiếu mục này"),
    ],
    ids=[
        "a page",
        "bytes",
        "empty",
        "nested",
        "half a character",
        "a number",
        "a list",
        "long",
        "503",
        "301",
        "without fields",
    ],
)
def test_a_bad_answer_is_told_and_leaves_the_file(
    tmp_path: Path, counter: Counter, answers: dict[str, Any], told: str
) -> None:
    for name, value in answers.items():
        setattr(counter, name, value)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/counts.json").write_text(OLD, encoding="utf-8")
    done = run(tmp_path, f"{counter.url}/api")
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr
    assert "content/counts.json giữ nguyên như cũ." in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == ["counts.json", "site.toml"]
    assert (tmp_path / "content/counts.json").read_text("utf-8") == OLD


DRIPS = {
    "status": [b"HTTP/1.1 200 OK"[i : i + 1] for i in range(14)] * 100,
    "headers": [b"HTTP/1.1 200 OK\r\n", *([b"X: y\r\n"] * 80)],
    "continue": [b"HTTP/1.1 100 Continue\r\n\r\n"] * 1000,
    "body": [b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", *([b" "] * 4999)],
    "nothing": [b""] * 1000,
}


@pytest.mark.parametrize("dripping", sorted(DRIPS))
@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_never_ends_holds_nobody_for_ever(tmp_path: Path, dripping: str, scheme: str) -> None:
    """Each byte comes before a socket's own limit; a second stands for the 30 of the program."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/counts.json").write_text(OLD, encoding="utf-8")
    over = Event()

    def drip() -> None:
        connection, _ = listener.accept()
        with connection, suppress(OSError):
            for piece in DRIPS[dripping]:
                connection.sendall(piece)
                if over.wait(0.1):
                    return

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = Thread(target=drip, daemon=True)
        thread.start()
        code = (
            "from newsdesk import counts; assert counts.SECONDS_IN_ALL <= 30; counts.SECONDS_IN_ALL = 1; "
            "import sys; from newsdesk.command import main; sys.exit(main(['counts', '--site', 'content', sys.argv[1]]))"
        )
        address = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/api"
        try:
            done = run(tmp_path, address, command=["-c", code])
        finally:
            over.set()
            thread.join()
    assert (done.returncode, done.stdout) == (1, "")
    assert address in done.stderr
    assert "Traceback" not in done.stderr
    if scheme == "http":
        assert "không trả lời xong trong 1 giây" in done.stderr
    assert (tmp_path / "content/counts.json").read_text("utf-8") == OLD


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:9/api",
        "http://khong.invalid/api",
        "file:///etc/passwd",
        "127.0.0.1:8010/api",
        "http://[",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1:9/a b\n",
        "http://" + "a" * 300 + ".invalid/",
        "http://..invalid/",
        "http://x:y/",
    ],
)
def test_an_address_without_a_counter_is_told(tmp_path: Path, address: str) -> None:
    done = run(tmp_path, address)
    assert done.returncode == 1
    assert address in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "content/counts.json").exists()


def test_a_site_in_english_is_told_in_english(tmp_path: Path, counter: Counter) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.toml").write_text('[site]\nlanguage = "en"\n', encoding="utf-8")
    assert run(tmp_path, f"{counter.url}/api").stdout.startswith("Counts up to 2026-11-22T08:00:00+07:00 written to")
    counter.status = 503
    done = run(tmp_path, f"{counter.url}/api")
    assert "answers with the code 503" in done.stderr
    assert "content/counts.json stays as it was." in done.stderr


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path, counter: Counter) -> None:
    (tmp_path / "content" / "counts.json").mkdir(parents=True)
    done = run(tmp_path, f"{counter.url}/api")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in (tmp_path / "content").iterdir()) == ["counts.json", "site.toml"]
