"""What readers can't open, search or hear of the files that an article offers, and what these say otherwise than the article."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.papers.offered import Offered, find_offered
from newsdesk.checking.papers.paper import Paper
from newsdesk.checking.papers.reading import read_paper
from newsdesk.checking.rule import Example, Facts, Found, Needs, Rule, found_at
from newsdesk.checking.rules.drawn import LOCKED, pdf, xlsx

#: Bytes of a file that is large for a phone.
LARGE = 20_000_000
#: Lines at the beginning of a document among which its number and date stand.
_HEAD = 25
#: In letterheads number and date may stand on one line.
_NUMBER = re.compile(
    r"\bSố\s*:\s*(\d{1,6}\s*/\s*(?:\d{4}\s*/\s*)?[A-ZĐ][A-ZĐ&.]*(?:\s*[-–]\s*[A-ZĐ][A-ZĐ&.]*)*)", re.IGNORECASE
)
_ISSUED = re.compile(
    r"^(?!\W*(?:căn cứ|theo|kèm|\(kèm)).{0,90}?,\s*ngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+(\d{4})", re.IGNORECASE
)
_DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
)
Values = dict[str, str]


def papers_of(article: CheckedArticle) -> Iterator[tuple[Offered, Paper]]:
    """Yield the files that ``article`` offers as they were read; of those that can't be opened a build says so."""
    for offered in find_offered(article):
        try:
            yield offered, read_paper(offered.path)
        except OSError:
            continue


def _finding(
    judge: Callable[[Offered, Paper], Values | None], article: CheckedArticle, facts: Facts
) -> Iterator[Found]:
    for offered, paper in papers_of(article):
        values = judge(offered, paper)
        if values is not None:
            yield found_at(article, offered.start, None, file=offered.name, **values)


def _scan(offered: Offered, paper: Paper) -> Values | None:
    return {} if paper.is_scan else None


def _scan_pages(offered: Offered, paper: Paper) -> Values | None:
    if not paper.pictured or paper.is_scan:
        return None
    return {"count": str(len(paper.pictured)), "pages": str(paper.page_count), "page": str(paper.pictured[0])}


def _locked(offered: Offered, paper: Paper) -> Values | None:
    # Of the pages of these two a build says so (attachment-unreadable).
    return {} if paper.locked and offered.path.suffix.lower() not in {".pdf", ".docx"} else None


def _restricted(offered: Offered, paper: Paper) -> Values | None:
    return {"reason": paper.forbids} if paper.forbids else None


def _script(offered: Offered, paper: Paper) -> Values | None:
    return {"reason": paper.script} if paper.script else None


def _large(offered: Offered, paper: Paper) -> Values | None:
    return {"megabytes": f"{paper.size / 1e6:.0f}"} if paper.size > LARGE else None


def _untitled(offered: Offered, paper: Paper) -> Values | None:
    return {} if paper.page_count and not paper.title else None


def _untagged(offered: Offered, paper: Paper) -> Values | None:
    return {} if paper.page_count and not paper.tagged and not paper.is_scan else None


def _head_of(paper: Paper) -> list[str]:
    """Return the lines at the beginning of a document, cells of its letterhead among them."""
    if paper.pages:
        return paper.pages[0].splitlines()[:_HEAD]
    cells = [cell for table in paper.tables[:1] for row in table[:6] for cell in row.cells.values()]
    return [*cells, *paper.paragraphs[:_HEAD]]


def _same(number: str) -> str:
    return "".join(number.lower().split()).replace("đ", "d").lstrip("0")


