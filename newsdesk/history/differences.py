"""What differs between two texts of an article, by paragraph and by word. Pure."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsdesk.editing.matching import Steps, match

#: Words of a paragraph up to which single words are compared, and pairs of paragraphs of a place up to which the likest are looked for.
_WORDS, _PAIRS = 3000, 900
#: Steps for all of two texts, a second or two: what is made to be compared for hours is then told as one place. Fewer where only numbers are asked for.
_STEPS, _FEW_STEPS = 20_000_000, 4_000_000
#: Paragraphs that share less than this part of their words are two, and not one that was changed.
_LIKE = 0.35
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_FENCE = re.compile(r"-{3,}\s*")
_FIELD = re.compile(r"([A-Za-z_][\w-]*)\s*:")
_PHOTO = re.compile(r"!\[")


class Paragraph(NamedTuple):
    """Lines ``first`` to ``last`` of a text, counted from 1, and what they say, without the last end of line. ``head``: of the front matter."""

    first: int
    last: int
    text: str
    head: bool


class Word(NamedTuple):
    """A run of text within a paragraph. ``kind`` is ``"same"``, ``"gone"`` or ``"new"``."""

    kind: str
    text: str


class Difference(NamedTuple):
    """A paragraph of either text or of both. ``kind`` is ``"same"``, ``"changed"``, ``"gone"`` (only before) or ``"new"`` (only now)."""

    kind: str
    words: tuple[Word, ...]
    before: Paragraph | None
    now: Paragraph | None


class Edit(NamedTuple):
    """Lines ``first`` to ``last`` (``first - 1`` for none: before ``first``) that say ``was`` are to say ``text``; both without the last end of line."""

    first: int
    last: int
    was: str
    text: str


class Summary(NamedTuple):
    """What changed, in numbers: names of fields, words that came and went, pictures that came and went."""

    fields: tuple[str, ...]
    words_new: int
    words_gone: int
    pictures_new: int
    pictures_gone: int


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` without their ends: line feed, carriage return, or both."""
    lines = re.split(r"\r\n|\r|\n", text)
    return lines[:-1] if lines and not lines[-1] else lines


def cut_paragraphs(text: str) -> list[Paragraph]:
    """Return what of ``text`` stands between empty lines; of the front matter, each field."""
    lines = split_lines(text.removeprefix("\ufeff"))
    body = _body_line(lines)
    found: list[Paragraph] = []
    start: int | None = None
    for number, line in enumerate([*lines, ""], 1):
        head = number < body
        # A field goes on over lines that are indented, and comments stand alone.
        begins = head and (bool(_FIELD.match(line)) or bool(_FENCE.fullmatch(line)) or line.startswith("#"))
        if start is not None and (not line.strip() or begins or number == body):
            found.append(Paragraph(start, number - 1, "\n".join(lines[start - 1 : number - 1]), start < body))
            start = None
        if start is None and line.strip():
            start = number
    return found


def _body_line(lines: Sequence[str]) -> int:
    """Return the number of the first line behind the front matter; 1 for none."""
    if lines and _FENCE.fullmatch(lines[0]):
        for number, line in enumerate(lines[1:], 2):
            if _FENCE.fullmatch(line):
                return number + 1
        return 1
    number = 1
    while number <= len(lines) and _FIELD.match(lines[number - 1]):
        number += 1
    # Pelican's own form ends with an empty line.
    return number if 1 < number <= len(lines) and not lines[number - 1].strip() else 1


def compare(before: str, now: str, steps: int = _STEPS) -> list[Difference]:
    """Return all paragraphs of both texts, in the order in which a reader follows what became of the first. Within ``steps``."""
    left = Steps(steps)
    old, new = cut_paragraphs(before), cut_paragraphs(now)
    found: list[Difference] = []
    for kind, first, last, begin, end in match([_key(each) for each in old], [_key(each) for each in new], left):
        if kind == "equal":
            pairs = zip(old[first:last], new[begin:end], strict=True)
            found += [Difference("same", (Word("same", each.text),), each, other) for each, other in pairs]
        else:
            found += _compare_place(old[first:last], new[begin:end], left)
    return found


def _key(paragraph: Paragraph) -> tuple[bool, str]:
    return paragraph.head, "\n".join(line.rstrip() for line in paragraph.text.split("\n"))


def _compare_place(old: Sequence[Paragraph], new: Sequence[Paragraph], left: Steps) -> Iterator[Difference]:
    at = 0
    for number, paired in enumerate(_pair(old, new)):
        if paired is None:
            yield Difference("gone", (Word("gone", old[number].text),), old[number], None)
            continue
        for each in new[at:paired]:
            yield Difference("new", (Word("new", each.text),), None, each)
        at = paired + 1
        words = tuple(_compare_words(old[number].text, new[paired].text, left))
        yield Difference("changed", words, old[number], new[paired])
    for each in new[at:]:
        yield Difference("new", (Word("new", each.text),), None, each)


