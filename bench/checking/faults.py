"""Faults as people make them, planted into a text: each a function that returns the text with one fault, and the place of it."""

import random
import re
import unicodedata
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from newsdesk.checking.article import CheckedArticle, Word
from newsdesk.checking.rules.dates import WEEKDAYS, published_on
from newsdesk.checking.rules.sums import read_number
from newsdesk.checking.vocabulary.syllables import MARKS, is_known, key_of, tone_place
from newsdesk.checking.vocabulary.words import SMALL, foreign_words, reduplications


class Planted(NamedTuple):
    """A text with a fault, the line of it, and the rules one of which is to find it."""

    source: str
    line: int
    rules: tuple[str, ...]


Plant = Callable[[CheckedArticle, random.Random], tuple[int, int, str] | None]
_KEYS = {"a": "sqz", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "g": "fh", "h": "gj", "i": "uo", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o", "q": "wa", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "x": "zc", "y": "tu"}  # fmt: skip


def plant(article: CheckedArticle, kind: str, chance: random.Random) -> Planted | None:
    """Return ``article`` with a fault of the ``kind``, None where it has no place for one."""
    make, rules = KINDS[kind]
    edit = make(article, chance)
    if edit is None:
        return None
    start, end, text = edit
    line = article.place(start)[0] + text[: len(text) - len(text.lstrip("\n"))].count("\n")
    if kind == "wrong sum":
        line += text.strip("\n").count("\n")
    return Planted(article.text[:start] + text + article.text[end:], line, rules)


def _words(article: CheckedArticle) -> list[Word]:
    return [
        word
        for word in article.words
        if word.start > article.body and not article.is_quoted(word.start) and not article.is_table(word.start)
        and not article.line_at(word.start).startswith("<")
    ]  # fmt: skip


def _match(article: CheckedArticle, chance: random.Random, pattern: str) -> re.Match[str] | None:
    found = [
        match
        for match in re.compile(pattern).finditer(article.prose, article.body)
        if not article.is_quoted(match.start()) and not article.is_table(match.start())
        and not re.search(r"\.{4,}|…{2,}|^<", article.line_at(match.start()))
    ]  # fmt: skip
    return chance.choice(found) if found else None


def _doubled_small(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    found = [word for word in _words(article) if word.text in SMALL]
    word = chance.choice(found) if found else None
    return (word.end, word.end, f" {word.text}") if word else None


def _doubled_word(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    found = [
        word
        for word in _words(article)
        if word.text.islower() and len(word.text) > 2 and word.text not in SMALL | reduplications() and is_known(word.text)
    ]  # fmt: skip
    word = chance.choice(found) if found else None
    return (word.end, word.end, f" {word.text}") if word else None


def _slipped(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    found = [word for word in _words(article) if word.text.islower() and len(word.text) > 3 and is_known(word.text)]
    for _ in range(40):
        if not found:
            return None
        word = chance.choice(found)
        text, at = word.text, chance.randrange(len(word.text) - 1)
        slips = [
            text[:at] + text[at + 1] + text[at] + text[at + 2 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1 :],
        ]
        if text[at] in _KEYS:
            slips.append(text[:at] + chance.choice(_KEYS[text[at]]) + text[at + 1 :])
        slip = chance.choice(slips)
        if slip != text and not is_known(slip) and slip not in foreign_words():
            return word.start, word.end, slip
    return None


def _tone_moved(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    """Put a tone on another vowel than anybody does: toán, tóan."""
    found = []
    for word in _words(article):
        key = key_of(word.text)
        letters = key.rstrip("12345")
        tone = key[len(letters) :]
        places = {tone_place(letters, True), tone_place(letters, False)}
        vowels = [at for at, each in enumerate(letters) if each in "aăâeêioôơuưy"]
        if (
            word.text.islower()
            and len(tone) == 1
            and len(vowels) == 2
            and vowels[1] < len(letters) - 1
            and len(places) == 1
        ):
            at = next(iter(set(vowels) - places))
            found.append((word, unicodedata.normalize("NFC", letters[: at + 1] + MARKS[tone] + letters[at + 1 :])))
    if not found:
        return None
    word, slip = chance.choice(found)
    return word.start, word.end, slip


def _tone_mixed(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    newer = [word for word in _words(article) if re.search("[òóỏõọ][ae]$|[ùúủũụ]y$", word.text) and word.text.islower()]
    older = any(
        re.search("o[àáảãạèéẻẽẹ]$|u[ỳýỷỹỵ]$", word.text) for word in article.words if not word.text.startswith("qu")
    )
    if len(newer) < 2 or older:
        return None
    word = chance.choice(newer)
    key = key_of(word.text)
    letters = key.rstrip("12345")
    at = tone_place(letters, newer=False)
    return word.start, word.end, unicodedata.normalize("NFC", letters[: at + 1] + MARKS[key[-1]] + letters[at + 1 :])


def _replaced(pattern: str, make: Callable[[re.Match[str], random.Random], str]) -> Plant:
    def planted(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
        match = _match(article, chance, pattern)
        return (match.start(), match.end(), make(match, chance)) if match else None

    return planted


def _titled(make: Callable[[str], str]) -> Plant:
    def planted(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
        title = str(article.fields.get("title") or "")
        at = article.text.find(title) if title else -1
        if at < 0 or len(title.split()) < 5 or title.isupper():
            return None
        return at, at + len(title), make(title)

    return planted


def _sentence(make: Callable[[CheckedArticle, random.Random], str | None]) -> Plant:
    """Plant a paragraph of its own behind another one."""

    def planted(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
        ends = [
            each.end
            for each in article.paragraphs
            if article.text[each.end :].startswith("\n\n") and len(each.text) > 80
        ]
        text = make(article, chance)
        if not ends or not text:
            return None
        end = chance.choice(ends)
        return end, end, f"\n\n{text}"

    return planted


def _weekday(article: CheckedArticle, chance: random.Random) -> str | None:
    day = published_on(article)
    if day is None:
        return None
    day += timedelta(days=chance.randrange(1, 20))
    wrong = WEEKDAYS[(day.weekday() + chance.randrange(1, 7)) % 7]
    return chance.choice(
        [f"Sáng {wrong}, ngày {day:%d/%m/%Y}, hội nghị bắt đầu.", f"Lớp học mở vào {wrong} ({day:%d/%m}) tại hội trường.",
         f"{wrong[0].upper()}{wrong[1:]}, ngày {day.day} tháng {day.month} năm {day.year}, các trường họp."]
    )  # fmt: skip


def _past(article: CheckedArticle, chance: random.Random) -> str | None:
    day = published_on(article)
    if day is None:
        return None
    day -= timedelta(days=chance.randrange(20, 300))
    return f"Vòng chung kết sẽ diễn ra vào ngày {day:%d/%m/%Y} ở nhà văn hóa."


def _order(article: CheckedArticle, chance: random.Random) -> str | None:
    day = published_on(article)
    if day is None:
        return None
    last = day + timedelta(days=10)
    first = last + timedelta(days=chance.randrange(1, 9))
    return f"Thí sinh nộp hồ sơ từ ngày {first:%d/%m/%Y} đến hết ngày {last:%d/%m/%Y} tại trường."


def _impossible(article: CheckedArticle, chance: random.Random) -> str | None:
    return f"Hạn cuối là ngày {chance.choice(['31/11/2026', '30/02/2026', '29/02/2025', '31 tháng 4 năm 2026', '31/6', '15/13/2026'])}."


def _sum(article: CheckedArticle, chance: random.Random) -> str | None:
    numbers = [chance.randrange(120, 3000) for _ in range(4)]
    wrong = sum(numbers) + chance.choice([-90, -9, -1, 1, 10, 100])
    names = ["Bến Lam", "Hòa Bình", "Tân An", "Thanh Sơn"]
    rows = "\n".join(f"| {name} | {number:,} |".replace(",", ".") for name, number in zip(names, numbers, strict=True))
    label = chance.choice(["Tổng cộng", "**Tổng**", "Cộng"])
    return f"| Trường | Số học sinh |\n|---|---|\n{rows}\n| {label} | {wrong:,} |".replace(",", ".")


def _table_of_text(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    """Change the sum of a table that the text has, else plant one."""
    for table in article.tables:
        for cell in table.rows[-1][1:]:
            if (
                table.rows[-1][0].text.strip("* ").lower() in {"tổng", "cộng", "tổng cộng"}
                and read_number(cell.text) is not None
            ):
                digits = cell.text
                return (
                    cell.start,
                    cell.start + len(digits),
                    digits[:-1] + str((int(digits[-1]) + 3) % 10) if digits[-1].isdigit() else digits,
                )
    return _sentence(_sum)(article, chance)


def _year(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    title = str(article.fields.get("title") or "")
    match = re.search(r"((?:\w+ ){2}năm(?: học)?) (20\d\d)", title)
    if not match:
        return None
    year = int(match[2])
    return _sentence(
        lambda *_: (
            f"Ban tổ chức cho biết {match[1].lower()} {year - 1 if chance.random() < 0.5 else year + 1} có nhiều điểm mới."
        )
    )(article, chance)


def _name(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    found = [
        match
        for match in re.finditer(r"(?<![\w/&.-])(GD&ĐT|GDĐT|GD-ĐT)(?![\w/&-])", article.prose)
        if match.start() > article.body and not article.is_quoted(match.start())
    ]
    if len({match[0] for match in found}) != 1 or len(found) < 2:
        return None
    match = chance.choice(found)
    return match.start(), match.end(), "GDĐT" if match[0] != "GDĐT" else chance.choice(["GD&ĐT", "GD-ĐT"])


def _number(article: CheckedArticle, chance: random.Random) -> tuple[int, int, str] | None:
    found = list(re.finditer(r"(?<![\w.,/-])[1-9]\d{0,2}\.\d{3}(?![\w.,/%-])", article.prose[article.body :]))
    if len(found) < 2:
        return None
    match = chance.choice(found)
    return article.body + match.start(), article.body + match.end(), match[0].replace(".", ",")


_LEFT = ["Loading...", "Đang tải...", "Click here", "Read more"]
_FORMS = [
    "[điền tên trường]",
    "{{ten_truong}}",
    "xxx",
    "lorem ipsum",
    "[họ và tên]",
    "dd/mm/yyyy",
    "TODO",
    "(bổ sung số liệu)",
    "<tên đơn vị>",
]
_LOW, _LETTER = "a-zà-ỹđ", r"[^\W\d_]"

#: By its name, what plants a fault, and the rules one of which is to find it.
KINDS: dict[str, tuple[Plant, tuple[str, ...]]] = {
    "small word twice": (_doubled_small, ("word-doubled",)),
    "word twice": (_doubled_word, ("word-doubled",)),
    "slip of a finger": (_slipped, ("word-unknown", "word-plain")),
    "tone on another letter": (_tone_moved, ("tone-misplaced",)),
    "tones in two ways": (_tone_mixed, ("tone-mixed",)),
    "Ð for Đ": (_replaced("[Đđ]", lambda match, _: "Ð" if match[0] == "Đ" else "ð"), ("letter-eth",)),
    "space before a sign": (_replaced(f"(?<=[{_LOW}])[,;.](?=[ \n])", lambda match, _: f" {match[0]}"), ("space-before-sign",)),
    "no space behind a sign": (_replaced(f"(?<=[{_LOW}]{{2}})[,;] (?=[{_LOW}])", lambda match, _: match[0][0]), ("space-behind-sign",)),
    "space in brackets": (_replaced(r"\((?=\w)", lambda *_: "( "), ("space-in-brackets",)),
    "sign twice": (_replaced(f"(?<=[{_LOW}])[,;](?= )|(?<=[{_LOW}]{{2}})\\.(?=[ \n])", lambda match, _: match[0] * 2), ("sign-repeated",)),
    "space in a range": (_replaced(r"(?<![\w/.-])(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d(?![\w/-])", lambda match, chance: f"{match[0][:4]}{chance.choice(['- ', ' -'])}{match[0][-4:]}"), ("range-spacing",)),
    "space on one side of a dash": (_replaced(f"(?<=[{_LOW}]{{2}}) [-–] (?={_LETTER}{{2}})", lambda match, chance: chance.choice([match[0][1:], match[0][:2]])), ("dash-spacing",)),
    "quotes in quotes": (_sentence(lambda *_: "Phong trào “Thi đua “Dạy tốt – Học tốt” trong toàn ngành” tiếp tục lan tỏa."), ("quotes-nested",)),
    "three dots": (_replaced(f"(?<=[{_LOW}]{{2}})\\.(?=\n)", lambda *_: "..."), ("dots-three",)),
    "a name in two ways": (_name, ("office-names",)),
    "title, every word large": (_titled(lambda title: " ".join(word[:1].upper() + word[1:] for word in title.split())), ("title-every-word",)),
    "title, first letter small": (_titled(lambda title: title[0].lower() + title[1:]), ("title-small",)),
    "title with a full stop": (_titled(lambda title: f"{title}."), ("title-dot",)),
    "wrong weekday": (_sentence(_weekday), ("date-weekday",)),
    "no such day": (_sentence(_impossible), ("date-impossible",)),
    "end before beginning": (_sentence(_order), ("dates-swapped",)),
    "future that is past": (_sentence(_past), ("date-past",)),
    "another year than the title": (_year, ("year-contradicts",)),
    "no school year": (_replaced(r"(?<=năm học )20\d\d ?[-–] ?20\d\d", lambda match, _: f"{match[0][:-1]}{(int(match[0][-1]) + 1) % 10}"), ("school-year",)),
    "wrong sum": (_table_of_text, ("table-sum",)),
    "number in two ways": (_number, ("number-styles",)),
    "left over of a page": (_sentence(lambda _, chance: chance.choice(_LEFT)), ("page-leftover",)),
    "left over of a form": (_sentence(lambda _, chance: f"Hội nghị do {chance.choice(_FORMS)} tổ chức tại nhà văn hóa."), ("template-leftover",)),
    "article of a law, small": (_sentence(lambda _, chance: f"Việc này theo khoản {chance.randrange(1, 5)} điều {chance.randrange(2, 90)} của Luật Giáo dục."), ("article-small",)),
}  # fmt: skip
