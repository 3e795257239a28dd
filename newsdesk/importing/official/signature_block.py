"""The foot of a document: who signs, by which right, and who receives it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ban_tin.language.vietnamese.syllables import is_syllable
from ban_tin.language.vietnamese.text import fold
from newsdesk.importing.official.casing import is_capital
from newsdesk.importing.official.lines import Line
from newsdesk.importing.official.place_and_date import PlaceAndDate, read_place_and_date
from newsdesk.importing.official.vocabulary import AUTHORITY, BLANK, NATION, PARTY, PLACEHOLDERS, POST, RULE

#: The foot has no more lines than this.
_LINES = 60
_RECIPIENTS = re.compile(r"\W*noi nhan\b\W*(.*)")
_ADDRESSEES = re.compile(r"\W*kinh gui\b\s*:?\s*(.*)")
_APPENDIX = re.compile(r"\W*(?:phu luc|bieu mau|mau so|danh sach|ghi chu)\b(?!.*[;,.]$)")
_NOTE = re.compile(
    r"^[\[(].*[\])]?$|^\W*(?:da ky|chu ky|ky ten|ky boi|nguoi ky|ky, ghi|dau|email|co quan:|thoi gian ky|signed by|digitally|signature|ngay ky|ky so|chuc vu:|da ky so)\b.*|.*\bda ky\b.{0,6}"
)
#: What stands before a name.
_TITLE = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Ths|CN|KS|BS|BSCKI{1,3}|BSCK|CKI{1,2}|NGƯT|NGND|NSƯT|TTƯT|Thầy|Cô|Ông|Bà|LS|DS|Tiến sĩ|Thạc sĩ|Đại tá|Thượng tá|Trung tá|Thiếu tá|Đại úy|Thượng úy|Trung úy|"
    r"Thiếu tướng|Trung tướng|Thượng tướng|Đại tướng)(?:[.,/]\s*|\s+))+"
)
#: That it was signed, beside the name.
_SIGNED = re.compile(r"\W*\bđã ký(?: tên)?\b\W*", re.IGNORECASE)
_ITEM = re.compile(r"^\s*[-–—+•*]\s*")


@dataclass(slots=True)
class Signature:
    """One signature: its lines by what they say."""

    #: ``TM. ỦY BAN NHÂN DÂN``, ``KT. GIÁM ĐỐC``.
    authority: list[Line] = field(default_factory=list)
    post: list[Line] = field(default_factory=list)
    name: Line | None = None
    #: Whether the name has the form of one, in small letters.
    clear: bool = False


@dataclass(slots=True)
class Foot:
    """What stands in the foot."""

    signatures: list[Signature] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    addressees: list[str] = field(default_factory=list)
    #: A place and a date above the signature, where older forms have them.
    dated: tuple[PlaceAndDate, Line] | None = None


def read_foot(lines: Sequence[Line], begin: int) -> Foot:
    """Return the foot of the document whose head ends before line ``begin``: the first one, as appendices and copies follow."""
    foot = Foot(addressees=_read_addressees(lines[begin : begin + 40]))
    start = _find(lines, begin)
    if start is None:
        return foot
    within = _bounded(lines, start)
    foot.recipients = _read_recipients(within)
    around = [*lines[max(begin, start - 2) : start], *within]
    foot.dated = next(((found, line) for line in around if (found := read_place_and_date(line.uncoded))), None)
    foot.signatures = [each for each in _read_signatures(within) if each.name or each.authority or each.post]
    return foot


def _find(lines: Sequence[Line], begin: int) -> int | None:
    """Return where the foot begins."""
    for at in range(begin, len(lines)):
        line = lines[at]
        plain = line.plain
        if (NATION.match(plain) or PARTY.fullmatch(plain)) and at > begin:
            # A second head: what was passed, or a copy.
            return None
        if _RECIPIENTS.match(plain) and len(plain) < 60:
            return _first_of(lines, at, begin)
        if _is_authority(line) and len(line.text) <= 80 and _name_follows(lines, at):
            return _first_of(lines, at, begin)
    return None


def _first_of(lines: Sequence[Line], at: int, begin: int) -> int:
    """Return the first line of the table that line ``at`` stands in, or of what stands beside it."""
    table = lines[at].table
    while at > begin and ((table and lines[at - 1].table == table) or _is_beside(lines[at - 1])):
        at -= 1
    return at


def _is_beside(line: Line) -> bool:
    """Return whether a line before "Nơi nhận" belongs to the signature, where its box stands first."""
    return (
        not line.table
        and len(line.text) <= 60
        and (line.side == "right" or line.align == "right")
        and (is_capital(line.text) or _name_of(line.uncoded) != "")
    )


def _name_follows(lines: Sequence[Line], at: int) -> bool:
    return any(_name_of(each.uncoded) or PLACEHOLDERS.fullmatch(each.plain) for each in lines[at + 1 : at + 14])


def _bounded(lines: Sequence[Line], start: int) -> list[Line]:
    """Return the lines of the foot that begins at ``start``."""
    found: list[Line] = []
    table = lines[start].table
    for line in lines[start : start + _LINES]:
        plain = line.plain
        if found and (
            NATION.match(plain) or PARTY.fullmatch(plain) or _APPENDIX.fullmatch(plain) or len(line.text) > 200
        ):
            break
        if found and table and line.table != table and any(_name_of(each.uncoded) for each in found):
            break
        table = table or line.table
        found.append(line)
    return found


def _read_recipients(lines: Sequence[Line]) -> list[str]:
    items: list[str] = []
    begun = False
    side = ""
    table = 0
    for line in lines:
        match = _RECIPIENTS.match(line.plain)
        if match and not begun:
            begun, side, table = True, line.side, line.table
            rest = line.text.partition(":")[2].strip()
            if rest:
                items.append(rest)
            continue
        if not begun or line.side == "right" or (side == "left" and line.table != table and line.table):
            continue
        if _is_authority(line) or PLACEHOLDERS.fullmatch(line.plain) or RULE.fullmatch(line.text):
            continue
        if _ITEM.match(line.text) or not items:
            if not _ITEM.match(line.text) and (is_capital(line.text) or _name_of(line.uncoded)):
                continue
            items.append(_ITEM.sub("", line.text))
        elif line.side == "left" or line.table == table:
            if is_capital(line.text) and not line.side:
                continue
            items[-1] = f"{items[-1]} {line.text}"
        if items and re.match(r"luu\b", fold(items[-1])):
            break
    return [clean for item in items if (clean := item.strip(" ;.")) and not BLANK.search(clean)]


def _read_addressees(lines: Sequence[Line]) -> list[str]:
    items: list[str] = []
    begun: Line | None = None
    for line in lines:
        match = _ADDRESSEES.match(line.plain)
        if match and begun is None:
            begun = line
            rest = line.text.partition(":")[2] or re.sub(r"^\W*k[íi]nh g[ửu]i\b", "", line.text, flags=re.IGNORECASE)
            if rest.strip(" :-–"):
                items.append(rest.strip(" -–"))
            continue
        if begun is None:
            continue
        if not _ITEM.match(line.text):
            if items and not items[-1].endswith((";", ".")) and line.text[0].islower() and len(line.text) < 100:
                items[-1] = f"{items[-1]} {line.text}"
                continue
            break
        items.append(_ITEM.sub("", line.text))
    return [clean for item in items if (clean := item.strip(" ;.")) and not BLANK.search(clean)]


def _is_authority(line: Line) -> bool:
    """Return whether a line says in whose name, or in which post, somebody signs."""
    plain = line.plain
    match = AUTHORITY.match(plain)
    if match:
        return is_capital(line.text[match.end() :] or line.text) or line.text[:2].isupper()
    return is_capital(line.text) and POST.match(plain) is not None and len(line.text) <= 80


def _read_signatures(lines: Sequence[Line]) -> list[Signature]:
    """Return the signatures: one, or as many as stand beside one another."""
    columns: dict[str, list[Line]] = {}
    skipping = False
    for line in lines:
        plain = line.plain
        if _RECIPIENTS.match(plain):
            skipping = True
            continue
        if skipping and line.side != "right" and not _is_authority(line) and not _might_sign(line, columns):
            continue
        if _ITEM.match(line.text) and line.side != "right":
            continue
        columns.setdefault(line.side if line.table or line.side else "", []).append(line)
    found = [each for column in columns.values() for each in _signatures_of(column)]
    named = [each for each in found if each.name is not None]
    return named or found


def _might_sign(line: Line, columns: dict[str, list[Line]]) -> bool:
    return line.side == "" and bool(columns) and _name_of(line.uncoded) != ""


def _signatures_of(column: Sequence[Line]) -> list[Signature]:
    found: list[Signature] = []
    current: Signature | None = None
    for line in column:
        plain = line.plain
        if (
            RULE.fullmatch(line.text)
            or (_NOTE.fullmatch(plain) and not _name_of(line.uncoded))
            or BLANK.search(line.text)
            or PLACEHOLDERS.fullmatch(plain)
        ):
            continue
        if _is_authority(line):
            if current is None or current.name is not None:
                current = Signature()
                found.append(current)
            if AUTHORITY.match(plain) and not current.post:
                current.authority.append(line)
            else:
                current.post.append(line)
            continue
        if current is None or current.name is not None:
            continue
        name = _name_of(line.uncoded)
        if name and not is_capital(line.uncoded):
            current.name, current.clear = line, True
        elif is_capital(line.text) and not current.post and _goes_on(line):
            (current.authority if current.authority else current.post).append(line)
        elif name:
            current.name = line
    return found


def _goes_on(line: Line) -> bool:
    """Return whether a line in capitals is more of an office's name than a person's."""
    return len(line.text.split()) > 4 or not all(is_syllable(word.lower()) for word in line.text.split())


def _name_of(text: str) -> str:
    """Return the name of a person that a line is and nothing else, without degrees and ranks; ``""`` where it is none."""
    plain = _TITLE.sub("", _SIGNED.sub("", text)).strip(" .,*")
    words = plain.split()
    if not 2 <= len(words) <= 6 or len(plain) > 45:
        return ""
    capital = plain.isupper()
    if capital and (POST.match(fold(plain)) or AUTHORITY.match(fold(plain)) or PLACEHOLDERS.fullmatch(fold(plain))):
        return ""
    for word in words:
        letters = word.replace("-", "")
        if (
            not letters.isalpha()
            or not word[0].isupper()
            or not (capital or word[1:].islower() or len(word) == 1 or "-" in word or word in {"H'"})
        ):
            return ""
    if sum(is_syllable(word.lower()) for word in words) < len(words) / 2 and not capital:
        # Names of the Ê Đê, the Ba Na and others have other syllables, but seldom in every word.
        return plain if len(words) <= 4 and any(word[0] in "YHĐK" for word in words[:1]) else ""
    return plain


def name_of(line: Line) -> str:
    """Return the name in the line of a signature."""
    return _name_of(line.uncoded) or line.uncoded
