"""What letters and paragraphs look like: defaults of the document, a chain of styles, what the paragraph and the run say themselves."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

from newsdesk.importing.word.names import A, Element, W, child, child_value, is_on, value, whole

#: Marks that a style of letters turns off again where the paragraph's style turned them on.
_TOGGLES = {
    "b": "bold",
    "i": "italic",
    "caps": "capitals",
    "strike": "struck",
    "dstrike": "struck",
    "vanish": "hidden",
}
#: As many styles as any is based on: chains may be circles.
_CHAIN = 30


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look."""

    #: In bold letters.
    bold: bool = False
    #: In italics.
    italic: bool = False
    #: With a line below.
    underlined: bool = False
    #: With a line through it.
    struck: bool = False
    #: Small letters that are shown as capitals.
    capitals: bool = False
    #: Not shown at all.
    hidden: bool = False
    #: White on whatever is behind them.
    white: bool = False
    #: ``superscript``, ``subscript`` or ``""``.
    raised: str = ""
    #: In points; 0 where nothing says it.
    size: float = 0
    #: The font of ASCII letters.
    font: str = ""
    #: The font of all other letters of Latin.
    font_beyond: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph stands."""

    #: ``left``, ``center``, ``right``, ``justify`` or ``""``.
    align: str = ""
    #: The instance of a numbering (``w:numId``), and its level; ``""`` for none.
    numbering: str = ""
    #: The level of the numbering, from 0 on.
    level: int = 0
    #: Level of a heading as the outline has it, 1 to 9; 0 for text.
    outline: int = 0
    #: Distance of the text from the left, in twentieths of a point; None where nothing says it.
    indent: int | None = None
    #: Whether it has a line below or above it.
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A style of paragraphs, letters or tables, as it is written."""

    key: str
    name: str
    based_on: str
    #: Its ``w:pPr``.
    paragraph: Element | None = field(repr=False)
    #: Its ``w:rPr``.
    letters: Element | None = field(repr=False)


_ALIGN = {"both": "justify", "distribute": "justify", "start": "left", "end": "right"}
_PLAIN = Look()


