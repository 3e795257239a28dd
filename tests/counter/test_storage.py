"""The contract of ``counter.storage.Storage``, for every backend."""

from pathlib import Path

import pytest

from counter.backup import back_up
from counter.storage import OPENING, Batch, Row, Storage, StorageError, open_storage
from counter.transfer import read_export
from tests.counter.conftest import Opener

DAY = 739_000


def test_empty(storage: Storage) -> None:
    found = storage.load()
    assert (found.pages, found.days, found.seen, found.day) == ({}, {}, 0, OPENING)
    assert list(storage.rows()) == []


def test_key_counts_once_a_day(storage: Storage) -> None:
    first = storage.commit(Batch(DAY, {1: "/a/", 2: "/a/", -(2**63): "/b/"}, visits=2, bots=3, untracked=4))
    assert (first.views, first.seen) == ({"/a/": 2, "/b/": 1}, 3)
    second = storage.commit(Batch(DAY, {2: "/a/", 2**63 - 1: "/b/"}))
    assert (second.views, second.seen) == ({"/b/": 1}, 4)
    assert list(storage.rows()) == [Row(DAY, None, 2, 4, 3, 4), Row(DAY, "/a/", views=2), Row(DAY, "/b/", views=2)]


def test_everything_is_there_again(opener: Opener) -> None:
    storage = opener()
    storage.put([Row(OPENING, None, visits=500), Row(OPENING, "/a/", views=70)])
    storage.commit(Batch(DAY, {1: "/a/", 2: "/b/"}, visits=1))
    storage.close()
    found = opener().load()
    assert found.pages == {"/a/": 71, "/b/": 1}
    assert found.days == {OPENING: Row(OPENING, None, 500), DAY: Row(DAY, None, 1, 2)}
    assert (found.seen, found.day) == (2, DAY)


def test_pages_appear_one_after_another(storage: Storage) -> None:
    for key, path in enumerate(["/a/", "/b/", "/c/"]):
        storage.commit(Batch(DAY, {key: path}))
    assert list(storage.rows())[1:] == [Row(DAY, path, views=1) for path in ("/a/", "/b/", "/c/")]


def test_keys_are_known_after_a_restart(opener: Opener) -> None:
    storage = opener()
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.close()
    assert opener().commit(Batch(DAY, {1: "/a/"})).views == {}


def test_new_day_forgets_keys_only(storage: Storage) -> None:
    storage.commit(Batch(DAY, {1: "/a/"}))
    begun = storage.commit(Batch(DAY + 1))
    assert begun.seen == 0
    assert storage.commit(Batch(DAY + 1, {1: "/a/"})).views == {"/a/": 1}
    assert storage.load().pages == {"/a/": 2}


def test_day_never_reopens(storage: Storage) -> None:
    storage.commit(Batch(DAY + 1, {1: "/a/"}))
    storage.commit(Batch(DAY, {1: "/a/", 2: "/a/"}))
    assert [row for row in storage.rows() if row.path is None] == [Row(DAY + 1, None, views=2)]


def test_keys_not_remembered_still_count(storage: Storage) -> None:
    storage.commit(Batch(DAY, {1: "/a/"}))
    beyond = storage.commit(Batch(DAY, {1: "/a/", 2: "/a/"}, remember=False))
    assert (beyond.views, beyond.seen) == ({"/a/": 1}, 1)


def test_put_sets_and_does_not_add(storage: Storage) -> None:
    rows = [
        Row(OPENING, None, visits=10),
        Row(OPENING, "/a/", views=4),
        Row(DAY, None, 1, 2, 3, 4),
        Row(DAY, "/a/", views=2),
    ]
    storage.put(rows)
    storage.put(rows)
    assert list(storage.rows()) == rows
    storage.commit(Batch(DAY, {5: "/a/"}))
    assert storage.load().pages == {"/a/": 7}


def test_views_since(storage: Storage) -> None:
    storage.put([Row(OPENING, "/a/", views=100)])
    for day, key in ((DAY, 1), (DAY + 1, 2), (DAY + 2, 3)):
        storage.commit(Batch(day, {key: "/a/"}))
    assert storage.views_since(DAY + 1) == {"/a/": 2}
    assert storage.views_since(1) == {"/a/": 3}
    assert storage.views_since(DAY + 3) == {}


def test_paths_of_any_kind(storage: Storage) -> None:
    paths = ["/thông-báo/", "/a'b\"c\\d/", "/{}[]:,/", "/😀/"]
    assert storage.commit(Batch(DAY, dict(enumerate(paths)))).views == dict.fromkeys(paths, 1)
    assert storage.load().pages == dict.fromkeys(paths, 1)


def test_large_batch_and_large_numbers(storage: Storage) -> None:
    storage.put([Row(OPENING, "/a/", views=2**40)])
    assert storage.commit(Batch(DAY, dict.fromkeys(range(20000), "/a/"))).views == {"/a/": 20_000}
    assert storage.load().pages == {"/a/": 2**40 + 20_000}


def test_second_writer_is_refused(opener: Opener) -> None:
    opener()
    with pytest.raises(StorageError, match="another counter"):
        opener()


def test_sound(storage: Storage) -> None:
    storage.commit(Batch(DAY, {1: "/a/"}))
    assert storage.check() == []
    assert storage.problems() == []
    storage.put([Row(DAY, None, views=9)])
    assert len(storage.check()) == 1


def test_unknown_storage() -> None:
    with pytest.raises(StorageError, match="unknown storage 'mysql'"):
        open_storage("mysql://x", Path())


def test_backup_is_named_after_what_it_is(storage: Storage, tmp_path: Path) -> None:
    storage.put([Row(OPENING, "/", views=5)])
    file = back_up(storage, tmp_path / "kept", "2026-11-22", 3)
    is_database = file.read_bytes().startswith(b"SQLite format 3\0")
    assert file.name == ("2026-11-22.db" if is_database else "2026-11-22.jsonl")
    if not is_database:
        assert read_export(file) == list(storage.rows())
