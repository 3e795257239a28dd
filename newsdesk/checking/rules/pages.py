"""What makes a page hard to use: links that say nothing or lead nowhere on it, headings and tables that can't be followed, repeated texts."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from ban_tin.articles.body.contents import LEAST
from ban_tin.language.vietnamese import fold, slugify
from newsdesk.checking.article import CheckedArticle, Edit
from newsdesk.checking.rule import Example, Facts, Found, Rule, found_at
from newsdesk.checking.structure import Heading

#: Places that every page has.
_OF_PAGE = frozenset({"", "top", "main", "noi-dung", "content"})
_ATTRIBUTE_ID = re.compile(r"\{:?[^{}\n]{0,200}?#([\w-]{1,100})[^{}\n]{0,200}\}|\bid=[\"']([\w-]{1,100})[\"']")
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_VAGUE = re.compile(
    r"(?:xem |nhấn |bấm |click |tải |vui lòng (?:xem|bấm) )?(?:tại )?(?:đây|đường (?:link|dẫn)(?: (?:này|sau|dưới đây))?|link(?: này)?|here|chi tiết|thêm|more|read more)"
    r"|xem tiếp|tải về|download|click here|link",
    re.IGNORECASE,
)
_HTML_TABLE = re.compile(r"<table\b.*?(?:</table>|\Z)", re.IGNORECASE | re.DOTALL)
#: Rows and columns of a table that needs names: two columns of words and values are read by their first.
_ROWS, _COLUMNS = 2, 2


def find_anchors(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find links to places of the same page that it does not have."""
    links = [link for link in article.links if link.target.startswith("#")]
    if not links:
        return
    known = _places(article)
    for link in links:
        anchor = unquote(link.target[1:])
        if anchor not in known | _OF_PAGE and not anchor.startswith(("fn:", "fnref:")):
            shown = ", ".join(f"#{each}" for each in sorted(known)[:8])
            yield found_at(article, link.target_start, text=link.text, anchor=anchor, known=shown or "–")


def _places(article: CheckedArticle) -> set[str]:
    """Return the names of the places of an article's page, as ``ban_tin/articles/body/contents.py`` gives them."""
    body = article.shown[article.body :]
    known = {name for match in _ATTRIBUTE_ID.finditer(body) for name in match.groups() if name}
    headings = [each for each in article.headings if each.level in (2, 3)]
    if len(headings) >= LEAST:
        for heading in headings:
            if _ATTRIBUTE_ID.search(article.line_at(heading.start)):
                continue
            title = re.sub(
                r"\[\^[^\]]{1,60}\]|\{:?[^{}]{0,200}\}\s{0,9}$|\]\([^)]{0,500}\)|[*`\[\]]|<[^<>]{0,200}>",
                "",
                heading.text,
            )
            name, number = f"m-{slugify(title)}".rstrip("-"), 2
            while name in known:
                name, number = f"m-{slugify(title)}-{number}", number + 1
            known.add(name)
    return known


