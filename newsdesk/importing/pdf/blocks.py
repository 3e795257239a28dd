"""Lines of pages to blocks of a flow: paragraphs, lines in the middle, and the two halves of a letterhead as a table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from html import escape

from newsdesk.importing.pdf.page_lines import PageLine, Segment

#: What begins an item, a section or an article of a law.
_BEGINS = re.compile(r"[-–—•*+▪■●○◦➢✓]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ][.)]\s|[IVX]{1,5}[.)]\s|(?:Điều|Khoản) \d+\b|(?:Chương|Phần|Mục|Phụ lục) (?:[IVX]+|\d+)\b|Căn cứ\b|Kính gửi")  # fmt: skip
_ENDS = re.compile(r"""[.!?;:…][)\]”"’»'/.]*$""")
#: Parts of the width of the text: how far a line in the middle is from both margins, what ends early, where the right half begins.
_INSET, _EARLY, _RIGHT_HALF = 0.1, 0.14, 0.42
#: The right margin, in left ones: 15 to 20 mm beside 30 to 35 mm.
_RIGHT_MARGIN = 0.7
#: Sizes: an indent, the distance of lines that belong together, and of those that may still stand in one signature.
_INDENT, _CLOSE, _APART = 0.8, 1.9, 9.0
#: Sizes by which lines of the two halves are apart that stand beside each other.
_BESIDE = 0.95


@dataclass(frozen=True, slots=True)
class Margins:
    """Where the text of a page begins and ends, in points from the left."""

    left: float
    right: float

    @property
    def width(self) -> float:
        """Return the width of the text."""
        return max(self.right - self.left, 1.0)


@dataclass(slots=True)
class _Paragraph:
    where: str
    align: str
    lines: list[PageLine] = field(default_factory=list)


