"""Clocks that are set wrong and right again: no day is booked that was not."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counter.storage import OPENING, Batch, Row, Storage
from tests.counter.conftest import Opener
from tests.counter.harness import PAGES, Counter, FakeClock, serving

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]
TODAY, NEXT_YEAR = "2026-11-20", "2027-11-20T08:00:00"
DAY = 739_000


def problems(site: Counter) -> str:
    health = site.get("/api/health")
    assert health.status == 200
    return str(health.json["problems"])


def ordinal(text: str) -> int:
    return FakeClock(text).day


def test_one_hit_under_a_clock_that_is_ahead(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.clock.set(NEXT_YEAR)
    site.tick()
    assert site.hit(OTHER, "203.0.113.8").json["today"] == 2, "counted on the day that is known"
    assert "the clock says 2027-11-20, the newest counted day is 2026-11-20" in problems(site)
    site.clock.set("2026-11-20T09:00:00")
    site.tick()
    assert problems(site) == "[]"
    assert site.hit(NEWS, "203.0.113.9").json == {"views": 2, "online": 3, "today": 3, "total": 3}
    assert [file.name for file in site.config.backups.iterdir()] == ["2026-11-20.db"]
    site.clock.forward(86_400)
    assert site.hit(NEWS).json["views"] == 3, "the next day begins as ever"
    assert site.day(TODAY) == {"visits": 3, "views": 3, "bots": 0, "untracked": 0}
    site.restart()
    assert site.day(TODAY)["views"] == 3


@pytest.mark.parametrize("ahead", ["2026-11-22T08:00:00", "2026-12-20T08:00:00", "9999-12-31T23:00:00", "+1e15"])
def test_a_start_under_a_clock_that_is_ahead(counter: Start, ahead: str) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    if ahead.startswith("+"):
        site.clock.wall = float(ahead)
    else:
        site.clock.set(ahead)
    site.start()
    assert site.hit(NEWS).json["views"] == 1, "the same day, so the same reader"
    assert "--accept-day" in problems(site)
    site.clock.set("2026-11-20T09:00:00")
    assert site.hit(NEWS, "203.0.113.9").json["views"] == 2
    assert site.day(TODAY)["views"] == 2


def test_a_machine_that_was_off_for_a_week(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    site.clock.set("2026-11-27T08:00:00")
    site.start()
    assert site.hit(NEWS).json["views"] == 1
    site.clock.forward(3599)
    site.tick()
    assert site.hit(NEWS).json["views"] == 1
    site.clock.forward(1)
    site.tick()
    assert site.hit(NEWS).json["views"] == 2
    assert problems(site) == "[]"
    assert (site.day(TODAY)["views"], site.day("2026-11-27")["views"]) == (1, 1)


def test_a_clock_that_jumps_needs_a_whole_day(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.clock.set(NEXT_YEAR)
    for _ in range(23):
        site.clock.forward(3600)
        site.tick()
        assert site.hit(NEWS).json["views"] == 1
    site.clock.set("2029-01-01T08:00:00")  # another jump: it begins anew
    for _ in range(24):
        site.tick()
        assert site.hit(NEWS).json["views"] == 1
        site.clock.forward(3600)
    site.tick()
    assert site.hit(NEWS).json["views"] == 2


def test_a_clock_that_was_set_right_in_between_has_to_wait_anew(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    for _ in range(3):
        site.clock.wall += 30 * 86_400
        for _ in range(10):
            site.clock.forward(3600)
            site.tick()
        assert site.hit(NEWS, f"203.0.113.{int(site.clock.monotonic) % 99}").status == 200
        site.clock.wall -= 30 * 86_400 + 36_000
        site.tick()
    assert {row.day for row in site.app.works.storage.rows()} == {ordinal("2026-11-20T08:00:00")}


def test_time_that_really_passed_is_believed_at_once(counter: Start) -> None:
    """A process that was stopped for days, say: the monotonic clock went on too."""
    site = counter()
    site.hit(NEWS)
    site.clock.forward(5 * 86_400)
    assert site.hit(NEWS).json["views"] == 2
    assert site.day("2026-11-25")["views"] == 1


def test_the_operator_says_that_the_clock_is_right(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    site.clock.set(NEXT_YEAR)
    again = counter(clock=site.clock, accept_day=ordinal(NEXT_YEAR))
    assert again.hit(NEWS).json["views"] == 2
    assert problems(again) == "[]"
    again.clock.forward(3 * 86_400)
    again.restart()
    assert "--accept-day 2027-11-20 was given, but the clock says 2027-11-23: ignored" in problems(again)


def test_days_that_were_booked_ahead_come_back(counter: Start) -> None:
    """Damage of before: everything stands on a day of next year."""
    site = counter(clock=FakeClock(NEXT_YEAR))
    site.hit(NEWS)
    site.hit(OTHER, "203.0.113.8")
    site.stop()
    site.clock.set("2026-11-20T08:00:00")
    site.start()
    assert "hits are counted on 2027-11-20 until that day is over" in problems(site)
    assert site.hit(NEWS).json["views"] == 1
    site.stop()
    again = counter(clock=site.clock, accept_day=ordinal("2026-11-20T08:00:00"))
    assert problems(again) == "[]"
    assert again.day(TODAY) == {"visits": 3, "views": 2, "bots": 0, "untracked": 0}
    assert again.hit(OTHER, "203.0.113.9").json == {"views": 2, "online": 1, "today": 4, "total": 4}
    assert (again.config.backups / "before-accept-day-2026-11-20.db").exists(), "as it was, should it be wrong"
    again.clock.forward(86_400)
    assert again.hit(NEWS).json["views"] == 2
    assert again.app.works.storage.check() == []


def test_moved_days_add_up(storage: Storage) -> None:
    storage.put([Row(OPENING, None, visits=7), Row(OPENING, "/a/", views=70)])
    for day, key in ((DAY - 1, 1), (DAY, 2), (DAY + 1, 3), (DAY + 400, 4)):
        storage.commit(Batch(day, {key: "/a/", -key: f"/{key}/"}, visits=1, bots=key, untracked=2))
    storage.move_days(DAY)
    assert [row for row in storage.rows() if row.path is None] == [
        Row(OPENING, None, visits=7),
        Row(DAY - 1, None, 1, 2, 1, 2),
        Row(DAY, None, 3, 6, 9, 6),
    ]
    assert storage.load().pages == {"/a/": 74, "/1/": 1, "/2/": 1, "/3/": 1, "/4/": 1}
    assert storage.check() == []
    assert storage.commit(Batch(DAY, {9: "/a/"})).views == {"/a/": 1}


def test_nothing_to_move(opener: Opener) -> None:
    storage = opener()
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.move_days(DAY)
    assert list(storage.rows()) == [Row(DAY, None, views=1), Row(DAY, "/a/", views=1)]


def test_words_of_the_command_line(tmp_path: Path) -> None:
    """Both are for one start; left in a service file, they are named and do nothing."""
    with serving(tmp_path) as server:
        assert b'"views":1' in server.raw(server.hit(NEWS))
    with serving(tmp_path, "--begin-anew", "--accept-day", "2020-02-29") as server:
        health = server.raw(b"GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert b"--begin-anew was given, but there are counts: they go on" in health
        assert b"--accept-day 2020-02-29 was given, but the clock says 20" in health
        assert b'{"%s":1}' % NEWS.encode() in server.raw(
            f"GET /api/counts?path={NEWS} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode()
        )
