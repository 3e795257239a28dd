"""An article of NukeViet's module news."""

import re
from datetime import datetime
from urllib.parse import urlsplit

from ban_tin.language.vietnamese import fold
from newsdesk.importing.portals.body import body_flow, drop_repeated, lead_picture
from newsdesk.importing.portals.comments import read_comments
from newsdesk.importing.portals.entry import LIKELY, Entry, is_plain, plain_words
from newsdesk.importing.portals.nukeviet.addresses import article_paths
from newsdesk.importing.portals.nukeviet.files import attach, uploads_of
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

#: States of an article that was not public, and how the report says them; a draft needs no more words.
STATES = {
    0: N_("it was switched off"), 5: N_("it waited for approval"), 6: N_("it was not approved"), 7: N_("it was being approved"),
    8: N_("it waited for publication"), 9: N_("its publication was refused"), 10: N_("it was being checked for publication"),
}  # fmt: skip
LOCKED_WITH_CATEGORY, OVER = N_("its category was switched off"), N_("it was over, and nobody knows since when")
#: Above it, an article is locked with its category; what is left is its own state plus one.
LOCKED = 20
PUBLISHED, WAITING, EXPIRED, DRAFT = 1, 2, 3, 4


def read_news(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return an article as a document."""
    entry = Entry(record, options)
    body = next(iter(record.related.get("body", ())), {})
    title = entry.plain("title")
    entry.find("title", title, "title")
    _find_times(entry)
    _find_categories(entry)
    _find_people(entry, body)
    _find_tags(entry, body)
    if views := entry.number("hitstotal"):
        entry.find("views", str(views), "hitstotal")
    uploads = uploads_of(record, options)
    lead, html = entry.text("hometext"), entry.text("bodyhtml", body) or entry.text("bodytext", body)
    if not record.related.get("body"):
        entry.doubt("uncertain", "bodyhtml")
    start = ""
    if is_plain(lead) and len(summary := plain_words(lead)) <= 3000:
        entry.find("summary", summary, "hometext")
        html = drop_repeated(entry, summary, html)
    elif lead.strip():
        start = f"<div>{lead}</div>"
    flow = body_flow(entry, start + html, uploads, title)
    # 0: the picture was seen in lists alone.
    flow = lead_picture(entry, flow, uploads, entry.text("homeimgfile"), entry.plain("homeimgalt"), "homeimgfile")
    flow = attach(entry, flow, uploads, entry.text("files", body), "files")
    categories = [
        entry.text("alias", row)
        for row in (*record.related.get("category", ())[:1], *record.related.get("other-category", ()))
    ]
    entry.find_addresses(
        *article_paths(record.context, [each for each in categories if each], entry.text("alias"), record.key), "alias"
    )
    read_comments(entry)
    return entry.document(flow)


def _find_times(entry: Entry) -> None:
    published = entry.find_moment("date", "publtime") or entry.find_moment("date", "addtime")
    added, edited = entry.moment("addtime"), entry.moment("edittime")
    # NukeViet writes a time of editing with each new article.
    if edited and published and (edited - max(published, added or published)).total_seconds() > 24 * 3600:
        entry.find_moment("updated", "edittime")
    expires = entry.find_moment("expires", "exptime")
    _find_status(entry, published, expires)


def _find_status(entry: Entry, published: datetime | None, expires: datetime | None) -> None:
    status = entry.number("status")
    quote = entry.text("status").strip()
    if status > LOCKED:
        entry.find("status", "draft", "status", quote)
        entry.doubt("not-public", said(LOCKED_WITH_CATEGORY), "status")
    elif status in (PUBLISHED, WAITING) or (status == EXPIRED and expires):
        entry.find("status", "published" if published else "draft", "status", quote)
    elif status == EXPIRED:
        entry.find("status", "draft", "status", quote)
        entry.doubt("not-public", said(OVER), "status")
    else:
        entry.find("status", "draft", "status", quote)
        if status != DRAFT:
            entry.doubt("not-public", said(STATES[status]) if status in STATES else f"status {status}", "status")


def _find_categories(entry: Entry) -> None:
    related = entry.record.related
    names = [entry.plain("title", row) for row in related.get("category", ())]
    # Those above its own say nothing new, unless the site has only them.
    known = {fold(name) for name in entry.options.categories}
    above = [name for name in names[1:] if fold(name) in known] if names and fold(names[0]) not in known else []
    others = [entry.plain("title", row) for row in related.get("other-category", ())]
    entry.file_under([*names[:1], *others, *above], "catid")
    if not names:
        entry.doubt("category-unknown", f"catid {entry.text('catid')}", "catid")


def _find_people(entry: Entry, body: Row) -> None:
    related = entry.record.related
    names = [entry.plain("pseudonym", row) for row in related.get("author", ())]
    written = entry.plain("author")
    if written and fold(written) not in {fold(name) for name in names}:
        names.append(written)
    entry.find("authors" if len(names) > 1 else "author", names, "author")
    text = entry.plain("sourcetext", body)
    named = next((entry.plain("title", row) for row in related.get("source", ())), "")
    link = next((entry.text("link", row) for row in related.get("source", ())), "")
    address = next((each for each in (text, link) if re.match(r"https?://\S+$", each)), "")
    name = named or (text if text != address else "")
    entry.find("source", name or (urlsplit(address).hostname or ""), "sourceid" if named else "sourcetext")
    entry.find("source_url", address, "sourcetext")
    if text and named and text not in (named, address):
        entry.leave_out("field-unknown", text, "sourcetext")
    if entry.number("external_link"):
        entry.doubt("external-link", address or text, "external_link")


def _find_tags(entry: Entry, body: Row) -> None:
    tags = [entry.plain("keyword", row) for row in entry.record.related.get("tag", ())]
    tags += [entry.plain("title", row) for row in entry.record.related.get("topic", ())]
    before = entry.fields.get("tags")
    kept = list(before.value) if before and isinstance(before.value, tuple) else []
    if tags:
        entry.find("tags", [*tags, *kept], "tags_id")
    else:
        # Older versions have no table of tags: what search engines were told stood below the article too.
        words = [each.strip() for each in (entry.plain("keywords") or entry.plain("keywords", body)).split(",")[:20]]
        if any(words):
            entry.find("tags", [*words, *kept], "keywords", grade=LIKELY)
