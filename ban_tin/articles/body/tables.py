"""Tables: no cell vanishes, and wide ones scroll inside themselves and can be focused so that the keyboard scrolls them too."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.body.place import SourceContext

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
    """Wraps each table in a focusable region; without one, a keyboard can't scroll it (WCAG 2.1.1)."""

    label = ""

    def run(self, root: Element) -> None:
        if next(root.iter("table"), None) is None:
            return
        for parent in list(root.iter()):
            if parent.get("class") == "table-scroll":
                continue
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    attributes = {"class": "table-scroll", "role": "group", "tabindex": "0", "aria-label": self.label}
                    wrapper = Element("div", attributes)
                    wrapper.tail, child.tail = child.tail, None
                    wrapper.append(child)
                    parent[position] = wrapper
                    _fix_cells(child)


def _fix_cells(table: Element) -> None:
    """Say what the heads of columns are heads of, and align by class: the CSP allows no style attributes."""
    for cell in table.iter():
        style = cell.attrib.pop("style", "")
        if style.startswith("text-align:"):
            cell.set("class", f"align-{style.removeprefix('text-align:').strip(' ;')}")
    for head in table.iter("thead"):
        for cell in head.iter("th"):
            cell.set("scope", "col")
