"""Pages of eight engines: the whole text and nothing else, the right title and date, every word somewhere; with and without the names of elements."""

import re
from collections import Counter

import pytest

from bench.importing.portal_articles import Picture, words_of
from bench.importing.portal_frames import FRAMES
from bench.importing.portal_pages import Page, make_pages
from newsdesk.importing.source_document import SURE, SourceDocument
from newsdesk.importing.web_page import read_content
from tests.newsdesk.importing.web_page.words import words_of_document, words_of_html

_NAMES = re.compile(r'\s(?:class|id|itemprop|role)=(?:"[^"]*"|[\w-]+)')


@pytest.fixture(scope="module")
def pages() -> list[Page]:
    return list(make_pages(6))


def read(page: Page, html: str = "") -> SourceDocument:
    return read_content((html or page.html).encode(), page.name)


def check_text(page: Page, document: SourceDocument) -> None:
    """All words of the text are in the flow, or in the summary where it stood above; more are only the marks of typed lists."""
    wanted = Counter(words_of(page.article))
    found = words_of_html(f"<html><body>{document.flow}</body></html>")
    assert wanted - found == Counter()
    lead = Counter(page.article.summary.split())
    more = found - wanted - lead
    assert all(re.fullmatch(r"-|\d+\.", word) for word in more), more


@pytest.mark.parametrize("frame", FRAMES)
def test_what_a_portal_shows_is_read(pages: list[Page], frame: str) -> None:
    for page in (each for each in pages if each.frame == frame):
        document = read(page)
        check_text(page, document)
        fields = document.fields
        assert fields["title"].value == page.article.title
        assert str(fields["date"].value)[:10] == f"{page.article.date:%Y-%m-%d}"
        assert document.flow.count("<img") == sum(isinstance(block, Picture) for block in page.article.blocks)
        assert document.flow.count("<table") == sum(isinstance(block, list) for block in page.article.blocks)
        assert words_of_document(document) == words_of_html(page.html)
        if frame != "tables2003":
            assert fields["category"].value == page.article.section
        if page.article.author and frame not in {"tables2003", "drupal"}:
            assert fields["author"].value == page.article.author
        if frame in {"vhv", "joomla3", "sharepoint"}:
            assert fields["views"].value == str(page.article.views)
        if frame in {"nukeviet", "joomla3", "wordpress", "drupal"}:
            assert fields["tags"].value == page.article.tags


@pytest.mark.parametrize("frame", FRAMES)
def test_a_page_whose_elements_have_no_names_is_read_too(pages: list[Page], frame: str) -> None:
    for page in [each for each in pages if each.frame == frame][:3]:
        html = _NAMES.sub("", page.html)
        document = read(page, html)
        check_text(page, document)
        assert document.fields["title"].value == page.article.title
        assert str(document.fields["date"].value)[:10] == f"{page.article.date:%Y-%m-%d}"
        assert words_of_document(document) == words_of_html(html)


@pytest.mark.parametrize("frame", ["nukeviet", "vhv", "joomla15", "tables2003", "sharepoint", "drupal"])
def test_a_date_that_is_not_there_stays_absent(pages: list[Page], frame: str) -> None:
    """The day on which the page was opened stands in its head, and the days of other articles below it: neither is its own."""
    page = next(each for each in pages if each.frame == frame)
    day = page.article.date
    shown = [f"{day:%d/%m/%Y}", f"{day.day} Tháng {day.month} {day.year}", f"{day:%Y-%m-%d}"]
    html = page.html
    for each in shown:
        html = html.replace(each, "")
    assert "date" not in read(page, html).fields


def test_fields_say_where_they_were_read(pages: list[Page]) -> None:
    document = read(next(page for page in pages if page.frame == "sharepoint"))
    date = document.fields["date"]
    assert date.grade == SURE
    assert date.quote.startswith("Đăng lúc: ")
    assert date.where


def test_a_list_of_articles_is_none() -> None:
    items = "".join(
        f'<li><a href="/bai-{number}.html">Bài số {number} về công tác Đảng</a></li>' for number in range(40)
    )
    with pytest.raises(ValueError, match="not-article"):
        read_content(f"<html><body><div id=menu><ul>{items}</ul></div></body></html>".encode(), "tin-tuc.html")
