"""What was typed, as it is kept; and how long it is to those who read it."""

import re
from typing import Any
from unicodedata import normalize

import regex

LONGEST, LONGEST_NAME = 500, 60  # in characters as readers see them
#: Bytes: 500 of the longest emoji in common use. What is longer was not typed.
MOST_BYTES = 14_000
MARKS = 24  # code points of one character; families of emoji have up to 11, letters with tones 3
# As in articles: what no file may hold, and what turns the direction of the text around it.
NO_CHARACTERS = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
DROPPED = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffc{NO_CHARACTERS}]"
)
BREAKS = re.compile("\r\n?|[\u2028\u2029]")
CHARACTER: Any = regex.compile(r"\X")
#: Letters, digits, signs, pictures; not the letters that stand for nothing.
SEEN: Any = regex.compile(r"(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]")
NOT_LETTERS = re.compile(r"[\W\d_]+")


def clean(typed: str) -> str:
    """As typed, without signs that nobody types; lines end with one newline each."""
    return DROPPED.sub("", BREAKS.sub("\n", typed)).strip()


def is_seen(text: str) -> bool:
    """Whether a reader would see anything."""
    return SEEN.search(text) is not None


def length(text: str, most: int) -> int:
    """Characters as a reader counts them, of the composed form; more than ``most`` where it is not worth counting."""
    if len(text.encode()) > MOST_BYTES:
        return most + 1
    # Before it is composed: putting thousands of marks into their order takes long.
    if any(found.end() - found.start() > MARKS for found in CHARACTER.finditer(text)):
        return most + 1
    return sum(1 for _ in CHARACTER.finditer(normalize("NFC", text)))


def letters(text: str) -> str:
    """Only the letters of ``text``: what stays the same when spaces, signs, digits and case are varied."""
    return NOT_LETTERS.sub("", normalize("NFC", text).casefold())
