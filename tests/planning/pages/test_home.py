"""What stands on the home page, and where."""

from datetime import timedelta

from ban_tin.planning.pages.home import HEADLINES_SHOWN, LATEST_SHOWN, home_page
from tests.builders import CATEGORIES, NOW, article, figure, plan


def test_a_section_shows_its_newest_but_for_the_one_that_leads_the_page() -> None:
    count = LATEST_SHOWN + HEADLINES_SHOWN + 4
    page = home_page(plan([article(number) for number in range(1, count + 1)]))
    assert page.lead is not None and page.lead.url == article(count).url
    (section,) = page.sections
    shown = [section.lead.url, *(each.url for each in section.others)]
    assert shown == [article(number).url for number in range(count - 1, count - 2 - HEADLINES_SHOWN, -1)]
    assert section.lead.url == page.latest[0].url


def test_a_section_of_which_all_stands_above_is_left_out() -> None:
    news = [article(number) for number in range(1, LATEST_SHOWN + 3)]
    news[-1] = article(LATEST_SHOWN + 2, category=CATEGORIES[1])
    news[-2] = article(LATEST_SHOWN + 1, category=CATEGORIES[1])
    page = home_page(plan(news))
    assert [section.category for section in page.sections] == [CATEGORIES[0]]
    assert home_page(plan(news[-3:])).sections == ()


def test_the_boxes_of_notices_and_documents_are_called_as_their_sections_are() -> None:
    page = home_page(plan([article(1)]))
    names = {each.role: each.name for each in CATEGORIES}
    assert (page.notices_title, page.documents_title) == (names.get("notices", ""), names.get("documents", ""))


def test_the_only_article_of_a_new_site_stands_on_its_home_page_once() -> None:
    page = home_page(plan([article(1)]))
    assert page.lead is not None and page.lead.url == article(1).url
    assert page.sections == ()


def test_the_newest_pinned_article_leads_until_its_end_and_then_the_newest_with_a_photo() -> None:
    news = [
        article(1, pinned_until=NOW + timedelta(days=1)),
        article(2, pinned_until=NOW + timedelta(days=1)),
        article(3, figures=(figure(),)),
        article(4),
    ]
    lead = home_page(plan(news)).lead
    assert lead is not None and lead.url == article(2).url
    over = [article(1, pinned_until=NOW), *news[2:]]
    lead = home_page(plan(over)).lead
    assert lead is not None and lead.url == article(3).url


def test_an_article_of_another_section_stands_in_its_own() -> None:
    news = [article(number, category=CATEGORIES[number % 2]) for number in range(1, 2 * LATEST_SHOWN)]
    page = home_page(plan(news))
    assert [each.category for each in page.sections] == [CATEGORIES[0], CATEGORIES[1]]
    for section in page.sections:
        assert {each.category for each in (section.lead, *section.others)} == {section.category}
