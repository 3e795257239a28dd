"""The contract of ``counter.storage.comments.CommentStore``, for every backend."""

from pathlib import Path

import pytest

from counter.storage import Batch, Storage, StorageError, open_storage
from counter.storage.answers_dump import read_answers
from counter.storage.backups import content_of, read_content
from counter.storage.comments import (
    APPROVE,
    ASK,
    EXPIRE,
    REJECT,
    WITHDRAW,
    Comment,
    Decision,
    NewComment,
    Stored,
    Totals,
    all_pending,
)
from counter.storage.ratings import Sum
from counter.transfer import read_export
from tests.counter.conftest import Opener

DAY = 739_000


def new(
    number: int, text: str = "Hay quá", *, key: int | None = None, suspect: bool = False, received: int = 1000
) -> NewComment:
    comment = Comment(0, received, "/a/", "Lan", text, suspect, "links" if suspect else "")
    return NewComment(comment, number.to_bytes(32, "big"), key)


def number(value: int) -> bytes:
    return value.to_bytes(32, "big")


def test_nothing_waits(storage: Storage) -> None:
    comments = storage.comments
    assert (comments.totals(), comments.since(0), comments.pending(0, 10, False), comments.decisions(0, 10)) == (
        Totals(),
        {},
        [],
        [],
    )


def test_what_was_added_waits_in_its_order(storage: Storage) -> None:
    comments = storage.comments
    assert comments.add([new(1, "một"), new(2, "hai", suspect=True)]) == [Stored(1, True), Stored(2, True)]
    assert comments.add([new(3, "ba")]) == [Stored(3, True)]
    assert comments.pending(0, 10, False) == [
        Comment(1, 1000, "/a/", "Lan", "một", False, ""),
        Comment(3, 1000, "/a/", "Lan", "ba", False, ""),
    ]
    assert comments.pending(0, 1, False) == comments.pending(0, 10, False)[:1]
    assert comments.pending(1, 10, False) == comments.pending(0, 10, False)[1:]
    assert comments.pending(0, 10, True) == [Comment(2, 1000, "/a/", "Lan", "hai", True, "links")]
    sizes = [each.size for each in all_pending(comments)]
    assert comments.totals() == Totals(2, sizes[0] + sizes[1], 1, sizes[2])


def test_texts_of_any_kind(storage: Storage) -> None:
    texts = [
        "'; drop table comment; --",
        '<script>alert("x")</script>',
        "👩‍👩‍👧‍👦 e\u0301\n\tb",
        "\\u0000 %s {} []",
        "%d" * 100,
        "=1+1",
        "0",
        "null",
        "\x7f",
    ]
    storage.comments.add([new(position, text, key=-position) for position, text in enumerate(texts, 1)])
    assert [each.text for each in storage.comments.pending(0, 100, False)] == texts
    storage.comments.add([new(position + 50, text, key=-position) for position, text in enumerate(texts, 1)])
    assert [each.text for each in storage.comments.pending(0, 100, False)] == texts, "after a change too"


def test_everything_is_there_again(opener: Opener) -> None:
    storage = opener()
    storage.comments.add([new(1, key=5)])
    storage.comments.add([new(2)])
    storage.comments.decide([(2, REJECT)], 2000)
    before = storage.comments.pending(0, 10, False), storage.comments.totals(), storage.comments.decisions(0, 10)
    storage.close()
    storage = opener()
    assert (
        storage.comments.pending(0, 10, False),
        storage.comments.totals(),
        storage.comments.decisions(0, 10),
    ) == before
    assert storage.comments.add([new(3)])[0].id == 3, "a number is never given twice"
    assert storage.comments.add([new(4, key=5)]) == [Stored(1, False)], "known after a restart"


