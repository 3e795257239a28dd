"""The parts of an RTF file: braces, control words, letters."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|[\r\n]+|([^\\{}\r\n]+)|\\", re.DOTALL
)
#: Numbers of character sets, as fonts name them.
_CHARSETS = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254", 163: "cp1258",
    177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One part: ``{``, ``}``, ``word`` (a control word and its number), ``bytes`` (letters in the font's character set) or ``skip``."""

    kind: str
    word: str = ""
    number: int | None = None
    content: bytes = b""


def tokens_of(content: bytes) -> Iterator[Token]:
    r"""Yield the parts of an RTF file. What follows ``\\bin`` is skipped, as many bytes as it says."""
    place = 0
    while place < len(content):
        match = _TOKEN.match(content, place)
        if match is None:
            return
        place = match.end()
        word, number, code, sign, brace, text = match.groups()
        if word is not None:
            value = int(number) if number else None
            if word == b"bin" and value:
                place += max(value, 0)
                continue
            yield Token("word", word.decode("ascii"), value)
        elif code is not None:
            yield Token("bytes", content=bytes([int(code, 16)]))
        elif sign is not None:
            yield Token("word", sign.decode("latin-1"))
        elif brace is not None:
            yield Token(brace.decode("ascii"))
        elif text is not None:
            yield Token("bytes", content=text)


def charset_of(number: int) -> str:
    """Return the encoding that a font's character set is."""
    return _CHARSETS.get(number, "cp1252")
