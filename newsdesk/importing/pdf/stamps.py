"""Text that was put onto a page later: the number and the day in their gaps, and the visible part of digital signatures."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from newsdesk.importing.pdf.pieces import Piece, Pieces
from newsdesk.importing.pdf.widths import width_of

#: Annotations of a page that are looked at.
_MOST = 200
#: Pieces of a line that is looked at for gaps.
_MOST_IN_A_ROW = 500
_KINDS = frozenset(("/Widget", "/FreeText", "/Stamp"))
#: What is put into a gap of a form: a number, a day.
_FILLS = re.compile(r"[\w/.&-]{1,20}")
#: A gap that is left for it.
_GAP = re.compile(r"[ \u00a0.…_]{3,}")


def read_stamps(page: Any, pieces: list[Piece]) -> list[str]:
    """Add what annotations fill gaps with to ``pieces``, and return the words of all others: what signatures show of themselves."""
    others: list[str] = []
    annotations = page.get("/Annots")
    for each in list(annotations.get_object() if annotations is not None else [])[:_MOST]:
        annotation = each.get_object()
        if annotation.get("/Subtype") not in _KINDS or "/AP" not in annotation:
            continue
        shown = annotation["/AP"].get_object().get("/N")
        form = shown.get_object() if shown is not None else None
        if form is None or not hasattr(form, "get_data"):
            continue
        inside = Pieces()
        page.extract_xform_text(form, visitor_text=inside)
        level, turned, _ = inside.settle(0, 0)
        text = " ".join("".join([piece.text for piece in level] + turned).split())
        if not text:
            continue
        if not _FILLS.fullmatch(text) or not level:
            others.append(text)
            continue
        left, lower = (float(value) for value in annotation["/Rect"][:2])
        first = level[0]
        x, y = left + max(first.x, 0.0), lower + max(first.y, 0.0)
        pieces.append(Piece(text, x, y, x + width_of(text, first.size), first.size, first.font, len(pieces) + 1))
    return others


def fill_gaps(row: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a line with those that lie over a gap of another put into it."""
    if len(row) > _MOST_IN_A_ROW or not any(_GAP.search(each.text) for each in row):
        return list(row)
    done: list[Piece] = []
    for piece in sorted(row, key=lambda each: each.order):
        holder = next((each for each in done if _holds(each, piece)), None)
        if holder is None:
            done.append(piece)
            continue
        gap = min(_GAP.finditer(holder.text), key=lambda match: abs(_middle(holder, match) - (piece.x + piece.end) / 2))
        text = f"{holder.text[: gap.start()]} {piece.text.strip()} {holder.text[gap.end() :]}"
        done[done.index(holder)] = replace(holder, text=text)
    return done


def _holds(holder: Piece, piece: Piece) -> bool:
    return (
        holder.x < piece.x
        and piece.end < holder.end
        and _FILLS.fullmatch(piece.text.strip()) is not None
        and any(_reaches(holder, match, piece) for match in _GAP.finditer(holder.text))
    )


def _reaches(holder: Piece, match: re.Match[str], piece: Piece) -> bool:
    begin, end = (holder.x + width_of(holder.text[:at], holder.size) for at in match.span())
    return begin - holder.size < piece.x and piece.end < end + holder.size


def _middle(holder: Piece, match: re.Match[str]) -> float:
    begin, end = match.span()
    return holder.x + width_of(holder.text[: (begin + end) // 2], holder.size)
