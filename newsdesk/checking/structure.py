"""What a text is made of: headings, tables, links, photos, paragraphs, by the places where they stand."""

import re
from typing import TYPE_CHECKING, NamedTuple

from ban_tin.language.vietnamese import nfc
from newsdesk.checking.prose import BLANK

if TYPE_CHECKING:
    from newsdesk.checking.article import CheckedArticle

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]*(?=[^\s#])([^\n]*?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_UNDERLINED = re.compile(r"^ {0,3}(?=[^\s|>#-])([^\n]+)\n {0,3}(=+|-{2,})[ \t]*\r?$", re.MULTILINE)
_DELIMITERS = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t\r]*")
_LINK = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\n]|!\[[^\]\n]*\]\([^)\n]*\))*)\]\(\s*<?(?P<target>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)[^)\n]*\)"
)
_AUTOMATIC = re.compile(
    r"<(?P<target>(?:https?://|mailto:)[^\s<>]+)>|(?<![(\[\"'=\w/<])(?P<bare>https?://[^\s<>()\[\]\"]+)"
)
_PHOTO = re.compile(
    r"!\[(?P<alt>[^\]\n]*)\]\(\s*<?(?P<file>[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)>?(?:\s+[\"'“](?P<title>[^\n]*?)[\"'”])?[^)\n]*\)"
)
_CAPTION = re.compile(r"[ \t]*(?:\r?\n[ \t]*){1,2}(?P<mark>\*|_)(?P<text>[^*_\n]+)(?P=mark)[ \t]*\r?(?=\n|$)")
_CELL = re.compile(r"(?:\\.|`[^`\n]*`|[^|\\])+")


class Heading(NamedTuple):
    """A heading of the body, of a ``level`` from 1 to 6."""

    level: int
    text: str
    start: int


class Cell(NamedTuple):
    """A cell of a table: its text without blanks round it, and where that begins."""

    text: str
    start: int


class Table(NamedTuple):
    """A table from ``start`` to ``end``; the first of ``rows`` is its head, whose cells may all be empty."""

    rows: list[list[Cell]]
    start: int
    end: int


class Link(NamedTuple):
    """A link: what is shown, where it leads as it is written, where it begins, and where its target does."""

    text: str
    target: str
    start: int
    target_start: int


class Photo(NamedTuple):
    """A photo: its alternative text, its file as it is written, its caption (``""`` for none), and where it begins."""

    alt: str
    file: str
    caption: str
    start: int


class Paragraph(NamedTuple):
    """A paragraph or an item of a list, from ``start`` to ``end``; ``text`` is its prose in one line."""

    text: str
    start: int
    end: int


def find_headings(article: "CheckedArticle") -> list[Heading]:
    """Return the headings of the body, in order."""
    found = [
        Heading(len(match[1]), match[2], match.start(2))
        for match in _HEADING.finditer(article.text, article.body)
        if _is_seen(article, match.start(2), match.end(2))
    ]
    found += [
        Heading(1 if match[2][0] == "=" else 2, match[1].strip(), match.start(1))
        for match in _UNDERLINED.finditer(article.text, article.body)
        if _is_seen(article, match.start(1), match.end(1))
    ]
    return sorted(found, key=lambda each: each.start)


def find_tables(article: "CheckedArticle") -> list[Table]:
    """Return the tables of the body, in order."""
    text, found = article.text, list[Table]()
    if "|" not in text[article.body :]:
        return found
    place, above = article.body, (0, 0)
    while place < len(text):
        end = text.find("\n", place) + 1 or len(text)
        line = text[place:end]
        head = text[above[0] : above[1]]
        if (
            "|" in line
            and "-" in line
            and "|" in head
            and _DELIMITERS.fullmatch(line.rstrip("\n"))
            and _is_seen(article, *above)
        ):
            rows, start = [_cells(text, *above)], above[0]
            place = end
            while place < len(text):
                end = text.find("\n", place) + 1 or len(text)
                if "|" not in text[place:end]:
                    break
                rows.append(_cells(text, place, end))
                place = end
            found.append(Table(rows, start, place))
            above = (place, place)
            continue
        above, place = (place, end), end
    return found


