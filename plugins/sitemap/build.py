"""Sitemaps (https://www.sitemaps.org/protocol.html), one shard a year, and the news sitemap."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from plugins.site_facts.facts import SiteFacts
from plugins.view_models import NewsArticle

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
#: News sitemaps list the articles of the last two days, at most 1,000 (Google's rule).
NEWS_AGE, NEWS_LENGTH = timedelta(days=2), 1000

register_namespace("", SITEMAP)
register_namespace("news", NEWS)


def sitemap_files(
    site: SiteFacts, news: Sequence[NewsArticle], pages: Iterable[str], now: datetime
) -> dict[str, bytes]:
    """Return every sitemap by its address: the index, one shard a year, the pages, and the news sitemap."""
    by_year: dict[int, list[NewsArticle]] = defaultdict(list)
    for article in news:
        by_year[article.date.year].append(article)
    files = {f"/sitemap-{year}.xml": _shard(site, articles) for year, articles in sorted(by_year.items())}
    index = Element(f"{{{SITEMAP}}}sitemapindex")
    for year, articles in sorted(by_year.items()):
        _add(index, "sitemap", f"{site.base_url}/sitemap-{year}.xml", max(each.changed for each in articles))
    _add(index, "sitemap", f"{site.base_url}/sitemap-pages.xml")
    files["/sitemap-pages.xml"] = _pages(site, pages)
    files["/sitemap-news.xml"] = _news(site, news, now)
    return files | {"/sitemap.xml": _xml(index)}


def robots_txt(site: SiteFacts) -> bytes:
    """Return robots.txt: everything may be read; where the sitemaps are."""
    lines = [
        "User-agent: *",
        "Allow: /",
        "",
        *(f"Sitemap: {site.base_url}/{name}" for name in ("sitemap.xml", "sitemap-news.xml")),
    ]
    return ("\n".join(lines) + "\n").encode()


def _shard(site: SiteFacts, articles: list[NewsArticle]) -> bytes:
    root = Element(f"{{{SITEMAP}}}urlset")
    for article in articles:
        _add(root, "url", site.base_url + article.url, article.changed)
    return _xml(root)


def _pages(site: SiteFacts, pages: Iterable[str]) -> bytes:
    root = Element(f"{{{SITEMAP}}}urlset")
    for url in sorted(pages):
        _add(root, "url", site.base_url + url)
    return _xml(root)


def _news(site: SiteFacts, news: Sequence[NewsArticle], now: datetime) -> bytes:
    root = Element(f"{{{SITEMAP}}}urlset")
    recent = [article for article in news if now - NEWS_AGE <= article.date <= now]
    for article in recent[:NEWS_LENGTH]:
        entry = _add(root, "url", site.base_url + article.url)
        told = SubElement(entry, f"{{{NEWS}}}news")
        publication = SubElement(told, f"{{{NEWS}}}publication")
        SubElement(publication, f"{{{NEWS}}}name").text = site.department.name
        SubElement(publication, f"{{{NEWS}}}language").text = site.language
        SubElement(told, f"{{{NEWS}}}publication_date").text = article.date.isoformat()
        SubElement(told, f"{{{NEWS}}}title").text = article.title
    return _xml(root)


def _add(root: Element, name: str, address: str, changed: datetime | None = None) -> Element:
    entry = SubElement(root, f"{{{SITEMAP}}}{name}")
    SubElement(entry, f"{{{SITEMAP}}}loc").text = address
    if changed:
        SubElement(entry, f"{{{SITEMAP}}}lastmod").text = changed.isoformat()
    return entry


def _xml(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))
