"""A PDF to a source document: its text as far as it has one, whose signatures it bears, and what a page without text would need."""

import io
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from ban_tin.articles.attachments.effort import TooMuchWorkError, limited_effort
from newsdesk.importing.pdf.blocks import blocks_of, margins_of
from newsdesk.importing.pdf.page_lines import PageLine, lines_of
from newsdesk.importing.pdf.pieces import Pieces
from newsdesk.importing.pdf.running_heads import part_edges
from newsdesk.importing.pdf.signatures import signers
from newsdesk.importing.pdf.stamps import read_stamps
from newsdesk.importing.source_document import Doubt, LeftOut, RefusedSourceError, SourceDocument

#: Bytes of a file; pages that are read of it; bytes that one stream may unfold to; operands on a page.
MOST_BYTES, MOST_PAGES, MOST_UNPACKED, MOST_OPERANDS = 100_000_000, 300, 5_000_000, 300_000
#: Calls of functions, about twelve seconds: a page that Word made takes 600,000.
MOST_CALLS = 80_000_000
#: Pieces of a page: one for each letter, where a program sets them so.
MOST_PIECES = 30_000
#: Bytes that are read of a file, beyond what it has itself.
MOST_READ_AGAIN = 50_000_000
#: Spaces in a row: pypdf takes minutes to look for a lost part in more, and no program writes them.
MOST_EMPTY = 200_000
_EMPTY = (b"\n", b" ", b"\r", b"\t", b"\0", b"\r\n")
#: Letters of a page; one with more is no page of text.
MOST_LETTERS = 60_000
#: Pictures of a page that are looked at, and pixels of the shorter side of one that shows something.
_MOST_PICTURES, _SMALL = 200, 100
#: Points.
_A4 = 595.0
#: Of what is on a page, as much has to be letters and digits: fonts that don't say what their signs mean give anything.
_READABLE = 0.4
#: Text that is drawn in no colour, over the photo of a page: letters that a program recognised there.
_UNSEEN = re.compile(rb"(?:^|\s)3\s+Tr\b")


@dataclass(slots=True)
class _Read:
    """What was read of a file, page after page."""

    #: The lines of each page.
    pages: list[list[PageLine]] = field(default_factory=list)
    #: The widths of the pages, in points.
    widths: list[float] = field(default_factory=list)
    #: Stamps and watermarks.
    left_out: list[LeftOut] = field(default_factory=list)
    #: Signatures, and where the reading ended.
    doubts: list[Doubt] = field(default_factory=list)
    #: Pages in the file.
    count: int = 0
    #: Pages whose letters a program recognised on a photo.
    recognised: int = 0
    #: Pages without text.
    bare: list[int] = field(default_factory=list)


class _Counted(io.BytesIO):
    """Bytes that can be read as a whole some times and no more: what looks for lost parts of a file reads all of it for each."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self._left = len(content) + MOST_READ_AGAIN

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(size)
        self._left -= len(content)
        if self._left < 0:
            raise TooMuchWorkError
        return content


def read_pdf(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a PDF. Raises ``RefusedSourceError`` for one that is damaged, needs a password, or is too much.

    One without text, as scanners make them, is read: its flow is empty, and a doubt says so.
    """
    content = source if isinstance(source, bytes) else _content(source)
    name = name or ("" if isinstance(source, bytes) else source.name)
    if len(content) > MOST_BYTES:
        raise RefusedSourceError("too-large", f"{len(content) // 1_000_000} MB > {MOST_BYTES // 1_000_000} MB")
    if b"%PDF-" not in content[:1024]:
        raise RefusedSourceError("empty" if not content else "broken")
    if any(sign * MOST_EMPTY in content for sign in _EMPTY):
        raise RefusedSourceError("broken")
    read = _Read()
    try:
        with limited_effort(MOST_CALLS):
            _read_pages(content, read)
    except TooMuchWorkError:
        if not read.pages:
            raise RefusedSourceError("too-slow") from None
        read.doubts.append(Doubt("truncated", f"{len(read.pages)} / {read.count}", f"trang {len(read.pages)}"))
    return _document(content, name, read)


def _content(path: Path) -> bytes:
    if path.stat().st_size > MOST_BYTES:
        raise RefusedSourceError("too-large", f"{path.stat().st_size // 1_000_000} MB > {MOST_BYTES // 1_000_000} MB")
    return path.read_bytes()


