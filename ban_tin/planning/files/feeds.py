"""Atom feeds (RFC 4287) with the full text and absolute addresses."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from feedgenerator import Atom1Feed
from markupsafe import Markup, escape

from ban_tin.articles.captions import credit_separator
from ban_tin.articles.own_links import with_links
from ban_tin.articles.safe_html import rewrite_attributes
from ban_tin.photos.markup import picture_html
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME, section_feed
from ban_tin.site.facts import SiteFacts
from ban_tin.views import Deferred, ListedArticle, NewsArticle

#: Entries of one feed.
FEED_LENGTH = 20
#: Attributes that hold an address, or several.
_ADDRESSES = ("href", "src", "srcset", "poster")
_WITH_ADDRESSES = ",".join(f"[{name}]" for name in _ADDRESSES)


class Feed(Atom1Feed):  # type: ignore[misc]  # feedgenerator has no types
    """An Atom feed that says when its newest entry changed, not when it was built."""

    def latest_post_date(self) -> datetime:
        changed: list[datetime] = [item["updateddate"] for item in self.items]
        return max(changed, default=self.feed["empty_date"])


def feed_file(
    site: SiteFacts,
    title: str,
    url: str,
    page_url: str,
    entries: tuple[tuple[Deferred[NewsArticle], tuple[tuple[str, str], ...]], ...],
    now: datetime | None,
) -> bytes:
    """Return the feed at ``url`` of ``entries``: articles, newest first, and where their ``{filename}`` links lead."""
    articles = [with_links(whole.load(), own_links) for whole, own_links in entries]
    return atom_feed(site, title, url, page_url, articles, now)


def atom_feed(
    site: SiteFacts, title: str, url: str, page_url: str, articles: Sequence[NewsArticle], now: datetime | None
) -> bytes:
    """Return the feed at ``url`` of the newest of ``articles`` (newest first); an empty one is of the time ``now``."""
    feed = Feed(
        title=title,
        link=site.base_url + page_url,
        feed_url=site.base_url + url,
        description=None,
        language=site.language,
        author_name=site.department.name,
        empty_date=now,
    )
    for article in articles[:FEED_LENGTH]:
        feed.add_item(**_entry(site, article))
    text = StringIO()
    feed.write(text, "utf-8")
    return text.getvalue().encode()


def _entry(site: SiteFacts, article: NewsArticle) -> dict[str, Any]:
    link = site.base_url + article.url
    return {
        "title": article.title,
        "link": link,
        "unique_id": link,
        "description": article.summary or None,
        "content": absolute_addresses(str(_full_text(article)), site.base_url, link),
        "author_name": ", ".join(author.name for author in article.authors) or article.office or site.department.name,
        "categories": [article.category.name, *(tag.name for tag in article.tags)],
        "pubdate": article.date,
        "updateddate": article.changed,
    }


def _full_text(article: NewsArticle) -> Markup:
    """Return the body with the lead image before it and the attachments after it."""
    parts = []
    if article.lead:
        separator = credit_separator(article.lead.caption) if article.lead.credit else ""
        words = article.lead.caption + separator + article.lead.credit
        caption = Markup("<figcaption>{}</figcaption>").format(words) if words else ""
        parts.append(
            Markup("<figure>{}{}</figure>").format(picture_html(article.lead.photo, article.lead.alt), caption)
        )
    parts.append(article.body)
    if article.attachments:
        rows = [Markup('<li><a href="{}">{}</a> ({})</li>').format(a.url, a.title, a.type) for a in article.attachments]
        parts.append(Markup("<ul>{}</ul>").format(Markup("").join(rows)))
    return Markup("\n").join(escape(part) for part in parts)


def absolute_addresses(html: str, base_url: str, page_url: str = "") -> str:
    """Return ``html`` with every address of the site's own made absolute: readers of feeds know no base.

    Links to a part of the page itself, such as a footnote, lead to ``page_url``.
    """

    def absolute(attributes: Mapping[str, str]) -> dict[str, str]:
        found = {name: value for name, value in attributes.items() if name in _ADDRESSES}
        for name, value in found.items():
            if name == "srcset":
                found[name] = ", ".join(_absolute(each.strip(), base_url) for each in value.split(","))
            else:
                found[name] = page_url + value if value.startswith("#") else _absolute(value, base_url)
        return found

    return rewrite_attributes(html, _WITH_ADDRESSES, absolute)


def _absolute(address: str, base_url: str) -> str:
    return base_url + address if address.startswith("/") and not address.startswith("//") else address


def add_feeds(plan: Plan) -> None:
    """Plan the feed of all news, and that of each section with an article."""
    site = plan.site
    # Every page links to the feed of all news: it is there before the first article is.
    _add_feed(plan, site.department.name, site.addresses.feed, HOME, plan.news)
    by_category = defaultdict(list)
    for article in plan.news:
        by_category[article.category.slug].append(article)
    for category in site.categories:
        if by_category[category.slug]:
            title = f"{category.name} – {site.department.short_name}"
            _add_feed(plan, title, section_feed(category.slug), category.url, by_category[category.slug])


def _add_feed(plan: Plan, title: str, url: str, page_url: str, articles: Sequence[ListedArticle]) -> None:
    entries = tuple((each.whole, each.own_links) for each in articles[:FEED_LENGTH])
    # An empty feed is of the time of the build; any other is of its newest entry's.
    now = None if entries else plan.now
    plan.add_file(url, plan.recipe(feed_file, title=title, url=url, page_url=page_url, entries=entries, now=now))
