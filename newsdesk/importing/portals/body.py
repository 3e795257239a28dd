"""The body of a record: HTML from a field of a database, with the portal's files."""

import re
from dataclasses import replace
from html import escape

from newsdesk.importing.portals.entry import Entry, plain_words, with_file
from newsdesk.importing.portals.uploads import Uploads
from newsdesk.importing.source_document import LeftOut, RefusedSourceError
from newsdesk.importing.web_page.flow import Around, Flow, flow_of_html

_FIRST_BLOCK = re.compile(
    r"\s*+(?:<(?:p|div|h[1-6]|strong|b)\b[^<>]*+>\s*+)++(?P<text>.*?)</(?:p|div|h[1-6])\s*>", re.IGNORECASE | re.DOTALL
)
#: A tag whose quotes kept the backslashes that an older PHP put before them.
_SLASHED = re.compile(r"<[a-zA-Z][^<>]*=\\[\"'][^<>]*>")
#: A picture under which Joomla's script shows its title.
_CAPTIONED = re.compile(
    r"""<img\b(?=[^<>]*\sclass=(?:"|'|"[^"]*\s)caption[\s"'])(?=[^<>]*\stitle="(?P<title>[^"<>]+)")[^<>]*>""",
    re.IGNORECASE,
)
#: Letters of a body, pictures in it included: what is longer is no article, and reading it takes too long.
BODY_MOST = 30_000_000


def body_flow(entry: Entry, html: str, uploads: Uploads, title: str) -> Flow:
    """Return the flow of a body. One that can't be read as HTML is left out, with all its words. Raises RefusedSourceError for one that is too large."""
    html = html.replace("\x00", "")
    if '=\\"' in html or "=\\'" in html:
        html = _SLASHED.sub(lambda match: match[0].replace('\\"', '"').replace("\\'", "'"), html)
    if len(html) > BODY_MOST:
        raise RefusedSourceError("too-large", f"{len(html) // 1_000_000} MB > {BODY_MOST // 1_000_000} MB")
    html = _CAPTIONED.sub(lambda match: f"{match[0]}<br><em>{match['title']}</em>", html)
    try:
        around = Around(find=uploads.find, address=entry.base_address(), title=title)
        return _with_missing_pictures(entry, flow_of_html(html, around))
    except RefusedSourceError as error:
        if error.kind != "empty":
            entry.doubt("uncertain", f"{error.kind}: {error.about}", "body")
            entry.leave_out("broken-body", plain_words(html), "body")
        return Flow("", {}, {}, (), ())


def _with_missing_pictures(entry: Entry, flow: Flow) -> Flow:
    """Return ``flow`` with the portal's own pictures that are not in its folder as paths: no other site has them."""
    base = entry.base_address()

    def path(match: re.Match[str]) -> str:
        return f'<img src="/{match[1]}"'

    html = re.sub(rf'<img src="{re.escape(escape(base))}([^"]*)"', path, flow.html)
    if html == flow.html:
        return flow
    doubts = tuple(
        each for each in flow.doubts if not (each.kind == "external-picture" and each.about.startswith(base))
    )
    return replace(flow, html=html, doubts=doubts)


def drop_repeated(entry: Entry, summary: str, html: str) -> str:
    """Return ``html`` without a first paragraph that says no more than ``summary``, which the page shows above it."""
    # A paragraph that says the same is not much longer, whatever its words wear.
    first = _FIRST_BLOCK.match(html[: 8 * len(summary) + 2000])
    if not summary or first is None or "<img" in first[0].lower() or plain_words(first[0]) != summary:
        return html
    entry.leave_out("duplicate", summary, "bodyhtml")
    return html[first.end() :]


def lead_picture(entry: Entry, flow: Flow, uploads: Uploads, written: str, caption: str, column: str) -> Flow:
    """Return ``flow`` with the picture ``written`` that stood above the text, unless the text has it too."""
    written = written.strip()
    if not written:
        return flow
    title = entry.fields["title"].value if "title" in entry.fields else ""
    if caption == title:
        # Portals fill in the title where nobody wrote a caption.
        entry.leave_out("duplicate", caption, column)
        caption = ""
    found = uploads.find(written)
    if found is None:
        entry.doubt("lead-missing", written, column)
        entry.leave_out("missing-picture", f"{written} {caption}", column)
        return flow
    if found in flow.pictures.values():
        # The text has it with its own caption, or without one.
        entry.leave_out("duplicate" if caption in plain_words(flow.html) else "field-unknown", caption, column)
        return flow
    pictures, key = with_file(flow.pictures, found.name, found)
    if entry.is_page:
        # Pages have no photo above their text: it begins with it.
        words = f"<figcaption>{escape(caption, quote=False)}</figcaption>" if caption else ""
        return replace(
            flow, pictures=pictures, html=f'<figure><img src="{escape(key)}" alt="">{words}</figure>{flow.html}'
        )
    entry.find("lead", key, column, written)
    entry.find("lead_caption", caption, column)
    return replace(flow, pictures=pictures)


def paragraph(text: str) -> str:
    """Return ``text`` as a paragraph of HTML."""
    return f"<p>{escape(text, quote=False)}</p>" if text else ""


__all__ = ["LeftOut", "body_flow", "drop_repeated", "lead_picture", "paragraph"]
