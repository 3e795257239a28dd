"""An official document as an article of the documents' section: its fields, and the file itself.

The article has no copy of the text: what counts is the file, with its signature, and a copy beside it could say something else, for example
after a mistake in a table. Its words are found all the same, as the search reads attachments.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ban_tin.language.vietnamese.text import slugify
from newsdesk.importing.official.letterhead import mark_of
from newsdesk.importing.official.lines import read_lines
from newsdesk.importing.official.official_document import OfficialDocument
from newsdesk.importing.official.recognising import recognise
from newsdesk.importing.source_document import LIKELY, SURE, Doubt, Found, LeftOut, SourceDocument

#: What the first page of a document says, in the order of its form.
PLACES = (
    "document_number", "document_type", "document_abstract", "document_issuer", "document_issued", "document_effective", "document_signer",
)  # fmt: skip
#: Words of a Word file that nobody sees, and that go with it where it is attached.
_UNSEEN = {"comment", "deleted", "hidden"}

#: What stands round the text, where marks are set too, and those that decide whether a document may be published.
_AROUND = frozenset(("header", "footer", "watermark", "stamp"))
_GRAVE = frozenset(("secret-mark", "draft-mark"))


def take_in(document: SourceDocument, file: bytes | Path, suffix: str) -> SourceDocument:
    """Return ``document`` as an article of the documents' section when it has their form, and otherwise as it is.

    ``file`` is what it was read from, ``suffix`` the ending that it gets, as ``.docx``. A PDF is attached whatever it is.
    """
    if suffix == ".pdf":
        return take_in_pdf(document, file)
    official = recognise(document)
    return document if official is None else compose(document, official, file, suffix)


def compose(document: SourceDocument, official: OfficialDocument, file: bytes | Path, suffix: str) -> SourceDocument:
    """Return ``document``, which is the ``official`` one, as an article of the documents' section with ``file`` attached."""
    name = f"{_file_name(official.fields, document.name)}{suffix}"
    text = "\n".join(line.text for line in read_lines(document.flow))
    # Its pictures stand in the file, as its text does.
    rest = (each for each in document.left_out if each.kind != "pdf-picture")
    left_out = (*rest, LeftOut("attached-text", text, name))
    doubts = (*document.doubts, *official.doubts, *_said(official, document, name))
    return replace(
        document,
        flow="",
        pictures={},
        attachments={**document.attachments, name: file},
        attachment_titles={**document.attachment_titles, name: title}
        if (title := _file_title(official.fields))
        else document.attachment_titles,
        to_fill=tuple(place for place in PLACES if place not in official.fields and place != "document_effective"),
        fields={**document.fields, **_article_fields(official), **official.fields},
        left_out=left_out,
        doubts=doubts,
    )


def take_in_pdf(document: SourceDocument, file: bytes | Path) -> SourceDocument:
    """Return a PDF as an article with the file attached: an official document, the text of another, or photos of paper.

    Photos of paper are official documents nearly always: their places are listed, to be filled in by whoever reads the first page.
    """
    official = recognise(document)
    recognised = any(doubt.kind == "recognised-text" for doubt in document.doubts)
    if official is not None:
        return compose(document, _doubted(official) if recognised else official, file, ".pdf")
    name = f"{slugify(Path(document.name).stem) or 'van-ban'}.pdf"
    document = replace(document, attachments={**document.attachments, name: file})
    if document.flow:
        return document
    role = Found("documents", LIKELY, "", document.name)
    asked = Doubt("unsigned-fields", ", ".join(PLACES), "trang 1")
    return replace(document, fields={"role": role, **document.fields}, to_fill=PLACES, doubts=(*document.doubts, asked))


def attach_companions(document: SourceDocument, files: Iterable[Path]) -> SourceDocument:
    """Return an official document with other files of it attached too: the PDF first, which is the signed one."""
    attachments, titles = dict(document.attachments), dict(document.attachment_titles)
    first = next(iter(attachments), "")
    for file in files:
        stem, number = Path(first or file.name).stem, 1
        name = f"{stem}{file.suffix.lower()}"
        while name in attachments:
            number += 1
            name = f"{stem}-{number}{file.suffix.lower()}"
        attachments[name] = file
        if first in titles:
            titles[name] = titles[first]
    ordered = dict(sorted(attachments.items(), key=lambda each: not each[0].endswith(".pdf")))
    return replace(document, attachments=ordered, attachment_titles=titles)


def _doubted(official: OfficialDocument) -> OfficialDocument:
    """Return ``official`` as it was read from letters that a program recognised on a photo: nothing of it is sure."""
    return replace(official, fields={name: replace(found, grade=LIKELY) for name, found in official.fields.items()})


