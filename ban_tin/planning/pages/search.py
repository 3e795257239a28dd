"""The page of the search. It changes with a new year, author or type of document, not with every article."""

from ban_tin.language.vietnamese import collation_key, slugify
from ban_tin.planning.head import page_head
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME
from ban_tin.site.facts import SiteFacts
from ban_tin.views import Crumb, SearchFilter, SearchPage

#: With more authors the page has no filter for them: it would be longer than the results, and a name can be typed.
MOST_AUTHORS = 150

Options = tuple[tuple[str, str], ...]


def add_search_page(plan: Plan) -> None:
    """Plan the page of the search."""
    authors = {author.slug: author.name for article in plan.news for author in article.authors}
    names = {article.document.type for article in plan.news if article.document}
    types = {slugify(name): name for name in sorted(names)}
    types.pop("", None)
    view = plan.recipe(
        search_page,
        years=tuple(sorted({article.date.year for article in plan.news}, reverse=True)),
        authors=_sorted(authors) if len(authors) <= MOST_AUTHORS else (),
        types=_sorted(types),
        documents=any(article.document for article in plan.news),
        pages=bool(plan.static_pages),
    )
    plan.add_page(plan.site.addresses.search, "search", view)


def _sorted(names: dict[str, str]) -> Options:
    return tuple(sorted(((name, slug) for slug, name in names.items()), key=lambda each: collation_key(each[0])))


def search_page(
    site: SiteFacts, years: tuple[int, ...], authors: Options, types: Options, documents: bool, pages: bool
) -> SearchPage:
    """Return the page of the search. A filter with one choice would narrow nothing: it is left out."""
    gettext = site.translation().gettext
    notices = any(each.role == "notices" for each in site.categories)
    kinds = (
        (gettext("News"), "news"),
        *([(gettext("Notices"), "notice")] if notices else []),
        *([(gettext("Documents"), "document")] if documents else []),
        *([(gettext("Pages"), "page")] if pages else []),
    )
    filters = (
        SearchFilter("section", gettext("Section"), gettext("All sections"), tuple((c.name, c.slug) for c in site.categories)),
        SearchFilter("year", gettext("Year"), gettext("All years"), tuple((str(year), str(year)) for year in years)),
        SearchFilter("kind", gettext("Kind"), gettext("All kinds"), kinds),
        SearchFilter("type", gettext("Type of document"), gettext("All types"), types),
        SearchFilter("author", gettext("Author"), gettext("All authors"), authors),
    )  # fmt: skip
    order = SearchFilter("sort", gettext("Order"), gettext("Best first"), ((gettext("Newest first"), "date"),))
    url, title = site.addresses.search, gettext("Search")
    crumbs = (Crumb(gettext("Home"), HOME),)
    description = gettext("Search the news, notices and documents of {name}.").format(name=site.department.name)
    return SearchPage(
        lang=site.language,
        head=page_head(site, url, title, description, crumbs),
        crumbs=crumbs,
        title=title,
        filters=(*(each for each in filters if len(each.options) > 1), order),
        categories=site.categories,
        years=tuple((year, site.addresses.year(year)) for year in years),
    )