def find_vague_links(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find links whose words say nothing of where they lead."""
    for link in article.links:
        if _VAGUE.fullmatch(re.sub(r"[*_.…>»:\s]+", " ", link.text).strip()):
            yield found_at(article, link.start, text=link.text.strip(), typed=f"[Kế hoạch số 128]({link.target})")


def find_skipped_ranks(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find headings that skip a rank. The title is of the first rank, so the text begins with the second.

    The fix of each is that of all: one alone would put those that stood beside it below it.
    """
    skips = list(_skips(article))
    edits = [_with_marks(article, heading, right) for heading, right, _ in skips]
    for heading, right, before in skips:
        typed = f"{'#' * right} {heading.text}"
        values = {"text": heading.text, "marks": "#" * heading.level, "before": before, "typed": typed}
        yield found_at(article, heading.start, _all_of(article, edits), **values)


def _skips(article: CheckedArticle) -> Iterator[tuple[Heading, int, str]]:
    """Yield the headings that skip a rank, with the rank that is theirs and what stands before them."""
    above: list[tuple[int, int]] = []
    before = "title"
    for heading in article.headings:
        # Of the first rank a build says that it is the title's, and makes the next of it.
        level = max(heading.level, 2)
        while above and above[-1][0] >= level:
            above.pop()
        right = above[-1][1] + 1 if above else 2
        above.append((level, right))
        if right < level:
            yield heading, right, before
        before = "#" * heading.level


def _with_marks(article: CheckedArticle, heading: Heading, level: int) -> Edit:
    end = heading.start
    while article.text[end - 1] in " \t":
        end -= 1
    return Edit(end - heading.level, end, "#" * level)


def _all_of(article: CheckedArticle, edits: Sequence[Edit]) -> Edit | None:
    """Return one edit that makes all of them; None where the marks of a heading are not where they are looked for."""
    if any(set(article.text[each.start : each.end]) != {"#"} for each in edits):
        return None
    parts, done = list[str](), edits[0].start
    for each in edits:
        parts += [article.text[done : each.start], each.text]
        done = each.end
    return Edit(edits[0].start, done, "".join(parts))


def find_headless_tables(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find tables without names above their columns."""
    for table in article.tables:
        head, *rows = table.rows
        empty = [not cell.text for cell in head]
        wide = max(map(len, rows), default=0)
        # One empty corner above the names of rows is right.
        if len(rows) >= _ROWS and wide >= _COLUMNS and (all(empty) or sum(empty[1:]) > 1):
            names = " | ".join(cell.text or "…" for cell in head)
            yield found_at(article, table.start, typed=f"| {names} |")
    for match in _HTML_TABLE.finditer(article.shown, article.body):
        if "<th" not in match[0].lower() and match[0].lower().count("<tr") > _ROWS:
            yield found_at(article, match.start(), typed='<tr><th scope="col">…</th> <th scope="col">…</th></tr>')


def find_repeated_alts(article: CheckedArticle, facts: Facts) -> Iterator[Found]:
    """Find photos whose alternative text says what their caption says."""
    for photo in article.photos:
        alt, caption = (re.sub(r"\W+", " ", fold(text)).strip() for text in (photo.alt, photo.caption))
        if alt and alt == caption:
            yield found_at(article, photo.start, image=photo.file)


_HEADINGS = "\n\n".join(f"## {name}\n\nChữ." for name in ("Thời gian", "Địa điểm", "Hồ sơ", "Kinh phí"))
RULES = (
    Rule(
        "anchor-missing",
        Example(f"Xem [thời gian](#m-thoi-gian) và [bảng](#bang).\n\n{_HEADINGS}\n\n### Bảng {{#bang}}\n\nChữ."),
        Example(f"Xem [thời gian](#thoi-gian).\n\n{_HEADINGS}"),
        find_anchors,
    ),
    Rule(
        "link-vague",
        Example("Xem [Kế hoạch số 128](ke-hoach.pdf) và [danh sách điểm thi](https://moet.gov.vn/)."),
        Example("Kế hoạch xem [tại đây](https://moet.gov.vn/); [Xem thêm](https://moet.gov.vn/)."),
        find_vague_links,
    ),
    Rule(
        "heading-skips",
        Example("## Một\n\nChữ.\n\n### Hai\n\nChữ.\n\n#### Ba\n\nChữ.\n\n## Bốn\n\nChữ."),
        Example("## Một\n\nChữ.\n\n#### Hai\n\nChữ.\n\n#### Ba\n\nChữ."),
        find_skipped_ranks,
    ),
    Rule(
        "table-headless",
        Example("|  | Sáng | Chiều |\n|---|---|---|\n| Thứ Hai | Toán | Văn |\n| Thứ Ba | Anh | Sử |"),
        Example("|  |  |  |\n|---|---|---|\n| Thứ Hai | Toán | Văn |\n| Thứ Ba | Anh | Sử |"),
        find_headless_tables,
    ),
    Rule(
        "alt-repeats",
        Example("![Hai thầy trò bên tủ sách lớp](a.jpg)\n*Ngày hội đọc sách tại Trường THCS Phú Hậu*", {}),
        Example("![Ngày hội đọc sách tại Phú Hậu](a.jpg)\n*Ngày hội đọc sách tại Phú Hậu.*", {}),
        find_repeated_alts,
    ),
)
