"""An official document of NukeViet's module laws, or of the older module archives."""

import re
from html import escape

from newsdesk.importing.portals.body import body_flow, paragraph
from newsdesk.importing.portals.comments import read_comments
from newsdesk.importing.portals.entry import LIKELY, Entry, is_plain, plain_words
from newsdesk.importing.portals.nukeviet.addresses import article_paths, detail_paths
from newsdesk.importing.portals.nukeviet.files import attach, uploads_of
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

#: Số ký hiệu, as it begins a title.
_NUMBER = re.compile(r"(?:số\s*:?\s*)?(\d{1,6}(?:/\d{4})?/[A-ZĐ][\w&-]*(?:-[\w&]+)*)", re.IGNORECASE)
#: How the portal calls the documents that one is joined with.
_JOINED = (
    ("replacement", "Văn bản thay thế"),
    ("replaced", "Văn bản được thay thế"),
    ("relatement", "Văn bản liên quan"),
)
_EXPIRED = N_("No longer in force since {day}")


def read_law(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return a document of the module laws."""
    entry = Entry(record, options)
    title = entry.plain("title")
    entry.find("title", title, "title")
    entry.find("document_number", entry.plain("code"), "code")
    entry.find("document_type", _first(entry, "category"), "cid")
    entry.find("document_issuer", _first(entry, "subject"), "sid")
    entry.find("document_signer", _first(entry, "signer"), "sgid")
    entry.find_moment("document_issued", "publtime", days=True)
    entry.find_moment("document_effective", "startvalid", days=True)
    if over := entry.moment("exptime"):
        entry.leave_out("field-unknown", said(_EXPIRED).format(day=f"{over:%d/%m/%Y}"), "exptime")
    _find_date(entry)
    entry.find("status", "published" if entry.number("status") == 1 else "draft", "status", entry.text("status"))
    if views := entry.number("view_hits"):
        entry.find("views", str(views), "view_hits")
    _find_section(entry)
    html = _abstract(entry, "introtext", title) + entry.text("bodytext")
    if note := entry.plain("note"):
        html += paragraph(note)
    for name, label in _JOINED:
        html += _joined(entry, name, label)
    uploads = uploads_of(record, options)
    flow = attach(entry, body_flow(entry, html, uploads, title), uploads, entry.text("files"), "files")
    entry.find_addresses(*detail_paths(record.context, entry.text("alias")), "alias")
    read_comments(entry)
    return entry.document(flow)


def read_archive(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return a document of the module archives."""
    entry = Entry(record, options)
    title = entry.plain("title")
    entry.find("title", title, "title")
    if number := _NUMBER.search(title):
        entry.find("document_number", number[1], "title", title, LIKELY)
    entry.find("document_type", _first(entry, "category"), "catid", grade=LIKELY)
    entry.find("document_issuer", _first(entry, "subject"), "organid")
    entry.find("document_signer", entry.plain("sign"), "sign")
    entry.find_moment("document_issued", "signtime", days=True)
    _find_date(entry)
    entry.find("status", "published" if entry.number("status") == 1 else "draft", "status", entry.text("status"))
    if views := entry.number("view"):
        entry.find("views", str(views), "view")
    _find_section(entry)
    html = _abstract(entry, "hometext", title) + entry.text("bodytext")
    uploads = uploads_of(record, options)
    flow = body_flow(entry, html, uploads, title)
    for column in ("filepath", "otherpath"):
        flow = attach(entry, flow, uploads, entry.text(column), column)
    alias = entry.text("alias")
    categories = [entry.text("alias", row) for row in record.related.get("category", ())[:1]]
    paths, queries = article_paths(record.context, categories, alias, record.key)
    more = detail_paths(record.context, alias)
    entry.find_addresses([*paths, *more[0]], [*queries, *more[1]], "alias")
    read_comments(entry)
    return entry.document(flow)


def _first(entry: Entry, name: str) -> str:
    return next((entry.plain("title", row) for row in entry.record.related.get(name, ())), "")


def _find_date(entry: Entry) -> None:
    """When it was put on the portal is when it was published there."""
    added = entry.find_moment("date", "addtime")
    if added is None:
        entry.find_moment("date", "publtime")
    edited = entry.moment("edittime")
    if added and edited and (edited - added).total_seconds() > 24 * 3600:
        entry.find_moment("updated", "edittime")


def _find_section(entry: Entry) -> None:
    if entry.options.documents:
        entry.find("category", entry.options.documents, "", entry.record.table)
    else:
        entry.file_under([_first(entry, "category")], "cid")
    entry.find("tags", [entry.plain("title", row) for row in entry.record.related.get("area", ())], "area")


def _abstract(entry: Entry, column: str, title: str) -> str:
    """Fill in the abstract; return as HTML what does not fit there."""
    text = entry.text(column)
    words = plain_words(text)
    if is_plain(text) and len(words) <= 2000:
        entry.find("document_abstract", words or title, column if words else "title")
        return ""
    entry.find("document_abstract", title, "title")
    return f"<div>{text}</div>"


def _joined(entry: Entry, name: str, label: str) -> str:
    """Return the documents that this one is joined with as a list of links to where they were."""
    items = []
    for row in entry.record.related.get(name, ()):
        path = detail_paths(entry.record.context, entry.text("alias", row))[0][0]
        words = " – ".join(filter(None, (entry.plain("code", row), entry.plain("title", row))))
        items.append(f'<li><a href="{escape(path)}">{escape(words)}</a></li>')
    return f"<p>{escape(label)}:</p><ul>{''.join(items)}</ul>" if items else ""
