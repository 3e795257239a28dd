"""A post or a page of WordPress."""

import re
from datetime import datetime
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from ban_tin.language.vietnamese import fold
from newsdesk.importing.portals.body import body_flow, lead_picture
from newsdesk.importing.portals.comments import read_comments
from newsdesk.importing.portals.entry import LIKELY, Entry, is_plain, plain_words
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row
from newsdesk.importing.portals.uploads import Uploads
from newsdesk.importing.portals.wordpress.content import shown_html
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

_SIZED = re.compile(r"-(?:\d{2,5}x\d{2,5}|scaled|e\d{10,14})(?=\.\w+$)")
STATES = {
    "pending": N_("it waited for approval"), "private": N_("only those who were logged in could read it"),
    "trash": N_("it lay in the trash"),
}  # fmt: skip
PROTECTED = N_("it was protected by a password")
_PUBLIC = frozenset(("publish", "future"))
_DRAFTS = frozenset(("draft", "auto-draft"))
#: Names under which plugins keep how often a post was read.
_VIEWS = ("post_views_count", "views", "_post_views", "wpb_post_views_count", "post_view_count")


class OriginalUploads(Uploads):
    """The folder of uploads, in which the original stands for each of the sizes that WordPress made of it."""

    def find(self, written: str) -> Path | None:
        """Return the original of the picture at an address, else the file itself; None where there is none."""
        path, mark, query = written.partition("?")
        original = _SIZED.sub("", path)
        return (super().find(original + mark + query) if original != path else None) or super().find(written)


def read_post(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return a post or a page as a document."""
    entry = Entry(record, options)
    title = entry.plain("title")
    entry.find("title", title, "title")
    _find_times(entry)
    _find_status(entry)
    _find_names(entry)
    uploads = OriginalUploads(
        options.uploads,
        ("wp-content/uploads", "uploads"),
        [*record.context.get("hosts", "").split(","), _host(options.address)],
    )
    pictures = {entry.text("post_id", row): _picture(entry, row) for row in record.related.get("attachment", ())}
    children = [
        number
        for number, (address, _, _) in pictures.items()
        if re.search(r"\.(?:jpe?g|png|gif|webp|avif|bmp)$", address, re.IGNORECASE)
    ]
    html = shown_html(
        entry.text("content"), pictures, children, lambda kind, words: entry.leave_out(kind, words, "content")
    )
    excerpt = entry.text("excerpt")
    if is_plain(excerpt) and len(summary := plain_words(excerpt)) <= 3000:
        entry.find("summary", summary, "excerpt")
    elif excerpt.strip():
        html = f"<div>{excerpt}</div>{html}"
    flow = body_flow(entry, html, uploads, title)
    for row in record.related.get("thumbnail", ()):
        address, caption, alternative = _picture(entry, row)
        flow = lead_picture(entry, flow, uploads, address, caption, "_thumbnail_id")
        if alternative and "lead" in entry.fields and alternative not in (caption, title):
            entry.find("lead_alt", alternative, "_thumbnail_id")
    _find_addresses(entry)
    read_comments(entry, "comment_id", "comment_author", "comment_content", "comment_date_gmt")
    return entry.document(flow)


def _host(address: str) -> str:
    return urlsplit(address).hostname or ""


def _picture(entry: Entry, row: Row) -> tuple[str, str, str]:
    """Return the address of an attachment, its caption, and its title where that says more than the name of its file."""
    address = entry.text("attachment_url", row) or entry.text("guid", row)
    name = fold(PurePosixPath(urlsplit(address).path).stem)
    title = entry.plain("title", row)
    alternative = "" if re.sub(r"\W+", "", fold(title)) == re.sub(r"\W+", "", name) else title
    return address, plain_words(entry.text("excerpt", row)), alternative


def _find_times(entry: Entry) -> None:
    published = _moment(entry, "date", "post_date", "post_date_gmt") if not entry.is_page else None
    modified = entry.moment("post_modified_gmt")
    if published and modified and (modified - published).total_seconds() > 24 * 3600:
        entry.find_moment("updated", "post_modified_gmt")


def _moment(entry: Entry, name: str, local: str, utc: str) -> datetime | None:
    """Fill in a date: the one in UTC is certain; drafts have only that of the portal's clock."""
    if not entry.text(utc).startswith("0000") and (moment := entry.find_moment(name, utc)):
        return moment
    text = entry.text(local).strip()
    if not re.fullmatch(r"[12]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d", text):
        return None
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=entry.options.zone)
    except ValueError:
        entry.doubt("uncertain", text, local)
        return None
    entry.find(name, text[:16], local, text)
    return moment


def _find_status(entry: Entry) -> None:
    status = entry.text("status").strip()
    locked = bool(entry.text("post_password").strip())
    public = status in _PUBLIC and not locked and ("date" in entry.fields or entry.is_page)
    entry.find("status", "published" if public else "draft", "status", status)
    if locked:
        entry.doubt("not-public", said(PROTECTED), "post_password")
    elif status not in _PUBLIC | _DRAFTS:
        entry.doubt("not-public", said(STATES[status]) if status in STATES else status, "status")


def _find_names(entry: Entry) -> None:
    related = entry.record.related
    terms = [(entry.text("domain", row), entry.plain("name", row)) for row in related.get("category", ())]
    entry.find("tags", [name for domain, name in terms if domain in ("post_tag", "tag")], "post_tag")
    if not entry.is_page:
        names = [name for domain, name in terms if domain == "category"]
        plain = [
            name
            for name in names
            if fold(name) not in {"uncategorized", "chua phan loai", "khong phan loai", "chua duoc phan loai"}
        ]
        known = {fold(name) for name in entry.options.categories}
        above = [name for row in related.get("above", ()) if fold(name := entry.plain("cat_name", row)) in known]
        entry.file_under([*plain, *(above if not any(fold(name) in known for name in plain) else [])], "category")
        if not plain:
            entry.doubt("category-unknown", ", ".join(names), "category")
        writer = next(
            (entry.plain("author_display_name", row) for row in related.get("author", ())), ""
        ) or entry.plain("creator")
        if writer and fold(writer) not in {"admin", "administrator", "root", "quan tri", "quan tri vien"}:
            entry.find("author", [writer], "dc:creator", grade=LIKELY)
    meta = {entry.text("meta_key", row): entry.text("meta_value", row) for row in related.get("meta", ())}
    views = next((meta[name].strip() for name in _VIEWS if meta.get(name, "").strip().isdigit()), "")
    if views and int(views[:15]):
        entry.find("views", str(int(views[:15])), "postmeta")


def _find_addresses(entry: Entry) -> None:
    number = entry.record.key
    paths, queries = [], [f"/?p={number}"]
    if entry.is_page:
        queries.append(f"/?page_id={number}")
    try:
        parts = urlsplit(entry.text("link").strip())
        if parts.path not in ("", "/") and not parts.query:
            paths.append(parts.path)
        elif parts.query:
            queries.append(f"{parts.path or '/'}?{parts.query}")
    except ValueError:
        pass
    entry.find_addresses(paths, dict.fromkeys(queries), "link")
