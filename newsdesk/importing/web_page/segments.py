"""A page as a row of lines in the order in which they are read, each with the element that holds it and nothing else."""

import re
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from newsdesk.importing.web_page.tree import BLOCKS, UNSEEN, is_hidden, text_of


@dataclass(eq=False, slots=True)
class Segment:
    """One line of a page."""

    #: The element that holds it.
    element: HtmlElement
    #: Its words, as a reader sees them.
    text: str
    #: Where it comes among all lines.
    number: int
    #: Letters in it that lead elsewhere.
    linked: int
    #: Whether there are pictures in it.
    pictures: bool

    @property
    def spaced(self) -> str:
        """Its words with spaces between what stands in elements of its own: styles part them where no space does."""
        inner = [each for each in self.element if isinstance(each.tag, str)]
        if len(inner) == 1 and not (self.element.text or "").strip():
            inner = [each for each in inner[0] if isinstance(each.tag, str)] or inner
        if len(inner) < 2:
            return self.text
        return " ".join(" ".join(self.element.itertext()).split())


#: How sentences end.
_SENTENCE = re.compile(r"[.!?;:…][\"”’)\]/]*$|[.!?]\s+[A-ZĐÀ-Ỹ]")
#: The attribute of elements that hold a line of another.
_LINE = "data-line"
_NO_WRAP = frozenset(("table", "tbody", "thead", "tfoot", "tr", "html", "colgroup"))


def _holding(root: HtmlElement) -> set[HtmlElement]:
    """Return the elements with blocks in them."""
    found: set[HtmlElement] = set()
    for each in root.iter():
        if isinstance(each.tag, str) and each.tag in BLOCKS:
            above = each.getparent()
            while above is not None and above not in found:
                found.add(above)
                above = above.getparent()
    return found


def wrap_loose(root: HtmlElement) -> None:
    """Give each line of ``root`` that stands between blocks, or between ends of lines, an element of its own."""
    holding = _holding(root)
    _wrap_broken(root, holding)
    for parent in list(root.iter()):
        if parent in holding and parent.tag not in _NO_WRAP and parent.tag not in UNSEEN:
            _wrap(parent, holding)


def _wrap_broken(root: HtmlElement, holding: set[HtmlElement]) -> None:
    """Put what stands between ends of lines into elements: whole pages are written so."""
    parents = dict.fromkeys(each.getparent() for each in root.iter("br"))
    for parent in parents:
        if parent is None or parent in holding or parent.tag in UNSEEN or parent.tag in {*_NO_WRAP, "pre"}:
            continue
        children = list(parent)
        lead, parent.text = parent.text or "", None
        run: list[HtmlElement] = []
        place = 0
        for child in [*children, None]:
            if child is not None and child.tag != "br":
                run.append(child)
                continue
            if lead.strip() or run:
                wrapper = parent.makeelement("span", {_LINE: ""})
                wrapper.text = lead
                parent.insert(place, wrapper)
                wrapper.extend(run)
                place += 1
            if child is not None:
                lead, child.tail = child.tail or "", None
                place = parent.index(child) + 1
                run = []


def _wrap(parent: HtmlElement, holding: set[HtmlElement]) -> None:
    run: list[HtmlElement] = []
    lead = parent.text or ""
    parent.text = None
    place = 0
    children = list(parent)
    for child in [*children, None]:
        ends = child is None or (
            isinstance(child.tag, str) and (child.tag in BLOCKS or child.tag in UNSEEN or child in holding)
        )
        if not ends:
            assert child is not None
            run.append(child)
            continue
        if lead.strip() or any(each.tag != "br" or (each.tail or "").strip() for each in run):
            wrapper = parent.makeelement("div", {_LINE: ""})
            wrapper.text = lead
            parent.insert(place, wrapper)
            wrapper.extend(run)
            place += 1
        else:
            # Ends of lines between blocks: nothing to see.
            for each in run:
                parent.remove(each)
        if child is not None:
            lead, child.tail = child.tail or "", None
            place = parent.index(child) + 1
            run = []


def segments_of(root: HtmlElement) -> list[Segment]:
    """Return the lines of ``root``, whose loose ones are wrapped."""
    found: list[Segment] = []
    holding = _holding(root)
    walker = etree.iterwalk(root, events=("start",))
    for _, each in walker:
        if not isinstance(each.tag, str):
            continue
        if each.tag in UNSEEN or is_hidden(each):
            walker.skip_subtree()
            continue
        if each.tag not in BLOCKS or each in holding:
            continue
        walker.skip_subtree()
        for line in _lines_in(each):
            text = text_of(line)
            pictures = line.find(".//img") is not None
            if text or pictures:
                links = [line] if line.tag == "a" else line.iter("a")
                linked = sum(len(text_of(link)) for link in links if link.get("href"))
                found.append(Segment(line, text, len(found), linked, pictures))
    return found


def _lines_in(block: HtmlElement) -> list[HtmlElement]:
    """Return the elements that hold the lines of ``block``, or itself where they don't hold all of it."""
    lines = [each for each in block.iter("span") if each.get(_LINE) is not None]
    lines = [each for each in lines if not any(above.get(_LINE) is not None for above in each.iterancestors("span"))]
    if len(lines) < 2 or "".join(text_of(block).split()) != "".join("".join(text_of(each) for each in lines).split()):
        return [block]
    return lines


def is_prose(segment: Segment) -> bool:
    """Return whether a line is a sentence of a text: long, no link, and no title, which has no full stop."""
    return (
        len(segment.text) >= 80
        and (len(segment.text) >= 240 or _SENTENCE.search(segment.text) is not None)
        and segment.linked < len(segment.text) * 0.5
        and bool(re.search(r"[a-zà-ỹ]", segment.text))
    )


def framed(line: Segment, most: int) -> HtmlElement:
    """Return the element that holds a picture and its caption of at most ``most`` letters, and nothing else."""
    best = line.element
    for above in line.element.iterancestors():
        if len(text_of(above)) > most or above.tag in {"body", "tr", "tbody"}:
            break
        best = above
        if above.tag in {"figure", "table"}:
            break
    return best
