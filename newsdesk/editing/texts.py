"""A source file as text and back, to the byte: its encoding, a byte order mark and the ends of its lines stay as they are."""

import codecs
import hashlib
import re
from dataclasses import dataclass

#: A line with the end that it has, as editors count lines.
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before the other, which it begins with
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Text:
    """The content of a file: ``text`` with its byte order mark and the ends of its lines, and the encoding that makes it the same bytes."""

    text: str
    encoding: str = "utf-8"

    def encoded(self, text: str) -> bytes:
        """Return ``text`` as bytes of this file's encoding."""
        return text.encode(self.encoding, _errors(self.encoding))


def decode(content: bytes) -> Text:
    """Return ``content`` as text; any bytes whatever give themselves when they are encoded again."""
    encoding = next((name for mark, name in _MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding, _errors(encoding))
    except UnicodeDecodeError:  # cut in the middle of a letter
        encoding, text = "utf-8", content.decode("utf-8", "surrogateescape")
    return Text(text, encoding)


def _errors(encoding: str) -> str:
    # What is no UTF-8 in a text of an old code page stays as it is.
    return "surrogateescape" if encoding == "utf-8" else "strict"


def digest_of(content: bytes) -> str:
    """Return what a save carries of the file that it was made from: SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


def split_lines(text: str) -> list[str]:
    """Return the lines of ``text`` with their ends."""
    return _LINES.findall(text)


def without_end(line: str) -> str:
    """Return a line without its end."""
    return line.rstrip("\r\n")


def plain(lines: list[str]) -> str:
    """Return ``lines`` as a text field shows them: line feeds between them, and none behind the last."""
    return "\n".join(map(without_end, lines))


def typed_lines(text: str) -> list[str]:
    """Return the lines of what a text field holds, without ends; none for nothing."""
    return re.split(r"\r\n|\r|\n", text) if text else []


def line_end(lines: list[str]) -> str:
    """Return what ends the lines of a file: that of most of them, a line feed for none."""
    ends = [line[len(without_end(line)) :] for line in lines]
    return max(("\n", "\r\n", "\r"), key=ends.count)
