"""Addresses, e-mails and telephone numbers that stand in the text without a sign of Markdown become links."""

import re
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from ban_tin.articles.body.phones import find_phones

#: In characters; what is longer is no address that anybody typed.
_LONGEST = 2000
_ADDRESS = re.compile(
    rf"(?<![\w/@.-])(?:https?://|www\.)[^\s<>\"“”‘’«»|`\\^{{}}\x00-\x1f]{{1,{_LONGEST}}}", re.IGNORECASE
)
_EMAIL = re.compile(
    r"(?<![\w.+%/@-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,5}(?![\w@])", re.IGNORECASE | re.ASCII
)
#: Of nearly all texts this says at once that nothing is to be done.
_SIGNS = ("@", "://", "www.", "WWW.", "Www.", "+84", "1900", "1800")
_PHONE = re.compile(r"0(?<!\d0)\d\d")
#: An address right behind another.
_NEXT = re.compile(r"[,;](?=https?://|www\.)", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://)?[^/?#]*\w\.\w", re.IGNORECASE)
_LEFT_ALONE = {"a", "code", "pre", "kbd", "samp", "script", "style"}


class BareLink(NamedTuple):
    """Where in a text a link stands, and where it leads."""

    start: int
    end: int
    href: str


def find_bare_links(text: str, heading: str = "") -> list[BareLink]:
    """Return the links of ``text`` in their order, none within another; ``heading`` is what stands over it, as in a table."""
    if not _may_have_links(text):
        return []
    found = sorted([*_addresses(text), *_emails(text), *(BareLink(start, end, f"tel:{called}") for start, end, called in find_phones(text, heading))])  # fmt: skip
    links: list[BareLink] = []
    for link in found:
        if not links or link.start >= links[-1].end:
            links.append(link)
    return links


def _may_have_links(text: str) -> bool:
    return any(sign in text for sign in _SIGNS) or _PHONE.search(text) is not None


def _addresses(text: str) -> Iterator[BareLink]:
    for match in _ADDRESS.finditer(text):
        shown = _without_end(_NEXT.split(match[0])[0])
        if _HOST.match(shown) and len(match[0]) < _LONGEST:
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
        if not _may_have_links("\n".join(self.md.lines)):  # type: ignore[attr-defined]
            return
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
        text = element.text
        element.text, made = self._linked("" if isinstance(text, AtomicString) else text, text, heading)
        for child in element:
            if child.tag not in _LEFT_ALONE:
                if element.tag == "table":
                    self._walk_rows(child, headings)
                else:
                    self._walk(child, heading)
            made.append(child)
            child.tail, links = self._linked(child.tail, child.tail, heading)
            made += links
        if len(made) > len(element):
            element[:] = made

    def _walk_rows(self, part: Element, headings: list[str]) -> None:
        for row in part:
            first = "".join(row[0].itertext()) if len(row) else ""
            for number, cell in enumerate(list(row)):
                beside = first if number else ""
                self._walk(cell, f"{headings[number] if number < len(headings) else ''} {beside}")

    def _linked(self, text: str | None, whole: str | None, heading: str) -> tuple[str | None, list[Element]]:
        """Return what stands before the first link of ``text``, and the links with what follows each; ``whole`` without any."""
        if not text:
            return whole, []
        if self._anchors and "\x02" in text:
            links = self._outside_anchors(text, find_bare_links(text, heading))
        else:
            links = [] if self._open else find_bare_links(text, heading)
        made: list[Element] = []
        for number, link in enumerate(links):
            anchor = Element("a", {"href": link.href})
            anchor.text = AtomicString(text[link.start : link.end])
            following = links[number + 1].start if number + 1 < len(links) else len(text)
            anchor.tail = text[link.end : following]
            made.append(anchor)
        return (text[: links[0].start], made) if links else (whole, [])

    def _outside_anchors(self, text: str, links: list[BareLink]) -> list[BareLink]:
        """Return those of ``links`` that stand in no <a> of raw HTML."""
        tags = [each for each in HTML_PLACEHOLDER_RE.finditer(text) if int(each[1]) in self._anchors]
        kept = []
        for start, link in sorted(
            [(each.start(), None) for each in tags] + [(link.start, link) for link in links], key=itemgetter(0)
        ):
            if link is None:
                placeholder = HTML_PLACEHOLDER_RE.match(text, start)
                assert placeholder is not None
                self._open = self._anchors[int(placeholder[1])]
            elif not self._open:
                kept.append(link)
        return kept


def _headings(table: Element) -> list[str]:
    return ["".join(cell.itertext()) for cell in next(table.iter("tr"), ())]
