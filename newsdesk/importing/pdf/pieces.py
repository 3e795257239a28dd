"""What a page shows, piece by piece, each with its place."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ban_tin.language.vietnamese.text import nfc
from newsdesk.importing.pdf.widths import width_of

#: Two letters in one, as fonts have them.
_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
#: A subset's name before that of the font.
_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was set at once. Points, from the lower left corner of the page."""

    text: str
    x: float
    y: float
    #: About where it ends.
    end: float
    size: float
    #: The name of its font.
    font: str
    #: Its place in the order in which the page is drawn.
    order: int

    @property
    def bold(self) -> bool:
        """Return whether its font says so."""
        return "bold" in self.font.lower() or "black" in self.font.lower()

    @property
    def italic(self) -> bool:
        """Return whether its font says so."""
        return "italic" in self.font.lower() or "oblique" in self.font.lower()


class Pieces:
    """Takes what pypdf finds on a page, as its ``visitor_text``."""

    def __init__(self) -> None:
        self.level: list[Piece] = []
        #: What stands aslant: watermarks, and stamps at the margin.
        self.turned: list[str] = []
        self._last: tuple[float, float] | None = None

    def __call__(
        self, text: str, matrix: list[float], place: list[float], font: Mapping[str, Any] | None, size: float
    ) -> None:
        """Take one piece."""
        text = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], nfc(text.replace("\n", "").replace("\r", "")))
        if not text.strip():
            # A space alone parts what stands before it from what follows.
            if text and self.level and not self.level[-1].text.endswith(" "):
                last = self.level[-1]
                self.level[-1] = Piece(f"{last.text} ", last.x, last.y, last.end, last.size, last.font, last.order)
            return
        a, b, c, d, e, f = (float(each) for each in matrix)
        x, y = place[4] * a + place[5] * c + e, place[4] * b + place[5] * d + f
        across = (place[0] * a + place[1] * c, place[0] * b + place[1] * d)
        height = abs(float(size)) * (math.hypot(place[2] * a + place[3] * c, place[2] * b + place[3] * d) or 1.0)
        if not all(map(math.isfinite, (x, y, height))):
            return
        if abs(across[1]) > abs(across[0]) * 0.05 and abs(across[1]) > 0:
            self.turned.append(text.strip())
            return
        begin = x
        if self.level and self._last == (x, y):
            # Set behind the one before, without a word on where.
            begin = self.level[-1].end
        self._last = (x, y)
        name = _SUBSET.sub("", str(font.get("/BaseFont", "")) if font else "")
        self.level.append(Piece(text, begin, y, begin + width_of(text.rstrip(), height), height, name, len(self.level)))
