"""Tables of a body: no cell vanishes; each stands in a region that has a name and scrolls where it must."""

import re
from collections import Counter
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.body.cells import set_cells
from ban_tin.articles.body.place import SourceContext
from ban_tin.articles.captions.plain import plain_text

_HEADINGS = {"h2", "h3", "h4", "h5", "h6"}
#: Up to so many columns a table fits every screen: on a phone, its rows become blocks of labelled lines.
BLOCKS_MOST = 4
#: From so many columns on it is printed on a page of its own, lying on its side.
LYING_FROM = 8
#: A sign between two words that nothing parts from them is most likely one of a cell: ``10A1|10A2``.
_WITHIN = re.compile(r"(?<=[^\s|\\])\|(?=[^\s|])")


class WholeTableProcessor(TableProcessor):
    """Gives the head a cell more where a row has one: Python-Markdown drops what is beyond the head."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md.parser, {"use_align_attribute": False})
        md.parser.blockprocessors.register(self, "table", 75)

    def begin(self, place: SourceContext) -> None:
        """Start on the body at ``place``."""
        self._place = place

    def run(self, parent: Element, blocks: list[str]) -> None:
        rows = [row.strip(" ") for row in blocks[0].split("\n")]
        width = len(self.separator)
        # As cheap as can be: with fewer signs than columns, no row is wider.
        cells = {row: len(self._split_row(row)) for row in rows[2:] if row.count("|") >= width}  # type: ignore[attr-defined]
        widest = max(cells.values(), default=0)
        if widest > width:
            self.separator = [*self.separator, *[""] * (widest - width)]  # type: ignore[assignment]
            self._report(next(row for row in cells if cells[row] > width), rows[0], width, widest)
        super().run(parent, blocks)

    def _report(self, row: str, head: str, width: int, widest: int) -> None:
        written = re.compile(rf"^[> \t]*{re.escape(row)}[ \t]*$", re.MULTILINE)
        if _WITHIN.search(row):
            self._place.report("table-pipe", written, text=_WITHIN.sub(r"\\|", row), row=row)
        else:
            more = " |" * (widest - width)
            self._place.report("table-wide", written, row=row, head=f"{head.rstrip('| ')} |{more}")


class TableTreeprocessor(Treeprocessor):
    """Wraps each table in a region named after the heading above it.

    A table of more than ``BLOCKS_MOST`` columns may have to scroll: the region can be focused, since else a keyboard can't scroll it
    (WCAG 2.1.1), and it says so in ``data-hint``, which the theme shows on phones.
    """

    #: The name of a region with no heading above it, and what readers are told of one that scrolls.
    label = hint = ""

    def run(self, root: Element) -> None:
        if next(root.iter("table"), None) is None:
            return
        names = self._names(root)
        for parent in list(root.iter()):
            before = None
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    region = self._region(child, names[child])
                    region.tail, child.tail = child.tail, None
                    region.append(child)
                    parent[position] = region
                    if before is not None and before.tag in _HEADINGS and "lying" in region.get("class", ""):
                        before.set("class", f"{before.get('class', '')} lying".lstrip())
                before = child

    def _names(self, root: Element) -> dict[Element, str]:
        """Return the name of each table: the heading above it, with a number from its second table on."""
        names: dict[Element, str] = {}
        uses: Counter[str] = Counter()
        name = self.label
        for element in root.iter():
            if element.tag in _HEADINGS:
                name = plain_text(self.md, "".join(element.itertext())).strip() or self.label
            elif element.tag == "table":
                uses[name] += 1
                names[element] = name if uses[name] == 1 else f"{name} ({uses[name]})"
        return names

    def _region(self, table: Element, name: str) -> Element:
        _fix_heads(table)
        columns = max((len(row) for row in table.iter("tr")), default=0)
        blocks = 1 < columns <= BLOCKS_MOST
        set_cells(self.md, table, labelled=blocks)
        if blocks:
            table.set("class", f"{table.get('class', '')} blocks".lstrip())
        lying = " lying" if columns >= LYING_FROM else ""
        region = Element("div", {"class": f"table-scroll{lying}", "role": "group", "aria-label": name})
        if columns > BLOCKS_MOST:
            region.set("tabindex", "0")
            region.set("data-hint", self.hint)
        return region


def _fix_heads(table: Element) -> None:
    """Say what the heads of columns are heads of, and align by class: the CSP allows no style attributes."""
    for cell in table.iter():
        style = cell.attrib.pop("style", "")
        if style.startswith("text-align:"):
            cell.set("class", f"align-{style.removeprefix('text-align:').strip(' ;')}")
    for head in table.iter("thead"):
        for cell in head.iter("th"):
            cell.set("scope", "col")
