"""What stands round an image in the tree of a body: how wide the theme shows it, and whether it opens large."""

from typing import NamedTuple
from xml.etree.ElementTree import Element

from ban_tin.photos.sizes import CELL_SIZES, ROW, ROW_END, WHOLE, sentence_sizes, text_sizes

#: What elements take from the width of the text, in rem: 1.75 and 1.5 em of the text's 1.125 rem, a quote's bar and padding.
_INSETS = {"li": 1.96875, "dd": 1.6875, "blockquote": 1.6875}
_ROWS = {"gallery", "figure-group"}


class Surroundings(NamedTuple):
    """What the elements round an image say of it."""

    inset: float = 0.0
    share: str = WHOLE
    cell: bool = False
    figure: bool = False
    link: bool = False

    def of(self, child: Element, parent: Element) -> "Surroundings":
        """Return the surroundings of ``child``, or of what is in it, from those of its ``parent``."""
        return Surroundings(
            inset=self.inset + _INSETS.get(child.tag, 0),
            share=_share(child, parent) if parent.get("class") in _ROWS else self.share,
            cell=self.cell or child.tag in {"td", "th"},
            figure=child.tag == "figure" or (self.figure and child.tag != "figcaption"),
            link=self.link or child.tag == "a",
        )

    def sizes(self, width: int, upright: bool) -> str:
        """Return the ``sizes`` of a photo of ``width`` px that stands here."""
        if self.cell:
            return CELL_SIZES
        if not self.figure:
            return sentence_sizes(width)
        return text_sizes(self.inset, WHOLE if self.share == ROW_END and not upright else self.share)


def _share(child: Element, row: Element) -> str:
    # Not counted for each of a thousand photos: only the last one's share depends on how many there are.
    if child is not next(each for each in reversed(row) if each.tag != "figcaption"):
        return ROW
    return ROW_END if sum(each.tag != "figcaption" for each in row) % 2 else ROW
