"""Bots, floods and growth."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from counter.http.limiter import Limiter
from counter.visits.bots import is_bot
from tests.counter.harness import PAGES, SOAK, Counter, write_pages

Start = Callable[..., Counter]
NEWS = PAGES[1]
ANDROID = "Mozilla/5.0 (Linux; Android 13; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) "


@pytest.mark.parametrize(
    ("bot", "agent"),
    [
        (False, "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) coc_coc_browser/120.0.0 Chrome/114.0.0.0 Safari/537.36"),
        (False, ANDROID + "Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36 Zalo android/12100711 ZaloTheme/light ZaloLanguage/vi"),
        (False, "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo iOS/480 ZaloTheme/light"),
        (False, ANDROID + "SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36"),
        (True, ""),
        (True, "   "),
        (True, "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/125.0.0.0 Safari/537.36"),
        (True, "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
        (True, "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)"),
        (True, "curl/8.5.0"),
        (True, "python-requests/2.31.0"),
        (True, "GPTBot/1.0"),
    ],
)  # fmt: skip
def test_bots(bot: bool, agent: str) -> None:
    assert is_bot({b"user-agent": agent.encode()}) is bot


@pytest.mark.parametrize("header", [b"sec-purpose", b"purpose"])
def test_prefetching_is_not_reading(header: bytes) -> None:
    assert is_bot({b"user-agent": ANDROID.encode(), header: b"prefetch;prerender"})
    assert not is_bot({b"user-agent": ANDROID.encode(), header: b"other"})


def test_missing_user_agent(counter: Start) -> None:
    site = counter()
    method, path, headers, body, client = site.hit_request(NEWS)
    del headers["user-agent"]
    assert site.request(method, path, headers, body, client=client).json["views"] == 0
    assert site.day("2026-11-20")["bots"] == 1


def test_limit(counter: Start) -> None:
    site = counter(limit_per_minute=5)
    answers = [site.hit(NEWS) for _ in range(8)]
    assert [answer.status for answer in answers] == [200] * 5 + [429] * 3
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert site.hit(NEWS, "203.0.113.8").status == 200
    assert site.get("/api/site").status == 429
    assert site.get("/api/health").status == 200
    site.clock.forward(60)
    assert site.hit(NEWS).status == 429, "the last minute still counts"
    site.clock.forward(60)
    assert site.hit(NEWS).status == 200
    assert "counter_limited_total 5" in site.get("/api/metrics").body.decode()


def test_limit_comes_before_looking_at_the_agent(counter: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    site = counter(limit_per_minute=2)
    asked: list[object] = []
    monkeypatch.setattr("counter.visits.counting.is_bot", lambda headers: bool(asked.append(headers)))
    for number in range(5):
        site.hit(NEWS, agent=f"agent {number}")
    assert len(asked) == 2


def test_limiter_holds_back_one_among_many() -> None:
    limiter = Limiter(600, 0.0)
    many = 900_000 if SOAK else 100_000
    refused = sum(bool(limiter.retry_after(number.to_bytes(4, "big"), number / many * 60)) for number in range(many))
    assert refused == 0
    assert not any(limiter.retry_after(b"one", 59.9) for _ in range(500))
    assert sum(bool(limiter.retry_after(b"one", 59.9)) for _ in range(500)) >= 380


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096


def test_spoofed_addresses_leave_memory_flat(counter: Start) -> None:
    site = counter(limit_per_minute=600, seen_cap=20_000, trusted_proxies=("203.0.113.0/24",), visitor_slots=2**14)

    def request(number: int) -> tuple[Any, ...]:
        site.clock.monotonic += 0.0001
        method, path, headers, body, client = site.hit_request(NEWS, agent="Mozilla/5.0 Firefox/140.0")
        spoofed = f"1.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        return method, path, headers | {"x-forwarded-for": spoofed}, body, client

    def flood(first: int, count: int) -> None:
        for start in range(first, first + count, 5000):
            answers = site.hits(map(request, range(start, start + 5000)), 300)
            assert {answer.status for answer in answers} == {200}

    flood(0, 25_000)
    before = resident()
    flood(25_000, 1_000_000 if SOAK else 35_000)
    assert resident() - before < 4_000_000
    views = site.get(f"/api/counts?path={NEWS}").json[NEWS]
    assert 59_000 <= views <= 1_040_000


def test_random_user_agents_leave_memory_flat() -> None:
    for number in range(4500):  # more than are remembered
        is_bot({b"user-agent": b"%d " % number + b"x" * 480})
    before = resident()
    for number in range(20_000 if SOAK else 800):
        is_bot({b"user-agent": b"%d " % -number + b"x" * 100_000})
    assert resident() - before < 4_000_000


def test_random_paths_leave_the_size_unchanged(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    size = (site.config.data / "counter.db").stat().st_size
    site.start()
    requests = (site.hit_request(f"/tin/{number}/") for number in range(1_000_000 if SOAK else 20_000))
    assert {answer.status for answer in site.hits(requests, 50)} == {404}
    site.stop()
    assert (site.config.data / "counter.db").stat().st_size == size
    site.start()
    assert [row.path for row in site.app.works.storage.rows() if row.path] == [NEWS]


def test_growth_per_visitor_page_day(counter: Start, tmp_path: Path) -> None:
    pages = [f"/tin/{number}/" for number in range(200)]
    write_pages(tmp_path / "pages.json", pages, {})
    site = counter()
    site.hits(site.hit_request(page) for page in pages)
    site.restart()
    file, pairs = site.config.data / "counter.db", 60_000 if SOAK else 20_000
    before = file.stat().st_size
    site.hits(
        (
            site.hit_request(pages[number % 200], f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
            for number in range(pairs)
        ),
        400,
    )
    site.app.works.storage.db.execute("pragma wal_checkpoint(truncate)").fetchall()
    assert site.get("/api/health").json["seen_rows"] == pairs + 200
    growth = (file.stat().st_size - before) / pairs
    assert growth <= 20, growth
    for day in range(21, 25):
        site.clock.set(f"2026-11-{day}T08:00:00")
        site.hits(
            (site.hit_request(pages[number % 200], f"10.0.{number >> 8}.{number & 255}") for number in range(2000)), 400
        )
    site.restart()
    assert (file.stat().st_size - before) / pairs <= 20, "the room of forgotten keys is used again"
