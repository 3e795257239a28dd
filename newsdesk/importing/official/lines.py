"""The lines of a document as they stand on paper: what a letterhead, a title and a signature are told by.

Letterheads are tables without borders, paragraphs with tabs, or text boxes; here they all become lines that stand at the left, at the right or across.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree, html

from ban_tin.language.vietnamese.text import fold, nfc

#: More cells in a row than this make a table of figures, and no letterhead.
_COLUMNS = 6
#: Columns of a table that may be a letterhead with its cells joined.
_MOST_SPAN = 64
#: Letters of a line of a letterhead, its two halves together.
_SHORT = 160
#: Tabs at the beginning of a line that carry it to the right half of the paper; one or two indent it.
_CARRIED = 3
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "td", "th", "aside", "figcaption", "blockquote"}
)
#: What parts the two halves of a line that is no table.
_GAP = re.compile(r"\s*\t\s*|[ \u00a0]{5,}")
#: What stands in the right half only, where no gap is left of the one before it: text of a scan, or of a narrow page.
_MET = (
    re.compile(
        r"^(.*\w.*?)\s+(CỘNG H(?:ÒA|OÀ) XÃ HỘI CHỦ NGHĨA.*|ĐẢNG CỘNG SẢN VIỆT NAM\W*|(?:Độc lập|ĐỘC LẬP)\s*[-–].*)$"
    ),
    re.compile(r"^(Số\s*:?\s*\S+.*?)\s+([^\W\d_][^\d,:;/]{1,30},\s*ngày\b.*)$", re.IGNORECASE),
    re.compile(r"^(\W*Nơi nhận\s*:?)\s+((?:T/?M|KT|TL|TUQ|K/T)\b\.?.*|[A-ZĐÀ-Ỹ .]{6,})$"),
)
#: A gap that is left to be filled in by hand, and parts nothing.
_BEFORE_BLANK = re.compile(r"(?:[./…]|\b(?:ngày|tháng|năm|số\s*:?)|^\W*\w{0,3})$", re.IGNORECASE)
_AFTER_BLANK = re.compile(r"[/.;:,…_-]|(?:tháng|năm)\b", re.IGNORECASE)
_CODE = re.compile(r"^[A-Z]{1,3}[.-]?\d{1,3}\w{0,6}\s+(?=\S)")
#: Signs that nobody sees.
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``side`` is ``left``, ``right`` or ``""`` for one across the page."""

    #: In NFC, with single spaces.
    text: str
    #: The half of the page.
    side: str
    #: ``left``, ``center``, ``right``, ``justify`` or ``""``, as the source says.
    align: str
    #: Whether all its letters are.
    bold: bool
    #: Where it stood, for evidence.
    where: str
    #: Lines of one paragraph or cell have the same number.
    block: int
    #: The number of the table it stands in, 0 for none.
    table: int

    @property
    def plain(self) -> str:
        """Return its text without marks and in small letters, and without the code that a form may have before it."""
        return fold(self.uncoded)

    @property
    def uncoded(self) -> str:
        """Return its text without a code such as ``M82``, which forms have before their places."""
        return _CODE.sub("", self.text) or self.text


def read_lines(flow: str, most: int = 100_000) -> list[Line]:
    """Return the lines with words of ``flow``, at most ``most`` of them."""
    found: list[Line] = []
    for line in _lines(flow):
        found.append(line)
        if len(found) >= most:
            break
    return found


