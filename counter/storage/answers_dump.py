"""What readers answered, in the backups of counts that a server keeps: further lines, each with ``answer``."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from counter.openings import opened
from counter.storage import Storage
from counter.storage.comments import Comment, Decision, Ended, NewComment
from counter.storage.ratings import Sum

#: Sums by article; what waits and what was decided.
Answers = tuple[dict[str, Sum], list[NewComment | Ended]]
MARK = '{"answer": '


def write_answers(storage: Storage, out: IO[str]) -> None:
    """All ratings, comments and decisions, without anybody's key."""
    for path, given in storage.ratings.load().items():
        _write(out, "rating", {"path": path, **given._asdict()})
    for each in storage.comments.kept():
        if isinstance(each, NewComment):
            _write(out, "comment", {**each.comment._asdict(), "number": each.number.hex()})
        else:
            _write(out, "decision", {**each.line._asdict(), "number": each.number.hex()})


def _write(out: IO[str], kind: str, values: dict[str, Any]) -> None:
    out.write(json.dumps({"answer": kind, **values}, ensure_ascii=False) + "\n")


def read_answers(file: Path) -> Answers:
    """What ``write_answers`` wrote into ``file``, if anything. Raises ValueError."""
    sums, kept = dict[str, Sum](), list[NewComment | Ended]()
    try:
        for given in _lines(file):
            kind = given.pop("answer")
            if kind == "rating":
                path = given.pop("path")
                sums[path] = Sum(**given)
            else:
                number = bytes.fromhex(given.pop("number"))
                kept.append(
                    NewComment(Comment(**given), number, None)
                    if kind == "comment"
                    else Ended(Decision(**given), number)
                )
    except (KeyError, TypeError) as error:
        raise ValueError(f"{file} has broken answers: {error!r}") from error
    return sums, kept


def read_all_answers(storage: Storage, files: Iterable[Path]) -> Answers:
    """The answers in ``files``, to be put into ``storage``. Raises ValueError where there are comments already."""
    sums, kept = dict[str, Sum](), list[NewComment | Ended]()
    for file in files:
        more, further = read_answers(file)
        sums.update(more)
        kept += further
    if kept and any(True for _ in storage.comments.kept()):
        raise ValueError("there are comments already: take them over into an empty storage")
    return sums, kept


def put_answers(storage: Storage, answers: Answers) -> None:
    """Store what was read."""
    sums, kept = answers
    if sums:
        storage.ratings.put(sums)
    if kept:
        storage.comments.fill(kept)


def _lines(file: Path) -> Iterator[dict[str, Any]]:
    with opened(file) as lines:
        yield from (json.loads(line) for line in lines if line.startswith(MARK))
