"""What the lines round a text say of it: who wrote it and when, where it is from, its section, its tags, how often it was read."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from ban_tin.articles.captions.names import is_office, names_only
from newsdesk.importing.web_page.dates import Dated, is_today, read_date
from newsdesk.importing.web_page.furniture import is_button, read_views

_LABELS = (
    (
        re.compile(
            r"(?:tác\s+giả(?:\s+bài\s+viết)?|người\s+viết|bài\s+viết|tin|bài|viết\s+bởi|được\s+viết\s+bởi|thực\s+hiện|author|written\s+by|by)\s*:\s*(?P<value>\S.*)",
            re.IGNORECASE,
        ),
        "author",
    ),
    (re.compile(r"(?:viết\s+bởi|được\s+viết\s+bởi|bởi|written\s+by|by)\s+(?P<value>\S.*)", re.IGNORECASE), "author"),
    (
        re.compile(
            r"(?:nguồn(?:\s+(?:tin|bài|bài\s+viết|trích\s+dẫn))?|theo|source)\s*:\s*(?P<value>\S.*)", re.IGNORECASE
        ),
        "source",
    ),
    (re.compile(r"theo\s+(?P<value>[A-ZĐÀ-Ỹ]\S.{0,60})"), "source"),
    (re.compile(r"(?:nguồn\s+ảnh|ảnh|hình|hình\s+ảnh)\s*:\s*(?P<value>\S.*)", re.IGNORECASE), "credit"),
    (
        re.compile(
            r"(?:tin|tinh|bài|bài\s+viết)\s*(?:và|,|-|–|/|&|\+)\s*(?:ảnh|hình)\s*:?\s+(?P<value>\S.*)", re.IGNORECASE
        ),
        "author+credit",
    ),
    (re.compile(r"(?:từ\s+khóa|từ\s+khoá|tags?|thẻ|nhãn)\s*:\s*(?P<value>.*)", re.IGNORECASE), "tags"),
    (
        re.compile(r"(?:chuyên\s+mục|danh\s+mục|thể\s+loại|loại\s+tin|category)\s*:\s*(?P<value>\S.*)", re.IGNORECASE),
        "category",
    ),
    # Who put it on the page is no author.
    (
        re.compile(
            r"(?:người\s+(?:đăng|gửi|nhập|duyệt)|(?:được\s+)?(?:đăng|gửi)\s+bởi|posted\s+by|submitted\s+by)\s*:?\s+(?P<value>\S.*)",
            re.IGNORECASE,
        ),
        "",
    ),
)
#: Names that wrote nothing.
_NOBODY = re.compile(
    r"(?:super\s*)?(?:admin(?:istrator)?|quản\s*trị(?:\s*viên)?|webmaster|root|user|editor|guest|khách|test|author|system account|ban\s+biên\s+tập|bbt)\d*",
    re.IGNORECASE,
)
_WAY_HOME = re.compile(
    r"(?:trang\s+(?:nhất|chủ)|home(?:\s*page)?|trang\s+đầu|bạn\s+đang\s+(?:ở|xem)\s*(?:đây)?\s*:?|you\s+are\s+here\s*:?|đang\s+ở\s*:)",
    re.IGNORECASE,
)
_STEP = re.compile(r"\s*(?:>>?|»|›|→|::|▸)\s*|\s+[|/]\s+")


@dataclass(slots=True)
class HeadLine:
    """What one line says: values of fields, and whether all of it was understood."""

    fields: dict[str, str | tuple[str, ...]] = field(default_factory=dict)
    #: The date in it, if any.
    dated: Dated | None = None
    #: Whether every part of the line was understood.
    whole: bool = False
    #: Fields that no label names: what stands beside a date.
    guessed: set[str] = field(default_factory=set)


def read_head_line(line: str) -> HeadLine:
    """Return what a line beside a text says. Nothing of it is taken where it reads like prose."""
    said = HeadLine()
    if not line or len(line) > 260 or is_today(line):
        return said
    if not any(each.isdigit() for each in line) and _read_labelled(line, said.fields):
        said.whole = True
        return said
    rest = line
    if views := read_views(rest):
        said.fields["views"], rest = views
    dated = read_date(rest)
    if dated is not None:
        said.dated, rest = dated, dated.rest
    parts = [part.strip(" ,;:()[]–-•") for part in re.split(r"\s*[|•·]\s*|\s+[-–—]\s+|\s{2,}|(?<=\w)\s*\n\s*", rest)]
    understood = True
    named = labelled = False
    for part in filter(None, parts):
        if _read_labelled(part, said.fields):
            labelled = True
            continue
        if is_button(part) or re.fullmatch(r"[\W_]+", part):
            continue
        if (
            dated is not None
            and not named
            and "author" not in said.fields
            and (names_only(part) or is_office(part) or _NOBODY.fullmatch(part))
            and len(part.split()) <= 8
        ):
            named = True
            if not _NOBODY.fullmatch(part):
                said.fields["author"] = part
                said.guessed.add("author")
            continue
        if (
            dated is not None
            and len(part.split()) <= 6
            and part[:1].isupper()
            and "category" not in said.fields
            and not part.endswith(".")
        ):
            # What stands beside a name and a date is the section.
            said.fields["category"] = part
            said.guessed.add("category")
            continue
        understood = False
    if not understood and not (dated and dated.called) and "views" not in said.fields:
        # A sentence with a day in it, and no line of the head.
        return HeadLine()
    said.whole = understood and (dated is not None or bool(said.fields) or labelled or is_button(line))
    return said


def _read_labelled(part: str, fields: dict[str, str | tuple[str, ...]]) -> bool:
    for pattern, name in _LABELS:
        found = pattern.fullmatch(part)
        if found is None:
            continue
        value = found["value"].strip(" .,;|()")
        if name == "tags":
            tags = [each.strip(" #.") for each in re.split(r"\s*[,;]\s*", value)]
            fields.setdefault("tags", tuple(dict.fromkeys(filter(None, tags))))
        elif len(value.split()) > 14:
            continue
        elif name == "author+credit":
            fields.setdefault("author", value)
            fields.setdefault("credit", value)
        elif name and not _NOBODY.fullmatch(value):
            fields.setdefault(name, value)
        return True
    return False


def is_nobody(name: str) -> bool:
    """Return whether ``name`` is that of an account and of nobody who wrote."""
    return _NOBODY.fullmatch(name.strip()) is not None


def read_way(pieces: Iterable[str], title: str) -> str:
    """Return the section in a way of links such as ``Trang chủ » Tin tức » Tin giáo dục``, whose texts are ``pieces``; ``""`` for no such line."""
    steps = [
        " ".join(step.split())
        for piece in pieces
        for step in _STEP.split(f" {piece} ")
        if step and step.strip(" /|>»›-:")
    ]
    steps = [
        step
        for step in steps
        if step and not _WAY_HOME.fullmatch(step) and not _is_title(step.casefold(), title.casefold())
    ]
    return steps[-1] if steps and len(steps[-1]) <= 80 else ""


def _is_title(step: str, title: str) -> bool:
    """Return whether a step is the title, or the beginning of it: ways are often cut."""
    start = step.rstrip("…. ")
    return (
        step == title or (len(start) >= 25 and title.startswith(start)) or (step != start and title.startswith(start))
    )
