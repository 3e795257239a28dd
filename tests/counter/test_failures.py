"""What happens when the disk is full, the file is damaged, or somebody else writes."""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from counter import Config, create_app
from counter.storage import Batch, Committed, StorageError, open_storage
from tests.counter.harness import PAGES, Counter, serving, write_pages
from tests.loops import run_apart

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]


def test_full_disk(counter: Start, tmp_path: Path, small_disk: Path) -> None:
    site = counter(data=small_disk / "data")
    assert site.hit(NEWS).status == 200
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    answers = site.hits(
        (site.hit_request(NEWS, f"10.0.{number >> 8}.{number & 255}") for number in range(30_000)), at_once=500
    )
    refused = [answer for answer in answers if answer.status == 503]
    stored = 1 + len(answers) - len(refused)
    assert refused
    assert refused[0].headers["retry-after"]
    assert site.get(f"/api/counts?path={NEWS}").json == {NEWS: stored}
    assert site.site["today"] == stored, "a visit that could not be stored is not shown"
    health = site.get("/api/health")
    assert health.status == 503
    assert "full" in str(health.json["problems"])
    ballast.unlink()
    assert site.hit(OTHER, "10.99.0.1").status == 200
    assert site.get("/api/health").status == 200
    site.restart()
    assert site.get(f"/api/counts?path={NEWS}").json == {NEWS: stored}
    assert site.site["today"] == stored + 1


def test_refused_hit_counts_when_it_is_sent_again(counter: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    site = counter()

    def refuse(batch: Batch) -> Committed:
        raise StorageError("not now")

    with monkeypatch.context() as patch:
        patch.setattr(site.app.works.storage, "commit", refuse)
        assert site.hit(NEWS).status == 503
    assert site.hit(NEWS).json == {"views": 1, "online": 1, "today": 1, "total": 1}


def test_room_of_the_wal_is_used_before_giving_up(counter: Start, small_disk: Path) -> None:
    site = counter(data=small_disk / "data")
    for number in range(25):
        site.hit(NEWS, f"10.0.0.{number}")
    with (small_disk / "ballast").open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    assert [site.hit(NEWS, f"10.0.1.{number}").status for number in range(5)] == [200] * 5


def damage(file: Path) -> None:
    """Destroy every page but the first."""
    size = file.stat().st_size
    with file.open("r+b") as database:
        database.seek(4096)
        database.write(b"\xa5" * (size - 4096))


def test_damaged_at_start(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(NEWS)
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    site.hit(OTHER)
    site.stop()
    damage(tmp_path / "data/counter.db")
    site.start()
    health = site.get("/api/health")
    assert health.status == 503
    assert "newest backup took its place" in health.json["problems"][0]
    assert site.get(f"/api/counts?path={NEWS}&path={OTHER}").json == {NEWS: 1, OTHER: 0}
    assert site.hit(NEWS, "203.0.113.9").json["views"] == 2
    site.restart()
    assert site.get("/api/health").status == 503, "until somebody has looked"
    for file in (tmp_path / "data").glob("counter.db.corrupt-*"):
        file.unlink()
    assert site.get("/api/health").status == 200


def test_damaged_while_serving(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hits(site.hit_request(NEWS, f"10.0.0.{number}") for number in range(100))
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    site.app.works.storage.db.executescript("pragma wal_checkpoint(truncate)")
    damage(tmp_path / "data/counter.db")
    site.app.works.storage.db.executescript("pragma shrink_memory")
    assert site.hit(NEWS, "203.0.113.9").status == 503, "not stored"
    assert site.get("/api/health").status == 503
    assert site.hit(NEWS, "203.0.113.9").json["views"] == 101
    assert len(list((tmp_path / "data").glob("counter.db.corrupt-*[0-9]"))) == 1


def test_damaged_without_a_backup(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(NEWS)
    site.stop()
    damage(tmp_path / "data/counter.db")
    for backup in site.config.backups.glob("*"):
        backup.unlink()
    with pytest.raises(StorageError, match="no good backup"):
        site.run(create_app(site.config).start())
    assert (tmp_path / "data/counter.db").exists()


def test_damaged_backup_is_passed_over(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(NEWS)
    site.app.works.storage.backup(site.config.backups / "2026-11-19.db")
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    site.stop()
    damage(site.config.backups / "2026-11-20.db")
    damage(tmp_path / "data/counter.db")
    site.start()
    assert site.get(f"/api/counts?path={NEWS}").json == {NEWS: 1}


def test_sums_that_disagree_are_reported(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.app.works.storage.db.execute("update page_day set views = 9")
    site.restart()
    health = site.get("/api/health")
    assert (health.status, health.json["problems"]) == (
        503,
        ["2026-11-20: the site has 1 views, its pages 9"],
    )


def test_second_server_is_refused(tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        with pytest.raises(RuntimeError, match="another counter writes to"), serving(tmp_path):
            pass
        assert b"200 OK" in server.raw(server.hit(NEWS))


def test_reader_is_not_refused(counter: Start, tmp_path: Path) -> None:
    site = counter()
    site.hit(NEWS)
    other = open_storage(site.config.storage_url, site.config.backups, write=False)
    assert other.views_since(1) == {NEWS: 1}


def test_missing_list_of_pages(tmp_path: Path) -> None:

    with pytest.raises(FileNotFoundError, match="make build"):
        run_apart(create_app(Config(tmp_path / "data", tmp_path / "none.json")).start())


def test_list_of_pages_comes_back_as_it_was(counter: Start, tmp_path: Path) -> None:
    site = counter()
    pages, away = tmp_path / "pages.json", tmp_path / "away"
    pages.rename(away)
    site.clock.forward(1)
    site.tick()
    assert site.get("/api/health").json["status"] == "warning"
    away.rename(pages)
    site.clock.forward(1)
    site.tick()
    assert site.get("/api/health").json["status"] == "ok"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"pages": ["/"]}',
        '{"pages": 5, "time_zone": "UTC", "origin": ""}',
        '{"pages": ["x"], "time_zone": "UTC", "origin": ""}',
        None,
    ],
)
def test_broken_list_of_pages(counter: Start, tmp_path: Path, text: str | None) -> None:

    site = counter()
    pages = tmp_path / "pages.json"
    if text is None:
        pages.unlink()
    else:
        pages.write_text(text)
        with pytest.raises(ValueError, match="make build"):
            run_apart(create_app(Config(tmp_path / "data2", pages)).start())
    site.clock.forward(1)
    site.tick()
    assert site.hit(NEWS).json["views"] == 1
    health = site.get("/api/health")
    assert (health.status, health.json["status"]) == (200, "warning")
    assert "last good list" in health.json["problems"][0]
    site.clock.forward(1)
    time.sleep(0.01)
    write_pages(pages, [*PAGES, "/moi/"])
    site.tick()
    assert site.get("/api/health").json["status"] == "ok"
    assert site.hit("/moi/").status == 200
