"""Numberings of a binary Word file."""

import struct

from newsdesk.importing.old_office.word97.formatting import changes_in
from newsdesk.importing.word.numbering import Level, Numbering

_FORMATS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 22: "decimalZero", 23: "bullet", 255: "none",
}  # fmt: skip
_INDENTS = {0x840F, 0x845E}
_LIST, _LEVEL, _OVERRIDE = 28, 28, 16
#: Lists of a file.
_MOST = 20_000


def read_numbering(table: bytes, lists: tuple[int, int], overrides: tuple[int, int]) -> Numbering:
    """Return the numberings; keys are those of paragraphs. What is damaged is left away."""
    levels: dict[str, dict[int, Level]] = {}
    owners: dict[str, str] = {}
    starts: dict[str, dict[int, int]] = {}
    try:
        known = _read_lists(table, *lists)
        place, length = overrides
        number = struct.unpack_from("<I", table, place)[0] if length >= 4 else 0
        own = place + 4 + number * _OVERRIDE
        for index in range(min(number, _MOST)):
            identifier, count = struct.unpack_from("<i8xB", table, place + 4 + index * _OVERRIDE)
            key = str(index + 1)
            levels[key], owners[key], starts[key] = dict(known.get(identifier, {})), str(identifier), {}
            # Each has a position in front of its levels.
            own += 4
            for _ in range(count):
                start, flags = struct.unpack_from("<iI", table, own)
                own += 8
                if flags & 0x20:
                    levels[key][flags & 15], own = _read_level(table, own)
                elif flags & 0x10:
                    starts[key][flags & 15] = start
    except (struct.error, IndexError):
        pass
    return Numbering.of_levels(levels, owners, starts)


def _read_lists(table: bytes, place: int, length: int) -> dict[int, dict[int, Level]]:
    if length < 2:
        return {}
    number = struct.unpack_from("<H", table, place)[0]
    found: dict[int, dict[int, Level]] = {}
    own = place + 2 + number * _LIST
    for index in range(number):
        entry = place + 2 + index * _LIST
        identifier = struct.unpack_from("<i", table, entry)[0]
        simple = table[entry + 26] & 1
        levels: dict[int, Level] = {}
        for level in range(1 if simple else 9):
            levels[level], own = _read_level(table, own)
        found[identifier] = levels
    return found


def _read_level(table: bytes, place: int) -> tuple[Level, int]:
    """Return the level that begins at ``place``, and where the next one does."""
    start, kind, flags = struct.unpack_from("<iBB", table, place)
    letters, paragraph, restart = table[place + 24], table[place + 25], table[place + 26]
    body = place + _LEVEL
    indent = None
    for change in changes_in(table[body : body + paragraph]):
        if change.number in _INDENTS:
            indent = int.from_bytes(change.operand[:2], "little", signed=True)
    body += paragraph + letters
    size = struct.unpack_from("<H", table, body)[0]
    text = table[body + 2 : body + 2 + 2 * size].decode("utf-16-le", "replace")
    shown = "".join(f"%{ord(each) + 1}" if ord(each) < 9 else each for each in text)
    form = _FORMATS.get(kind, "decimal")
    level = Level(form, shown, start, restart if flags & 8 else -1, indent, bool(flags & 4))
    return level, body + 2 + 2 * size
