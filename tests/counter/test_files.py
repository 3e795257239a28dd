"""The files of SQLite removed, renamed or replaced while the counter runs, and a start without them."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from counter.__main__ import main
from counter.backup import back_up
from counter.storage import StorageError, open_storage
from tests.counter.harness import PAGES, Counter, FakeClock

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]


def visit(site: Counter, count: int, network: str = "10.0") -> int:
    """Hits of so many new readers; how many were acknowledged."""
    answers = site.hits(site.hit_request(NEWS, f"{network}.{number >> 8}.{number & 255}") for number in range(count))
    assert {answer.status for answer in answers} <= {200, 503}
    return sum(answer.status == 200 for answer in answers)


def stored(site: Counter) -> int:
    """What a counter that starts now finds."""
    site.start()
    return int(site.site["views"])


def remove_database(site: Counter) -> None:
    (site.config.data / "counter.db").unlink()


def rename_database(site: Counter) -> None:
    (site.config.data / "counter.db").rename(site.config.data / "away.db")


def replace_database(site: Counter) -> None:
    with closing(sqlite3.connect(site.config.data / "other.db")) as other:
        other.execute("create table t(x)")
    (site.config.data / "other.db").replace(site.config.data / "counter.db")


def remove_all_files(site: Counter) -> None:
    for file in site.config.data.glob("counter.db*"):
        file.unlink()


def remove_folder(site: Counter) -> None:
    shutil.rmtree(site.config.data)


def remove_lock(site: Counter) -> None:
    (site.config.data / "counter.db.lock").unlink()


ACCIDENTS = [remove_database, rename_database, replace_database, remove_all_files, remove_folder, remove_lock]


@pytest.mark.parametrize("accident", ACCIDENTS, ids=lambda accident: accident.__name__)
def test_nothing_is_acknowledged_into_a_file_that_is_gone(counter: Start, accident: Callable[[Counter], None]) -> None:
    site = counter()
    acknowledged = visit(site, 40)
    accident(site)
    assert site.get("/api/health").status == 503, "before anybody hits"
    assert visit(site, 40, "10.1") == 0
    health = site.get("/api/health")
    assert health.status == 503
    assert "was removed, renamed or replaced while the counter ran" in str(health.json["problems"])
    assert site.get(f"/api/counts?path={NEWS}").json == {NEWS: acknowledged}, "what was counted can be read"
    top = site.get("/api/top")
    assert top.status == (200 if accident is remove_lock else 503)
    site.tick()
    site.stop()
    if accident is replace_database:
        remove_database(site)  # what it is was never ours: an operator takes it away
    assert stored(site) == acknowledged
    assert visit(site, 40, "10.1") == 40


def test_what_is_open_is_saved_although_nobody_hits(counter: Start) -> None:
    site = counter()
    acknowledged = visit(site, 5)
    remove_all_files(site)
    site.tick()
    (saved,) = site.config.backups.glob("removed-*.db")
    assert views_in(saved) == acknowledged


def test_a_database_that_comes_back_goes_on(counter: Start) -> None:
    site = counter()
    acknowledged = visit(site, 10)
    database, away = site.config.data / "counter.db", site.config.data / "away.db"
    database.rename(away)
    assert visit(site, 10, "10.1") == 0
    away.rename(database)
    assert visit(site, 10, "10.1") == 10
    assert site.get("/api/health").status == 200
    assert site.site["today"] == acknowledged + 10
    site.stop()
    assert stored(site) == acknowledged + 10


def test_a_folder_that_comes_back_goes_on(counter: Start) -> None:
    site = counter()
    visit(site, 10)
    data, away = site.config.data, site.config.data.with_name("away")
    data.rename(away)
    assert visit(site, 10, "10.1") == 0
    assert not data.exists(), "nothing of ours is in the way"
    away.rename(data)
    assert visit(site, 10, "10.1") == 10
    assert site.get("/api/health").json["status"] == "ok"
    site.stop()
    assert stored(site) == 20


@pytest.mark.parametrize("suffixes", [("-wal",), ("-shm",), ("-wal", "-shm")], ids=" ".join)
@pytest.mark.parametrize("replaced", [False, True])
def test_a_wal_that_is_gone_loses_nothing(counter: Start, suffixes: tuple[str, ...], replaced: bool) -> None:
    site = counter()
    visit(site, 10)
    for suffix in suffixes:
        file = Path(f"{site.config.data / 'counter.db'}{suffix}")
        file.unlink()
        if replaced:
            file.write_bytes(os.urandom(9000))
    assert visit(site, 10, "10.1") == 10
    assert site.get("/api/health").status == 200
    kept = list(site.config.data.glob("counter.db.replaced-*"))
    assert bool(kept) == replaced, "what somebody else put there is not deleted"
    site.stop()
    assert stored(site) == 20
    assert site.app.works.storage.check() == []


def test_gone_between_commit_and_answer(counter: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """The commit succeeds into a file without a name: nobody is told that it is stored, and it is taken back."""
    site = counter()
    visit(site, 3)
    database, away = site.config.data / "counter.db", site.config.data / "away.db"
    looks, look = 0, site.app.works.storage.files.missing

    def then_it_is_gone(*suffixes: tuple[str, ...]) -> list[str]:
        nonlocal looks
        looks += 1
        if looks == 2:  # the look after the commit
            database.rename(away)
        found: list[str] = look(*suffixes)
        return found

    monkeypatch.setattr(site.app.works.storage.files, "missing", then_it_is_gone)
    assert site.hit(OTHER, "10.9.0.1").status == 503
    monkeypatch.undo()
    away.rename(database)
    assert site.hit(OTHER, "10.9.0.1").json == {"views": 1, "online": 4, "today": 4, "total": 4}
    site.stop()
    assert stored(site) == 4
    assert site.app.works.storage.check() == []


def test_gone_while_it_is_opened_again(counter: Start, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the WAL goes, and the database while it is opened again because of that."""
    site = counter()
    visit(site, 10)
    storage, database, away = site.app.works.storage, site.config.data / "counter.db", site.config.data / "away.db"
    Path(f"{database}-wal").unlink()
    remember = storage.files.remember

    def too_late() -> None:
        database.rename(away)
        remember()

    monkeypatch.setattr(storage.files, "remember", too_late)
    assert visit(site, 1, "10.1") == 0
    monkeypatch.undo()
    assert visit(site, 1, "10.2") == 0
    assert site.get("/api/health").status == 503
    away.rename(database)
    assert visit(site, 5, "10.3") == 5
    site.stop()
    assert stored(site) == 15
    assert not [*site.config.backups.glob("removed-*")]


