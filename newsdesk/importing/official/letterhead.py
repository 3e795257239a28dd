"""The head of a document: offices, number, place and date, type and subject, by the places that Decree 30/2020 fixes for them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ban_tin.language.vietnamese.text import fold
from newsdesk.importing.official.casing import is_capital
from newsdesk.importing.official.lines import Line
from newsdesk.importing.official.number import Number, read_number
from newsdesk.importing.official.place_and_date import PlaceAndDate, read_place_and_date
from newsdesk.importing.official.vocabulary import (
    BLANK,
    COPY,
    DRAFT,
    GOES_ON,
    INTERNAL,
    MORE_TYPES,
    MOTTO,
    NATION,
    OFFICE,
    PARTY,
    PLACEHOLDERS,
    RULE,
    SECRET,
    TYPES,
    URGENT,
)

#: The name of the nation stands among the first lines, and the head ends before this many.
_BEGINS_WITHIN, _ENDS_WITHIN = 14, 60
#: A line with more letters than this is prose.
_PROSE = 160
_TYPES = {fold(kind): kind for kind in (*TYPES.values(), *MORE_TYPES)}
_LONGEST_FIRST = sorted(_TYPES, key=len, reverse=True)
_SUBJECT = re.compile(r"^\W*(?:v\s?/\s?v|v/v|về việc)\b\s*[:.]?\s*", re.IGNORECASE)
_LETTER = re.compile(r"^\W*(?:v\s?/\s?v)\b", re.IGNORECASE)
#: What stands after the subject: whom it is addressed to, what it rests on, who decides, the first section.
_AFTER_SUBJECT = re.compile(
    r"\W*(?:kinh gui|can cu|dieu \d|chuong [ivx\d]|phan [ivx\d]|muc [ivx\d]|[ivx]{1,4}[.)] |\d{1,2}[.)] |[a-z][.)] |kem theo)"
)
#: What begins the text too, and may begin a subject: "Thực hiện nhiệm vụ năm học".
_MAY_BEGIN_TEXT = re.compile(r"\W*(?:thuc hien|theo de nghi|xet|trong thoi gian|thoi gian|hom nay|nham|de )")
_IS_NUMBER = re.compile(r"\W*(?:luat |nghi quyet )?so\s*[:.]")
_ATTACHED = re.compile(r"\W*(?:ban hanh )?kem theo\b|\W*\(kem theo")
_WHO_DECIDES = re.compile(
    r"(?:bo truong|thu truong|chu tich|giam doc|tong giam doc|hieu truong|truong|chanh|thu tuong|cuc truong|vien truong|chi cuc truong|uy ban|hoi dong|ban |tong cuc truong|quoc hoi|chinh phu|doan dai bieu)\b"
)
_MARKS = (
    (SECRET, "secret-mark"), (INTERNAL, "secret-mark"), (DRAFT, "draft-mark"), (COPY, "copy-mark"), (URGENT, "urgent-mark"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark such as MẬT or DỰ THẢO: its kind in the report, and its line."""

    kind: str
    line: Line


@dataclass(slots=True)
class Letterhead:
    """What stands in the head; each with its lines."""

    #: Whether it is one of the Party's.
    party: bool = False
    #: Names of offices, from above.
    offices: list[Line] = field(default_factory=list)
    #: Số ký hiệu.
    number: tuple[Number, Line] | None = None
    #: Địa danh và thời gian.
    dated: tuple[PlaceAndDate, Line] | None = None
    #: Tên loại.
    kind: tuple[str, Line] | None = None
    #: Trích yếu.
    subject: list[Line] = field(default_factory=list)
    #: The subject is that of an official letter, under its number.
    is_letter: bool = False
    #: MẬT, DỰ THẢO and others.
    marks: list[Mark] = field(default_factory=list)
    #: Lines that begin as a number does, and can't be read as one.
    odd: list[Line] = field(default_factory=list)
    #: The place of the first line after it.
    end: int = 0


