"""The comments of articles: numbered pages of the older ones, and a feed."""

from ban_tin.planning.files.comment_feeds import comment_feed
from ban_tin.planning.head import page_head
from ban_tin.planning.pages.redirects import add_redirect
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME, Addresses
from ban_tin.site.facts import Category, SiteFacts
from ban_tin.views import Comment, CommentsPage, Crumb, Deferred, ListedArticle, ListedComments

#: Where the comments stand in the page of an article; the counter leads there too.
FRAGMENT = "#comments"


def older_comments(article: ListedArticle, addresses: Addresses) -> str:
    """Return the address of the page with the comments before those in the article's own page, ``""`` for none."""
    pages = article.comments.pages if article.comments else ()
    return addresses.comments(article.url, len(pages)) if pages else ""


def add_comments(plan: Plan) -> None:
    """Plan the numbered pages of all comments that their articles' pages don't hold, and the feed of each article that has some."""
    for article in plan.news:
        if article.comments:
            _add_pages(plan, article, article.comments)
            url = plan.site.addresses.comments_feed(article.url)
            feed = plan.recipe(
                comment_feed, title=article.title, url=url, page_url=article.url, comments=article.comments.newest
            )
            plan.add_file(url, feed, article.source_path)


def _add_pages(plan: Plan, article: ListedArticle, comments: ListedComments) -> None:
    addresses = plan.site.addresses
    first = 1
    for number, part in enumerate(comments.pages, start=1):
        # A full page leads to the next one for ever, also while that is still empty.
        is_full = number < len(comments.pages) or comments.last_is_full
        newer = addresses.comments(article.url, number + 1) if is_full else f"{article.url}{FRAGMENT}"
        page = plan.recipe(
            comments_page,
            title=article.title,
            url=article.url,
            category=article.category,
            number=number,
            first=first,
            comments=part,
            newer=newer,
        )
        plan.add_page(addresses.comments(article.url, number), "comments", page, article.source_path, counted=False)
        first += comments.page_length
    if comments.pages and comments.last_is_full:
        add_redirect(plan, addresses.comments(article.url, len(comments.pages) + 1), article.url, article.source_path)


def comments_page(
    site: SiteFacts,
    title: str,
    url: str,
    category: Category,
    number: int,
    first: int,
    comments: Deferred[tuple[Comment, ...]],
    newer: str,
) -> CommentsPage:
    """Return a numbered page of an article's comments.

    Search engines are not to list it: those who wrote are found by way of the article, and not by their names.
    """
    gettext = site.translation().gettext
    addresses = site.addresses
    crumbs = (Crumb(gettext("Home"), HOME), Crumb(category.name, category.url), Crumb(title, url))
    shown = gettext("Readers' comments, page {number}: {title}").format(number=number, title=title)
    address = addresses.comments(url, number)
    return CommentsPage(
        lang=site.language,
        head=page_head(site, address, shown, "", crumbs, robots="noindex"),
        crumbs=crumbs,
        title=title,
        url=f"{url}{FRAGMENT}",
        number=number,
        first=first,
        comments=comments.load(),
        older=addresses.comments(url, number - 1) if number > 1 else "",
        newer=newer,
    )
