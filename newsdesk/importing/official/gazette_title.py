"""Documents as the gazette and collections of laws printed them until about 2008: no letterhead, and one title that says it all.

``THÔNG TƯ CỦA BỘ Y TẾ SỐ 05/2005/TT-BYT NGÀY 15 THÁNG 12 NĂM 2005 HƯỚNG DẪN …``
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from ban_tin.language.vietnamese.text import fold
from newsdesk.importing.official.casing import is_capital
from newsdesk.importing.official.lines import Line
from newsdesk.importing.official.number import read_number
from newsdesk.importing.official.place_and_date import read_day
from newsdesk.importing.official.vocabulary import MORE_TYPES, TYPES

#: Lines that the title may take, and letters.
_LINES, _LETTERS = 8, 700
_KINDS = sorted({kind.upper() for kind in (*TYPES.values(), *MORE_TYPES)}, key=len, reverse=True)
_TITLE = re.compile(
    rf"(?P<kind>{'|'.join(map(re.escape, _KINDS))}) (?:CỦA )?(?P<issuer>[^\d:]{{3,120}}?)\s+SỐ\s*:?\s*(?P<number>\d\S*(?:\s?[/-]\s?\S+)*?),?\s+"
    r"(?P<day>NGÀY\s+\d{1,2}\s+THÁNG\s+\d{1,2}\s+NĂM\s+\d{4}|NGÀY\s+\d{1,2}/\d{1,2}/\d{4})\s*(?P<subject>.*)"
)


@dataclass(frozen=True, slots=True)
class GazetteTitle:
    """What such a title says."""

    #: Loại văn bản.
    kind: str
    #: Cơ quan ban hành, in capitals.
    issuer: str
    #: Số ký hiệu.
    number: str
    #: Ngày ban hành.
    day: date
    #: Trích yếu, in capitals.
    subject: str
    #: The lines of the title.
    lines: tuple[Line, ...]


def read_gazette_title(lines: Sequence[Line]) -> GazetteTitle | None:
    """Return what the title of a document says that begins with one of this kind, ``None`` for any other."""
    first = list(lines[:_LINES])
    count = next((at for at, line in enumerate(first) if not is_capital(line.text)), len(first))
    text = " ".join(line.text for line in first[:count])
    match = _TITLE.fullmatch(text) if len(text) <= _LETTERS else None
    if match is None or not match["subject"]:
        return None
    number, day = read_number(f"Số: {match['number']}"), read_day(match["day"].lower())
    if number is None or not number.value or day is None:
        return None
    kind = next(each for each in (*TYPES.values(), *MORE_TYPES) if fold(each) == fold(match["kind"]))
    return GazetteTitle(kind, match["issuer"], number.value, day, match["subject"], tuple(first[:count]))
