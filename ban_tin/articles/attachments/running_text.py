"""Lines as a page of a PDF breaks them, put together to paragraphs again.

Two words that belong together are found only within a line: where it is not clear whether a paragraph ends, it goes on.
"""

import re
from collections.abc import Iterable, Sequence

from ban_tin.language.vietnamese.syllables import is_syllable

#: What begins an item, a section or an article of a law.
_BEGINS = re.compile(
    r"[-–—•*+▪■●○◦➢✓] |\d{1,2}(?:\.\d{1,2})*[.)] |[a-zđ][.)] |[IVX]{1,5}[.)] |(?:Điều|Khoản) \d+\. |(?:Chương|Phần|Mục|Phụ lục) (?:[IVX]+|\d+)\b"
)
#: The end of a sentence, or dots that lead to the number of a page.
#: The end of a sentence, or dots that lead to the number of a page.
_ENDS = re.compile(r"""[.!?;:…][)\]”"’»'/.]*$|(?:[.…] ?){4}\d+$""")
#: A number that a page has, alone on a line.
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:(?:trang|page)\s*)?\d{1,4}(?:\s*[/|]\s*\d{1,4})?[-–—|\s]*", re.IGNORECASE)
#: The word before a hyphen at the end of a line, and the one that goes on.
_LAST, _FIRST = re.compile(r"([^\W\d_]+)[-\u2010\u00ad]$"), re.compile(r"[^\W\d_]+")
#: A line of this share of the longest ones is short: a title, a cell, the end of a paragraph.
_SHORT = 0.6
#: As much of the end of a line says how it ends; as many spaces has a title.
_TAIL, _TITLE = 60, 2
#: Lines at the top and the bottom of a page that may be on each page.
_EDGE = 2


def running(pages: Iterable[Sequence[str]]) -> list[str]:
    """Return the paragraphs of the lines of ``pages``, spaces made one."""
    lines = list(_without_edges(pages))
    lengths = sorted(map(len, filter(None, lines)))
    short = _SHORT * lengths[len(lengths) * 9 // 10] if lengths else 0
    done: list[list[str]] = []
    before = ""
    for line in lines:
        if line and before and not _parts(before, line, short):
            done[-1].append(line)
        elif line:
            done.append([line])
        before = line
    return [_joined(parts) for parts in done]


def _without_edges(pages: Iterable[Sequence[str]]) -> Iterable[str]:
    """Yield the lines without what is not of the text: numbers of pages, and what stands at the edge of every page, but for the first."""
    above: set[str] = set()
    for page in pages:
        lines = [" ".join(line.split()) for line in page]
        edges = {*lines[:_EDGE], *lines[-_EDGE:]} - {""}
        for end in (0, -1):
            while lines and (not lines[end] or lines[end] in above or _PAGE_NUMBER.fullmatch(lines[end])):
                del lines[end]
        above = edges
        yield from lines


def _parts(line: str, following: str, short: float) -> bool:
    """Return whether a paragraph ends between the two lines."""
    if _ENDS.search(line[-_TAIL:]) or _BEGINS.match(following):
        return True
    if line.endswith((",", "-", "/")) or not following[0].isupper():
        return False
    if line.isupper() and following.isupper():
        return False  # A title of more than one line.
    return len(line) < short or _is_title(line) or _is_title(following)


def _is_title(line: str) -> bool:
    """Return whether the line is all in capitals, and more than a name that is written so."""
    return line.isupper() and line.count(" ") >= _TITLE


def _joined(parts: list[str]) -> str:
    text = [parts[0]]
    for part in parts[1:]:
        before = text[-1]
        last, first = _LAST.search(before[-_TAIL:]), _FIRST.match(part)
        if last and first:
            # "manip-" and "ulation" are one word; "KH-" and "SGDĐT", "tin-" and "học" are as they are written.
            one = first[0][0].islower() and not (is_syllable(last[1].lower()) and is_syllable(first[0].lower()))
            text[-1] = before[:-1] if one or before[-1] == "\u00ad" else before
            text.append(part)
        elif before.endswith("/") and before[-2:-1].isdigit():
            text.append(part)
        else:
            text.append(f" {part}")
    return "".join(text)
