"""The paragraphs of a plain text: lines as they were pasted, or joined again where a program wrapped them."""

import re
from dataclasses import dataclass
from statistics import median

#: ``[08:16, 19/11/2026] Cô Hoa: `` before what was sent; and what stands for a picture or a file.
_CHAT = re.compile(
    r"\[(?:\d{1,2}:\d{2}(?::\d{2})?,?\s*)?\d{1,2}/\d{1,2}/\d{2,4}(?:,?\s*\d{1,2}:\d{2}(?::\d{2})?)?\]\s*[^:\n]{1,40}:\s*"
)
_SENT_FILE = re.compile(r"\[(?:hình ảnh|ảnh|photo|tệp|file|sticker|video)\]", re.IGNORECASE)
#: Nobody wraps text at fewer or more characters than these.
_NARROWEST, _WIDEST = 55, 100
#: Of the lines that go on, as many reach near the widest where a program wrapped them.
_SHARE = 0.7
#: Lines that have to be there before anything is said of their widths.
_ENOUGH = 6


@dataclass(frozen=True, slots=True)
class TextLine:
    """A paragraph of the text."""

    #: Its words, in one line.
    text: str
    #: The number of its first line in the file, from 1.
    number: int
    #: Whether an empty line stands before it.
    apart: bool


def part_chat(lines: list[TextLine]) -> tuple[list[TextLine], list[TextLine]]:
    """Return ``lines`` of a chat without who sent each and when, and those signs; all as they are where it is no chat."""
    heads = [_CHAT.match(line.text) for line in lines]
    if sum(head is not None for head in heads) < 2:
        return lines, []
    text, signs = [], []
    for line, head in zip(lines, heads, strict=True):
        rest = line.text[head.end() :] if head else line.text
        sign = line.text if _SENT_FILE.fullmatch(rest) else head[0].strip() if head else ""
        if sign:
            signs.append(TextLine(sign, line.number, line.apart))
        if sign != line.text and rest:
            text.append(TextLine(rest, line.number, line.apart or head is not None))
    return text, signs


def read_paragraphs(text: str) -> list[TextLine]:
    """Return the paragraphs of ``text``."""
    chunks: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), start=1):
        words = " ".join(line.split())
        if words:
            chunks[-1].append((number, words))
        elif chunks[-1]:
            chunks.append([])
    chunks = [chunk for chunk in chunks if chunk]
    wrapped = _are_wrapped(chunks)
    done = []
    for chunk in chunks:
        lines = _joined(chunk, wrapped) if wrapped else chunk
        done += [TextLine(words, number, place == 0) for place, (number, words) in enumerate(lines)]
    return done


def _are_wrapped(chunks: list[list[tuple[int, str]]]) -> int:
    """Return the width at which a program wrapped the lines, 0 where each is a paragraph."""
    inner = [len(words) for chunk in chunks for _, words in chunk[:-1]]
    widest = max((len(words) for chunk in chunks for _, words in chunk), default=0)
    if len(inner) < _ENOUGH or not _NARROWEST <= widest <= _WIDEST:
        return 0
    near = sum(length > widest - 12 for length in inner)
    return widest if near >= _SHARE * len(inner) and median(inner) > _NARROWEST - 10 else 0


def _joined(chunk: list[tuple[int, str]], width: int) -> list[tuple[int, str]]:
    """Return the lines of ``chunk`` with those joined that were parted only because the next word had no place."""
    done: list[tuple[int, str]] = []
    last = ""
    for number, words in chunk:
        had_no_place = last and len(last) + 1 + len(words.split()[0]) > width
        if done and had_no_place:
            done[-1] = done[-1][0], f"{done[-1][1]} {words}"
        else:
            done.append((number, words))
        last = words
    return done
