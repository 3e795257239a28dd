"""View models of single pages."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from markupsafe import Markup

from ban_tin.articles.bound import bind_html
from ban_tin.articles.own_links import with_links
from ban_tin.planning.article_links import link_articles
from ban_tin.planning.feed_links import feed_links
from ban_tin.planning.files.reader_words import consent_of
from ban_tin.planning.head import article_head, page_head
from ban_tin.planning.pages.comments import older_comments as address_of_older
from ban_tin.planning.pages.documents import document_state
from ban_tin.planning.pages.lists import is_over
from ban_tin.planning.pages.years import archive_years
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME, NOT_FOUND
from ban_tin.site.facts import Category, SiteFacts
from ban_tin.views import (
    ArchiveYear,
    ArticleComments,
    ArticlePage,
    Comment,
    Crumb,
    Deferred,
    ErrorPage,
    ListedArticle,
    NewsArticle,
    SiteMapPage,
    SourcePage,
    StaticPage,
    Teaser,
    WithdrawnPage,
)

OwnLinks = tuple[tuple[str, str], ...]
Content = TypeVar("Content", NewsArticle, SourcePage)


def add_article_pages(plan: Plan) -> None:
    """Plan the page of every public article, and the note in place of every withdrawn one."""
    links = link_articles(plan.news)
    titles = {article.url: article.title for article in plan.news}
    for article in plan.news:
        linked = links[article.url]
        plan.add_page(
            article.url,
            "article",
            plan.recipe(
                article_page,
                whole=article.whole,
                own_links=article.own_links,
                expired=is_over(article, plan),
                state=document_state(article, plan.now),
                replacement=_replacement(article, titles),
                previous=linked.previous.teaser if linked.previous else None,
                next=linked.next.teaser if linked.next else None,
                related=tuple([each.teaser for each in linked.related]),
                comment_count=article.comments.count if article.comments else 0,
                comments=article.comments.newest if article.comments else None,
                older_comments=address_of_older(article, plan.site.addresses),
            ),
            article.source_path,
        )
    for article in plan.withdrawn:
        note = plan.recipe(withdrawn_page, whole=article.whole, replacement=_replacement(article, titles))
        plan.add_page(article.url, "withdrawn", note, article.source_path, counted=False)


def _replacement(article: ListedArticle, titles: Mapping[str, str]) -> Crumb | None:
    """Return the title and the address of what is in the place of ``article``; of what is no article, the address alone is known."""
    url = article.replaced_by
    return Crumb(titles.get(url, url), url) if url else None


def article_page(
    site: SiteFacts,
    whole: Deferred[NewsArticle],
    own_links: OwnLinks,
    expired: bool,
    state: str,
    replacement: Crumb | None,
    previous: Deferred[Teaser] | None,
    next: Deferred[Teaser] | None,
    related: tuple[Deferred[Teaser], ...],
    comment_count: int,
    comments: Deferred[tuple[Comment, ...]] | None,
    older_comments: str,
) -> ArticlePage:
    """Return the page of an article."""
    article = _as_shown(whole, own_links)
    crumbs = _crumbs(site, article.category)
    return ArticlePage(
        lang=site.language,
        head=replace(article_head(site, article, crumbs), feeds=_comment_feeds(site, article, comment_count)),
        crumbs=crumbs,
        article=article,
        expired=expired,
        state=state,
        replacement=replacement,
        previous=previous.load() if previous else None,
        next=next.load() if next else None,
        related=tuple(each.load() for each in related),
        comments=ArticleComments(
            comment_count,
            comments.load() if comments else (),
            older_comments,
            site.addresses.comments_feed(article.url) if comment_count else "",
            consent_of(site),
        )
        if site.readers.comments
        else None,
    )


def _comment_feeds(site: SiteFacts, article: NewsArticle, count: int) -> tuple[tuple[str, str], ...]:
    title = site.translation().gettext("Comments: {title}").format(title=article.title)
    return ((title, site.addresses.comments_feed(article.url)),) if count else ()


def withdrawn_page(site: SiteFacts, whole: Deferred[NewsArticle], replacement: Crumb | None) -> WithdrawnPage:
    """Return the note that stands in place of a withdrawn article."""
    article = whole.load()
    crumbs = _crumbs(site, article.category)
    return WithdrawnPage(
        lang=site.language,
        head=page_head(
            site, article.url, article.title, article.withdrawn, crumbs, robots="noindex", date=article.changed
        ),
        crumbs=crumbs,
        title=article.title,
        date=article.date,
        updated=article.updated,
        reason=article.withdrawn,
        replacement=replacement,
    )


def _as_shown(whole: Deferred[Content], own_links: OwnLinks) -> Content:
    """Return an article or a page as its own page shows it: links led to their addresses, names and numbers kept together."""
    content = with_links(whole.load(), own_links)
    return replace(content, body=Markup(bind_html(str(content.body))))  # noqa: S704 - the same HTML that the reader trusts


def _crumbs(site: SiteFacts, category: Category) -> tuple[Crumb, ...]:
    return (Crumb(site.translation().gettext("Home"), HOME), Crumb(category.name, category.url))


def add_static_pages(plan: Plan) -> None:
    """Plan the pages of ``content/trang``, and the one for addresses that lead nowhere."""
    pages = [(page, page.whole.load()) for page in plan.static_pages]
    for page, content in pages:
        if content.template == "site_map":
            others = tuple(Crumb(each.title, each.url) for each, _ in pages if each is not page)
            view = plan.recipe(
                site_map_page,
                whole=page.whole,
                own_links=page.own_links,
                pages=others,
                years=archive_years(plan.news, plan.site.addresses),
                feeds=feed_links(plan),
            )
            plan.add_page(page.url, "site_map", view, page.source_path)
        else:
            text = plan.recipe(static_page, whole=page.whole, own_links=page.own_links)
            plan.add_page(page.url, "page", text, page.source_path)
    site = plan.site
    maps = [page.url for page, content in pages if content.template == "site_map" and content.lang == site.language]
    contact = site.addresses.contact if site.addresses.contact in {page.url for page, _ in pages} else ""
    missing = plan.recipe(error_page, map_url=next(iter(maps), ""), contact_url=contact)
    plan.add_page(NOT_FOUND, "404", missing, counted=False)


def error_page(site: SiteFacts, map_url: str, contact_url: str) -> ErrorPage:
    """Return the page of every address where there is none. It leads to the map of the site and to its contacts, if there are any."""
    gettext = site.translation().gettext
    title = gettext("Page not found")
    head = page_head(site, NOT_FOUND, title, gettext("There is no page at this address."), robots="noindex")
    return ErrorPage(site.language, head, (Crumb(gettext("Home"), HOME),), site.addresses.archive, map_url, contact_url)


def static_page(site: SiteFacts, whole: Deferred[SourcePage], own_links: OwnLinks) -> StaticPage:
    """Return a page of ``content/trang``."""
    page = _as_shown(whole, own_links)
    crumbs = (Crumb(site.translation(page.lang).gettext("Home"), HOME),)
    return StaticPage(
        lang=page.lang,
        head=page_head(site, page.url, page.title, page.summary, crumbs, page.lang, date=page.updated),
        crumbs=crumbs,
        title=page.title,
        standfirst=page.summary,
        body=page.body,
        attachments=page.attachments,
        updated=page.updated,
        updated_note=page.updated_note,
        status=page.status,
    )


def site_map_page(
    site: SiteFacts,
    whole: Deferred[SourcePage],
    own_links: OwnLinks,
    pages: tuple[Crumb, ...],
    years: tuple[ArchiveYear, ...],
    feeds: tuple[tuple[str, str], ...],
) -> SiteMapPage:
    """Return the map of the site."""
    page = _as_shown(whole, own_links)
    crumbs = (Crumb(site.translation(page.lang).gettext("Home"), HOME),)
    return SiteMapPage(
        lang=page.lang,
        head=page_head(site, page.url, page.title, page.summary, crumbs, page.lang, date=page.updated),
        crumbs=crumbs,
        title=page.title,
        standfirst=page.summary,
        body=page.body,
        pages=pages,
        categories=site.categories,
        years=years,
        feeds=feeds,
    )
