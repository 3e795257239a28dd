"""How letters and paragraphs look in a binary Word file: lists of changes (``sprm``) by the bytes that they are about."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsdesk.importing.old_office.word97.letters import Letters

_PAGE = 512
#: Bytes of an operand by the highest three bits of its number; 6 says it itself.
_SIZES = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}
_DEFINE_TABLE, _CHANGE_TABS, _HUGE = 0xD608, 0xC615, 0x6646


@dataclass(frozen=True, slots=True)
class Change:
    """One change: its number in [MS-DOC], and its operand."""

    number: int
    operand: bytes

    @property
    def value(self) -> int:
        """The operand as a number."""
        return int.from_bytes(self.operand[:4], "little")

    @property
    def signed(self) -> int:
        """The operand as a number that may be below zero."""
        return int.from_bytes(self.operand[:4], "little", signed=True)


def changes_in(content: bytes) -> Iterator[Change]:
    """Yield the changes of a list; what is damaged ends it."""
    place = 0
    while place + 2 <= len(content):
        number = struct.unpack_from("<H", content, place)[0]
        place += 2
        kind = number >> 13
        if kind != 6:
            size, skip = _SIZES[kind], 0
        elif number == _DEFINE_TABLE:
            if place + 2 > len(content):
                return
            size, skip = struct.unpack_from("<H", content, place)[0] - 1, 2
        else:
            if place >= len(content):
                return
            size, skip = content[place], 1
            if number == _CHANGE_TABS and size == 255:
                size = _size_of_tabs(content, place + 1)
        if size < 0 or place + skip + size > len(content):
            return
        yield Change(number, content[place + skip : place + skip + size])
        place += skip + size


def _size_of_tabs(content: bytes, place: int) -> int:
    if place >= len(content):
        return 255
    deleted = content[place]
    added = content[place + 1 + deleted * 4] if place + 1 + deleted * 4 < len(content) else 0
    return 2 + deleted * 4 + added * 3


@dataclass(slots=True)
class Pages:
    """Lists of changes by the offsets of what they are about; built of pages of 512 bytes."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    lists: list[bytes] = field(default_factory=list)

    def at(self, offset: int) -> tuple[int, int, bytes]:
        """Return from where to where the same applies around ``offset``, and what."""
        index = bisect_right(self.starts, offset) - 1
        if index >= 0 and offset < self.ends[index]:
            return self.starts[index], self.ends[index], self.lists[index]
        return offset, offset + 1, b""


def read_pages(document: bytes, table: bytes, paragraphs: bool) -> Pages:
    """Return the lists for ``paragraphs`` (each with the number of its style in front), or those for letters."""
    number = max((len(table) - 4) // 8, 0)
    found: list[tuple[int, int, bytes]] = []
    for index in range(number):
        page = struct.unpack_from("<I", table, (number + 1) * 4 + index * 4)[0] & 0x3FFFFF
        found += _read_page(document[page * _PAGE : (page + 1) * _PAGE], paragraphs)
    found.sort(key=lambda each: each[0])
    return Pages([each[0] for each in found], [each[1] for each in found], [each[2] for each in found])


def _read_page(page: bytes, paragraphs: bool) -> Iterator[tuple[int, int, bytes]]:
    if len(page) < _PAGE:
        return
    number, width = page[_PAGE - 1], 13 if paragraphs else 1
    if (number + 1) * 4 + number * width > _PAGE:
        return
    offsets = struct.unpack_from(f"<{number + 1}I", page)
    for index in range(number):
        place = page[(number + 1) * 4 + index * width] * 2
        content = b""
        if place and place < _PAGE - 1:
            if paragraphs:
                size = page[place]
                begin = place + 1 if size else place + 2
                size = 2 * size - 1 if size else 2 * page[place + 1]
            else:
                size, begin = page[place], place + 1
            content = page[begin : begin + size]
        yield offsets[index], offsets[index + 1], content


class Formatting:
    """What applies to letters and paragraphs by their positions in the text."""

    def __init__(self, letters: Letters, data: bytes, characters: Pages, paragraphs: Pages) -> None:
        self._letters, self._data = letters, data
        self._characters, self._paragraphs = characters, paragraphs

    def of_letters(self, start: int, end: int) -> Iterator[tuple[int, int, tuple[Change, ...]]]:
        """Yield the stretches of one look between two positions, and what applies to each."""
        while start < end:
            run = self._letters.run_at(start)
            _first, last, content = self._characters.at(self._letters.offset_of(start))
            stop = min(end, run.end, run.start + -(-(last - run.offset) // run.width))
            stop = max(stop, start + 1)
            changes = tuple(changes_in(content))
            yield start, stop, changes + tuple(changes_in(run.changes)) if run.changes else changes
            start = stop

    def of_paragraph(self, end: int) -> tuple[int, tuple[Change, ...]]:
        """Return the number of the style of the paragraph that ends with the character at ``end``, and what applies to it."""
        _, _, content = self._paragraphs.at(self._letters.offset_of(end))
        style = struct.unpack_from("<H", content)[0] if len(content) >= 2 else 0
        changes: list[Change] = []
        for change in (*changes_in(content[2:]), *changes_in(self._letters.run_at(end).changes)):
            if change.number == _HUGE:
                size = (
                    struct.unpack_from("<H", self._data, change.value)[0] if change.value + 2 <= len(self._data) else 0
                )
                changes += changes_in(self._data[change.value + 2 : change.value + 2 + size])
            else:
                changes.append(change)
        return style, tuple(changes)
