"""View models of all lists: sections, tags, authors, years and months, notices, documents, indexes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from plugins.addresses import (
    ARCHIVE,
    AUTHORS,
    DOCUMENTS,
    FEED,
    HOME,
    NEWS,
    NOTICES,
    SECTIONS,
    TAGS,
    month_address,
    numbered_address,
    section_feed,
    year_address,
)
from plugins.archives.paging import paginate
from plugins.archives.years import archive_years
from plugins.redirects.build import add_redirect
from plugins.site_facts.facts import Category
from plugins.site_plan.plan import Plan
from plugins.structured_data import page_head
from plugins.translations import translation
from plugins.vietnamese import collation_key
from plugins.view_models import (
    ArchivePage,
    Crumb,
    DocumentsPage,
    Head,
    IndexEntry,
    IndexPage,
    ListPage,
    NewsArticle,
    NoticesPage,
    Teaser,
    Term,
    teaser,
)

#: Articles on a numbered page of a list; the list's own address shows between this and twice this.
LIST_LENGTH = 10


class ListBuilder:
    """Plans the lists of one site; holds only what every list needs."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.site = plan.site
        self.gettext: Callable[[str], str] = translation(plan.site.language).gettext
        self.home = Crumb(self.gettext("Home"), HOME)

    def add_all(self) -> None:
        news = self.plan.news
        by_category: dict[str, list[NewsArticle]] = defaultdict(list)
        by_tag: dict[Term, list[NewsArticle]] = defaultdict(list)
        by_author: dict[Term, list[NewsArticle]] = defaultdict(list)
        by_year: dict[int, list[NewsArticle]] = defaultdict(list)
        by_month: dict[tuple[int, int], list[NewsArticle]] = defaultdict(list)
        for article in news:
            by_category[article.category.slug].append(article)
            by_year[article.date.year].append(article)
            by_month[article.date.year, article.date.month].append(article)
            for tag in article.tags:
                by_tag[tag].append(article)
            for author in article.authors:
                by_author[author].append(article)
        self._list("all", self.gettext("All news"), NEWS, news, feed=FEED)
        for category in self.site.categories:
            self._category(category, by_category[category.slug])
        tags, authors = self.gettext("Tags"), self.gettext("Authors")
        for tag, articles in by_tag.items():
            self._list("tag", tag.name, tag.url, articles, Crumb(tags, TAGS))
        for author, articles in by_author.items():
            self._list("author", author.name, author.url, articles, Crumb(authors, AUTHORS))
        archive = Crumb(self.gettext("Archive"), ARCHIVE)
        for year, articles in by_year.items():
            self._list("year", self.gettext("Year {year}").format(year=year), year_address(year), articles, archive)
        for (year, month), articles in by_month.items():
            title = self.gettext("{month}/{year}").format(month=f"{month:02d}", year=year)
            self._list(
                "month", title, month_address(year, month), articles, archive, Crumb(str(year), year_address(year))
            )
        self._index("tag", tags, TAGS, by_tag)
        self._index("author", authors, AUTHORS, by_author)
        terms = {Term(each.name, each.slug, each.url): by_category[each.slug] for each in self.site.categories}
        self._index("category", self.gettext("Sections"), SECTIONS, terms, ordered=True)
        self._archive()
        for year, month in by_month:
            add_redirect(self.plan, month_address(year, month, below=NEWS), month_address(year, month))
        for year in by_year:
            add_redirect(self.plan, year_address(year, below=NEWS), year_address(year))
        self._notices(by_category)
        self._documents()

    def _category(self, category: Category, articles: list[NewsArticle]) -> None:
        feed = section_feed(category.slug) if articles else ""
        pinned = [each for each in articles if each.pinned_until and each.pinned_until > self.plan.now]
        self._list(
            "category", category.name, category.url, articles, Crumb(self.gettext("Sections"), SECTIONS),
            description=category.description, section=category.slug, feed=feed, pinned=pinned[:1],
        )  # fmt: skip

    def _list(
        self,
        kind: str,
        title: str,
        url: str,
        articles: Sequence[NewsArticle],
        *above: Crumb,
        description: str = "",
        section: str = "",
        feed: str = "",
        pinned: Sequence[NewsArticle] = (),
    ) -> None:
        crumbs = (self.home, *above)
        for part in paginate(articles, LIST_LENGTH, url):
            items = part.items
            if not part.number:
                items = (*pinned, *(each for each in items if each not in pinned))
            view = ListPage(
                lang=self.site.language,
                head=self._head(part.url, title, description, crumbs, items, part.number, feed),
                crumbs=(*crumbs, Crumb(title, url)) if part.number else crumbs,
                kind=kind,
                title=title,
                description=description if not part.number else "",
                section=section,
                number=part.number,
                items=tuple(teaser(each) for each in items),
                newer=part.newer,
                older=part.older,
                feed=feed,
            )
            self.plan.add_page(part.url, "list", view)
            if part.number == 1:
                add_redirect(self.plan, numbered_address(url, _full_pages(articles) + 1), url)

    def _head(
        self,
        url: str,
        title: str,
        description: str,
        crumbs: tuple[Crumb, ...],
        listed: Sequence[NewsArticle],
        number: int = 0,
        feed: str = "",
    ) -> Head:
        shown = self.gettext("{title}, page {number}").format(title=title, number=number) if number else title
        feeds = ((title, feed),) if feed else ()
        fallback = self.gettext("{title}: news of {name}").format(title=shown, name=self.site.department.name)
        date = max((article.changed for article in listed), default=None)
        return page_head(self.site, url, shown, description or fallback, crumbs, feeds=feeds, date=date)

    def _index(
        self, kind: str, title: str, url: str, terms: dict[Term, list[NewsArticle]], ordered: bool = False
    ) -> None:
        names = list(terms) if ordered else sorted(terms, key=lambda term: collation_key(term.name))
        crumbs = (self.home,)
        entries = tuple(IndexEntry(term, len(terms[term])) for term in names)
        view = IndexPage(
            self.site.language, self._head(url, title, "", crumbs, self.plan.news), crumbs, kind, title, entries
        )
        self.plan.add_page(url, "terms", view)

    def _archive(self) -> None:
        title = self.gettext("Archive")
        crumbs = (self.home,)
        head = self._head(ARCHIVE, title, "", crumbs, self.plan.news)
        view = ArchivePage(self.site.language, head, crumbs, title, archive_years(self.plan.news))
        self.plan.add_page(ARCHIVE, "archives", view)

    def _notices(self, by_category: dict[str, list[NewsArticle]]) -> None:
        """Plan the notices in force; the section's own list keeps the expired ones."""
        category = next((each for each in self.site.categories if each.role == "notices"), None)
        if category is None:
            return
        url, crumbs = NOTICES, (self.home,)
        articles = in_force(by_category[category.slug], self.plan)
        view = NoticesPage(
            lang=self.site.language,
            head=self._head(url, category.name, category.description, crumbs, articles),
            crumbs=crumbs,
            title=category.name,
            description=category.description,
            section=category.slug,
            items=tuple(teaser(each) for each in articles),
            all_url=category.url,
        )
        self.plan.add_page(url, "notices", view)

    def _documents(self) -> None:
        """Plan the table of all articles that carry a document, whatever their section."""
        category = next((each for each in self.site.categories if each.role == "documents"), None)
        if category is None:
            return
        documents = [article for article in self.plan.news if article.document]
        url, crumbs = DOCUMENTS, (self.home,)
        for part in paginate(documents, LIST_LENGTH, url):
            view = DocumentsPage(
                lang=self.site.language,
                head=self._head(part.url, category.name, category.description, crumbs, part.items, part.number),
                crumbs=(*crumbs, Crumb(category.name, url)) if part.number else crumbs,
                title=category.name,
                description=category.description,
                section=category.slug,
                number=part.number,
                items=tuple(teaser(each) for each in part.items),
                newer=part.newer,
                older=part.older,
            )
            self.plan.add_page(part.url, "documents", view)
            if part.number == 1:
                add_redirect(self.plan, numbered_address(url, _full_pages(documents) + 1), url)


def in_force(articles: Iterable[NewsArticle], plan: Plan) -> list[NewsArticle]:
    """Return the articles that have not expired at the time of the build."""
    return [article for article in articles if article.expires is None or article.expires > plan.now]


def _full_pages(articles: Sequence[NewsArticle]) -> int:
    return len(paginate(articles, LIST_LENGTH, "")) - 1


def latest_teasers(articles: Iterable[NewsArticle], count: int) -> tuple[Teaser, ...]:
    """Return the teasers of the first ``count`` articles."""
    return tuple(teaser(each) for each, _ in zip(articles, range(count), strict=False))
