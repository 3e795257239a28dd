"""Whether a document has the form of Decree 30/2020, and what stands at its places.

Wrong is worse than absent: a place that is empty, or whose words could be others, has no value, and the report says so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from newsdesk.importing.official.casing import as_sentence, as_written, is_capital, lower_head
from newsdesk.importing.official.gazette_title import GazetteTitle, read_gazette_title
from newsdesk.importing.official.letterhead import Letterhead, part_offices, read_letterhead, subject_text
from newsdesk.importing.official.lines import Line, read_lines
from newsdesk.importing.official.official_document import OfficialDocument
from newsdesk.importing.official.place_and_date import read_in_force, read_passed
from newsdesk.importing.official.signature_block import Foot, Signature, name_of, read_foot
from newsdesk.importing.official.vocabulary import BLANK, PLACEHOLDERS
from newsdesk.importing.source_document import LIKELY, SURE, Doubt, Found, SourceDocument

#: Lines among which a head is.
_FIRST = 100


def recognise(document: SourceDocument) -> OfficialDocument | None:
    """Return what the form of an official document tells, ``None`` for any other document, such as news that quote one."""
    first = read_lines(document.flow, _FIRST)
    if read_letterhead(first) is None and read_gazette_title(first) is None:
        return None
    lines = read_lines(document.flow)
    prose = "\n".join(line.text for line in lines if not is_capital(line.text))
    head = read_letterhead(lines)
    if head is not None:
        return _compose(head, read_foot(lines, head.end), lines, prose)
    title = read_gazette_title(lines)
    return None if title is None else _compose_title(title, read_foot(lines, len(title.lines)), prose)


def _compose_title(title: GazetteTitle, foot: Foot, prose: str) -> OfficialDocument:
    """Return what a title of the gazette says: likely, as it stands at no place of the decree's form."""
    values = {
        "document_number": title.number,
        "document_type": title.kind,
        "document_abstract": lower_head(as_sentence(title.subject, prose)),
        "document_issuer": as_written(title.issuer, prose)[0],
        "document_issued": title.day.isoformat(),
    }
    fields = {name: _found(value, LIKELY, title.lines) for name, value in values.items()}
    authority, post, name = _read_signer(foot, fields, prose)
    return OfficialDocument(fields, None, None, authority, post, name, recipients=tuple(foot.recipients))


def _compose(head: Letterhead, foot: Foot, lines: Sequence[Line], prose: str) -> OfficialDocument:
    fields: dict[str, Found] = {}
    doubts: list[Doubt] = [Doubt(mark.kind, mark.line.text, mark.line.where) for mark in head.marks]
    _read_number(head, fields, doubts)
    _read_kind(head, fields, doubts)
    if head.subject and (text := subject_text(head.subject)) and not BLANK.search(text):
        whole = is_capital(text)
        fields["document_abstract"] = _found(
            lower_head(as_sentence(text, prose)), LIKELY if whole else SURE, head.subject
        )
    superior = _read_offices(head, fields, prose)
    place = _read_date(head, foot, lines, fields, doubts)
    _read_in_force(head, lines, fields)
    authority, post, name = _read_signer(foot, fields, prose)
    return OfficialDocument(
        fields, superior, place, authority, post, name, tuple(foot.addressees), tuple(foot.recipients), tuple(doubts)
    )


def _found(value: str, grade: str, lines: Sequence[Line], quote: str = "") -> Found:
    return Found(value, grade, lines[0].where, quote or " ".join(line.text for line in lines))


def _read_number(head: Letterhead, fields: dict[str, Found], doubts: list[Doubt]) -> None:
    if head.number is None:
        doubts.extend(Doubt("uncertain", line.text, line.where) for line in head.odd)
        return
    number, line = head.number
    if number.is_copy:
        doubts.append(Doubt("copy-mark", line.text, line.where))
        return
    if number.value:
        fields["document_number"] = _found(number.value, SURE, [line])
    else:
        doubts.append(Doubt("blank-number", line.text, line.where))


def _read_kind(head: Letterhead, fields: dict[str, Found], doubts: list[Doubt]) -> None:
    number = head.number[0] if head.number else None
    letters = number.kind if number else ""
    if head.kind is not None:
        kind, line = head.kind
        # Regulations have the letters of the decision that they come with.
        if letters and not kind.startswith(letters) and number and not number.law:
            doubts.append(Doubt("type-letters", f"{kind} / {number.value or '-'.join(number.letters)}", line.where))
            fields["document_type"] = _found(kind, LIKELY, [line])
        else:
            fields["document_type"] = _found(kind, SURE, [line])
    elif head.is_letter and number is not None and not letters:
        fields["document_type"] = _found("Công văn", SURE if number.letters else LIKELY, head.subject[:1])
    elif letters and head.number:
        fields["document_type"] = _found(letters, LIKELY, [head.number[1]])


