"""Small real files for the examples of rules: PDF, workbooks and documents, written sign by sign so that nothing has to be installed."""

import io
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

_MAIN = "http://schemas.openxmlformats.org/"
_RELATIONS = f'<Relationships xmlns="{_MAIN}package/2006/relationships">{{}}</Relationships>'
_OFFICE = f"{_MAIN}officeDocument/2006/relationships"


def pdf(
    lines: Sequence[str],
    *,
    title: str = "Bài thử",
    tagged: bool = True,
    script: bool = False,
    scan: bool = False,
    pages: int = 1,
    padding: int = 0,
) -> bytes:
    """Return a PDF of ``lines`` on each of its ``pages``; as a ``scan`` it shows a picture in their place. ``padding`` are bytes of nothing."""
    letters = sorted({letter for line in lines for letter in line})
    codes = {letter: number for number, letter in enumerate(letters, 1)}
    shown = "".join(f"<{''.join(f'{codes[letter]:04x}' for letter in line)}> Tj T* " for line in lines)
    content = b"q 300 0 0 400 50 50 cm /I Do Q" if scan else f"BT /F 11 Tf 14 TL 50 790 Td {shown}ET".encode()
    pairs = [f"<{codes[letter]:04x}> <{letter.encode('utf-16-be').hex()}>" for letter in letters]
    chars = "".join(
        f"{len(part)} beginbfchar\n{chr(10).join(part)}\nendbfchar\n"
        for part in (pairs[at : at + 100] for at in range(0, len(pairs), 100))
    )
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n1 begincodespacerange <0000> <ffff> endcodespacerange\n{chars}endcmap"
    kids = " ".join(f"{9 + number} 0 R" for number in range(pages))
    root = "/StructTreeRoot << /Type /StructTreeRoot >> /MarkInfo << /Marked true >> /Lang (vi)" if tagged else ""
    action = "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>" if script else ""
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {root} {action} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        _stream(content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H /DescendantFonts [5 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /DW 500 >>",
        _stream(cmap.encode()),
        b"<< /Title <feff" + title.encode("utf-16-be").hex().encode() + b"> >>" if title else b"<< >>",
        _stream(
            b"\xff", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
        *[
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F 4 0 R >> /XObject << /I 8 0 R >> >> >>"
        ]
        * pages,
    ]
    out, places = bytearray(b"%PDF-1.7\n"), list[int]()
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    out += b"%" + b"." * padding + b"\n"
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(
        b"%010d 00000 n \n" % place for place in places
    )
    return bytes(
        out + b"trailer << /Size %d /Root 1 0 R /Info 7 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    )


def xlsx(rows: Sequence[Sequence[str]], *, macros: bool = False, sheet: str = "Danh sách") -> bytes:
    """Return a workbook of one sheet; cells that are numbers are stored as such."""
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [
            f'<c r="{chr(65 + at)}{number}"><v>{cell}</v></c>'
            if cell.isdecimal() and not cell.startswith("0")
            else f'<c r="{chr(65 + at)}{number}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for at, cell in enumerate(row)
        ]
        lines.append(f'<row r="{number}">{"".join(cells)}</row>')
    space = f'xmlns="{_MAIN}spreadsheetml/2006/main" xmlns:r="{_OFFICE}"'
    parts = {
        "_rels/.rels": _RELATIONS.format(_relation(1, "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook {space}><sheets><sheet name="{escape(sheet)}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(_relation(1, "worksheet", "worksheets/sheet1.xml")),
        "xl/worksheets/sheet1.xml": f"<worksheet {space}><sheetData>{''.join(lines)}</sheetData></worksheet>",
    }
    return _zipped(parts | ({"xl/vbaProject.bin": "macros"} if macros else {}))


def docx(paragraphs: Sequence[str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """Return a document of ``paragraphs`` with a ``table`` below them."""
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table)
    body = "".join(map(_paragraph, paragraphs)) + (f"<w:tbl>{rows}</w:tbl>" if rows else "")
    return _zipped(
        {
            "_rels/.rels": _RELATIONS.format(_relation(1, "officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{_MAIN}wordprocessingml/2006/main"><w:body>{body}</w:body></w:document>',
        }
    )


#: What Word and Excel put a file with a password into.
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def _paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def _relation(number: int, kind: str, target: str) -> str:
    return f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _stream(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content)
    return f"<< /Filter /FlateDecode /Length {len(packed)} {more} >>\nstream\n".encode() + packed + b"\nendstream"


def _zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()