def read_letterhead(lines: Sequence[Line]) -> Letterhead | None:
    """Return the head of a document whose first lines have the form of one, ``None`` where they don't."""
    begin = next((at for at, line in enumerate(lines[:_BEGINS_WITHIN]) if _is_nation(line.plain)), None)
    if begin is None:
        return None
    head = Letterhead(party=bool(PARTY.fullmatch(lines[begin].plain)))
    at = 0
    while at < min(len(lines), begin + _ENDS_WITHIN):
        line = lines[at]
        if at > begin and (kind := _type_of(line)):
            head.kind = (kind, line)
            at = _read_subject(lines, at, head)
            break
        if at > begin and _ends_head(line):
            break
        _read_line(line, head)
        at += 1
    head.end = at
    return head if _is_enough(head) else None


def _is_nation(plain: str) -> bool:
    match = NATION.match(plain)
    return bool(PARTY.fullmatch(plain)) or (match is not None and len(plain) - match.end() <= 40)


def _is_enough(head: Letterhead) -> bool:
    """Return whether so much of the form is there that it can be nothing else: reports of news quote numbers and dates too."""
    if head.number is not None:
        return bool(head.offices or head.kind or head.dated)
    return head.kind is not None and bool(head.offices) and (head.dated is not None or head.kind[0] == "Biên bản")


def _read_line(line: Line, head: Letterhead) -> None:
    """Put one line before the title where it belongs."""
    if len(line.text) > _PROSE:
        return
    plain = line.plain
    if _is_nation(plain) or MOTTO.fullmatch(plain) or RULE.fullmatch(line.text) or plain == "viet nam":
        return
    if mark := mark_of(line.uncoded):
        head.marks.append(Mark(mark, line))
        return
    number = read_number(line.uncoded)
    if number is not None:
        if head.number is None or (head.number[0].is_copy and not number.is_copy):
            head.number = (number, line)
        return
    dated = read_place_and_date(line.uncoded)
    if dated is not None:
        if head.dated is None:
            head.dated = (dated, line)
        return
    if line.side != "right" and (_LETTER.match(line.uncoded) or (head.number and _SUBJECT.match(line.uncoded))):
        head.is_letter = True
        head.subject = [line]
        return
    if head.is_letter and head.subject and _goes_on(head.subject[-1], line):
        head.subject.append(line)
        return
    if _IS_NUMBER.match(plain):
        # A number that can't be read is no office.
        head.odd.append(line)
        return
    if head.number is None and line.side != "right" and (line.side == "left" or is_capital(line.text)):
        head.offices.append(line)


def _goes_on(before: Line, line: Line) -> bool:
    """Return whether ``line`` goes on with the subject of a letter that ends in ``before``."""
    if line.side == "right" or _AFTER_SUBJECT.match(line.plain) or _MAY_BEGIN_TEXT.match(line.plain):
        return False
    if line.table and line.table == before.table:
        return line.side == before.side
    return (
        line.block == before.block
        or line.side == "left" == before.side
        or (line.align == before.align == "center" and not line.table)
    )


def mark_of(text: str) -> str:
    """Return the kind, in the report, of the mark that a line is, ``""`` where it is none."""
    plain = fold(text)
    for pattern, kind in _MARKS:
        if pattern.fullmatch(plain) and (kind != "copy-mark" or text.split()[0].isupper()):
            return kind
    return ""


def _type_of(line: Line) -> str:
    """Return the type that a line names and nothing else, or names first, in capitals."""
    text = _closed(line.text)
    plain = re.sub(r"[\W\d]+$", "", fold(text))
    if text.rstrip().endswith(":"):
        return ""
    if plain in _TYPES:
        return _TYPES[plain]
    if line.side or not is_capital(text):
        return ""
    return next((_TYPES[each] for each in _LONGEST_FIRST if plain.startswith(f"{each} ")), "")


def _closed(text: str) -> str:
    """Return ``Q U Y Ế T Đ Ị N H`` as two words can't be told from it: letters that stand apart are put together."""
    words = text.split()
    if len(words) > 3 and all(len(word) == 1 for word in words):
        joined = fold("".join(words))
        for plain, kind in _TYPES.items():
            if plain.replace(" ", "") == joined:
                return kind.upper()
    return text


