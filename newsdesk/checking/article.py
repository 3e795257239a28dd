"""An article as rules see it: its text, and by places in it what is prose, quoted, a heading, a table, a link, a photo, a file.

All places are offsets in ``CheckedArticle.text``; ``place`` gives line and column. What is costly is made when it is first asked for.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from ban_tin.language.vietnamese import nfc
from newsdesk.checking.prose import BLANK, LETTERS, find_prose, find_quoted, without_hidden
from newsdesk.checking.structure import (
    Heading,
    Link,
    Paragraph,
    Photo,
    Table,
    find_headings,
    find_links,
    find_paragraphs,
    find_photos,
    find_tables,
)

_WORD = re.compile(f"[{LETTERS}]+")

#: It begins with one set of characters, which is what makes a search quick.
_PAIR = re.compile(
    "[ \u00a0,;:.!?(\\[“‘–—-](?:(?<=[ \u00a0])(?:[,;:!?.)”’]|[-–—](?![ \u00a0]))|(?<=[(\\[“‘])[ \u00a0]"
    "|(?<=[–—-])(?<![ \u00a0][–—-])[ \u00a0]|(?<=[,;:.!?])[,;:.!?])"
)


class Edit(NamedTuple):
    """Write ``text`` in the place of what stands from ``start`` to ``end``."""

    start: int
    end: int
    text: str


class Word(NamedTuple):
    """A run of letters of the prose, and where it begins."""

    text: str
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class Attached(NamedTuple):
    """A file that is offered beneath the text, the title that readers see (``""``: its name), and the line of the front matter."""

    name: str
    title: str
    line: int


class CheckedArticle:
    """The article or page ``path`` (as findings call it), whose source ``file`` says ``text`` (NFC, with the ends of lines it has)."""

    def __init__(self, path: str, file: Path, text: str) -> None:
        self.path = path
        self.file = file
        self.text = nfc(text)
        source = parse_source(self.text, path, Findings())
        #: The values of the front matter as they are typed: text, a list, or a list of mappings. Of a draft too.
        self.fields: Mapping[str, Any] = source.values if source else {}
        #: The line of each field, from 1.
        self.field_lines: Mapping[str, int] = source.lines if source else {}
        self._starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        body_line = source.body_line if source else len(self._starts) + 1
        #: Where the body begins; the length of the text where there is no front matter that can be read.
        self.body = self._starts[body_line - 1] if body_line <= len(self._starts) else len(self.text)

    @property
    def lang(self) -> str:
        """What the front matter says, ``""`` for the language of the site."""
        return str(self.fields.get("lang") or "")

    @cached_property
    def prose(self) -> str:
        """The text at the same places, with NUL (``prose.BLANK``) for whatever is no prose: marks, code, addresses, names of files, remarks.

        Of the front matter it has title, summary, captions, alternative texts, and what documents are about.
        """
        return find_prose(self.text, self.shown, self.body, self.field_lines, self._starts)

    @cached_property
    def shown(self) -> str:
        """The text at the same places, with NUL for the code and remarks of the body."""
        return without_hidden(self.text, self.body)

    def hidden(self, start: int) -> bool:
        """Return whether an offset lies in code or in a remark, which readers see as it stands, or never."""
        return self.shown[start : start + 1] == BLANK

    @cached_property
    def words(self) -> Sequence[Word]:
        """The words of the prose, in order."""
        return [Word._make((match[0], match.start())) for match in _WORD.finditer(self.prose)]

    @cached_property
    def folded(self) -> str:
        """The prose in small letters, to ask whether anything is worth a closer look; places may be others."""
        return self.prose.lower()

    @cached_property
    def spelled(self) -> Sequence[str]:
        """The words of the prose, in order, without their places: most rules need not know these."""
        return _WORD.findall(self.prose)

    @cached_property
    def distinct(self) -> frozenset[str]:
        """The words of the prose, each once."""
        return frozenset(self.spelled)

    @cached_property
    def lowered(self) -> frozenset[str]:
        """The words of the prose in small letters, each once."""
        return frozenset(map(str.lower, self.distinct))

    @cached_property
    def pairs(self) -> frozenset[str]:
        """A sign with a blank on the side where none belongs, and signs side by side; two characters each."""
        return frozenset(_PAIR.findall(self.prose))

    @cached_property
    def quoted(self) -> Sequence[tuple[int, int]]:
        """Where others are quoted: between quotation marks, and in quotations of their own. In order, apart from each other."""
        return find_quoted(self.prose, self.text, self.body)

    @cached_property
    def headings(self) -> Sequence[Heading]:
        return find_headings(self)

    @cached_property
    def tables(self) -> Sequence[Table]:
        return find_tables(self)

    @cached_property
    def links(self) -> Sequence[Link]:
        """Links of the body; not those of photos."""
        return find_links(self)

    @cached_property
    def photos(self) -> Sequence[Photo]:
        """Photos of the body, and the lead photo."""
        return find_photos(self)

    @cached_property
    def paragraphs(self) -> Sequence[Paragraph]:
        """Paragraphs and list items of the body: no headings, tables, photos, or code."""
        return find_paragraphs(self)

    @cached_property
    def attachments(self) -> Sequence[Attached]:
        """The files that the front matter offers. Those of links are among ``links``; ``file.parent`` is where they lie."""
        given = self.fields.get("attachments") or ()
        found = []
        for each in [given] if isinstance(given, str | Mapping) else given:
            name, title = (each.get("file"), each.get("title")) if isinstance(each, Mapping) else (each, "")
            if name:
                found.append(Attached(nfc(str(name)), str(title or ""), self.field_lines.get("attachments", 1)))
        return found

    def place(self, start: int) -> tuple[int, int]:
        """Return the line and the column of an offset, both from 1."""
        line = bisect_right(self._starts, start)
        return line, start - self._starts[line - 1] + 1

    def start_of(self, line: int) -> int:
        """Return the offset at which a line (from 1) begins."""
        return self._starts[line - 1]

    def line_at(self, start: int) -> str:
        """Return the whole line in which an offset lies, without its end."""
        first = self._starts[bisect_right(self._starts, start) - 1]
        return self.text[first:].partition("\n")[0].rstrip("\r") if first < len(self.text) else ""

    def is_quoted(self, start: int) -> bool:
        """Return whether others are quoted at an offset."""
        at = bisect_right(self.quoted, (start, len(self.text)))
        return at > 0 and start < self.quoted[at - 1][1]

    def is_table(self, start: int) -> bool:
        """Return whether an offset lies in a table."""
        return any(table.start <= start < table.end for table in self.tables)
