"""What an article and its attachments tell of people: numbers, days of birth, lists. Never shown whole."""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache, partial

from ban_tin.articles.body.phones import find_phones
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.papers.offered import Offered, find_offered
from newsdesk.checking.papers.paper import DAMAGED, Row
from newsdesk.checking.papers.personal import Told, people_told
from newsdesk.checking.papers.reading import read_paper
from newsdesk.checking.people.lists import find_lists
from newsdesk.checking.people.numbers import Personal, Sort, find_numbers, mask
from newsdesk.checking.rule import Example, Facts, Found, Needs, Rule, found_at
from newsdesk.checking.rules.drawn import docx, pdf, xlsx
from newsdesk.checking.structure import Table

#: What a line “consent” has to be about: the one for photos says nothing of numbers and lists.
_AGREED = re.compile(r"danh sách|dữ liệu|thông tin|điện thoại|tài khoản|ngày sinh|personal data|list", re.IGNORECASE)


def own_numbers(facts: Facts) -> frozenset[str]:
    """Return the telephones that are the office's, as they are dialled."""
    return facts.phones | {phone.called for phone in find_phones(facts.site.department.phone)}


def has_agreed(article: CheckedArticle) -> bool:
    """Return whether the front matter says that whoever is told of agreed to it."""
    consent = article.fields.get("consent")
    return isinstance(consent, str) and _AGREED.search(consent) is not None


