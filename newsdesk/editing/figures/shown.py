"""What the build shows of lines with photos: the judge of what was read, and of what is written."""

import re
from collections.abc import Iterable
from html import unescape
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.body.attributes import AttributeTreeprocessor
from ban_tin.articles.body.convert import EXTENSIONS
from ban_tin.articles.body.excess import find_excess
from ban_tin.articles.body.nesting import find_too_deep
from ban_tin.articles.captions import CaptionExtension
from ban_tin.articles.captions.plain import plain_text
from newsdesk.editing.figures.values import UnknownFormError

#: Letters of a block of photos: a hundred of them, with long captions, have fewer.
_LONGEST = 60_000
#: It stands behind the lines, as a block can't tell what follows it; and is no caption.
_END = "\n\n## .\n"
_TAG = re.compile(r"<[^<>]*>")


class ShownFigure(NamedTuple):
    """A figure as readers get it."""

    #: The addresses of its photos, as typed.
    images: tuple[str, ...]
    #: Its caption and its credit, in plain words.
    caption: str
    credit: str


class Showing:
    """Converts lines as the build does; made once for the work on one block."""

    def __init__(self) -> None:
        captions = CaptionExtension()
        captions.credit_label = ""
        self._markdown = Markdown(extensions=[*EXTENSIONS, captions], output_format="html")
        AttributeTreeprocessor(self._markdown)
        self._collector = _Collector(self._markdown)
        self._markdown.treeprocessors.register(self._collector, "figures", 4)

    def figures(self, text: str, following: str = _END) -> list[ShownFigure]:
        """Return the figures of ``text``, and of what is ``following``. Raises ``UnknownFormError`` where it would take too long."""
        if len(text) > _LONGEST or find_too_deep(text) is not None or find_excess(text):
            raise UnknownFormError
        self._collector.found = []
        self._collector.images = 0
        try:
            self._markdown.reset().convert(text.replace("\r\n", "\n") + following)
        except RecursionError:
            raise UnknownFormError from None
        return self._collector.found

    @property
    def images(self) -> int:
        """How many photos there were in all, those within sentences too."""
        return self._collector.images

    def plain(self, line: str) -> str:
        """Return one ``line`` as readers see it."""
        return _spaced(unescape(_TAG.sub("", self._converted(line))))

    def _converted(self, line: str) -> str:
        # No beginning of a list, and no rule.
        return self._markdown.reset().convert(f"\u2060{line.strip()}\n").replace("\u2060", "")


class _Collector(Treeprocessor):
    """Notes the figures, in their order."""

    found: list[ShownFigure]
    images: int

    def run(self, root: Element) -> None:
        self.images = sum(1 for _ in root.iter("img"))
        for figure in root.iter("figure"):
            inner = {part for each in list(figure.iter("figure"))[1:] for part in each.iter()}
            caption = credit = ""
            for element in figure.iter("figcaption"):
                if element in inner:
                    continue
                marks = [child for child in element if child.get("class", "").startswith("credit")]
                credit = "".join(marks[0].itertext()) if marks else ""
                caption = self._plain("".join(element.itertext()).removesuffix(credit))
                credit = self._plain(credit.lstrip(". "))
            images = tuple(each.get("src", "") for each in figure.iter("img") if each not in inner)
            if images:
                self.found.append(ShownFigure(images, caption, credit))

    def _plain(self, text: str) -> str:
        return _spaced(plain_text(self.md, text))


def _spaced(text: str) -> str:
    return " ".join(text.split())


def addresses(figures: Iterable[ShownFigure]) -> list[str]:
    """Return the addresses of all photos of ``figures``."""
    return [address for figure in figures for address in figure.images]
