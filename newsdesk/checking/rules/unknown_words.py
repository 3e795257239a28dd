"""Words that are no syllable of Vietnamese, and no word of another language that is known here: ``mgười``, ``vản``."""

import re
from collections.abc import Iterator

from newsdesk.checking.article import CheckedArticle, Word
from newsdesk.checking.prose import BLANK
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at
from newsdesk.checking.vocabulary.syllables import is_known, key_of, nearest_syllables, written_forms
from newsdesk.checking.vocabulary.words import foreign_words

#: Signs that join a word to what is no word of its own: Ê-đê, H'Mông, GD&ĐT, @ten, 4G.
_JOINS = re.compile(r"[-‐‑'’`´&@#/+_=°\d]")
#: Marks within a word, as of **c**hữ.
_SPLIT = re.compile(rf"{BLANK}+[^\W\d_]")
#: Letters that Vietnamese has none of.
_OTHER_LETTERS = re.compile(r"[fjwz]|[^a-zà-ỹđ]")
#: As many unknown words in a text tell that it is not in Vietnamese.
_MOST, _SHARE = 25, 0.12
#: Words of a text in which one without marks is told from a name, or from notes without marks.
_TEXT = 25


def _unknown(article: CheckedArticle, facts: Facts) -> list[Word]:
    own = facts.words
    rare = article.lowered - written_forms().all
    if not rare:
        return []
    left = {text for text in rare if not is_known(text) and text not in foreign_words() and text not in own}
    unknown = {text for text in article.distinct if text.lower() in left} if left else None
    if not unknown:
        return []
    return [word for word in article.words if word.text in unknown and _is_alone(article.prose, word)]


def _is_alone(prose: str, word: Word) -> bool:
    before, after = prose[word.start - 1 : word.start], prose[word.end : word.end + 1]
    if _JOINS.match(before) or _JOINS.match(after):
        return False
    if after == "." and prose[word.end + 1 : word.end + 2].isalnum():
        return False  # TP.HCM, sở.vn
    if before == "." and prose[word.start - 2 : word.start - 1].isalnum():
        return False
    if after == BLANK and _SPLIT.match(prose, word.end):
        return False
    return not (before == BLANK and prose[: word.start].rstrip(BLANK)[-1:].isalpha())


def find(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find what has letters of Vietnamese and can't be a word of it."""
    unknown = _unknown(article, facts)
    if not unknown or len(unknown) > max(_MOST, _SHARE * len(article.spelled)):
        return
    here = _keys(article)
    for word in unknown:
        text = word.text
        if text.isascii() or not _is_spoken(article, word):
            continue
        near = nearest_syllables(text, here)
        if near:
            yield found_at(article, word.start, word=text, near=_offered(near))


def find_plain(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find words without any mark that are near to a word of the language: a foreign one looks the same."""
    unknown = _unknown(article, facts)
    if len(article.spelled) < _TEXT or not unknown or len(unknown) > max(_MOST, _SHARE * len(article.spelled)):
        return
    here = _keys(article)
    times: dict[str, int] = {}
    for word in unknown:
        times[word.text] = times.get(word.text, 0) + 1
    for word in unknown:
        text = word.text
        # What stands there again and again is a name, or a word of its own.
        if not text.isascii() or not text.islower() or len(text) < 3 or times[text] > 2 or _OTHER_LETTERS.search(text):
            continue
        if any(not each.text.islower() and is_foreign(each.text) for each in _beside(article, word)):
            continue
        near = nearest_syllables(text, here)
        if near:
            yield found_at(article, word.start, word=text, near=_offered(near))


def is_foreign(word: str) -> bool:
    """Return whether ``word`` belongs to a text in another language."""
    return word.isascii() and not is_known(word)


def _beside(article: CheckedArticle, word: Word) -> Iterator[Word]:
    at = article.words.index(word)
    yield from article.words[max(0, at - 1) : at]
    yield from article.words[at + 1 : at + 2]


def _keys(article: CheckedArticle) -> frozenset[str]:
    return frozenset(key_of(word.text) for word in article.words)


def _offered(near: list[str]) -> str:
    return ", ".join(f"“{each}”" for each in near)


def _is_spoken(article: CheckedArticle, word: Word) -> bool:
    """Return whether a word is no name and no abbreviation: small letters, or the first of a sentence, or a line in capitals."""
    text = word.text
    if text.islower():
        return True
    if text.isupper():
        line = article.line_at(word.start)
        return len(text) > 3 and line.isupper()
    if text[1:].islower():
        before = article.prose[max(0, word.start - 40) : word.start].rstrip(f" \t{BLANK}\"'“‘(-–")
        return not before or before[-1] in ".!?\n"
    return False


RULES = (
    Rule(
        "word-unknown",
        good=Example(
            "Mọi người làm việc trên website của trường; bản Plei Ơi, người Ê-đê, thầy Y Đhun. Hòa nhập, hoà nhập."
        ),
        bad=Example("Mọi mgười cùng xem văn bản vản bản."),
        find=find,
        vietnamese=True,
    ),
    Rule(
        "word-plain",
        good=Example("Lớp học online qua internet, cuộc thi robot và tin học."),
        bad=Example(
            "Các em học sihn lớp 5 của nhà trường cùng thầy cô đến thăm thư viện, đọc sách, vẽ tranh và kể lại câu chuyện mà mình yêu thích nhất."
        ),
        find=find_plain,
        vietnamese=True,
    ),
)
