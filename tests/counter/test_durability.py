"""An answer means it is stored: kill -9 under load, and the order of system calls."""

import asyncio
import os
import random
import re
import shutil
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from counter.storage import open_storage
from tests.counter.harness import SOAK, Server, serving, write_pages
from tests.loops import run_apart

TRIALS = 200 if SOAK else 6
PAGES = [f"/tin/{number}/" for number in range(100)]


async def load_and_kill(
    server: Server, numbers: range, seconds: float, answers: threading.Event | None = None
) -> tuple[int, int]:
    """Distinct visitor-page pairs on 40 connections until the server is killed: how many were sent, how many answered.

    It is killed after ``seconds``, counted from the first answer where ``answers`` is to be told of that.
    """
    waiting = iter(numbers)
    sent = answered = 0

    async def client() -> None:
        nonlocal sent, answered
        reader, writer = await asyncio.open_connection("127.0.0.1", server.port)
        try:
            for number in waiting:
                writer.write(
                    server.hit(
                        PAGES[number % 100], f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}", "keep-alive"
                    )
                )
                sent += 1
                answered += (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
                if answers and answered:
                    answers.set()
                await reader.readuntil(b"}")
        except (ConnectionError, asyncio.IncompleteReadError):
            return
        finally:
            writer.close()

    async def kill() -> None:
        while answers and not answers.is_set():
            await asyncio.sleep(0.01)
        await asyncio.sleep(seconds)
        server.process.kill()

    await asyncio.gather(kill(), *(client() for _ in range(40)))
    server.process.wait()
    return sent, answered


def test_kill_9(tmp_path: Path) -> None:
    write_pages(tmp_path / "pages.json", PAGES, {})
    # Other moments in every long run; the same in every short one.
    seed = random.randrange(10**9) if SOAK else 7
    random_, first, stored_before = random.Random(seed), 0, 0
    for trial in range(TRIALS):
        with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32") as server:
            sent, answered = run_apart(load_and_kill(server, range(first, first + 100_000), random_.uniform(0.02, 0.5)))
        first += sent
        storage = open_storage(f"sqlite:///{tmp_path / 'data/counter.db'}", tmp_path)
        stored = sum(storage.load().pages.values())
        assert storage.check() == []
        storage.close()
        assert answered <= stored - stored_before <= sent, f"{seed=}, trial {trial}: {answered=} {sent=}"
        stored_before = stored
    assert stored_before > TRIALS


def test_answer_is_written_after_the_wal_is_on_the_disk(tmp_path: Path) -> None:
    if not shutil.which("strace"):
        if os.environ.get("REQUIRE_ALL"):
            pytest.fail("strace is missing")
        pytest.skip("strace is missing")
    trace, hits = tmp_path / "trace", 20
    wrap = [
        "strace",
        "-D",
        "-f",
        "-y",
        "-qq",
        "-s",
        "24",
        "-e",
        "trace=fdatasync,fsync,write,writev,sendto,sendmsg",
        "-o",
        str(trace),
    ]
    with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32", wrap=wrap) as server:
        for number in range(hits):
            assert b"200 OK" in server.raw(server.hit("/", f"10.0.0.{number}"))
    synced, unfinished, answers = 0, set[str](), 0
    for _ in range(100):
        lines = trace.read_text(errors="replace").splitlines()
        if sum("HTTP/1.1 200" in line for line in lines) > hits:
            break
        time.sleep(0.1)  # strace writes a little later
    for line in lines:
        thread = line.split()[0]
        if re.search(r"(fdatasync|fsync)\(\d+<[^>]*counter\.db-wal>", line):
            if "<unfinished" in line:
                unfinished.add(thread)
            else:
                synced += line.endswith("= 0")
        elif "sync resumed" in line and thread in unfinished:
            unfinished.discard(thread)
            synced += line.endswith("= 0")
        elif re.search(r"(write|writev|sendto|sendmsg)\(.*HTTP/1\.1 200", line):
            # The first answers are about health, while the server starts.
            if answers:
                assert synced, f"answer {answers} before the WAL was on the disk: {line}"
            answers, synced = answers + 1, 0
    assert answers == hits + 1


def test_settings_of_sqlite(tmp_path: Path) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'counter.db'}", tmp_path)
    storage.load()
    database: sqlite3.Connection = storage.db  # type: ignore[attr-defined]
    found = {
        name: database.execute(f"pragma {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "secure_delete")
    }
    assert found == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1}
    storage.close()
    with closing(sqlite3.connect(tmp_path / "counter.db")) as other:
        assert other.execute("pragma integrity_check").fetchone() == ("ok",)
