"""A record on its way to a document: fields with their evidence, texts decoded, what is left out and what is doubtful."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

from ban_tin.articles.front_matter.aliases import read_aliases
from ban_tin.articles.front_matter.fields import ENTRIES_MOST
from ban_tin.language.vietnamese import fold, nfc
from ban_tin.views import Comment
from newsdesk.importing.portals.letters import DOUBTFUL, decode
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.staging import Row
from newsdesk.importing.source_document import LIKELY, SURE, UNKNOWN_SITE, Doubt, Found, LeftOut, SourceDocument
from newsdesk.importing.web_page.flow import Flow

_TAG = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
#: What no address of a portal has, and no name of a file may have on every system.
_ODD = re.compile(r"[\x00-\x20<>\"'|?*\\:]")
#: When a row was made, or what it was called then: these stay while its text is edited.
_MADE = ("addtime", "add_time", "created", "guid")


class Entry:
    """Collects what one record says."""

    def __init__(self, record: PortalRecord, options: PortalOptions) -> None:
        self.record, self.options = record, options
        self.fields: dict[str, Found] = {}
        self.left_out: list[LeftOut] = []
        self.doubts: list[Doubt] = []
        self.comments: list[Comment] = []
        #: What an office says of itself, without a date.
        self.is_page = record.kind == "page"
        self._doubted = False

    # Reading

    def text(self, column: str, row: Row | None = None) -> str:
        """Return a column as text, as it stands; ``""`` where it is NULL or not there."""
        value = (self.record.row if row is None else row).get(column)
        if not value:
            return ""
        text, grade = decode(value, self.record.charset)
        if grade == DOUBTFUL and not self._doubted:
            self._doubted = True
            self.doubt("encoding", " ".join(text.split())[:80])
        return text

    def plain(self, column: str, row: Row | None = None) -> str:
        """Return a column that holds words and no elements: its entities are read, its blanks are single."""
        return plain_words(self.text(column, row))

    def number(self, column: str, row: Row | None = None) -> int:
        """Return a column as a number, 0 where it is none."""
        text = self.text(column, row).strip()
        return int(text) if re.fullmatch(r"-?\d{1,18}", text) else 0

    def moment(self, column: str, row: Row | None = None) -> datetime | None:
        """Return a column of seconds since 1970, or of a date, in the site's time zone; none where it is empty."""
        text = self.text(column, row).strip()
        try:
            if re.fullmatch(r"\d{1,11}", text):
                return datetime.fromtimestamp(int(text), self.options.zone) if int(text) else None
            if re.fullmatch(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d", text) and not text.startswith("0000"):
                return datetime.fromisoformat(text).replace(tzinfo=UTC).astimezone(self.options.zone)
        except (ValueError, OverflowError, OSError):
            pass
        if text.strip("0 :-"):
            self.doubt("uncertain", f"{column}: {text[:40]}")
        return None

    # Writing

    def where(self, column: str = "") -> str:
        """Where a column stands."""
        return f"{self.record.where}, {column}" if column else self.record.where

    def find(self, name: str, value: str | Iterable[str], column: str, quote: str = "", grade: str = SURE) -> None:
        """Fill in a field, where there is something."""
        if isinstance(value, str):
            if value:
                self.fields[name] = Found(value, grade, self.where(column), quote or value)
        elif names := tuple(dict.fromkeys(each for each in value if each)):
            self.fields[name] = Found(names[:ENTRIES_MOST], grade, self.where(column), quote or ", ".join(names))

    def find_moment(self, name: str, column: str, row: Row | None = None, days: bool = False) -> datetime | None:
        """Fill in a date, and return it. ``days``: only the day matters."""
        moment = self.moment(column, row)
        if moment:
            self.find(
                name,
                f"{moment:%Y-%m-%d}" if days else f"{moment:%Y-%m-%d %H:%M}",
                column,
                self.text(column, row).strip(),
            )
        return moment

    def doubt(self, kind: str, about: str, column: str = "") -> None:
        """Say what a person has to look at."""
        self.doubts.append(Doubt(kind, about, self.where(column)))

    def leave_out(self, kind: str, text: str, column: str = "") -> None:
        """Say which words no article gets."""
        if text := " ".join(text.split()):
            self.left_out.append(LeftOut(kind, text, self.where(column)))

    def file_under(self, names: list[str], column: str) -> None:
        """Choose the category by the names of the portal's, the nearest first; those that are not chosen become tags."""
        names = [name for name in dict.fromkeys(names) if name]
        known = {fold(name): name for name in self.options.categories}
        chosen = next((name for name in names if fold(name) in known), "")
        if chosen:
            self.find("category", known[fold(chosen)], column, chosen)
        elif names and not known:
            chosen = names[0]
            self.find("category", chosen, column)
        elif names:
            self.doubt("category-unknown", names[0], column)
        if rest := [name for name in names if name != chosen]:
            tags = self.fields.get("tags")
            self.find(
                "tags",
                [*(tags.value if tags and isinstance(tags.value, tuple) else ()), *rest],
                tags.where if tags else column,
            )
            if tags:
                self.fields["tags"] = replace(self.fields["tags"], where=tags.where)

    def base_address(self) -> str:
        """Return the address that relative ones start from, with a slash at its end: as a person, the dump or nobody says it."""
        if known := self.options.address or self.record.context.get("base", ""):
            return known.rstrip("/") + "/"
        host = self.record.context.get("hosts", "").split(",")[0].strip().strip("/")
        return f"http://{host}/" if re.fullmatch(r"[\w.-]+(?::\d+)?", host) else f"{UNKNOWN_SITE}/"

    def find_addresses(self, paths: Iterable[str], queries: Iterable[str], column: str) -> None:
        """Fill in the addresses that it had: those that may stand in ``aliases``, and those with a query, which only a server can lead on."""
        plain = [path for path in dict.fromkeys(paths) if not _ODD.search(path)]
        kept, problems = read_aliases(plain[:ENTRIES_MOST])
        self.find("aliases", kept, column)
        whole = [self.base_address().rstrip("/") + path for path in kept[:1]]
        self.find("old_queries", [*queries, *whole], column)
        for problem in problems:
            self.doubt("link-dead", problem.alias, column)

    def document(self, flow: Flow) -> SourceDocument:
        """Return what was collected, with the body ``flow``."""
        return SourceDocument(
            name=self.record.where,
            digest=digest_of(self.record),
            flow=flow.html,
            pictures=flow.pictures,
            attachments=flow.attachments,
            fields=self.fields,
            left_out=(*self.left_out, *(replace(each, where=self._within(each.where)) for each in flow.left_out)),
            doubts=(*self.doubts, *(replace(each, where=self._within(each.where)) for each in flow.doubts)),
            is_page=self.is_page,
            comments=tuple(self.comments),
        )

    def _within(self, where: str) -> str:
        return f"{self.record.where}: {where}" if where else self.record.where


def plain_words(text: str) -> str:
    """Return the words of ``text``, which may have entities and single elements, in one line."""
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = unescape(text)
    return " ".join(nfc(text).replace("\x00", "").split())


def is_plain(html: str) -> bool:
    """Return whether ``html`` holds words and line breaks alone, so that a field can take it."""
    return not re.search(r"<\s*(?!/?(?:br|p|div|span|strong|b|em|i|font)\b)[a-z]", html, re.IGNORECASE)


def digest_of(record: PortalRecord) -> str:
    """Return the SHA-256 by which ``record`` is known, in hex: of its place and of when it was made, not of its text.

    So a later dump of the same portal has the same articles, edited or not; and two portals have none in common, though both count from 1.
    """
    made = next((value for name in _MADE if (value := record.row.get(name)) and value.strip(b"0- :")), None)
    digest = hashlib.sha256(f"{record.portal} {record.table} {record.key}".encode())
    for name, value in (("made", made),) if made else sorted(record.row.items()):
        if value is not None:
            digest.update(f"\n{name} {len(value)} ".encode() + value)
    return digest.hexdigest()


def with_file(files: Mapping[str, bytes | Path], name: str, file: Path) -> tuple[dict[str, bytes | Path], str]:
    """Return ``files`` with one more, and the name that it has there."""
    taken, key, number = dict(files), name, 1
    stem, dot, ending = name.rpartition(".")
    while key in taken and taken[key] != file:
        number += 1
        key = f"{stem}-{number}.{ending}" if dot else f"{name}-{number}"
    taken[key] = file
    return taken, key


__all__ = ["LIKELY", "SURE", "Entry", "digest_of", "is_plain", "plain_words", "with_file"]
