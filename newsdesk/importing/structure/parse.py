"""The fragment of HTML that readers return, as blocks. What a reader should not have written is read as well as can be."""

import re
import unicodedata
from collections.abc import Iterable

from lxml import etree, html
from lxml.html import HtmlElement

from newsdesk.importing.structure.blocks import (
    Aside,
    Block,
    Blocks,
    Cell,
    Figure,
    Flow,
    Heading,
    Item,
    ListBlock,
    Look,
    Paragraph,
    Preformatted,
    Quote,
    Rule,
    Table,
)
from newsdesk.importing.structure.inline import Break, Inline, Inlines, Link, Mark, NoteMark, Picture, Text, plain, tidy

_MARKS = {
    "strong": "strong", "b": "strong", "em": "em", "i": "em", "u": "u", "ins": "u", "s": "s", "del": "s", "strike": "s", "sup": "sup", "sub": "sub",
    "code": "code", "kbd": "code", "tt": "code",
}  # fmt: skip
_BLOCKS = frozenset(
    ("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "table", "thead", "tbody", "tfoot", "tr", "td", "th", "aside",
     "figure", "figcaption", "div", "section", "article", "center", "caption", "dl", "dt", "dd", "address")
)  # fmt: skip
#: So many things may stand within one another; what is deeper is read as if it stood there.
DEEPEST = 40
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[\s\u00a0\u202f\u2007]+")
_WORD_STYLES = {"heading": re.compile(r"(?:heading|tiêu đề|đề mục)\s*([1-6])"), "title": re.compile(r"title|tiêu đề")}


def parse_flow(flow: str) -> Flow:
    """Return ``flow`` as blocks and footnotes."""
    if not flow.strip():
        return Flow(())
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    cleaned = _CONTROL.sub(" ", unicodedata.normalize("NFC", flow))
    try:
        root = html.document_fromstring(f"<!DOCTYPE html><html><body>{cleaned}</body></html>".encode(), parser=parser)
    except etree.ParserError:
        return Flow(())
    body = root.find("body")
    if body is None:
        return Flow(())
    reader = _Reader()
    blocks = reader.read(body, 0)
    return Flow(blocks, {name: reader.notes[name] for name in sorted(reader.notes, key=reader.order.index)})


