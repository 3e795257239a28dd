"""Số ký hiệu: the number of a document and the letters after it."""

import re
from dataclasses import dataclass

from newsdesk.importing.official.vocabulary import BLANK, COPIES, TYPES

#: A line that begins with "Số:". Before it may stand what kind of law it is, as in "Luật số: 43/2019/QH14".
_LINE = re.compile(r"^\W*(?:(?P<law>(?:Bộ luật|Luật|Nghị quyết|Pháp lệnh|Lệnh|Nghị định|Thông tư)\s+)?s[ốô]̣?\s*(?P<mark>[:.;]|(?=[\d\s.…_/-])|$))(?P<rest>.*)$", re.IGNORECASE)  # fmt: skip
#: A number, and letters in parts between "/" and "-". The Party writes "36-HD/VPTW".
_NUMBER = re.compile(r"(?P<number>\d{1,6}(?:[a-zA-ZđĐ]|bis)?)(?P<parts>(?:[/-][^\s/-]+(?: [^\s/-]+){0,3})*)")
_PART = re.compile(r"[A-ZĐÀ-Ỹ0-9][\w.&,+()]*(?: [A-ZĐÀ-Ỹ&][\w.&]*){0,3}")
_YEAR = re.compile(r"(?:19|20)\d\d")
#: Letters of a number that is not written yet.
_WITHOUT = re.compile(r"[\W_]*[/-]\s*(?P<parts>[A-ZĐ][\w&.]*(?:\s*[-/]\s*[^\s/-]+)*)")


@dataclass(frozen=True, slots=True)
class Number:
    """What a line with a number says."""

    #: As it is cited, without spaces: ``1284/KH-SGDĐT``; ``""`` where the number itself is not written.
    value: str
    #: The parts after the number, without a year.
    letters: tuple[str, ...]
    #: What the line calls it before "số", as ``Luật``.
    law: str
    #: The line.
    quote: str

    @property
    def kind(self) -> str:
        """Return the type of document that the letters name; ``""`` where they name none, as in the number of an official letter."""
        for letters in self.letters[:1]:
            if letters in TYPES:
                return TYPES[letters]
        return ""

    @property
    def is_copy(self) -> bool:
        """Return whether it is the number of a copy."""
        return bool(self.letters) and self.letters[0] in COPIES


def read_number(line: str) -> Number | None:
    """Return what a line says that begins with "Số:", ``None`` for another line."""
    match = _LINE.match(line)
    if match is None:
        return None
    law = (match["law"] or "").strip()
    rest = match["rest"].strip()
    if not match["mark"] and not law and not re.match(r"[\d/….]", rest):
        return None
    # Spaces stand where the number was put in later.
    close = re.sub(r"\s*([/-])\s*", r"\1", re.sub(r"[–—‐‑]", "-", rest)).strip(" .;,")
    found = _NUMBER.match(close)
    if found and not BLANK.search(close):
        parts = [part for part in re.split(r"[/-]", found["parts"]) if part]
        beyond = close[found.end() :].strip()
        fits = all(_PART.fullmatch(part) or _YEAR.fullmatch(part) for part in parts) and len(beyond.split()) == 0
        if parts and fits:
            letters = tuple(part for part in parts if not _YEAR.fullmatch(part))
            return Number(close[: found.end()], letters, law, line)
        # A number alone, as in old decrees, or prose that goes on.
        if len(rest.split()) > 8:
            return None
        return Number("", (), law, line) if not fits or parts else Number("" if not law else close, (), law, line)
    blank = _WITHOUT.match(re.sub(r"\s*([/-])\s*", r"\1", rest))
    if blank:
        parts = [part for part in re.split(r"[/-]", blank["parts"]) if part and not BLANK.search(part)]
        return Number("", tuple(part for part in parts if not _YEAR.fullmatch(part)), law, line)
    if not re.sub(r"[\W_\d]", "", rest) or (BLANK.search(rest) and len(rest.split()) <= 8):
        return Number("", (), law, line)
    return None
