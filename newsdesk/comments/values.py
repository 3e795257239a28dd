"""What the counter tells the office, as values: comments that wait and lines of the audit. Its answers are read with suspicion."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

#: What the counter knows of the end of a comment; see ``counter/storage/comments.py``.
APPROVE, REJECT, EXPIRE, WITHDRAW, ASK = "approve", "reject", "expire", "withdraw", "ask"
#: Numbers that every JSON reader has whole.
_LARGEST = 2**53
#: Characters of a text or a name: the counter takes fewer, whatever they are.
_LONGEST = 20_000


class UnusableAnswerError(ValueError):
    """An answer that no counter gives; the text names the field."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A comment that waits for the office."""

    #: The counter's number for it; they begin anew with a new database.
    id: int
    #: Seconds since the epoch.
    received: int
    #: The address of its article.
    path: str
    #: As typed, often ``""``.
    name: str
    #: As typed.
    text: str
    #: Whether it looks like spam.
    suspect: bool
    #: What looked like it, as the counter calls it.
    signs: tuple[str, ...]

    @property
    def key(self) -> tuple[int, int]:
        """What it is known by, also after the counter's database was made anew."""
        return self.id, self.received


class AuditLine(NamedTuple):
    """What became of a comment; no word of it."""

    seq: int
    id: int
    path: str
    decision: str
    at: int


def read_waiting(given: Any) -> Waiting:
    """Return the comment of a decoded answer. Raises ``UnusableAnswerError``."""
    fields = _mapping(given, "comments")
    signs = fields.get("signs")
    if not isinstance(signs, list):
        raise UnusableAnswerError("signs")
    return Waiting(
        _number(fields, "id", 1),
        _number(fields, "received", 0),
        _address(fields),
        _text(fields, "name"),
        _text(fields, "text"),
        fields.get("suspect") is True,
        tuple(str(sign)[:40] for sign in signs[:40]),
    )


def read_line(given: Any) -> AuditLine:
    """Return the line of the audit of a decoded answer. Raises ``UnusableAnswerError``."""
    fields = _mapping(given, "decisions")
    return AuditLine(
        _number(fields, "seq", 1),
        _number(fields, "id", 1),
        _address(fields),
        _text(fields, "decision"),
        _number(fields, "at", 0),
    )


def read_held(given: Any) -> tuple[int, str]:
    """Return the number of a comment and what holds for it, ``""`` for one that is not known. Raises ``UnusableAnswerError``."""
    fields = _mapping(given, "decisions")
    return _number(fields, "id", 1), "" if fields.get("decision") is None else _text(fields, "decision")


def _mapping(given: Any, name: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise UnusableAnswerError(name)
    return given


def _number(fields: Mapping[str, Any], name: str, least: int) -> int:
    value = fields.get(name)
    if type(value) is not int or not least <= value < _LARGEST:
        raise UnusableAnswerError(name)
    return value


def _text(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise UnusableAnswerError(name)
    try:
        value.encode()
    except UnicodeEncodeError:  # half a character
        raise UnusableAnswerError(name) from None
    return value


def _address(fields: Mapping[str, Any]) -> str:
    value = _text(fields, "path")
    if not value.startswith("/") or not value.isprintable():
        raise UnusableAnswerError("path")
    return value
