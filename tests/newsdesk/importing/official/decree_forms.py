"""The forms of Decree 30/2020, cut out of its appendices into documents of their own, empty and filled in as an office does.

The appendices lie beside the checkout, in ``../shared``; they are not ours to copy.
"""

import copy
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.shared_files import CASES

APPENDIX_3, APPENDIX_5 = CASES / "docx" / "ericphan--Phuluc3.docx", CASES / "docx" / "ericphan--Phuluc5.docx"

SUPERIOR, ISSUER, PLACE = "UBND TỈNH THANH SƠN", "SỞ GIÁO DỤC VÀ ĐÀO TẠO", "Thanh Sơn"
SUBJECT = "tổ chức Hội thi giáo viên dạy giỏi năm học 2026 - 2027"
#: The form of documents with a name of their type (1.4) is used for all of these.
NAMED = {
    "CT": "CHỈ THỊ", "QC": "QUY CHẾ", "QyĐ": "QUY ĐỊNH", "TC": "THÔNG CÁO", "TB": "THÔNG BÁO", "HD": "HƯỚNG DẪN", "CTr": "CHƯƠNG TRÌNH", "KH": "KẾ HOẠCH", "PA": "PHƯƠNG ÁN",
    "ĐA": "ĐỀ ÁN", "DA": "DỰ ÁN", "BC": "BÁO CÁO", "TTr": "TỜ TRÌNH", "BGN": "BẢN GHI NHỚ", "BTT": "BẢN THỎA THUẬN", "GUQ": "GIẤY ỦY QUYỀN", "PG": "PHIẾU GỬI",
    "PC": "PHIẾU CHUYỂN", "PB": "PHIẾU BÁO",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """A document of one form, and what has to be read from it; ``None`` where it is no document by itself."""

    name: str
    content: bytes
    expected: dict[str, str] | None = field(hash=False)


def blank_forms() -> Iterator[Form]:
    """Yield the forms as they lie in the appendices: only what the form itself says is there to be read."""
    for name, cut in _forms(APPENDIX_3):
        kind = _KINDS.get(name)
        expected = {"document_type": kind} if kind else {}
        yield Form(f"{name} blank", _saved(cut), None if name in _NO_DOCUMENT else expected)


def filled_forms() -> Iterator[Form]:
    """Yield the same, filled in."""
    for name, cut in _forms(APPENDIX_3):
        if name in _NO_DOCUMENT:
            continue
        if name == "Mẫu 1.4":
            for letters, title in NAMED.items():
                yield _filled(f"{name} {letters}", copy.deepcopy(cut), letters, title)
        else:
            yield _filled(name, cut, "", "")


_KINDS = {
    "Mẫu 1.1": "Nghị quyết", "Mẫu 1.2": "Quyết định", "Mẫu 1.3": "Quyết định", "Mẫu 1.5": "Công văn", "Mẫu 1.6": "Công điện", "Mẫu 1.7": "Giấy mời",
    "Mẫu 1.8": "Giấy giới thiệu", "Mẫu 1.9": "Biên bản", "Mẫu 1.10": "Giấy nghỉ phép",
}  # fmt: skip
_LETTERS = {"Mẫu 1.1": "NQ", "Mẫu 1.2": "QĐ", "Mẫu 1.3": "QĐ", "Mẫu 1.5": "", "Mẫu 1.6": "CĐ", "Mẫu 1.7": "GM", "Mẫu 1.8": "GGT", "Mẫu 1.9": "BB", "Mẫu 1.10": "GNP", "Mẫu 3.1": "KH", "Mẫu 3.2": "KH"}  # fmt: skip
#: Appendices, and texts that come with a decision without a number of their own.
_NO_DOCUMENT = frozenset({"Mẫu 1.3a", "Mẫu 1.3b", "Mẫu 2.1", "Mẫu 2.2"})
#: They have no subject of their own.
_NO_SUBJECT = frozenset({"Mẫu 1.8", "Mẫu 1.10"})


def _forms(path: Path) -> Iterator[tuple[str, Document]]:
    """Yield the name of each form and a document that holds nothing else."""
    whole = docx.Document(str(path))
    names: list[tuple[str, int, int]] = []
    body = list(whole.element.body)
    inside = False
    for at, element in enumerate(body):
        text = "".join(each.text or "" for each in element.iter(qn("w:t"))) if element.tag == qn("w:p") else ""
        match = re.match(r"Mẫu (\d\.\d+) - ", text)
        attached = re.match(r"Mẫu văn bản \(được ban hành.*đối với văn bản (giấy|điện tử)", text)
        if match or attached:
            inside = True
            name = f"Mẫu {match[1]}" if match else "Mẫu 1.3a" if attached and attached[1] == "giấy" else "Mẫu 1.3b"
            names.append((name, at + 1, len(body)))
            if len(names) > 1:
                names[-2] = (*names[-2][:2], at)
    assert inside
    for name, begin, end in names:
        cut = docx.Document(str(path))
        elements = list(cut.element.body)
        for at, element in enumerate(elements):
            words = "".join(each.text or "" for each in element.iter(qn("w:t")))
            # What the notes under a form say is no part of it.
            if element.tag != qn("w:sectPr") and (not begin <= at < end or words.lstrip().startswith("Ghi chú")):
                cut.element.body.remove(element)
        yield name, cut


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _paragraphs(document: Document) -> Iterator[Paragraph]:
    for element in document.element.body.iter(qn("w:p")):
        yield Paragraph(element, document)


def _filled(name: str, document: Document, letters: str, title: str) -> Form:
    form = name.partition(" KH")[0] if name.startswith("Mẫu 1.4") else name
    letters = letters or _LETTERS[form]
    number = f"214/{letters}-SGDĐT" if letters else "214/SGDĐT-VP"
    subject = "" if name in _NO_SUBJECT else SUBJECT[0].upper() + SUBJECT[1:]
    expected = {
        "document_number": number,
        "document_issuer": "Sở Giáo dục và Đào tạo",
        "document_issued": "2026-11-05",
        "document_signer": "Phó Giám đốc Lê Thị Hoài Thu",
        "document_type": title.capitalize() if title else _KINDS.get(name, "Kế hoạch"),
    }
    if subject:
        expected["document_abstract"] = subject
    kind_seen = False
    for paragraph in _paragraphs(document):
        text = paragraph.text
        new = text
        if re.match(r"TÊN CQ, TC CHỦ QUẢN", text):
            new = SUPERIOR
        elif re.match(r"TÊN CƠ QUAN, TỔ\s+CHỨC", text):
            new = ISSUER
        elif re.match(r"\s*Số:", text):
            new = f"Số: {number}"
        elif re.search(r"ngày.*tháng.*năm", text) and len(text) < 60 and "kết thúc" not in text:
            new = f"{PLACE}, ngày 05 tháng 11 năm 2026"
        elif text.startswith("TÊN LOẠI VĂN BẢN"):
            new = title or "KẾ HOẠCH"
            kind_seen = True
        elif _KINDS.get(name, "-").upper() == text.strip():
            kind_seen = True
        elif text.startswith("V/v"):
            new = f"V/v {SUBJECT}"
            expected["document_abstract"] = f"V/v {SUBJECT}"
        elif kind_seen and re.search(r"[.…]{2}", text):
            kind_seen = False
            if subject:
                lead = (
                    "Về việc "
                    if text.startswith("Về việc")
                    else "Ban hành Quy chế "
                    if text.startswith("Ban hành")
                    else ""
                )
                new = lead + (SUBJECT if lead else subject)
                expected["document_abstract"] = new
        elif text.startswith("THẨM QUYỀN BAN HÀNH"):
            new = "GIÁM ĐỐC SỞ GIÁO DỤC VÀ ĐÀO TẠO"
        elif text.startswith("QUYỀN HẠN, CHỨC VỤ"):
            new = "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC"
        elif text.strip() in {"CHỦ TỌA", "THƯ KÝ"}:
            expected["document_signer"] = "Chủ tọa Lê Thị Hoài Thu"
        elif text.strip() == "Họ và tên":
            new = "Lê Thị Hoài Thu"
        if new != text:
            for run in paragraph.runs[1:]:
                run._element.getparent().remove(run._element)
            if paragraph.runs:
                paragraph.runs[0].text = new
            else:
                paragraph.add_run(new)
    if name == "Mẫu 1.9":
        del expected["document_issued"]
    return Form(name, _saved(document), expected)
