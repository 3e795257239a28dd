"""The home page: the one page that is written at every publish."""

from collections import defaultdict
from zoneinfo import ZoneInfo

from ban_tin.planning.feed_links import feed_links
from ban_tin.planning.head import page_head
from ban_tin.planning.pages.lists import in_force, latest_teasers
from ban_tin.planning.pages.statistics import most_read, visits
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import HOME
from ban_tin.views import HomePage, HomeSection, ListedArticle

#: How many articles each part of the page shows.
LATEST_SHOWN, NOTICES_SHOWN, DOCUMENTS_SHOWN, HEADLINES_SHOWN = 5, 5, 5, 3


def home_page(plan: Plan) -> HomePage:
    """Return the home page: the pinned article leads until its date, then the newest one with a photo."""
    current = in_force(plan.news, plan)
    stories = [article for article in current if article.category.role == ""]
    lead = _lead(plan, current, stories)
    rest = [article for article in stories if article is not lead]
    titles = {category.role: category.name for category in plan.site.categories}
    gettext = plan.site.translation().gettext
    description = gettext("News, notices and documents of {name}.").format(name=plan.site.department.name)
    return HomePage(
        lang=plan.site.language,
        head=page_head(plan.site, HOME, "", description, feeds=feed_links(plan), date=plan.now),
        lead=lead.teaser.load() if lead else None,
        latest=latest_teasers(rest, LATEST_SHOWN),
        notices=latest_teasers((each for each in current if each.category.role == "notices"), NOTICES_SHOWN),
        notices_url=plan.site.addresses.notices if "notices" in titles else "",
        notices_title=titles.get("notices", ""),
        sections=_sections(plan, lead, rest),
        documents=latest_teasers((each for each in plan.news if each.document), DOCUMENTS_SHOWN),
        documents_url=plan.site.addresses.documents if "documents" in titles else "",
        documents_title=titles.get("documents", ""),
        most_read=most_read(plan.counts, current),
        visits=visits(plan.counts, ZoneInfo(plan.site.time_zone)) if plan.counts else None,
        published=plan.now,
    )


def _lead(plan: Plan, current: list[ListedArticle], stories: list[ListedArticle]) -> ListedArticle | None:
    pinned = [article for article in current if article.pinned_until and article.pinned_until > plan.now]
    with_photo = [article for article in stories if article.illustrated]
    return next(iter([*pinned, *with_photo, *stories]), None)


def _sections(plan: Plan, lead: ListedArticle | None, rest: list[ListedArticle]) -> tuple[HomeSection, ...]:
    """Return a card for each section: its newest, but for the one that leads the page with the same large photo.

    A section of which all stands above already would only say it twice.
    """
    above = {article.url for article in rest[:LATEST_SHOWN]}
    by_category = defaultdict(list)
    for article in rest:
        by_category[article.category.slug].append(article)
    sections = []
    for category in plan.site.categories:
        articles = by_category[category.slug]
        if any(article.url not in above for article in articles):
            first, *others = articles
            sections.append(HomeSection(category, first.teaser.load(), latest_teasers(others, HEADLINES_SHOWN)))
    return tuple(sections)


def add_home(plan: Plan) -> None:
    """Plan the home page."""
    plan.add_page(HOME, "index", home_page(plan))