def test_the_same_of_the_same_reader_is_one_with_the_newest_number(storage: Storage) -> None:
    comments = storage.comments
    assert comments.add([new(1, key=7), new(2, key=7), new(3, key=8)]) == [
        Stored(1, True),
        Stored(1, False),
        Stored(2, True),
    ]
    assert comments.add([new(4, key=7)]) == [Stored(1, False)]
    assert (comments.totals().likely, len(comments.pending(0, 10, False))) == (2, 2)
    assert [comments.withdraw(number(each), 5) for each in (1, 2, 4)] == ["", "", WITHDRAW]
    assert comments.add([new(5, key=7)]) == [Stored(3, True)], "the one that went is no longer the same"


def test_sent_again_after_a_lost_answer(storage: Storage) -> None:
    assert storage.comments.add([new(1)])[0].is_new
    assert storage.comments.add([new(1)]) == [Stored(1, False)]
    assert storage.comments.totals().likely == 1


def test_a_new_day_forgets_who(storage: Storage) -> None:
    storage.commit(Batch(DAY))
    storage.comments.add([new(1, key=7)])
    storage.commit(Batch(DAY + 1))
    assert storage.comments.add([new(2, key=7)]) == [Stored(2, True)]
    assert storage.comments.totals().likely == 2


def test_a_decision_deletes_and_leaves_a_line(storage: Storage) -> None:
    comments = storage.comments
    comments.add([new(each) for each in (1, 2, 3)] + [new(4, suspect=True)])
    assert comments.decide([(1, APPROVE), (4, REJECT), (99, REJECT)], 2000) == [APPROVE, REJECT, ""]
    assert [each.id for each in all_pending(comments)] == [2, 3]
    assert comments.totals().suspects == comments.totals().suspect_bytes == 0
    assert comments.decisions(0, 10) == [Decision(1, 1, "/a/", APPROVE, 2000), Decision(2, 4, "/a/", REJECT, 2000)]
    assert comments.decisions(1, 10) == comments.decisions(0, 10)[1:]
    assert comments.decisions(0, 1) == comments.decisions(0, 10)[:1]


def test_what_was_decided_stays(storage: Storage) -> None:
    comments = storage.comments
    comments.add([new(1)])
    assert comments.decide([(1, REJECT), (1, APPROVE)], 2000) == [REJECT, REJECT]
    assert comments.decide([(1, APPROVE)], 3000) == [REJECT]
    assert len(comments.decisions(0, 10)) == 1


def test_its_sender_withdraws(storage: Storage) -> None:
    comments = storage.comments
    comments.add([new(each) for each in (1, 2, 3)])
    comments.decide([(2, REJECT), (3, APPROVE)], 2000)
    assert comments.withdraw(number(9), 3000) == ""
    assert [comments.withdraw(number(1), 3000) for _ in range(2)] == [WITHDRAW, WITHDRAW]
    assert comments.withdraw(number(2), 3000) == REJECT
    assert [comments.withdraw(number(3), 4000 + again) for again in range(2)] == [ASK, ASK]
    assert comments.decisions(2, 10) == [Decision(3, 1, "/a/", WITHDRAW, 3000), Decision(4, 3, "/a/", ASK, 4000)]
    assert comments.decide([(3, REJECT), (1, APPROVE)], 5000) == [APPROVE, WITHDRAW]
    assert list(all_pending(comments)) == []


def test_old_ones_expire(storage: Storage) -> None:
    comments = storage.comments
    comments.add([new(each, received=each * 100, suspect=each % 2 == 0) for each in range(1, 7)])
    assert comments.expire(400, 9000) == 3
    assert [each.id for each in all_pending(comments)] == [5, 4, 6]
    assert {(each.id, each.decision) for each in comments.decisions(0, 10)} == {(1, EXPIRE), (2, EXPIRE), (3, EXPIRE)}
    assert comments.expire(400, 9000) == 0
    assert comments.since(500) == {("/a/", False): 1, ("/a/", True): 1}


