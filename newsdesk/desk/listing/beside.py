"""What stands beside the list: what was published, what is due; and what has to be asked for elsewhere, which the page fetches afterwards."""

from datetime import datetime, tzinfo
from html import escape

from newsdesk.desk.addresses import COMMENTS, FOLDER
from newsdesk.desk.labels import Labels
from newsdesk.language import N_, catalogue, translate
from newsdesk.listing.site_list import Listing
from newsdesk.listing.states import CHANGED, READY
from newsdesk.publishing.due_command import KINDS

#: So many that are still to come are named.
_COMING = 3
_label = Labels(
    {
        "title": N_("How things stand"),
        "publishing": N_("Publishing"),
        "never": N_("Nothing was published from this machine yet."),
        "last": N_("Last published from here: {at}"),
        "publish": N_("See what would change, and publish"),
        "same": N_("Nothing has changed here since."),
        "coming": N_("What comes by itself"),
        "nothing": N_("Nothing is scheduled, nothing expires."),
        "readers": N_("Readers"),
        "comments": N_("Readers' comments"),
        "asking": N_("Asking the counter …"),
    }
)


def beside_list(listing: Listing, zone: tzinfo) -> str:
    """Return what stands beside the list as HTML; moments are shown in ``zone``."""
    return "".join((
        f'<aside class="beside" id="beside" aria-labelledby="stand"><h2 id="stand">{_label.html("title")}</h2>',
        f"<section><h3>{_label.html('publishing')}</h3>{_publishing(listing, zone)}</section>",
        f"<section><h3>{_label.html('coming')}</h3>{_coming(listing)}</section>",
        f'<section id="readers" data-asking="{_label.html("asking")}"><h3>{_label.html("readers")}</h3>',
        f'<div data-part="comments"><p><a href="{COMMENTS}">{_label.html("comments")}</a></p></div><div data-part="figures"></div>',
        '</section><section data-part="status" hidden></section></aside>',
    ))  # fmt: skip


def _publishing(listing: Listing, zone: tzinfo) -> str:
    published = listing.published
    at = datetime.fromtimestamp(published.moment / 1e9, zone) if published else None
    said = _label.say("last").format(at=f"{at:%d/%m/%Y %H:%M}") if at else _label.say("never")
    waiting = _waiting(listing)
    ngettext = catalogue().ngettext
    text = ngettext("%(num)d article waits to be published", "%(num)d articles wait to be published", waiting)
    more = (text % {"num": waiting}) if waiting else _label.say("same") if at else ""
    link = f'<a class="button quiet" href="{FOLDER}publish">{_label.html("publish")}</a>'
    return f"<p>{escape(said)}</p>{f'<p>{escape(more)}</p>' if more else ''}<p>{link}</p>"


def _waiting(listing: Listing) -> int:
    """Return of how many articles readers see something else after the next publishing: those that are gone by now too."""
    waiting = sum(1 for each in listing.found if each.waits or each.state in (READY, CHANGED))
    if listing.published is None:
        return waiting
    here, pages = {each.article.file for each in listing.found}, listing.published.pages
    # A draft that is deleted had no page.
    return waiting + sum(
        1 for file in listing.published.sources if file not in here and f"/{file.removesuffix('index.md')}" in pages
    )


def _coming(listing: Listing) -> str:
    coming = listing.coming[:_COMING]
    if not coming:
        return f"<p>{_label.html('nothing')}</p>"
    items = "".join(
        f"<li>{escape(translate(KINDS[each.kind]).format(at=f'{each.at:%d/%m/%Y %H:%M}', title=each.title))}</li>"
        for each in coming
    )
    return f"<ul>{items}</ul>"
