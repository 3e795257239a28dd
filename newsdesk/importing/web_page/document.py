"""One saved page to a source document: its parts are found, and each line goes into the text, into a field, or is left out and told."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from newsdesk.importing.source_document import SURE, Found, RefusedSourceError, SourceDocument
from newsdesk.importing.web_page.containers import LEAST, find_by_density, find_known
from newsdesk.importing.web_page.flow import Around, flow_of
from newsdesk.importing.web_page.meta import find_address, read_meta
from newsdesk.importing.web_page.office_export import take_out_export
from newsdesk.importing.web_page.old_letters import may_be_old, read_old_letters
from newsdesk.importing.web_page.parts import sort_parts
from newsdesk.importing.web_page.segments import Segment, segments_of, wrap_loose
from newsdesk.importing.web_page.titles import find_title
from newsdesk.importing.web_page.tree import parse_page

Find = Callable[[str], bytes | Path | None]


def read_document(
    text: str, name: str, content: bytes, find: Find, told_address: str = "", start: str = ""
) -> SourceDocument:
    """Return the article of a page.

    ``text`` is its HTML, ``content`` the bytes that it is known by, ``told_address`` where it was, as the file around it says; relative
    links start from ``start`` where nothing says where it was.
    Raises ``RefusedSourceError``.
    """
    old = may_be_old(text)
    root = parse_page(text, old)
    body = root.find("body")
    if body is None:
        raise RefusedSourceError("not-article")
    meta = read_meta(root)
    base = root.find(".//base")
    base_address = (base.get("href") or "") if base is not None else ""
    address, address_said = find_address(text, meta, told_address, base_address)
    exported = take_out_export(body)
    wrap_loose(body)
    lines = segments_of(body)
    doubts = read_old_letters(root, lines) if old else []
    lines = segments_of(body) if old else lines
    if not lines:
        raise RefusedSourceError("empty")
    container, kept = _container(body, lines)
    inside = [line.number for line in lines if line.element is container or container in line.element.iterancestors()]
    if not inside:
        raise RefusedSourceError("not-article")
    span = range(inside[0], inside[-1] + 1)
    title = find_title(root, lines, span, meta)
    parts = sort_parts(lines, span, container, kept, title, meta)
    around = Around(
        find=find,
        address=base_address if base_address.startswith("http") else address or told_address or start,
        title=title.text if title else "",
        without=parts.without,
    )
    flow = flow_of(parts.elements, around, container)
    if not flow.html and not parts.fields.get("summary"):
        raise RefusedSourceError("not-article")
    fields = dict(parts.fields)
    if address:
        parts_of = urlsplit(address)
        # An address with a query is no file: only a server can lead it on.
        field, value = (
            ("old_queries", f"{parts_of.path}?{parts_of.query}") if parts_of.query else ("aliases", parts_of.path)
        )
        fields[field] = Found((value,), SURE, address_said, address)
    return SourceDocument(
        name=name,
        digest=sha256(content).hexdigest(),
        flow=flow.html,
        pictures=flow.pictures,
        attachments=flow.attachments,
        fields=fields,
        left_out=(*exported, *parts.left_out, *flow.left_out),
        doubts=(*doubts, *parts.doubts, *flow.doubts),
    )


def _container(body: HtmlElement, lines: list[Segment]) -> tuple[HtmlElement, set[int] | None]:
    """Return the element with the text, and the lines of it that readability kept (None: a portal's own name says what it is)."""
    known = find_known(body)
    if known is not None:
        return known, None
    dense, kept = find_by_density(body.getroottree().getroot(), lines)
    words = sum(len(lines[number].text) - lines[number].linked for number in kept)
    if dense is None or words < LEAST:
        # A page without anything around its text is nothing but an article.
        if sum(line.linked for line in lines) < 0.3 * sum(len(line.text) for line in lines) or len(lines) <= 3:
            return body, None
        raise RefusedSourceError("not-article")
    return dense, kept
