"""The inline content of an element (p, li, td …) seen as lines of text and elements, and put together again."""

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from markdown.extensions.footnotes import NBSP_PLACEHOLDER
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from ban_tin.articles.captions.text import plain_space

#: Text and inline elements in their order; elements carry no tail here.
Part = str | Element


@dataclass(slots=True)
class Line:
    """One line; ``broken`` says that a hard break follows it (``<br>``, two spaces) and no mere line feed."""

    parts: list[Part] = field(default_factory=list)
    broken: bool = False


def inner_parts(element: Element) -> list[Part]:
    """Return the text and the elements in ``element``; it is left as it is."""
    parts: list[Part] = [element.text] if element.text else []
    for child in element:
        bare = copy.copy(child)
        bare.tail = None
        parts.append(bare)
        if child.tail:
            parts.append(child.tail)
    return parts


def split_lines(parts: Iterable[Part], breaks: Callable[[str], list[str]]) -> list[Line]:
    """Return the lines of ``parts`` that hold anything: parted by line feeds, by ``<br>`` and where ``breaks`` parts text.

    The way back from a footnote is a line of its own: it belongs to no caption.
    """
    lines = [Line()]
    for part in parts:
        if isinstance(part, str):
            for number, piece in enumerate(breaks(part)):
                if number:
                    _break(lines)
                first, *rest = piece.split("\n")
                _add(lines, first)
                for text in rest:
                    lines.append(Line())
                    _add(lines, text)
        elif part.tag == "br":
            _break(lines)
        else:
            if _leads_back(part) and not any(_leads_back(each) for each in lines[-1].parts):
                _begin_way_back(lines)
            lines[-1].parts.append(part)
    return [line for line in lines if _holds_anything(line)]


def _add(lines: list[Line], text: str) -> None:
    if text:
        lines[-1].parts.append(text)


def _break(lines: list[Line]) -> None:
    before = next((line for line in reversed(lines) if _holds_anything(line)), None)
    if before is not None:
        before.broken = True
    lines.append(Line())


def _begin_way_back(lines: list[Line]) -> None:
    last = lines[-1].parts[-1] if lines[-1].parts else ""
    lines.append(Line())
    if isinstance(last, str) and last.endswith(NBSP_PLACEHOLDER):
        lines[-2].parts[-1] = last.removesuffix(NBSP_PLACEHOLDER)


def _leads_back(part: Part) -> bool:
    return isinstance(part, Element) and part.get("class") == "footnote-backref"


def _holds_anything(line: Line) -> bool:
    return any(isinstance(part, Element) or part.strip() for part in line.parts)


def is_way_back(line: Line) -> bool:
    """Return whether a line is the link from a footnote back into the text."""
    return any(map(_leads_back, line.parts))


def fill(container: Element, lines: list[Line]) -> None:
    """Add ``lines`` to ``container`` behind what it holds."""
    for number, line in enumerate(lines):
        if number and lines[number - 1].broken:
            container.append(Element("br"))
        if number:
            append_text(container, "\n")
        for part in line.parts:
            if isinstance(part, str):
                append_text(container, part)
            else:
                container.append(part)


def append_text(container: Element, text: str) -> None:
    """Add ``text`` at the end of ``container``."""
    if len(container):
        container[-1].tail = (container[-1].tail or "") + text
    else:
        container.text = (container.text or "") + text


def strip_ends(lines: list[Line]) -> None:
    """Take white space, no-break spaces too, off the beginning and the end of ``lines``."""
    ends = " \t\n\u00a0"
    for line, position in ((lines[0], 0), (lines[-1], -1)) if lines else ():
        text = line.parts[position] if line.parts else None
        if isinstance(text, str) and not isinstance(text, AtomicString):
            line.parts[position] = text.rstrip(ends) if position else text.lstrip(ends)


def line_text(line: Line) -> str:
    """Return the text of a line; the numbers of footnotes are not part of it."""
    return plain_space("".join(map(_part_text, line.parts)))


def _part_text(part: Part) -> str:
    if isinstance(part, str):
        return part
    return "" if _is_footnote_number(part) else "".join(part.itertext())


def _is_footnote_number(element: Element) -> bool:
    return element.tag == "sup" and len(element) == 1 and element[0].get("class") == "footnote-ref"


def line_images(line: Line) -> list[Element]:
    """Return the images of a line that holds nothing else, linked ones as their ``<a>``; else ``[]``."""
    images = []
    for part in line.parts:
        if isinstance(part, str):
            if part.strip():
                return []
        elif image_of(part) is not None:
            images.append(part)
        else:
            return []
    return images


def image_of(element: Element) -> Element | None:
    """Return the ``<img>`` that ``element`` is, or that a link holds and nothing else."""
    if element.tag == "img":
        return element
    linked = element.tag == "a" and len(element) == 1 and element[0].tag == "img"
    if linked and not ((element.text or "") + (element[0].tail or "")).strip():
        return element[0]
    return None


def wholly(line: Line, tag: str) -> bool:
    """Return whether all of a line is in elements ``tag``, the numbers of footnotes aside."""
    if any(isinstance(part, str) and part.strip() for part in line.parts):
        return False
    elements = [part for part in line.parts if isinstance(part, Element) and not _is_footnote_number(part)]
    return bool(elements) and all(_is_wholly(element, tag) for element in elements)


def _is_wholly(element: Element, tag: str) -> bool:
    """``***…***`` is both: one element that holds the other and nothing else."""
    if element.tag == tag:
        return True
    alone = element.tag in {"em", "strong"} and len(element) == 1
    return alone and element[0].tag == tag and not ((element.text or "") + (element[0].tail or "")).strip()


def is_mere_text(line: Line) -> bool:
    """Return whether a line is words and nothing else: no image, no link, no raw HTML that would be lost with it."""
    elements = [each for part in line.parts if isinstance(part, Element) for each in part.iter()]
    texts = [part if isinstance(part, str) else "".join(part.itertext()) for part in line.parts]
    return {each.tag for each in elements} <= {"em", "strong"} and not HTML_PLACEHOLDER_RE.search("".join(texts))


def without_italics(line: Line) -> list[Part]:
    """Return the parts of an italic line with its ``<em>`` taken away: a caption needs no second emphasis."""
    parts: list[Part] = []
    for part in line.parts:
        parts.extend(inner_parts(part) if isinstance(part, Element) and part.tag == "em" else [part])
    return parts