class Styles:
    """The styles of a document, and the fonts of its theme."""

    def __init__(self, root: Element | None, theme: Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self._default = {"paragraph": "", "character": "", "table": ""}
        self._fonts = _theme_fonts(theme)
        defaults = child(root, "docDefaults")
        for each in () if root is None else root.iterfind(W + "style"):
            key = value(each, "styleId") or ""
            name = (child_value(each, "name") or key).strip()
            style = Style(key, name, child_value(each, "basedOn") or "", child(each, "pPr"), child(each, "rPr"))
            self._styles.setdefault(key, style)
            if value(each, "default") in {"1", "true", "on"}:
                self._default[value(each, "type") or ""] = key
        self._letters = child(child(defaults, "rPrDefault"), "rPr")
        self._paragraph = child(child(defaults, "pPrDefault"), "pPr")
        self._look_of_style = lru_cache(None)(self._look_of_style)  # type: ignore[method-assign]
        self._shape_of_style = lru_cache(None)(self._shape_of_style)  # type: ignore[method-assign]

    def name(self, key: str | None) -> str:
        """Return the name of a paragraph's style in small letters."""
        style = self._styles.get(key or self._default["paragraph"])
        return style.name.lower() if style else (key or "").lower()

    def names(self, key: str | None) -> list[str]:
        """Return its name, and those of the styles that it is based on."""
        return [style.name.lower() for style in reversed(self._chain(key or self._default["paragraph"]))]

    def look(self, paragraph_style: str | None, run: Element | None, table_style: str = "") -> Look:
        """Return how the letters of a run look; ``run`` is its ``w:rPr``."""
        look = self._look_of_style(paragraph_style or self._default["paragraph"], table_style)
        named = child_value(run, "rStyle")
        if named:
            for style in self._chain(named):
                look = self._changed(look, style.letters, toggled=True)
        return look if run is None else self._changed(look, run)

    def shape(self, properties: Element | None) -> Shape:
        """Return how a paragraph stands; ``properties`` is its ``w:pPr``."""
        key = child_value(properties, "pStyle") or self._default["paragraph"]
        shape = self._shape_of_style(key)
        return shape if properties is None else _reshaped(shape, properties)

    def _chain(self, key: str) -> list[Style]:
        """Return the styles that apply, the one that all are based on first."""
        chain: list[Style] = []
        while key in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[key])
            key = self._styles[key].based_on
        return chain[::-1]

    def _look_of_style(self, key: str, table: str) -> Look:
        look = self._changed(_PLAIN, self._letters)
        for style in (*self._chain(table), *self._chain(key)):
            look = self._changed(look, style.letters)
        return look

    def _shape_of_style(self, key: str) -> Shape:
        shape = Shape() if self._paragraph is None else _reshaped(Shape(), self._paragraph)
        for style in self._chain(key):
            if style.paragraph is not None:
                shape = _reshaped(shape, style.paragraph)
        return shape

    def _changed(self, look: Look, letters: Element | None, toggled: bool = False) -> Look:
        if letters is None or not len(letters):
            return look
        new: dict[str, object] = {}
        for each in letters:
            name = each.tag.rpartition("}")[2] if isinstance(each.tag, str) else ""
            if name in _TOGGLES:
                on, key = bool(is_on(each)), _TOGGLES[name]
                new[key] = on != getattr(look, key) if toggled and on else on
            elif name == "u":
                new["underlined"] = bool(is_on(each)) and value(each) is not None
            elif name == "vertAlign":
                raised = value(each) or ""
                new["raised"] = raised if raised in {"superscript", "subscript"} else ""
            elif name == "sz":
                new["size"] = whole(value(each)) / 2
            elif name == "color":
                new["white"] = (value(each) or "").upper() == "FFFFFF"
            elif name in {"highlight", "shd"}:
                new["white"] = False
            elif name == "rFonts":
                new |= self._named_fonts(each)
        return replace(look, **new) if new else look  # type: ignore[arg-type]

    def _named_fonts(self, fonts: Element) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, key in (("ascii", "font"), ("hAnsi", "font_beyond")):
            themed = self._fonts.get(value(fonts, f"{name}Theme") or "")
            font = themed or value(fonts, name)
            if font:
                found[key] = font
        return found


def _reshaped(shape: Shape, properties: Element) -> Shape:
    new: dict[str, object] = {}
    if jc := child_value(properties, "jc"):
        new["align"] = _ALIGN.get(jc, jc if jc in {"left", "center", "right", "justify"} else "")
    if (outline := child_value(properties, "outlineLvl")) is not None:
        level = whole(outline, 9)
        new["outline"] = level + 1 if 0 <= level < 9 else 0
    if (numbering := child(properties, "numPr")) is not None:
        if (key := child_value(numbering, "numId")) is not None:
            new["numbering"] = "" if key == "0" else key
        if (level_text := child_value(numbering, "ilvl")) is not None:
            new["level"] = min(max(whole(level_text), 0), 8)
    if (indent := child(properties, "ind")) is not None:
        left = value(indent, "left") or value(indent, "start")
        if left is not None:
            new["indent"] = whole(left)
    if (border := child(properties, "pBdr")) is not None:
        new["ruled"] = any(value(each) not in {None, "nil", "none"} for each in border if each.tag in _LINES)
    return replace(shape, **new) if new else shape  # type: ignore[arg-type]


_LINES = {W + "bottom", W + "top"}


def _theme_fonts(theme: Element | None) -> dict[str, str]:
    """Return the fonts that styles call ``minorHAnsi`` and the like."""
    found: dict[str, str] = {}
    for name in ("major", "minor"):
        latin = None if theme is None else theme.find(f".//{A}{name}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            found |= {name + each: latin.get("typeface", "") for each in ("Ascii", "HAnsi")}
    return found
