"""WordPress's export, read as it streams by: items, authors and categories onto the disk. No entity is unfolded, nothing is fetched."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final, Never
from xml.parsers import expat

from counter.mysql_dump import UnreadableDumpError, dump_chunks
from newsdesk.importing.portals.staging import Row, StagedRows
from newsdesk.importing.source_document import RefusedSourceError

#: Bytes of one text; elements within one another; comments and fields of one item.
TEXT_MOST: Final = 20_000_000
DEEPEST: Final = 50
PARTS_MOST: Final = 10_000
#: Control characters that no XML may hold, and that exports have nevertheless.
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]+")
#: What becomes a row, and the element by which it is asked for.
_ROWS: Final = {"item": "post_id", "author": "author_login", "category": "category_nicename"}
#: Parts of an item, each a row of its own.
_PARTS: Final = frozenset(("category", "postmeta", "comment"))
#: Of what readers wrote, what was on the page: not their addresses.
_PRIVATE: Final = frozenset(
    (
        "comment_author_email",
        "comment_author_ip",
        "author_email",
        "comment_user_id",
        "comment_author_url",
        "commentmeta",
    )
)


def is_wxr(start: bytes) -> bool:
    """Return whether a file that begins like ``start`` is an export of WordPress."""
    return b"<rss" in start and (b"wordpress.org/export" in start or b"<wp:" in start or b"WordPress" in start)


class StagedExport(StagedRows):
    """An export on disk: posts as rows of ``item``, their parts in rows of ``category``, ``postmeta`` and
    ``comment``; authors; the ``tree`` of categories.
    """

    def __init__(self, file: Path, scratch: Path | None = None) -> None:
        """Read ``file`` through. Raises OSError, and RefusedSourceError for what no export holds."""
        super().__init__(scratch)
        #: What the channel says of itself.
        self.channel: dict[str, str] = {}
        #: Whether the file breaks off, and in which line.
        self.is_cut = False
        self.breaks_off = ""
        try:
            self._read(file)
        except BaseException:
            self.close()
            raise
        self.finish()

    def _read(self, file: Path) -> None:
        reader = _Reader(self)
        parser = expat.ParserCreate(namespace_separator=None)
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = reader.start, reader.end
        parser.CharacterDataHandler = reader.text
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = parser.ExternalEntityRefHandler = _refuse
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        try:
            for piece in _chunks(file):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            self.is_cut, self.breaks_off = True, f"{error.lineno}: {expat.ErrorString(error.code)}"
        except UnreadableDumpError as error:
            if error.kind == "bomb":
                raise RefusedSourceError("too-packed", error.about) from error
            self.is_cut, self.breaks_off = True, error.about


def _chunks(file: Path) -> Iterator[bytes]:
    for piece in dump_chunks(file):
        yield _CONTROL.sub(b"", piece)


def _refuse(*_about: object) -> Never:
    raise RefusedSourceError("entities")


class _Reader:
    """Puts the elements of an export together to rows. Names of elements keep no prefix but where two would be the same."""

    def __init__(self, staged: StagedExport) -> None:
        self._staged = staged
        self._path: list[str] = []
        self._words: list[str] = []
        self._size = 0
        self._row: dict[str, str] = {}
        self._parts: list[tuple[str, dict[str, str]]] = []
        self._part: dict[str, str] | None = None
        self._number = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise RefusedSourceError("too-deep", str(DEEPEST))
        self._words, self._size = [], 0
        short = _short(name)
        if len(self._path) == 3 and short in _ROWS:
            self._row, self._parts = {}, []
        elif len(self._path) == 4 and self._path[2] == "item" and short in _PARTS:
            self._part = {key: value for key, value in attributes.items() if key in ("domain", "nicename")}

    def text(self, words: str) -> None:
        self._size += len(words)
        if self._size <= TEXT_MOST:
            self._words.append(words)

    def end(self, name: str) -> None:
        depth, words = len(self._path), "".join(self._words)
        short = _short(name)
        if depth == 3:
            if short in _ROWS and (name == "item" or name.startswith("wp:")):
                self._put(short)
            elif name in ("title", "link") or name.startswith("wp:"):
                self._staged.channel[short] = words.strip()
        elif depth == 4:
            if self._part is not None and short in _PARTS and self._path[2] == "item":
                if short == "category":
                    self._part["name"] = words
                if len(self._parts) < PARTS_MOST:
                    self._parts.append((short, self._part))
                self._part = None
            else:
                self._row.setdefault(
                    {"content:encoded": "content", "excerpt:encoded": "excerpt"}.get(name, short), words
                )
        elif depth == 5 and self._part is not None and short.lower() not in _PRIVATE:
            self._part[short] = words
        self._words, self._size = [], 0
        self._path.pop()

    def _put(self, kind: str) -> None:
        key = self._row.get(_ROWS[kind], "").strip()
        if kind == "item":
            self._number += 1
            key = key or f"0{self._number}"
            for part, fields in self._parts:
                self._staged.put(part, key, _as_bytes(fields))
            if self._row.get("post_type") == "attachment":
                self._staged.put("attachment-of", self._row.get("post_parent", ""), {"post_id": key.encode()})
        row = {name: value for name, value in self._row.items() if name not in _PRIVATE}
        # Categories of the whole site are called as those of a post.
        self._staged.put("tree" if kind == "category" else kind, key, _as_bytes(row))


def _short(name: str) -> str:
    return name.removeprefix("wp:").removeprefix("dc:")


def _as_bytes(fields: dict[str, str]) -> Row:
    return {name: value.encode() for name, value in fields.items()}
