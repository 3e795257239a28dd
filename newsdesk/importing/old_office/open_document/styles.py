"""Styles of an OpenDocument file: named ones, and those that the program made for one paragraph."""

import re
from dataclasses import replace

from newsdesk.importing.word.names import Element, local
from newsdesk.importing.word.styles import Look

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
STYLE, TEXT, OFFICE, TABLE, DRAW = (
    f"{{{_OASIS}{name}:1.0}}" for name in ("style", "text", "office", "table", "drawing")
)
FO, SVG = (f"{{{_OASIS}{name}-compatible:1.0}}" for name in ("xsl-fo", "svg"))
XLINK = "{http://www.w3.org/1999/xlink}"
_CHAIN = 30
_ALIGN = {"start": "left", "left": "left", "end": "right", "right": "right", "center": "center", "justify": "justify"}
_POINTS = re.compile(r"([\d.]+)pt")


class OpenStyles:
    """All styles of a document, those of ``content.xml`` over those of ``styles.xml``."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._fonts: dict[str, str] = {}
        self._defaults: dict[str, Element] = {}
        self.lists: dict[str, Element] = {}
        for root in roots:
            for each in (
                ()
                if root is None
                else root.iter(f"{STYLE}style", f"{STYLE}default-style", f"{STYLE}font-face", f"{TEXT}list-style")
            ):
                name, family = each.get(f"{STYLE}name", ""), each.get(f"{STYLE}family", "")
                kind = local(each)
                if kind == "style":
                    self._styles[family, name] = each
                elif kind == "default-style":
                    self._defaults[family] = each
                elif kind == "list-style":
                    self.lists[name] = each
                else:
                    self._fonts[name] = each.get(f"{SVG}font-family", name).strip("'\"")

    def name(self, key: str) -> str:
        """Return the name of a paragraph's style in small letters: that of the named one below it."""
        for style in reversed(self._chain("paragraph", key)):
            shown = str(style.get(f"{STYLE}display-name") or style.get(f"{STYLE}name", ""))
            if not re.fullmatch(r"P\d+", shown):
                return re.sub(r"_([0-9a-f]{2})_", lambda match: chr(int(match[1], 16)), shown).lower()
        return ""

    def look(self, paragraph: str, *spans: str) -> Look:
        """Return how letters look in a paragraph's style and in those of the spans around them."""
        look = self._changed(Look(), self._defaults.get("paragraph"))
        for style in self._chain("paragraph", paragraph):
            look = self._changed(look, style)
        for span in spans:
            for style in self._chain("text", span):
                look = self._changed(look, style)
        return look

    def align(self, key: str) -> str:
        """Return how a paragraph stands."""
        align = ""
        for style in self._chain("paragraph", key):
            for each in style.iterfind(f"{STYLE}paragraph-properties"):
                align = _ALIGN.get(each.get(f"{FO}text-align", ""), align)
        return align

    def is_ordered(self, key: str, level: int) -> tuple[bool, str, int]:
        """Return of a level of a list whether it counts, with what, and from where on."""
        style = self.lists.get(key)
        for each in () if style is None else style:
            if each.get(f"{TEXT}level") == str(level):
                ordered = local(each) == "list-level-style-number" and bool(each.get(f"{STYLE}num-format"))
                start = each.get(f"{TEXT}start-value", "1")
                return ordered, each.get(f"{STYLE}num-format", "1"), int(start) if start.isdigit() else 1
        return False, "1", 1

    def _chain(self, family: str, key: str) -> list[Element]:
        chain: list[Element] = []
        while (family, key) in self._styles and len(chain) < _CHAIN:
            chain.append(self._styles[family, key])
            key = chain[-1].get(f"{STYLE}parent-style-name", "")
        return chain[::-1]

    def _changed(self, look: Look, style: Element | None) -> Look:
        new: dict[str, object] = {}
        for each in () if style is None else style.iterfind(f"{STYLE}text-properties"):
            if weight := each.get(f"{FO}font-weight"):
                new["bold"] = weight == "bold" or (weight.isdigit() and int(weight) >= 600)
            if slant := each.get(f"{FO}font-style"):
                new["italic"] = slant in {"italic", "oblique"}
            if line := each.get(f"{STYLE}text-underline-style"):
                new["underlined"] = line != "none"
            if line := each.get(f"{STYLE}text-line-through-style"):
                new["struck"] = line != "none"
            if case := each.get(f"{FO}text-transform"):
                new["capitals"] = case == "uppercase"
            if shown := each.get(f"{TEXT}display"):
                new["hidden"] = shown == "none"
            if place := each.get(f"{STYLE}text-position"):
                new["raised"] = _raised(place)
            if size := _POINTS.fullmatch(each.get(f"{FO}font-size", "")):
                new["size"] = float(size[1])
            font = self._fonts.get(each.get(f"{STYLE}font-name", ""), each.get(f"{FO}font-family", ""))
            if font:
                new["font"] = new["font_beyond"] = font.strip("'\"")
        return replace(look, **new) if new else look  # type: ignore[arg-type]


def _raised(place: str) -> str:
    first = place.split()[0]
    if first in {"super", "sub"}:
        return f"{first}script"
    height = first.rstrip("%")
    if height.lstrip("-").replace(".", "", 1).isdigit() and float(height):
        return "superscript" if float(height) > 0 else "subscript"
    return ""
