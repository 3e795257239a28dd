"""An inline container (p, li, td …) seen as lines of text and elements, and put together again."""

import copy
from xml.etree.ElementTree import Element

from markdown.util import AtomicString

from plugins.captions.text import plain_space

#: A line is text and inline elements in their order; elements carry no tail here.
Line = list[str | Element]


def split_lines(container: Element) -> list[Line]:
    """Return the lines of ``container``: parted by line feeds in its own text and by ``<br>``."""
    lines: list[Line] = [[]]
    _add_text(lines, container.text)
    for child in container:
        if child.tag == "br":
            lines.append([])
        else:
            bare = copy.copy(child)
            bare.tail = None
            lines[-1].append(bare)
        _add_text(lines, child.tail)
    return [line for line in lines if line_text(line) or any(isinstance(part, Element) for part in line)]


def _add_text(lines: list[Line], text: str | None) -> None:
    first, *rest = (text or "").split("\n")
    if first:
        lines[-1].append(first)
    for part in rest:
        lines.append([part] if part else [])


def fill(container: Element, lines: list[Line]) -> None:
    """Put ``lines`` into the empty ``container``, parted by line feeds; in a cell, where only ``<br>`` parts, by that."""
    for number, line in enumerate(lines):
        if number and container.tag in {"td", "th"}:
            if line and (len(container) or container.text):
                container.append(Element("br"))
        elif number:
            append_text(container, "\n")
        for part in line:
            if isinstance(part, str):
                append_text(container, part.strip("\n"))
            else:
                container.append(part)
    _strip_ends(container)


def append_text(container: Element, text: str) -> None:
    """Add ``text`` at the end of ``container``."""
    if len(container):
        container[-1].tail = (container[-1].tail or "") + text
    else:
        container.text = (container.text or "") + text


def _strip_ends(container: Element) -> None:
    if container.text and not isinstance(container.text, AtomicString):
        container.text = container.text.lstrip(" \t\n\u00a0")
    if len(container):
        if container[-1].tail:
            container[-1].tail = container[-1].tail.rstrip(" \t\n\u00a0")
    elif container.text and not isinstance(container.text, AtomicString):
        container.text = container.text.rstrip(" \t\n\u00a0")


def line_text(line: Line) -> str:
    """Return the visible text of a line."""
    return plain_space("".join(part if isinstance(part, str) else "".join(part.itertext()) for part in line))


def line_images(line: Line) -> list[Element]:
    """Return the images of a line that holds nothing else, linked ones as their ``<a>``; else ``[]``."""
    images = []
    for part in line:
        if isinstance(part, str):
            if plain_space(part):
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
    if linked and not plain_space((element.text or "") + (element[0].tail or "")):
        return element[0]
    return None


def emphasised(line: Line) -> Element | None:
    """Return the ``<em>`` that makes up a whole line, or None."""
    parts = [part for part in line if not isinstance(part, str) or plain_space(part)]
    if len(parts) == 1 and isinstance(parts[0], Element) and parts[0].tag == "em":
        return parts[0]
    return None
