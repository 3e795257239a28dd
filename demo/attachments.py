"""Draw the files attached to the demonstration articles.

``attachments.toml`` lists them; every listed file that does not exist yet is
drawn below ``content/``.  The same list always gives the same bytes.

Run from the root of the repository::

    python -m demo.attachments
"""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
import tomllib
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath
from typing import cast

from docx import Document
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from fpdf import FPDF
from fpdf.enums import Align, MethodReturnValue, XPos, YPos

ROOT = Path(__file__).resolve().parent.parent
LIST = "demo/attachments.toml"

AUTHORITY = "ỦY BAN NHÂN DÂN TỈNH LAM GIANG"
ISSUER = "SỞ GIÁO DỤC VÀ ĐÀO TẠO"
STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
PLACE = "Lam Giang"
NOTE = "VĂN BẢN MINH HỌA"
NOTE_LONG = "VĂN BẢN MINH HỌA – nội dung hư cấu, không có giá trị pháp lý"
CREATOR = "Sở Giáo dục và Đào tạo tỉnh Lam Giang"
RECIPIENTS = ("Nơi nhận:", "- Như trên;", "- Giám đốc, các Phó Giám đốc Sở;", "- Lưu: VT.")

FAMILY = "BeVietnamPro"
STYLES = {"": "Regular", "B": "Bold", "I": "Italic", "BI": "BoldItalic"}
DOCX_FONT = "Times New Roman"
APP_XML = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Pages>{pages}</Pages><Company>{company}</Company></Properties>"
)

LEFT, RIGHT, TOP, BOTTOM = 28.0, 18.0, 20.0, 22.0  # margins, mm
SIZES = (12.0, 11.5, 11.0, 10.5, 10.0)  # body sizes tried in turn, pt
LEADING = 1.32
MM_PER_PT = 25.4 / 72
HANOI = dt.timezone(dt.timedelta(hours=7))

# A lead-in set in bold: "Điều 1.", "Điều 1. Phạm vi.", "2. Nội dung thi.", "III. Kinh phí"
LEAD_IN = re.compile(r"^(?:Điều \d+\.|(?:Điều )?\d+\. [^.:;]{3,70}[.:]|[IVX]+\. [^.:;]{3,90}$)")

# The grounds of a decision, set in italics.
GROUNDS = re.compile(r"^(?:Căn cứ|Theo đề nghị|Xét đề nghị) .*[;,]$")

# Dots to write on at the end of a form's line.
DOTS = re.compile(r"…+$")


class AttachmentError(Exception):
    """The list cannot be used; the message names the file and the place."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file to draw."""

    path: str
    kind: str
    number: str
    title: str
    issued: dt.date
    signer: str
    pages: int
    paragraphs: tuple[str, ...]

    @property
    def headline(self) -> tuple[str, str]:
        """The kind of paper (first line of the title) and what it is about."""
        first, _, rest = self.title.partition("\n")
        return first.strip().upper(), " ".join(rest.split())

    @property
    def full_title(self) -> str:
        """The title on one line."""
        first, _, rest = self.title.partition("\n")
        return f"{first.strip()}: {' '.join(rest.split())}" if rest.strip() else first.strip()

    @property
    def official(self) -> bool:
        """Whether the paper has a number of its own (a form has none)."""
        return self.number[:1].isdigit()

    @property
    def number_line(self) -> str:
        """The number as printed below the issuer."""
        return f"Số: {self.number}" if self.official else self.number

    @property
    def place_line(self) -> str:
        """Place and date; day below 10 and months 1 and 2 with a leading zero.

        A form that is still to be signed leaves them blank.
        """
        if self.signature[1].startswith("…"):
            return "……………, ngày …… tháng …… năm ………"
        day, month = f"{self.issued.day:02d}", self.issued.month
        month_text = f"{month:02d}" if month < 3 else str(month)
        return f"{PLACE}, ngày {day} tháng {month_text} năm {self.issued.year}"

    @property
    def signature(self) -> tuple[tuple[str, ...], str]:
        """The lines of the signer's office, and the name."""
        lines = [line.strip() for line in self.signer.splitlines() if line.strip()]
        return tuple(lines[:-1]), lines[-1]

    @property
    def created(self) -> dt.datetime:
        """The moment written into the file, so that its bytes never change."""
        return dt.datetime.combine(self.issued, dt.time(8), tzinfo=HANOI)