def _pair(old: Sequence[Paragraph], new: Sequence[Paragraph]) -> list[int | None]:
    """Return for each of ``old`` the number of the one of ``new`` that it became, in rising order; None for none."""
    if not old or not new or len(old) * len(new) > _PAIRS:
        return [None] * len(old) if len(old) != len(new) else [*range(len(old))]
    bags = [Counter(_TOKEN.findall(each.text.lower())) for each in new]
    rows = [
        [_likeness(one, Counter(_TOKEN.findall(one.text.lower())), other, bag) for other, bag in zip(new, bags, strict=True)]
        for one in old
    ]  # fmt: skip
    # The pairs, in rising order, whose likenesses have the greatest sum.
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            like = rows[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], like + best[i + 1][j + 1] if like >= _LIKE else 0.0)
    found: list[int | None] = []
    j = 0
    for i in range(len(old)):
        while j < len(new) and best[i][j] == best[i][j + 1] and best[i][j] != best[i + 1][j]:
            j += 1
        if j < len(new) and rows[i][j] >= _LIKE and best[i][j] == rows[i][j] + best[i + 1][j + 1]:
            found.append(j)
            j += 1
        else:
            found.append(None)
    return found


def _likeness(one: Paragraph, bag: Counter[str], other: Paragraph, other_bag: Counter[str]) -> float:
    if one.head != other.head:
        return 0.0
    if one.head:
        name, other_name = _FIELD.match(one.text), _FIELD.match(other.text)
        return 1.0 if name and other_name and name[1] == other_name[1] else 0.0
    shared = sum((bag & other_bag).values())
    return 2 * shared / max(1, bag.total() + other_bag.total())


def compare_words(before: str, now: str) -> list[Word]:
    """Return the words of both, what is gone before what is new in its place."""
    return _compare_words(before, now, Steps(_STEPS))


def _compare_words(before: str, now: str, left: Steps) -> list[Word]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(now)
    if len(old) > _WORDS or len(new) > _WORDS:
        return [Word("gone", before), Word("new", now)]
    found: list[Word] = []
    for kind, first, last, begin, end in match(old, new, left):
        if kind == "equal":
            found.append(Word("same", "".join(old[first:last])))
            continue
        if first < last:
            found.append(Word("gone", "".join(old[first:last])))
        if begin < end:
            found.append(Word("new", "".join(new[begin:end])))
    return _joined(found)


def _joined(words: Sequence[Word]) -> list[Word]:
    """Take a single space between two changes for a part of them: one reads phrases, not syllables."""
    found: list[Word] = []
    gone, new = "", ""
    for number, word in enumerate(words):
        between = word.kind == "same" and not word.text.strip() and (gone or new)
        follows = number + 1 < len(words) and words[number + 1].kind != "same"
        if word.kind == "same" and not (between and follows):
            found += [Word(kind, text) for kind, text in (("gone", gone), ("new", new)) if text]
            gone = new = ""
            found.append(word)
            continue
        gone += word.text if word.kind != "new" else ""
        new += word.text if word.kind != "gone" else ""
    return found + [Word(kind, text) for kind, text in (("gone", gone), ("new", new)) if text]


def undo_difference(differences: Sequence[Difference], number: int, now: str) -> Edit | None:
    """Return what brings the paragraph of difference ``number`` back into the text ``now``, which was compared; None where nothing differs."""
    lines = split_lines(now)
    # Lines as they are counted; a mark of the byte order stays where it is.
    each = differences[number]
    if each.kind == "same":
        return None
    if each.now is not None and each.before is not None:
        return Edit(each.now.first, each.now.last, _said(lines, each.now.first, each.now.last), each.before.text)
    if each.now is not None:
        # With the empty line before it, or behind it, that kept it apart.
        first, last = each.now.first, each.now.last
        if not each.now.head:
            if first > 1 and not lines[first - 2].strip():
                first -= 1
            elif last < len(lines) and not lines[last].strip():
                last += 1
        return Edit(first, last, _said(lines, first, last), "")
    assert each.before is not None
    return _insert(differences, number, each.before, lines)


def _insert(differences: Sequence[Difference], number: int, lost: Paragraph, lines: Sequence[str]) -> Edit:
    above = next((one.now for one in reversed(differences[:number]) if one.now and one.now.head == lost.head), None)
    below = next((one.now for one in differences[number:] if one.now and one.now.head == lost.head), None)
    if above is not None:
        line = above.last + 1
        return Edit(line, line - 1, "", lost.text if lost.head else f"\n{lost.text}")
    if below is not None:
        return Edit(below.first, below.first - 1, "", lost.text if lost.head else f"{lost.text}\n")
    line = len(lines) + 1 if not lost.head else 1
    return Edit(line, line - 1, "", lost.text if lost.head else f"\n{lost.text}")


def _said(lines: Sequence[str], first: int, last: int) -> str:
    return "\n".join(lines[first - 1 : last])


def summarize(before: str, now: str) -> Summary:
    """Return what changed from ``before`` to ``now``."""
    fields: dict[str, None] = {}
    words: Counter[str] = Counter()
    pictures: Counter[str] = Counter()
    for each in compare(before, now, _FEW_STEPS):
        part = each.now or each.before
        if each.kind == "same" or part is None:
            continue
        if part.head:
            if name := _FIELD.match(part.text):
                fields[name[1]] = None
            continue
        for word in each.words:
            if word.kind != "same":
                words[word.kind] += sum(1 for token in re.findall(r"\w+", word.text) if token)
        pictures["gone"] += len(_PHOTO.findall(each.before.text)) if each.before else 0
        pictures["new"] += len(_PHOTO.findall(each.now.text)) if each.now else 0
    came, went = pictures["new"], pictures["gone"]
    return Summary(tuple(fields), words["new"], words["gone"], max(0, came - went), max(0, went - came))
