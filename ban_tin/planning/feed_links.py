"""Which feeds there are, for the pages that link to them."""

from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import section_feed


def feed_links(plan: Plan) -> tuple[tuple[str, str], ...]:
    """Return (title, address) of every feed: that of all news, then one for each section with articles."""
    used = {article.category.slug for article in plan.news}
    title = plan.site.translation().gettext("All news")
    return (
        (title, plan.site.addresses.feed),
        *((each.name, section_feed(each.slug)) for each in plan.site.categories if each.slug in used),
    )
