"""What the storages on a server have to stand besides the contract: a server that dies, stalls, lies or loses everything."""

import os
import random
import re
import signal
import subprocess
import sys
import time
from collections import Counter as Sums
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from counter.storage import OPENING, Batch, Row, Storage, StorageCorruptError, StorageError, open_storage
from counter.storage import valkey as valkey_storage
from counter.storage.comments import Comment, NewComment
from counter.storage.ratings import Sum
from counter.transfer import read_export
from tests.counter.harness import FIREFOX, PAGES, ROOT, SOAK, Counter
from tests.counter.servers import PostgresqlServer, Proxy, ValkeyServer, running, shared

DAY = 739_000
KINDS = {"valkey": ValkeyServer, "postgresql": PostgresqlServer}
STORES = {"valkey": b"EVALSHA", "postgresql": b"COMMIT"}  # the request after which a batch is stored
Opener = Callable[..., Storage]


@pytest.fixture(params=sorted(KINDS))
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def server(kind: str) -> Any:
    return shared(KINDS[kind])


@pytest.fixture
def url(server: Any) -> str:
    return str(server.url())


@pytest.fixture
def opener(tmp_path: Path) -> Iterator[Opener]:
    opened: list[Storage] = []

    def open_(url: str, *, load: bool = True) -> Storage:
        storage = open_storage(url, tmp_path / "backups")
        opened.append(storage)
        if load:
            storage.load()
        return storage

    yield open_
    for storage in opened:
        storage.close()


@pytest.fixture
def proxied(kind: str, server: Any, url: str) -> Iterator[tuple[str, Proxy]]:
    """A URL by way of a proxy."""
    folder = server.folder / f"proxy-{time.monotonic_ns()}"
    folder.mkdir()
    yield server.through(url, folder / server.socket.name), Proxy(folder / server.socket.name, server.socket)


def test_acknowledged_survives_kill_9_of_the_server(kind: str, opener: Opener) -> None:
    """Batches that seemed to fail may have been stored; the next one has to have taken them back."""
    chance = random.Random(kind)
    stored, visits, failed = Sums[str](), [0], list[StorageError]()
    stop = Event()
    with running(KINDS[kind]) as server:
        url = server.url()
        storage = opener(url)

        def hit(number: int) -> None:
            batch = Batch(DAY, {number * 100 + i: f"/{(number + i) % 60}/" for i in range(50)}, visits=50)
            try:
                stored.update(storage.commit(batch).views)
                visits[0] += 50
            except StorageError as error:
                failed.append(error)
                time.sleep(0.01)

        def load() -> None:
            number = 0
            while not stop.is_set():
                hit(number := number + 1)

        thread = Thread(target=load)
        thread.start()
        try:
            for _ in range(100 if SOAK else 4):
                time.sleep(chance.uniform(0.05, 0.3))
                server.kill()
                server.start()
        finally:
            stop.set()
            thread.join()
        before = visits[0]
        hit(10**9)
        assert visits[0] == before + 50, failed[-1]
        assert failed
        assert not [error for error in failed if isinstance(error, StorageCorruptError)]
        storage.close()
        found = opener(url).load()
        assert (found.pages, found.days) == (stored, {DAY: Row(DAY, None, visits[0], visits[0])})
        storage.close()


def test_answer_lost_and_batch_stored_once(kind: str, proxied: tuple[str, Proxy], opener: Opener) -> None:
    url, proxy = proxied
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    proxy.cut_answer_to(STORES[kind], refuse=False)
    again = storage.commit(Batch(DAY, {1: "/a/", 2: "/b/", 3: "/b/"}, 1, visits=2, bots=1, untracked=1))
    assert proxy.cuts == 1
    assert (again.views, again.seen) == ({"/b/": 2}, 3)
    assert list(storage.rows()) == [Row(DAY, None, 3, 3, 1, 1), Row(DAY, "/a/", views=1), Row(DAY, "/b/", views=2)]


