"""Pictures that were pasted into the text as a long row of letters (base64): saved as files beside the article."""

import re
from base64 import b64decode
from binascii import Error
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from ban_tin.findings import Finding
from newsdesk.fixing.edits import Edits, NamesTaken, free_name, line_at, replace_line

_ADDRESS = re.compile(
    r"data:image/[a-z0-9.+-]+(?:;[a-z0-9=.-]+)*;base64,(?P<letters>[A-Za-z0-9+/=%\s]+)", re.IGNORECASE
)
#: The names that files of these kinds have, as Pillow calls them.
_SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "GIF": ".gif", "WEBP": ".webp", "AVIF": ".avif", "BMP": ".bmp"}


def save_embedded(text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    """Save the pictures that are pasted into a line as files, and write their names in their place."""
    line = line_at(text, finding.line)
    files: dict[str, bytes] = {}

    def named(address: re.Match[str]) -> str:
        content = _decoded(address["letters"])
        suffix = _suffix_of(content)
        if not suffix:
            return address[0]
        same = next((name for name, known in files.items() if known == content), "")
        name = same or free_name(f"anh-dan-1{suffix}", lambda each: taken(each) or each in files)
        files[name] = content
        return name

    changed = _ADDRESS.sub(named, line)
    return Edits(replace_line(text, finding.line, changed), files) if files else None


def _decoded(letters: str) -> bytes:
    try:
        return b64decode(
            re.sub(r"\s|%0A|%0D", "", letters).replace("%2B", "+").replace("%2F", "/").replace("%3D", "="),
            validate=True,
        )
    except (Error, ValueError):
        return b""


def _suffix_of(content: bytes) -> str:
    """Return the ending of a picture's name, ``""`` for what is none."""
    try:
        with Image.open(BytesIO(content), formats=list(_SUFFIXES)) as image:
            return _SUFFIXES.get("JPEG" if image.format == "MPO" else str(image.format), "")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return ""