def _read_pages(content: bytes, read: _Read) -> None:
    from pypdf import PdfReader, apply_configuration
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits = apply_configuration(
        zlib_maximum_output_length=MOST_UNPACKED,
        lzw_maximum_output_length=MOST_UNPACKED,
        run_length_maximum_output_length=MOST_UNPACKED,
        array_based_stream_maximum_output_length=MOST_UNPACKED,
        stream_parsing_work_maximum_count=MOST_OPERANDS,
        xform_maximum_invocations_per_extraction=200,
    )
    with limits:
        try:
            reader = PdfReader(_Counted(content), root_object_recovery_limit=100, xref_stream_maximum_entries=500_000)
            _open(reader)
            read.count = len(reader.pages)
            pages = iter(reader.pages)
        except RefusedSourceError:
            raise
        except (PyPdfError, MemoryError):
            raise RefusedSourceError("broken") from None
        except Exception as error:  # Whatever a damaged file makes a library raise.
            raise RefusedSourceError("broken") from error
        for signer in signers(reader):
            read.doubts.append(
                Doubt("signature", f"{signer.name or '?'}{f' ({signer.time})' if signer.time else ''}", "")
            )
        if not read.count:
            raise RefusedSourceError("broken")
        for number in range(1, min(read.count, MOST_PAGES) + 1):
            _read_page(pages, number, read)
        if read.count > MOST_PAGES:
            read.doubts.append(Doubt("truncated", f"{MOST_PAGES} / {read.count}", f"trang {MOST_PAGES}"))


def _open(reader: Any) -> None:
    """Open an encrypted file that anybody may read. Raises ``RefusedSourceError`` for one that needs a password."""
    if not reader.is_encrypted:
        return
    try:
        opened = bool(reader.decrypt(""))
    except Exception as error:  # A way of encryption that needs another package.
        raise RefusedSourceError("password-pdf") from error
    if not opened:
        raise RefusedSourceError("password-pdf")


def _read_page(pages: Iterator[Any], number: int, read: _Read) -> None:
    pieces = Pieces()
    lines: list[PageLine] = []
    width, page = _A4, None
    try:
        page = next(pages)
        width = float(page.mediabox.width) or _A4
        page.extract_text(visitor_text=pieces)
        size = width, float(page.mediabox.height)
        level, turned, across = pieces.settle(*size)
        width = size[1] if across else width
        read.left_out += (LeftOut("watermark", words, f"trang {number}") for words in turned)
        read.left_out += (LeftOut("stamp", words, f"trang {number}") for words in read_stamps(page, level))
        lines = lines_of(level) if len(level) <= MOST_PIECES else []
        if lines and _is_recognised(page):
            read.recognised += 1
    except MemoryError:
        raise
    except Exception:
        lines = []
    text = "".join(line.text for line in lines)
    if not _is_readable(text) or len(text) > MOST_LETTERS:
        lines = []
    if not lines:
        read.bare.append(number)
    elif shown := _pictures(page):
        read.left_out.append(LeftOut("pdf-picture", ", ".join(shown), f"trang {number}"))
    read.pages.append(lines)
    read.widths.append(width)


def _pictures(page: Any) -> list[str]:
    """Return the sizes of the pictures that a page has beside its text, in pixels; small ones are lines and marks."""
    found = []
    try:
        objects = page["/Resources"].get_object()["/XObject"].get_object()
        for name in list(objects)[:_MOST_PICTURES]:
            each = objects[name].get_object()
            width, height = int(each.get("/Width", 0)), int(each.get("/Height", 0))
            if each.get("/Subtype") == "/Image" and min(width, height) >= _SMALL:
                found.append(f"{width} × {height}")
    except Exception:  # What a damaged page says of its pictures: its text was read.
        return found
    return found


def _is_recognised(page: Any) -> bool:
    contents = page.get_contents()
    return contents is not None and _UNSEEN.search(contents.get_data()[:MOST_UNPACKED]) is not None


def _is_readable(text: str) -> bool:
    signs = "".join(text.split())
    # Dots to write on are many.
    rest = signs.replace(".", "").replace("…", "").replace("_", "")
    return bool(rest) and sum(map(str.isalnum, rest)) >= _READABLE * len(rest)


def _document(content: bytes, name: str, read: _Read) -> SourceDocument:
    parted = part_edges(read.pages)
    blocks: list[str] = []
    left_out = list(read.left_out)
    doubts = list(read.doubts)
    whole = margins_of([line for page in parted for line in page.lines], max(read.widths, default=_A4))
    for number, (page, width) in enumerate(zip(parted, read.widths, strict=True), 1):
        left_out += [LeftOut(kind, text, f"trang {number}") for kind, text in page.left_out]
        own = margins_of(page.lines, width) if len(page.lines) >= 12 else whole
        blocks += blocks_of(page.lines, own, number)
        words = [word for line in page.lines for segment in line.segments for word in segment.doubtful]
        if words:
            doubts.append(Doubt("legacy-letters", " ".join(words[:8]), f"trang {number}"))
    if not blocks:
        doubts.append(Doubt("no-text", name, ""))
    elif read.bare:
        doubts.append(Doubt("no-text-pages", ", ".join(map(str, read.bare[:20])), f"trang {read.bare[0]}"))
    if read.recognised:
        doubts.append(Doubt("recognised-text", name, ""))
    return SourceDocument(
        name, sha256(content).hexdigest(), "\n".join(blocks), left_out=tuple(left_out), doubts=tuple(doubts)
    )