class _Reader:
    """Reads elements; keeps the footnotes that it comes by."""

    def __init__(self) -> None:
        self.notes: dict[str, Blocks] = {}
        self.order: list[str] = []

    def read(self, parent: HtmlElement, depth: int, where: str = "") -> Blocks:
        """Return the blocks in ``parent``; inline content that stands between them becomes paragraphs."""
        done: list[Block] = []
        run: list[Inline] = []
        own = _look(parent)
        look = Look(align=own.align, style=own.style, size=own.size, where=own.where or where, doubt=own.doubt)

        def flush() -> None:
            inner = tidy(run)
            run.clear()
            if inner:
                done.append(Paragraph(inner, look))

        run += _text(parent.text)
        for child in parent:
            if not isinstance(child.tag, str):
                run += _text(child.tail)
                continue
            if child.tag in _BLOCKS or _holds_block(child, depth):
                flush()
                done += self._block(child, depth + 1, look.where)
            else:
                run += self._inline(child, depth + 1)
            run += _text(child.tail)
        flush()
        return tuple(done)

    def _block(self, element: HtmlElement, depth: int, where: str) -> Iterable[Block]:
        tag = element.tag
        look = _look(element, where)
        if depth > DEEPEST:
            inner = tidy(_text(" ".join(element.itertext())))
            return [Paragraph(inner, look)] if inner else []
        if tag == "p" and not _holds_block(element, depth):
            inner = self._inlines(element, depth)
            return [_styled(inner, look)] if inner else []
        if tag in {"h1", "h2", "h3", "h4", "h5", "h6"}:
            if _holds_block(element, depth):
                return self.read(element, depth, look.where)
            inner = self._inlines(element, depth)
            return [Heading(int(tag[1]), inner, look)] if inner else []
        if tag in {"ul", "ol"}:
            if "notes" in element.get("class", "").split():
                self._read_notes(element, depth)
                return []
            return self._list(element, depth, look)
        if tag == "blockquote":
            within = self.read(element, depth, look.where)
            return [Quote(within, look)] if within else []
        if tag == "aside":
            within = self.read(element, depth, look.where)
            return [Aside(within, look)] if within else []
        if tag == "pre":
            text = _INVISIBLE.sub("", "".join(element.itertext())).strip("\n")
            return [Preformatted(text, look)] if text.strip() else []
        if tag == "hr":
            return [Rule()]
        if tag == "table":
            return self._table(element, depth, look)
        if tag == "figure":
            return self._figure(element, depth, look)
        return self.read(element, depth, look.where)

    def _list(self, element: HtmlElement, depth: int, look: Look) -> Iterable[Block]:
        ordered = element.tag == "ol"
        number = _number(element.get("start"), 1)
        items: list[Item] = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in {"ul", "ol"} and items:  # As old editors nest them.
                items[-1] = Item(items[-1].mark, (*items[-1].blocks, *self._block(child, depth + 1, look.where)))
                continue
            blocks = self.read(child, depth + 1, look.where)
            number = _number(child.get("value"), number)
            if blocks:
                items.append(Item(_mark(element.get("type", ""), number) if ordered else "-", blocks))
            number += 1
        return [ListBlock(tuple(items), look)] if items else []

    def _read_notes(self, element: HtmlElement, depth: int) -> None:
        for child in element:
            name = child.get("id", "") if isinstance(child.tag, str) else ""
            if not name:
                continue
            blocks = self.read(child, depth + 1)
            self._meet(name)
            if blocks:
                self.notes[name] = blocks

    def _meet(self, name: str) -> None:
        if name not in self.order:
            self.order.append(name)

    def _table(self, element: HtmlElement, depth: int, look: Look) -> Iterable[Block]:
        above: list[Block] = []
        rows: list[tuple[Cell, ...]] = []
        heads = 0
        for caption in element.iterchildren("caption"):
            above += self.read(caption, depth + 1, look.where)
        for row in _rows(element):
            cells = tuple(
                Cell(
                    self.read(cell, depth + 1, look.where),
                    max(1, min(_number(cell.get("colspan"), 1), 100)),
                    max(1, min(_number(cell.get("rowspan"), 1), 1000)),
                    cell.tag == "th",
                    _look(cell, look.where),
                )
                for cell in row.iterchildren("td", "th")
            )
            if not cells:
                continue
            parent = row.getparent()
            in_head = parent is not None and parent.tag == "thead"
            if heads == len(rows) and (in_head or all(cell.head for cell in cells)):
                heads += 1
            rows.append(cells)
        return [*above, Table(tuple(rows), heads, look)] if rows else above

    def _figure(self, element: HtmlElement, depth: int, look: Look) -> Iterable[Block]:
        pictures = [Picture(each.get("src", ""), _alt(each)) for each in element.iter("img") if each.get("src")]
        caption: list[Inline] = []
        for each in element.iter("figcaption"):
            for block in self.read(each, depth + 1, look.where):
                if isinstance(block, Paragraph | Heading):
                    caption += [Text(" "), *block.inner] if caption else block.inner
        inner = tidy(each for each in caption if not isinstance(each, Picture))
        rest = [
            block
            for child in element
            if isinstance(child.tag, str) and child.tag not in {"figcaption", "img"}
            for block in self.read(child, depth + 1, look.where)
            if not isinstance(block, Paragraph) or plain(block.inner)
        ]
        if not pictures and not inner:
            return rest
        return [Figure(tuple(pictures), inner, look), *rest]

    def _inlines(self, element: HtmlElement, depth: int) -> Inlines:
        found: list[Inline] = [*_text(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                found += self._inline(child, depth + 1)
            found += _text(child.tail)
        return tidy(found)

    def _inline(self, element: HtmlElement, depth: int) -> list[Inline]:
        tag = element.tag
        if depth > DEEPEST:
            return _text(" ".join(element.itertext()))
        if tag == "br":
            return [Break()]
        if tag == "img":
            return [Picture(element.get("src", ""), _alt(element))] if element.get("src") else _text(_alt(element))
        found: list[Inline] = [*_text(element.text)]
        for child in element:
            if isinstance(child.tag, str):
                found += self._inline(child, depth + 1)
            found += _text(child.tail)
        if tag == "a":
            href = element.get("href", "").strip()
            if "note" in element.get("class", "").split() and href.startswith("#"):
                self._meet(href[1:])
                return [NoteMark(href[1:])]
            return [Link(href, tuple(found))] if href and found else found
        if tag == "code":
            return [Mark("code", tuple(_text("".join(element.itertext()))))]
        return [Mark(_MARKS[tag], tuple(found))] if tag in _MARKS and found else found


def _holds_block(element: HtmlElement, depth: int) -> bool:
    """Return whether a block stands within ``element``, which is none itself, or must not hold any."""
    return depth <= DEEPEST and any(each.tag in _BLOCKS for each in element.iterdescendants())


def _rows(table: HtmlElement) -> Iterable[HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _text(text: str | None) -> list[Inline]:
    if not text:
        return []
    return [Text(_SPACES.sub(" ", _INVISIBLE.sub("", text)))]


def _alt(element: HtmlElement) -> str:
    return " ".join(_INVISIBLE.sub("", element.get("alt", "")).split())


def _number(text: str | None, other: int) -> int:
    return int(text) if text and re.fullmatch(r"\d{1,6}", text) else other


def _look(element: HtmlElement, where: str = "") -> Look:
    get = element.get
    align = get("data-align", "")
    size = get("data-size", "")
    return Look(
        align if align in {"left", "center", "right", "justify"} else "",
        get("data-style", "").casefold(),
        float(size) if re.fullmatch(r"\d{1,3}(?:\.\d+)?", size) else 0.0,
        get("data-where", "") or where,
        get("data-doubt", ""),
    )


def _styled(inner: Inlines, look: Look) -> Block:
    """Return a paragraph; a heading where its style is one of Word's for headings and the reader left that to us."""
    match = _WORD_STYLES["heading"].fullmatch(look.style)
    return Heading(int(match[1]), inner, look) if match else Paragraph(inner, look)


def _mark(kind: str, number: int) -> str:
    """Return the mark of the item ``number`` of a list that counts as HTML's ``type`` says."""
    number = max(number, 0)
    if kind in {"a", "A"} and 1 <= number <= 26:
        letter = "abcdefghijklmnopqrstuvwxyz"[number - 1]
        return f"{letter})" if kind == "a" else f"{letter.upper()}."
    if kind in {"i", "I"} and 1 <= number < 40:
        roman = "x" * (number // 10) + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[number % 10]
        return f"{roman}." if kind == "i" else f"{roman.upper()}."
    return f"{number}."