def test_many(storage: Storage) -> None:
    comments = storage.comments
    for first in range(0, 2000, 500):
        comments.add([new(first + each + 1, f"số {first + each}", key=first + each) for each in range(500)])
    found = list(all_pending(comments))
    assert [each.id for each in found] == list(range(1, 2001))
    assert comments.totals() == Totals(2000, sum(each.size for each in found))
    assert comments.expire(10**9, 1) == 2000
    assert len(comments.decisions(0, 5000)) == 2000


def test_counts_go_on_beside_comments(opener: Opener) -> None:
    storage = opener()
    for each in range(1, 6):
        storage.commit(Batch(DAY, {each: "/a/"}, visits=1))
        storage.comments.add([new(each)])
    storage.comments.decide([(1, REJECT)], 1)
    storage.close()
    storage = opener()
    assert (storage.load().pages, storage.check(), storage.comments.totals().likely) == ({"/a/": 5}, [], 4)


def test_an_older_copy_is_not_gone_on_with(storage: Storage) -> None:
    """Of Valkey and PostgreSQL the number of what was acknowledged; SQLite looks at its files."""
    storage.comments.add([new(1)])
    for name in ("answers", "answers_known"):
        if hasattr(storage, name):
            setattr(storage, name, 99)
    if hasattr(storage, "answers_known"):
        with pytest.raises(StorageError, match="older counts"):
            storage.comments.add([new(2)])


def test_deleted_texts_are_gone_from_the_files_of_sqlite(tmp_path: Path) -> None:
    storage = open_storage(f"sqlite:///{tmp_path / 'counter.db'}", tmp_path / "backups")
    storage.load()
    texts = [f"một câu không ai đoán được {each * 7919}." for each in range(50)]
    storage.comments.add([new(each + 1, text) for each, text in enumerate(texts)])

    def everything() -> bytes:
        return b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())

    assert all(text.encode() in everything() for text in texts)
    storage.comments.decide([(each + 1, (APPROVE, REJECT)[each % 2]) for each in range(20)], 1)
    assert not any(text.encode() in everything() for text in texts[:20])
    storage.comments.withdraw(number(21), 1)
    assert texts[20].encode() not in everything()
    storage.comments.expire(10**9, 1)
    assert not any(text.encode() in everything() for text in texts)
    storage.close()


def test_moved_to_another_storage(storage: Storage, tmp_path: Path) -> None:
    """Ids, numbers and lines stay; what came from whom today does not move."""
    comments = storage.comments
    comments.add([new(each, f"số {each}", key=each, suspect=each % 2 == 0) for each in range(1, 8)])
    comments.decide([(2, APPROVE), (3, REJECT), (7, APPROVE)], 2000)
    comments.withdraw(number(2), 3000)
    kept = list(comments.kept())
    sqlite = open_storage(f"sqlite:///{tmp_path / 'other.db'}", tmp_path / "none")
    sqlite.load()
    sqlite.comments.fill(kept)
    assert list(sqlite.comments.kept()) == kept
    assert sqlite.comments.totals() == comments.totals()
    assert sqlite.comments.add([new(9)]) == [Stored(8, True)], "no id is given twice"
    assert [sqlite.comments.withdraw(number(each), 1) for each in (1, 2, 3, 7)] == [WITHDRAW, ASK, REJECT, ASK]
    sqlite.close()


def test_backup_has_what_waits(storage: Storage, tmp_path: Path) -> None:
    storage.commit(Batch(DAY, {1: "/a/"}))
    storage.ratings.rate({1: ("/a/", 4)})
    storage.comments.add([new(1, "một", key=1234567890123456), new(2, '"path": null')])
    storage.comments.decide([(1, APPROVE)], 5)
    file = tmp_path / "backups" / f"2024-01-01{storage.suffix}"
    storage.backup(file)
    assert b"1234567890123456" not in file.read_bytes()
    if storage.suffix == ".jsonl":
        assert read_answers(file) == ({"/a/": Sum(4, 1)}, list(storage.comments.kept()))
        assert read_export(file) == list(storage.rows())
        assert read_content(file) == content_of(storage.rows())