# ------------------------------------------------------------------ the list

KEYS: Mapping[str, type] = {
    "path": str,
    "kind": str,
    "number": str,
    "title": str,
    "issued": dt.date,
    "signer": str,
    "pages": int,
    "paragraphs": list,
}


def read_list(text: str, name: str) -> list[Attachment]:
    """The attachments that *text* lists; *name* is used in messages."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise AttachmentError(f"{name}: {error}") from None
    for key in data:
        if key != "file":
            raise AttachmentError(f"{name}:{_line_of_key(text, key)}: unknown key {key!r}")
    tables: object = data.get("file", [])
    if not isinstance(tables, list):
        raise AttachmentError(f"{name}: 'file' must be written as [[file]] tables")
    header = re.compile(r"\s*\[\[\s*file\s*\]\]")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if header.match(line)]
    found: list[Attachment] = []
    seen: dict[str, str] = {}
    for index, table in enumerate(tables):
        line = f":{lines[index]}" if len(lines) == len(tables) else ""
        where = f"{name}{line}: [[file]] no. {index + 1}"
        if not isinstance(table, dict):
            raise AttachmentError(f"{where}: not a table")
        item = _read_table(table, where)
        if item.path in seen:
            raise AttachmentError(f"{where}: path {item.path!r} is already in {seen[item.path]}")
        seen[item.path] = f"no. {index + 1}"
        found.append(item)
    return found


def _line_of_key(text: str, key: str) -> int:
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    for number, line in enumerate(text.splitlines(), 1):
        if pattern.match(line):
            return number
    return 1


def _read_table(table: Mapping[str, object], where: str) -> Attachment:
    path = table.get("path")
    if isinstance(path, str):
        where = f"{where} ({path})"
    unknown = [key for key in table if key not in KEYS]
    if unknown:
        raise AttachmentError(f"{where}: unknown key {', '.join(map(repr, unknown))}")
    missing = [key for key in KEYS if key not in table]
    if missing:
        raise AttachmentError(f"{where}: missing key {', '.join(map(repr, missing))}")

    def text_of(key: str) -> str:
        value = table[key]
        if not isinstance(value, str) or not value.strip():
            raise AttachmentError(f"{where}: {key!r} must be a text that is not empty")
        return value.strip()

    kind = text_of("kind")
    if kind not in DRAW:
        raise AttachmentError(f"{where}: 'kind' must be one of {', '.join(DRAW)}, not {kind!r}")
    target = PurePosixPath(text_of("path"))
    if target.is_absolute() or ".." in target.parts or "\\" in str(target):
        raise AttachmentError(f"{where}: 'path' must stay below content/")
    if target.suffix != f".{kind}":
        raise AttachmentError(f"{where}: 'path' must end in .{kind}")
    issued = table["issued"]
    if not isinstance(issued, dt.date) or isinstance(issued, dt.datetime):
        raise AttachmentError(f"{where}: 'issued' must be a date such as 2026-11-20, unquoted")
    pages = table["pages"]
    if not isinstance(pages, int) or isinstance(pages, bool) or not 1 <= pages <= 3:
        raise AttachmentError(f"{where}: 'pages' must be 1, 2 or 3")
    paragraphs = table["paragraphs"]
    if (
        not isinstance(paragraphs, list)
        or not 4 <= len(paragraphs) <= 12
        or not all(isinstance(text, str) and text.strip() for text in paragraphs)
    ):
        raise AttachmentError(f"{where}: 'paragraphs' must be a list of 4 to 12 texts")
    return Attachment(
        path=str(target),
        kind=kind,
        number=text_of("number"),
        title=text_of("title"),
        issued=issued,
        signer=text_of("signer"),
        pages=pages,
        paragraphs=tuple(" ".join(text.split()) for text in paragraphs),
    )


# -------------------------------------------------------------------- shared


def lead_in(text: str) -> tuple[str, str]:
    """*text* as its bold lead-in (possibly empty) and the rest."""
    match = LEAD_IN.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def unbroken(text: str) -> str:
    """*text* with the groups of digits of a telephone number kept on one line."""
    return re.sub(r"(?<=\d) (?=\d{3})", "\u00a0", text)


def page_starts(paragraphs: Sequence[str], pages: int) -> frozenset[int]:
    """Indexes of the paragraphs that begin page 2, 3, … so that pages fill evenly."""
    if pages < 2:
        return frozenset()
    lengths = [len(text) + 60 for text in paragraphs]
    total = sum(lengths)
    starts: list[int] = []
    done = 0
    for index, length in enumerate(lengths):
        boundary = total * (len(starts) + 1) / pages
        if index and len(starts) < pages - 1 and done + length / 2 >= boundary:
            starts.append(index)
        done += length
    while len(starts) < pages - 1:
        starts.append(len(paragraphs) - (pages - 1 - len(starts)))
    return frozenset(starts)


# ----------------------------------------------------------------------- PDF


class _Sheet(FPDF):  # type: ignore[misc]  # fpdf2 is read without its types
    """An A4 page with the note behind the text and page numbers from page 2."""

    def header(self) -> None:
        with self.local_context(text_color=(232, 232, 232)):
            self.set_font(FAMILY, "B", 50)
            width = self.get_string_width(NOTE)
            with self.rotation(52, x=self.w / 2, y=self.h / 2):
                self.text(x=(self.w - width) / 2, y=self.h / 2 + 8, text=NOTE)
        if self.page_no() > 1:
            self.set_font(FAMILY, "", 10)
            self.set_y(10)
            self.cell(0, 5, str(self.page_no()), align=Align.C)
        self.set_y(TOP)

    def footer(self) -> None:
        self.set_font(FAMILY, "I", 8)
        self.set_y(-14)
        with self.local_context(text_color=(95, 95, 95)):
            self.cell(0, 5, NOTE_LONG, align=Align.C)


def pdf_bytes(item: Attachment) -> bytes:
    """The PDF of *item*, of exactly ``item.pages`` pages."""
    sheet = _pdf_layout(item, SIZES[0], frozenset())
    if sheet.page_no() < item.pages:
        sheet = _pdf_layout(item, SIZES[0], page_starts(item.paragraphs, item.pages))
    for size in SIZES[1:]:
        if sheet.page_no() <= item.pages:
            break
        sheet = _pdf_layout(item, size, frozenset())
    if sheet.page_no() != item.pages:
        raise AttachmentError(f"{LIST}: {item.path}: the text takes {sheet.page_no()} pages, 'pages' says {item.pages}")
    return bytes(sheet.output())


def _pdf_layout(item: Attachment, size: float, starts: frozenset[int]) -> FPDF:
    pdf = _Sheet(orientation="portrait", unit="mm", format="A4")
    fonts = resources.files("fontpkg_be_vietnam_pro") / "files"
    for style, face in STYLES.items():
        with resources.as_file(fonts / f"{FAMILY}-{face}.ttf") as font:
            pdf.add_font(FAMILY, style, font)
    pdf.set_creation_date(item.created)
    pdf.set_title(item.full_title)
    pdf.set_subject(NOTE_LONG)
    pdf.set_author(CREATOR)
    pdf.set_creator(CREATOR)
    pdf.set_producer(CREATOR)
    pdf.set_lang("vi-VN")
    pdf.set_margins(LEFT, TOP, RIGHT)
    pdf.set_auto_page_break(True, margin=BOTTOM)
    pdf.add_page()
    _pdf_head(pdf, item)
    for index, text in enumerate(item.paragraphs):
        _pdf_paragraph(pdf, item, text, size, new_page=index in starts)
    _pdf_sign(pdf, item)
    return pdf


def _pdf_paragraph(pdf: FPDF, item: Attachment, text: str, size: float, *, new_page: bool) -> None:
    """Write one paragraph; it moves to the next page rather than being split."""
    text = unbroken(text)
    pdf.set_font(FAMILY, "B", size)
    height = _pdf_height(pdf, pdf.epw - 10, size * LEADING * MM_PER_PT, text)
    if new_page or (pdf.get_y() + height > pdf.h - BOTTOM and pdf.get_y() > TOP):
        pdf.add_page()
    align, indent, parts = Align.J, 10.0, (("B", lead_in(text)[0]), ("", lead_in(text)[1]))
    if text.isupper():
        align, indent, parts = Align.C, 0.0, (("B", text), ("", ""))
    elif GROUNDS.match(text):
        parts = (("I", text), ("", ""))
    elif not item.official:
        align, indent = Align.L, 0.0
    with (
        pdf.text_columns(line_height=LEADING) as column,
        column.paragraph(text_align=align, first_line_indent=indent) as paragraph,
    ):
        for style, part in parts:
            if part:
                pdf.set_font(FAMILY, style, size)
                paragraph.write(part)
    pdf.set_y(pdf.get_y() + size * 0.17)


def _pdf_height(pdf: FPDF, width: float, line: float, text: str) -> float:
    """The height *text* takes in the current font, with lines of height *line*."""
    height = pdf.multi_cell(width, line, text, dry_run=True, output=MethodReturnValue.HEIGHT)
    return cast("float", height)


def _pdf_line(pdf: FPDF, x: float, width: float, text: str, style: str, size: float, height: float) -> None:
    pdf.set_font(FAMILY, style, size)
    pdf.set_x(x)
    pdf.multi_cell(width, height, text, align=Align.C, padding=0, new_x=XPos.LEFT, new_y=YPos.NEXT)


def _pdf_head(pdf: FPDF, item: Attachment) -> None:
    left, right, top = 68.0, pdf.epw - 68.0, pdf.get_y()
    middle = LEFT + left
    _pdf_line(pdf, LEFT - 4, left, AUTHORITY, "", 9.5, 5)
    _pdf_line(pdf, LEFT - 4, left, ISSUER, "B", 10, 5)
    y = pdf.get_y() + 0.6
    pdf.line(LEFT - 4 + left / 2 - 11, y, LEFT - 4 + left / 2 + 11, y)
    pdf.set_y(y + 2.2)
    _pdf_line(pdf, LEFT - 4, left, item.number_line, "", 10, 5)
    below = pdf.get_y()
    pdf.set_y(top)
    _pdf_line(pdf, middle - 4, right + 8, STATE, "B", 10, 5)
    _pdf_line(pdf, middle - 4, right + 8, MOTTO, "B", 10.5, 5)
    y = pdf.get_y() + 0.6
    half = pdf.get_string_width(MOTTO) / 2
    pdf.line(middle + right / 2 - half, y, middle + right / 2 + half, y)
    if item.official:
        pdf.set_y(y + 2.2)
        _pdf_line(pdf, middle - 4, right + 8, item.place_line, "I", 10, 5)
    pdf.set_y(max(below, pdf.get_y()) + 8)
    name, about = item.headline
    _pdf_line(pdf, LEFT, pdf.epw, name, "B", 14, 7)
    if about:
        width = _pdf_balanced(pdf, unbroken(about), pdf.epw - 16)
        _pdf_line(pdf, LEFT + (pdf.epw - width) / 2, width, unbroken(about), "B", 11.5, 6)
        y = pdf.get_y() + 1.2
        pdf.line(pdf.w / 2 - 14 + (LEFT - RIGHT) / 2, y, pdf.w / 2 + 14 + (LEFT - RIGHT) / 2, y)
    pdf.set_y(pdf.get_y() + 7)


def _pdf_balanced(pdf: FPDF, text: str, width: float) -> float:
    """The smallest width at which *text* takes no more lines than at *width*."""
    pdf.set_font(FAMILY, "B", 11.5)

    allowed = _pdf_height(pdf, width, 6, text)
    while width > 44 and _pdf_height(pdf, width - 4, 6, text) <= allowed:
        width -= 4
    return width


def _pdf_sign(pdf: FPDF, item: Attachment) -> None:
    offices, name = item.signature
    height = 6 + 5.5 * len(offices) + 24 + 6
    if pdf.get_y() + height > pdf.h - BOTTOM:
        pdf.add_page()
    top = pdf.get_y() + 6
    if item.official:
        pdf.set_y(top)
        for index, line in enumerate(RECIPIENTS):
            pdf.set_font(FAMILY, "BI" if index == 0 else "", 9)
            pdf.cell(70, 4.6, line, new_x=XPos.LMARGIN, new_y=YPos.NEXT)
    x, width = LEFT + pdf.epw / 2, pdf.epw / 2
    pdf.set_y(top)
    if not item.official:
        _pdf_line(pdf, x, width, item.place_line, "I", 10, 5.5)
    for office in offices:
        _pdf_line(pdf, x, width, office, "I" if office.startswith("(") else "B", 11, 5.5)
    pdf.set_y(pdf.get_y() + 20)
    _pdf_line(pdf, x, width, name, "B", 11, 6)


# ---------------------------------------------------------------------- DOCX


def docx_bytes(item: Attachment) -> bytes:
    """The Word file of *item*, its text spread over ``item.pages`` pages."""
    document = Document()
    _docx_setup(document, item)
    _docx_head(document, item)
    starts = page_starts(item.paragraphs, item.pages)
    for index, text in enumerate(item.paragraphs):
        par = document.add_paragraph()
        if index in starts:
            par.add_run().add_break(WD_BREAK.PAGE)
        bold, rest = lead_in(unbroken(text))
        if not item.official and DOTS.search(rest):
            rest = DOTS.sub("\t", rest)
            par.paragraph_format.tab_stops.add_tab_stop(
                Mm(210 - LEFT - RIGHT), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
        par.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY if item.official else WD_ALIGN_PARAGRAPH.LEFT
        par.paragraph_format.first_line_indent = Mm(10 if item.official else 0)
        par.paragraph_format.space_after = Pt(6)
        if bold:
            par.add_run(bold).bold = True
        par.add_run(rest)
    _docx_sign(document, item)
    buffer = io.BytesIO()
    document.save(buffer)
    return _repack(buffer.getvalue(), item)


def _docx_setup(document: DocxDocument, item: Attachment) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    for style_name in ("Normal", "Title"):
        style = document.styles[style_name]
        style.font.name = DOCX_FONT
        properties = style.element.get_or_add_rPr()
        fonts = properties.get_or_add_rFonts()
        for key in list(fonts.attrib):
            del fonts.attrib[key]
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), DOCX_FONT)
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "vi-VN")
        properties.append(language)
    normal = document.styles["Normal"]
    normal.font.size = Pt(13)
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = 1.15
    core = document.core_properties
    core.title, core.subject = item.full_title, NOTE_LONG
    core.author = core.last_modified_by = CREATOR
    core.comments, core.keywords, core.language = "", "", "vi-VN"
    core.revision = 1
    core.created = core.modified = item.created.astimezone(dt.UTC).replace(tzinfo=None)
    note = section.header.paragraphs[0]
    note.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = note.add_run(NOTE_LONG)
    run.italic = True
    run.font.size = Pt(9)
    run.font.color.rgb = RGBColor(0x5F, 0x5F, 0x5F)


def _docx_line(
    holder: _Cell | DocxDocument, text: str, *, bold: bool = False, italic: bool = False, size: float = 12
) -> Paragraph:
    par = holder.add_paragraph()
    par.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = par.add_run(text)
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
    return par


def _docx_rule(par: Paragraph) -> None:
    """Underline the text of *par*."""
    for run in par.runs:
        run.underline = True


def _docx_pair(document: DocxDocument, left: float, right: float) -> tuple[_Cell, _Cell]:
    """Two cells side by side, without borders and without their empty first paragraph."""
    table = document.add_table(rows=1, cols=2)
    table.autofit = False
    first, second = table.rows[0].cells
    for cell, width in ((first, left), (second, right)):
        cell.width = Mm(width)
    for column, width in zip(table.columns, (left, right), strict=True):
        column.width = Mm(width)
    return first, second


def _docx_trim(*cells: _Cell) -> None:
    """Remove the empty paragraph a new cell starts with."""
    for cell in cells:
        blank = cell.paragraphs[0]
        if len(cell.paragraphs) > 1 and not blank.text:
            blank._p.getparent().remove(blank._p)


def _docx_head(document: DocxDocument, item: Attachment) -> None:
    left, right = _docx_pair(document, 76, 88)
    _docx_line(left, AUTHORITY, size=10.5)
    _docx_rule(_docx_line(left, ISSUER, bold=True, size=11))
    _docx_line(left, item.number_line)
    _docx_line(right, STATE, bold=True, size=10.5)
    _docx_rule(_docx_line(right, MOTTO, bold=True, size=12))
    if item.official:
        _docx_line(right, item.place_line, italic=True)
    _docx_trim(left, right)
    name, about = item.headline
    heading = _docx_line(document, name, bold=True, size=15)
    heading.paragraph_format.space_before = Pt(22)
    if about:
        _docx_line(document, about, bold=True, size=13)
    document.paragraphs[-1].paragraph_format.space_after = Pt(14)


def _docx_sign(document: DocxDocument, item: Attachment) -> None:
    document.add_paragraph()
    left, right = _docx_pair(document, 82, 82)
    if item.official:
        for index, line in enumerate(RECIPIENTS):
            par = _docx_line(left, line, bold=index == 0, italic=index == 0, size=11)
            par.alignment = WD_ALIGN_PARAGRAPH.LEFT
    else:
        _docx_line(right, item.place_line, italic=True)
    offices, name = item.signature
    for office in offices:
        plain = office.startswith("(")
        _docx_line(right, office, bold=not plain, italic=plain, size=12 if plain else 13)
    signed = _docx_line(right, name, bold=True, size=13)
    signed.paragraph_format.space_before = Pt(54)
    _docx_trim(left, right)


def _repack(data: bytes, item: Attachment) -> bytes:
    """The same archive with one fixed time on every member and the number of pages."""
    created = item.created
    stamp = (created.year, created.month, created.day, created.hour, 0, 0)
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name == "docProps/thumbnail.jpeg":
                continue
            content = source.read(name)
            if name == "_rels/.rels":
                content = re.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)
            if name == "docProps/app.xml":
                content = APP_XML.format(pages=item.pages, company=CREATOR).encode()
            info = zipfile.ZipInfo(name, stamp)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            target.writestr(info, content)
    return buffer.getvalue()


# ---------------------------------------------------------------------- main

DRAW: Mapping[str, Callable[[Attachment], bytes]] = {"pdf": pdf_bytes, "docx": docx_bytes}


def draw_missing(root: Path) -> list[str]:
    """Draw every listed file that does not exist below *root*; their names."""
    listing = root / LIST
    try:
        text = listing.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise AttachmentError(f"{LIST}: {error}") from None
    made: list[str] = []
    for item in read_list(text, LIST):
        target = root / "content" / item.path
        if target.exists():
            continue
        if not target.parent.is_dir():
            raise AttachmentError(f"{LIST}: {item.path}: no folder content/{Path(item.path).parent}")
        partial = target.with_name(f".{target.name}.part")
        partial.write_bytes(DRAW[item.kind](item))
        partial.replace(target)
        name = f"content/{item.path}"
        print(name)
        made.append(name)
    return made


def main(root: Path = ROOT) -> int:
    """Draw what is missing; 1 when the list is wrong."""
    try:
        draw_missing(root)
    except AttachmentError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
