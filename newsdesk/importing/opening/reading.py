"""Who reads which kind of file. Readers are imported when they are needed: each brings libraries of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

from newsdesk.importing.opening.kind import kind_of
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a kind of file."""

    #: ``module:function``; the function takes what ``arguments`` gives it, and returns a ``SourceDocument``.
    function: str
    #: What it is given, of the path and the name of the file.
    arguments: Callable[[Path, str], tuple[Any, ...]]
    #: The ending that the file has as an attachment, where it may be an official document; ``""`` where it can't be one.
    official: str = ""


def _path_and_name(path: Path, name: str) -> tuple[Any, ...]:
    return path, name


#: Readers by the kinds that ``kind_of`` returns. ``zip`` and ``dump`` hold many sources, and are none themselves.
READERS: dict[str, Reader] = {
    "docx": Reader("newsdesk.importing.word:read_docx", _path_and_name, ".docx"),
    "doc": Reader("newsdesk.importing.old_office:read_doc", _path_and_name, ".doc"),
    "odt": Reader("newsdesk.importing.old_office:read_odt", _path_and_name, ".odt"),
    "rtf": Reader("newsdesk.importing.old_office:read_rtf", _path_and_name, ".rtf"),
    "pdf": Reader("newsdesk.importing.pdf:read_pdf", _path_and_name, ".pdf"),
    "html": Reader("newsdesk.importing.web_page:read_page", lambda path, name: (path,)),
    "text": Reader("newsdesk.importing.pasted_text:read_text", _path_and_name),
    "markdown": Reader("newsdesk.importing.markdown_file:read_markdown", _path_and_name),
}


def read_source(path: Path, name: str = "") -> SourceDocument:
    """Return what lies in the file ``path``, called ``name`` in reports. Raises ``RefusedSourceError``."""
    kind = kind_of(path)
    reader = READERS.get(kind)
    if reader is None:
        raise RefusedSourceError("unknown", kind)
    module, _, function = reader.function.partition(":")
    try:
        read = getattr(import_module(module), function)
    except (ModuleNotFoundError, AttributeError):
        raise RefusedSourceError("old-office" if kind in {"doc", "odt", "rtf"} else "unknown", kind) from None
    document: SourceDocument = read(*reader.arguments(path, name or path.name))
    if not reader.official:
        return document
    from newsdesk.importing.official import take_in

    return take_in(document, path, reader.official)
