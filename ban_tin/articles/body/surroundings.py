"""What stands round an image in the tree of a body: how wide the theme shows it, and whether it opens large."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from ban_tin.photos.sizes import CELL_SIZES, ROW, ROW_END, WHOLE, alone_sizes, sentence_sizes, text_sizes

#: What elements take from the width of the text, in rem: 1.75 and 1.5 em of the text's 1.125 rem, a quote's bar and padding.
_INSETS = {"li": 1.96875, "dd": 1.6875, "blockquote": 1.6875}
_ROWS = {"gallery", "figure-group"}


class Surroundings(NamedTuple):
    """What the elements round an image say of it."""

    #: What they take from the width of the text, in rem.
    inset: float = 0.0
    #: Its share of that width.
    share: str = WHOLE
    #: It stands in a cell of a table.
    cell: bool = False
    #: It stands in a figure.
    figure: bool = False
    #: It stands in a link.
    link: bool = False
    #: It is all of a figure that has no other beside it.
    alone: bool = False

    def of(self, child: Element, parent: Element) -> "Surroundings":
        """Return the surroundings of ``child``, or of what is in it, from those of its ``parent``."""
        return Surroundings(
            inset=self.inset + _INSETS.get(child.tag, 0),
            share=_share(child, parent) if parent.get("class") in _ROWS else self.share,
            cell=self.cell or child.tag in {"td", "th"},
            figure=child.tag == "figure" or (self.figure and child.tag != "figcaption"),
            link=self.link or child.tag == "a",
            alone=parent.tag == "figure" and parent.get("class") not in _ROWS and self.share != ROW and not self.cell,
        )

    def sizes(self, width: int, height: int) -> str:
        """Return the ``sizes`` of a photo of ``width`` × ``height`` px that stands here."""
        if self.cell:
            return CELL_SIZES
        if not self.figure:
            return sentence_sizes(width)
        upright = height > width
        if upright and self.share == WHOLE:
            return alone_sizes(width, height, self.inset)
        return text_sizes(self.inset, WHOLE if self.share == ROW_END and not upright else self.share, upright)


def _share(child: Element, row: Element) -> str:
    # Not counted for each of a thousand photos: only the last one's share depends on how many there are.
    if child is not next(each for each in reversed(row) if each.tag != "figcaption"):
        return ROW
    return ROW_END if sum(each.tag != "figcaption" for each in row) % 2 else ROW