def _lines(flow: str) -> Iterator[Line]:
    if not flow.strip():
        return
    root = html.fragment_fromstring(flow, create_parent="div", parser=html.HTMLParser(encoding=None, huge_tree=True))
    elements = list(root.iter())  # Kept, as what is asked for again is another object.
    tables = {each: number for number, each in enumerate((each for each in elements if each.tag == "table"), 1)}
    sides = {cell: side for table in tables for cell, side in _sides(table).items()}
    block = 0
    for element in elements:
        if not isinstance(element.tag, str) or element.tag not in _BLOCKS or _has_blocks(element):
            continue
        block += 1
        cell = next((each for each in (element, *element.iterancestors()) if each.tag in {"td", "th"}), None)
        table = next((tables[each] for each in cell.iterancestors("table")), 0) if cell is not None else 0
        side = sides.get(cell, "") if cell is not None else ""
        align = _inherited(element, cell, "data-align")
        where = _inherited(element, cell, "data-where")
        for text, bold in _broken(element):
            for part, own in _halves(text):
                clean = " ".join(_INVISIBLE.sub("", nfc(part)).split())
                if clean:
                    yield Line(
                        clean, own or side or ("right" if align == "right" else ""), align, bold, where, block, table
                    )


def _has_blocks(element: etree._Element) -> bool:
    return any(child.tag in _BLOCKS or child.tag in {"table", "ul", "ol"} for child in element)


def _sides(table: etree._Element) -> dict[etree._Element, str]:
    """Return the half of the paper in which each cell of a table stands, ``""`` for one across it."""
    taken: dict[int, int] = {}
    columns: dict[etree._Element, tuple[int, int]] = {}
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is not table:
            continue
        at = 0
        for cell in row:
            if cell.tag not in {"td", "th"}:
                continue
            while taken.get(at, 0) > 0:
                at += 1
            width, height = _span(cell, "colspan"), _span(cell, "rowspan")
            if at + width > _MOST_SPAN:
                return {}
            columns[cell] = (at, width)
            for each in range(at, at + width):
                taken[each] = height
            at += width
        taken = {each: left - 1 for each, left in taken.items() if left > 1}
    total = max((begin + width for begin, width in columns.values()), default=1)
    return {cell: _half(begin, width, total) for cell, (begin, width) in columns.items()}


def _half(begin: int, width: int, total: int) -> str:
    middle = begin + width / 2
    if not 1 < total <= _COLUMNS or middle == total / 2:
        return ""
    return "left" if middle < total / 2 else "right"


def _span(cell: etree._Element, name: str) -> int:
    given = cell.get(name, "1")
    return max(1, min(int(given), _MOST_SPAN)) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _inherited(element: etree._Element, cell: etree._Element | None, name: str) -> str:
    own = element.get(name) or (cell.get(name) if cell is not None else None)
    return own or ""


def _broken(element: etree._Element) -> Iterator[tuple[str, bool]]:
    """Yield the text of an element and whether it is bold, a line at a time."""
    parts: list[str] = []
    bold = True
    for text, strong in _texts(element):
        if text is None:
            yield "".join(parts), bold
            parts, bold = [], True
            continue
        parts.append(text)
        bold = bold and (strong or not text.strip())
    yield "".join(parts), bold


def _texts(element: etree._Element) -> Iterator[tuple[str | None, bool]]:
    depth = 1 if element.tag in {"th", "h1", "h2", "h3", "h4", "h5", "h6"} else 0
    for event, each in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            depth += each.tag == "strong"
            if each.tag == "br":
                yield None, False
            elif isinstance(each.tag, str):
                yield each.text or "", depth > 0
        else:
            depth -= each.tag == "strong"
            if each is not element:
                yield each.tail or "", depth > 0


def _halves(text: str) -> Iterator[tuple[str, str]]:
    """Yield the parts of a line and the half in which each stands, ``""`` where nothing says so."""
    text = text.replace("\n", " ")
    plain = text.lstrip(" \u00a0")
    if plain.startswith("\t" * _CARRIED):
        yield plain, "right"
        return
    start = len(text) - len(text.lstrip())
    for gap in _GAP.finditer(text, start):
        left, right = text[start : gap.start()].strip(), text[gap.end() :].strip()
        if not left or not right or _BEFORE_BLANK.search(left) or _AFTER_BLANK.match(right):
            continue
        yield left, "left"
        yield right, "right"
        return
    for pattern in _MET if len(text) < _SHORT else ():
        if match := pattern.match(nfc(plain)):
            yield match[1], "left"
            yield match[2], "right"
            return
    yield text, ""
