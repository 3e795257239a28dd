"""Styles and fonts of a binary Word file, and what they and direct changes make of letters and paragraphs."""

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from newsdesk.importing.old_office.word97.formatting import Change, changes_in
from newsdesk.importing.word.styles import Look, Shape

_PARAGRAPH, _CHARACTER = 1, 2
_NO_STYLE = 0xFFF
_CHAIN = 30
_TOGGLES = {
    0x0835: "bold", 0x0836: "italic", 0x0837: "struck", 0x2A53: "struck", 0x083B: "capitals", 0x083C: "hidden",
}  # fmt: skip
_UNDERLINE, _SIZE, _RAISED, _STYLE, _PLAIN = 0x2A3E, 0x4A43, 0x2A48, 0x4A30, 0x2A33
_FONTS = {0x4A4F: "font", 0x4A51: "font_beyond"}
_ALIGN = {0: "left", 1: "center", 2: "right", 3: "justify", 4: "justify"}
_ALIGNMENTS, _LEVEL, _NUMBERING, _OUTLINE, _INDENTS = {0x2403, 0x2461}, 0x260A, 0x460B, 0x2640, {0x840F, 0x845E}
#: Built-in styles whose numbers say what they are, whatever they are called in the language of the program.
_BUILT_IN = {0: "normal", **{number: f"heading {number}" for number in range(1, 10)}, 62: "title", 34: "caption"}


@dataclass(frozen=True, slots=True)
class Style:
    """A style as it is written."""

    name: str
    kind: int
    based_on: int
    paragraph: tuple[Change, ...]
    letters: tuple[Change, ...]


class StyleSheet:
    """All styles, by their numbers."""

    def __init__(self, content: bytes, fonts: Sequence[str]) -> None:
        self._fonts = fonts
        self._styles, defaults = _read_styles(content)
        self._base = Look(size=10, font=self._font(defaults[0]), font_beyond=self._font(defaults[1]))
        self._looks: dict[int, Look] = {}

    def name(self, number: int) -> str:
        """Return the name of a style in small letters."""
        style = self._styles.get(number)
        return style.name.lower() if style else ""

    def look_of_style(self, number: int) -> Look:
        """Return how letters look in a style of paragraphs."""
        if number not in self._looks:
            look = self._base
            for style in self._chain(number):
                look = self._changed(look, style.letters, look)
            self._looks[number] = look
        return self._looks[number]

    def look(self, style: int, changes: Iterable[Change]) -> Look:
        """Return how letters look in a paragraph of ``style``."""
        base = look = self.look_of_style(style)
        changes = tuple(changes)
        for change in changes:
            if change.number == _STYLE:
                for own in self._chain(change.value):
                    base = look = self._changed(look, own.letters, look)
        return self._changed(look, changes, base)

    def shape(self, number: int, changes: Iterable[Change]) -> Shape:
        """Return how a paragraph stands."""
        shape = Shape()
        for style in self._chain(number):
            shape = _reshaped(shape, style.paragraph)
        return _reshaped(shape, changes)

    def font_name(self, number: int) -> str:
        """Return the name of a font."""
        return self._font(number)

    def _font(self, number: int) -> str:
        return self._fonts[number] if 0 <= number < len(self._fonts) else ""

    def _chain(self, number: int) -> list[Style]:
        chain: list[Style] = []
        while number in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[number])
            number = self._styles[number].based_on
        return chain[::-1]

    def _changed(self, look: Look, changes: Iterable[Change], base: Look) -> Look:
        new: dict[str, object] = {}
        for change in changes:
            if change.number in _TOGGLES:
                name, value = _TOGGLES[change.number], change.value & 0xFF
                on = getattr(base, name)
                new[name] = on if value == 0x80 else not on if value == 0x81 else bool(value)
            elif change.number == _UNDERLINE:
                new["underlined"] = change.value not in {0, 5}
            elif change.number == _SIZE:
                new["size"] = change.value / 2
            elif change.number == _RAISED:
                new["raised"] = {1: "superscript", 2: "subscript"}.get(change.value, "")
            elif change.number in _FONTS:
                new[_FONTS[change.number]] = self._font(change.value)
            elif change.number == _PLAIN:
                new.clear()
                look = base
        return replace(look, **new) if new else look  # type: ignore[arg-type]


def _reshaped(shape: Shape, changes: Iterable[Change]) -> Shape:
    new: dict[str, object] = {}
    for change in changes:
        if change.number in _ALIGNMENTS:
            new["align"] = _ALIGN.get(change.value, "")
        elif change.number == _OUTLINE:
            new["outline"] = change.value + 1 if change.value < 9 else 0
        elif change.number == _NUMBERING:
            # Lists of Word 6 have 2047, and those that were removed from a list a number below zero.
            new["numbering"] = str(change.value) if 0 < change.value < 2047 else ""
        elif change.number == _LEVEL:
            new["level"] = min(change.value, 8)
        elif change.number in _INDENTS:
            new["indent"] = (
                change.signed if len(change.operand) > 2 else int.from_bytes(change.operand, "little", signed=True)
            )
    return replace(shape, **new) if new else shape  # type: ignore[arg-type]


def _read_styles(content: bytes) -> tuple[dict[int, Style], tuple[int, int]]:
    """Return the styles by their numbers, and the fonts that apply without any."""
    if len(content) < 20:
        return {}, (0, 0)
    size = struct.unpack_from("<H", content)[0]
    number, base_size = struct.unpack_from("<HH", content, 2)
    fonts = struct.unpack_from("<3H", content, 14) if size >= 18 else (0, 0, 0)
    styles: dict[int, Style] = {}
    place = 2 + size
    for index in range(number):
        if place + 2 > len(content):
            break
        length = struct.unpack_from("<H", content, place)[0]
        if length and (style := _read_style(content[place + 2 : place + 2 + length], base_size)) is not None:
            styles[index] = style
        place += 2 + length + (length & 1)
    return styles, (fonts[0], fonts[2])


def _read_style(content: bytes, base_size: int) -> Style | None:
    if len(content) < base_size + 2:
        return None
    first, second, third = struct.unpack_from("<3H", content)
    kind, based_on, parts = second & 15, second >> 4, third & 15
    length = struct.unpack_from("<H", content, base_size)[0]
    place = base_size + 2
    name = content[place : place + 2 * length].decode("utf-16-le", "replace")
    place += 2 * length + 2
    lists: list[bytes] = []
    for _ in range(parts):
        place += place & 1
        if place + 2 > len(content):
            break
        size = struct.unpack_from("<H", content, place)[0]
        lists.append(content[place + 2 : place + 2 + size])
        place += 2 + size
    name = _BUILT_IN.get(first & 0xFFF, name.partition(",")[0])
    paragraph = tuple(changes_in(lists[0][2:])) if kind == _PARAGRAPH and lists else ()
    letters: tuple[Change, ...] = ()
    if kind == _PARAGRAPH and len(lists) > 1:
        letters = tuple(changes_in(lists[1]))
    elif kind == _CHARACTER and lists:
        letters = tuple(changes_in(lists[0]))
    return Style(name, kind, based_on if based_on != _NO_STYLE else -1, paragraph, letters)


def read_fonts(content: bytes) -> list[str]:
    """Return the names of the fonts, by their numbers."""
    names: list[str] = []
    if len(content) < 4:
        return names
    number = struct.unpack_from("<H", content)[0]
    place = 4
    for _ in range(number):
        if place >= len(content):
            break
        size = content[place]
        own = content[place + 40 : place + 1 + size]
        names.append(own.decode("utf-16-le", "replace").partition("\0")[0])
        place += 1 + size
    return names
