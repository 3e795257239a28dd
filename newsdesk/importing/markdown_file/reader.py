"""From the bytes of a Markdown file to a ``SourceDocument``: front matter to fields, the text by way of HTML to a flow."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

from markdown import Markdown

from ban_tin.articles.body.excess import find_excess
from ban_tin.articles.body.nesting import find_too_deep
from ban_tin.source_files.encodings import UnusableFileError, decode_text
from newsdesk.importing.archive.fields import Fields, map_fields
from newsdesk.importing.archive.front_matter import split_head
from newsdesk.importing.source_document import SURE, Found, LeftOut, RefusedSourceError, SourceDocument
from newsdesk.importing.web_page.beside import Beside
from newsdesk.importing.web_page.flow import Around, Flow, flow_of_html

#: Bytes of a file: our own reader takes no larger one.
_MOST = 2_000_000
#: What front matter without a zone is written in.
_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_EXTENSIONS = ("tables", "sane_lists", "fenced_code", "def_list")
_DEFINITION = re.compile(
    r"^\[\^(?P<name>[^\]\s]+)\]:[ \t]*(?P<words>.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*)\n?", re.MULTILINE
)
_REFERENCE = re.compile(r"\[\^(?P<name>[^\]\s]+)\]")
#: Stand round the number of a footnote on its way through Markdown; no text that is read holds them.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_CARRIED = re.compile(rf"{_OPEN}(\d+){_CLOSE}")
#: Obsidian's pictures and links.
_EMBEDDED = re.compile(r"!\[\[(?P<file>[^\]|\n]+?)(?:\|(?P<words>[^\]\n]*))?\]\]")
_WIKI = re.compile(r"(?<!!)\[\[(?P<page>[^\]|\n]+?)(?:\|(?P<words>[^\]\n]*))?\]\]")


def read_markdown(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a Markdown file. Raises ``RefusedSourceError`` for one that is empty, too large, or that Markdown would never come to the end of."""
    content = source if isinstance(source, bytes) else source.read_bytes()
    name = name or ("" if isinstance(source, bytes) else source.name)
    if len(content) > _MOST:
        raise RefusedSourceError("too-large", f"{len(content) // 1_000_000} MB > {_MOST // 1_000_000} MB")
    try:
        text = decode_text(content).replace("\r\n", "\n").replace("\r", "\n")
    except UnusableFileError as error:
        raise RefusedSourceError("wrong-type", str(error.values.get("encoding", ""))) from None
    head = split_head(text, pairs=True)
    fields = map_fields(head.fields, _ZONE, jekyll=False)
    body = head.body
    if not body.strip() and not fields.values:
        raise RefusedSourceError("empty")
    flow = _flow(body.replace(_OPEN, "").replace(_CLOSE, ""), source if isinstance(source, Path) else None)
    left_out = (
        *flow.left_out,
        *(LeftOut("field-unknown", f"{field}: {words}", "") for field, words in fields.left_out),
    )
    digest = hashlib.sha256(content).hexdigest()
    found = _found(fields)
    return SourceDocument(
        name,
        digest,
        flow.html,
        flow.pictures,
        flow.attachments,
        fields=found,
        left_out=left_out,
        doubts=flow.doubts,
    )


def _found(fields: Fields) -> dict[str, Found]:
    """Return the fields of a front matter with themselves as their evidence."""
    values: dict[str, str | tuple[str, ...]] = dict(fields.values)
    if fields.date:
        values["date"] = (
            f"{fields.date:%Y-%m-%d %H:%M}" if fields.date.hour or fields.date.minute else f"{fields.date:%Y-%m-%d}"
        )
    values |= {"tags": tuple(fields.tags), "author": tuple(fields.authors), "aliases": tuple(fields.aliases)}
    values["category"] = next(iter(fields.categories), "")
    values["status"] = "draft" if fields.draft else "published"
    return {
        name: Found(value, SURE, "front matter", ", ".join(value) if isinstance(value, tuple) else value)
        for name, value in values.items()
        if value
    }


def _flow(body: str, path: Path | None) -> Flow:
    if find_too_deep(body) is not None or find_excess(body) is not None:
        raise RefusedSourceError("too-deep", "Markdown")
    definitions = {match["name"]: match["words"] for match in _DEFINITION.finditer(body)}
    numbers = {name: str(number) for number, name in enumerate(definitions, start=1)}
    body = _DEFINITION.sub("", body)
    body = _REFERENCE.sub(
        lambda match: f"{_OPEN}{numbers[match['name']]}{_CLOSE}" if match["name"] in numbers else match[0], body
    )
    around = Around(Beside(path).find) if path else Around()
    flow = flow_of_html(_html(body), around)
    notes = "".join(
        f'<li id="note-{numbers[name]}">{flow_of_html(_html(words), around).html or "<p></p>"}</li>'
        for name, words in definitions.items()
    )
    whole = _CARRIED.sub(r'<a class="note" href="#note-\1">\1</a>', flow.html)
    return replace(flow, html=f'{whole}<ol class="notes">{notes}</ol>' if notes else whole)


def _html(text: str) -> str:
    text = _EMBEDDED.sub(lambda match: f"![{match['words'] or ''}](<{match['file'].strip()}>)", text)
    text = _WIKI.sub(lambda match: match["words"] or match["page"], text)
    return Markdown(extensions=list(_EXTENSIONS), output_format="html").convert(text)