def test_overwritten_in_place(counter: Start, tmp_path: Path) -> None:
    """The same file with other contents: put aside, the newest backup takes its place."""
    other = counter(tmp_path / "other")
    visit(other, 3)
    other.stop()
    site = counter()
    visit(site, 20)
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    site.app.works.storage.db.execute("pragma wal_checkpoint(truncate)").fetchall()
    (site.config.data / "counter.db").write_bytes((other.config.data / "counter.db").read_bytes())
    assert site.hit(NEWS, "10.1.0.1").status == 503
    assert site.get("/api/health").status == 503
    assert site.hit(NEWS, "10.1.0.1").json["views"] == 21
    assert len(list(site.config.data.glob("counter.db.corrupt-*[0-9]"))) == 1


@pytest.mark.parametrize("suffix", ["", "-wal"])
def test_truncated_in_place(counter: Start, suffix: str) -> None:
    site = counter()
    visit(site, 20)
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    os.truncate(f"{site.config.data / 'counter.db'}{suffix}", 0)
    assert site.hit(NEWS, "10.1.0.1").status == 503
    acknowledged = 20 + visit(site, 5, "10.2")
    site.stop()
    assert stored(site) == acknowledged


def test_a_copy_of_the_open_database_is_no_alarm(counter: Start) -> None:
    site = counter()
    visit(site, 5)
    shutil.copy(site.config.data / "counter.db", site.config.data / "copy.db")
    os.utime(site.config.data / "counter.db")
    with closing(sqlite3.connect(site.config.data / "counter.db")) as somebody:
        somebody.execute("pragma wal_checkpoint(truncate)")
    assert visit(site, 5, "10.1") == 5
    assert site.get("/api/health").json["status"] == "ok"


# -- the start


def empty_file(database: Path) -> None:
    database.write_bytes(b"")


def empty_database(database: Path) -> None:
    storage = open_storage(f"sqlite:///{database}", database.parent / "none")
    storage.load()
    storage.close()


@pytest.mark.parametrize("instead", [None, empty_file, empty_database])
def test_missing_at_the_start(counter: Start, instead: Callable[[Path], None] | None) -> None:
    site = counter()
    visit(site, 30)
    site.app.works.storage.backup(site.config.backups / "2026-11-20.db")
    site.stop()
    for file in site.config.data.glob("counter.db*"):
        file.unlink()
    if instead:
        instead(site.config.data / "counter.db")
    assert stored(site) == 30
    health = site.get("/api/health")
    assert health.status == 503
    assert "the newest backup took its place" in health.json["problems"][0]
    assert visit(site, 1, "10.1") == 1
    site.restart()
    assert site.get("/api/health").status == 503, "until somebody has looked"
    for file in [*site.config.data.glob("counter.db.missing-*"), *site.config.data.glob("counter.db.corrupt-*")]:
        file.unlink()
    assert site.get("/api/health").json["status"] == "ok"


def test_missing_with_backups_that_cannot_be_read(counter: Start) -> None:
    site = counter()
    visit(site, 3)
    site.stop()
    (site.config.data / "counter.db").unlink()
    for file in site.config.backups.iterdir():
        file.write_bytes(b"SQLite format 3\0" + os.urandom(5000))
    with pytest.raises(StorageError, match="--begin-anew"):
        site.start()
    assert not (site.config.data / "counter.db").exists()


