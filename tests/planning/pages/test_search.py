"""The page of the search: what it can be narrowed by, and when it changes."""

from datetime import datetime

from ban_tin.planning.pages.search import MOST_AUTHORS, add_search_page
from ban_tin.views import Document, NewsArticle, SearchPage
from tests.builders import NOW, ZONE, article, plan, term


def page(*news: NewsArticle) -> SearchPage:
    made = plan(list(news))
    add_search_page(made)
    view = made.pages["tim-kiem/index.html"].view
    assert isinstance(view, SearchPage)
    return view


def document(type: str) -> Document:
    return Document("1/KH", "Về việc", type, "Sở", "", NOW, None)


def test_options_stand_in_the_order_of_their_alphabet_and_years_newest_first() -> None:
    authors = [term(name, "tac-gia") for name in ("Đỗ An", "Ánh", "Dung")]
    view = page(
        article(1, authors=tuple(authors[:2]), document=document("Kế hoạch")),
        article(2, authors=(authors[2],), document=document("Công văn"), date=datetime(2024, 5, 1, tzinfo=ZONE)),
    )
    options = {each.name: [title for title, _ in each.options] for each in view.filters}
    assert options["author"] == ["Ánh", "Dung", "Đỗ An"]
    assert options["type"] == ["Công văn", "Kế hoạch"]
    assert options["year"] == ["2026", "2024"]
    assert options["kind"] == ["Tin", "Thông báo", "Văn bản"]
    assert [year for year, _ in view.years] == [2026, 2024]


def test_a_filter_with_one_choice_is_left_out() -> None:
    assert [each.name for each in page(article(1)).filters] == ["section", "kind", "sort"]


def test_too_many_authors_are_no_filter() -> None:
    def names(count: int) -> list[str]:
        news = [article(number, authors=(term(f"Người {number}", "tac-gia"),)) for number in range(1, count + 1)]
        return [each.name for each in page(*news).filters]

    assert "author" in names(MOST_AUTHORS)
    assert "author" not in names(MOST_AUTHORS + 1)


def test_an_ordinary_article_leaves_the_page_as_it_is() -> None:
    news = [article(1, authors=(term("An", "tac-gia"),)), article(2)]
    assert page(*news, article(3, authors=(term("An", "tac-gia"),))) == page(*news)
    assert page(*news, article(3, date=datetime(2027, 1, 1, tzinfo=ZONE))) != page(*news)
