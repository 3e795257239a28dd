"""The contract of ``counter.storage.ratings.RatingStore``, for every backend."""

from pathlib import Path

import pytest

from counter.storage import Batch, Storage
from counter.storage.ratings import Sum
from counter.visits.visitors import view_key
from tests.counter.conftest import Opener

DAY = 739_000


def test_nobody_rated(storage: Storage) -> None:
    assert storage.ratings.load() == {}


def test_votes_add_up_by_article(storage: Storage) -> None:
    told = storage.ratings.rate({1: ("/a/", 5), 2: ("/a/", 2), -(2**63): ("/b/", 1), 2**63 - 1: ("/b/", 1)})
    assert told == {"/a/": Sum(7, 2), "/b/": Sum(2, 2)}
    assert storage.ratings.rate({3: ("/a/", 4)}) == {"/a/": Sum(11, 3)}
    assert storage.ratings.load() == {"/a/": Sum(11, 3), "/b/": Sum(2, 2)}


def test_a_vote_can_be_changed_and_counts_once(storage: Storage) -> None:
    storage.ratings.rate({1: ("/a/", 5), 2: ("/a/", 1)})
    assert storage.ratings.rate({1: ("/a/", 3)}) == {"/a/": Sum(4, 2)}
    assert storage.ratings.rate({1: ("/a/", 3)}) == {"/a/": Sum(4, 2)}, "the same again changes nothing"


def test_changed_and_new_votes_at_once(storage: Storage) -> None:
    storage.ratings.rate({1: ("/a/", 1), 2: ("/b/", 1)})
    told = storage.ratings.rate({1: ("/a/", 5), 3: ("/a/", 5), 2: ("/b/", 2), 4: ("/c/", 4)})
    assert told == {"/a/": Sum(10, 2), "/b/": Sum(2, 1), "/c/": Sum(4, 1)}


def test_everything_is_there_again(opener: Opener) -> None:
    storage = opener()
    storage.ratings.rate({1: ("/a/", 5)})
    storage.close()
    storage = opener()
    assert storage.ratings.load() == {"/a/": Sum(5, 1)}
    assert storage.ratings.rate({1: ("/a/", 4)}) == {"/a/": Sum(4, 1)}, "the key is known after a restart"


def test_a_new_day_forgets_who_and_keeps_what(storage: Storage) -> None:
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.ratings.rate({1: ("/a/", 5)})
    storage.commit(Batch(DAY))
    assert storage.ratings.rate({1: ("/a/", 4)}) == {"/a/": Sum(4, 1)}, "the same day"
    storage.commit(Batch(DAY + 1))
    assert storage.ratings.rate({1: ("/a/", 1)}) == {"/a/": Sum(5, 2)}


def test_counts_and_ratings_leave_each_other_alone(opener: Opener) -> None:
    storage = opener()
    for number in range(5):
        assert storage.commit(Batch(DAY, {number: "/a/"}, visits=1)).seen == number + 1
        storage.ratings.rate({number: ("/a/", 5)})
    storage.close()
    storage = opener()
    assert (storage.load().pages, storage.ratings.load()) == ({"/a/": 5}, {"/a/": Sum(25, 5)})
    assert storage.check() == []
    storage.move_days(DAY - 1)
    assert storage.ratings.load() == {"/a/": Sum(25, 5)}


def test_paths_of_any_kind_and_many_at_once(storage: Storage) -> None:
    paths = ["/thông-báo/", "/a'b\"c\\d/", "/{}[]:,/", "/😀/", "/%d,1/"]
    assert storage.ratings.rate(dict(enumerate((path, 3) for path in paths))) == dict.fromkeys(paths, Sum(3, 1))
    many = {view_key(b"k", b"", b"", str(number)): (f"/{number % 7}/", number % 5 + 1) for number in range(3000)}
    told = storage.ratings.rate(many)
    assert sum(each.votes for each in told.values()) == 3000
    assert sum(each.stars for each in told.values()) == sum(stars for _, stars in many.values())


def test_backup_has_sums_and_no_keys(opener: Opener, tmp_path: Path) -> None:
    storage = opener()
    storage.commit(Batch(DAY, {1: "/a/"}))
    key = 0x0123456789ABCDEF
    storage.ratings.rate({key: ("/a/", 5)})
    storage.backup(tmp_path / "backups" / f"x{storage.suffix}")
    content = b"".join(file.read_bytes() for file in (tmp_path / "backups").iterdir())
    assert key.to_bytes(8, "big") not in content
    assert str(key).encode() not in content


@pytest.mark.parametrize(
    ("stars", "votes", "average"),
    [(0, 0, None), (4, 1, 4.0), (13, 3, 4.3), (5, 2, 2.5), (7, 4, 1.8), (9, 4, 2.3), (49, 20, 2.5)],
)
def test_average_to_one_decimal(stars: int, votes: int, average: float | None) -> None:
    assert Sum(stars, votes).average == average
