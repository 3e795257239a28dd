"""Numbers and signs that Word puts before paragraphs: counted as Word counts them."""

import re
from dataclasses import dataclass

from newsdesk.importing.word.names import Element, W, child, child_value, value, whole

#: Kinds of numbers as HTML calls the type of a list.
_TYPES = {
    "decimal": "1",
    "decimalZero": "1",
    "lowerLetter": "a",
    "upperLetter": "A",
    "lowerRoman": "i",
    "upperRoman": "I",
}
#: A number alone, with what usually stands around it: a list of HTML says as much.
_SIMPLE = re.compile(r"[(\[]?\s*%(\d)\s*[.)\]:/-]*\s*")
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"),
    (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a numbering."""

    #: As Word calls it: ``decimal``, ``bullet``, ``none`` and others.
    format: str = "decimal"
    #: What is shown, with ``%1`` for the number of the first level.
    text: str = "%1."
    #: Its first number.
    start: int = 1
    #: The level whose numbers begin this one again: 0 for never, -1 for all that are higher.
    restart: int = -1
    #: Distance of the text from the left, in twentieths of a point.
    indent: int | None = None
    #: Whether all numbers in ``text`` are decimal, as the law wants it.
    legal: bool = False
    #: The style of paragraphs that it belongs to.
    style: str = ""


@dataclass(frozen=True, slots=True)
class Marker:
    """What stands before one paragraph."""

    #: ``"ul"``, ``"ol"``; ``""`` where it is no list but words before the paragraph.
    tag: str
    #: The type of the list as in HTML: ``1``, ``a``, ``A``, ``i`` or ``I``.
    type: str
    #: Its number.
    number: int
    #: What Word shows: ``"Điều 5."``, ``"1.2."``.
    label: str
    #: Distance of the text from the left, in twentieths of a point.
    indent: int | None


class Numbering:
    """The numberings of a document. ``marker`` counts: it has to be asked for each paragraph in order, once."""

    def __init__(self, root: Element | None) -> None:
        abstract = (
            {} if root is None else {value(each, "abstractNumId"): each for each in root.iterfind(W + "abstractNum")}
        )
        linked = {
            child_value(each, "styleLink"): each for each in abstract.values() if child(each, "styleLink") is not None
        }
        self._levels: dict[str, dict[int, Level]] = {}
        self._counted_with: dict[str, str] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        for each in () if root is None else root.iterfind(W + "num"):
            key, base_key = value(each, "numId") or "", child_value(each, "abstractNumId") or ""
            base = abstract.get(base_key)
            if base is not None and (link := child_value(base, "numStyleLink")) and link in linked:
                base = linked[link]
            levels = (
                {}
                if base is None
                else {whole(value(level, "ilvl")): _read_level(level) for level in base.iterfind(W + "lvl")}
            )
            starts: dict[int, int] = {}
            for override in each.iterfind(W + "lvlOverride"):
                index = whole(value(override, "ilvl"))
                if (level := child(override, "lvl")) is not None:
                    levels[index] = _read_level(level)
                if (start := child_value(override, "startOverride")) is not None:
                    starts[index] = whole(start, 1)
            self._levels[key], self._counted_with[key], self._starts[key] = levels, base_key, starts

    @classmethod
    def of_levels(
        cls, levels: dict[str, dict[int, Level]], counted_with: dict[str, str], starts: dict[str, dict[int, int]]
    ) -> "Numbering":
        """Return numberings by their keys: their levels, which others they count together with, where they begin anew."""
        numbering = cls(None)
        numbering._levels, numbering._counted_with, numbering._starts = levels, counted_with, starts
        return numbering

    def level_for_style(self, key: str, style: str) -> int | None:
        """Return the level of the numbering ``key`` that belongs to paragraphs of ``style``."""
        return next(
            (index for index, level in self._levels.get(key, {}).items() if style and level.style == style), None
        )

    def marker(self, key: str, index: int) -> Marker | None:
        """Count one paragraph of the numbering ``key`` on level ``index``, and return what stands before it."""
        levels = self._levels.get(key)
        if levels is None:
            return None
        level = levels.get(index, Level())
        number = self._count(key, index, levels)
        if level.format == "bullet" and not level.text.strip():
            # Nothing is shown: it goes on with the item before.
            return Marker("", "", number, "", level.indent)
        if level.format == "bullet":
            return Marker("ul", "", number, "", level.indent)
        if level.format == "none" or not _PLACE.search(level.text):
            return Marker("", "", number, level.text.strip(), level.indent)
        simple = _SIMPLE.fullmatch(level.text)
        kind = _TYPES.get(level.format, "1")
        if simple and int(simple[1]) == index + 1 and number > 0:
            return Marker("ol", kind, number, self._label(key, index, levels), level.indent)
        return Marker("", kind, number, self._label(key, index, levels), level.indent)

    def _count(self, key: str, index: int, levels: dict[int, Level]) -> int:
        counters = self._counters.setdefault(self._counted_with[key], [None] * _LEVELS)
        start = levels.get(index, Level()).start
        if (key, index) not in self._begun:
            self._begun.add((key, index))
            if index in self._starts[key]:
                counters[index] = None
                start = self._starts[key][index]
        before = counters[index]
        counters[index] = start if before is None else before + 1
        for deeper in range(index + 1, _LEVELS):
            restart = levels.get(deeper, Level()).restart
            if restart != 0 and (restart < 0 or index < restart):
                counters[deeper] = None
        for higher in range(index):
            if counters[higher] is None:
                counters[higher] = levels.get(higher, Level()).start
        return counters[index] or 0

    def _label(self, key: str, index: int, levels: dict[int, Level]) -> str:
        level, counters = levels.get(index, Level()), self._counters[self._counted_with[key]]

        def shown(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            number = counters[place]
            form = "decimal" if level.legal else levels.get(place, Level()).format
            return "" if number is None or form in {"none", "bullet"} else write_number(number, form)

        return " ".join(_PLACE.sub(shown, level.text).split())


def _read_level(level: Element) -> Level:
    text, indent = child(level, "lvlText"), child(child(level, "pPr"), "ind")
    left = value(indent, "left") or value(indent, "start")
    legal = child(level, "isLgl")
    return Level(
        format=child_value(level, "numFmt") or "decimal",
        text=value(text) or ("•" if child(level, "lvlPicBulletId") is not None else ""),
        start=whole(child_value(level, "start"), 0),
        restart=whole(child_value(level, "lvlRestart"), -1),
        indent=None if left is None else whole(left),
        legal=legal is not None and value(legal) not in {"0", "false"},
        style=child_value(level, "pStyle") or "",
    )


def write_number(number: int, form: str) -> str:
    """Return ``number`` as Word shows it in numbers of the kind ``form``."""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        # Behind z come aa, bb, cc.
        letters = chr(ord("a") + (number - 1) % 26) * min((number - 1) // 26 + 1, 20)
        return letters.upper() if form == "upperLetter" else letters
    if form in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        roman = ""
        for worth, sign in _ROMAN:
            roman += sign * (number // worth)
            number %= worth
        return roman.upper() if form == "upperRoman" else roman
    return f"{number:02}" if form == "decimalZero" else str(number)
