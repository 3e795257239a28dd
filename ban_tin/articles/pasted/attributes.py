"""Attribute lists, ``{.center width="300"}``, as other programs write them: wrapped, behind a blank, round words."""

import re

from ban_tin.articles.pasted.line import Line, LineReport
from ban_tin.articles.pasted.sheet import Edit, Sheet

#: The attributes that articles may have, and those that other programs write. Of any other name, braces hold text.
_NAMES = frozenset({
    "abbr", "align", "alt", "border", "caption", "cellpadding", "cellspacing", "cite", "class", "color", "colspan",
    "controls", "credit", "custom-style", "datetime", "dir", "download", "face", "fig-align", "fig-alt", "fig-cap",
    "fig-env", "fig-pos", "figclass", "figwidth", "float", "headers", "height", "href", "hreflang", "hspace", "id",
    "kind", "label", "lang", "latex-placement", "layout-align", "loading", "markdown", "media", "name", "poster",
    "preload", "reference", "reference-type", "rel", "reversed", "role", "rowspan", "scale", "scope", "size", "sizes",
    "src", "srclang", "srcset", "start", "style", "tabindex", "target", "title", "type", "valign", "value", "vspace",
    "width",
})  # fmt: skip
_NAME = r"[A-Za-z][\w-]*"
_ITEM = rf"""(?:[.#][A-Za-z_][\w:.-]*|(?P<name>{_NAME})=(?:"[^"]*"|'[^']*'|[^\s"'{{}}=]+))"""
_ITEMS = re.compile(rf"[ ]*{_ITEM}(?=[ }}]|$)")
_HANDLER = re.compile(r"(?:on[a-z]+|data-[\w-]+|aria-[\w-]+)")
#: A list in braces; nothing is longer that was meant as one.
_BRACES = r"\{:?[^{}\n]{1,400}\}"
_WRAPPED = re.compile(r"\{:?[^{}\n]{0,400}(?:\n(?![ \t]*\n)[^{}\n]{0,400}){1,8}\}")
_IMAGE = r"!\[[^\]\n]*\]\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)"
_APART = re.compile(rf"{_IMAGE}(?P<blank>[ \t]+)(?P<list>{_BRACES})")
_BELOW = re.compile(rf"{_IMAGE}(?P<blank>[ \t]*\n[> \t]*)(?P<list>{_BRACES})[ \t]*(?=\n|$)")
_SPAN = re.compile(
    rf"(?<![!\\\]])\[(?P<words>(?:[^\[\]]|\[[^\[\]\n]*\](?:\([^()\s]*\))?){{0,1000}})\](?P<list>{_BRACES})"
)
#: Pandoc's sign for a heading without a number.
_UNNUMBERED = re.compile(r"^(?:#{2,6} .*?\S)(?P<list>[ \t]*\{-\}[ \t]*)$", re.MULTILINE)
#: What pandoc says of words in braces, and the element that says it.
_ELEMENTS = {".underline": "u", ".ul": "u", ".mark": "mark", ".highlight": "mark"}
#: A span may hold others.
_ROUNDS = 4


def is_attribute_list(content: str) -> bool:
    """Return whether ``content``, which stands between braces, begins with attributes up to its first closing brace or its end."""
    position, found = 0, False
    while match := _ITEMS.match(content, position):
        name = match["name"]
        if name is not None and name.lower() not in _NAMES and not _HANDLER.fullmatch(name.lower()):
            return False
        position, found = match.end(), True
    rest = content[position:].lstrip(" ")
    return found and (not rest or rest[0] == "}")


def join_attribute_lists(lines: list[Line], report: LineReport) -> list[Line]:
    """Write attribute lists in one line, right behind what they belong to; words in brackets lose theirs."""
    if not any("{" in line.text for line in lines):
        return lines
    sheet = Sheet(lines)
    edits = [
        Edit(*match.span(), re.sub(r"[> \t]*\n[> \t]*", " ", match[0]))
        for match in _WRAPPED.finditer(sheet.prose)
        if _is_list(re.sub(r"[> \t]*\n[> \t]*", " ", match[0]))
    ]
    edits += [Edit(*match.span("list")) for match in _UNNUMBERED.finditer(sheet.prose)]
    if edits:
        sheet = Sheet(sheet.edited(edits))
    edits = [Edit(*match.span("blank")) for match in _APART.finditer(sheet.prose) if _is_list(match["list"])]
    edits += [
        Edit(*match.span("blank"))
        for match in _BELOW.finditer(sheet.prose)
        if _is_list(match["list"]) and "=" in match["list"]  # Classes alone may be those of the paragraph.
    ]
    if edits:
        sheet = Sheet(sheet.edited(edits))
    for _ in range(_ROUNDS):
        edits = [_without_list(sheet, match) for match in _SPAN.finditer(sheet.prose) if _is_list(match["list"])]
        if not edits:
            break
        sheet = Sheet(sheet.edited(edits))
    return sheet.lines


def _is_list(braces: str) -> bool:
    return is_attribute_list(braces[1:-1].removeprefix(":").strip())


def _without_list(sheet: Sheet, match: re.Match[str]) -> Edit:
    words = sheet.text[slice(*match.span("words"))]
    if not words.strip():
        return Edit(*sheet.whole_lines(*match.span()), words)
    marks = match["list"][1:-1].split()
    element = next((_ELEMENTS[mark] for mark in marks if mark in _ELEMENTS), "")
    return Edit(*match.span(), f"<{element}>{words}</{element}>" if element else words)
