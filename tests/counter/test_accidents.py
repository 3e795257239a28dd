"""Files removed, disks filled and clocks moved while hundreds of hits are on their way: acknowledged equals stored."""

import json
import random
import shutil
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from itertools import count
from pathlib import Path
from threading import Event, Thread

import pytest

from counter import Config
from tests.counter.harness import PAGES, SOAK, Counter, serving, write_pages
from tests.counter.test_durability import PAGES as LOADED
from tests.counter.test_durability import load_and_kill
from tests.loops import run_apart

Start = Callable[..., Counter]
Accident = Callable[[Counter], object]
ROUNDS = 60 if SOAK else 12
AT_ONCE = 1500


def file(site: Counter, suffix: str = "") -> Path:
    return site.config.data / f"counter.db{suffix}"


def remove(*suffixes: str) -> Accident:
    def accident(site: Counter) -> None:
        for suffix in suffixes:
            file(site, suffix).unlink(missing_ok=True)

    return accident


def rename_and_bring_back(site: Counter) -> None:
    file(site).rename(file(site, ".away"))
    time.sleep(random.uniform(0, 0.05))
    file(site, ".away").rename(file(site))


def rename_folder_and_bring_back(site: Counter) -> None:
    away = site.config.data.with_name("away")
    site.config.data.rename(away)
    time.sleep(random.uniform(0, 0.05))
    away.rename(site.config.data)


def remove_folder(site: Counter) -> None:
    shutil.rmtree(site.config.data, ignore_errors=True)  # the counter may be saving into it


def replace(suffix: str) -> Accident:
    def accident(site: Counter) -> None:
        file(site, ".other").write_bytes(random.randbytes(9000))
        file(site, ".other").replace(file(site, suffix))

    return accident


def set_clock(days: int) -> Accident:
    def accident(site: Counter) -> None:
        before = site.clock.wall
        site.clock.wall += days * 86_400
        time.sleep(random.uniform(0, 0.05))
        site.clock.wall = before

    return accident


def pass_midnight(site: Counter) -> None:
    site.clock.forward(86_400)


ACCIDENTS: dict[str, Accident] = {
    "database removed": remove(""),
    "all removed": remove("", "-wal", "-shm"),
    "WAL removed": remove("-wal"),
    "index removed": remove("-shm"),
    "WAL and index removed": remove("-wal", "-shm"),
    "lock removed": remove(".lock"),
    "folder removed": remove_folder,
    "renamed": rename_and_bring_back,
    "folder renamed": rename_folder_and_bring_back,
    "database replaced": replace(""),
    "WAL replaced": replace("-wal"),
    "clock a year ahead": set_clock(366),
    "clock a week back": set_clock(-7),
    "midnight": pass_midnight,
}


def hits_during(site: Counter, numbers: Iterable[int], accident: Callable[[], object]) -> int:
    """Hits of new readers, and the accident in their midst; how many were acknowledged."""
    wait = random.uniform(0, 0.15)

    def happen() -> None:
        time.sleep(wait)
        accident()

    thread = Thread(target=happen)
    thread.start()
    answers = site.hits(
        site.hit_request(PAGES[number % 3], f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        for number in numbers
    )
    thread.join()
    assert {answer.status for answer in answers} <= {200, 503}
    return sum(answer.status == 200 for answer in answers)


def test_accidents_under_load(counter: Start) -> None:
    site, acknowledged, numbers = counter(), 0, count()
    names = (
        random.sample(sorted(ACCIDENTS), ROUNDS)
        if len(ACCIDENTS) > ROUNDS
        else random.choices(sorted(ACCIDENTS), k=ROUNDS)
    )
    first = site.clock.day
    for done, name in enumerate(names):
        accident = ACCIDENTS[name]
        acknowledged += hits_during(
            site, (next(numbers) for _ in range(AT_ONCE)), lambda accident=accident: accident(site)
        )
        site.tick()
        site.stop()
        if name == "database replaced" and file(site).stat().st_size == 9000:
            file(site).unlink()  # what it is was never ours
        site.start()
        for left in (*site.config.data.glob("counter.db.missing-*"), *site.config.data.glob("counter.db.replaced-*")):
            left.unlink()
        assert site.site["views"] == acknowledged, names[: done + 1]
        assert site.app.works.storage.check() == [], names[: done + 1]
        assert site.get("/api/health").json["problems"] == []
        days = {row.day for row in site.app.works.storage.rows()}
        assert days <= set(range(first, site.clock.day + 1)), [date.fromordinal(day) for day in days]


@pytest.mark.parametrize("small_disk", [8], indirect=True)
def test_disks_filled_under_load(counter: Start, small_disk: Path) -> None:
    site, acknowledged, numbers = counter(data=small_disk / "data"), 0, count()
    ballast = small_disk / "ballast"

    def fill_and_free() -> None:
        with ballast.open("wb", buffering=0) as opened, suppress(OSError):
            while opened.write(bytes(4096)):
                pass
        Event().wait(random.uniform(0, 0.1))
        ballast.unlink()

    for _ in range(20 if SOAK else 3):
        acknowledged += hits_during(site, (next(numbers) for _ in range(AT_ONCE)), fill_and_free)
        site.restart()
        assert site.site["views"] == acknowledged
        assert site.app.works.storage.check() == []
    assert site.hit(PAGES[1]).status == 200


@pytest.mark.parametrize("accident", [remove(""), remove("", "-wal", "-shm"), remove("-wal"), remove_folder])
def test_removed_under_load_and_then_killed(tmp_path: Path, accident: Accident) -> None:
    """A real server that has no moment to close anything; what was acknowledged is in the database or in a backup."""
    write_pages(tmp_path / "pages.json", LOADED, {})

    class Site:
        config = Config(tmp_path / "data", tmp_path / "pages.json")

    with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32") as server:
        answers = Event()

        def remove_soon() -> None:
            answers.wait(30)
            time.sleep(random.uniform(0.1, 0.4))
            accident(Site())  # type: ignore[arg-type]

        thread = Thread(target=remove_soon)
        thread.start()
        sent, answered = run_apart(load_and_kill(server, range(20_000), 1.0, answers))
        thread.join()
    with serving(tmp_path) as server:
        site = json.loads(
            server.raw(b"GET /api/site HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").partition(b"\r\n\r\n")[2]
        )
    assert 0 < answered <= site["views"] <= sent