def _ends_head(line: Line) -> bool:
    plain = line.plain
    return (
        plain.startswith("kinh gui")
        or (len(line.text) > _PROSE)
        or (not line.side and bool(re.match(r"can cu\b|dieu 1\b", plain)))
    )


def _read_subject(lines: Sequence[Line], at: int, head: Letterhead) -> int:
    """Read the subject that stands under the type at ``at``; return the place after it."""
    title = lines[at]
    head.is_letter = False
    head.subject = []
    rest = _rest_of_title(title, head.kind[0] if head.kind else "")
    if rest is not None:
        head.subject.append(rest)
    at += 1
    # Until about 2010 whose it is stood under the type: QUYẾT ĐỊNH / CỦA BỘ TRƯỞNG BỘ …
    while not head.subject and at < len(lines) and is_capital(lines[at].text) and lines[at].plain.startswith("cua "):
        at += 1
    while at < len(lines):
        line = lines[at]
        if head.kind and not head.subject and head.dated is None and (dated := read_place_and_date(line.uncoded)):
            head.dated = (dated, line)
            at += 1
            continue
        if _ends_subject(line, title, head.subject):
            break
        head.subject.append(line)
        at += 1
    return at


def _rest_of_title(title: Line, kind: str) -> Line | None:
    """Return what stands behind the type in its line, as a line."""
    words = len(kind.split())
    rest = " ".join(title.text.split()[words:])
    if not re.search(r"[^\W\d_]", rest) or _closed(title.text) != title.text:
        return None
    return Line(rest, title.side, title.align, title.bold, title.where, title.block, title.table)


def _ends_subject(line: Line, title: Line, subject: Sequence[Line]) -> bool:
    plain = line.plain
    if RULE.fullmatch(line.text) or BLANK.search(line.text) or PLACEHOLDERS.fullmatch(plain) or len(line.text) > 400:
        return True
    if _AFTER_SUBJECT.match(plain) and (
        not subject or _ATTACHED.match(plain) is not None or line.align != title.align or not line.align
    ):
        return True
    if _MAY_BEGIN_TEXT.match(plain) and not (line.align == title.align == "center" or (title.bold and line.bold)):
        return True
    if _ATTACHED.match(plain) or line.text.startswith("("):
        return True
    if plain.startswith("kinh gui") or re.match(r"can cu\b|dieu \d", plain):
        return True
    if subject and is_capital(line.text) and _WHO_DECIDES.match(plain) and not _is_open(subject[-1].text):
        # An office in the subject's own capitals goes on with it; the one that decides stands apart.
        return True
    if title.align and line.align and line.align != title.align:
        return True
    if bool(title.table) != bool(line.table):
        return True
    if not subject:
        return False
    before = subject[-1]
    if line.block == before.block:
        return False
    goes_on = _is_open(before.text) or line.text[0].islower()
    if not goes_on and ((before.bold and not line.bold) or re.search(r"[.;:]$", line.text)):
        return True
    if line.align == "center" or (line.bold and before.bold):
        return False
    # Nothing says how it stands: a subject goes on as long as its sentence is not at its end.
    return not goes_on


def _is_open(text: str) -> bool:
    """Return whether a line ends in the middle of a name or a sentence."""
    return bool(
        re.search(
            r"(?:[,–-]|\b(?:và|của|về|việc|cho|tại|trong|năm học|từ|đến|theo|với|ngày|số|thuộc|đối|trên))$",
            text,
            re.IGNORECASE,
        )
    )


def part_offices(lines: Sequence[Line]) -> list[list[Line]]:
    """Return the lines of each office: the one above first, the one that issued it last."""
    parts: list[list[Line]] = []
    for line in lines:
        plain = line.plain
        if BLANK.search(line.text) or PLACEHOLDERS.fullmatch(plain):
            continue
        starts = bool(OFFICE.match(re.sub(r"^\W+", "", plain))) and not GOES_ON.match(plain)
        if parts and (not starts or _is_open(parts[-1][-1].text)):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def subject_text(lines: Sequence[Line]) -> str:
    """Return the subject as one sentence, without what is set at its ends."""
    text = " ".join(line.text for line in lines)
    return re.sub(r"\s+", " ", text).strip().rstrip(" .;:_*").strip()
