"""The page that says what is kept of readers; an office that has a page of its own at that address keeps its own."""

from markupsafe import Markup

from ban_tin.planning.head import page_head
from ban_tin.planning.plan import Plan, page_path
from ban_tin.planning.privacy import privacy_text
from ban_tin.site.addresses import HOME
from ban_tin.site.facts import SiteFacts
from ban_tin.views import Crumb, StaticPage


def add_privacy(plan: Plan) -> None:
    """Plan the page of a site that counts, unless it has written one itself. Its own pages are planned by then."""
    address = plan.site.addresses.privacy
    if plan.site.counter_path and page_path(address) not in plan.pages:
        plan.add_page(address, "page", plan.recipe(privacy_page))


def privacy_page(site: SiteFacts) -> StaticPage:
    """Return the page of ``privacy_text``."""
    gettext = site.translation().gettext
    title = gettext("Privacy of readers")
    standfirst = gettext("What {name} keeps of you when you read this site, where, and for how long.").format(
        name=site.department.short_name
    )
    crumbs = (Crumb(gettext("Home"), HOME),)
    body = Markup("\n").join(
        Markup("<h2>{}</h2>\n{}").format(
            section.title, Markup("\n").join(Markup("<p>{}</p>").format(each) for each in section.paragraphs)
        )
        for section in privacy_text(site)
    )
    return StaticPage(
        lang=site.language,
        head=page_head(site, site.addresses.privacy, title, standfirst, crumbs),
        crumbs=crumbs,
        title=title,
        standfirst=standfirst,
        body=body,
        attachments=(),
        updated=None,
        updated_note="",
    )
