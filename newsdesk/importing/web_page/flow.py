"""HTML of a page's body as the flow that ``source_document`` describes. Other readers whose texts are HTML use it too."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

from newsdesk.importing.source_document import Doubt, LeftOut
from newsdesk.importing.web_page.blocks import Holder, Part, block, closed
from newsdesk.importing.web_page.layout import is_layout, picture_rows
from newsdesk.importing.web_page.lines import Run, is_empty
from newsdesk.importing.web_page.links import Links
from newsdesk.importing.web_page.looks import alignment_of, is_caption, marks_of
from newsdesk.importing.web_page.pictures import Find, is_junk, is_ornament, source_of
from newsdesk.importing.web_page.tree import BLOCKS, UNSEEN, is_hidden, parse_page, text_of
from newsdesk.importing.web_page.where import Where

_HOLDERS = frozenset(("ul", "ol", "menu", "dir", "li", "blockquote", "table", "tr", "td", "th", "figure", "figcaption"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
#: What other sites show in a page: told, with a link where there is an address.
_EMBEDDED = frozenset(("iframe", "embed", "object", "video", "audio", "applet"))
_FORM = frozenset(("input", "select", "textarea", "button", "datalist"))


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a page beside its body."""

    #: Finds what the page was saved with.
    find: Find = lambda address: None
    #: The address that the page had, which relative ones start from; ``""`` for nobody knows.
    address: str = ""
    #: The title of the article: as the alternative text of a picture it says nothing.
    title: str = ""
    #: Elements that are no part of the body, and why: a key of the report's kinds, or ``""`` for what is told elsewhere.
    without: Mapping[HtmlElement, str] = field(default_factory=dict)
    #: Files that are found as attachments, by the endings of their names.
    attached: tuple[str, ...] = (
        ".pdf",
        ".doc",
        ".docx",
        ".xls",
        ".xlsx",
        ".ppt",
        ".pptx",
        ".zip",
        ".rar",
        ".7z",
        ".odt",
        ".ods",
        ".rtf",
    )


@dataclass(frozen=True, slots=True)
class Flow:
    """A body as a flow, and what belongs to it."""

    html: str
    pictures: Mapping[str, bytes | Path]
    attachments: Mapping[str, bytes | Path]
    left_out: tuple[LeftOut, ...]
    doubts: tuple[Doubt, ...]


def flow_of_html(text: str, around: Around | None = None) -> Flow:
    """Return the flow of a fragment of HTML, as it lies in a field of a database. Raises ``RefusedSourceError``."""
    if not text.strip():
        return Flow("", {}, {}, (), ())
    return flow_of([parse_page(f"<html><body>{text}</body></html>").body], around or Around())


def flow_of(elements: list[HtmlElement], around: Around, inside: HtmlElement | None = None) -> Flow:
    """Return the flow of ``elements`` one after another; of ``inside`` only what is in it: whatever it is, it holds a text."""
    writer = _Writer(around)
    for element in elements:
        writer.begin(element)
        writer.walk(element, whole=element is not inside)
        writer.end_block()
    return writer.finish()


