"""The text of a binary Word file, put together of its pieces."""

import struct
from bisect import bisect_right
from dataclasses import dataclass

from newsdesk.importing.source_document import RefusedSourceError

_COMPRESSED = 0x40000000
#: Characters of a file: the text of 2,000 pages has six million.
_MOST = 20_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of the text: characters from ``start`` on, which lie at ``offset`` in the stream, ``width`` bytes each."""

    start: int
    end: int
    offset: int
    width: int
    #: Changes to its formatting that a quick save left.
    changes: bytes


class Letters:
    """The text by positions of characters, and where each of them lies in the stream."""

    def __init__(self, document: bytes, clx: bytes) -> None:
        self.runs = _read_pieces(clx)
        self._starts = [run.start for run in self.runs]
        self.text = "".join(_decode(document, run) for run in self.runs)

    def run_at(self, position: int) -> Run:
        """Return the piece that a character is in. Raises ``IndexError`` for none."""
        index = bisect_right(self._starts, position) - 1
        if index < 0 or position >= self.runs[index].end:
            raise IndexError(position)
        return self.runs[index]

    def offset_of(self, position: int) -> int:
        """Return where a character lies in the stream."""
        run = self.run_at(position)
        return run.offset + (position - run.start) * run.width


def _read_pieces(clx: bytes) -> list[Run]:
    place, changes = 0, []
    while place + 3 <= len(clx) and clx[place] == 1:
        size = struct.unpack_from("<H", clx, place + 1)[0]
        changes.append(clx[place + 3 : place + 3 + size])
        place += 3 + size
    if place + 5 > len(clx) or clx[place] != 2:
        raise RefusedSourceError("broken")
    size = struct.unpack_from("<I", clx, place + 1)[0]
    table = clx[place + 5 : place + 5 + size]
    number = (len(table) - 4) // 12
    if number < 1:
        raise RefusedSourceError("broken")
    starts = struct.unpack_from(f"<{number + 1}I", table)
    runs: list[Run] = []
    for index in range(number):
        start, end = starts[index], starts[index + 1]
        packed, modifier = struct.unpack_from("<IH", table, (number + 1) * 4 + index * 8 + 2)
        if end < start or end > _MOST or (runs and start != runs[-1].end):
            raise RefusedSourceError("broken")
        narrow = bool(packed & _COMPRESSED)
        offset = (packed & ~_COMPRESSED & 0x3FFFFFFF) // 2 if narrow else packed & 0x3FFFFFFF
        own = changes[modifier >> 1] if modifier & 1 and modifier >> 1 < len(changes) else b""
        if end > start:
            runs.append(Run(start, end, offset, 1 if narrow else 2, own))
    return runs


def _decode(document: bytes, run: Run) -> str:
    length = run.end - run.start
    content = document[run.offset : run.offset + length * run.width]
    if len(content) < length * run.width:
        raise RefusedSourceError("broken")
    if run.width == 2:
        text = content.decode("utf-16-le", "surrogatepass")
        # A pair of surrogates is two characters there: positions have to agree.
        return text if len(text) == length else "".join(chr(each) for each in struct.unpack(f"<{length}H", content))
    return "".join(_NARROW.get(each, chr(each)) for each in content)


#: Of the bytes from 0x80 to 0x9F, those that Word means as in Windows-1252.
_NARROW = {
    each: bytes([each]).decode("cp1252")
    for each in range(0x80, 0xA0)
    if each not in {0x81, 0x8D, 0x8F, 0x90, 0x9D}
}  # fmt: skip
