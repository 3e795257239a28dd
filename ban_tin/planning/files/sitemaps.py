"""Sitemaps (https://www.sitemaps.org/protocol.html), one shard a year, and the news sitemap."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME
from ban_tin.site.facts import SiteFacts

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
#: News sitemaps list the articles of the last two days, at most 1,000 (Google's rule).
NEWS_AGE, NEWS_LENGTH = timedelta(days=2), 1000

register_namespace("", SITEMAP)
register_namespace("news", NEWS)


def add_sitemaps(plan: Plan, pages: Iterable[str]) -> None:
    """Plan every sitemap: the index, one shard of articles a year, ``pages`` (addresses), and the news sitemap."""
    by_year: dict[int, list[tuple[str, datetime]]] = defaultdict(list)
    for article in plan.news:
        by_year[article.date.year].append((article.url, article.changed))
    years = sorted(by_year.items())
    for year, articles in years:
        plan.add_file(f"/sitemap-{year}.xml", plan.recipe(sitemap, pages=tuple(articles)))
    newest = tuple((f"/sitemap-{year}.xml", max(changed for _, changed in articles)) for year, articles in years)
    shards = (*newest, ("/sitemap-pages.xml", None))
    plan.add_file("/sitemap.xml", plan.recipe(sitemap_index, shards=shards))
    plan.add_file("/sitemap-pages.xml", plan.recipe(sitemap, pages=tuple((url, None) for url in sorted(pages))))
    recent = [article for article in plan.news if plan.now - NEWS_AGE <= article.date <= plan.now]
    news = tuple((article.url, article.date, article.title) for article in recent[:NEWS_LENGTH])
    plan.add_file("/sitemap-news.xml", plan.recipe(news_sitemap, news=news))


def sitemap(site: SiteFacts, pages: tuple[tuple[str, datetime | None], ...]) -> bytes:
    """Return the sitemap of ``pages``, (address, last change) each."""
    root = Element(f"{{{SITEMAP}}}urlset")
    for url, changed in pages:
        _add(root, "url", site.base_url + url, changed)
    return _xml(root)


def sitemap_index(site: SiteFacts, shards: tuple[tuple[str, datetime | None], ...]) -> bytes:
    """Return the index of the sitemaps ``shards``, (address, last change) each."""
    root = Element(f"{{{SITEMAP}}}sitemapindex")
    for url, changed in shards:
        _add(root, "sitemap", site.base_url + url, changed)
    return _xml(root)


def news_sitemap(site: SiteFacts, news: tuple[tuple[str, datetime, str], ...]) -> bytes:
    """Return the news sitemap of articles, (address, date, title) each."""
    root = Element(f"{{{SITEMAP}}}urlset")
    for url, date, title in news:
        entry = _add(root, "url", site.base_url + url)
        told = SubElement(entry, f"{{{NEWS}}}news")
        publication = SubElement(told, f"{{{NEWS}}}publication")
        SubElement(publication, f"{{{NEWS}}}name").text = site.department.name
        SubElement(publication, f"{{{NEWS}}}language").text = site.language
        SubElement(told, f"{{{NEWS}}}publication_date").text = date.isoformat()
        SubElement(told, f"{{{NEWS}}}title").text = title
    return _xml(root)


def robots_txt(site: SiteFacts) -> bytes:
    """Return robots.txt: everything may be read; where the sitemaps are."""
    lines = [
        "User-agent: *",
        "Allow: /",
        "",
        *(f"Sitemap: {site.base_url}/{name}" for name in ("sitemap.xml", "sitemap-news.xml")),
    ]
    return ("\n".join(lines) + "\n").encode()


def _add(root: Element, name: str, address: str, changed: datetime | None = None) -> Element:
    entry = SubElement(root, f"{{{SITEMAP}}}{name}")
    SubElement(entry, f"{{{SITEMAP}}}loc").text = address
    if changed:
        SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed.isoformat()
    return entry


def _xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def add_crawler_files(plan: Plan) -> None:
    """Plan the sitemaps and ``robots.txt``."""
    addresses = plan.site.addresses
    lists = {category.url for category in plan.site.categories} | {HOME, addresses.news, addresses.archive}
    # These two pages exist only where a category has their role.
    own_pages = {"notices": addresses.notices, "documents": addresses.documents}
    lists |= {own_pages[category.role] for category in plan.site.categories if category.role}
    if plan.site.counter_path:
        lists |= {addresses.statistics, addresses.privacy}
    add_sitemaps(plan, lists | {page.url for page in plan.static_pages})
    plan.add_file("/robots.txt", robots_txt(plan.site))
