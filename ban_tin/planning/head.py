"""What machines read in ``<head>``: description, Open Graph, Dublin Core and JSON-LD, as data for the template.

Sources: https://schema.org/NewsArticle, https://ogp.me, TT 24/2011/TT-BTTTT (mandatory Dublin Core elements).
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from markupsafe import Markup

from ban_tin.photos.plan import SHARING_SIZE
from ban_tin.rendering.icons import icon_of
from ban_tin.site.addresses import HOME
from ban_tin.site.facts import SiteFacts
from ban_tin.views import Crumb, Figure, Head, NewsArticle

_LOCALES = {"vi": "vi_VN", "en": "en_GB"}

Meta = tuple[str, str, str]


def page_head(
    site: SiteFacts,
    url: str,
    title: str,
    description: str,
    crumbs: Sequence[Crumb] = (),
    lang: str = "",
    feeds: tuple[tuple[str, str], ...] = (),
    robots: str = "",
    date: datetime | None = None,
) -> Head:
    """Return the head of a page that is no article; an empty ``title`` is the home page's.

    ``date`` is when the page's content last changed.
    """
    lang = lang or site.language
    name = site.department.name if lang == "vi" else site.department.name_en
    shown = title or name
    meta = [
        *_open_graph(site, "website", shown, description, url, site.addresses.sharing_picture(HOME), name, lang),
        *_dublin_core(site, shown, description, url, lang),
        ("name", "DC.creator", name),
        *([("name", "DC.date", date.isoformat())] if date else []),
    ]
    data = [_organisation(site)] if not title else [_breadcrumbs(site, crumbs, url, title)]
    return Head(
        title=f"{title} – {site.department.short_name}" if title else name,
        description=description,
        canonical=site.base_url + url,
        robots=robots,
        meta=tuple(meta),
        json_ld=_json_ld(data),
        feeds=feeds,
    )


def article_head(site: SiteFacts, article: NewsArticle, crumbs: Sequence[Crumb]) -> Head:
    """Return the head of an article."""
    shown = article.lead or next(iter(article.figures), None)
    alt = (shown.alt or shown.caption) if shown else site.department.name
    open_graph = _open_graph(
        site, "article", article.title, article.summary, article.url, article.sharing_image, alt, site.language
    )
    meta = [
        *open_graph,
        ("property", "article:published_time", article.date.isoformat()),
        ("property", "article:modified_time", article.changed.isoformat()),
        ("property", "article:section", article.category.name),
        *(("property", "article:tag", tag.name) for tag in article.tags),
        *_dublin_core(site, article.title, article.summary, article.url, site.language),
        *_article_dublin_core(site, article),
    ]
    return Head(
        title=f"{article.title} – {site.department.short_name}",
        description=article.summary,
        canonical=site.base_url + article.url,
        meta=tuple(meta),
        json_ld=_json_ld([_news_article(site, article), _breadcrumbs(site, crumbs, article.url, article.title)]),
    )


def _open_graph(
    site: SiteFacts, kind: str, title: str, description: str, url: str, image: str, alt: str, lang: str
) -> list[Meta]:
    width, height = SHARING_SIZE
    values = {
        "og:type": kind,
        "og:title": title,
        "og:description": description,
        "og:url": site.base_url + url,
        "og:site_name": site.department.short_name,
        "og:locale": _LOCALES[lang],
        "og:image": site.base_url + image,
        "og:image:type": "image/jpeg",
        "og:image:width": str(width),
        "og:image:height": str(height),
        "og:image:alt": alt,
    }
    return [("property", name, value) for name, value in values.items() if value] + [
        ("name", "twitter:card", "summary_large_image")
    ]


def _dublin_core(site: SiteFacts, title: str, description: str, url: str, lang: str) -> list[Meta]:
    values = {
        "DC.title": title,
        "DC.description": description or title,
        "DC.publisher": site.department.name,
        "DC.identifier": site.base_url + url,
        "DC.language": lang,
        "DC.format": "text/html",
    }
    return [("name", name, value) for name, value in values.items() if value]


def _article_dublin_core(site: SiteFacts, article: NewsArticle) -> list[Meta]:
    creators = [author.name for author in article.authors] or [article.office or site.department.name]
    pairs = [
        *(("DC.creator", creator) for creator in creators),
        ("DC.date", article.date.isoformat()),
        ("DC.type", "Text"),
        ("DC.source", article.source_url or article.source),
        ("DC.contributor", article.office),
        *(("DC.subject", tag.name) for tag in article.tags),
    ]
    return [("name", name, value) for name, value in pairs if value]


def _publisher(site: SiteFacts) -> dict[str, Any]:
    """Return what articles say of the department; all else stands once, on the home page, under the same ``@id``."""
    return {
        "@type": "Organization",
        "@id": f"{site.base_url}/#organization",
        "name": site.department.name,
        "url": f"{site.base_url}/",
        "logo": site.base_url + icon_of(site.department),
    }


def _organisation(site: SiteFacts) -> dict[str, Any]:
    department = site.department
    return _publisher(site) | {
        "alternateName": [department.short_name, department.name_en],
        "address": department.address,
        "telephone": department.phone,
        "email": department.email,
        "parentOrganization": {"@type": "Organization", "name": department.governing_body},
    }


def _news_article(site: SiteFacts, article: NewsArticle) -> dict[str, Any]:
    shown = [*([article.lead] if article.lead else []), *article.figures]
    authors = [
        {"@type": "Person", "name": author.name, "url": site.base_url + author.url} for author in article.authors
    ]
    data: dict[str, Any] = {
        "@type": "NewsArticle",
        "@id": f"{site.base_url}{article.url}#article",
        "headline": article.title,
        "description": article.summary,
        "datePublished": article.date.isoformat(),
        "dateModified": article.changed.isoformat(),
        "inLanguage": site.language,
        "isAccessibleForFree": True,
        "mainEntityOfPage": site.base_url + article.url,
        "articleSection": article.category.name,
        "keywords": [tag.name for tag in article.tags],
        "author": authors or [{"@type": "Organization", "name": article.office or site.department.name}],
        "publisher": _publisher(site),
        "image": [_image_object(site, figure) for figure in shown] or [site.base_url + article.sharing_image],
    }
    if article.source_url:
        data["isBasedOn"] = article.source_url
    if article.expires:
        data["expires"] = article.expires.isoformat()
    return data


def _image_object(site: SiteFacts, figure: Figure) -> dict[str, Any]:
    largest = figure.photo.largest
    data = {
        "@type": "ImageObject",
        "url": site.base_url + figure.photo.largest_url,
        "width": largest.width,
        "height": largest.height,
    }
    values = {"caption": figure.caption, "creditText": figure.credit, "description": figure.alt}
    return data | {name: value for name, value in values.items() if value}


def _breadcrumbs(site: SiteFacts, crumbs: Sequence[Crumb], url: str, title: str) -> dict[str, Any]:
    steps = [*((crumb.title, crumb.url) for crumb in crumbs if crumb.url), (title, url)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": site.base_url + address}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def _json_ld(graph: list[dict[str, Any]]) -> Markup:
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    # Inside <script>, only "<" could end the element; JSON allows it as an escape.
    return Markup(text.replace("<", "\\u003c"))  # noqa: S704


def list_head(
    site: SiteFacts,
    url: str,
    title: str,
    description: str,
    crumbs: tuple[Crumb, ...],
    changed: datetime | None,
    number: int = 0,
    feed: str = "",
) -> Head:
    """Return the head of a list; ``changed`` is when the newest of what it shows last changed."""
    gettext = site.translation().gettext
    shown = gettext("{title}, page {number}").format(title=title, number=number) if number else title
    feeds = ((title, feed),) if feed else ()
    fallback = gettext("{title}: news of {name}").format(title=shown, name=site.department.name)
    return page_head(site, url, shown, description or fallback, crumbs, feeds=feeds, date=changed)
