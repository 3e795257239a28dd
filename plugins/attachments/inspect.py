"""Type, size, pages and SHA-256 of a file. Nothing is rewritten: a signed PDF stays signed."""

import logging
import re
import zlib
from hashlib import sha256
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from plugins.view_models.news import Attachment

_LABELS = {".jpeg": "JPG", ".htm": "HTML", ".tif": "TIFF"}


class UncountablePagesError(ValueError):
    """The pages of a PDF can't be counted; the message says why. The file itself can still be offered."""


def inspect_file(path: Path, name: str, url: str, title: str, pages: int) -> Attachment:
    """Return what is shown of the file ``path`` that the site serves as ``name`` at ``url``; ``pages`` 0 where unknown."""
    content = path.read_bytes()
    suffix = path.suffix.lower()
    return Attachment(
        url=url,
        name=name,
        title=title or Path(name).stem.replace("-", " "),
        type=_LABELS.get(suffix, suffix[1:].upper()),
        size=len(content),
        pages=pages,
        sha256=sha256(content).hexdigest(),
    )


def count_pages(path: Path) -> int:
    """Return the number of pages of a PDF, or the one a .docx says of itself; 0 for other files.

    Raises ``UncountablePagesError`` for a damaged or encrypted file.
    """
    if path.suffix.lower() == ".pdf":
        # Here, as most builds read no new PDF, and wait longer for this package than for all others.
        from pypdf import PdfReader
        from pypdf.errors import DependencyError, PyPdfError

        logging.getLogger("pypdf").setLevel(logging.ERROR)
        try:
            return len(PdfReader(path).pages)
        # DependencyError: encrypted with AES, which pypdf reads with a further package only.
        except (PyPdfError, DependencyError, OSError, ValueError, KeyError) as error:
            raise UncountablePagesError(str(error)) from None
    if path.suffix.lower() == ".docx":
        return _docx_pages(path)
    return 0


def _docx_pages(path: Path) -> int:
    try:
        with ZipFile(path) as archive:
            properties = archive.read("docProps/app.xml").decode()
    # RuntimeError: with a password, or packed in a way that zipfile doesn't know.
    except (BadZipFile, KeyError, UnicodeDecodeError, RuntimeError, OSError, EOFError, zlib.error):
        return 0
    pages = re.search(r"<Pages>(\d+)</Pages>", properties)
    return int(pages[1]) if pages else 0
