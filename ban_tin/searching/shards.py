"""Shards as text: groups of terms and their postings, in JSON that any browser reads.

A posting is ``number << 3 | weight`` of a document. In a shard they are ascending, each written as the difference of its number to the
one before, three bits of weight below, in base 32; five bits a letter, the lowest first, letters from the 33rd on when more follow.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_VALUES = {letter: value for value, letter in enumerate(_LETTERS)}
_MORE = 32
#: Values that are looked up: of up to three letters.
_SHORT = 1 << 15

#: (rest, marks) and the postings as written, for each entry of a group.
Entries = Mapping[tuple[str, str], str]


def split_term(term: str) -> tuple[str, str]:
    """Return the group and the rest of a term: pairs stand with those whose second word begins alike."""
    first, space, second = term.partition(" ")
    return (f"{first} {second[0]}", second[1:]) if space else (first, "")


def write_postings(postings: Sequence[int]) -> str:
    """Return ascending postings as text."""
    first, *others = postings
    short = _short_values()
    values = [posting - (before & -8) for before, posting in zip(postings, others, strict=False)]
    try:
        return _write_value(first) + "".join([short[value] for value in values])
    except IndexError:
        return _write_value(first) + "".join(map(_write_value, values))


def _write_value(value: int) -> str:
    letters = ""
    while value >= _MORE:
        letters += _LETTERS[_MORE + (value & 31)]
        value >>= 5
    return letters + _LETTERS[value]


@cache
def _short_values() -> list[str]:
    """Return small values as they are written: there are millions of them in an index."""
    return [_write_value(value) for value in range(_SHORT)]


def read_postings(text: str) -> list[int]:
    """Return the postings that ``write_postings`` wrote."""
    found: list[int] = []
    number = value = shift = 0
    for letter in text:
        digit = _VALUES[letter]
        value |= (digit & 31) << shift
        shift += 5
        if digit < _MORE:
            number += value >> 3
            found.append(number << 3 | value & 7)
            value = shift = 0
    return found


def write_shard(depth: int, groups: Mapping[str, Entries]) -> bytes:
    """Return the shard that holds ``groups``; ``depth`` is what ``Layout.depth_of`` says of it."""
    content: dict[str, int | str] = {"": depth}
    for group in sorted(groups):
        content[group] = ";".join(_written(sorted(groups[group].items())))
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _written(entries: Sequence[tuple[tuple[str, str], str]]) -> Iterator[str]:
    before = ""
    for (rest, marks), postings in entries:
        yield f"{'' if rest == before else rest},{marks},{postings}"
        before = rest


def read_shard(content: bytes) -> dict[str, dict[tuple[str, str], str]]:
    """Return the groups of a shard."""
    groups = json.loads(content)
    del groups[""]
    return {group: _read(entries) for group, entries in groups.items()}


def _read(entries: str) -> dict[tuple[str, str], str]:
    found = {}
    rest = ""
    for entry in entries.split(";"):
        given, marks, postings = entry.split(",")
        rest = given or rest
        found[rest, marks] = postings
    return found
