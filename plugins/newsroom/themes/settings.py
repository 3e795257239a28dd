"""Pelican's settings for its own way of building: our addresses, and its own pages where a theme wants them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pelican.settings import DEFAULT_CONFIG

from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import Addresses, section_feed
from ban_tin.site.facts import SiteFacts

#: Articles on a page of a list, where the settings name no number.
_LIST_LENGTH = 10
_PERIODS = {"YEAR_ARCHIVE": "{date:%Y}/", "MONTH_ARCHIVE": "{date:%Y}/{date:%m}/"}


def own_addresses(settings: Mapping[str, Any], site: SiteFacts) -> dict[str, Any]:
    """Return what other plugins have to know of ``site``: the addresses of its lists, and who writes."""
    addresses = site.addresses
    article = f"{addresses.news}{{date:%Y}}/{{date:%m}}/{{slug}}/".lstrip("/")
    author = settings.get("AUTHOR") or site.department.short_name
    return {"AUTHOR": author, "ARTICLE_URL": article, "ARTICLE_SAVE_AS": f"{article}index.html"} | _list_urls(addresses)


def _list_urls(addresses: Addresses) -> dict[str, str]:
    terms = {"CATEGORY": addresses.sections, "TAG": addresses.tags, "AUTHOR": addresses.authors}
    indexes = {"CATEGORIES": addresses.sections, "TAGS": addresses.tags, "AUTHORS": addresses.authors}
    urls = {f"{name}_URL": f"{below}{{slug}}/" for name, below in terms.items()}
    urls |= {f"{name}_URL": addresses.archive + period for name, period in _PERIODS.items()}
    urls |= {f"{name}_URL": address for name, address in (indexes | {"ARCHIVES": addresses.archive}).items()}
    return {name: url.lstrip("/") for name, url in urls.items()}


def own_pages(settings: Mapping[str, Any], site: SiteFacts) -> dict[str, Any]:
    """Return what Pelican needs to make its own pages for ``settings["THEME"]``, at our addresses."""
    pages = {
        f"{name.removesuffix('URL')}SAVE_AS": f"{url}index.html" for name, url in _list_urls(site.addresses).items()
    }
    links = dict.fromkeys((item.title, site.base_url + item.url) for item in (*site.menu, *site.footer))
    static = settings["THEME_STATIC_PATHS"] or DEFAULT_CONFIG["THEME_STATIC_PATHS"]
    style = settings.get("CSS_FILE") or DEFAULT_CONFIG["CSS_FILE"]
    theme = Path(settings["THEME"])
    return pages | {
        "SITESUBTITLE": settings.get("SITESUBTITLE") or (_demonstration(site) if site.demo else ""),
        "DIRECT_TEMPLATES": list(dict.fromkeys([*DEFAULT_CONFIG["DIRECT_TEMPLATES"], *settings["DIRECT_TEMPLATES"]])),
        "INDEX_SAVE_AS": "index.html",
        "DEFAULT_PAGINATION": settings["DEFAULT_PAGINATION"] or _LIST_LENGTH,
        "DEFAULT_DATE_FORMAT": "%d/%m/%Y",
        "MENUITEMS": settings.get("MENUITEMS") or list(links),
        # They are in the menu of site.toml, in its order.
        "DISPLAY_PAGES_ON_MENU": False,
        "DISPLAY_CATEGORIES_ON_MENU": False,
        "THEME_STATIC_PATHS": static,
        "CSS_FILE": style if any((theme / each / "css" / style).is_file() for each in static) else "",
        # Pelican's themes know nothing of autoescaping: they would show the tags of `article.content`.
        "JINJA_ENVIRONMENT": {**settings["JINJA_ENVIRONMENT"], "autoescape": False},
    }


def _demonstration(site: SiteFacts) -> str:
    return site.translation().gettext("A demonstration, not the official portal")


def link_feeds(context: dict[str, Any], plan: Plan) -> None:
    """Name our feeds in the ``context`` of templates; as settings, Pelican would write feeds of its own there."""
    context["FEED_ALL_ATOM"] = plan.site.addresses.feed.lstrip("/")
    # A section without an article has no feed, which templates don't know.
    if all(section_feed(category.slug).lstrip("/") in plan.files for category in plan.site.categories):
        context["CATEGORY_FEED_ATOM"] = section_feed("{slug}").lstrip("/")
