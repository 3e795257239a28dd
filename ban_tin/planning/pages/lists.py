"""View models of all lists: sections, tags, authors, years and months, notices, documents, indexes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from itertools import islice

from ban_tin.language.vietnamese import collation_key
from ban_tin.planning.head import list_head
from ban_tin.planning.pages.paging import count_full_pages, paginate
from ban_tin.planning.pages.redirects import add_redirect
from ban_tin.planning.pages.years import archive_years
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME, section_feed
from ban_tin.site.facts import Category, SiteFacts
from ban_tin.views import (
    ArchivePage,
    Crumb,
    Deferred,
    IndexEntry,
    IndexPage,
    ListedArticle,
    ListPage,
    NoticesPage,
    Teaser,
    Term,
)

#: Articles on a numbered page of a list; the list's own address shows between this and twice this.
LIST_LENGTH = 10


class ListBuilder:
    """Plans the lists of one site; holds only what every list needs."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.site = plan.site
        self.addresses = plan.site.addresses
        self.gettext: Callable[[str], str] = plan.site.translation().gettext
        self.home = Crumb(self.gettext("Home"), HOME)

    def add_all(self) -> None:
        news = self.plan.news
        by_category: dict[str, list[ListedArticle]] = defaultdict(list)
        # By address: an address is compared faster than a term is.
        by_tag: dict[str, list[ListedArticle]] = defaultdict(list)
        by_author: dict[str, list[ListedArticle]] = defaultdict(list)
        terms: dict[str, Term] = {}
        by_year: dict[int, list[ListedArticle]] = defaultdict(list)
        by_month: dict[tuple[int, int], list[ListedArticle]] = defaultdict(list)
        for article in news:
            by_category[article.category.slug].append(article)
            by_year[article.date.year].append(article)
            by_month[article.date.year, article.date.month].append(article)
            for tag in article.tags:
                terms[tag.url] = tag
                by_tag[tag.url].append(article)
            for author in article.authors:
                terms[author.url] = author
                by_author[author.url].append(article)
        self._list("all", self.gettext("All news"), self.addresses.news, news, feed=self.addresses.feed)
        for category in self.site.categories:
            self._category(category, by_category[category.slug])
        tags, authors = self.gettext("Tags"), self.gettext("Authors")
        for url, articles in by_tag.items():
            self._list("tag", terms[url].name, url, articles, Crumb(tags, self.addresses.tags))
        for url, articles in by_author.items():
            self._list("author", terms[url].name, url, articles, Crumb(authors, self.addresses.authors))
        archive = Crumb(self.gettext("Archive"), self.addresses.archive)
        for year, articles in by_year.items():
            self._list(
                "year", self.gettext("Year {year}").format(year=year), self.addresses.year(year), articles, archive
            )
        for (year, month), articles in by_month.items():
            title = self.gettext("{month}/{year}").format(month=f"{month:02d}", year=year)
            self._list(
                "month",
                title,
                self.addresses.month(year, month),
                articles,
                archive,
                Crumb(str(year), self.addresses.year(year)),
            )
        self._index("tag", tags, self.addresses.tags, {terms[url]: each for url, each in by_tag.items()})
        self._index("author", authors, self.addresses.authors, {terms[url]: each for url, each in by_author.items()})
        sections = {Term(each.name, each.slug, each.url): by_category[each.slug] for each in self.site.categories}
        self._index("category", self.gettext("Sections"), self.addresses.sections, sections, ordered=True)
        self._archive()
        for year, month in by_month:
            add_redirect(self.plan, self.addresses.articles_of(year, month), self.addresses.month(year, month))
        for year in by_year:
            add_redirect(self.plan, self.addresses.articles_of(year), self.addresses.year(year))
        self._notices(by_category)

    def _category(self, category: Category, articles: list[ListedArticle]) -> None:
        feed = section_feed(category.slug) if articles else ""
        pinned = [each for each in articles if each.pinned_until and each.pinned_until > self.plan.now]
        # The notices in force have a page of their own, which is called as the section is.
        title = self.gettext("All: {name}").format(name=category.name) if category.role == "notices" else category.name
        self._list(
            "category", title, category.url, articles, Crumb(self.gettext("Sections"), self.addresses.sections),
            description=category.description, section=category.slug, feed=feed, pinned=pinned[:1],
        )  # fmt: skip

    def _list(
        self,
        kind: str,
        title: str,
        url: str,
        articles: Sequence[ListedArticle],
        *above: Crumb,
        description: str = "",
        section: str = "",
        feed: str = "",
        pinned: Sequence[ListedArticle] = (),
    ) -> None:
        crumbs = (self.home, *above)
        numbered = (*crumbs, Crumb(title, url))
        for part in paginate(articles, LIST_LENGTH, url, self.addresses):
            items = part.items
            if not part.number:
                items = (*pinned, *(each for each in items if each not in pinned))
            self.plan.add_page(
                part.url,
                "list",
                self.plan.recipe(
                    list_page,
                    kind=kind,
                    title=title,
                    url=part.url,
                    crumbs=numbered if part.number else crumbs,
                    description=description,
                    section=section,
                    number=part.number,
                    items=_teasers(items),
                    over=tuple([each.url for each in items if is_over(each, self.plan)]),
                    changed=_changed(items),
                    newer=part.newer,
                    older=part.older,
                    feed=feed,
                ),
            )
            if part.number == 1:
                add_redirect(
                    self.plan, self.addresses.numbered(url, count_full_pages(len(articles), LIST_LENGTH) + 1), url
                )

    def _index(
        self, kind: str, title: str, url: str, terms: dict[Term, list[ListedArticle]], ordered: bool = False
    ) -> None:
        names = list(terms) if ordered else sorted(terms, key=lambda term: collation_key(term.name))
        crumbs = (self.home,)
        about = {each.url: each.description for each in self.site.categories}
        entries = tuple(IndexEntry(term, len(terms[term]), about.get(term.url, "")) for term in names)
        head = list_head(self.site, url, title, "", crumbs, _changed(self.plan.news))
        self.plan.add_page(url, "terms", IndexPage(self.site.language, head, crumbs, kind, title, entries))

    def _archive(self) -> None:
        title = self.gettext("Archive")
        crumbs = (self.home,)
        head = list_head(self.site, self.addresses.archive, title, "", crumbs, _changed(self.plan.news))
        view = ArchivePage(self.site.language, head, crumbs, title, archive_years(self.plan.news, self.addresses))
        self.plan.add_page(self.addresses.archive, "archives", view)

    def _notices(self, by_category: dict[str, list[ListedArticle]]) -> None:
        """Plan the notices in force; the section's own list keeps the expired ones."""
        category = next((each for each in self.site.categories if each.role == "notices"), None)
        if category is None:
            return
        url, crumbs = self.addresses.notices, (self.home,)
        articles = in_force(by_category[category.slug], self.plan)
        page = self.plan.recipe(
            notices_page,
            category=category,
            url=url,
            crumbs=crumbs,
            items=_teasers(articles),
            changed=_changed(articles),
        )
        self.plan.add_page(url, "notices", page)


