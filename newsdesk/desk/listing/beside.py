"""What stands beside the list: what was published, what is due; and what has to be asked for elsewhere, which the page fetches afterwards."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape

from newsdesk.desk.addresses import COMMENTS, FOLDER
from newsdesk.language import N_, catalogue, translate
from newsdesk.listing.articles import ListedArticle
from newsdesk.listing.site_list import Listing
from newsdesk.listing.states import CHANGED, READY
from newsdesk.publishing.due import changes_in_time
from newsdesk.publishing.due_command import KINDS
from newsdesk.publishing.release import last_seen
from newsdesk.site_folder import SiteFolder

#: So many that are still to come are named.
_COMING = 3
_LABELS = {
    "title": N_("How things stand"),
    "publishing": N_("Publishing"),
    "never": N_("Nothing was published from this machine yet."),
    "last": N_("Last published: {at}"),
    "publish": N_("See what would change, and publish"),
    "same": N_("Readers see everything as it is here."),
    "coming": N_("What comes by itself"),
    "nothing": N_("Nothing is scheduled, nothing expires."),
    "readers": N_("Readers"),
    "comments": N_("Readers' comments"),
    "asking": N_("Asking the counter …"),
}


def beside_list(site: SiteFolder, listing: Listing) -> str:
    """Return it as HTML."""
    articles, now, states = listing.articles, listing.now, listing.count_states()
    return "".join((
        f'<aside class="beside" id="beside" aria-labelledby="stand"><h2 id="stand">{_t("title")}</h2>',
        f"<section><h3>{_t('publishing')}</h3>{_publishing(site, states, now)}</section>",
        f"<section><h3>{_t('coming')}</h3>{_coming(articles, now)}</section>",
        f'<section><h3>{_t("readers")}</h3><div id="readers" data-asking="{_t("asking")}">',
        f'<p><a href="{COMMENTS}">{_t("comments")}</a></p></div></section><div id="status"></div></aside>',
    ))  # fmt: skip


def _publishing(site: SiteFolder, states: Mapping[str, int], now: datetime) -> str:
    seen = last_seen(site.output, site.cache)
    at = f"{datetime.fromtimestamp(seen, now.tzinfo):%d/%m/%Y %H:%M}" if seen else ""
    said = _say("last").format(at=at) if at else _say("never")
    waiting = states.get(READY, 0) + states.get(CHANGED, 0)
    ngettext = catalogue().ngettext
    text = ngettext("%(num)d article waits to be published", "%(num)d articles wait to be published", waiting)
    more = (text % {"num": waiting}) if waiting else _say("same") if at else ""
    link = f'<a class="button quiet" href="{FOLDER}publish">{_t("publish")}</a>'
    return f"<p>{_e(said)}</p>{f'<p>{_e(more)}</p>' if more else ''}<p>{link}</p>"


def _coming(articles: Sequence[ListedArticle], now: datetime) -> str:
    entries = [each.row.entry for each in articles if each.row and _may_come(each, now)]
    coming = [each for each in changes_in_time(entries) if each.at > now][:_COMING]
    if not coming:
        return f"<p>{_t('nothing')}</p>"
    items = "".join(
        f"<li>{_e(translate(KINDS[each.kind]).format(at=f'{each.at:%d/%m/%Y %H:%M}', title=each.title))}</li>"
        for each in coming
    )
    return f"<ul>{items}</ul>"


def _may_come(article: ListedArticle, now: datetime) -> bool:
    entry = article.row.entry if article.row else None
    return bool(
        entry and ((entry.date and entry.date > now) or (entry.expires and entry.expires > now) or entry.pinned_until)
    )


def _e(text: str) -> str:
    return escape(text, quote=True)


def _say(label: str) -> str:
    return translate(_LABELS[label])


def _t(label: str) -> str:
    return _e(_say(label))
