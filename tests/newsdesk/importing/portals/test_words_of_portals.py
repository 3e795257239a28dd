"""From a dump to an article: words of the source are those of the article and of the report, however editors typed."""

from collections import Counter

import pytest

from bench.importing.portal_articles import Article, read_articles
from bench.importing.portal_bodies import PICTURED, TYPED, body_html
from newsdesk.importing.compose import compose
from newsdesk.importing.portals import PortalOptions, PortalRecord, read_record
from tests.builders import site as facts
from tests.newsdesk.importing.words import words, words_of_html, words_of_page, words_of_report

ARTICLES = read_articles()


@pytest.mark.parametrize("pictured", PICTURED)
@pytest.mark.parametrize("typed", TYPED)
def test_words_of_portals(typed: str, pictured: str) -> None:
    at = TYPED.index(typed) * len(PICTURED) + PICTURED.index(pictured)
    for article in (ARTICLES[at % len(ARTICLES)], ARTICLES[(at * 7 + 3) % len(ARTICLES)]):
        html = body_html(article, typed, pictured, "/uploads/news/2026_11/")
        draft = compose(read_record(record(article, html), PortalOptions()), facts())
        # What left the text for a field: the fields that are not the row's own.
        moved = [
            str(each.value)
            for name, each in draft.fields.items()
            if name not in ("title", "date", "status", "aliases", "tags", "category")
        ]
        lost = words_of_html(html) - (words_of_page(draft) + words_of_report(draft) + words(" ".join(moved)))
        # A typed list has become a real one: its numbers are made, not written.
        assert {word: count for word, count in lost.items() if not word.isdigit()} == {}, article.title
        assert words_of_page(draft) - words_of_html(html) == Counter(), article.title


def record(article: Article, html: str) -> PortalRecord:
    row = {
        "id": b"1",
        "title": article.title.encode(),
        "alias": b"a",
        "publtime": b"1589936400",
        "addtime": b"1",
        "status": b"1",
    }
    context = {"language": "vi", "module": "news", "upload": "news", "hosts": "", "ending": ".html"}
    return PortalRecord(
        "nukeviet", "news", "nv4_vi_news_rows", "1", "utf8", row, {"body": ({"bodyhtml": html.encode()},)}, context
    )
