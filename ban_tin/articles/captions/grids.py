"""Tables that are grids of photos: a row of photos, and under it a row of their captions."""

import copy
from itertools import pairwise
from xml.etree.ElementTree import Element, SubElement

from ban_tin.articles.captions.blocks import BlockReader, Text
from ban_tin.articles.captions.lines import Line, fill, line_images, line_text, wholly
from ban_tin.articles.captions.text import LONGEST_PLAIN


def join_captions(table: Element, reader: BlockReader) -> None:
    """Put the captions of a grid into the cells of their photos, as lines in italics under them, and take their rows away.

    Only where all of the table is such rows, or the captions are in italics: else it may be a table that begins with photos.
    """
    if next(table.iter("img"), None) is None:
        return
    parents = {row: parent for parent in table.iter() for row in parent if row.tag == "tr"}
    rows = [row for row in parents if any(_lines(cell, reader) for cell in row)]
    pairs = [(above, below) for above, below in pairwise(rows) if _are_captioned(above, below, reader)]
    whole = 2 * len(pairs) == len(rows) and pairs == list(zip(rows[::2], rows[1::2], strict=True))
    for above, below in pairs:
        if not whole and not all(_is_italic(cell, reader) for cell in below):
            continue
        for photo, caption in zip(above, below, strict=True):
            _join(photo, caption, reader)
        parents[below].remove(below)
    for body in [each for each in table if each.tag == "tbody" and not len(each)]:
        table.remove(body)


def _are_captioned(above: Element, below: Element, reader: BlockReader) -> bool:
    """Return whether a row holds photos and nothing else, and the next one a short text under each of them."""
    if len(above) != len(below):
        return False
    for photo, caption in zip(above, below, strict=True):
        images, words = _lines(photo, reader), _lines(caption, reader)
        if any(not line_images(line) for line in images) or any(
            next(_images(line), None) is not None for line in words
        ):
            return False
        if words and (not images or len(images) > 1 or len(" ".join(map(line_text, words))) > LONGEST_PLAIN):
            return False
    return any(_lines(caption, reader) for caption in below)


def _lines(cell: Element, reader: BlockReader) -> list[Line]:
    return [line for block in reader.blocks(cell) if isinstance(block, Text) for line in block.lines]


def _images(line: Line) -> "filter[Element]":
    return filter(
        lambda each: each.tag == "img",
        (each for part in line.parts if isinstance(part, Element) for each in part.iter()),
    )


def _is_italic(cell: Element, reader: BlockReader) -> bool:
    return all(wholly(line, "em") for line in _lines(cell, reader))


def _join(photo: Element, caption: Element, reader: BlockReader) -> None:
    lines = _lines(caption, reader)
    if not lines:
        return
    SubElement(photo, "br")
    if all(wholly(line, "em") for line in lines):
        fill(photo, lines)
        return
    element = SubElement(photo, "em")
    for number, part in enumerate(part for line in lines for part in [" ", *line.parts]):
        if number:
            fill(element, [Line([copy.copy(part) if isinstance(part, Element) else part])])
