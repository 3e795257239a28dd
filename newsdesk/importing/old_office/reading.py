"""From the bytes of a file of an older office program to a ``SourceDocument``."""

from dataclasses import replace
from pathlib import Path

from newsdesk.importing.old_office.compound import open_compound
from newsdesk.importing.old_office.libreoffice import convert_to_docx
from newsdesk.importing.old_office.open_document import read_open_document
from newsdesk.importing.old_office.oxide import count_words, read_with_oxide
from newsdesk.importing.old_office.rich_text import read_rich_text
from newsdesk.importing.old_office.word97 import read_word97
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from newsdesk.importing.word import read_docx
from newsdesk.importing.word.finishing import count_shown_words, digest_of

#: Words that the other reader may find more: it counts signs between words as words, and those of notes twice.
_SHARE, _FEW = 0.98, 30
#: Reasons that another program may know better.
_GIVEN_UP = {"broken", "old-office"}


def read_doc(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a file of Word 97 to 2003. Raises ``RefusedSourceError``."""
    content, name = _opened(source, name)
    streams = open_compound(content)
    try:
        document = read_word97(streams, content, name)
    except RefusedSourceError as error:
        if error.kind not in _GIVEN_UP:
            raise
        return _by_others(content, name, ".doc", error)
    if count_shown_words(document) < _SHARE * count_words(content) - _FEW:
        # Something in it is not as we know it: who finds more is right.
        return read_with_oxide(content, name)
    return document


def read_odt(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a file of LibreOffice Writer. Raises ``RefusedSourceError``."""
    content, name = _opened(source, name)
    return read_open_document(content, name)


def read_rtf(source: bytes | Path, name: str = "") -> SourceDocument:
    """Read a file in rich text format. Raises ``RefusedSourceError``."""
    content, name = _opened(source, name)
    return read_rich_text(content, name)


def _opened(source: bytes | Path, name: str) -> tuple[bytes, str]:
    if isinstance(source, bytes):
        return source, name
    return source.read_bytes(), name or source.name


def _by_others(content: bytes, name: str, extension: str, refusal: RefusedSourceError) -> SourceDocument:
    """Return what other programs make of a file that was refused. Raises ``refusal`` where they find nothing either."""
    converted = convert_to_docx(content, extension)
    try:
        if converted is None:
            return read_with_oxide(content, name)
        # The file is the one that came, not what was made of it.
        return replace(read_docx(converted, name), digest=digest_of(content))
    except RefusedSourceError:
        raise refusal from None
