"""A page of NukeViet's module page: what an office says of itself, without a date."""

from newsdesk.importing.portals.body import body_flow, drop_repeated, lead_picture
from newsdesk.importing.portals.comments import read_comments
from newsdesk.importing.portals.entry import Entry, is_plain, plain_words
from newsdesk.importing.portals.nukeviet.addresses import page_paths
from newsdesk.importing.portals.nukeviet.files import uploads_of
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.source_document import SourceDocument


def read_page(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return a page as a document."""
    entry = Entry(record, options)
    title = entry.plain("title")
    entry.find("title", title, "title")
    entry.find("status", "published" if entry.number("status") == 1 else "draft", "status", entry.text("status"))
    if views := entry.number("hitstotal") or entry.number("hits"):
        entry.find("views", str(views), "hitstotal")
    uploads = uploads_of(record, options)
    said, html = entry.text("description"), entry.text("bodytext")
    if is_plain(said) and len(summary := plain_words(said)) <= 3000:
        entry.find("summary", summary, "description")
        html = drop_repeated(entry, summary, html)
    elif said.strip():
        html = f"<div>{said}</div>{html}"
    flow = body_flow(entry, html, uploads, title)
    flow = lead_picture(entry, flow, uploads, entry.text("image"), entry.plain("imagealt"), "image")
    entry.find_addresses(*page_paths(record.context, entry.text("alias")), "alias")
    read_comments(entry)
    return entry.document(flow)
