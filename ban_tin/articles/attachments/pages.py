"""How many pages a document has, as far as it says so itself: read within limits, whatever is in the file."""

import logging
import re
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from ban_tin.articles.attachments.counted import CountedReader
from ban_tin.articles.attachments.effort import TooMuchWorkError, limited_effort
from ban_tin.language.translations import N_

#: Calls of functions: a PDF takes some hundreds, one whose table of contents has to be rebuilt some per object.
_EFFORT = 1_000_000
#: Bytes that a stream in a PDF may be unpacked to.
_UNPACKED = 20_000_000
#: Bytes of the properties of a Word file. They are a few lines.
_PROPERTIES = 100_000
#: No office has longer ones.
_MAX_PAGES = 100_000
#: Word puts a document that has a password into a file of the form of its older ones.
_ENVELOPE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PAGES = re.compile(rb"<Pages>\s*(\d{1,6})\s*</Pages>")


class UncountablePagesError(ValueError):
    """The pages of a document can't be counted; the message is a reason for the editor. The file itself can still be offered."""


def count_pages(path: Path) -> int:
    """Return the number of pages that a PDF or a .docx says it has; 0 for other files, and for one that doesn't say.

    Raises ``UncountablePagesError`` for a file that is damaged, encrypted or built to keep its readers busy.
    """
    count = {".pdf": _pdf_pages, ".docx": _docx_pages}.get(path.suffix.lower())
    if count is None:
        return 0
    try:
        pages = count(path)
    except UncountablePagesError:
        raise
    except TooMuchWorkError:
        raise UncountablePagesError(N_("it is built in a way that takes too long to read")) from None
    except Exception as error:
        raise UncountablePagesError(_reason(error)) from None
    if pages > _MAX_PAGES:
        raise UncountablePagesError(N_("it is damaged"))
    return pages


def _reason(error: Exception) -> str:
    # DependencyError: encrypted with AES, which pypdf reads with a further package only.
    if type(error).__name__ in {"FileNotDecryptedError", "WrongPasswordError", "DependencyError"}:
        return N_("it is protected with a password")
    if type(error).__name__ == "LimitReachedError":
        return N_("it is built in a way that takes too long to read")
    return N_("it is damaged")


def _pdf_pages(path: Path) -> int:
    # Here, as most builds read no new PDF, and wait longer for this package than for all others.
    from pypdf import PdfReader, apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits = apply_configuration(zlib_maximum_output_length=_UNPACKED)
    with limits, limited_effort(_EFFORT), CountedReader(path) as file:
        reader = PdfReader(file, root_object_recovery_limit=100, xref_stream_maximum_entries=500_000)
        tree: Any = reader.root_object["/Pages"]
        pages = tree["/Count"]
    if not isinstance(pages, int) or pages < 0:
        raise UncountablePagesError(N_("it is damaged"))
    return int(pages)


def _docx_pages(path: Path) -> int:
    with path.open("rb") as file:
        head = file.read(len(_ENVELOPE))
    if head == _ENVELOPE:
        raise UncountablePagesError(N_("it is protected with a password"))
    if not head.startswith(b"PK"):
        return 0  # No document of today's Word, whatever its name says.
    with limited_effort(_EFFORT // 5), ZipFile(path) as archive:
        try:
            properties = archive.getinfo("docProps/app.xml")
        except KeyError:
            return 0
        if properties.flag_bits & 1:
            raise UncountablePagesError(N_("it is protected with a password"))
        # Word packs in no other way; some others take as much memory to unpack as the file asks for.
        if properties.compress_type not in {ZIP_STORED, ZIP_DEFLATED} or properties.file_size > _PROPERTIES:
            raise UncountablePagesError(N_("it is damaged"))
        with archive.open(properties) as file:
            content = file.read(_PROPERTIES + 1)
    if len(content) > _PROPERTIES:
        raise UncountablePagesError(N_("it is damaged"))
    pages = _PAGES.search(content)
    return int(pages[1]) if pages else 0
