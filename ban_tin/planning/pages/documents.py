"""The table of documents, whole and by type and year; and what still holds of a document."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from ban_tin.language.vietnamese import collation_key, slugify
from ban_tin.planning.head import list_head
from ban_tin.planning.pages.paging import count_full_pages, paginate
from ban_tin.planning.pages.redirects import add_redirect
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME
from ban_tin.site.facts import Category, SiteFacts
from ban_tin.views import Crumb, Deferred, DocumentFilter, DocumentsPage, ListedArticle, Teaser

#: Documents on a numbered page of the table, as in ``lists``.
_LENGTH = 10


def document_state(article: ListedArticle, now: datetime) -> str:
    """Return ``"replaced"``, ``"expired"``, ``"coming"`` or ``"in_force"``; ``""`` where nothing says since when it holds."""
    if article.replaced_by:
        return "replaced"
    if article.expires is not None and article.expires <= now:
        return "expired"
    effective = article.document.effective if article.document else None
    if effective is None:
        return ""
    return "coming" if effective > now else "in_force"


def add_documents(plan: Plan) -> None:
    """Plan the table of all articles that carry a document, whatever their section; and a table for each type and each year of issue."""
    category = next((each for each in plan.site.categories if each.role == "documents"), None)
    if category is None:
        return
    documents = [article for article in plan.news if article.document]
    filters = _filters(plan, documents)
    whole = plan.site.addresses.documents
    _add_table(plan, category, category.name, whole, documents, filters)
    gettext = plan.site.translation().gettext
    for each in filters:
        if each.kind == "year":
            shown = [a for a in documents if a.document and str(a.document.issued.year) == each.title]
            title = gettext("{name}, {year}").format(name=category.name, year=each.title)
        else:
            shown = [a for a in documents if a.document and a.document.type == each.title]
            title = gettext("{name}: {type}").format(name=category.name, type=each.title)
        _add_table(plan, category, title, each.url, shown, filters)


def _filters(plan: Plan, documents: Sequence[ListedArticle]) -> tuple[DocumentFilter, ...]:
    """Return the types in their order, then the years, the newest first; one alone would filter nothing."""
    addresses = plan.site.addresses
    types = Counter(a.document.type for a in documents if a.document and slugify(a.document.type))
    years = Counter(a.document.issued.year for a in documents if a.document)
    by_type = sorted(types, key=collation_key) if len(types) > 1 else []
    by_year = sorted(years, reverse=True) if len(years) > 1 else []
    return (
        *(DocumentFilter("type", each, addresses.documents_of(slugify(each)), types[each]) for each in by_type),
        *(DocumentFilter("year", str(each), addresses.documents_of(str(each)), years[each]) for each in by_year),
    )


def _add_table(
    plan: Plan,
    category: Category,
    title: str,
    url: str,
    documents: Sequence[ListedArticle],
    filters: tuple[DocumentFilter, ...],
) -> None:
    addresses = plan.site.addresses
    home = (Crumb(plan.site.translation().gettext("Home"), HOME),)
    above = home if url == addresses.documents else (*home, Crumb(category.name, addresses.documents))
    for part in paginate(documents, _LENGTH, url, addresses):
        states = [(article.url, document_state(article, plan.now)) for article in part.items]
        plan.add_page(
            part.url,
            "documents",
            plan.recipe(
                documents_page,
                category=category,
                title=title,
                list_url=url,
                url=part.url,
                crumbs=(*above, Crumb(title, url)) if part.number else above,
                number=part.number,
                items=tuple([each.teaser for each in part.items]),
                # What is plainly in force needs no word in a table.
                states=tuple((address, state) for address, state in states if state not in ("", "in_force")),
                changed=max([each.changed for each in part.items], default=None),
                newer=part.newer,
                older=part.older,
                filters=filters,
            ),
        )
        if part.number == 1:
            add_redirect(plan, addresses.numbered(url, count_full_pages(len(documents), _LENGTH) + 1), url)


def documents_page(
    site: SiteFacts,
    category: Category,
    title: str,
    list_url: str,
    url: str,
    crumbs: tuple[Crumb, ...],
    number: int,
    items: Iterable[Deferred[Teaser]],
    states: tuple[tuple[str, str], ...],
    changed: datetime | None,
    newer: str,
    older: str,
    filters: tuple[DocumentFilter, ...],
) -> DocumentsPage:
    """Return one page of a table of documents."""
    whole = list_url == site.addresses.documents
    description = category.description if whole else ""
    above = crumbs[:-1] if number else crumbs
    return DocumentsPage(
        lang=site.language,
        head=list_head(site, url, title, description, above, changed, number),
        crumbs=crumbs,
        title=title,
        description=description,
        section=category.slug,
        list_url=list_url,
        number=number,
        items=tuple(each.load() for each in items),
        states=states,
        newer=newer,
        older=older,
        filters=filters,
    )
