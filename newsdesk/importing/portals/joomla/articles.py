"""An article of Joomla or of K2."""

import json
import re
from datetime import datetime
from hashlib import md5
from html import escape
from urllib.parse import urlsplit

from ban_tin.language.vietnamese import fold
from newsdesk.importing.portals.body import body_flow, lead_picture
from newsdesk.importing.portals.entry import Entry, plain_words
from newsdesk.importing.portals.joomla.addresses import article_paths, k2_paths
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.uploads import Uploads
from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page.where import said
from newsdesk.language import N_

#: Where articles of Joomla have their files.
ROOTS = ("images", "media", "files", "uploads", "attachments", "phocadownload", "dmdocuments")
PUBLISHED, OFF, ARCHIVED, TRASHED, ARCHIVED_OLD = 1, 0, 2, -2, -1
SWITCHED_OFF, IN_TRASH = N_("it was switched off"), N_("it lay in the trash")
_LOADED = re.compile(r"\{(?:loadposition|loadmodule|loadmoduleid|module|modulepos)\b[^{}]*\}", re.IGNORECASE)
_PAGE_BREAK = re.compile(r"<hr\b(?=[^>]*system-pagebreak)[^>]*>", re.IGNORECASE)
_TITLE = re.compile(r"\btitle\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)


def read_article(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return an article as a document."""
    entry = Entry(record, options)
    title = entry.plain("title")
    entry.find("title", title, "title")
    published = _find_times(entry)
    _find_status(entry, published)
    _find_names(entry)
    if views := entry.number("hits"):
        entry.find("views", str(views), "hits")
    uploads = uploads_of(options)
    html = _with_old_images(entry, _without_modules(entry, f"{entry.text('introtext')}\n{entry.text('fulltext')}"))
    html += _links(entry)
    flow = body_flow(entry, html, uploads, title)
    if record.kind == "k2":
        image = f"media/k2/items/src/{md5(f'Image{record.key}'.encode(), usedforsecurity=False).hexdigest()}.jpg"
        if uploads.find(image):
            flow = lead_picture(entry, flow, uploads, image, entry.plain("image_caption"), "image_caption")
        else:
            entry.leave_out("missing-picture", entry.plain("image_caption"), "image_caption")
        entry.find("lead_credit", entry.plain("image_credits"), "image_credits")
    else:
        written, caption, alternative = _image(entry)
        flow = lead_picture(entry, flow, uploads, written, caption, "images")
        if alternative not in ("", caption, title):
            if "lead" in entry.fields:
                entry.find("lead_alt", alternative, "images")
            else:
                entry.leave_out("field-unknown", alternative, "images")
    for row in record.related.get("field", ()):
        entry.leave_out(
            "field-unknown", f"{entry.plain('title', row)}: {plain_words(entry.text('value', row))}", "fields"
        )
    context, alias = record.context, entry.text("alias")
    above = context.get("above", "").split("\n") if "above" in context else []
    if record.kind == "k2":
        entry.find_addresses(*k2_paths([each for each in above if each], record.key, alias), "alias")
    else:
        categories = [(entry.text("id", row), entry.text("alias", row)) for row in record.related.get("category", ())]
        entry.find_addresses(
            *article_paths(context.get("own", "").split("\n"), above, categories, record.key, alias), "alias"
        )
    return entry.document(flow)


def uploads_of(options: PortalOptions) -> Uploads:
    """Return where the files of articles lie."""
    return Uploads(options.uploads, ROOTS, [urlsplit(options.address).hostname or ""])


def _find_times(entry: Entry) -> datetime | None:
    published = entry.find_moment("date", "publish_up") or entry.find_moment("date", "created")
    modified = entry.moment("modified")
    if published and modified and (modified - published).total_seconds() > 24 * 3600:
        entry.find_moment("updated", "modified")
    entry.find_moment("expires", "publish_down")
    return published


def _find_status(entry: Entry, published: datetime | None) -> None:
    column = "published" if entry.record.kind == "k2" else "state"
    state = TRASHED if entry.number("trash") == 1 else entry.number(column)
    public = state in (PUBLISHED, ARCHIVED, ARCHIVED_OLD) and published is not None
    entry.find("status", "published" if public else "draft", column, entry.text(column))
    if state == TRASHED:
        entry.doubt("not-public", said(IN_TRASH), column)
    elif state == OFF:
        entry.doubt("not-public", said(SWITCHED_OFF), column)


def _find_names(entry: Entry) -> None:
    related = entry.record.related
    named = "name" if entry.record.kind == "k2" else "title"
    names = [entry.plain(named, row) or entry.plain("title", row) for row in related.get("category", ())]
    entry.find("tags", [entry.plain(named, row) or entry.plain("title", row) for row in related.get("tag", ())], "tags")
    known = {fold(name) for name in entry.options.categories}
    above = [name for name in names[1:] if fold(name) in known] if names and fold(names[0]) not in known else []
    entry.file_under([*names[:1], *above], "catid")
    written = entry.plain("created_by_alias")
    writer = next((entry.plain("name", row) for row in related.get("user", ())), "")
    # What the login of the person is called says who typed the text, which is seldom who wrote it.
    if written:
        entry.find("author", [written], "created_by_alias")
    elif writer and fold(writer) not in {"super user", "administrator", "admin", "super administrator"}:
        entry.find("author", [writer], "created_by", grade="likely")


def _without_modules(entry: Entry, html: str) -> str:
    """Return ``html`` without the places of modules, and with the titles of its pages as headings."""
    for each in _LOADED.findall(html)[:100]:
        entry.leave_out("furniture", each, "introtext")
    html = _LOADED.sub("", html)

    def heading(match: re.Match[str]) -> str:
        found = _TITLE.search(match[0])
        return f"<h2>{found[1]}</h2>" if found and found[1].strip() else "<hr>"

    return _PAGE_BREAK.sub(heading, html)


def _with_old_images(entry: Entry, html: str) -> str:
    """Return ``html`` with the pictures that Joomla 1.0 and 1.5 put where it says ``{mosimage}``."""
    if "{mosimage}" not in html:
        return html
    lines = [line.split("|") for line in entry.text("images").splitlines() if line.strip()]
    for parts in lines:
        name, alternative = parts[0].strip(), parts[2].strip() if len(parts) > 2 else ""
        caption = parts[4].strip() if len(parts) > 4 else ""
        picture = f'<img src="images/stories/{escape(name)}" alt="{escape(alternative)}">'
        if caption:
            picture = f"<figure>{picture}<figcaption>{escape(caption)}</figcaption></figure>"
        html = html.replace("{mosimage}", picture, 1)
    for _ in range(html.count("{mosimage}")):
        entry.leave_out("missing-picture", "{mosimage}", "images")
    return html.replace("{mosimage}", "")


def _image(entry: Entry) -> tuple[str, str, str]:
    """Return the picture above the text, its caption and its alternative text, as JSON has them."""
    values = _json(entry, "images")
    for name in ("image_fulltext", "image_intro"):
        if written := values.get(name, "").partition("#")[0]:
            return written, plain_words(values.get(f"{name}_caption", "")), plain_words(values.get(f"{name}_alt", ""))
    return "", "", ""


def _links(entry: Entry) -> str:
    """Return the links that stood beside the text as paragraphs of HTML."""
    values = _json(entry, "urls")
    links = [(values.get(f"url{which}", ""), values.get(f"url{which}text", "")) for which in "abc"]
    return "".join(
        f'<p><a href="{escape(link)}">{escape(text or link)}</a></p>' for link, text in links if link.strip()
    )


def _json(entry: Entry, column: str) -> dict[str, str]:
    text = entry.text(column).strip()
    if not text.startswith("{") or len(text) > 100_000:
        return {}
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        entry.doubt("uncertain", f"{column}: {text[:80]}", column)
        return {}
    return (
        {str(name): value for name, value in values.items() if isinstance(value, str)}
        if isinstance(values, dict)
        else {}
    )
