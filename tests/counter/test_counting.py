"""What a hit means, through the API with a clock of ours."""

from collections.abc import Callable
from pathlib import Path

import pytest

from counter.storage import OPENING, Row
from tests.counter.harness import FIREFOX, GOOGLEBOT, PAGES, Counter, FakeClock, write_pages

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]


def test_view_is_once_per_visitor_page_and_day(counter: Start) -> None:
    site = counter()
    assert site.hit(NEWS).json == {"views": 1, "online": 1, "today": 1, "total": 1}
    assert site.hit(NEWS).json["views"] == 1
    assert site.hit(OTHER).json["views"] == 1
    assert site.hit(NEWS, "203.0.113.8").json == {"views": 2, "online": 2, "today": 2, "total": 2}
    assert site.hit(NEWS, agent=FIREFOX + "x").json["views"] == 3
    assert site.day("2026-11-20") == {"visits": 3, "views": 4, "bots": 0, "untracked": 0}


def test_same_hits_at_once_are_one_view(counter: Start) -> None:
    site = counter()
    answers = site.hits([site.hit_request(NEWS)] * 300)
    assert {answer.json["views"] for answer in answers} == {1}
    assert site.site["today"] == 1


def test_visit_ends_after_30_idle_minutes(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    for _ in range(3):
        site.clock.forward(1800)
        assert site.hit(NEWS).json["today"] == 1
    site.clock.forward(1801)
    assert site.hit(NEWS).json == {"views": 1, "online": 1, "today": 2, "total": 2}


def test_online_is_the_last_300_seconds(counter: Start) -> None:
    site = counter()
    site.hit(NEWS, "203.0.113.1")
    site.clock.forward(200)
    assert site.hit(NEWS, "203.0.113.2").json["online"] == 2
    site.clock.forward(99)
    assert site.site["online"] == 2
    site.clock.forward(1)
    assert site.site["online"] == 1
    site.clock.forward(86_400)
    assert site.site["online"] == 0


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("2026-11-20T23:59:59", "2026-11-21"),
        ("2026-11-30T23:59:59", "2026-12-01"),
        ("2026-12-31T23:59:59", "2027-01-01"),
        ("2028-02-28T23:59:59", "2028-02-29"),
    ],
)
def test_midnight(counter: Start, before: str, after: str) -> None:
    site = counter(clock=FakeClock(before))
    assert site.hit(NEWS).json["today"] == 1
    secret = (site.config.data / "salt").read_bytes()
    site.clock.forward(1)
    answer = site.hit(NEWS).json
    assert answer == {"views": 2, "online": 1, "today": 0, "total": 1}, "the visit goes on, the view counts again"
    assert site.day(before[:10])["views"] == site.day(after)["views"] == 1
    assert (site.config.data / "salt").read_bytes() != secret
    assert [row["month"] for row in site.site["months"]] == sorted({before[:7], after[:7]})


def test_midnight_comes_without_visitors(counter: Start) -> None:
    site = counter(clock=FakeClock("2026-11-20T23:59:59"))
    site.hit(NEWS)
    secret = (site.config.data / "salt").read_bytes()
    assert site.get("/api/health").json["seen_rows"] == 1
    site.clock.forward(1)
    site.tick()
    assert site.get("/api/health").json["seen_rows"] == 0
    assert (site.config.data / "salt").read_bytes() != secret


