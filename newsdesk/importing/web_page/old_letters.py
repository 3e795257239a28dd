"""Pages from before Unicode, in TCVN3 or VNI: their letters are read by their fonts, and where these say nothing, by their words."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from ban_tin.language.vietnamese.legacy import find_legacy, may_be_legacy
from newsdesk.importing.legacy_text import UNICODE, Decoder, Face, Part, face_of
from newsdesk.importing.source_document import Doubt
from newsdesk.importing.web_page.segments import Segment
from newsdesk.importing.web_page.tree import UNSEEN

_FONT = re.compile(r"(?:face\s*=|font(?:-family)?\s*:)[^>]{0,80}?(?:\.Vn|VNI[-\s])", re.IGNORECASE)
_FAMILY = re.compile(
    r"font-family\s*:\s*([^;]+)|(?<!-)font\s*:[^;]*?(?:\d(?:pt|px|em|%)(?:/[\d.]+\w*)?\s+)([^;]+)", re.IGNORECASE
)
_TAG = re.compile(r"<[^>]*>")
#: Letters at the beginning of a page that are looked at, and doubtful words that are shown.
_SAMPLE, _SHOWN = 60_000, 12


def may_be_old(text: str) -> bool:
    """Return whether any of the page ``text`` may be in an old encoding: quick for nearly all pages."""
    if _FONT.search(text):
        return True
    sample = text[:_SAMPLE]
    if not may_be_legacy(sample):
        return False
    lines = re.split(r"\n|<(?:/?(?:p|div|td|li|h\d)|br)\b[^>]*>", sample)
    return any(may_be_legacy(line) and find_legacy(_TAG.sub("", line)) is not None for line in lines)


def read_old_letters(root: HtmlElement, lines: list[Segment]) -> list[Doubt]:
    """Write the letters of ``root``, whose ``lines`` these are, in Unicode; return what of it is doubtful."""
    decoder = Decoder()
    holders = [list(_texts(line.element)) for line in lines]
    title = root.find(".//title")
    if title is not None and title.text:
        holders.append([(title, "text", UNICODE)])
    parts = [[Part(getattr(element, name), face) for element, name, face in holder] for holder in holders]
    for some in parts:
        decoder.observe(some)
    doubtful: dict[str, None] = {}
    for holder, some in zip(holders, parts, strict=True):
        texts, doubts = decoder.decode(some)
        doubtful.update(dict.fromkeys(doubts))
        for (element, name, _), text in zip(holder, texts, strict=True):
            setattr(element, name, text)
    words = ", ".join(list(doubtful)[:_SHOWN])
    return [Doubt("legacy-letters", words, "")] if words else []


def _texts(root: HtmlElement) -> Iterator[tuple[HtmlElement, str, Face]]:
    """Yield the texts in ``root``: the element, ``text`` or ``tail``, and the font in force."""
    above = _face_of_line(root)
    waiting: list[tuple[HtmlElement, Face, bool]] = [(root, above, False)]
    while waiting:
        element, face, done = waiting.pop()
        if done:
            if element.tail and element is not root:
                yield element, "tail", face
            continue
        own = _own_face(element) or face
        waiting.append((element, face, True))
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        if element.text:
            yield element, "text", own
        waiting += [(child, own, False) for child in reversed(element)]


def _face_of_line(element: HtmlElement) -> Face:
    for above in element.iterancestors():
        if (face := _own_face(above)) is not None:
            return face
    return UNICODE


def _own_face(element: HtmlElement) -> Face | None:
    """Return what the font that ``element`` names makes of letters, None where it names none."""
    if not isinstance(element.tag, str):
        return None
    name = element.get("face") if element.tag == "font" else None
    if not name and (style := element.get("style")) and (found := _FAMILY.search(style)):
        name = found[1] or found[2]
    return face_of(name.split(",")[0].strip(" '\"")) if name else None
