"""The elements: ``<figure>`` with its ``<figcaption>``, several images over one caption, and rows of figures."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from textwrap import shorten
from xml.etree.ElementTree import Element, SubElement

from ban_tin.articles.captions.above import Above
from ban_tin.articles.captions.blocks import Block, BlockReader
from ban_tin.articles.captions.candidates import Candidate, Choice, choose
from ban_tin.articles.captions.credits import choose_credit
from ban_tin.articles.captions.lines import Line, Part, fill, image_of, strip_ends, without_italics
from ban_tin.articles.captions.photographers import (
    credit_in_alternative,
    names_same,
    other_photographer,
    split_credit,
)
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
_NOTHING = Above()
#: Findings about captions that are not shown.
_UNSHOWN = {"caption-file-name", "caption-number"}


@dataclass(slots=True)
class Caption:
    """What is written under an image."""

    #: The words, as the tree has them.
    parts: list[Part] = field(default_factory=list)
    #: The same, as readers see them.
    text: str = ""
    #: Whom an attribute list behind the caption names.
    credit: str | None = None
    #: Whatever else stands in that list.
    attrib: dict[str, str] = field(default_factory=dict)
    #: A line of its own that says who took the photo.
    credit_parts: list[Part] = field(default_factory=list)
    #: The same, as readers see it.
    credit_text: str = ""
    #: Somebody is named nearby: the article's credit is not added.
    signed: bool = False
    #: It was reported why there is no caption.
    told: bool = False


class FigureMaker:
    """Makes figures of images and of the candidates for their captions; ``report`` is told what is wrong with them."""

    def __init__(self, reader: BlockReader, report: Report, credit: str, credit_label: str) -> None:
        self.reader, self.report, self.credit, self.credit_label = reader, report, credit, credit_label
        #: The images whose alternative text was told to be none.
        self.told: set[tuple[str, int]] = set()

    def figure(
        self, images: list[Element], candidates: Sequence[Candidate], standing: int, above: Above = _NOTHING
    ) -> tuple[Element, int]:
        """Return the figure of the ``images`` of one line, and how many candidates it takes.

        ``standing`` is the number of images without a title that stand over the candidates, ``above`` what stands over the images
        themselves and may be their caption.
        """
        last = _image(images[-1])
        src, alt = last.get("src", ""), self.reader.plain(last.get("alt", ""))
        titles = [self._title(image) for image in images]
        title = next((self.reader.plain(each) for each in reversed(titles) if each), "")
        choice = choose(candidates, src, alt, title, standing)
        for kind, text in choice.findings:
            self.report(kind, src, image=src, **{"caption" if kind in _UNSHOWN else "text": text})
        caption = self._caption(choice.caption, choice.credit)
        caption.signed = bool(self.credit) and any(
            split_credit(text).photographer for text in [above.text, *(each.text for each in candidates[choice.used :])]
        )
        if above.text and not title and _may_be_above(above, choice, alt):
            self.report("caption-above", src, image=src, text=above.text)
            caption.told = True
        if len(images) == 1:
            if title:
                caption.parts, caption.text = [titles[0]], title
            return self._single(images[0], caption, choice.left), choice.used
        return self._group(images, titles, caption, choice), choice.used

    def one_each(self, images: list[Element], captions: Sequence[tuple[Candidate, Candidate | None]]) -> list[Element]:
        """Return a figure for each of the ``images`` with its own of the ``captions``, and its own credit."""
        made = [self._caption([caption], credit) for caption, credit in captions]
        for each in made:
            # Where some of a row name their photographer, the others are not said to be the article's.
            each.signed = any(other.credit_text for other in made)
        return [self._single(image, caption, "") for image, caption in zip(images, made, strict=True)]

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

    def _caption(self, candidates: Sequence[Candidate], credit: Candidate | None = None) -> Caption:
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
        if credit is not None:
            caption.attrib |= credit.attrib
            for line in credit.lines:
                inner = Line(without_italics(line) if credit.italic else list(line.parts))
                strip_ends([inner])
                caption.credit_parts += [*([" "] if caption.credit_parts else []), *inner.parts]
            caption.credit_text = credit.text
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
        typed = [self._typed_credit(image, caption.text) for image in images]
        named = caption.credit_text or split_credit(caption.text).credit
        credit, other = choose_credit(typed, caption.credit, named, "" if caption.signed else self.credit)
        src = images[-1].get("src", "")
        if other:
            self.report("credit-twice", src, image=src, credit=other)
        second = other_photographer(caption.text) if len(images) == 1 else ""
        if second:
            self.report("credit-two", src, image=src, text=caption.text)
        self._figcaption(figure, caption, credit)
        for image in images:
            src, alt = image.get("src", ""), self.reader.plain(image.get("alt", ""))
            if key_of(image) in self.told:
                image.set("alt", "")
            if not caption.text:
                if caption.told and image is images[0]:
                    pass
                elif left and image is images[-1]:
                    self.report("caption-left", src, image=src, text=shorten(left, LONGEST_PLAIN, placeholder="…"))
                else:
                    self.report("caption-missing", src, image=src)
                if not alt:
                    self.report("alt-missing", src, image=src)
            if alt and is_said(alt, caption.text):
                # A screen reader reads the caption; the same words as alt text would be said twice.
                image.set("alt", "")

    def _typed_credit(self, image: Element, caption: str) -> str | None:
        """Take the credit off an image: from its braces, or out of the words of its alternative text."""
        credit = image.attrib.pop("credit", None)
        alt = self.reader.plain(image.get("alt", ""))
        credited = credit_in_alternative(alt)
        if not credited.photographer or is_said(alt, caption):
            return credit
        image.set("alt", credited.caption)
        return (
            credited.credit
            if credit is None
            else f"{credit}, {credited.credit}"
            if not names_same(credit, credited.credit)
            else credit
        )

    def _figcaption(self, figure: Element, caption: Caption, credit: str) -> None:
        if not caption.text and not credit and not caption.credit_text:
            return
        element = SubElement(figure, "figcaption", caption.attrib)
        fill(element, [Line(caption.parts)])
        if credit or caption.credit_text:
            mark = SubElement(element, "span", {"class": "credit"})
            mark.text = " " if caption.credit_text.startswith("(") else credit_separator(caption.text)
            fill(mark, [Line(caption.credit_parts or [shown_credit(credit, self.credit_label)])])


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


def key_of(image: Element) -> tuple[str, int]:
    """Return what tells an image from the others of its text: its address, and how many of the same come before it."""
    src = image.get("src", "")
    return src, getattr(src, "use", 0)


def is_said(alt: str, caption: str) -> bool:
    """Return whether a caption says what an alternative text says, whoever took the photo."""
    return same_words(caption, alt) or same_words(split_credit(caption).caption, alt)


def _may_be_above(above: Above, choice: Choice, alt: str) -> bool:
    """Return whether what stands above an image may be its caption: it has none, or one that may belong to something else."""
    if not choice.caption or not split_credit(choice.text).caption:
        return True
    if above.plain:
        return False
    if all(part.explicit or part.doubled or same_words(part.text, alt) for part in choice.caption):
        return False
    return not choice.caption[0].italic or choice.caption[-1].before_image


def _image(element: Element) -> Element:
    image = image_of(element)
    assert image is not None
    return image
