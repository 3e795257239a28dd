"""Wide tables scroll inside themselves, and can be focused so that the keyboard scrolls them too."""

from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor


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
