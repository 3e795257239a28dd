"""One value of a row: where it ends, and which bytes it stands for."""

import re
from typing import Final

#: Bytes that the text of one value may have before its row is left out: MySQL sends no larger ones unless told to.
VALUE_MOST: Final = 64 * 2**20

#: A text in single or double quotes. Possessive: two quotes in a row are never the end of one and the start of another.
SINGLE = rb"'((?:[^'\\]++|\\.|'')*+)'"
DOUBLE = rb'"((?:[^"\\]++|\\.|"")*+)"'
#: A value and the sign behind it. Groups: a text (1, 2), hexadecimal digits (3, 4), binary digits (5), NULL (6), anything else (7), the sign (8).
VALUE: Final = re.compile(
    rb"\s*(?:(?:_[A-Za-z0-9]+\s*|[Nn](?='))?(?:" + SINGLE + rb"|" + DOUBLE + rb"|0[xX]([0-9A-Fa-f]++)|[xX]'([0-9A-Fa-f]*+)'|[bB]'([01]*+)')"
    rb"|([Nn][Uu][Ll][Ll])(?=[\s,)])"
    rb"|((?:[^\s,()'\"`;]++(?:\([^()'\"]*+\))?\s*+)++)"
    rb")\s*([,)])",
    re.DOTALL,
)  # fmt: skip
#: What may be the start of a long value, of which more has to be read before it is known.
LONG: Final = re.compile(rb"\s*(?:_[A-Za-z0-9]+\s*|[NnXxBb](?='))?(?:['\"]|0[xX])")
#: A whole text, whatever stands behind it.
TEXT: Final = re.compile(rb"\s*(?:_[A-Za-z0-9]+\s*|[Nn](?='))?(?:" + SINGLE + rb"|" + DOUBLE + rb")\s*", re.DOTALL)
_ESCAPED: Final = re.compile(rb"\\(.)|(['\"])\2", re.DOTALL)
_MEANT: Final = {
    b"n": b"\n",
    b"r": b"\r",
    b"t": b"\t",
    b"0": b"\0",
    b"Z": b"\x1a",
    b"b": b"\b",
    b"%": b"\\%",
    b"_": b"\\_",
}


def value_of(match: re.Match[bytes]) -> bytes | None:
    """Return what a match of ``VALUE`` stands for; NULL is none."""
    kind = match.lastindex
    single, double, digits, quoted, bits, null, other, _ = match.groups()
    assert kind is not None
    if single is not None:
        return unescaped(single, b"''")
    if null is not None:
        return None
    if other is not None:
        return bytes(other).strip()
    if double is not None:
        return unescaped(double, b'""')
    if bits is not None:
        return b"%d" % int(bits or b"0", 2)
    packed = digits if digits is not None else quoted
    return bytes.fromhex((b"0" * (len(packed) % 2) + packed).decode("ascii"))


def unescaped(text: bytes, doubled: bytes) -> bytes:
    """Return ``text``, the inside of quotes that are doubled within, without its escapes."""
    if b"\\" not in text:
        return text.replace(doubled, doubled[:1]) if doubled in text else text
    quote = doubled[:1]

    def meant(match: re.Match[bytes]) -> bytes:
        if sign := match[1]:
            return _MEANT.get(sign, sign)
        return quote if match[2] == quote else match[0]

    return _ESCAPED.sub(meant, text)