def find_other_number(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find files whose number is another one than the article says; not where one of them has it: forms are attached too."""
    said = article.fields.get("document_number")
    if not isinstance(said, str) or not said.strip():
        return
    others = list[tuple[Offered, str]]()
    for offered, paper in papers_of(article):
        for line in _head_of(paper):
            match = _NUMBER.search(line)
            if match is None:
                continue
            number = "".join(match[1].split())
            if _same(number) == _same(said):
                return
            others.append((offered, number))
            break
    for offered, other in others[:1]:
        start = article.start_of(article.field_lines["document_number"])
        yield found_at(article, start, number=said, file=offered.name, other=other)


def find_other_date(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find files that were issued on another day than the article says."""
    said = _day(str(article.fields.get("document_issued") or ""))
    if said is None:
        return
    others = list[tuple[Offered, date]]()
    for offered, paper in papers_of(article):
        for line in _head_of(paper):
            issued = _issued(line)
            if issued is None:
                continue
            if issued == said:
                return
            others.append((offered, issued))
            break
    for offered, other in others[:1]:
        start = article.start_of(article.field_lines["document_issued"])
        values = {"date": f"{said:%d/%m/%Y}", "other": f"{other:%d/%m/%Y}", "typed": other.isoformat()}
        yield found_at(article, start, None, file=offered.name, **values)


def _issued(line: str) -> date | None:
    match = _ISSUED.search(line)
    return _real(match[3], match[2], match[1]) if match else None


def _day(text: str) -> date | None:
    for form in _DAYS:
        if match := form.search(text):
            return _real(match["y"], match["m"], match["d"])
    return None


def _real(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_FRONT = '---\ntitle: "Bài thử"\ndate: 2026-11-20 08:00\ncategory: Văn bản\n'
_OF_PDF, _OF_XLSX = (f"{_FRONT}attachments: [tep.{ending}]\n---\n\nThông báo.\n" for ending in ("pdf", "xlsx"))
_DOCUMENT = (
    f"{_FRONT}document_number: 128/KH-SGDĐT\ndocument_issued: 2026-11-05\nattachments: [tep.pdf]\n---\n\nKế hoạch.\n"
)
_LETTER = [
    "SỞ GIÁO DỤC VÀ ĐÀO TẠO",
    "Số: {}",
    "Thanh Sơn, ngày {} tháng 11 năm 2026",
    "KẾ HOẠCH",
    "Về thời gian năm học",
]


def _letter(number: str, day: str) -> list[str]:
    return [line.format(number if "Số" in line else day) for line in _LETTER]


def _pdf_rule(name: str, judge: Callable[[Offered, Paper], Values | None], make: Callable[[], bytes]) -> Rule:
    good = Example(_OF_PDF, {"tep.pdf": partial(pdf, ["Một trang có chữ để đọc và để tìm."])})
    return Rule(name, good, Example(_OF_PDF, {"tep.pdf": make}), partial(_finding, judge), Needs.FILES)


_LINES = ["Một trang có chữ để đọc và để tìm."]
_PLAIN = [["TT", "Trường"], ["1", "THPT Vân Lĩnh"]]
RULES = (
    _pdf_rule("paper-scan", _scan, partial(pdf, _LINES, scan=True)),
    _pdf_rule("paper-scan-pages", _scan_pages, lambda: _half_scanned()),
    Rule(
        "paper-locked",
        Example(_OF_XLSX, {"tep.xlsx": partial(xlsx, _PLAIN)}),
        Example(_OF_XLSX, {"tep.xlsx": lambda: LOCKED}),
        partial(_finding, _locked),
        Needs.FILES,
    ),
    _pdf_rule("paper-restricted", _restricted, lambda: _restricted_pdf()),
    _pdf_rule("paper-script", _script, partial(pdf, _LINES, script=True)),
    _pdf_rule("paper-large", _large, partial(pdf, _LINES, padding=LARGE)),
    _pdf_rule("paper-untitled", _untitled, partial(pdf, _LINES, title="")),
    _pdf_rule("paper-untagged", _untagged, partial(pdf, _LINES, tagged=False)),
    Rule(
        "document-number-other",
        Example(_DOCUMENT, {"tep.pdf": partial(pdf, _letter("128/KH-SGDĐT", "05"))}),
        Example(_DOCUMENT, {"tep.pdf": partial(pdf, _letter("182/KH-SGDĐT", "05"))}),
        find_other_number,
        Needs.FILES,
    ),
    Rule(
        "document-date-other",
        Example(_DOCUMENT, {"tep.pdf": partial(pdf, _letter("128/KH-SGDĐT", "05"))}),
        Example(_DOCUMENT, {"tep.pdf": partial(pdf, _letter("128/KH-SGDĐT", "15"))}),
        find_other_date,
        Needs.FILES,
    ),
)


def _joined(*files: bytes, locked: bool = False) -> bytes:
    import io

    from pypdf import PdfWriter
    from pypdf.constants import UserAccessPermissions

    writer, out = PdfWriter(), io.BytesIO()
    for each in files:
        writer.append(io.BytesIO(each))
    if locked:
        writer.encrypt("", "owner", permissions_flag=UserAccessPermissions.PRINT, algorithm="RC4-128")
    writer.write(out)
    return out.getvalue()


def _half_scanned() -> bytes:
    return _joined(pdf(_LINES), pdf(_LINES, scan=True))


def _restricted_pdf() -> bytes:
    return _joined(pdf(_LINES), locked=True)
