"""Files in Microsoft's compound form, as Office 97 to 2003 saved them: opened within limits."""

from io import BytesIO

import olefile  # type: ignore[import-untyped]

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.language import N_, catalogue

_STREAMS = ("WordDocument", "0Table", "1Table", "Data")
_OTHERS = {
    "Workbook": N_("a file of Excel"),
    "Book": N_("a file of Excel"),
    "PowerPoint Document": N_("a file of PowerPoint"),
    "__properties_version1.0": N_("a message of Outlook"),
}


def open_compound(content: bytes) -> dict[str, bytes]:
    """Return the streams of a Word file; an entry ``Macros`` says that there are some. Raises ``RefusedSourceError``."""
    if not content:
        raise RefusedSourceError("empty")
    if len(content) > LIMITS.file_bytes:
        raise RefusedSourceError("too-large", f"{len(content) / 1e6:.0f} MB")
    try:
        with olefile.OleFileIO(BytesIO(content)) as ole:
            return _read_streams(ole)
    except RefusedSourceError:
        raise
    except (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, RecursionError) as error:
        # What the library raises for a damaged directory is not said anywhere.
        raise RefusedSourceError("broken") from error


def _read_streams(ole: olefile.OleFileIO) -> dict[str, bytes]:
    if ole.exists("EncryptedPackage"):
        raise RefusedSourceError("password")
    if not ole.exists("WordDocument"):
        other = next((kind for name, kind in _OTHERS.items() if ole.exists(name)), N_("a file of another kind"))
        raise RefusedSourceError("wrong-type", catalogue().gettext(other))
    streams: dict[str, bytes] = {}
    for name in _STREAMS:
        if ole.exists(name):
            if ole.get_size(name) > LIMITS.unpacked_bytes:
                raise RefusedSourceError("too-large", name)
            with ole.openstream(name) as stream:
                streams[name] = stream.read()
    if ole.exists("Macros") or ole.exists("_VBA_PROJECT_CUR"):
        streams["Macros"] = b""
    return streams