def margins_of(lines: Sequence[PageLine], width: float) -> Margins:
    """Return the margins of lines on a page of ``width``, but for what stands out.

    Where lines end is known about alone: the right margin is taken for no wider than the decree has it, in proportion to the left one.
    """
    begins = sorted(line.segments[0].x for line in lines)
    ends = sorted(line.segments[-1].end for line in lines)
    if not begins:
        return Margins(0, max(width, 1))
    left = begins[len(begins) // 10]
    return Margins(left, min(max(ends[-1 - len(ends) // 10], width - _RIGHT_MARGIN * left), width))


def blocks_of(lines: Sequence[PageLine], margins: Margins, page: int) -> Iterator[str]:
    """Yield the blocks of one page as HTML."""
    at = 0
    open_paragraph: _Paragraph | None = None
    while at < len(lines):
        line = lines[at]
        column = _column_at(lines, at, margins)
        if column:
            if open_paragraph:
                yield _html(open_paragraph)
                open_paragraph = None
            end = _end_of_table(lines, at, column, margins)
            yield _table(lines[at:end], column, margins, page, at)
            at = end
            continue
        align = _align(line, margins)
        if open_paragraph and not _starts(open_paragraph, line, align, margins):
            open_paragraph.lines.append(line)
        else:
            if open_paragraph:
                yield _html(open_paragraph)
            open_paragraph = _Paragraph(f"trang {page}, dòng {at + 1}", align, [line])
        at += 1
    if open_paragraph:
        yield _html(open_paragraph)


def _align(line: PageLine, margins: Margins) -> str:
    begin, end = line.segments[0].x, line.segments[-1].end
    middle = (begin + end) / 2 - (margins.left + margins.right) / 2
    inset = min(begin - margins.left, margins.right - end)
    bold = all(each.bold for each in line.segments)
    if (
        abs(middle) < 0.05 * margins.width
        and inset > (_INSET if not bold else _INSET / 2) * margins.width
        and not _BEGINS.match(line.text)
    ):
        return "center"
    return "right" if begin > margins.left + _RIGHT_HALF * margins.width else ""


def _starts(paragraph: _Paragraph, line: PageLine, align: str, margins: Margins) -> bool:
    """Return whether ``line`` begins a paragraph of its own."""
    before = paragraph.lines[-1]
    if align or paragraph.align or before.y - line.y > _CLOSE * max(before.size, line.size):
        return True
    if (
        _BEGINS.match(line.text)
        or line.segments[0].x - margins.left > _INDENT * line.size > before.segments[0].x - margins.left
    ):
        return True
    if before.segments[-1].end < margins.right - _EARLY * margins.width and (
        _ENDS.search(before.text) or line.text[0].isupper()
    ):
        return True
    return all(each.bold for each in before.segments) != all(each.bold for each in line.segments) and bool(
        _ENDS.search(before.text)
    )


def _column_at(lines: Sequence[PageLine], at: int, margins: Margins) -> float:
    """Return where the right half begins of what begins with the line at ``at``; 0 where the page is not in halves there."""
    line = lines[at]
    if len(line.segments) == 2:
        return line.segments[1].x
    if at + 1 == len(lines) or len(lines[at + 1].segments) != 1:
        return 0
    # Halves whose lines are not level: one stands beside the other, a little lower.
    other = lines[at + 1]
    if line.y - other.y > _BESIDE * max(line.size, other.size):
        return 0
    first, second = sorted((line.segments[0], other.segments[0]), key=lambda each: each.x)
    column = second.x
    apart = column - first.end > line.size and column > margins.left + 0.3 * margins.width
    return column if apart else 0


def _end_of_table(lines: Sequence[PageLine], at: int, column: float, margins: Margins) -> int:
    """Return the place after the last line that stands in the halves parted at ``column`` and begun at ``at``."""
    end = at + 1
    while end < len(lines):
        line, before = lines[end], lines[end - 1]
        far = before.y - line.y > _APART * before.size
        if len(line.segments) == 2:
            column = min(column, line.segments[1].x)
            if far:
                break
        else:
            side = _side(line, column, margins)
            if not side or (side == "left" and before.y - line.y > 4 * line.size) or far:
                break
        end += 1
    return end


def _side(line: PageLine, column: float, margins: Margins) -> str:
    """Return the half in which a line stands that is all in one, ``""`` for one across the page."""
    segment = line.segments[0]
    if _align(line, margins) == "center":
        return ""
    if segment.x >= column - 2 * line.size and segment.x > margins.left + 0.3 * margins.width:
        return "right"
    return "left" if segment.end <= column + line.size and segment.end < margins.left + 0.62 * margins.width else ""


def _table(lines: Sequence[PageLine], column: float, margins: Margins, page: int, at: int) -> str:
    column = min([column, *(line.segments[1].x for line in lines if len(line.segments) == 2)])
    rows = []
    for number, line in enumerate(lines, at + 1):
        if len(line.segments) == 2:
            halves: tuple[Iterable[Segment], Iterable[Segment]] = ((line.segments[0],), (line.segments[1],))
        elif _side(line, column, margins) == "right":
            halves = ((), line.segments)
        else:
            halves = (line.segments, ())
        cells = "".join(
            f'<td data-where="trang {page}, dòng {number}">{_cell(half)}</td>' if half else "<td></td>"
            for half in halves
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table><tbody>{''.join(rows)}</tbody></table>"


def _cell(segments: Iterable[Segment]) -> str:
    return f"<p>{' '.join(map(_text, segments))}</p>"


def _html(paragraph: _Paragraph) -> str:
    segments = [segment for line in paragraph.lines for segment in line.segments]
    doubt = ' data-doubt="legacy-letters"' if any(segment.doubtful for segment in segments) else ""
    align = f' data-align="{paragraph.align}"' if paragraph.align else ""
    size = max(line.size for line in paragraph.lines)
    return f'<p data-where="{escape(paragraph.where)}" data-size="{size:.0f}"{align}{doubt}>{_joined(segments)}</p>'


def _joined(segments: Sequence[Segment]) -> str:
    """Return the text of the lines of a paragraph: with one mark around all of it where all is bold."""
    if all(segment.bold for segment in segments):
        return f"<strong>{escape(_run_on(segments))}</strong>"
    if all(segment.italic for segment in segments):
        return f"<em>{escape(_run_on(segments))}</em>"
    return escape(_run_on(segments))


def _run_on(segments: Sequence[Segment]) -> str:
    text = ""
    for segment in segments:
        # "712/" and "QĐ-SGDĐT" are one number; a soft hyphen joins two halves of a word.
        if text.endswith("\u00ad"):
            text = text[:-1] + segment.text
        elif re.search(r"\d/$", text) or not text:
            text += segment.text
        else:
            text += f" {segment.text}"
    return text


def _text(segment: Segment) -> str:
    text = escape(segment.text)
    if segment.italic:
        text = f"<em>{text}</em>"
    return f"<strong>{text}</strong>" if segment.bold else text
