"""Lists that count otherwise than 1. 2. 3.: the marks that ``ban_tin.articles.pasted`` carries along become classes and numbers."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.pasted.marks import CARRIER, VIETNAMESE

_CARRIED = re.compile(rf"{CARRIER}([a-z-]*) (\d*){CARRIER}")
#: As ``type`` of a list: what is shown where our style sheet is not, as in feeds. It knows no đ: up to d both are one.
_TYPES = {"vietnamese": "a", "upper-vietnamese": "A", "latin": "a", "roman": "i", "upper-roman": "I"}
_BEFORE_D_STROKE = VIETNAMESE.index("đ")


class ListTreeprocessor(Treeprocessor):
    """Runs before text is looked through: what is carried along would part it."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        md.treeprocessors.register(self, "counted_lists", 45)

    def run(self, root: Element) -> None:
        if not any(CARRIER in line for line in self.md.lines):  # type: ignore[attr-defined]
            return
        for parent in list(root.iter()):
            for place, child in reversed(list(enumerate(parent))):
                if child.tag in {"ol", "ul"} and any(_carried(item) for item in child):
                    parent[place : place + 1] = _counted(child)


def _carrier(item: Element) -> Element:
    """Return what begins with the mark of ``item``: itself, or its first paragraph."""
    return item if (item.text or "").strip() or not len(item) else item[0]


def _carried(item: Element) -> re.Match[str] | None:
    return _CARRIED.match(_carrier(item).text or "")


def _counted(whole: Element) -> list[Element]:
    """Return the lists that a list consists of: to Markdown those behind one another are one, however they count."""
    lists: list[Element] = []
    css = expected = None
    for item in whole:
        match = _carried(item)
        own = match[1] if match else ""
        if own != css or not lists:
            css, expected = own, None
            lists.append(Element(whole.tag, {"class": own} if own else {}))
            lists[-1].text = lists[-1].tail = "\n"
        if match:
            holder = _carrier(item)
            holder.text = (holder.text or "")[match.end() :]
        if whole.tag == "ol":
            number = int((match and match[2]) or expected or 1)
            if expected is None and number != 1:
                lists[-1].set("start", str(number))
            elif expected not in {None, number}:
                item.set("value", str(number))
            expected = number + 1
            _note_type(lists[-1], number)
        lists[-1].append(item)
    if len(lists) > 1:
        for each in lists:
            _tighten(each)
    return lists


def _tighten(each: Element) -> None:
    """Take the paragraph from an item that has one only because another list stood beside it."""
    if not any((item.text or "").strip() for item in each):
        return
    for item in each:
        if len(item) == 1 and item[0].tag == "p" and not item[0].attrib:
            (paragraph,) = item
            item.text = paragraph.text
            item[:] = list(paragraph)


def _note_type(each: Element, number: int) -> None:
    """Say in HTML too how a list counts, as long as that is no other letter than the one typed."""
    system = each.get("class", "").removeprefix("counted-").rpartition("-")[0]
    if system not in _TYPES:
        return
    if "vietnamese" in system and number > _BEFORE_D_STROKE:
        each.attrib.pop("type", None)
    elif "type" in each.attrib or not len(each):
        each.set("type", _TYPES[system])
