"""A container of the tree as a row of blocks: runs of lines, which may hold images, and everything else."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.util import HTML_PLACEHOLDER_RE

from ban_tin.articles.captions.candidates import Candidate
from ban_tin.articles.captions.lines import (
    Line,
    Part,
    append_text,
    fill,
    inner_parts,
    is_mere_text,
    is_way_back,
    line_images,
    line_text,
    split_lines,
    strip_ends,
    wholly,
)
from ban_tin.articles.captions.photographers import split_credit
from ban_tin.articles.captions.plain import plain_text, split_breaks
from ban_tin.articles.captions.text import half_of

#: Elements in which text stands without a paragraph, and a figure may stand too.
BARE_CONTAINERS = {"li", "td", "th", "dd"}
#: Class that says "this paragraph is not a caption".
_PROSE = "prose"
#: How many paragraphs after an image are looked at: a file name, the two halves of a caption, and what may go on with it.
_PARAGRAPHS = 4
#: What a link to a file to download ends in.
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|zip|rar|7z|txt|csv|epub)$", re.IGNORECASE)


@dataclass
class Text:
    """The lines of a paragraph, or of text that stands in its container without one (``element`` is None then).

    A paragraph that is ``changed`` is written anew, with the attributes ``attrib``. The lines are what ``read`` gives when they are
    first asked for: of most paragraphs, nobody asks.
    """

    read: Callable[[], list[Line]]
    element: Element | None = None
    attrib: dict[str, str] = field(default_factory=dict)
    changed: bool = False

    @cached_property
    def lines(self) -> list[Line]:
        return self.read()

    @property
    def has_image_line(self) -> bool:
        if self.element is not None and next(self.element.iter("img"), None) is None:
            return False
        return any(map(line_images, self.lines))


Block = Text | Element


@dataclass(slots=True)
class Found:
    """A candidate: the first ``count`` lines of ``text``, behind the blank paragraphs ``passed``."""

    candidate: Candidate
    text: Text
    count: int
    passed: list[Text] = field(default_factory=list)

    def use(self) -> None:
        """Take the lines of the candidate away from where they stand."""
        for text in [*self.passed, self.text]:
            text.changed = True
        del self.text.lines[: self.count]


class BlockReader:
    """Reads containers of the tree of one Markdown instance."""

    def __init__(self, md: Markdown) -> None:
        self.md = md

    def blocks(self, container: Element) -> list[Block]:
        """Return what stands in ``container``, in its order."""
        if container.tag in BARE_CONTAINERS and not any(child.tag == "p" for child in container):
            return list(self._bare_blocks(container))
        return [self._paragraph(child) if child.tag == "p" else child for child in container]

    def _paragraph(self, element: Element) -> Text:
        return Text(lambda: self._lines(inner_parts(element)), element, dict(element.attrib))

    def _bare_blocks(self, container: Element) -> Iterator[Block]:
        run: list[Part] = []
        for part in inner_parts(container):
            if isinstance(part, Element) and self.md.is_block_level(part.tag):
                yield Text(partial(self._lines, run))
                yield part
                run = []
            else:
                run.append(part)
        yield Text(partial(self._lines, run))

    def _lines(self, parts: list[Part]) -> list[Line]:
        return split_lines(parts, lambda text: split_breaks(self.md, text))

    def plain(self, text: str) -> str:
        """Return ``text`` of the tree as readers see it."""
        return plain_text(self.md, text)

    def found(self, text: Text, following: Sequence[Block]) -> list[Found]:
        """Return the candidates for the caption of an image: the lines of ``text``, then the paragraphs ``following``."""
        rest = list(text.lines)
        if _is_prose(text):
            return []
        found: list[Found] = []
        for number, line in enumerate(rest):
            words = "" if line_images(line) else self._words(line)
            if not words:
                return found
            candidate = self._candidate([line], [words])
            if number + 1 < len(rest):
                candidate = replace(candidate, before_image=bool(line_images(rest[number + 1])))
            else:
                after = _first_of(following)
                candidate = replace(candidate, last=_is_end(after), before_image=_begins_with_image(after))
            found.append(Found(candidate, text, 1))
        passed: list[Text] = []
        for number, block in enumerate(following[: 2 * _PARAGRAPHS]):
            if not isinstance(block, Text) or block.element is None or len(found) - len(rest) >= _PARAGRAPHS:
                break
            if _is_blank(block):
                passed.append(block)
                continue
            lines = [line for line in block.lines if not is_way_back(line)]
            if block.has_image_line or _is_prose(block) or _is_raw_html(block.element):
                break
            texts = [self._words(line) for line in lines]
            if not lines or not all(texts):
                break
            after = _first_of(following[number + 1 :])
            found += self._paragraph_candidates(lines, texts, block, after, passed)
            passed = []
        return found

    def _paragraph_candidates(
        self, lines: list[Line], texts: list[str], block: Text, after: Block | None, passed: list[Text]
    ) -> Iterator[Found]:
        last = _is_end(after)
        introduces = isinstance(after, Element) and after.tag in {"ul", "ol", "dl", "table"}
        each_alone = wholly(lines[0], "em")
        units: list[tuple[list[Line], list[str]]] = []
        joined = False
        for line, text in zip(lines, texts, strict=True):
            credited = split_credit(text)
            credit = bool(credited.photographer) and not credited.caption
            if joined and not credit:
                units[-1][0].append(line)
                units[-1][1].append(text)
            else:
                units.append(([line], [text]))
            joined = not each_alone and not credit
        for number, unit in enumerate(units):
            ends = number == len(units) - 1
            candidate = replace(
                self._candidate(*unit),
                apart=True,
                last=last and ends,
                introduces=introduces and ends,
                before_image=_begins_with_image(after) and ends,
                attrib=block.attrib if ends else {},
            )
            yield Found(candidate, block, len(unit[0]), [] if number else passed)

    def _words(self, line: Line) -> str:
        """Return the text of a line that may be a caption; ``""`` with another image in it, or for the way back from a footnote."""
        elements = (each for part in line.parts if isinstance(part, Element) for each in part.iter())
        others = is_way_back(line) or any(each.tag == "img" for each in elements)
        return "" if others else self.plain(line_text(line))

    def _candidate(self, lines: list[Line], texts: list[str]) -> Candidate:
        """Return the candidate that ``lines`` are, whose ``texts`` readers see."""
        halves = self._halved(lines)
        if halves:
            lines, texts = [halves], [self.plain(line_text(halves))]
        return Candidate(
            lines=tuple(lines),
            texts=tuple(texts),
            italic=all(wholly(line, "em") for line in lines),
            mere_text=all(map(is_mere_text, lines)),
            bold=all(wholly(line, "strong") for line in lines),
            linked=all(wholly(line, "a") for line in lines) or any(map(_leads_to_file, lines)),
            doubled=halves is not None,
        )

    def _halved(self, lines: list[Line]) -> Line | None:
        """Return a line that says its words twice, as copied pages do, with the words once; None for any other.

        Only where the line is text, or text in italics: elements in it would have to be cut.
        """
        if len(lines) != 1 or len(lines[0].parts) != 1 or not is_mere_text(lines[0]):
            return None
        part = lines[0].parts[0]
        if isinstance(part, str):
            half = self.half(part)
            return Line([half]) if half else None
        if part.tag != "em" or len(part):
            return None
        half = self.half(part.text or "")
        element = Element("em", dict(part.attrib))
        element.text = half
        return Line([element]) if half else None

    def half(self, text: str) -> str:
        """Return the first half of a ``text`` whose second half says the same, ``""`` for any other."""
        return half_of(text, self.plain)


def write_blocks(container: Element, blocks: Sequence[Block]) -> None:
    """Make ``blocks`` the content of ``container``."""
    if any(isinstance(block, Text) and block.element is None for block in blocks):
        container.text = None
    for child in list(container):
        container.remove(child)
    for block in blocks:
        if isinstance(block, Element):
            container.append(block)
        elif block.element is None:
            if block.lines:
                if len(container) and not container[-1].tail:
                    append_text(container, "\n")
                strip_ends(block.lines)
                fill(container, block.lines)
        elif not block.changed:
            container.append(block.element)
        elif block.lines:
            paragraph = Element("p", block.attrib)
            strip_ends(block.lines)
            fill(paragraph, block.lines)
            paragraph.tail = "\n"
            container.append(paragraph)


def _first_of(blocks: Sequence[Block]) -> Block | None:
    return next((each for each in blocks if not _is_blank(each)), None)


def _is_end(after: Block | None) -> bool:
    return after is None or (isinstance(after, Element) and (after.tag == "hr" or after.get("class") == "footnote"))


def _begins_with_image(block: Block | None) -> bool:
    return isinstance(block, Text) and block.has_image_line and bool(line_images(block.lines[0]))


def _leads_to_file(line: Line) -> bool:
    links = (each for part in line.parts if isinstance(part, Element) for each in part.iter("a"))
    return any(_FILE.search(link.get("href", "")) for link in links)


def _is_blank(block: Block) -> bool:
    return isinstance(block, Text) and not block.lines


def _is_prose(text: Text) -> bool:
    return _PROSE in text.attrib.get("class", "").split()


def _is_raw_html(element: Element) -> bool:
    """Until the postprocessors have run, a block of raw HTML is a paragraph that holds one placeholder."""
    return not len(element) and HTML_PLACEHOLDER_RE.fullmatch((element.text or "").strip()) is not None
