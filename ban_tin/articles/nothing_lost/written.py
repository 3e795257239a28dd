"""What an editor wrote: every word with its place; those apart that belong to an address, a tag or a mark."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from html import unescape

from ban_tin.articles.nothing_lost.page import Page, address_of

_REMARK = re.compile(r"<!--.*?-->", re.DOTALL)
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[0-9a-zA-Z]{1,31});")
_DEFINITION = re.compile(r"^[ >]{0,6}\[([^\]^\n][^\]\n]*)\]:[ \t]*\n?[ \t]*(<[^>\n]*>|\S+)", re.MULTILINE)
_ABBREVIATION = re.compile(r"^[ >]{0,6}\*\[([^\]\n]+)\]:([^\n]*)", re.MULTILINE)
#: What is machinery and no text wherever it stands; whether it has become that is asked of the page.
_MACHINERY = re.compile(
    r"""
      \]\(\s*(?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)
    | \[\^(?P<note>[^\]\s]+)\]:?
    | (?P<braces>\{[^{}\n]*(?:\n[^{}\n]*){0,4}\})
    | (?P<tag></?[a-zA-Z][^<>]*>)
    | ^[ \t>]*(?P<number>(?:[0-9]{1,9}[.)][ \t]+)+)
    | \]\[(?P<label>[^\]\n]+)\]
    """,
    re.VERBOSE | re.MULTILINE,
)
_IMAGE = re.compile(r"!\[[^\]\n]*\](?:\([^\n]{0,3000}?\)|\[[^\]\n]*\])")


@dataclass(frozen=True, slots=True)
class Machinery:
    """Words of an address, a tag or a mark: of a ``kind``, between two places of the text."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Written:
    """A text, and what its words are."""

    #: The text as it is quoted, and with its references to characters read, each place kept.
    text: str
    read: str
    #: The same with blanks where no words are that a page shows, each place kept.
    words: str
    #: What was blanked, in the order of the text.
    machinery: list[Machinery]
    #: Where an image's alternative text and title stand.
    images: list[tuple[int, int]]


def read_written(text: str, page: Page, names: Collection[str] = ()) -> Written:
    """Return the words of ``text``; ``page`` is what was made of it, with the files of these ``names``."""
    words = _REMARK.sub(lambda match: _spaces(match[0]), text) if "<!--" in text else text
    read = words = _ENTITY.sub(_decoded, words) if "&" in words else words
    found: list[Machinery] = []
    labels = set()
    if "]:" in words:
        for match in _DEFINITION.finditer(words):
            # An address that leads somewhere. Whatever else begins so was text.
            if address_of(match[2]) in page.addresses or address_of(match[2]) in names:
                labels.add(match[1].casefold())
                found += [Machinery("label", *match.span(1)), Machinery("target", *match.span(2))]
    if "]:" in words and "abbr" in page.machinery:
        lines = {line.strip() for line in page.lines}
        found += [
            Machinery("label", *match.span(1)) for match in _ABBREVIATION.finditer(words) if match[2].strip() in lines
        ]
    for match in _MACHINERY.finditer(words):
        kind = match.lastgroup or ""
        if kind == "label" and match[kind].casefold() not in labels:
            continue
        start, end = match.span(kind)
        if start < end:
            found.append(Machinery(kind, start, end))
    images = [match.span() for match in _IMAGE.finditer(words)]
    found.sort(key=lambda each: each.start)
    pieces, done = [], 0
    for each in found:
        if each.start >= done:
            pieces += [words[done : each.start], _spaces(words[each.start : each.end])]
            done = each.end
    return Written(text, read, "".join([*pieces, words[done:]]), found, images)


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _decoded(match: re.Match[str]) -> str:
    """Return the letter that a reference stands for, at its place; blanks for a sign."""
    meant = unescape(match[0])
    return (meant if meant.isalnum() and meant != match[0] else "").ljust(len(match[0]))[: len(match[0])]
