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


_NO_WRAP = frozenset(
    ("table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "html", "select", "pre", "colgroup", "optgroup")
)


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
    """Give each line of ``root`` that stands between blocks an element of its own."""
    holding = _holding(root)
    for parent in list(root.iter()):
        if parent in holding and parent.tag not in _NO_WRAP and parent.tag not in UNSEEN:
            _wrap(parent, holding)


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
        if lead.strip() or any(each.tag != "br" for each in run):
            wrapper = parent.makeelement("div", {"data-line": ""})
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
        text = text_of(each)
        pictures = each.find(".//img") is not None
        if text or pictures:
            linked = sum(len(text_of(link)) for link in each.iter("a") if link.get("href"))
            found.append(Segment(each, text, len(found), linked, pictures))
    return found


def is_prose(segment: Segment) -> bool:
    """Return whether a line is a sentence of a text: long, and no link."""
    return (
        len(segment.text) >= 80
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
