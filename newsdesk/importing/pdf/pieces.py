"""What a page shows, piece by piece, each with its place."""

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
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
#: The slope up to which a text is level.
_LEVEL = 0.05
#: A subset's name before that of the font.
_SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that was set at once. Points, from the lower left corner of the page."""

    #: In NFC; spaces at its ends are those of the page.
    text: str
    #: Where it begins.
    x: float
    #: The height of its line.
    y: float
    #: About where it ends.
    end: float
    #: The size of its letters.
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
        self._found: list[tuple[int | None, Piece]] = []
        self._last: tuple[float, float] | None = None

    def __call__(
        self, text: str, matrix: list[float], place: list[float], font: Mapping[str, Any] | None, size: float
    ) -> None:
        """Take one piece."""
        text = _LIGATURE.sub(lambda match: _LIGATURES[match[0]], nfc(text.replace("\n", "").replace("\r", "")))
        if not text.strip():
            # A space alone parts what stands before it from what follows.
            if text and self._found and not self._found[-1][1].text.endswith(" "):
                turn, last = self._found[-1]
                self._found[-1] = turn, replace(last, text=f"{last.text} ")
            return
        a, b, c, d, e, f = (float(each) for each in matrix)
        x, y = place[4] * a + place[5] * c + e, place[4] * b + place[5] * d + f
        along = (place[0] * a + place[1] * c, place[0] * b + place[1] * d)
        height = abs(float(size)) * (math.hypot(place[2] * a + place[3] * c, place[2] * b + place[3] * d) or 1.0)
        if not all(map(math.isfinite, (x, y, height))):
            return
        # Set behind the one before, without a word on where.
        behind = self._last == (x, y) and bool(self._found)
        self._last = (x, y)
        name = _SUBSET.sub("", str(font.get("/BaseFont", "")) if font else "")
        width = width_of(text.rstrip(), height)
        before = self._found[-1][1].end - self._found[-1][1].x if behind else 0.0
        begin = (self._found[-1][1].x + before) if behind else x
        self._found.append((_turn(*along), Piece(text, begin, y, begin + width, height, name, len(self._found))))

    def settle(self, width: float, height: float) -> tuple[list[Piece], list[str], bool]:
        """Return the pieces that stand as most do on a page of this size, turned upright; the words of others, such as watermarks;
        and whether the page lies across.
        """
        letters: Counter[int] = Counter()
        for turn, piece in self._found:
            if turn is not None:
                letters[turn] += len(piece.text)
        most = max(letters, key=lambda turn: (letters[turn], turn == 0), default=0)
        upright = [_upright(piece, most, width, height) for turn, piece in self._found if turn == most]
        others = [piece.text.strip() for turn, piece in self._found if turn != most]
        return upright, others, most % 2 == 1


def _turn(x: float, y: float) -> int | None:
    """Return by how many right angles to the left a text is turned that runs in this direction; None for one that runs aslant."""
    if abs(y) <= abs(x) * _LEVEL:
        return 0 if x >= 0 else 2
    if abs(x) <= abs(y) * _LEVEL:
        return 1 if y > 0 else 3
    return None


def _upright(piece: Piece, turn: int, width: float, height: float) -> Piece:
    """Return a piece as it stands once its page was turned upright."""
    # Where it begins is kept as it runs on: what was set behind another has only that.
    x, y = {0: (piece.x, piece.y), 1: (piece.y, width - piece.x), 2: (width - piece.x, height - piece.y), 3: (height - piece.y, piece.x)}[turn]  # fmt: skip
    return replace(piece, x=x, y=y, end=x + piece.end - piece.x)
