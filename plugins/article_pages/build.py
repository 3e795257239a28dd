"""View models of single pages."""

from plugins.addresses import ARCHIVE, HOME, NOT_FOUND
from plugins.archives.years import archive_years
from plugins.article_links import link_articles
from plugins.feeds.links import feed_links
from plugins.site_plan.plan import Plan
from plugins.site_plan.sources import PlannedStaticPage
from plugins.structured_data import article_head, page_head
from plugins.translations import translation
from plugins.view_models import (
    ArticlePage,
    Crumb,
    ErrorPage,
    NewsArticle,
    SiteMapPage,
    StaticPage,
    Teaser,
    WithdrawnPage,
    teaser,
)


def add_article_pages(plan: Plan) -> None:
    """Plan the page of every public article, and the note in place of every withdrawn one."""
    site = plan.site
    home = Crumb(translation(site.language).gettext("Home"), HOME)
    links = link_articles(plan.news)
    for article in plan.news:
        crumbs = (home, Crumb(article.category.name, article.category.url))
        linked = links[article.url]
        view = ArticlePage(
            lang=site.language,
            head=article_head(site, article, crumbs),
            crumbs=crumbs,
            article=article,
            expired=article.expires is not None and article.expires <= plan.now,
            previous=_teaser(linked.previous),
            next=_teaser(linked.next),
            related=tuple(teaser(each) for each in linked.related),
        )
        plan.add_page(article.url, "article", view, article.source_path)
    for article in plan.withdrawn:
        crumbs = (home, Crumb(article.category.name, article.category.url))
        plan.add_page(
            article.url,
            "withdrawn",
            WithdrawnPage(
                lang=site.language,
                head=page_head(
                    site, article.url, article.title, article.withdrawn, crumbs, robots="noindex", date=article.changed
                ),
                crumbs=crumbs,
                title=article.title,
                date=article.date,
                updated=article.updated,
                reason=article.withdrawn,
            ),
            article.source_path,
        )


def _teaser(article: NewsArticle | None) -> Teaser | None:
    return teaser(article) if article else None


def add_static_pages(plan: Plan) -> None:
    """Plan the pages of ``content/trang``, and the one for addresses that lead nowhere."""
    site = plan.site
    for page in plan.static_pages:
        crumbs = (Crumb(translation(page.lang).gettext("Home"), HOME),)
        plan.add_page(page.url, page.template, _static_view(plan, page, crumbs), page.source)
    gettext = translation(site.language).gettext
    title = gettext("Page not found")
    head = page_head(site, NOT_FOUND, title, gettext("There is no page at this address."), robots="noindex")
    crumbs = (Crumb(gettext("Home"), HOME),)
    plan.add_page(NOT_FOUND, "404", ErrorPage(site.language, head, crumbs, ARCHIVE))


def _static_view(plan: Plan, page: PlannedStaticPage, crumbs: tuple[Crumb, ...]) -> StaticPage | SiteMapPage:
    head = page_head(plan.site, page.url, page.title, page.summary, crumbs, page.lang, date=page.updated)
    if page.template == "site_map":
        return SiteMapPage(
            lang=page.lang,
            head=head,
            crumbs=crumbs,
            title=page.title,
            standfirst=page.summary,
            body=page.body,
            pages=tuple(Crumb(each.title, each.url) for each in plan.static_pages if each.url != page.url),
            categories=plan.site.categories,
            years=archive_years(plan.news),
            feeds=feed_links(plan),
        )
    return StaticPage(
        lang=page.lang,
        head=head,
        crumbs=crumbs,
        title=page.title,
        standfirst=page.summary,
        body=page.body,
        attachments=page.attachments,
        updated=page.updated,
        updated_note=page.updated_note,
    )
