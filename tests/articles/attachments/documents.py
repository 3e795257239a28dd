"""Real documents, as programs save them."""

from collections.abc import Mapping, Sequence
from importlib import resources
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from fpdf import FPDF
from pypdf import PdfWriter


def pdf(path: Path, pages: int = 3) -> Path:
    document = FPDF()
    for _ in range(pages):
        document.add_page()
    document.output(str(path))
    return path


def docx(path: Path, pages: str = "<Pages>4</Pages>") -> Path:
    """Save a document of Word that says of itself how many pages it has."""
    plain = path.with_name("plain.docx")
    Document().save(str(plain))
    with ZipFile(plain) as source, ZipFile(path, "w") as target:
        for name in source.namelist():
            if name != "docProps/app.xml":
                target.writestr(name, source.read(name))
        target.writestr("docProps/app.xml", f"<Properties>{pages}</Properties>")
    return path


def encrypted(path: Path) -> bytes:
    """Save a PDF of three pages that needs a password, and return its bytes."""
    writer = PdfWriter(clone_from=pdf(path.with_name("plain.pdf")))
    writer.encrypt("mật khẩu", algorithm="RC4-128")
    writer.write(path)
    return path.read_bytes()


def written_pdf(path: Path, paragraphs: Sequence[str], pages: int = 1, width: float = 160) -> Path:
    """Save a PDF with the same paragraphs on each page, broken into lines and set to both margins, as an office's are."""
    document = FPDF()
    with resources.as_file(resources.files("fontpkg_be_vietnam_pro") / "files" / "BeVietnamPro-Regular.ttf") as font:
        document.add_font("Text", "", font)
    document.set_font("Text", size=12)
    document.set_auto_page_break(False)
    for _ in range(pages):
        document.add_page()
        for paragraph in paragraphs:
            document.multi_cell(width, 6, paragraph, align="J", new_x="LMARGIN", new_y="NEXT")
    document.output(str(path))
    return path


def packed(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Save a ZIP file with ``parts``."""
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def word(path: Path, body: str, **parts: str) -> Path:
    """Save a document of Word with such a body; other ``parts`` by the kind of their relation."""
    relations = "".join(
        f'<Relationship Id="r{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{kind}.xml"/>'
        for number, kind in enumerate(parts)
    )
    files = {f"word/{kind}.xml": content for kind, content in parts.items()}
    return packed(
        path,
        {
            "word/document.xml": f"<w:document {W} {MC}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
            **files,
        },
    )


X = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def excel(path: Path, sheets: Mapping[str, str], strings: Sequence[str] = (), state: str = "visible") -> Path:
    """Save a workbook: the rows of each sheet as XML, and the strings that they share."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{state}" r:id="s{number}"/>'
        for number, name in enumerate(sheets)
    )
    relations = "".join(
        f'<Relationship Id="s{number}" Type="{kind}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(len(sheets))
    )
    parts = {
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f"<workbook {X}><sheets>{names}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}<Relationship Id="t" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/sharedStrings.xml": f"<sst {X}>{''.join(f'<si>{each}</si>' for each in strings)}</sst>",
    }
    for number, rows in enumerate(sheets.values()):
        parts[f"xl/worksheets/sheet{number}.xml"] = f"<worksheet {X}>{rows}</worksheet>"
    return packed(path, parts)