@pytest.mark.parametrize("later", [0, 1])
def test_failed_batch_is_taken_back(kind: str, later: int, proxied: tuple[str, Proxy], opener: Opener) -> None:
    url, proxy = proxied
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    proxy.cut_answer_to(STORES[kind], refuse=True)
    with pytest.raises(StorageError):
        storage.commit(Batch(DAY, {1: "/a/", 2: "/a/", 3: "/b/"}, visits=2, bots=5, untracked=6))
    with pytest.raises(StorageError):
        storage.commit(Batch(DAY, {4: "/c/"}, visits=3))
    assert proxy.cuts == 1
    proxy.refusing = False
    day = DAY + later
    done = storage.commit(Batch(day, {2: "/a/"}, visits=1))
    assert (done.views, done.seen) == ({"/a/": 1}, 1 if later else 2)
    if later:
        expected = [Row(DAY, None, 1, 1), Row(DAY, "/a/", views=1), Row(day, None, 1, 1), Row(day, "/a/", views=1)]
    else:
        expected = [Row(DAY, None, 2, 2), Row(DAY, "/a/", views=2)]
    assert list(storage.rows()) == expected
    assert storage.check() == []


def test_failed_batch_that_began_a_day_is_taken_back(kind: str, proxied: tuple[str, Proxy], opener: Opener) -> None:
    url, proxy = proxied
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    proxy.cut_answer_to(STORES[kind], refuse=True)
    with pytest.raises(StorageError):
        storage.commit(Batch(DAY + 1, {2: "/a/", 3: "/b/"}, visits=2))
    proxy.refusing = False
    done = storage.commit(Batch(DAY + 1, {3: "/b/"}, visits=1))
    assert (done.views, done.seen) == ({"/b/": 1}, 1)
    assert list(storage.rows()) == [
        Row(DAY, None, 1, 1), Row(DAY, "/a/", views=1), Row(DAY + 1, None, 1, 1), Row(DAY + 1, "/b/", views=1)
    ]  # fmt: skip


