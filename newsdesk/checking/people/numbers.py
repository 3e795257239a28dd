"""Numbers that belong to one person: of telephones, identity cards, bank accounts; and days of birth. Found in a text, shown masked."""

import re
from collections.abc import Collection, Iterator
from enum import Enum
from typing import NamedTuple

from ban_tin.articles.body.phones import find_phones


class Sort(Enum):
    """What was found of a person."""

    PHONE = "phone"
    IDENTITY = "identity"
    BIRTH = "birth"
    ACCOUNT = "account"


class Personal(NamedTuple):
    """A number of a person in a text, and its digits."""

    sort: Sort
    start: int
    end: int
    digits: str


#: What the first three digits of cards say: the 63 provinces until 2025.
PROVINCES = frozenset(
    {
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52,
        54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
    }
)  # fmt: skip
#: Letters before a number that say what it is; and those that say that a telephone is an office's.
_NEAR, _OFFICE_NEAR = 48, 70
#: The first year of birth that may be of somebody who lives, and the last one of somebody who goes to school.
OLDEST, YOUNGEST = 1925, 2024
_IDENTITY = re.compile(
    r"(?<![\w.,/+-])(?:\d{12}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3}|\d{9}|\d{3}[ .]\d{3}[ .]\d{3})(?![\w/]|[.,-]\d)"
)
_CARD = re.compile(
    r"\b(?:cccd|cmnd|cmtnd|cc|cmt)\b|căn cước|chứng minh (?:nhân dân|thư)|định danh(?: cá nhân)?|\bđdcn\b|identity|giấy tờ tùy thân",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"tài khoản|\b(?:stk|tk|mst|isbn|issn|sbd|gtin)\b|mã số thuế|mã (?:vạch|vận đơn|hồ sơ|giao dịch|đơn|thiết bị)|seri|hóa đơn|bảo hiểm|bhxh",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(
    r"(?:\bsố tài khoản|\btài khoản|\bstk\b|\bsố tk\b|\btk\b|\baccount)(?P<between>[^\d\n]{0,60}?)(?<![\d./])(?P<number>\d(?:[ .]?\d){5,18})(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
#: Whose account is published on purpose.
_INSTITUTION = re.compile(
    r"kho bạc|ủy ban|uỷ ban|mặt trận|chữ thập đỏ|\bquỹ\b|công đoàn|liên đoàn|\bhội\b|\bsở\b|\btrường\b|trung tâm|công ty|văn phòng|ban (?:vận động|cứu trợ)|ngân sách|\bphòng\b|cơ quan|đơn vị",
    re.IGNORECASE,
)
_DAY = r"(?P<day>\d{1,2})(?P<sign>[/.-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})|(?P<day2>\d{1,2}) tháng (?P<month2>\d{1,2}) năm (?P<year2>\d{4})"
#: Not after words that make another one of it: học sinh, thí sinh, tuyển sinh, vệ sinh.
_BIRTH = re.compile(
    rf"\b(?:sinh(?: vào)?(?: ngày)?|ngày(?:,? tháng(?:,? năm)?)? sinh|năm sinh|ns|date of birth|born on)\s*[:(]?\s*(?:ngày )?(?:{_DAY})(?!\d)",
    re.IGNORECASE,
)
_WORDS_OF_SINH = frozenset(
    [
        "học",
        "thí",
        "tuyển",
        "giáo",
        "phát",
        "vệ",
        "hy",
        "hi",
        "cứu",
        "tái",
        "môn",
        "sản",
        "nhân",
        "dân",
        "ký",
        "giám",
        "nảy",
        "môn",
        "hóa",
        "hoá",
        "nữ",
        "nam",
        "du",
        "ứng",
        "sĩ",
    ]
)
_SENTENCE_ENDS = re.compile(r"[!?;…]|[.](?=\s|$)")
#: The least that any of it has: digits side by side, or the name of a month and a year.
_MAY_BE = re.compile(r"\d{3}")
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_OFFICIAL_PHONE = re.compile(r"đường dây nóng|hotline|tổng đài|trực ban|thường trực|trực 24|đường dây", re.IGNORECASE)


def find_numbers(text: str, own: Collection[str] = (), heading: str = "") -> Iterator[Personal]:
    """Yield what ``text`` says of single people. ``own`` are the numbers of the office as they are dialled (``+84…``), ``heading`` stands over it.

    >>> [each.digits for each in find_numbers("Liên hệ anh Nam, điện thoại 0912 345 678")]
    ['0912345678']
    """
    if not _MAY_BE.search(text):
        return
    taken: list[tuple[int, int]] = []
    for each in (*_identities(text, heading), *_accounts(text, heading), *_births(text), *_phones(text, own, heading)):
        if all(each.end <= start or end <= each.start for start, end in taken):
            taken.append((each.start, each.end))
            yield each


def is_citizen_number(digits: str) -> bool:
    """Return whether twelve digits can be those of an identity card: province, century and sex, year of birth."""
    if len(digits) != 12 or int(digits[:3]) not in PROVINCES or digits[3] not in "0123":
        return False
    year = (1900 if digits[3] in "01" else 2000) + int(digits[4:6])
    return OLDEST <= year <= YOUNGEST + 12


def mask(sort: Sort, digits: str) -> str:
    """Return ``digits`` so that whoever has the file finds the place and nobody else the number.

    >>> mask(Sort.PHONE, "0912345678"), mask(Sort.IDENTITY, "001204012345"), mask(Sort.BIRTH, "12/03/2010")
    ('091****678', '*********345', '**/**/2010')
    """
    if sort is Sort.BIRTH:
        return f"**/**/{digits[-4:]}"
    if sort is Sort.PHONE:
        return f"{digits[:3]}{'*' * (len(digits) - 6)}{digits[-3:]}"
    return "*" * (len(digits) - 3) + digits[-3:]


def has_name(text: str) -> bool:
    """Return whether a name of a person may stand in ``text``: two words with capitals side by side."""
    before = False
    for word in _WORD.findall(text):
        if before and word[0].isupper():
            return True
        before = word[0].isupper()
    return False


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def _phones(text: str, own: Collection[str], heading: str) -> Iterator[Personal]:
    for phone in find_phones(text, heading):
        # Numbers of places are those of offices; so are those that cost nothing.
        if not phone.called.startswith("+84") or phone.called[3] == "2" or phone.called in own:
            continue
        before = f"{heading} {text[max(phone.start - _OFFICE_NEAR, 0) : phone.start]}"
        if not _OFFICIAL_PHONE.search(before):
            yield Personal(Sort.PHONE, phone.start, phone.end, f"0{phone.called[3:]}")


def _identities(text: str, heading: str) -> Iterator[Personal]:
    for match in _IDENTITY.finditer(text):
        digits = _digits(match[0])
        before = f"{heading} {text[max(match.start() - _NEAR, 0) : match.start()]}"
        cards = [each.start() for each in _CARD.finditer(before)]
        others = [each.start() for each in _OTHER_NUMBER.finditer(before)]
        is_named = bool(cards) and (not others or others[-1] < cards[-1])
        if (len(digits) == 12 and (is_named or (is_citizen_number(digits) and not others))) or (
            len(digits) == 9 and is_named
        ):
            yield Personal(Sort.IDENTITY, match.start(), match.end(), digits)


def _accounts(text: str, heading: str) -> Iterator[Personal]:
    for match in _ACCOUNT.finditer(text):
        # Of the same sentence: offices are named in most of those around it.
        before = _SENTENCE_ENDS.split(text[max(match.start() - 100, 0) : match.start()])[-1]
        behind = _SENTENCE_ENDS.split(text[match.end() : match.end() + 80])[0]
        if not _INSTITUTION.search(f"{before} {match['between']} {behind}") and not _INSTITUTION.search(heading):
            yield Personal(Sort.ACCOUNT, match.start("number"), match.end("number"), _digits(match["number"]))


def _births(text: str) -> Iterator[Personal]:
    for match in _BIRTH.finditer(text):
        # Looked at backwards: a pattern that begins with any word takes the square of the length of a long one.
        word = (text[max(match.start() - 12, 0) : match.start()].lower().split() or [""])[-1]
        year = int(match["year"] or match["year2"])
        if word in _WORDS_OF_SINH or not OLDEST <= year <= YOUNGEST:
            continue
        start = match.start("day") if match["day"] else match.start("day2")
        if has_name(text[max(start - 120, 0) : match.end() + 60]):
            day, month = match["day"] or match["day2"], match["month"] or match["month2"]
            yield Personal(Sort.BIRTH, start, match.end(), f"{int(day):02d}/{int(month):02d}/{year}")