def test_restart_on_the_same_day_knows_views(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.restart()
    assert site.hit(NEWS).json == {"views": 1, "online": 1, "today": 2, "total": 2}, "an open visit counts twice"


def test_restart_across_midnight(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    secret = (site.config.data / "salt").read_bytes()
    site.stop()
    site.clock.set("2026-11-21T07:00:00")
    site.start()
    assert (site.config.data / "salt").read_bytes() != secret
    assert site.get("/api/health").json["seen_rows"] == 0
    assert site.hit(NEWS).json["views"] == 2
    assert site.day("2026-11-20")["views"] == 1


def test_clock_set_back_never_reopens_a_day(counter: Start) -> None:
    site = counter(clock=FakeClock("2026-11-21T00:00:10"))
    site.hit(NEWS)
    site.clock.set("2026-11-20T12:00:00")
    site.tick()
    assert site.hit(NEWS).json["views"] == 1
    site.restart()
    assert site.hit(NEWS).json["views"] == 1
    assert site.hit(OTHER).json["views"] == 1
    assert site.day("2026-11-20")["views"] == 0
    site.clock.set("2026-11-22T00:00:00")
    assert site.hit(NEWS).json["views"] == 2


def test_bots_and_untracked_are_counted_apart(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    assert site.hit(NEWS, "203.0.113.9", GOOGLEBOT).json == {"views": 1, "online": 1, "today": 1, "total": 1}
    for _ in range(2):
        assert site.hit(NEWS, "203.0.113.10", sec_gpc="1").json == {"views": 1, "online": 1, "today": 1, "total": 1}
    assert site.day("2026-11-20") == {"visits": 1, "views": 1, "bots": 1, "untracked": 2}


def test_opening_balances_are_included(counter: Start) -> None:
    site = counter()
    site.app.works.storage.put([Row(OPENING, None, visits=547_000), Row(OPENING, NEWS, views=1249)])
    site.restart()
    assert site.hit(NEWS).json == {"views": 1250, "online": 1, "today": 1, "total": 547_001}
    assert site.site["views"] == 1250
    assert site.site["since"] == "2026-11-20"


def test_views_follow_a_move(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(OTHER)
    site.hit("/cu.html")
    site.clock.forward(2)
    write_pages(tmp_path / "pages.json", [NEWS, "/moi/"], {OTHER: "/moi/"})
    site.tick()
    assert site.hit("/moi/", "203.0.113.8").json["views"] == 2
    assert site.get(f"/api/counts?path={OTHER}&path=/moi/&path={NEWS}&path=/").json == {OTHER: 2, "/moi/": 2, NEWS: 1}
    assert site.get("/api/top").json["pages"] == [{"path": "/moi/", "views": 2}, {"path": NEWS, "views": 1}]
    assert site.site["views"] == 3


def test_newest_article_counts_at_once(counter: Start, tmp_path: Path) -> None:
    site = counter()
    assert site.hit("/vua-dang/").status == 404
    site.clock.forward(1)
    write_pages(tmp_path / "pages.json", [*PAGES, "/vua-dang/"])
    assert site.hit("/vua-dang/").json["views"] == 1


def test_site(counter: Start) -> None:
    site = counter(clock=FakeClock("2026-09-30T10:00:00"))
    site.hit(NEWS)
    site.clock.forward(51 * 86_400 - 7200)
    site.hit(NEWS)
    found = site.site
    assert found["as_of"] == "2026-11-20T08:00:00+07:00"
    assert (found["since"], found["views"]) == ("2026-09-30", 2)
    assert len(found["days"]) == 90
    assert [found["days"][index]["day"] for index in (0, -1)] == ["2026-08-23", "2026-11-20"]
    assert [(row["month"], row["views"]) for row in found["months"]] == [("2026-09", 1), ("2026-10", 0), ("2026-11", 1)]


def test_top(counter: Start) -> None:
    site = counter(clock=FakeClock("2026-11-10T10:00:00"))
    for address in range(3):
        site.hit(OTHER, f"203.0.113.{address}")
    site.clock.forward(10 * 86_400)
    site.hit("/")
    site.hit(NEWS)
    assert site.get("/api/top?days=10").json == {
        "days": 10,
        "pages": [{"path": "/", "views": 1}, {"path": NEWS, "views": 1}],
    }
    assert site.get("/api/top?days=11&limit=1").json == {"days": 11, "pages": [{"path": OTHER, "views": 3}]}


def test_seen_rows_have_a_cap(counter: Start) -> None:
    site = counter(seen_cap=3)
    for address in range(10):
        site.hit(NEWS, f"203.0.113.{address}")
    for address in range(10):
        assert site.hit(NEWS, f"203.0.113.{address}").json["views"] == 10
    health = site.get("/api/health").json
    assert health["seen_rows"] == 3
    assert "3 visitor-page pairs" in health["estimates"][0]
    site.clock.set("2026-11-21T10:00:00")
    site.hit(NEWS)
    assert site.get("/api/health").json["estimates"] == []


def test_full_table_of_visits_becomes_an_estimate(counter: Start) -> None:
    site = counter(visitor_slots=64)
    site.hits(site.hit_request(NEWS, f"203.0.{number // 200}.{number % 200}") for number in range(400))
    found = site.site
    assert found["today"] == 400
    assert 0 < found["online"] <= 64
    assert "visits and online" in site.get("/api/health").json["estimates"][0]
    site.clock.forward(301)
    assert site.site["online"] == 0