def list_page(
    site: SiteFacts,
    kind: str,
    title: str,
    url: str,
    crumbs: tuple[Crumb, ...],
    description: str,
    section: str,
    number: int,
    items: tuple[Deferred[Teaser], ...],
    over: tuple[str, ...],
    changed: datetime | None,
    newer: str,
    older: str,
    feed: str,
) -> ListPage:
    """Return one page of a list."""
    # The head has no step for the list itself: the page's own title stands there.
    above = crumbs[:-1] if number else crumbs
    return ListPage(
        lang=site.language,
        head=list_head(site, url, title, description, above, changed, number, feed),
        crumbs=crumbs,
        kind=kind,
        title=title,
        description=description if not number else "",
        section=section,
        number=number,
        items=tuple(each.load() for each in items),
        over=over,
        newer=newer,
        older=older,
        feed=feed,
    )


def notices_page(
    site: SiteFacts,
    category: Category,
    url: str,
    crumbs: tuple[Crumb, ...],
    items: tuple[Deferred[Teaser], ...],
    changed: datetime | None,
) -> NoticesPage:
    """Return the page of the notices in force."""
    return NoticesPage(
        lang=site.language,
        head=list_head(site, url, category.name, category.description, crumbs, changed),
        crumbs=crumbs,
        title=category.name,
        description=category.description,
        section=category.slug,
        items=tuple(each.load() for each in items),
        all_url=category.url,
    )


def _teasers(articles: Iterable[ListedArticle]) -> tuple[Deferred[Teaser], ...]:
    return tuple([each.teaser for each in articles])


def _changed(articles: Iterable[ListedArticle]) -> datetime | None:
    return max([each.changed for each in articles], default=None)


def in_force(articles: Iterable[ListedArticle], plan: Plan) -> list[ListedArticle]:
    """Return the articles that have not expired at the time of the build."""
    return [article for article in articles if not is_over(article, plan)]


def is_over(article: ListedArticle, plan: Plan) -> bool:
    """Return whether ``article`` has expired at the time of the build."""
    return article.expires is not None and article.expires <= plan.now


def latest_teasers(articles: Iterable[ListedArticle], count: int) -> tuple[Teaser, ...]:
    """Return the teasers of the first ``count`` articles."""
    return tuple(each.teaser.load() for each in islice(articles, count))


def add_lists(plan: Plan) -> None:
    """Plan every list, the archive by year and month, and the indexes of terms."""
    ListBuilder(plan).add_all()
