"""Finding articles in the list: by words with or without their marks, by state, section, author and year; sorted."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import inf
from typing import NamedTuple

from ban_tin.language.vietnamese import collation_key, nfc
from newsdesk.listing.articles import ListedArticle, fold_words

#: Orders, by their name in an address.
NEWEST, OLDEST, TITLE, EDITED = "newest", "oldest", "title", "edited"
ORDERS = (NEWEST, EDITED, OLDEST, TITLE)
#: Kinds.
ARTICLES, PAGES = "articles", "pages"
#: Articles of one answer, and letters of a question.
AT_ONCE, MOST_LETTERS = 50, 200
_key_of = lru_cache(maxsize=32768)(collation_key)


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for; ``""`` asks for any."""

    #: Words that all have to be found.
    words: str = ""
    #: One of ``STATES``.
    state: str = ""
    #: The name of a section.
    section: str = ""
    #: The name of an author.
    author: str = ""
    #: Of its date.
    year: str = ""
    #: ``"articles"`` or ``"pages"``.
    kind: str = ""
    #: One of ``ORDERS``.
    order: str = NEWEST
    #: From 1.
    page: int = 1


class Found(NamedTuple):
    """An article with what depends on the time; ``waits``: publishing changes what readers see of it."""

    article: ListedArticle
    state: str
    waits: bool


class Answer(NamedTuple):
    """The articles that were found: those of one page, and what there is to choose from."""

    found: Sequence[Found]
    #: How many there are on all pages.
    total: int
    #: How many there are of each state, whatever state is asked for.
    states: Mapping[str, int]
    #: The query as it was answered: with a page that there is.
    query: Query

    @property
    def pages(self) -> int:
        """How many pages of the answer there are."""
        return max(1, -(-self.total // AT_ONCE))


def read_query(asked: Mapping[str, str]) -> Query:
    """Return the query that the parts of an address say; what they can't say is left out."""
    given = {name: asked.get(name, "")[:MOST_LETTERS] for name in ("state", "section", "author", "year", "kind")}
    order, page = asked.get("order", NEWEST), asked.get("page", "")[:6]
    return Query(
        words=nfc(asked.get("q", ""))[:MOST_LETTERS],
        order=order if order in ORDERS else NEWEST,
        page=max(1, int(page)) if page.isascii() and page.isdecimal() else 1,
        **given,
    )


def find_articles(found: Sequence[Found], query: Query) -> Answer:
    """Return what ``query`` finds in a list that has the newest first."""
    chosen = [each for each in found if _fits(each.article, query)] if _is_narrow(query) else list(found)
    if query.words.strip():
        chosen = _with_words(chosen, query.words)
    states = Counter([each.state for each in chosen])
    if query.state:
        chosen = [each for each in chosen if each.state == query.state]
    chosen = _sorted(chosen, query.order)
    total = len(chosen)
    page = min(query.page, max(1, -(-total // AT_ONCE)))
    return Answer(chosen[(page - 1) * AT_ONCE : page * AT_ONCE], total, states, replace(query, page=page))


class Choices(NamedTuple):
    """What can be asked for: names by their number of articles, years from the latest."""

    sections: Sequence[str]
    authors: Sequence[str]
    years: Sequence[str]


NO_CHOICES = Choices((), (), ())


def find_choices(articles: Iterable[ListedArticle]) -> Choices:
    """Return the sections, authors and years of ``articles``."""
    sections, authors, years = Counter[str](), Counter[str](), set[str]()
    for each in articles:
        if each.section:
            sections[each.section] += 1
        authors.update(each.authors)
        if each.date:
            years.add(str(each.date.year))
    return Choices(
        [name for name, _ in sections.most_common()], sorted(authors, key=_key_of), sorted(years, reverse=True)
    )


def _is_narrow(query: Query) -> bool:
    return bool(query.section or query.author or query.year or query.kind)


def _fits(article: ListedArticle, query: Query) -> bool:
    return (
        (not query.section or article.section == query.section)
        and (not query.author or query.author in article.authors)
        and (not query.year or (article.date is not None and str(article.date.year) == query.year))
        and (not query.kind or article.page == (query.kind == PAGES))
    )


def _with_words(found: list[Found], words: str) -> list[Found]:
    """Return those that have all ``words``, also as parts of words; marks that were typed count only for the order."""
    folded, exact = fold_words(words).split(), nfc(words).lower().split()
    for word in folded:
        found = [each for each in found if word in each.article.folded]
    if exact != folded:
        found.sort(key=lambda each: not all(word in each.article.exact for word in exact))
    return found


def _sorted(found: list[Found], order: str) -> list[Found]:
    if order == OLDEST:
        return found[::-1]
    if order == TITLE:
        return sorted(found, key=lambda each: _key_of(each.article.title))
    if order == EDITED:
        return sorted(found, key=_edited, reverse=True)
    return found


def _edited(found: Found) -> float:
    """Return when the file was written; of one that was written just now, no stamp is kept."""
    row = found.article.row
    return float(row.stamp.mtime) if row and row.stamp.size >= 0 else inf
