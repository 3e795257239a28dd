"""A figure in the tree of an article: its photos, and the words under them."""

from collections.abc import Callable
from typing import NamedTuple
from xml.etree.ElementTree import Element


class FigureWords(NamedTuple):
    """What a figure says of its own photos."""

    #: The elements of its photos.
    images: tuple[Element, ...]
    #: Their caption and their credit, in plain words.
    caption: str
    credit: str


def read_figure(figure: Element, plain: Callable[[str], str]) -> FigureWords:
    """Return the photos and the words of ``figure``; ``plain`` makes plain words of a text in the tree."""
    # A group's photos with captions of their own are figures in the figure, and come by themselves.
    nested = {part for inner in list(figure.iter("figure"))[1:] for part in inner.iter()}
    caption = credit = ""
    for element in figure.iter("figcaption"):
        if element in nested:
            continue
        marks = [child for child in element if child.get("class", "").startswith("credit")]
        credit = "".join(marks[0].itertext()) if marks else ""
        caption = plain("".join(element.itertext()).removesuffix(credit))
        credit = plain(credit.lstrip(". "))
    return FigureWords(tuple(image for image in figure.iter("img") if image not in nested), caption, credit)
