"""A piece of a text, as it lies on the clipboard: HTML of Word, Excel or a page, or plain lines, as Markdown of ours. Pure.

Nothing is taken for the head of an article, and nothing for what stands round a page: a person chose these words. All of them are kept.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsdesk.importing.legacy_text import UNICODE, Decoder, Part, clean_signs
from newsdesk.importing.markdown import Names, write_document
from newsdesk.importing.pasted_text.lines import read_paragraphs
from newsdesk.importing.source_document import LeftOut, RefusedSourceError
from newsdesk.importing.structure.blocks import (
    Block,
    Blocks,
    Cell,
    Figure,
    Flow,
    Heading,
    ListBlock,
    Paragraph,
    Quote,
    Table,
)
from newsdesk.importing.structure.inline import Inlines, Link, Mark, Text
from newsdesk.importing.structure.lists import make_lists
from newsdesk.importing.structure.parse import parse_flow
from newsdesk.importing.structure.shape import shape, unwrap_asides
from newsdesk.importing.structure.values import Notes
from newsdesk.importing.web_page.flow import Around, flow_of
from newsdesk.importing.web_page.old_letters import may_be_old, read_old_letters
from newsdesk.importing.web_page.segments import segments_of, wrap_loose
from newsdesk.importing.web_page.tree import parse_page

#: Characters of what is pasted; a long article with its looks, as Word gives them, has half a million.
MOST = 4_000_000
#: What leads elsewhere than to a place on somebody's own machine.
_LINKED = ("http://", "https://", "mailto:", "tel:")
#: Lines that are Markdown already.
_MARKDOWN = re.compile(r"^ {0,12}(?:[-*+] |\d{1,3}\. |#{1,6} |\||> |[~`]{3})|\*\*\S|\]\(")


@dataclass(frozen=True, slots=True)
class Fragment:
    """What was pasted, as Markdown, and what became of it."""

    #: As Markdown, without an empty line at its end; ``""`` for nothing that has words.
    markdown: str
    #: What of it only Markdown can keep, each a word for programs: ``table``, ``list``, ``heading``, ``mark``, ``link``, ``quote``, ``letters``.
    kept: tuple[str, ...] = ()
    #: How many pictures were among the words: they come as files, or not at all.
    pictures: int = 0
    #: Words that readers of the source did not see, or that no article has.
    left_out: tuple[LeftOut, ...] = ()


def read_fragment(html: str, text: str = "") -> Fragment:
    """Return what was pasted, from its ``html`` where it has some with words in it, else from its plain ``text``.

    Raises ``RefusedSourceError`` for what is longer than ``MOST`` characters, or nested as nobody writes.
    """
    if len(html) + len(text) > MOST:
        raise RefusedSourceError("too-large", f"> {MOST // 1_000_000} MB")
    found = _of_html(html) if html.strip() else Fragment("")
    return found if found.markdown or found.pictures else _of_text(text)


def _of_html(html: str) -> Fragment:
    if "StartHTML:" in html[:400]:
        html = html[max(html.find("<"), 0) :]
    # What the two remarks cut out may begin within a table: what is around it has no words of its own.
    if not html.strip():
        return Fragment("")
    old = may_be_old(html)
    root = parse_page(f"<html><body>{html}</body></html>", old)
    wrap_loose(root.body)
    if old:
        read_old_letters(root, segments_of(root.body))
    flow = flow_of([root.body], Around(), root.body)
    notes = Notes(fields={})
    parsed = parse_flow(flow.html)
    blocks = make_lists(_levelled(unwrap_asides(shape(parsed.blocks, notes))))
    blocks = tuple(_headed(block) for block in blocks)
    names = Names(link=lambda address: address if address.startswith(_LINKED) else "")
    markdown = write_document(replace(parsed, blocks=blocks), names).strip("\n")
    kept = _kept(blocks)
    left_out = (*flow.left_out, *notes.left_out)
    pictures = sum(each.kind in ("external-picture", "missing-picture") for each in left_out) + _count_pictures(blocks)
    return Fragment(
        markdown,
        (*kept, "letters") if old else kept,
        pictures,
        tuple(each for each in left_out if each.kind not in ("external-picture", "missing-picture", "link-local")),
    )


def _of_text(text: str) -> Fragment:
    """Return plain lines with the lists and the table that they stand for; what is Markdown already stays as it is."""
    lines = [line.rstrip() for line in clean_signs(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    if any(map(_MARKDOWN.search, lines)):
        return Fragment("\n".join(lines).strip("\n"))
    table = _tabbed(lines)
    decoder = Decoder()
    if table is not None:
        blocks: Blocks = (table,)
    else:
        paragraphs = read_paragraphs("\n".join(lines))
        decoded = ["".join(decoder.decode([Part(each.text, UNICODE)])[0]) for each in paragraphs]
        blocks = make_lists(tuple(Paragraph((Text(each),)) for each in decoded))
    if not any(isinstance(each, ListBlock | Table) for each in blocks):
        return Fragment("\n".join(lines).strip("\n"))
    return Fragment(write_document(Flow(blocks), Names()).strip("\n"), _kept(blocks))


def _tabbed(lines: list[str]) -> Table | None:
    """Return the table that a spreadsheet gives as plain text: a line a row, a tab between cells."""
    rows = [line.split("\t") for line in lines if line.strip()]
    if len(rows) < 2 or len(rows[0]) < 2 or any(len(row) != len(rows[0]) for row in rows):
        return None
    # A sign of a list and a tab is an item, however Word writes it.
    if all(len(row) == 2 and len(row[0].strip()) <= 3 for row in rows):
        return None
    return Table(
        tuple(tuple(Cell((Paragraph((Text(cell.strip()),)),) if cell.strip() else ()) for cell in row) for row in rows),
        1,
    )


def _headed(block: Block) -> Block:
    """Return a plain table with its first row as its head, as tables in Markdown have one."""
    if not isinstance(block, Table) or block.heads or len(block.rows) < 2 or not 2 <= len(block.rows[0]) <= 20:
        return block
    cells = [cell for row in block.rows for cell in row]
    even = all(len(row) <= len(block.rows[0]) for row in block.rows)
    joined = any(cell.columns > 1 or cell.rows > 1 for cell in cells)
    return block if joined or not even else replace(block, heads=1)


def _levelled(blocks: Blocks) -> Blocks:
    """Return ``blocks`` with headings from the second rank on: the first is that of the title."""
    levels = sorted({block.level for block in blocks if isinstance(block, Heading)})
    ranks = {level: min(max(level, 2 + place if levels[0] < 2 else level), 6) for place, level in enumerate(levels)}
    return tuple(replace(block, level=ranks[block.level]) if isinstance(block, Heading) else block for block in blocks)


def _kept(blocks: Blocks) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_kinds(blocks)))


def _kinds(blocks: Iterable[Block]) -> Iterable[str]:
    for block in blocks:
        if isinstance(block, Table):
            yield "table"
        elif isinstance(block, ListBlock):
            yield "list"
            yield from _kinds(each for item in block.items for each in item.blocks)
        elif isinstance(block, Quote):
            yield "quote"
        elif isinstance(block, Heading):
            yield "heading"
        elif isinstance(block, Paragraph):
            yield from _inline_kinds(block.inner)


def _inline_kinds(inner: Inlines) -> Iterable[str]:
    for each in inner:
        if isinstance(each, Link):
            yield "link"
        if isinstance(each, Mark):
            yield "mark"
        if isinstance(each, Link | Mark):
            yield from _inline_kinds(each.inner)


def _count_pictures(blocks: Blocks) -> int:
    return sum(len(block.pictures) for block in blocks if isinstance(block, Figure))


def words_in(fragment: Fragment) -> str:
    """Return what was left out of ``fragment``, in one line for a person."""
    return "; ".join(filter(None, (" ".join(each.text.split()) for each in fragment.left_out)))
