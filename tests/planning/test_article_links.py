"""Previous, next and related articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.planning.article_links import RELATED, REMEMBERED, link_articles
from ban_tin.views import NewsArticle
from tests.builders import CATEGORIES, article, term

TAGS = [term(name) for name in ("sơ kết", "thi", "tuyển sinh", "Đảng")]


@st.composite
def archives(draw: st.DrawFn) -> list[NewsArticle]:
    """Articles, newest first."""
    chosen = draw(
        st.lists(
            st.tuples(st.lists(st.sampled_from(TAGS), unique=True, max_size=3), st.sampled_from(CATEGORIES)),
            max_size=40,
        )
    )
    news = [article(number, tags=tuple(tags), category=category) for number, (tags, category) in enumerate(chosen, 1)]
    return news[::-1]


@given(archives())
def test_related_articles_are_older_few_and_different(news: list[NewsArticle]) -> None:
    links = link_articles(news)
    assert set(links) == {each.url for each in news}
    for each in news:
        related = links[each.url].related
        assert len(related) <= RELATED
        assert len({other.url for other in related}) == len(related)
        for other in related:
            assert other.date < each.date
            assert other.category == each.category or set(other.tags) & set(each.tags)


@given(archives())
def test_previous_and_next_lead_through_all_articles(news: list[NewsArticle]) -> None:
    links = link_articles(news)
    assert [links[each.url].next for each in news] == [None, *news[:-1]][: len(news)]
    assert [links[each.url].previous for each in news] == [*news[1:], None][: len(news)]


@given(archives(), st.lists(st.sampled_from(TAGS), unique=True, max_size=3), st.sampled_from(CATEGORIES))
def test_a_new_article_changes_no_older_page_but_the_one_before_it(
    news: list[NewsArticle], tags: list[object], category: object
) -> None:
    before = link_articles(news)
    after = link_articles([article(100, tags=tuple(tags), category=category), *news])
    changed = [url for url, links in before.items() if after[url] != links]
    assert changed == [each.url for each in news[:1]]
    assert all(after[url].related == links.related for url, links in before.items())


@given(archives())
def test_the_same_articles_give_the_same_links(news: list[NewsArticle]) -> None:
    assert link_articles(news) == link_articles(tuple(news))


def test_a_shared_tag_says_more_than_a_shared_section() -> None:
    news = [
        article(4, tags=(TAGS[0],)),
        article(3),
        article(2, tags=(TAGS[0],), category=CATEGORIES[1]),
        article(1, tags=(TAGS[0],)),
    ]
    assert [each.url for each in link_articles(news)[news[0].url].related] == [news[3].url, news[2].url, news[1].url]


@pytest.mark.parametrize("count", [REMEMBERED + RELATED, 10 * REMEMBERED])
def test_only_the_newest_of_a_section_are_looked_at(count: int) -> None:
    best = article(1, tags=(TAGS[0], TAGS[1]))
    news = [
        article(count + 2, tags=(TAGS[0], TAGS[1])),
        *(article(number, tags=(TAGS[0], TAGS[1])) for number in range(count + 1, 1, -1)),
        best,
    ]
    related = link_articles(news)[news[0].url].related
    assert [each.url for each in related] == [each.url for each in news[1 : RELATED + 1]]


def test_a_site_without_articles_has_no_links() -> None:
    assert link_articles([]) == {}
