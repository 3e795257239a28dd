"""What stands on page after page and is no part of the text: numbers of pages, and running heads and feet."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ban_tin.language.vietnamese.text import fold
from newsdesk.importing.pdf.page_lines import PageLine

#: Lines at the upper and the lower edge that may be on each page.
_EDGE = 2
#: As many of the pages have what stands on all of them: those that lie across have it elsewhere.
_SHARE = 0.4
_NUMBER = re.compile(r"[-–—|\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page that are of the text, and what stood at its edges: the kind in the report, and the words."""

    lines: tuple[PageLine, ...]
    left_out: tuple[tuple[str, str], ...]


def part_edges(pages: Sequence[Sequence[PageLine]]) -> list[Page]:
    """Return the pages without what stands at the edges of many of them, which is listed."""
    seen: Counter[tuple[int, str]] = Counter()
    for lines in pages:
        for place in _edges(lines):
            seen[_side(place, lines), _masked(lines[place].text)] += 1
    return [_parted(lines, number, len(pages), seen) for number, lines in enumerate(pages)]


def _edges(lines: Sequence[PageLine]) -> set[int]:
    return {*range(min(_EDGE, len(lines))), *range(max(0, len(lines) - _EDGE), len(lines))}


def _side(place: int, lines: Sequence[PageLine]) -> int:
    return 0 if place < len(lines) / 2 else 1


def _masked(text: str) -> str:
    return re.sub(r"\d+", "#", text)


def _parted(lines: Sequence[PageLine], number: int, pages: int, seen: Counter[tuple[int, str]]) -> Page:
    keep = list(lines)
    gone: list[tuple[str, str]] = []
    for side, end in ((0, 0), (1, -1)):
        for _ in range(_EDGE):
            if not keep:
                break
            text = keep[end].text
            if _NUMBER.fullmatch(text) and (number or end) and (len(lines) > 1):
                gone.append(("page-number", text))
            elif seen[side, _masked(text)] >= max(2, _SHARE * pages) and (number or end) and not _may_be_text(text):
                gone.append(("footer" if side else "header", text))
            else:
                break
            del keep[end]
    return Page(tuple(keep), tuple(gone))


def _may_be_text(text: str) -> bool:
    """Return whether a line that comes again can be one of the text: an item, the row of a table, the letterhead of what is attached."""
    return "cong hoa xa hoi chu nghia" in fold(text) or text.startswith(("-", "+", "•")) or len(text) > 150
