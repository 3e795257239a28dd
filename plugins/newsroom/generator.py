"""The plan in Pelican's own way of building: for a site whose plugins or theme need every article as Pelican has it."""

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from markupsafe import escape
from pelican import signals
from pelican.contents import Category
from pelican.generators import ArticlesGenerator, PagesGenerator
from pelican.utils import order_content

from ban_tin.articles.comments import comments_file
from ban_tin.articles.comments.parts import list_comments, part_comments
from ban_tin.building.search_index import add_new_search_index
from ban_tin.findings import report_and_exit
from ban_tin.installation import THEME
from ban_tin.planning.gather import KnownSource
from ban_tin.planning.make import make_plan
from ban_tin.views import NewsArticle, already_loaded, teaser
from plugins.newsroom.begun import begun
from plugins.newsroom.themes import is_pelican_theme, keep_pages, link_feeds


def _plan(generators: list[Any]) -> None:
    articles = next(each for each in generators if isinstance(each, ArticlesGenerator))
    pages = next(each for each in generators if isinstance(each, PagesGenerator))
    begins = begun(articles.settings)
    project, findings = begins.project, begins.findings
    if findings.stop(strict=False):
        report_and_exit(
            findings, project.language, project.strict
        )  # A plan of what could not be read would find links broken that are not.
    contents = chain(articles.articles, articles.hidden_articles, pages.pages)
    # What another plugin added has no source file of ours; Pelican makes its page.
    sources = [_known(each.read_source) for each in contents if hasattr(each, "read_source")]
    sources.sort(key=lambda each: each.entry.path)
    if is_pelican_theme(project.theme):
        # Such a theme says nothing of fonts: sharing pictures are set in those of ours.
        plan = make_plan(replace(project, theme=THEME), findings, sources, keep_pages)
        link_feeds(articles.context, plan)
    else:
        plan = make_plan(project, findings, sources)
        add_new_search_index(plan, project, [each.entry for each in sources])
    if findings.stop(project.strict):
        report_and_exit(findings, project.language, project.strict)
    begins.plan = plan


def _known(read: Any) -> KnownSource:
    content = read.content
    return KnownSource(
        read.entry,
        already_loaded(content),
        already_loaded(teaser(content)) if isinstance(content, NewsArticle) else None,
        list_comments(part_comments(read.comments), comments_file(Path(read.entry.path)).as_posix())
        if read.comments
        else None,
    )


def _order_articles(generator: Any) -> None:
    """Put articles of one date into one order: Pelican reads files in an order that changes with every run."""
    order = generator.settings["ARTICLE_ORDER_BY"]
    generator.articles = order_content(sorted(generator.articles, key=_address, reverse=True), order)
    if is_pelican_theme(begun(generator.settings).project.theme):
        _list_categories(generator)


def _list_categories(generator: Any) -> None:
    """Let Pelican make the list of every section, of those without an article too: the menu leads there."""
    for category in begun(generator.settings).project.site.categories:
        listed = Category(str(escape(category.name)), generator.settings)
        listed.slug = category.slug
        generator.categories[listed]


def _order_pages(generator: Any) -> None:
    """Do the same with pages, which the context holds already."""
    generator.pages[:] = order_content(sorted(generator.pages, key=_address), generator.settings["PAGE_ORDER_BY"])


def _address(content: Any) -> str:
    return str(content.url)


def connect() -> None:
    """Connect the plan between reading and writing."""
    signals.article_generator_pretaxonomy.connect(_order_articles)
    signals.page_generator_finalized.connect(_order_pages)
    signals.all_generators_finalized.connect(_plan)
