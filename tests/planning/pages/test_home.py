"""What stands on the home page, and where."""

from datetime import timedelta

from ban_tin.planning.pages.home import HEADLINES_SHOWN, LATEST_SHOWN, home_page
from tests.builders import CATEGORIES, NOW, article, figure, plan


def test_sections_do_not_repeat_what_stands_above_while_there_is_other_news() -> None:
    count = LATEST_SHOWN + HEADLINES_SHOWN + 4
    page = home_page(plan([article(number) for number in range(1, count + 1)]))
    above = {each.url for each in [*page.latest, *([page.lead] if page.lead else [])]}
    (section,) = page.sections
    shown = [section.lead.url, *(each.url for each in section.others)]
    assert len(shown) == 1 + HEADLINES_SHOWN
    assert not above & set(shown)
    assert shown == [article(number).url for number in range(count - len(above), count - len(above) - len(shown), -1)]


def test_a_section_with_no_other_news_shows_what_there_is() -> None:
    page = home_page(plan([article(1, category=CATEGORIES[1]), article(2)]))
    assert [section.lead.url for section in page.sections] == [article(2).url, article(1).url]


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
    page = home_page(plan([article(1, category=CATEGORIES[1]), article(2)]))
    assert [each.category for each in page.sections] == [CATEGORIES[0], CATEGORIES[1]]