class _Writer:
    """A flow on its way: the holders that are open, the block, and what its letters wear."""

    def __init__(self, around: Around) -> None:
        self._around, self._where = around, Where()
        self._links = Links(around.find, around.address, around.attached)
        self._holders = [Holder("root")]
        #: The elements of all holders but the first.
        self._opened: list[HtmlElement] = []
        self._runs: list[Run] = []
        self._tag = "p"
        #: Of the elements that are open: how their blocks are aligned, and what their letters wear.
        self._aligned: list[tuple[HtmlElement, str]] = []
        self._marks: list[tuple[HtmlElement, frozenset[str]]] = []
        self._link = ("", False)
        self._left_out: list[LeftOut] = []
        self._doubts: list[Doubt] = []

    def finish(self) -> Flow:
        self.end_block()
        while len(self._holders) > 1:
            self._close()
        return Flow(
            "".join(part.html() for part in closed(self._holders[0])),
            self._links.pictures,
            self._links.attachments,
            tuple(self._left_out),
            tuple(dict.fromkeys(self._doubts)),
        )

    def begin(self, root: HtmlElement) -> None:
        """Take over how what is above ``root`` aligns it."""
        self._aligned, self._marks, self._link = [], [], ("", False)
        for each in [root, *root.iterancestors()]:
            if found := alignment_of(each):
                self._aligned.append(
                    (root, "" if found in {"left", "justify"} or each.tag in {"body", "html"} else found)
                )
                return

    def walk(self, root: HtmlElement, whole: bool = False) -> None:
        """Write what is in ``root``; ``whole``: and itself."""
        walker = etree.iterwalk(root, events=("start", "end"))
        skipped: HtmlElement | None = None
        for event, each in walker:
            if isinstance(each.tag, str):
                if event == "start" and skipped is None:
                    if (whole or each is not root) and not self._start(each):
                        skipped = each
                        walker.skip_subtree()
                        continue
                    self._text(each.text)
                elif event == "end":
                    if skipped is each:
                        skipped = None
                    elif whole or each is not root:
                        self._end(each)
            if event == "end" and each is not root:
                self._text(each.tail)

    def _start(self, each: HtmlElement) -> bool:
        """Begin an element; return whether what is in it is walked through."""
        tag = each.tag
        if (kind := self._around.without.get(each)) is not None:
            if tag in BLOCKS:
                self.end_block()
            if kind:
                self._leave_out(kind, text_of(each))
            return False
        if tag in _EMBEDDED:
            self._embed(each)
            return False
        if tag in UNSEEN:
            if tag in {"svg", "math", "canvas"} and (words := " ".join(each.text_content().split())):
                self._leave_out("drawing", words)
            return False
        if is_hidden(each):
            self._leave_out("hidden", text_of(each))
            return False
        if tag in _FORM:
            words = text_of(each) or (each.get("value") or "" if each.get("type") in {"submit", "button"} else "")
            self._leave_out("form", words)
            return False
        if tag == "img":
            self._picture(each)
            return False
        if tag == "br":
            self._break()
            return False
        if tag == "hr":
            self.end_block()
            self._holders[-1].parts.append(Part("hr", "", ""))
            return False
        if tag in BLOCKS:
            self.end_block()
            if align := alignment_of(each):
                self._aligned.append((each, align))
            if tag in _HEADINGS or tag == "pre":
                self._tag = tag
            if tag == "table":
                return self._start_table(each)
            self._open(each)
        else:
            if tag == "a":
                self._link = self._links.target(each)
                self._doubts += self._links.taken_doubts(self._where.block())
        if marks := marks_of(each):
            self._marks.append((each, marks))
        return True

    def _end(self, each: HtmlElement) -> None:
        tag = each.tag
        if tag in BLOCKS:
            self.end_block()
            if tag in _HEADINGS or tag == "pre":
                self._tag = "p"
            if len(self._holders) > 1 and self._opened[-1] is each:
                self._close()
            if self._aligned and self._aligned[-1][0] is each:
                self._aligned.pop()
        elif tag == "a":
            self._link = ("", False)
        if self._marks and self._marks[-1][0] is each:
            self._marks.pop()

    # Holders

    def _open(self, each: HtmlElement) -> None:
        """Open the holder that ``each`` is, if it is one."""
        tag = each.tag
        inside = self._holders[-1].tag
        if is_caption(each) and inside == "figure":
            tag = "figcaption"
        elif tag == "div" and is_caption(each) and each.xpath("boolean(.//img)"):
            tag = "figure"
        if tag not in _HOLDERS or (tag == "figcaption" and inside != "figure"):
            return
        if tag in {"td", "th", "tr"} and not any(holder.tag == "table" for holder in self._holders):
            return
        if tag == "li" and inside not in {"ul", "ol"}:
            return
        tag = "ul" if tag in {"menu", "dir"} else tag
        self._opened.append(each)
        self._holders.append(Holder(tag, self._holder_attributes(each, tag)))

    def _holder_attributes(self, each: HtmlElement, tag: str) -> dict[str, str]:
        attributes: dict[str, str] = {}
        if tag in {"td", "th"}:
            for name in ("colspan", "rowspan"):
                number = (each.get(name) or "").strip()
                if number.isascii() and number.isdigit() and 1 < int(number[:6]) <= 1000:
                    attributes[name] = number
            self._where.next_cell()
            align = alignment_of(each)
            attributes |= {"data-align": align if align != "justify" else "", "data-where": self._where.cell()}
        elif tag == "tr":
            self._where.next_row()
        elif tag == "ol":
            start, kind = (each.get("start") or "").strip(), (each.get("type") or "").strip()
            if start.isascii() and start.isdigit() and start != "1" and len(start) < 6:
                attributes["start"] = start
            style = re.search(
                r"list-style(?:-type)?\s*:\s*(?:\w+\s+)?(lower|upper)-(alpha|latin|roman)", each.get("style") or ""
            )
            if style:
                kind = {"alpha": "a", "latin": "a", "roman": "i"}[style[2]]
                kind = kind.upper() if style[1] == "upper" else kind
            if kind in {"a", "A", "i", "I"}:
                attributes["type"] = kind
        elif tag == "figure":
            attributes["data-where"] = self._where.block()
        return attributes

    def _close(self) -> None:
        holder = self._holders.pop()
        if self._opened:
            self._opened.pop()
        if holder.tag == "table":
            self._where.end_table()
        self._holders[-1].parts += closed(holder)

    def _start_table(self, table: HtmlElement) -> bool:
        if rows := picture_rows(table):
            for shown, caption in rows:
                self._figure(shown, caption)
            return False
        if is_layout(table):
            return True
        caption = table.find("caption")
        if caption is not None:
            self.walk(caption)
            self.end_block("caption")
        self._opened.append(table)
        self._where.next_table()
        head = sum(1 for row in table.xpath("./thead/tr"))
        if not head:
            first = next(iter(table.xpath("./tr|./tbody/tr")), None)
            head = (
                1
                if first is not None
                and len(first)
                and all(cell.tag == "th" for cell in first if cell.tag in {"td", "th"})
                else 0
            )
        self._holders.append(Holder("table", {"data-where": self._where.table()}, head=head))
        return True

    def _figure(self, shown: HtmlElement, caption: HtmlElement | None) -> None:
        depth = len(self._holders)
        self._opened.append(shown)
        self._holders.append(Holder("figure", {"data-where": self._where.block()}))
        self.walk(shown)
        self.end_block()
        if caption is not None:
            self._opened.append(caption)
            self._holders.append(Holder("figcaption"))
            self.walk(caption)
            self.end_block()
        while len(self._holders) > depth:
            self._close()

    # Blocks and what is in them

    def end_block(self, style: str = "") -> None:
        """Finish the block that is being written."""
        runs, self._runs = self._runs, []
        if is_empty(runs):
            return
        align = self._aligned[-1][1] if self._aligned else ""
        top = self._holders[-1]
        tag = (
            "p"
            if self._tag in _HEADINGS
            and any(holder.tag in {"ul", "ol", "td", "th", "figcaption"} for holder in self._holders)
            else self._tag
        )
        attributes = {"data-align": align, "data-style": style}
        if not any(holder.tag in {"table", "li"} for holder in self._holders):
            attributes["data-where"] = self._where.next_block()
        if part := block(tag, attributes, runs):
            top.parts.append(part)

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._tag != "pre":
            text = text.replace("\n", " ")
        if not self._runs and not text.strip():
            return
        marks: frozenset[str] = frozenset().union(*(each[1] for each in self._marks)) if self._marks else frozenset()
        if self._link[0]:
            marks -= {"u"}
        self._runs.append(Run("text", text, marks, *self._link))

    def _break(self) -> None:
        if not self._runs:
            return
        last = next((run for run in reversed(self._runs) if run.kind != "text" or run.text.strip()), None)
        if last is not None and last.kind == "br":
            # An empty line parts paragraphs.
            self.end_block()
            return
        self._runs.append(Run("br", ""))

    def _picture(self, image: HtmlElement) -> None:
        alternative = " ".join((image.get("alt") or "").split())
        if "emoji" in (image.get("class") or "") or "smiley" in (image.get("class") or ""):
            self._text(alternative)
            return
        source = source_of(image, self._around.find)
        if not source or is_ornament(image):
            return
        key = self._links.picture(source)
        if not key:
            self._leave_out("missing-picture", alternative or "data:")
            return
        if is_junk(alternative, self._around.title, source):
            alternative = ""
        self._runs.append(
            Run("img", f'<img src="{escape(key)}" alt="{escape(alternative)}">', frozenset(), *self._link)
        )

    def _embed(self, each: HtmlElement) -> None:
        address, name = self._links.embedded(each)
        self._doubts += self._links.taken_doubts(self._where.block())
        if not address:
            if words := text_of(each):
                self._leave_out("frame", words)
            return
        self.end_block()
        words = name or " ".join((each.get("title") or "").split()) or address
        self._runs.append(Run("text", words, frozenset(), address, False))
        self.end_block()

    def _leave_out(self, kind: str, words: str) -> None:
        if words:
            self._left_out.append(LeftOut(kind, words, self._where.block()))
