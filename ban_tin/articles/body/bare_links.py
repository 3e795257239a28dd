"""Addresses, e-mails and telephone numbers that stand in the text without a sign of Markdown become links."""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from ban_tin.articles.body.phones import find_phones

_ADDRESS = re.compile(r"(?<![\w/@.-])(?:https?://|www\.)[^\s<>\"“”‘’«»|`\\^{}\x00-\x1f]+", re.IGNORECASE)
_EMAIL = re.compile(
    r"(?<![\w.+%/:@-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\w@])", re.IGNORECASE | re.ASCII
)
#: Of nearly all texts this says at once that nothing is to be done.
_SUSPECT = re.compile(r"https?://|www\.|@|(?<!\d)0\d\d|\+84|1[89]00", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?[^/?#]*\w\.\w", re.IGNORECASE)
_LEFT_ALONE = {"a", "code", "pre", "kbd", "samp", "script", "style"}


class BareLink(NamedTuple):
    """Where in a text a link stands, and where it leads."""

    start: int
    end: int
    href: str


def find_bare_links(text: str, heading: str = "") -> list[BareLink]:
    """Return the links of ``text`` in their order, none within another; ``heading`` is what stands over it, as in a table."""
    if not _SUSPECT.search(text):
        return []
    found = sorted([*_addresses(text), *_emails(text), *(BareLink(start, end, f"tel:{called}") for start, end, called in find_phones(text, heading))])  # fmt: skip
    links: list[BareLink] = []
    for link in found:
        if not links or link.start >= links[-1].end:
            links.append(link)
    return links


def _addresses(text: str) -> Iterator[BareLink]:
    for match in _ADDRESS.finditer(text):
        shown = _without_end(match[0])
        if _HOST.match(shown):
            href = shown if shown.lower().startswith("http") else f"https://{shown}"
            yield BareLink(match.start(), match.start() + len(shown), href)


def _without_end(address: str) -> str:
    """Return an address without what ends the sentence; a bracket stays where its other one is within the address."""
    while address:
        last = address[-1]
        opening = {")": "(", "]": "["}.get(last)
        if last in ".,;:!?'*_~…" or (opening and address.count(last) > address.count(opening)):
            address = address[:-1]
        else:
            break
    return address


def _emails(text: str) -> Iterator[BareLink]:
    for match in _EMAIL.finditer(text):
        if match[0][0] not in ".-+" and ".." not in match[0] and not match[0].endswith("-"):
            yield BareLink(match.start(), match.end(), f"mailto:{match[0]}")


class BareLinkTreeprocessor(Treeprocessor):
    """Runs behind the captions, which tell a byline from a caption by its words."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        md.treeprocessors.register(self, "bare_links", 3.5)

    def run(self, root: Element) -> None:
        # Of <a> in raw HTML only the tags are known: what stands between them is text of the tree.
        self._anchors = {
            number: not raw.startswith("</")
            for number, raw in enumerate(self.md.htmlStash.rawHtmlBlocks)
            if isinstance(raw, str) and raw[:3].lower() in {"<a ", "</a", "<a>"}
        }
        self._open = False
        self._walk(root, "")

    def _walk(self, element: Element, heading: str) -> None:
        headings = _headings(element) if element.tag == "table" else []
        self._link(element, element, 0, element.text, heading)
        for child in list(element):
            if child.tag not in _LEFT_ALONE:
                if element.tag == "table":
                    self._walk_rows(child, headings)
                else:
                    self._walk(child, heading)
            self._link(element, child, list(element).index(child) + 1 if child.tail else 0, child.tail, heading)

    def _walk_rows(self, part: Element, headings: list[str]) -> None:
        for row in part:
            first = "".join(row[0].itertext()) if len(row) else ""
            for number, cell in enumerate(list(row)):
                beside = first if number else ""
                self._walk(cell, f"{headings[number] if number < len(headings) else ''} {beside}")

    def _link(self, parent: Element, holder: Element, place: int, text: str | None, heading: str) -> None:
        """Put the links of ``text`` into ``parent`` at ``place``: it is that of ``holder``, or its tail."""
        if not text or (holder is parent and isinstance(text, AtomicString)):
            return
        if self._anchors and "\x02" in text:
            text_links = [link for link in find_bare_links(text, heading) if not self._is_open(text, link.start)]
            self._open = self._is_open(text, len(text))
        else:
            text_links = [] if self._open else find_bare_links(text, heading)
        if not text_links:
            return
        made: list[Element] = []
        for number, link in enumerate(text_links):
            anchor = Element("a", {"href": link.href})
            anchor.text = AtomicString(text[link.start : link.end])
            following = text_links[number + 1].start if number + 1 < len(text_links) else len(text)
            anchor.tail = text[link.end : following]
            made.append(anchor)
        before = text[: text_links[0].start]
        if holder is parent:
            parent.text = before
        else:
            holder.tail = before
        parent[place:place] = made

    def _is_open(self, text: str, end: int) -> bool:
        """Return whether an <a> of raw HTML is open at ``end`` of ``text``."""
        is_open = self._open
        for match in HTML_PLACEHOLDER_RE.finditer(text, 0, end):
            number = int(match[1])
            if number in self._anchors:
                is_open = self._anchors[number]
        return is_open


def _headings(table: Element) -> list[str]:
    return ["".join(cell.itertext()) for cell in next(table.iter("tr"), ())]
