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
_VALUE = r"(?:\"[^\"\n]*\"|“[^”\n]*”|'[^'\n]*'|[^\s\"“'\]{}<>]+)"
#: What is machinery and no text wherever it stands. Of addresses and tags it is asked whether the page has them.
_MACHINERY = re.compile(
    rf"""
      \]\(\s*(?P<target><[^<>\n]*>|[^\s()]*(?:\([^\s()]*\)[^\s()]*)*)(?P<size>[ ]=[0-9]*x[0-9]*)?
    | \[\^(?P<note>[^\]\s]+)\]:?
    # Attributes, a shortcode and a block, whichever program reads them.
    | (?P<attributes>\{{:?[ ]?(?:\s*(?:[.#][\w-]+|[\w-]+={_VALUE})[ ]?)+\s*\}})
    | (?P<shortcode>\{{\{{[<%][^\n{{}}]*\}}\}}|\{{%[^\n{{}}]*%\}}|\[[a-zA-Z][\w-]*(?:\s+[\w-]+={_VALUE})+\s*/?\]|\[/[a-zA-Z][\w-]*\])
    | ^[ >]*(?P<block>(?::{{3,}}|/{{3,}})[ ]*[a-zA-Z][\w-]*)[ ]*$
    | (?P<tag></?[a-zA-Z][^<>]*>)
    | ^[^\S\n>]*(?:>[^\S\n]*)*(?P<number>(?:(?:[0-9]{{1,9}}|[a-zđ])[.)][^\S\n]+)+)
    | \|(?P<width>[0-9]+(?:x[0-9]+)?)\](?=[(\]])
    | \]\[(?P<label>[^\]\n]+)\]
    | (?P<file>[^\s()\[\]<>|\"“”'=]+\.(?:jpe?g|png|gif|webp|avif|heic|bmp|tiff?|mp4|webm)\b)
    """,
    re.VERBOSE | re.MULTILINE | re.IGNORECASE,
)
#: Attributes whose value is text, in whatever program's form.
_SPEAKING = re.compile(
    rf"\b(?:alt|title|caption|credit|attribution|text|summary|label|aria-label|description)=({_VALUE})", re.IGNORECASE
)
#: Kinds of machinery of which a page need show nothing.
SILENT = frozenset({"attributes", "shortcode", "block", "width", "size", "label"})
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
    #: Where images and attributes stand: of their texts, what stands on the page already is not said again.
    once: list[tuple[int, int]]


def read_written(text: str, page: Page, names: Collection[str] = ()) -> Written:
    """Return the words of ``text``; ``page`` is what was made of it, with the files of these ``names``."""
    words = _REMARK.sub(lambda match: _spaces(match[0]), text) if "<!--" in text else text
    read = words = _ENTITY.sub(_decoded, words) if "&" in words else words
    found: list[Machinery] = []
    labels = set()
    known = page.addresses.union(map(address_of, names))
    if "]:" in words:
        for match in _DEFINITION.finditer(words):
            # An address that leads somewhere. Whatever else begins so was text.
            if address_of(match[2]) in known:
                labels.add(match[1].casefold())
                found += [Machinery("label", *match.span(1)), Machinery("target", *match.span(2))]
    if "]:" in words and "abbr" in page.machinery:
        lines = {line.strip() for line in page.lines}
        found += [
            Machinery("label", *match.span(1)) for match in _ABBREVIATION.finditer(words) if match[2].strip() in lines
        ]
    once = [match.span() for match in _IMAGE.finditer(words)]
    for match in _MACHINERY.finditer(words):
        kind = match.lastgroup or ""
        if match["size"]:
            found.append(Machinery("size", *match.span("size")))
            kind = "target"
        start, end = match.span(kind)
        if kind == "label" and match[kind].casefold() not in labels:
            if "." not in match[kind]:
                continue
            kind = "file"
        if kind in {"attributes", "shortcode"}:
            for value in _SPEAKING.finditer(words, start, end):
                found.append(Machinery(kind, start, value.start(1)))
                once.append(value.span(1))
                start = value.end(1)
        if start < end:
            found.append(Machinery(kind, start, end))
    found.sort(key=lambda each: each.start)
    pieces, done = [], 0
    for each in found:
        if each.start >= done:
            pieces += [words[done : each.start], _spaces(words[each.start : each.end])]
            done = each.end
    return Written(text, read, "".join([*pieces, words[done:]]), found, sorted(once))


def _spaces(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)


def _decoded(match: re.Match[str]) -> str:
    """Return the letter that a reference stands for, at its place; blanks for a sign."""
    meant = unescape(match[0])
    return (meant if meant.isalnum() and meant != match[0] else "").ljust(len(match[0]))[: len(match[0])]
