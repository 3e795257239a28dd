"""Ratings as readers give them."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from counter.storage import StorageError
from counter.storage.ratings import Sum
from tests.counter.harness import FIREFOX, GOOGLEBOT, ORIGIN, PAGES, Counter, write_pages
from tests.counter.test_privacy import kept

Start = Callable[..., Counter]
HOME, NEWS, OTHER = PAGES


@pytest.fixture
def site(counter: Start, tmp_path: Path) -> Counter:
    """A site whose articles may be rated; its home page may not."""
    write_pages(tmp_path / "pages.json", rating=True, articles=[NEWS, OTHER])
    return counter()


def rate(site: Counter, stars: object, path: str = NEWS, address: str = "203.0.113.7", **headers: str) -> int:
    return site.send("/rate", address, headers=headers, path=path, stars=stars).status


def test_off_by_default(counter: Start) -> None:
    site = counter()
    assert rate(site, 5) == 404
    assert rate(site, 5, accept="text/html") == 404
    assert "rating" not in site.hit(NEWS).json
    assert site.app.works.storage.ratings.load() == {}


def test_a_rating_is_told_with_the_hit(site: Counter) -> None:
    assert site.hit(NEWS).json == {"views": 1, "online": 1, "today": 1, "total": 1, "rating": None, "ratings": 0}
    assert site.send("/rate", path=NEWS, stars=5).json == {"rating": 5.0, "ratings": 1, "stars": 5}
    assert site.send("/rate", "203.0.113.8", path=NEWS, stars="4").json == {"rating": 4.5, "ratings": 2, "stars": 4}
    answer = site.hit(NEWS, also=[OTHER]).json
    assert (answer["rating"], answer["ratings"], answer["also"]) == (4.5, 2, {OTHER: 0})
    assert "rating" not in site.hit(HOME).json, "nobody may rate it"
    assert site.hit(OTHER).json["ratings"] == 0


def test_one_a_day_from_a_visitor_and_it_can_be_changed(site: Counter) -> None:
    for stars in (1, 5, 3):
        assert rate(site, stars) == 200
    assert site.app.works.ratings.of(NEWS) == Sum(3, 1)
    site.restart()
    assert site.send("/rate", path=NEWS, stars=2).json == {"rating": 2.0, "ratings": 1, "stars": 2}
    assert site.send("/rate", path=OTHER, stars=2).json["ratings"] == 1, "another article"


def test_yesterdays_rating_stays(site: Counter) -> None:
    rate(site, 5)
    site.clock.set("2026-11-21T00:00:00")
    assert site.send("/rate", path=NEWS, stars=1).json == {"rating": 3.0, "ratings": 2, "stars": 1}
    site.restart()
    assert site.hit(NEWS).json["ratings"] == 2


def test_ratings_follow_an_article_that_moved(site: Counter, tmp_path: Path) -> None:
    rate(site, 5)
    assert rate(site, 3, "/cu.html", "203.0.113.8") == 200
    write_pages(tmp_path / "pages.json", [HOME, "/moi/"], {NEWS: "/moi/"}, rating=True, articles=["/moi/"])
    site.clock.forward(1)
    assert site.send("/rate", "203.0.113.9", path="/moi/", stars=1).json == {"rating": 3.0, "ratings": 3, "stars": 1}
    site.restart()
    assert site.hit(NEWS).json["ratings"] == 3


def test_switched_off_and_on_again(site: Counter, tmp_path: Path) -> None:
    rate(site, 5)
    write_pages(tmp_path / "pages.json")
    site.clock.forward(1)
    site.tick()
    assert rate(site, 5) == 404
    assert "rating" not in site.hit(NEWS).json
    write_pages(tmp_path / "pages.json", rating=True)
    site.clock.forward(1)
    site.tick()
    assert site.hit(NEWS).json["ratings"] == 1


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (200, {}, f"path={NEWS}&stars=5"),
        (200, {"content-type": "application/json"}, json.dumps({"path": NEWS, "stars": 5, "more": [1]})),
        (200, {"origin": "", "referer": f"{ORIGIN}{NEWS}"}, f"path={NEWS}&stars=5"),
        (403, {"origin": "", "referer": "https://other.example/"}, f"path={NEWS}&stars=5"),
        (400, {}, f"path={NEWS}"),
        *((400, {}, f"path={NEWS}&stars={stars}") for stars in ("0", "6", "-1", "4.5", "", "five", "05", "%D9%A3")),
        (400, {"content-type": "application/json"}, json.dumps({"path": NEWS, "stars": True})),
        (400, {"content-type": "application/json"}, "[]"),
        (400, {"content-type": "application/json"}, "[" * 9000),
        (400, {"content-type": "application/json"}, '{"path": "\\ud800"'),
        (404, {"content-type": "application/json"}, '{"path": "\\ud800", "stars": 5}'),
        (400, {}, f"path={NEWS}&stars=5&stars=4"),
        (404, {}, f"path={HOME}&stars=5"),
        (404, {}, "path=/khong-co/&stars=5"),
        (403, {"origin": "https://other.example"}, f"path={NEWS}&stars=5"),
        (403, {"sec-fetch-site": "cross-site"}, f"path={NEWS}&stars=5"),
        (403, {"user-agent": GOOGLEBOT}, f"path={NEWS}&stars=5"),
        (403, {"user-agent": ""}, f"path={NEWS}&stars=5"),
        (403, {"sec-gpc": "1"}, f"path={NEWS}&stars=5"),
        (413, {}, f"path={NEWS}&stars=5&more=" + "a" * 20_000),
        (415, {"content-type": "text/plain"}, f"path={NEWS}&stars=5"),
    ],
)
@pytest.mark.parametrize("accept", ["*/*", "text/html,application/xhtml+xml"])
def test_what_may_be_sent(site: Counter, status: int, headers: dict[str, str], body: str, accept: str) -> None:
    base = {
        "user-agent": FIREFOX,
        "origin": ORIGIN,
        "content-type": "application/x-www-form-urlencoded",
        "accept": accept,
    }
    answer = site.request("POST", "/api/rate", base | headers, body.encode())
    assert answer.status == status
    assert answer.headers["cache-control"] == "no-store"
    if accept == "*/*":
        assert ("error" in answer.json) == (status != 200)
        assert status == 200 or answer.json["message"]
    else:
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert '<html lang="vi">' in answer.body.decode()
    assert site.app.works.ratings.of(NEWS).votes == (status == 200)


def test_a_page_in_the_words_of_the_site_with_a_link_back(counter: Start, tmp_path: Path) -> None:
    words = {
        "Thank you for your rating": "Cảm ơn bạn <đã> đánh giá",
        "Stored: {stars} of 5. On average {average} of 5, ratings: {votes}.": "Đã ghi: {stars}/5. Trung bình {average}/5 từ {votes} lượt.",
        "Back to the article": "Về bài viết",
    }
    write_pages(tmp_path / "pages.json", rating=True, words=words)
    site = counter()
    rate(site, 5, address="203.0.113.8")
    page = site.send("/rate", headers={"accept": "text/html"}, path="/cu.html", stars=4).body.decode()
    assert "<h1>Cảm ơn bạn &lt;đã&gt; đánh giá</h1>" in page
    assert "<p>Đã ghi: 4/5. Trung bình 4,5/5 từ 2 lượt.</p>" in page
    assert f'<a href="{NEWS}#rating">Về bài viết</a>' in page


def test_global_privacy_control_is_refused_and_not_hashed(site: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("hashed")

    monkeypatch.setattr("counter.visits.visitors.blake2b", refuse)
    answer = site.send("/rate", headers={"sec-gpc": "1"}, path=NEWS, stars=5)
    assert (answer.status, "not to be tracked" in answer.json["message"]) == (403, True)
    with pytest.raises(AssertionError, match="hashed"):
        rate(site, 5)


def test_limit_is_that_of_all_requests(counter: Start, tmp_path: Path) -> None:
    write_pages(tmp_path / "pages.json", rating=True)
    site = counter(limit_per_minute=3)
    site.hit(NEWS)
    assert [rate(site, 5) for _ in range(4)] == [200, 200, 429, 429]


def test_what_could_not_be_stored_is_not_told(site: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    store = site.app.works.storage.ratings
    real = store.rate

    def refuse(votes: object) -> None:
        raise StorageError("not now")

    def lose_the_answer(votes: object) -> None:
        real(votes)
        raise StorageError("stored, but nobody knows")

    for failing in (refuse, lose_the_answer):
        with monkeypatch.context() as patch:
            patch.setattr(store, "rate", failing)
            assert rate(site, 5) == 503
        assert site.hit(NEWS).json["ratings"] == 0
    assert site.send("/rate", "203.0.113.8", path=OTHER, stars=1).json["ratings"] == 1
    assert site.hit(NEWS).json["ratings"] == 1, "what was there all the same is told from then on"
    assert site.send("/rate", path=NEWS, stars=4).json == {"rating": 4.0, "ratings": 1, "stars": 4}


def test_nothing_else_is_stored_when_hits_are_not(site: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(batch: object) -> None:
        raise StorageError("not now")

    with monkeypatch.context() as patch:
        patch.setattr(site.app.works.storage, "commit", refuse)
        assert rate(site, 5) == 503
    assert site.app.works.storage.ratings.load() == {}
    assert rate(site, 5) == 200


def test_many_at_once(site: Counter) -> None:
    answers = site.hits(
        site.form("/rate", f"10.0.{number >> 8}.{number & 255}", path=(NEWS, OTHER)[number % 2], stars=number % 5 + 1)
        for number in range(1000)
    )
    assert {answer.status for answer in answers} == {200}
    assert site.app.works.ratings.sums == {NEWS: Sum(1500, 500), OTHER: Sum(1500, 500)}
    assert site.app.works.storage.ratings.load() == site.app.works.ratings.sums


def test_ratings_come_back_from_a_backup(site: Counter, tmp_path: Path) -> None:
    rate(site, 5)
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    rate(site, 1, address="203.0.113.8")
    site.app.works.storage.db.executescript("pragma wal_checkpoint(truncate)")
    file = tmp_path / "data/counter.db"
    size = file.stat().st_size
    with file.open("r+b") as database:
        database.seek(4096)
        database.write(b"\xa5" * (size - 4096))
    site.app.works.storage.db.executescript("pragma shrink_memory")
    assert rate(site, 1, address="203.0.113.8") == 503
    assert site.hit(NEWS).json["ratings"] == 1
    assert site.send("/rate", "203.0.113.8", path=NEWS, stars=1).json == {"rating": 3.0, "ratings": 2, "stars": 1}


def test_a_database_of_before_gets_its_tables(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    with closing(sqlite3.connect(tmp_path / "data/counter.db")) as db:
        for table in ("rating", "vote", "comment", "comment_today", "decision"):
            db.execute(f"drop table {table}")
        db.execute("pragma user_version = 1")
    write_pages(tmp_path / "pages.json", rating=True)
    site.start()
    assert rate(site, 5) == 200
    assert site.hit(NEWS).json["views"] == 1


def test_nothing_tells_who_rated_what(site: Counter) -> None:
    site.clock.set("2026-11-20T23:00:00")
    site.hit(NEWS)
    rate(site, 5)
    rate(site, 4, OTHER)
    db = site.app.works.storage.db
    votes = [key for (key,) in db.execute("select key from vote")]
    seen = [key for (key,) in db.execute("select key from seen")]
    assert len({*votes, *seen}) == 3, "no two rows of a reader have anything in common"
    content = b"".join(kept(site.config.data).values())
    for secret in (b"203.0.113.7", bytes([203, 0, 113, 7]), FIREFOX.encode(), b"Firefox"):
        assert secret not in content
    keys = [key.to_bytes(8, "big", signed=True) for key in votes]
    assert all(key in content for key in keys)
    site.clock.set("2026-11-21T00:00:00")
    site.tick()
    after = b"".join(kept(site.config.data).values())
    assert not any(key in after for key in keys)
    assert site.hit(NEWS).json["ratings"] == 1
