"""Which pages of the plan Pelican makes, and those it makes only when told to."""

from html import escape
from typing import Any

from pelican.contents import Category, Page
from pelican.generators import Generator
from pelican.plugins import signals

from ban_tin.language.translations import translation
from ban_tin.planning.plan import Plan, PlannedPage, Recipe, page_path
from ban_tin.site.addresses import HOME, NOT_FOUND

#: Templates of ours whose pages Pelican makes, or this package; of the lists only their own addresses.
_MADE = {"404", "archives", "article", "index", "page", "redirect", "site_map", "terms", "withdrawn"}
_LISTS = {"documents", "list", "notices"}


def keep_pages(plan: Plan) -> None:
    """Take the pages out of ``plan`` that Pelican does not make, so that nothing else names them."""
    for path, page in list(plan.pages.items()):
        own_address = page.template in _LISTS and not getattr(page.view, "number", 0)
        if page.template not in _MADE and not own_address:
            del plan.pages[path]


def make_file(path: str, planned: Any) -> bytes:
    """Return the bytes of a planned file, or of a page that leads elsewhere: no theme of Pelican's has one."""
    if isinstance(planned, PlannedPage):
        return _redirect_html(planned.view).encode()
    return bytes(planned.value() if isinstance(planned, Recipe) else planned)


def _redirect_html(view: Any) -> str:
    gettext = translation(view.lang).gettext
    title, words = escape(gettext("Page moved")), escape(gettext("This page has a new address:"))
    url, address = escape(view.url), escape(view.head.canonical)
    return (
        f'<!doctype html>\n<html lang="{view.lang}">\n<meta charset="utf-8">\n<title>{title}</title>\n'
        f'<meta http-equiv="refresh" content="0; url={url}">\n'
        f'<link rel="canonical" href="{address}">\n<p>{words} <a href="{url}">{address}</a></p>\n</html>\n'
    )


def write_lists(generator: Generator, writer: Any, plan: Plan) -> None:
    """Write the lists of which Pelican has no kind: all news, the notices in force, the documents."""
    documented = {article.url for article in plan.news if article.document}
    addresses = plan.site.addresses
    lists = {addresses.news: {article.url for article in plan.news}, addresses.documents: documented}
    if page_path(addresses.notices) in plan.pages:
        lists[addresses.notices] = {teaser.url for teaser in plan.pages[page_path(addresses.notices)].view.items}
    for address, urls in lists.items():
        path = page_path(address)
        if path in plan.pages:
            articles = [article for article in generator.context["articles"] if f"/{article.url}" in urls]
            writer.write_file(
                path,
                generator.get_template("index"),
                generator.context,
                template_name="index",
                articles=articles,
                dates=articles,
                page_name=path.removesuffix(".html"),
                url=address.lstrip("/"),
                blog=True,
            )


def write_not_found(generator: Generator, writer: Any, plan: Plan) -> None:
    """Write the page of every address where there is none."""
    settings = generator.settings
    gettext = plan.site.translation().gettext
    home, archive = (
        f'<a href="{address}">{escape(text)}</a>'
        for address, text in (
            (HOME, gettext("Go to the home page")),
            (plan.site.addresses.archive, gettext("Look in the archive")),
        )
    )
    words = escape(
        gettext("There is no page at this address. It may have been moved, or the address was cut off on its way.")
    )
    path = NOT_FOUND.lstrip("/")
    metadata = {
        "title": gettext("Page not found"),
        "slug": "404",
        "category": Category(settings["PAGE_PATHS"][0], settings),
        "save_as": path,
        "url": path,
    }
    # Other plugins would look for its source file.
    with signals.content_object_init.muted():
        page = Page(f"<p>{words}</p>\n<p>{home} · {archive}</p>", metadata, settings, context=generator.context)
    writer.write_file(path, generator.get_template("page"), generator.context, page=page, url=path)
