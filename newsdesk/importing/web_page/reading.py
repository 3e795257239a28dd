"""Saved pages, whichever way they were saved, as source documents."""

import re
from hashlib import sha256
from pathlib import Path

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import Doubt, RefusedSourceError, SourceDocument
from newsdesk.importing.web_page.beside import Beside
from newsdesk.importing.web_page.clipboard import is_clipboard, read_clipboard
from newsdesk.importing.web_page.decoding import decode_page
from newsdesk.importing.web_page.document import read_document
from newsdesk.importing.web_page.mht import read_mht

_MIME = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){1,30}", re.ASCII)


def read_page(path: Path, root: Path | None = None, base: str = "") -> SourceDocument:
    """Return the article of the saved page ``path``: ``.html`` with its folder, or ``.mht``; the bytes decide.

    Files are found in ``root``, the folder of a whole site, else only beside the page. Relative links start from ``base`` where the page
    does not say where it was. Raises ``RefusedSourceError``.
    """
    try:
        if path.stat().st_size > LIMITS.file_bytes:
            raise RefusedSourceError("too-large", f"{path.stat().st_size // 1_000_000} MB")
        content = path.read_bytes()
    except OSError as error:
        raise RefusedSourceError("unreadable", error.strerror or "") from None
    return read_content(content, path.name, Beside(path, root), base)


def read_content(content: bytes, name: str, beside: Beside | None = None, base: str = "") -> SourceDocument:
    """Return the article in ``content``: a page, one in one file, or what was copied from a browser. Raises ``RefusedSourceError``."""
    if is_mht(content):
        page = read_mht(content)
        _refuse_large(page.html)
        document = read_document(decode_page(page.html, page.charset), name, content, page.find, page.address, base)
        if page.truncated:
            return _with(document, Doubt("truncated", name, ""))
        return document
    address = ""
    shown = content
    if is_clipboard(content):
        shown, address = read_clipboard(content)
    _refuse_large(shown)
    if b"\0" in shown[:4096] and not shown.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise RefusedSourceError("wrong-type", name)
    return read_document(
        decode_page(shown), name, content, beside.find if beside else lambda written: None, address, base
    )


def read_pasted(content: bytes, name: str = "") -> SourceDocument:
    """Return the article in HTML that was copied from a browser. Raises ``RefusedSourceError``."""
    return read_content(content, name or sha256(content).hexdigest()[:12])


def is_mht(content: bytes) -> bool:
    """Return whether ``content`` is a page in one file."""
    start = content[:8192].lstrip(b"\xef\xbb\xbf \r\n\t").replace(b"\r\n", b"\n")
    head = _MIME.match(start)
    return (
        head is not None
        and re.search(rb"^(?:MIME-Version|Content-Type)\s*:", head[0], re.IGNORECASE | re.MULTILINE) is not None
    )


def _refuse_large(page: bytes) -> None:
    if len(page) > LIMITS.text_bytes:
        raise RefusedSourceError("too-large", f"{len(page) // 1_000_000} MB")
    if not page.strip():
        raise RefusedSourceError("empty")


def _with(document: SourceDocument, doubt: Doubt) -> SourceDocument:
    from dataclasses import replace

    return replace(document, doubts=(*document.doubts, doubt))
