"""Real documents, as programs save them."""

from pathlib import Path
from zipfile import ZipFile

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
