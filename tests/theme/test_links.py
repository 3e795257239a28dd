"""Pages link only to pages that exist: on a site with little on it, too."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from markupsafe import Markup

from ban_tin.planning.files.sharing_cards import add_cards
from ban_tin.planning.order import PLANNERS
from ban_tin.planning.pages.articles import add_static_pages
from ban_tin.planning.plan import Plan, page_path
from ban_tin.views import ListedPage, SourcePage, already_loaded
from tests.builders import CACHE, NOW, ROOT, article, category, plan, site
from tests.theme.fixtures import make_renderer


def listed_page(url: str, title: str, template: str = "page", lang: str = "vi") -> ListedPage:
    source = f"content/trang/{url.strip('/')}.md"
    page = SourcePage(url, source, template, lang, title, "", Markup("<p>Chữ.</p>"), (), None, "")
    return ListedPage(url, source, title, (), already_loaded(page))


def links(planned: Plan, path: str) -> list[str]:
    """Return where the links of a page lead inside the site, as paths of the output."""
    page = planned.pages[path]
    soup = BeautifulSoup(make_renderer(planned.site).render(page.template, page.view), "html.parser")
    found = [str(link["href"]) for link in soup.select("a[href]")]
    return [page_path(each) for each in found if each.startswith("/")]


@pytest.fixture(scope="module", params=["vi", "en"])
def bare(request: pytest.FixtureRequest) -> Plan:
    """The plan of a site with one section and one article: no pages, roles, counter, menu or footer."""
    lang = request.param
    section = replace(category("Tin"), language=lang)
    facts = site(language=lang, menu=(), footer=(), categories=(section,))
    url = facts.addresses.article(NOW, "bai")
    story = article(url=url, category=section, sharing_image=facts.addresses.sharing_picture(url))
    planned = plan([story])
    planned.site = facts
    add_cards(planned, ROOT / "theme" / "fonts.toml", CACHE)
    for add in PLANNERS:
        add(planned)
    return planned


def test_every_link_of_a_bare_site_leads_somewhere(bare: Plan) -> None:
    there = {**bare.pages, **bare.files}
    nowhere = {path: [each for each in links(bare, path) if each not in there] for path in bare.pages}
    assert {path: found for path, found in nowhere.items() if found} == {}


@pytest.mark.parametrize(
    ("lang", "pages", "linked"),
    [
        ("vi", [], []),
        ("vi", [("/lien-he/", "page")], ["lien-he/index.html"]),
        ("vi", [("/ban-do/", "site_map")], ["ban-do/index.html"]),
        (
            "vi",
            [("/lien-he/", "page"), ("/so-do-trang/", "site_map")],
            ["so-do-trang/index.html", "lien-he/index.html"],
        ),
        ("en", [("/lien-he/", "page"), ("/site-map/", "site_map")], ["site-map/index.html"]),
        ("en", [("/contact/", "page")], ["contact/index.html"]),
    ],
)
def test_the_page_of_what_is_missing_leads_to_pages_that_there_are(
    lang: str, pages: list[tuple[str, str]], linked: list[str]
) -> None:
    planned = plan()
    planned.site = site(language=lang, menu=(), footer=())
    planned.static_pages = tuple(listed_page(url, "Trang", template, lang) for url, template in pages)
    add_static_pages(planned)
    soup = BeautifulSoup(make_renderer(planned.site).render("404", planned.pages["404.html"].view), "html.parser")
    found = [page_path(str(link["href"])) for link in soup.select(".terms a")]
    assert found == ["index.html", page_path(planned.site.addresses.archive), *linked]


def test_a_map_in_another_language_is_not_the_sites() -> None:
    planned = plan()
    planned.static_pages = (listed_page("/site-map/", "Site map", "site_map", "en"),)
    add_static_pages(planned)
    assert planned.pages["404.html"].view.map_url == ""