def _read_offices(head: Letterhead, fields: dict[str, Found], prose: str) -> Found | None:
    parts = part_offices(head.offices)
    if not parts:
        return None
    together = head.number is not None and any(each.endswith("LT") for each in head.number[0].letters[:1])
    if together:
        names = [_written(part, prose) for part in parts]
        lines = [line for part in parts for line in part]
        fields["document_issuer"] = _found(" - ".join(name for name, _ in names), LIKELY, lines)
        return None
    name, sure = _written(parts[-1], prose)
    # One office that stands in the text as it is read here; more lines than two could be parted otherwise.
    fields["document_issuer"] = _found(name, SURE if sure or len(parts) <= 2 else LIKELY, parts[-1])
    if len(parts) == 1:
        return None
    above = [line for part in parts[:-1] for line in part]
    return _found(_written(above, prose)[0], SURE if len(parts) == 2 else LIKELY, above)


def _written(lines: Sequence[Line], prose: str) -> tuple[str, bool]:
    text = re.sub(r"\s+", " ", " ".join(line.text for line in lines)).strip(" -–*_:;,.")
    text = re.sub(r"(?<=[^\W\d_])\d{1,2}$", "", text)
    return as_written(text, prose)


def _read_date(
    head: Letterhead, foot: Foot, lines: Sequence[Line], fields: dict[str, Found], doubts: list[Doubt]
) -> Found | None:
    place = None
    where = head.dated or foot.dated
    if where is not None:
        dated, line = where
        if dated.day is not None:
            fields["document_issued"] = _found(dated.day.isoformat(), SURE if head.dated else LIKELY, [line])
        else:
            doubts.append(Doubt("blank-date", line.text, line.where))
        if dated.place and re.fullmatch(r"[^\W\d_][\w\s.'-]*", dated.place) and not PLACEHOLDERS.fullmatch(dated.place):
            place = _found(dated.place, SURE, [line])
    elif head.kind and head.kind[0] in {"Luật", "Bộ luật", "Nghị quyết", "Pháp lệnh"}:
        for line in reversed(lines[-80:]):
            passed = read_passed(line.text)
            if passed:
                fields["document_issued"] = _found(passed[0].isoformat(), LIKELY, [line], passed[1])
                break
    return place


def _read_in_force(head: Letterhead, lines: Sequence[Line], fields: dict[str, Found]) -> None:
    kind = fields.get("document_type")
    if kind is None or not isinstance(kind.value, str):
        return
    for line in lines[head.end :]:
        force = read_in_force(line.text, kind.value)
        if force is None:
            continue
        if force.day is not None:
            fields["document_effective"] = _found(force.day.isoformat(), SURE, [line], force.quote)
        elif issued := fields.get("document_issued"):
            fields["document_effective"] = replace(issued, grade=LIKELY, quote=force.quote, where=line.where)
        return


def _read_signer(foot: Foot, fields: dict[str, Found], prose: str) -> tuple[Found | None, Found | None, Found | None]:
    signed = [each for each in foot.signatures if each.name is not None]
    if not signed:
        return None, None, None
    # Minutes are signed by those who kept them too, and by whoever was in the chair.
    signed = [each for each in signed if not _is_secretary(each)] or signed
    values = []
    for each in signed:
        assert each.name is not None
        post = _post_of(each, prose)
        values.append(f"{post} {_name(each)}".strip())
    lines = [line for each in signed for line in (*each.authority, *each.post, each.name) if line is not None]
    clear = len(signed) == 1 and signed[0].clear and bool(signed[0].post or signed[0].authority)
    fields["document_signer"] = _found(", ".join(values), SURE if clear else LIKELY, lines)
    first = signed[0]
    assert first.name is not None
    return (
        _found(" / ".join(line.text for line in first.authority), SURE, first.authority) if first.authority else None,
        _found(_post_of(first, prose), SURE, first.post) if first.post else None,
        _found(_name(first), SURE if first.clear else LIKELY, [first.name]),
    )


def _is_secretary(signature: Signature) -> bool:
    return any(line.plain.startswith("thu ky") or line.plain.startswith("nguoi ghi") for line in signature.post)


def _name(signature: Signature) -> str:
    assert signature.name is not None
    name = name_of(signature.name)
    return " ".join(word.capitalize() for word in name.split()) if is_capital(name) else name


def _post_of(signature: Signature, prose: str) -> str:
    """Return the post of whoever signed, as it is written in a sentence: ``Phó Giám đốc``."""
    text = " ".join(line.text for line in signature.post).strip(" ,.;:")
    if not text and len(signature.authority) == 1:
        # "Q. GIÁM ĐỐC" is a post of its own; "TM. ỦY BAN NHÂN DÂN" is none.
        only = signature.authority[0].text
        text = only if re.match(r"Q\s?\.", only) else ""
    return as_written(text, "")[0]
