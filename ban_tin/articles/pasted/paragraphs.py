"""Paragraphs that were pasted a line each, without an empty line between them."""

import re
from itertools import pairwise

from ban_tin.articles.pasted.line import Line, LineReport, indent_of, is_text, shorten

#: Nobody wraps text by hand at fewer or more characters than these.
_NARROWEST, _WIDEST = 60, 120
#: A longer paragraph under a photo is no caption.
_LONGEST_CAPTION = 160
_SENTENCE = re.compile(r"[.;:!?…](?:\s*\([^()]{1,30}\))?[”\"’')\]»*_]*(?:\[\^[^\]]{1,20}\])?$")
_BEGINNING = re.compile(r"[\s“\"‘'(\[«*_\\–-]*(\w)")
#: An item that is none for certain, a definition, an emphasized line.
_SIGN = re.compile(r"\s*(?:[-+:]|\*(?!\*))")
_ESCAPED = re.compile(r"\s*(?:\\[-+*•]|\d{1,3}\\[.)])\s")
_FIRST_WORD = re.compile(r"\S+")


def _begins_anew(above: str, text: str) -> bool:
    """Return whether ``text`` begins as sentences and headings do: with a capital letter, or with a number behind a sentence."""
    first = _BEGINNING.match(text)
    if first is None:
        return False
    return first[1].isupper() or (first[1].isdigit() and _ends_sentence(above))


def _ends_sentence(text: str) -> bool:
    return _SENTENCE.search(text.rstrip()[-40:]) is not None


def is_new_paragraph(above: str, text: str) -> bool:
    """Return whether ``text`` right below the line ``above`` surely is no part of the same paragraph."""
    if not _begins_anew(above, text) or above.endswith("  "):
        return False
    if not _had_space(above, text, _NARROWEST):
        return _ends_sentence(above) and max(len(above), len(text)) > _WIDEST
    return not above.rstrip().endswith(",")


def _had_space(above: str, text: str, width: int) -> bool:
    """Return whether the first word of ``text`` had its place behind ``above`` in lines of ``width``: then nobody wrapped it there."""
    word = _FIRST_WORD.search(text)
    return len(above.strip()) + 1 + len(word[0] if word else "") <= width


def part_paragraphs(lines: list[Line], report: LineReport) -> list[Line]:
    """Part paragraphs that stand a line each, and break lines that were meant to be lines; report where either may be meant."""
    made: list[Line] = []
    block: list[Line] = []
    photo = False  # Above the block: its first lines may be a caption.
    for line in [*lines, Line("", 0)]:
        text = line.text
        if is_text(text) and not line.literal and not line.listed and (indent_of(text) < 2 or block):
            block.append(line)
            continue
        if block:
            plain = not text.strip() and not (photo and max(len(each.text) for each in block) <= _LONGEST_CAPTION)
            made += _parted(block, report) if len(block) > 1 and plain and not _follows_other(made) else block
            photo = False
            block = []
        made.append(line)
        if text.strip():
            photo = "![" in text
    return made[:-1]


def _follows_other(made: list[Line]) -> bool:
    """Return whether the line above is no empty one: of a heading, an item, HTML."""
    return bool(made and made[-1].text.strip() and not made[-1].text.startswith("#"))


def _parted(block: list[Line], report: LineReport) -> list[Line]:
    texts = [line.text for line in block]
    longest = max(len(text.strip()) for text in texts)
    if sum(_ESCAPED.match(text) is not None for text in texts) > 1:
        return _with_own_lines(block)
    if _is_wrapped(texts, longest) or any(map(_SIGN.match, texts)):
        return block
    pairs = [(_begins_anew(*pair), _ends_sentence(pair[0])) for pair in pairwise(texts)]
    lines = all(anew for anew, _ in pairs)
    if len(block) == 2 and lines and longest <= _WIDEST and not pairs[0][1] and not _are_alike(*texts):
        if not texts[0].endswith(("  ", ",")):
            report("lines-joined", block[1].number, text=shorten(texts[1]), above=shorten(texts[0]))
        return block
    made = [block[0]]
    for (above, line), (anew, sentence) in zip(pairwise(block), pairs, strict=True):
        if above.text.endswith("  "):
            pass  # Broken already.
        elif (anew and sentence) or (lines and max(len(above.text), len(line.text)) > _WIDEST):
            made.append(Line("", line.number))
            line.text = line.text.lstrip()
        elif lines:
            above.text += "  "
        made.append(line)
    return made


def _with_own_lines(block: list[Line]) -> list[Line]:
    """Break the line before each item that was escaped: other programs write those of a text so that was none of lists."""
    for above, line in pairwise(block):
        if _ESCAPED.match(line.text) and not above.text.endswith("  "):
            above.text += "  "
    return block


def _are_alike(above: str, text: str) -> bool:
    """Return whether two lines surely are two: ``Điều 1 …`` and ``Điều 2 …``, or a heading in capitals and what it is about."""
    return above.split()[0] == text.split()[0] or (above.isupper() and not text.isupper()) or above[0] == text[0] == "["


def _is_wrapped(texts: list[str], longest: int) -> bool:
    """Return whether lines are those of one paragraph that somebody's editor wrapped: no first word had its place above."""
    if longest > _WIDEST:
        return False
    return not any(_had_space(above, text, max(longest, _NARROWEST)) for above, text in pairwise(texts))
