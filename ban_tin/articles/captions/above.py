"""Captions that stand above their photos: numbered ones are put below, others are told."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from ban_tin.articles.captions.blocks import Block, Text
from ban_tin.articles.captions.bylines import is_byline
from ban_tin.articles.captions.lines import Line, image_of, line_images, line_text, wholly
from ban_tin.articles.captions.ordinary import is_about_elsewhere, is_heading, leads_on
from ban_tin.articles.captions.photographers import split_credit
from ban_tin.articles.captions.text import LONGEST_PLAIN, ends_sentence

#: ``Ảnh 2: Đại biểu biểu quyết``
_NUMBERED = re.compile(
    r"(?:hình ảnh|ảnh|hình|photo|figure|fig\.?)\s*(?:số\s*)?(\d{1,3})\s*[.:)–—-]+\s*\S", re.IGNORECASE
)


_BEGINNING = re.compile(r"(?:^|\n)[ \t]*(?:hình ảnh|ảnh|hình|photo|figure|fig)\b", re.IGNORECASE)


@dataclass(slots=True)
class _Place:
    """A line that holds a photo, or a numbered caption: where it stands, and its number."""

    text: Text
    line: Line
    photo: bool
    #: How many photos there are up to this line, or the number in the caption.
    number: int


def put_below(blocks: list[Block], plain: Callable[[str], str]) -> None:
    """Move each numbered caption that stands above its photo to the line below it, in italics.

    A row of photos and numbered captions in turn tells by what it begins with; where it begins and ends with a photo, by the numbers.
    """
    if not any(_may_be_numbered(block) for block in blocks):
        return
    for run in _runs(blocks, plain):
        photos = [place for place in run if place.photo]
        if len(photos) == len(run):
            continue
        first, last = run[0], run[-1]
        if first.photo and not (last.photo and all(_is_of_next(run, number) for number in range(len(run)))):
            continue
        for caption, photo in pairwise(run):
            if not caption.photo and photo.photo and not _has_its_own(photo):
                _move(caption, photo)


def _may_be_numbered(block: Block) -> bool:
    """Return whether a numbered caption may be in ``block``; of most articles none is, and nobody need ask for their lines."""
    if not isinstance(block, Text):
        return False
    if block.element is None:
        return any(_BEGINNING.search(line_text(line)) for line in block.lines)
    return _BEGINNING.search("".join(block.element.itertext())) is not None


def _is_of_next(run: list[_Place], number: int) -> bool:
    place = run[number]
    return place.photo or (number + 1 < len(run) and run[number + 1].photo and run[number + 1].number == place.number)


def _runs(blocks: list[Block], plain: Callable[[str], str]) -> list[list[_Place]]:
    """Return the photos and numbered captions that follow one another in turn, nothing else between them."""
    runs: list[list[_Place]] = [[]]
    count = 0
    for block in blocks:
        if not isinstance(block, Text):
            runs.append([])
            continue
        for line in block.lines:
            images = line_images(line)
            count += len(images)
            numbered = None if images else _NUMBERED.match(plain(line_text(line)))
            if not images and not numbered:
                runs.append([])
                continue
            place = _Place(block, line, bool(images), count if images else int(numbered[1]) if numbered else 0)
            if runs[-1] and runs[-1][-1].photo == place.photo:
                runs.append([])
            runs[-1].append(place)
    return [run for run in runs if len(run) > 1]


def _has_its_own(photo: _Place) -> bool:
    """Return whether a photo has its caption with it: a title, or italics on the next line."""
    images = (image_of(each) for each in line_images(photo.line))
    if any(image is not None and image.get("title") for image in images):
        return True
    below = photo.text.lines[photo.text.lines.index(photo.line) + 1 :]
    return bool(below) and wholly(below[0], "em")


def _move(caption: _Place, photo: _Place) -> None:
    caption.text.lines.remove(caption.line)
    caption.text.changed = photo.text.changed = True
    line = caption.line
    if not wholly(line, "em"):
        element = Element("em")
        for part in line.parts:
            if isinstance(part, Element):
                element.append(part)
            elif len(element):
                element[-1].tail = (element[-1].tail or "") + part
            else:
                element.text = (element.text or "") + part
        line = Line([element])
    photo.text.lines.insert(photo.text.lines.index(photo.line) + 1, Line(line.parts))


class Above(NamedTuple):
    """What stands above a photo and may be its caption; ``plain`` when nothing but its shape says so."""

    text: str = ""
    plain: bool = False


def standing_above(line: Line | None, joined: bool, plain: Callable[[str], str]) -> Above:
    """Return what the ``line`` above a photo says where it may be its caption or its credit; ``joined`` when no empty line parts them.

    In italics, or ``Ảnh: …``, it may be anywhere; a plain line only where it is joined.
    """
    if line is None or line_images(line):
        return Above()
    text = plain(line_text(line))
    if not text or len(text) > LONGEST_PLAIN or leads_on(text):
        return Above()
    credited = split_credit(text)
    if wholly(line, "em") or (credited.photographer and not credited.caption):
        return Above(text)
    other = ends_sentence(text) or is_heading(text) or is_about_elsewhere(text) or is_byline([text])
    return Above(text, plain=True) if joined and not other and not wholly(line, "strong") else Above()
