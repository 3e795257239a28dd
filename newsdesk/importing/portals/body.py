"""The body of a record: HTML from a field of a database, with the portal's files."""

import re
from dataclasses import replace
from html import escape

from newsdesk.importing.portals.entry import Entry, plain_words, with_file
from newsdesk.importing.portals.uploads import Uploads
from newsdesk.importing.source_document import LeftOut, RefusedSourceError
from newsdesk.importing.web_page.flow import Around, Flow, flow_of_html

_FIRST_BLOCK = re.compile(
    r"\s*(?:<(?:p|div|h[1-6]|strong|b)\b[^>]*>\s*)+(?P<text>.*?)</(?:p|div|h[1-6])\s*>", re.IGNORECASE | re.DOTALL
)
#: Words of a body: what is longer is no article, and reading it takes too long.
BODY_MOST = 20_000_000


def body_flow(entry: Entry, html: str, uploads: Uploads, title: str) -> Flow:
    """Return the flow of a body. One that can't be read as HTML is left out, with all its words."""
    html = html.replace("\x00", "")
    if len(html) > BODY_MOST:
        entry.doubt("too-large", f"{len(html)}")
        entry.leave_out("broken-body", html[:BODY_MOST], "body")
        return Flow("", {}, {}, (), ())
    try:
        return flow_of_html(html, Around(find=uploads.find, address=base_address(entry), title=title))
    except RefusedSourceError as error:
        if error.kind != "empty":
            entry.doubt("uncertain", f"{error.kind}: {error.about}", "body")
            entry.leave_out("broken-body", plain_words(html), "body")
        return Flow("", {}, {}, (), ())


def base_address(entry: Entry) -> str:
    """Return the address that relative ones start from, ``""`` where neither the dump nor a person says it."""
    if entry.options.address:
        return entry.options.address.rstrip("/") + "/"
    host = entry.record.context.get("hosts", "").split(",")[0].strip().strip("/")
    return f"http://{host}/" if re.fullmatch(r"[\w.-]+(?::\d+)?", host) else ""


def drop_repeated(entry: Entry, summary: str, html: str) -> str:
    """Return ``html`` without a first paragraph that says no more than ``summary``, which the page shows above it."""
    first = _FIRST_BLOCK.match(html)
    if not summary or first is None or "<img" in first[0].lower() or plain_words(first[0]) != summary:
        return html
    entry.leave_out("duplicate", summary, "bodyhtml")
    return html[first.end() :]


def lead_picture(entry: Entry, flow: Flow, uploads: Uploads, column: str, caption_column: str) -> Flow:
    """Return ``flow`` with the picture that stood above the text, unless the text has it too."""
    written, caption = entry.text(column).strip(), entry.plain(caption_column)
    if not written:
        return flow
    found = uploads.find(written)
    if found is None:
        entry.doubt("lead-missing", written, column)
        if caption and caption != entry.plain("title"):
            entry.leave_out("missing-picture", f"{written} {caption}", column)
        return flow
    if found in flow.pictures.values():
        if caption and caption not in plain_words(flow.html) and caption != entry.plain("title"):
            entry.leave_out("field-unknown", caption, caption_column)
        return flow
    pictures, key = with_file(flow.pictures, found.name, found)
    entry.find("lead", key, column, written)
    if caption != entry.plain("title"):
        entry.find("lead_caption", caption, caption_column)
    return replace(flow, pictures=pictures)


def paragraph(text: str) -> str:
    """Return ``text`` as a paragraph of HTML."""
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


__all__ = ["LeftOut", "base_address", "body_flow", "drop_repeated", "lead_picture", "paragraph"]
