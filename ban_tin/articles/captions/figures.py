"""The elements: ``<figure>`` with its ``<figcaption>``, several images over one caption, and rows of figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from xml.etree.ElementTree import Element, SubElement

from ban_tin.articles.captions.blocks import Block, BlockReader
from ban_tin.articles.captions.candidates import Candidate, Choice, choose
from ban_tin.articles.captions.credits import choose_credit
from ban_tin.articles.captions.lines import Line, Part, fill, image_of, strip_ends, without_italics
from ban_tin.articles.captions.text import (
    LONGEST_PLAIN,
    credit_separator,
    is_file_name,
    is_number,
    plain_space,
    same_words,
    shown_credit,
)

#: Called with the kind of a finding, the image's ``src`` and further values of the finding.
Report = Callable[..., None]
#: Findings about captions that are not shown.
_UNSHOWN = {"caption-file-name", "caption-number"}


@dataclass(slots=True)
class Caption:
    """What is written under an image: ``parts`` of the tree, their ``text`` as readers see it.

    ``credit`` is what an attribute list behind the caption names, ``attrib`` whatever else stands in it.
    """

    parts: list[Part] = field(default_factory=list)
    text: str = ""
    credit: str | None = None
    attrib: dict[str, str] = field(default_factory=dict)


class FigureMaker:
    """Makes figures of images and of the candidates for their captions; ``report`` is told what is wrong with them."""

    def __init__(self, reader: BlockReader, report: Report, credit: str, credit_label: str) -> None:
        self.reader, self.report, self.credit, self.credit_label = reader, report, credit, credit_label

    def figure(self, images: list[Element], candidates: Sequence[Candidate], standing: int) -> tuple[Element, int]:
        """Return the figure of the ``images`` of one line, and how many candidates it takes.

        ``standing`` is the number of images without a title that stand over the candidates.
        """
        last = _image(images[-1])
        src, alt = last.get("src", ""), self.reader.plain(last.get("alt", ""))
        titles = [self._title(image) for image in images]
        title = next((self.reader.plain(each) for each in reversed(titles) if each), "")
        choice = choose(candidates, src, alt, title, standing)
        for kind, text in choice.findings:
            self.report(kind, src, image=src, **{"caption" if kind in _UNSHOWN else "text": text})
        caption = self._caption(choice.caption)
        if len(images) == 1:
            return self._single(images[0], Caption([titles[0]], title) if title else caption, choice.left), choice.used
        return self._group(images, titles, caption, choice), choice.used

    def one_each(self, images: list[Element], captions: Sequence[Candidate]) -> list[Element]:
        """Return a figure for each of the ``images`` with its own of the ``captions``."""
        return [
            self._single(image, self._caption([caption]), "") for image, caption in zip(images, captions, strict=True)
        ]

    def _title(self, element: Element) -> str:
        """Take the title off an image and return it, ``""`` when it is none that can be shown."""
        image = _image(element)
        src, title = image.get("src", ""), plain_space(image.attrib.pop("title", ""))
        text = self.reader.plain(title)
        if text and (is_file_name(text, src) or is_number(text)):
            kind = "caption-file-name" if is_file_name(text, src) else "caption-number"
            self.report(kind, src, image=src, caption=text)
            return ""
        half = self.reader.half(title)
        if half:
            self.report("caption-twice", src, image=src, text=self.reader.plain(half))
        return half or title

    def _caption(self, candidates: Sequence[Candidate]) -> Caption:
        caption = Caption(attrib={name: value for each in candidates for name, value in each.attrib.items()})
        italic = all(candidate.italic for candidate in candidates)
        for line in (line for candidate in candidates for line in candidate.lines):
            inner = Line(without_italics(line) if italic else list(line.parts))
            strip_ends([inner])
            caption.parts += [*([" "] if caption.parts else []), *inner.parts]
            for part in line.parts if italic else ():
                attrib = dict(part.attrib) if isinstance(part, Element) and part.tag == "em" else {}
                caption.credit = attrib.pop("credit", caption.credit)
                caption.attrib |= attrib
        caption.text = " ".join(candidate.text for candidate in candidates)
        return caption

    def _single(self, element: Element, caption: Caption, left: str) -> Element:
        figure = Element("figure")
        figure.append(element)
        image = _image(element)
        self._finish(figure, [image], caption, left)
        return figure

    def _group(self, images: list[Element], titles: list[str], caption: Caption, choice: Choice) -> Element:
        """Return several images over one caption; one that has a title is a figure in the figure."""
        group = Element("figure", {"class": "figure-group"})
        untitled = []
        for element, title in zip(images, titles, strict=True):
            if title:
                group.append(self._single(element, Caption([title], self.reader.plain(title)), ""))
            else:
                untitled.append(_image(element))
                group.append(element)
        if untitled:
            self._finish(group, untitled, caption, choice.left)
        return group

    def _finish(self, figure: Element, images: list[Element], caption: Caption, left: str) -> None:
        """Add the caption and the credit under ``images``; say what they lack."""
        typed = [image.attrib.pop("credit", None) for image in images]
        credit, differ = choose_credit(typed, caption.credit, caption.text, self.credit)
        src = images[-1].get("src", "")
        if differ:
            self.report("credit-twice", src, image=src, credit=credit)
        self._figcaption(figure, caption, credit)
        for image in images:
            src, alt = image.get("src", ""), self.reader.plain(image.get("alt", ""))
            if not caption.text:
                if left and image is images[-1]:
                    self.report("caption-left", src, image=src, text=shorten(left, LONGEST_PLAIN, placeholder="…"))
                else:
                    self.report("caption-missing", src, image=src)
                if not alt:
                    self.report("alt-missing", src, image=src)
            if alt and (same_words(caption.text, alt) or is_file_name(alt, src)):
                # A screen reader reads the caption; the same words as alt text would be said twice.
                image.set("alt", "")

    def _figcaption(self, figure: Element, caption: Caption, credit: str) -> None:
        if not caption.text and not credit:
            return
        element = SubElement(figure, "figcaption", caption.attrib)
        fill(element, [Line(caption.parts)])
        if credit:
            mark = SubElement(element, "span", {"class": "credit"})
            mark.text = credit_separator(caption.text) + shown_credit(credit, self.credit_label)


def nested(figures: list[Element]) -> Element:
    """Return the figures of images that stood on one line, side by side."""
    group = Element("figure", {"class": "figure-group"})
    group.extend(figures)
    return group


def has_title(element: Element) -> bool:
    """Return whether an image, or the one in a link, has a title."""
    return bool(_image(element).get("title"))


def with_galleries(blocks: Sequence[Block]) -> list[Block]:
    """Return ``blocks`` with two or more figures that follow one another put into a gallery."""
    done: list[Block] = []
    run: list[Element] = []
    for block in [*blocks, None]:
        # A group is a row of its own already.
        if isinstance(block, Element) and block.tag == "figure" and block.get("class") != "figure-group":
            run.append(block)
            continue
        if len(run) > 1:
            gallery = Element("div", {"class": "gallery"})
            gallery.tail = run[-1].tail
            for figure in run:
                figure.tail = "\n"
            gallery.extend(run)
            done.append(gallery)
        else:
            done += run
        run = []
        if block is not None:
            done.append(block)
    return done


def _image(element: Element) -> Element:
    image = image_of(element)
    assert image is not None
    return image