def test_a_wal_without_its_database_is_not_thrown_away(counter: Start) -> None:
    site = counter()
    visit(site, 3)
    database = site.config.data / "counter.db"
    wal = Path(f"{database}-wal").read_bytes()
    content = database.read_bytes()
    site.stop()
    shutil.rmtree(site.config.backups)
    database.unlink()
    Path(f"{database}-wal").write_bytes(wal)
    with pytest.raises(StorageError, match=r"counter\.db-wal is there"):
        site.start()
    database.write_bytes(content)
    assert stored(site) == 3


def test_begin_anew_puts_the_backups_aside(counter: Start) -> None:
    site = counter()
    visit(site, 30)
    back_up(site.app.works.storage, site.config.backups, "", 14)
    site.stop()
    (site.config.data / "counter.db").unlink()
    anew = counter(begin_anew=True)
    assert anew.site["views"] == 0
    assert anew.get("/api/health").json["status"] == "ok"
    assert (site.config.data / "backups-before-1/2026-11-20.db").exists()
    visit(anew, 2)
    anew.restart()
    assert anew.site["views"] == 2
    assert "they go on" in str(anew.get("/api/health").json["problems"]), "left in the unit it does no harm"


# -- backups


def views_in(backup: Path) -> int:
    with closing(sqlite3.connect(backup)) as db:
        return int(db.execute("select sum(views) from site_day").fetchone()[0])


def test_a_fuller_backup_is_never_overwritten_nor_deleted(counter: Start) -> None:
    site = counter(backup_interval=0.0, backups_kept=2)
    visit(site, 30)
    site.tick()
    older = site.config.backups / "2026-11-20.db"
    site.stop()
    (site.config.data / "counter.db").unlink()
    away = site.config.backups.rename(site.config.data / "kept")
    site.start()  # a new database, as somebody may have made
    site.stop()
    shutil.rmtree(site.config.backups)
    away.rename(site.config.backups)
    database = site.config.data / "counter.db"
    with closing(sqlite3.connect(database)) as db, db:
        db.execute("update site_day set visits = 1")  # not empty, but emptier
    site.start()
    site.tick()
    visit(site, 2)
    site.tick()
    assert (views_in(older), views_in(older.with_name("2026-11-20-2.db"))) == (30, 2)
    problems = site.get("/api/health").json
    assert problems["status"] == "warning"
    assert "2026-11-20.db among the backups holds more" in problems["problems"][0]
    for _ in range(4):
        site.clock.forward(86_400)
        site.tick()
    names = sorted(file.name for file in site.config.backups.iterdir())
    assert names == ["2026-11-20.db", "2026-11-23.db", "2026-11-24.db"]
    older.rename(site.config.data / "looked-after.db")
    assert site.get("/api/health").json["status"] == "ok"


def test_the_newest_backup_is_the_one_with_the_most_hits(counter: Start) -> None:
    """Not the one with the latest name, and not the one that was written last."""
    site = counter()
    visit(site, 5)
    site.app.works.storage.backup(site.config.backups / "2027-11-30.db")
    visit(site, 5, "10.1")
    site.app.works.storage.backup(site.config.backups / "2026-11-19.db")
    os.utime(site.config.backups / "2027-11-30.db", (2**32, 2**32))
    (site.config.backups / "2026-11-20.db").unlink(missing_ok=True)
    site.stop()
    (site.config.data / "counter.db").write_bytes(os.urandom(9000))
    assert stored(site) == 10


def test_a_backup_of_the_future_stops_no_backups(counter: Start) -> None:
    site = counter()
    file = site.config.backups / "2026-11-20.db"
    visit(site, 5)
    os.utime(file, (2**32, 2**32))
    site.tick()
    assert views_in(file) == 5
    assert site.get("/api/health").json["last_backup_seconds"] < 2**32


def test_backup_and_report_know_the_day_without_a_clock(
    counter: Start, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The machine may live in UTC, where it is still yesterday until 7 o'clock."""
    site = counter(clock=FakeClock("2019-03-01T01:00:00"))
    visit(site, 2)
    site.stop()
    data = ["--data", str(site.config.data)]
    assert main(["backup", *data]) == 0
    assert capsys.readouterr().out.strip().endswith("backups/2019-03-01.db")
    assert main(["report", *data]) == 0
    assert "2019-03-01,2,2,0,0" in capsys.readouterr().out


def test_health_tells_no_folder(counter: Start) -> None:
    site = counter()
    (site.config.data / "counter.db").unlink()
    site.hit(NEWS)
    shutil.rmtree(site.config.backups)
    site.config.backups.write_text("in the way")
    os.utime(site.config.backups, (1, 1))
    (site.config.pages).unlink()
    site.clock.forward(2)
    site.tick()
    problems = site.get("/api/health").json["problems"]
    assert len(problems) >= 3
    assert "/" not in "".join(problems), problems
