"""What a file is: by its first bytes, and of a ZIP file by the names in it."""

import re
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

from ban_tin.photos.foreign import recognise
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError

#: As much as is looked at.
_HEAD: Final = 65_536
_PICTURES: Final = (b"\xff\xd8\xff", b"\x89PNG\r\n", b"GIF8", b"II*\0", b"MM\0*", b"BM")
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")
_MIME: Final = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII)
_MIME_KEY: Final = re.compile(
    rb"^(?:MIME-Version|Content-Type|Snapshot-Content-Location)\s*:", re.IGNORECASE | re.MULTILINE
)
_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|div|p|table|h[1-6]|meta|title|article|span|center|font|ul|ol|br|img|a|script|style|iframe|form)\b",
    re.IGNORECASE,
)
_CLIPBOARD: Final = re.compile(rb"Version:\d[\d.]*\s+StartHTML:", re.IGNORECASE)
_EXPORT: Final = re.compile(rb"<rss\b[^>]*wordpress\.org/export|xmlns:wp=", re.IGNORECASE)
_DUMP: Final = re.compile(
    rb"^\s*(?:CREATE TABLE|DROP TABLE|INSERT (?:IGNORE )?INTO|REPLACE INTO|SET NAMES|LOCK TABLES|/\*!\d{5})|^--\s*(?:phpMyAdmin|MySQL dump|MariaDB dump|Adminer|NukeViet|NUKEVIET)",
    re.IGNORECASE | re.MULTILINE,
)
_FRONT_MATTER: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:---[ \t]*\r?\n|\+\+\+[ \t]*\r?\n)[^\n]*[:=]", re.DOTALL)
#: What is said of files that are no sources of articles, by their endings.
_OTHERS: Final = {
    "xl/": "xlsx", "ppt/": "pptx", "visio/": "vsdx",
}  # fmt: skip


def kind_of(path: Path) -> str:
    """Return what ``path`` is: a key of ``READERS``, or ``zip`` or ``dump``. Raises ``RefusedSourceError`` for what no article is made of."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise RefusedSourceError("unknown", path.name)
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError as error:
        raise RefusedSourceError("unreadable", error.strerror or "") from None
    if not head:
        raise RefusedSourceError("empty")
    kind = _by_content(path, head)
    if size > LIMITS.file_bytes and kind != "dump":
        raise RefusedSourceError("too-large", f"{size // 1_000_000} MB > {LIMITS.file_bytes // 1_000_000} MB")
    return kind


def _by_content(path: Path, head: bytes) -> str:
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _of_zip(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "doc"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"\x1f\x8b"):
        return "dump"
    if head.startswith(_PROGRAMS) and b"\0" in head[:4096]:
        raise RefusedSourceError("program")
    if head.startswith(_PICTURES) or head[4:12] in {b"ftypheic", b"ftypmif1", b"ftypavif"} or head[8:12] == b"WEBP":
        raise RefusedSourceError("picture", path.name)
    text = _as_text(head)
    if text is None:
        foreign = recognise(head)
        raise RefusedSourceError("unknown", foreign.reason if foreign else path.name)
    return _of_text(path, text)


def _as_text(head: bytes) -> bytes | None:
    """Return ``head`` as UTF-8 or another encoding with ASCII in it, None for what is no text."""
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2 : len(head) - len(head) % 2].decode(encoding, errors="replace").encode()
    if b"\0" in head:
        return None
    odd = sum(byte < 9 or 13 < byte < 32 for byte in head[:4096])
    return None if odd > 16 else head


def _of_text(path: Path, head: bytes) -> str:
    plain = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _EXPORT.search(head):
        return "dump"
    unfolded = plain.replace(b"\r\n", b"\n")
    if (match := _MIME.match(unfolded)) and _MIME_KEY.search(match[0]):
        return "html"
    if _CLIPBOARD.match(plain):
        return "html"
    if _DUMP.search(head) and not plain.startswith(b"<"):
        return "dump"
    if _FRONT_MATTER.match(head):
        return "markdown"
    tags = len(_HTML.findall(head[:20_000]))
    if plain.startswith(b"<?xml") and not tags:
        raise RefusedSourceError("unknown", "XML")
    ending = path.suffix.lower()
    if tags and (
        plain.startswith(b"<") or tags > 3 or ending in {".html", ".htm", ".xhtml", ".shtml", ".aspx", ".php"}
    ):
        return "html"
    return "markdown" if ending in {".md", ".markdown"} else "text"


def _of_zip(path: Path) -> str:
    """Return what a ZIP file is; no more than its list of names is read."""
    try:
        with ZipFile(path) as archive:
            names = archive.namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, MemoryError, RecursionError):
        raise RefusedSourceError("broken", path.name) from None
    if len(names) > LIMITS.entries:
        raise RefusedSourceError("too-many", f"{len(names)} > {LIMITS.entries}")
    known = set(names)
    if "[Content_Types].xml" in known:
        for folder, kind in _OTHERS.items():
            if any(name.startswith(folder) for name in names):
                raise RefusedSourceError("unknown", kind)
        return "docx"
    if "mimetype" in known and "content.xml" in known:
        return "odt"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return "zip"