def find_in_text(sort: Sort, article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find numbers of one ``sort`` in the text and its tables; not in a table that is a list of people."""
    if sort is not Sort.IDENTITY and has_agreed(article):
        return
    for at, each in _numbers_of(article, own_numbers(facts)):
        if each.sort is sort:
            last = {"last": each.digits[-3:]} if sort is Sort.IDENTITY else {}
            yield found_at(article, at, None, masked=mask(sort, each.digits), **last)


@lru_cache(2)
def _numbers_of(article: CheckedArticle, own: frozenset[str]) -> Sequence[tuple[int, Personal]]:
    """Return all numbers of people in the text, once for the rules of all sorts, with where they stand."""
    lists = [(table.start, table.end) for table in article.tables if any(True for _ in find_lists(_rows_of(table)))]
    found = [
        (start + each.start, each)
        for start, end in _stretches(article)
        for each in find_numbers(article.shown[start:end], own)
    ]
    return [(at, each) for at, each in found if not any(begin <= at < over for begin, over in lists)]


def _stretches(article: CheckedArticle) -> Iterator[tuple[int, int]]:
    """Yield where the text says something, line by line: the front matter's sentences, and the body."""
    for match in re.finditer(r"[^\n]+", article.prose[: article.body]):
        if match[0].strip("\0"):
            yield match.span()
    for match in re.finditer(r"[^\n]+", article.shown[article.body :]):
        yield article.body + match.start(), article.body + match.end()


def _rows_of(table: Table) -> list[Row]:
    return [
        Row("", number, {at: _plain(cell.text) for at, cell in enumerate(row) if cell.text})
        for number, row in enumerate(table.rows, 1)
    ]


def _plain(cell: str) -> str:
    return re.sub(r"[*_`]+|<[^<>]{0,200}>", "", cell).strip()


def find_tables(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find tables that list people with what nobody needs to know."""
    if has_agreed(article):
        return
    for table in article.tables:
        for found in find_lists(_rows_of(table)):
            yield found_at(article, table.start, count=str(found.people), columns=", ".join(found.heads))


def _in_files(
    article: CheckedArticle, facts: Facts, values_of: Callable[[Offered, Told], dict[str, str] | None]
) -> Iterator[Found]:
    if has_agreed(article):
        return
    for offered in find_offered(article):
        try:
            told = people_told(offered.path, own_numbers(facts))
        except OSError:
            continue  # A build says so.
        for each in told:
            values = values_of(offered, each)
            if values is not None:
                shared = {"file": offered.name, "reason": each.reason, "masked": each.masked, "count": str(each.times)}
                yield found_at(article, offered.start, None, **shared, **values)


def find_on_pages(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find people on the pages of PDF files."""
    return _in_files(article, facts, lambda _, told: {"page": str(told.page)} if told.page else None)


def find_in_rows(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find people in the rows of workbooks."""
    return _in_files(article, facts, lambda _, told: {"sheet": told.sheet, "row": str(told.row)} if told.row else None)


def find_in_paragraphs(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find people in documents and slides."""
    return _in_files(article, facts, lambda _, told: {"near": told.near} if told.near else None)


def find_unread(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find files of which nobody knows whether they tell of people: what was not read is not said to be clean."""
    for offered in find_offered(article):
        try:
            paper = read_paper(offered.path)
        except OSError:
            continue
        # Of a damaged one whose pages can't be counted, a build says so.
        is_said = paper.unread is DAMAGED and offered.path.suffix.lower() in {".pdf", ".docx"}
        if paper.unread and not is_said:
            yield found_at(article, offered.start, file=offered.name, reason=paper.unread)


_FRONT = '---\ntitle: "Bài thử"\ndate: 2026-11-20 08:00\ncategory: Tin hoạt động\n'
_NAMES = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Hoàng Cường", "Phạm Thu Dung")
_HEAD = ["TT", "Họ và tên", "Ngày sinh", "SBD", "Trường"]
_ROWS = [[str(at), name, f"1{at}/03/2010", f"02001{at}", "THPT Vân Lĩnh"] for at, name in enumerate(_NAMES, 1)]
_PLAIN = [
    ["TT", "Trường", "Số thí sinh"],
    ["1", "THPT Vân Lĩnh", "212"],
    ["2", "THPT Phú Hậu", "188"],
    ["3", "THPT Hòn Lam", "35"],
]
_LISTED = f"{_FRONT}attachments: [danh-sach.FILE]\n---\n\nThông báo kèm danh sách.\n"


def _text_rule(name: str, sort: Sort, good: str, bad: str) -> Rule:
    return Rule(name, Example(good), Example(bad), partial(find_in_text, sort))


def _table(rows: list[list[str]]) -> str:
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


RULES = (
    _text_rule(
        "person-phone",
        Sort.PHONE,
        good="Điện thoại (0200) 3.822.345; đường dây nóng 0912 345 678; học sinh ngày 02/6/2026.",
        bad="Liên hệ ông Nguyễn Văn An, điện thoại 0912 345 678.",
    ),
    _text_rule(
        "person-identity",
        Sort.IDENTITY,
        good="Số tài khoản 001204012345 tại Kho bạc Nhà nước; mã hồ sơ 001204012345; công văn số 128.",
        bad="Ông Nguyễn Văn An, số CCCD 001204012345.",
    ),
    _text_rule(
        "person-birth",
        Sort.BIRTH,
        good="Chủ tịch Hồ Chí Minh sinh ngày 19/5/1890. Trẻ sinh từ ngày 01/01/2020. Ông Lê An gặp học sinh ngày 02/6/2020.",
        bad="Em Trần Thị Bình, sinh ngày 12/3/2010, đạt giải Nhất.",
    ),
    _text_rule(
        "person-account",
        Sort.ACCOUNT,
        good="Ủng hộ về Ủy ban Mặt trận Tổ quốc tỉnh, số tài khoản 3713 0105 8888 tại Kho bạc.",
        bad="Mọi giúp đỡ xin gửi bà Lê Thị Hoa, số tài khoản 0123 4567 8901, Agribank.",
    ),
    Rule("person-list", Example(_table(_PLAIN)), Example(_table([_HEAD, *_ROWS])), find_tables),
    Rule(
        "person-file-page",
        Example(_LISTED.replace("FILE", "pdf"), {"danh-sach.pdf": partial(pdf, [" ".join(row) for row in _PLAIN])}),
        Example(
            _LISTED.replace("FILE", "pdf"), {"danh-sach.pdf": partial(pdf, [" ".join(row) for row in [_HEAD, *_ROWS]])}
        ),
        find_on_pages,
        Needs.FILES,
    ),
    Rule(
        "person-file-row",
        Example(_LISTED.replace("FILE", "xlsx"), {"danh-sach.xlsx": partial(xlsx, _PLAIN)}),
        Example(_LISTED.replace("FILE", "xlsx"), {"danh-sach.xlsx": partial(xlsx, [_HEAD, *_ROWS])}),
        find_in_rows,
        Needs.FILES,
    ),
    Rule(
        "person-file-paragraph",
        Example(
            _LISTED.replace("FILE", "docx"), {"danh-sach.docx": partial(docx, ["Điện thoại (0200) 3.822.345"], _PLAIN)}
        ),
        Example(
            _LISTED.replace("FILE", "docx"),
            {"danh-sach.docx": partial(docx, ["Bà Lê Thị Hoa, CCCD 001204012345"], _PLAIN)},
        ),
        find_in_paragraphs,
        Needs.FILES,
    ),
    Rule(
        "person-file-unread",
        Example(_LISTED.replace("FILE", "xlsx"), {"danh-sach.xlsx": partial(xlsx, _PLAIN)}),
        Example(_LISTED.replace("FILE", "xlsx"), {"danh-sach.xlsx": lambda: b"PK\x03\x04 half of it"}),
        find_unread,
        Needs.FILES,
    ),
)