def test_late_command_of_a_stalled_server(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given up by its sender, still in the socket: Valkey runs it when it goes on."""
    monkeypatch.setattr(valkey_storage, "SECONDS", 0.3)
    server = shared(ValkeyServer)
    storage = opener(server.url())
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    with server.paused():
        for key in (2, 3):
            with pytest.raises(StorageError):
                storage.commit(Batch(DAY, {key: "/b/"}, visits=7))
    assert storage.commit(Batch(DAY, {3: "/c/"}, visits=1)).views == {"/c/": 1}
    assert storage.commit(Batch(DAY, {4: "/c/"}, visits=1)).views == {"/c/": 1}
    assert list(storage.rows()) == [Row(DAY, None, 3, 3), Row(DAY, "/a/", views=1), Row(DAY, "/c/", views=2)]


def test_late_command_changes_nothing(opener: Opener) -> None:
    server = shared(ValkeyServer)
    storage: Any = opener(server.url())
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.attempt -= 1  # what was sent before arrives again
    with pytest.raises(StorageError, match="LATE"):
        storage.commit(Batch(DAY, {2: "/a/"}))
    assert storage.load().pages == {"/a/": 1}


def test_closed_idle_connection_is_no_failure(server: Any, url: str, opener: Opener) -> None:
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}))
    server.close_connections()
    assert storage.commit(Batch(DAY, {1: "/a/", 2: "/a/"})).views == {"/a/": 1}


def test_crashed_counter_lets_the_next_one_in(url: str, opener: Opener, tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from counter.storage import *\n"
        "storage = open_storage(sys.argv[1], Path(sys.argv[2])); storage.load()\n"
        f"storage.commit(Batch({DAY}, {{1: '/a/'}})); print('stored', flush=True); time.sleep(100)"
    )
    with subprocess.Popen([sys.executable, "-c", code, url, tmp_path], stdout=subprocess.PIPE, cwd=ROOT) as process:
        try:
            assert process.stdout
            assert process.stdout.readline() == b"stored\n"
            with pytest.raises(StorageError, match="another counter"):
                opener(url)
        finally:
            os.kill(process.pid, signal.SIGKILL)
    for _ in range(100):  # until the server has read that its client is gone
        try:
            storage = opener(url)
            break
        except StorageError:
            time.sleep(0.02)
    assert storage.commit(Batch(DAY, {1: "/a/", 2: "/a/"})).views == {"/a/": 1}


def test_counter_that_lost_its_place_stores_nothing(server: Any, url: str, opener: Opener) -> None:
    first = opener(url)
    first.commit(Batch(DAY, {1: "/a/"}))
    server.close_connections()
    second = opener(url)
    second.commit(Batch(DAY, {2: "/a/"}))
    with pytest.raises(StorageError, match="another counter"):
        first.commit(Batch(DAY, {3: "/a/"}))
    second.close()
    with pytest.raises(StorageError, match="another counter has taken over"):
        first.commit(Batch(DAY, {3: "/a/"}))
    first.close()
    assert opener(url).load().pages == {"/a/": 2}


@pytest.mark.parametrize(
    ("kind", "name", "bad", "good"),
    [
        ("valkey", "appendonly", "no", "yes"),
        ("valkey", "appendfsync", "everysec", "always"),
        ("valkey", "no-appendfsync-on-rewrite", "yes", "no"),
        ("valkey", "maxmemory-policy", "allkeys-lru", "noeviction"),
        ("postgresql", "synchronous_commit", "off", "on"),
        ("postgresql", "fsync", "off", "on"),
        ("postgresql", "full_page_writes", "off", "on"),
    ],
)
def test_server_that_answers_too_early_is_refused(
    kind: str, name: str, bad: str, good: str, server: Any, url: str, opener: Opener
) -> None:
    server.set(name, bad)
    try:
        with pytest.raises(StorageError, match=f"{name} (= )?{good}"):
            opener(url)
    finally:
        server.set(name, good)
    opener(url)


def test_recover_after_everything_was_lost(kind: str, opener: Opener, tmp_path: Path) -> None:
    with running(KINDS[kind]) as server:
        storage = opener(server.url())
        storage.put([Row(OPENING, None, visits=5), Row(OPENING, "/a/", views=70)])
        storage.commit(Batch(DAY, {1: "/a/", 2: "/b/"}, visits=1, bots=2, untracked=3))
        with pytest.raises(StorageError, match="no good backup"):
            storage.recover()
        storage.backup(tmp_path / "backups" / "2024-01-01.db")
        rows = list(storage.rows())
        storage.commit(Batch(DAY, {3: "/a/"}))
        # Newer, but neither whole nor even text: they must not be taken.
        text = (tmp_path / "backups" / "2024-01-01.db").read_text()
        (tmp_path / "backups" / "2024-01-02.db").write_text(text[: text.rindex("{")])
        (tmp_path / "backups" / "2024-01-03.db").write_bytes(b"SQLite format 3\0\xff\n" * 100)
        server.empty()
        for _ in range(2):
            with pytest.raises(StorageCorruptError):
                storage.commit(Batch(DAY, {4: "/b/"}))
        found = storage.recover()
        assert found.pages == {"/a/": 71, "/b/": 1}
        assert found.seen == 0
        assert list(storage.rows()) == rows
        assert "newest backup" in storage.problems()[0]
        assert storage.commit(Batch(DAY, {1: "/b/"})).views == {"/b/": 1}
        storage.close()


def kept_answers(storage: Storage) -> object:
    return storage.ratings.load(), list(storage.comments.kept())


def give_answers(storage: Storage) -> None:
    storage.ratings.rate({1: ("/a/", 4), 2: ("/a/", 5)})
    for each in (b"1", b"2", b"3"):
        storage.comments.add([NewComment(Comment(0, 5, "/a/", "", f"số {each!r}", False, ""), each * 32, None)])
    storage.comments.decide([(3, "approve")], 9)


def test_answers_come_back_after_everything_was_lost(kind: str, opener: Opener, tmp_path: Path) -> None:
    with running(KINDS[kind]) as server:
        storage = opener(server.url())
        storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
        give_answers(storage)
        storage.backup(tmp_path / "backups" / "2024-01-01.jsonl")
        before = kept_answers(storage)
        storage.ratings.rate({3: ("/a/", 1)})
        server.empty()
        with pytest.raises(StorageCorruptError):
            storage.ratings.rate({4: ("/a/", 1)})
        storage.recover()
        assert kept_answers(storage) == before
        server.close_connections()
        assert storage.ratings.rate({4: ("/a/", 1)}) == {"/a/": Sum(10, 3)}
        new = NewComment(Comment(0, 5, "/a/", "", "mới", False, ""), b"4" * 32, None)
        assert storage.comments.add([new])[0].id == 4
        storage.close()


def test_answers_outlive_damaged_counts(kind: str, server: Any, url: str, opener: Opener, tmp_path: Path) -> None:
    """They are newer than the backup that takes the place of the counts."""
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    storage.backup(tmp_path / "backups" / "2024-01-01.jsonl")
    give_answers(storage)
    before = kept_answers(storage)
    if kind == "valkey":
        with valkey_storage.Valkey.from_url(url.replace("valkey", "unix")) as client:
            client.delete("{counter}:site")
    else:
        server.execute("drop table counter.site_day", url.partition("@/")[2].partition("?")[0])
    with pytest.raises(StorageCorruptError):
        storage.commit(Batch(DAY, {2: "/a/"}, visits=1))
    storage.recover()
    assert kept_answers(storage) == before
    new = NewComment(Comment(0, 5, "/a/", "", "mới", False, ""), b"4" * 32, None)
    assert storage.comments.add([new])[0].id == 4
    assert storage.comments.decide([(4, "reject")], 9) == ["reject"]


def test_answer_of_a_rating_lost_and_stored_once(kind: str, proxied: tuple[str, Proxy], opener: Opener) -> None:
    url, proxy = proxied
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    storage.ratings.rate({1: ("/a/", 1)})
    proxy.cut_answer_to(STORES[kind], refuse=False)
    assert storage.ratings.rate({1: ("/a/", 4), 2: ("/a/", 5)}) == {"/a/": Sum(9, 2)}
    assert proxy.cuts == 1
    proxy.cut_answer_to(STORES[kind], refuse=True)
    with pytest.raises(StorageError):
        give_answers(storage)
    proxy.refusing = False
    assert storage.commit(Batch(DAY, {2: "/a/"}, visits=1)).views == {"/a/": 1}
    give_answers(storage)
    assert storage.ratings.load() == {"/a/": Sum(9, 2)}
    assert [each.id for each in storage.comments.pending(0, 10, False)] == [1, 2]
    assert list(storage.rows()) == [Row(DAY, None, 2, 2), Row(DAY, "/a/", views=2)]


def test_counts_emptied_while_the_counter_runs(
    kind: str, server: Any, url: str, opener: Opener, tmp_path: Path
) -> None:
    """Not the tables, only what was in them: the next batch would be stored beside nothing."""
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
    storage.backup(tmp_path / "backups" / "2024-01-01.jsonl")
    if kind == "valkey":
        with valkey_storage.Valkey.from_url(url.replace("valkey", "unix")) as client:
            client.delete("{counter}:site", "{counter}:views")
    else:
        server.execute("truncate counter.site_day, counter.page_day", url.partition("@/")[2].partition("?")[0])
    with pytest.raises(StorageCorruptError, match="gone"):
        storage.commit(Batch(DAY, {2: "/a/"}, visits=1))
    assert storage.recover().pages == {"/a/": 1}
    assert storage.commit(Batch(DAY, {2: "/a/"}, visits=1)).views == {"/a/": 1}
    assert storage.check() == []


def test_data_replaced_by_an_older_copy(kind: str, opener: Opener, tmp_path: Path) -> None:
    """Or a failover to a replica that was behind: what was acknowledged since is not there, and nothing may hide it."""
    with running(KINDS[kind]) as server:
        storage = opener(server.url())
        storage.commit(Batch(DAY, {1: "/a/"}, visits=1))
        data, copy = server.folder / ("data" if kind == "postgresql" else "appendonlydir"), server.folder / "copy"
        server.kill()
        subprocess.run(["cp", "-a", data, copy], check=True)
        server.start()
        assert storage.commit(Batch(DAY, {2: "/a/"}, visits=1)).views == {"/a/": 1}
        newer = server.folder / "newer"
        for kept, put in ((newer, copy), (copy, newer)):
            server.kill()
            data.rename(kept)
            put.rename(data)
            server.start()
            if put == copy:
                for _ in range(2):
                    with pytest.raises(StorageError, match="older counts"):
                        storage.commit(Batch(DAY, {3: "/a/"}, visits=1))
        assert storage.commit(Batch(DAY, {3: "/a/"}, visits=1)).views == {"/a/": 1}
        assert storage.load().pages == {"/a/": 3}
        assert storage.check() == []
        storage.close()


def test_half_a_recovery_is_none(opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = shared(ValkeyServer).url()
    storage: Any = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.backup(tmp_path / "backups" / "2024-01-01.db")
    with valkey_storage.Valkey.from_url(url.replace("valkey", "unix")) as client:
        client.flushdb()

    def fail(*args: object) -> None:
        raise StorageError("the server went away")

    with monkeypatch.context() as patched:
        patched.setattr(storage, "_replace", fail)
        with pytest.raises(StorageError, match="went away"):
            storage.recover()
    with pytest.raises(StorageCorruptError):
        storage.commit(Batch(DAY, {2: "/a/"}))
    assert storage.recover().pages == {"/a/": 1}


def test_empty_server_with_backups_is_not_a_new_one(server: Any, opener: Opener, tmp_path: Path) -> None:
    storage = opener(server.url())
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.backup(tmp_path / "backups" / "2024-01-01.db")
    other = opener(server.url(), load=False)
    with pytest.raises(StorageCorruptError, match="backups"):
        other.load()
    assert other.recover().pages == {"/a/": 1}
    assert other.check() == []
    assert other.problems()
    other.close()


def test_damage_is_put_aside(kind: str, server: Any, url: str, opener: Opener, tmp_path: Path) -> None:
    storage = opener(url)
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.backup(tmp_path / "backups" / "2024-01-01.db")
    if kind == "valkey":
        with valkey_storage.Valkey.from_url(url.replace("valkey", "unix")) as client:
            client.delete("{counter}:views")
            client.set("{counter}:views", "what is this?")
    else:
        server.execute("drop table counter.page_day", url.partition("@/")[2].partition("?")[0])
    with pytest.raises(StorageCorruptError):
        storage.load()
    with pytest.raises(StorageCorruptError):
        storage.commit(Batch(DAY, {2: "/a/"}))
    assert storage.recover().pages == {"/a/": 1}
    assert storage.commit(Batch(DAY, {2: "/a/"})).views == {"/a/": 1}
    if kind == "valkey":
        with valkey_storage.Valkey.from_url(url.replace("valkey", "unix"), decode_responses=True) as client:
            aside = [name for name in client.keys("*:views") if "corrupt" in name]
            assert [client.get(name) for name in aside] == ["what is this?"]
    else:
        assert "counter_corrupt_" in storage.problems()[0]


def test_backup_while_counting_goes_into_another_storage(server: Any, url: str, opener: Opener, tmp_path: Path) -> None:
    storage = opener(url)
    for day in range(3):
        storage.commit(Batch(DAY + day, {4711_0815_4711_0815: "/a/", 2: "/b/"}, visits=1, bots=2, untracked=3))
    target = tmp_path / "elsewhere" / "2024-01-01.db"
    target.parent.mkdir()
    reader = open_storage(url, tmp_path, write=False)
    reader.backup(target)
    reader.close()
    assert "4711" not in target.read_text()
    other = opener(server.url())
    other.put(read_export(target))
    assert list(other.rows()) == list(storage.rows())
    assert other.load().pages == storage.load().pages


def test_nothing_to_read(url: str, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="no counts"):
        open_storage(url, tmp_path, write=False)


def test_server_that_is_not_there(tmp_path: Path) -> None:
    for url in (f"valkey://{tmp_path}/s.sock", f"postgresql://counter:secret@/counts?host={tmp_path}"):
        with pytest.raises(StorageError) as caught:
            open_storage(url, tmp_path)
        assert "secret" not in str(caught.value)


def test_newer_schema_is_refused(kind: str, server: Any, url: str, opener: Opener) -> None:
    storage = opener(url)
    storage.close()
    if kind == "valkey":
        with valkey_storage.Valkey.from_url(url.replace("valkey", "unix")) as client:
            client.hset("{counter}:state", "version", "99")
    else:
        server.execute("update counter.version set version = 99", url.partition("@/")[2].partition("?")[0])
    with pytest.raises(StorageError, match="newer counter"):
        opener(url)


def test_two_counters_on_one_server(opener: Opener) -> None:
    url = shared(ValkeyServer).url()
    first, second = opener(url + "&prefix=one"), opener(url + "&prefix=two")
    first.commit(Batch(DAY, {1: "/a/"}))
    assert second.commit(Batch(DAY, {1: "/b/"})).views == {"/b/": 1}
    assert first.load().pages == {"/a/": 1}


def test_keys_leave_the_append_only_file_with_the_day(opener: Opener) -> None:
    with running(ValkeyServer) as server:
        storage = opener(server.url())
        key = 1234_5678_9012_3456
        files = server.folder / "appendonlydir"

        def kept() -> bool:
            return any(str(key).encode() in file.read_bytes() for file in files.iterdir())

        storage.commit(Batch(DAY, {key: "/a/"}))
        assert kept()
        storage.commit(Batch(DAY + 1))
        for _ in range(500):
            if not kept():
                break
            time.sleep(0.02)
            storage.commit(Batch(DAY + 1))
        assert not kept()
        storage.close()


def test_memory_of_a_view(opener: Opener) -> None:
    """Today's keys are arrays of integers; what is kept of a day that is over is a few bytes for each page."""
    chance = random.Random(1)
    with running(ValkeyServer) as server:
        storage = opener(server.url())

        def memory() -> int:
            return int(server.client.info("memory")["used_memory"])

        def commit(day: int) -> None:
            for _ in range(20):
                keys = {chance.randrange(-(2**63), 2**63): f"/tin/2026/11/{i % 2000}/" for i in range(10_000)}
                storage.commit(Batch(day, keys))

        empty = memory()
        commit(DAY)
        assert (memory() - empty) / 200_000 < 20
        for day in range(1, 11):
            storage.put([Row(DAY - day, f"/tin/2026/11/{i}/", views=100) for i in range(2000)])
        storage.commit(Batch(DAY + 1))
        past = server.client.memory_usage("{counter}:past", samples=0)
        assert past / 11 / 2000 < 12
        storage.close()


def test_full_memory(opener: Opener) -> None:
    with running(ValkeyServer) as server:
        storage = opener(server.url())
        storage.commit(Batch(DAY, {1: "/a/"}))
        server.set("maxmemory", "1mb")
        with pytest.raises(StorageError, match="maxmemory"):
            storage.commit(Batch(DAY + 1, {2: "/a/"}, visits=1))
        assert storage.views_since(DAY) == {"/a/": 1}
        server.set("maxmemory", "0")
        assert storage.commit(Batch(DAY, {1: "/a/", 2: "/a/"})).views == {"/a/": 1}
        assert storage.check() == []
        storage.close()


def test_counter_while_the_server_is_away(kind: str, tmp_path: Path, counter: Callable[..., Counter]) -> None:
    """The whole counter: 503 while hits can't be stored, and no reader counted twice for it."""
    with running(KINDS[kind]) as server:
        made = counter(tmp_path, storage=server.url())
        assert made.hit(PAGES[1]).json["views"] == 1
        server.kill()
        assert made.hit(PAGES[2]).status == 503
        assert made.request("GET", "/health").status == 503
        assert made.request("GET", f"/counts?path={PAGES[1]}").json == {PAGES[1]: 1}
        server.start()
        answer = made.hit(PAGES[2]).json
        assert (answer["views"], answer["total"]) == (1, 1)
        assert made.hit(PAGES[1]).json["views"] == 1
        assert made.request("GET", "/health").status == 200
        made.restart()
        assert made.request("GET", f"/counts?path={PAGES[1]}&path={PAGES[2]}").json == {PAGES[1]: 1, PAGES[2]: 1}
        made.stop()


def test_nothing_of_readers_on_the_server(kind: str, tmp_path: Path, counter: Callable[..., Counter]) -> None:
    with running(KINDS[kind]) as server:
        made = counter(tmp_path, storage=server.url())
        made.hit(PAGES[1])
        made.stop()
        known = re.compile(rb"203\.0\.113\.7|" + re.escape(FIREFOX.encode()))
        files = [file for file in server.folder.rglob("*") if file.is_file()]
        assert any(PAGES[1].encode() in file.read_bytes() for file in files)
        assert [file for file in files if known.search(file.read_bytes())] == []