def _article_fields(official: OfficialDocument) -> Mapping[str, Found]:
    """Return the fields of the article that come from those of the document."""
    fields: dict[str, Found] = {"role": Found("documents", SURE, "", "")}
    if title := _title(official.fields):
        fields["title"] = title
    if summary := _summary(official.fields):
        fields["summary"] = summary
    if issued := official.fields.get("document_issued"):
        # On which day it was made public the file can't say; most are on the day they are signed, or soon after.
        fields["date"] = replace(issued, grade=LIKELY)
    return fields


def _text(fields: Mapping[str, Found], name: str) -> str:
    found = fields.get(name)
    return found.value if found is not None and isinstance(found.value, str) else ""


def _title(fields: Mapping[str, Found]) -> Found | None:
    kind, subject = _text(fields, "document_type"), _text(fields, "document_abstract")
    if not subject:
        number = _text(fields, "document_number")
        return replace(fields["document_type"], value=f"{kind} số {number}") if kind and number else None
    subject = re.sub(r"^[Vv]\s?/\s?[Vv]\s*[:.]?\s*", "về ", subject)
    first, _, rest = subject.partition(" ")
    # "Tổ chức Hội thi …" goes on in a sentence; a name keeps its capitals.
    if first[:1].isupper() and not first.isupper() and (rest[:1].islower() or first in {"Dự", "Về", "Mời", "Cử"}):
        subject = f"{first.lower()} {rest}"
    found = fields["document_abstract"]
    return replace(found, value=f"{kind} {subject}".strip() if kind else subject[:1].upper() + subject[1:])


def _summary(fields: Mapping[str, Found]) -> Found | None:
    kind, number, issuer = (_text(fields, f"document_{name}") for name in ("type", "number", "issuer"))
    if not kind or not number:
        return None
    parts = [f"{kind} số {number}"]
    if issued := _text(fields, "document_issued"):
        parts.append(f"ngày {date.fromisoformat(issued):%d/%m/%Y}")
    if issuer:
        parts.append(f"của {issuer}")
    sentence = f"{' '.join(parts)}."
    effective = _text(fields, "document_effective")
    if effective and effective != issued:
        sentence += f" Có hiệu lực từ ngày {date.fromisoformat(effective):%d/%m/%Y}."
    used = [
        fields[f"document_{name}"] for name in ("type", "number", "issued", "issuer") if f"document_{name}" in fields
    ]
    grade = SURE if all(each.grade == SURE for each in used) else LIKELY
    return Found(sentence, grade, used[0].where, " … ".join(each.quote for each in used))


def _file_name(fields: Mapping[str, Found], source: str) -> str:
    """Return a plain name for the file: ``ke-hoach-1284-kh-sgddt``."""
    kind, number, subject = (_text(fields, f"document_{name}") for name in ("type", "number", "abstract"))
    named = f"{kind} {number}" if number else f"{kind} {subject}" if subject else ""
    return slugify(named) or slugify(Path(source).stem) or "van-ban"


def _file_title(fields: Mapping[str, Found]) -> str:
    """Return what readers see of the file: ``Kế hoạch số 1284/KH-SGDĐT ngày 05/11/2026``."""
    kind, number, issued = (_text(fields, f"document_{name}") for name in ("type", "number", "issued"))
    if not kind or not number:
        title = _title(fields)
        return str(title.value) if title is not None else ""
    return f"{kind} số {number}" + (f" ngày {date.fromisoformat(issued):%d/%m/%Y}" if issued else "")


def _said(official: OfficialDocument, document: SourceDocument, name: str) -> Iterator[Doubt]:
    number, kind = _text(official.fields, "document_number"), _text(official.fields, "document_type")
    yield Doubt("official", f"{kind} {number}".strip() or document.name, "")
    for label, found in (
        ("Cơ quan chủ quản", official.superior),
        ("Nơi ban hành", official.place),
        ("Thẩm quyền ký", official.authority),
    ):
        if found is not None:
            yield Doubt("official-rest", f"{label}: {found.value}", found.where)
    for label, names in (("Kính gửi", official.addressees), ("Nơi nhận", official.recipients)):
        if names:
            yield Doubt("official-rest", f"{label}: {'; '.join(names)}", "")
    told = {doubt.kind for doubt in official.doubts}
    for each in document.left_out:
        if each.kind in _AROUND:
            marks = (mark_of(text.strip()) for text in each.text.splitlines())
            yield from (Doubt(mark, each.text.strip(), each.where) for mark in marks if mark in _GRAVE - told)
    missing = [
        place
        for place in PLACES
        if place not in official.fields
        and not (place == "document_effective" or (place == "document_number" and "blank-number" in told) or (place == "document_issued" and "blank-date" in told))
    ]  # fmt: skip
    if missing:
        yield Doubt("unsigned-fields", ", ".join(missing), "")
    unseen = [each for each in document.left_out if each.kind in _UNSEEN]
    if unseen:
        words = "; ".join(f"{each.where}: {each.text[:60]}".strip(": ") for each in unseen[:5])
        yield Doubt("attached-unseen", words, name)