def _cells(text: str, start: int, end: int) -> list[Cell]:
    line = text[start:end].rstrip("\r\n \t")
    first = len(line) - len(line.lstrip(" \t>"))
    cells, place = list[Cell](), start + first
    inner = line[first:]
    if inner.startswith("|"):
        inner, place = inner[1:], place + 1
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    for part in _parted(inner):
        stripped = part.strip()
        cells.append(Cell(stripped, place + len(part) - len(part.lstrip())))
        place += len(part) + 1
    return cells


def _parted(row: str) -> list[str]:
    """Return what stands between the signs ``|`` of a row that are none of a text or of code."""
    if "\\|" not in row and "`" not in row:
        return row.split("|")
    parts, at = [""], 0
    while at < len(row):
        if row[at] == "|":
            parts.append("")
            at += 1
            continue
        match = _CELL.match(row, at)
        piece = match[0] if match else row[at]
        parts[-1] += piece
        at += len(piece)
    return parts


def find_links(article: "CheckedArticle") -> list[Link]:
    """Return the links of the body, in order."""
    text, body = article.text, article.body
    found = []
    if "](" in text:
        found += [
            Link(match["text"], match["target"], match.start(), match.start("target"))
            for match in _LINK.finditer(text, body)
            if article.prose[match.start()] == BLANK and not article.hidden(match.start())
        ]
    if "://" in text or "mailto:" in text:
        taken = {each.target_start for each in found}
        for match in _AUTOMATIC.finditer(text, body):
            name = "target" if match["target"] else "bare"
            target = match[name].rstrip(".,;:!?") if name == "bare" else match[name]
            if match.start(name) not in taken and not article.hidden(match.start()):
                found.append(Link(target, target, match.start(), match.start(name)))
    return sorted(found, key=lambda each: each.start)


def find_photos(article: "CheckedArticle") -> list[Photo]:
    """Return the photos of the article, the lead photo first."""
    found, fields = [], article.fields
    if isinstance(lead := fields.get("lead"), str) and lead:
        start = article.start_of(article.field_lines.get("lead", 1))
        found.append(Photo(_said(fields.get("lead_alt")), nfc(lead), _said(fields.get("lead_caption")), start))
    for match in _PHOTO.finditer(article.text, article.body):
        if article.hidden(match.start()):
            continue
        below = _CAPTION.match(article.text, match.end())
        caption = match["title"] or (below["text"].strip() if below else "")
        found.append(Photo(match["alt"].strip(), match["file"], caption, match.start()))
    return found


def _said(value: object) -> str:
    return value if isinstance(value, str) else ""


_OTHER_LINE = re.compile(r"[ \t]*(?:$|#{1,6}[ \t]|!\[|[=-]+[ \t]*$|<)")
_ITEM = re.compile(r"[ \t>]*(?:[-*+•]|\(?\d{1,3}[.)]|[a-zđ]\))[ \t]+")


def find_paragraphs(article: "CheckedArticle") -> list[Paragraph]:
    """Return the paragraphs and items of the body, in order."""
    found: list[Paragraph] = []
    tables = [(table.start, table.end) for table in article.tables]
    titles = {article.place(each.start)[0] for each in article.headings}
    place, open_from, open_to = article.body, -1, -1

    def close() -> None:
        if open_from >= 0:
            text = " ".join(article.prose[open_from:open_to].replace(BLANK, "").split())
            if text:
                found.append(Paragraph(text, open_from, open_to))

    while place < len(article.text):
        end = article.text.find("\n", place) + 1 or len(article.text)
        line = article.text[place:end].rstrip("\r\n")
        if tables and place >= tables[0][0]:
            close()
            place, open_from = max(tables.pop(0)[1], end), -1
            continue
        other = _OTHER_LINE.match(line) or article.place(place)[0] in titles
        if other or _ITEM.match(line):
            close()
            open_from = -1
        if not other:
            open_from, open_to = (place if open_from < 0 else open_from), place + len(line)
        place = end
    close()
    return found


def _is_seen(article: "CheckedArticle", start: int, end: int) -> bool:
    """Return whether there is any prose: code and remarks have none."""
    return bool(article.prose[start:end].strip(f"{BLANK} \t\r\n"))
