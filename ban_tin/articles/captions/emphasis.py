"""Photos out of bold and italics: Google Docs and Word set a whole paragraph in bold, the photo in it too."""

import copy
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

from ban_tin.articles.captions.lines import Line, Part, append_text, fill, inner_parts, line_images, split_lines

_EMPHASES = {"em", "strong"}


def lift_images(root: Element, breaks: Callable[[str], list[str]]) -> None:
    """Take the lines that hold nothing but images out of the emphasis round them; ``breaks`` parts text at its ``<br>``."""
    if next(root.iter("img"), None) is None:
        return
    for parent in list(root.iter()):
        if any(child.tag in _EMPHASES and next(child.iter("img"), None) is not None for child in parent):
            _rewrite(parent, [part for each in inner_parts(parent) for part in _lifted(each, breaks)])


def _lifted(part: Part, breaks: Callable[[str], list[str]]) -> list[Part]:
    """Return ``part``, or what it is made of where it is an emphasis with an image on a line of its own."""
    if isinstance(part, str) or part.tag not in _EMPHASES or next(part.iter("img"), None) is None:
        return [part]
    inner = [each for child in inner_parts(part) for each in _lifted(child, breaks)]
    lines = split_lines(inner, breaks)
    if not any(map(line_images, lines)):
        return [part]
    done: list[Part] = []
    run: list[Line] = []
    attrib = dict(part.attrib)
    for line in [*lines, None]:
        if line is not None and not line_images(line):
            run.append(line)
            continue
        if run:
            done += [*(["\n"] if done else []), _emphasis(part.tag, attrib, run)]
            attrib = {name: value for name, value in attrib.items() if name != "id"}
            run = []
        if line is not None:
            done += [*(["\n"] if done else []), *line.parts]
    return done


def _emphasis(tag: str, attrib: dict[str, str], lines: list[Line]) -> Element:
    element = Element(tag, attrib)
    fill(element, [replace(line, parts=list(map(copy.copy, line.parts))) for line in lines])
    return element


def _rewrite(parent: Element, parts: list[Part]) -> None:
    """Make ``parts`` the content of ``parent``."""
    tail, attrib = parent.tail, dict(parent.attrib)
    parent.clear()
    parent.tail = tail
    parent.attrib.update(attrib)
    for part in parts:
        if isinstance(part, str):
            append_text(parent, part)
        else:
            parent.append(part)
