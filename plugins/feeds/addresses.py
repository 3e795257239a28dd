"""Where the feeds are."""

from plugins.site_facts.facts import Category
from plugins.site_plan.plan import Plan
from plugins.translations import translation

ALL_FEED = "/feeds/tat-ca.atom.xml"


def category_feed(category: Category) -> str:
    """Return the address of a section's feed."""
    return f"/feeds/{category.slug}.atom.xml"


def feed_links(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return (title, address) of every feed there is: that of all news, then one for each section with articles."""
    used = {article.category.slug for article in plan.news}
    title = translation(plan.site.language).gettext("All news")
    return (
        *(((title, ALL_FEED),) if used else ()),
        *((each.name, category_feed(each)) for each in plan.site.categories if each.slug in used),
    )
