"""Whose signatures a PDF bears, as it says itself: nothing is verified here."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

#: So many signatures are looked at, and so many bytes of each.
_MOST, _BYTES = 20, 200_000
#: The attribute "common name" in a certificate, and the kinds of text that its value may be.
_COMMON_NAME = bytes.fromhex("0603550403")
_ENCODINGS = {0x0C: "utf-8", 0x13: "ascii", 0x14: "latin-1", 0x16: "ascii", 0x1E: "utf-16-be"}
_TIME = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)?(\d\d)?")


@dataclass(frozen=True, slots=True)
class Signer:
    """One signature. ``name`` is ``""`` where it can't be read; ``time`` is as ``05/11/2026 08:30``, or ``""``."""

    name: str
    time: str


def signers(reader: Any) -> list[Signer]:
    """Return the signatures of an opened PDF, of pypdf."""
    found: list[Signer] = []
    try:
        form = reader.trailer["/Root"].get("/AcroForm")
        fields = form.get_object().get("/Fields", []) if form is not None else []
        for each in list(fields)[: _MOST * 10]:
            field = each.get_object()
            if field.get("/FT") == "/Sig" and field.get("/V") is not None and len(found) < _MOST:
                found.append(_signer(field["/V"].get_object()))
    except Exception:
        return found
    return found


def _signer(value: Any) -> Signer:
    contents = value.get("/Contents", b"")
    raw = bytes(contents) if isinstance(contents, bytes) else str(contents).encode("latin-1", "ignore")
    name = common_name(raw[:_BYTES]) or str(value.get("/Name", ""))
    match = _TIME.match(str(value.get("/M", "")))
    time = ""
    if match:
        time = f"{match[3]}/{match[2]}/{match[1]}" + (f" {match[4]}:{match[5]}" if match[4] and match[5] else "")
    return Signer(" ".join(name.split())[:200], time)


def common_name(signature: bytes) -> str:
    """Return the name in the certificate of whoever signed: of the one that issued no other certificate of the same signature."""
    pairs = list(_certificates(signature))
    issuers = {issuer for issuer, _ in pairs}
    own = [subject for issuer, subject in pairs if subject not in issuers]
    return own[0] if own else ""


def _certificates(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield the names of issuer and subject of each certificate: they stand one after the other, with the days of its validity between."""
    names = list(_names(content))
    index = 0
    while index + 1 < len(names):
        (_, end, issuer), (begin, _, subject) = names[index], names[index + 1]
        between = content[end:begin]
        # Two times, of 13 or 15 letters each, and the lengths around them.
        if len(between) <= 400 and re.search(
            rb"\x17\x0d\d{12}Z\x17\x0d\d{12}Z|\x18\x0f\d{14}Z|\x17\x0d\d{12}Z\x18\x0f", between
        ):
            yield issuer, subject
            index += 2
        else:
            index += 1


def _names(content: bytes) -> Iterator[tuple[int, int, str]]:
    at = content.find(_COMMON_NAME)
    while at >= 0:
        begin = at
        at += len(_COMMON_NAME)
        if at + 2 <= len(content):
            kind, length = content[at], content[at + 1]
            start = at + 2
            if length & 0x80:
                size = length & 0x7F
                length = int.from_bytes(content[start : start + size], "big") if size <= 2 else 0
                start += size
            if kind in _ENCODINGS and 0 < length <= 400:
                yield begin, start + length, content[start : start + length].decode(_ENCODINGS[kind], "replace")
        at = content.find(_COMMON_NAME, at)
