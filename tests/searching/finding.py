"""Finds documents in the files of an index as a reader's browser does: by its description in docs/decisions/0013, not by our code."""

import json
import zlib
from collections.abc import Mapping

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def find(files: Mapping[str, bytes], buckets: tuple[int, ...], term: str) -> dict[int, tuple[str, int]]:
    """Return the documents that hold a folded word or pair: for each number its marks and its weight."""
    first, space, second = term.partition(" ")
    group = f"{first} {second[0]}" if space else first
    rest = second[1:]
    hashed = zlib.crc32(group.encode())
    found: dict[int, tuple[str, int]] = {}
    for folder, count in zip("nroa", buckets, strict=True):
        if not count:
            continue
        high = count.bit_length() - 1
        bucket = hashed % (2 << high)
        if bucket >= count:
            bucket %= 1 << high
        if f"{folder}/{bucket}.json" not in files:
            continue
        shard = json.loads(files[f"{folder}/{bucket}.json"])
        assert hashed % (1 << shard[""]) == bucket
        last = ""
        for entry in filter(None, shard.get(group, "").split(";")):
            given, marks, postings = entry.split(",")
            last = given or last
            if last == rest:
                for number, weight in read(postings):
                    assert number not in found or found[number][0] != marks
                    found[number] = marks, weight
    return found


def read(postings: str) -> list[tuple[int, int]]:
    """Return (number, weight) of each posting."""
    found, number, digits = [], 0, []
    for letter in postings:
        value = LETTERS.index(letter)
        digits.append(value % 32)
        if value < 32:
            posting = sum(digit << 5 * place for place, digit in enumerate(digits))
            number += posting >> 3
            found.append((number, posting & 7))
            digits = []
    return found
