"""A word that stands twice: ``của của``, ``lãnh lãnh đạo``; not ``luôn luôn``, which is good Vietnamese."""

from collections.abc import Iterator
from itertools import pairwise

from newsdesk.checking.article import CheckedArticle, Edit
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at


def find(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    words, prose = article.words, article.prose
    for before, word in pairwise(words):
        between = prose[before.end : word.start]
        if before.text != word.text or word.text == "luôn" or between.strip(" ") or not between:
            continue
        cut = Edit(before.start, word.start, "")
        yield found_at(article, before.start, cut, word=word.text, text=f"{word.text} {word.text}", typed=word.text)


RULES = (
    Rule(
        "word-doubled",
        good=Example("Thầy cô luôn luôn bên học sinh."),
        bad=Example("Ý kiến của của phụ huynh."),
        find=find,
    ),
)
