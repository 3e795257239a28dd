"""A word that stands twice: ``của của``, ``lãnh lãnh đạo``; not ``luôn luôn``, which is good Vietnamese."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from operator import eq

from newsdesk.checking.article import CheckedArticle, Edit, Word
from newsdesk.checking.prose import BLANK
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at
from newsdesk.checking.vocabulary.words import OFFICES, SMALL, TWICE, compounds, reduplications

#: Behind a word that ends with them, they may go on alone: học sinh tiểu học học hai buổi.
_VERBS = frozenset({"học", "dạy", "thi", "làm"})
#: What may stand between two words of one sentence: blanks, marks, one end of a line.
_BETWEEN = re.compile(rf"[ \t\u00a0{BLANK}]*(?:\r?\n[ \t]*)?[ \t\u00a0{BLANK}]*")

#: Behind a word that is a part of something longer.
_PARTED = re.compile(r"[-‐_/&@][^\W_]")


def find(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find words that stand twice, and pairs of words."""
    lower = [*map(str.lower, article.spelled)]
    twice = any(map(eq, lower, islice(lower, 1, None)))
    # A pair that stands twice has each of its words again at the second place behind it.
    again = [at for at, same in enumerate(map(eq, lower, islice(lower, 2, None))) if same]
    if not twice and not any(two - one == 1 for one, two in pairwise(again)):
        return
    words = article.words
    for at in range(1, len(words)):
        if lower[at] == lower[at - 1]:
            if _joined(article, words[at - 1], words[at]) and _is_slip(words, lower, at, article):
                yield _told(article, words[at - 1 : at], words[at])
        elif at >= 3 and lower[at] == lower[at - 2] and lower[at - 1] == lower[at - 3] and lower[at] != lower[at - 1]:
            pair = words[at - 3 : at + 1]
            small = all(word.text.islower() for word in pair[1:])
            if (
                small
                and (lower[at - 1], lower[at]) not in TWICE
                and all(_joined(article, *both) for both in pairwise(pair))
                and not (at >= 5 and lower[at - 4] == lower[at])
            ):
                yield _told(article, pair[:2], pair[2])


def _told(article: CheckedArticle, first: Sequence[Word], again: Word) -> Found:
    start, end = first[0].start, first[-1].end
    said = " ".join(word.text for word in first)
    # Marks between them, or the end of a line, are for a person to sort out.
    plain = not article.prose[end : again.start].strip(" ")
    fix = Edit(start, again.start, "") if plain else None
    if fix and first[0].text[0].isupper() and again.text[0].islower():
        fix = Edit(end, again.end + sum(len(word.text) + 1 for word in first[1:]), "") if len(first) == 1 else None
    return found_at(article, start, fix, text=f"{said} {said}", typed=said)


def _joined(article: CheckedArticle, one: Word, other: Word) -> bool:
    between = article.prose[one.end : other.start]
    return between == " " or (between.strip(BLANK) != "" and _BETWEEN.fullmatch(between) is not None)


def _is_slip(words: Sequence[Word], lower: Sequence[str], at: int, article: CheckedArticle) -> bool:
    word, one, other = lower[at], words[at - 1].text, words[at].text
    if _PARTED.match(article.prose, words[at].end):
        return False  # Of a name: trang trang-chu.
    if word in SMALL:
        return not (word == "là" and at >= 2 and lower[at - 2] in {"bay", "bò", "trôi"})
    if word in reduplications() or len(word) == 1 or (one.isupper() and len(one) > 1):
        return False
    if (at > 1 and lower[at - 2] == word) or (at + 1 < len(words) and lower[at + 1] == word):
        return False  # Three times: it is meant.
    if other[0].isupper():
        # A name may stand behind the word that it begins with (xã Xã Tắc), or be of one syllable twice.
        return one == other and word in OFFICES
    if one[0].isupper() and not _begins(article, words[at - 1]):
        return False
    joined_before = at >= 2 and (lower[at - 2], word) in compounds()
    joined_after = at + 1 < len(words) and (word, lower[at + 1]) in compounds()
    return not (joined_before and (joined_after or word in _VERBS))


def _begins(article: CheckedArticle, word: Word) -> bool:
    before = article.prose[max(0, word.start - 40) : word.start].rstrip(f" \t{BLANK}\"'“‘(")
    return not before or before[-1] in ".!?:;\n-–•…"


RULES = (
    Rule(
        "word-doubled",
        good=Example("Thầy cô luôn luôn bên học sinh. Nghiên cứu khoa học học sinh trung học. Ngày ngày, nhà nhà vui."),
        bad=Example("Đảng ủy tập trung lãnh lãnh đạo tốt công tác cán bộ; ý kiến của của phụ huynh."),
        find=find,
        vietnamese=True,
    ),
)
