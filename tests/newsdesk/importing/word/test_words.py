"""Every word of a Word file is in the flow, or in the list of what was left out: counted in the XML by other means."""

import re
from collections import Counter
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.word import read_docx
from tests.newsdesk.importing.counting import words_of, words_of_document, words_of_flow
from tests.shared_files import SOAK, need_cases

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
#: Kinds of what is named and has no words of its own.
THINGS = frozenset(
    {
        "shape",
        "embedded",
        "external-picture",
        "missing-picture",
        "macros",
        "link-local",
        "picture-refused",
        "margin-picture",
    }
)
#: Files of the cases that are refused, and why; and one whose letters become others.
REFUSED = {"ExternalEntityInText": "entities", "password-is-pass": "password", "truncated": "broken"}
DECODED = "phong-chu-cu"


def words_in_xml(content: bytes) -> Counter[str]:
    """Return all words of a Word file: shown, hidden, deleted; in headers, notes, comments, text boxes, charts and diagrams."""
    with ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    wanted = r"word/(document|footnotes|endnotes|comments|header\d*|footer\d*|diagrams/data\d*|charts/chart\d*)\.xml"
    found: Counter[str] = Counter()
    for name, data in parts.items():
        if re.fullmatch(wanted, name):
            found += _words_of_part(data)
    return found


def _words_of_part(data: bytes) -> Counter[str]:
    root = etree.fromstring(
        re.sub(rb"http://purl\.oclc\.org/ooxml/(\w+)/", rb"http://schemas.openxmlformats.org/\1/2006/", data)
    )
    for choice in root.findall(".//{*}Choice"):
        if choice.find(".//{*}t") is not None or choice.find(".//{*}relIds") is not None:
            for fallback in choice.getparent().findall("{*}Fallback"):
                choice.getparent().remove(fallback)
    shown: list[str] = []
    # Of a word that is partly deleted or hidden, the parts are two words.
    gone: list[str] = []
    for each in root.iter():
        kind = etree.QName(each).localname if isinstance(each.tag, str) else ""
        if kind in {"t", "delText", "v"}:
            (gone if _is_gone(each) else shown).append(each.text or "")
        elif kind in {"p", "br", "tab", "cr", "ptab", "txbxContent", "tc", "pt", "AlternateContent"}:
            shown.append(" ")
            gone.append(" ")
        elif kind == "noBreakHyphen":
            shown.append("-")
    return words_of("".join(shown)) + words_of("".join(gone))


def _is_gone(text: etree._Element) -> bool:
    run = text.getparent()
    hidden = run is not None and run.find(f"{W}rPr/{W}vanish") is not None
    return hidden or any(each.tag in {f"{W}del", f"{W}moveFrom"} for each in text.iterancestors())


def test_no_word_of_a_real_file_is_lost_and_none_is_added() -> None:
    read = 0
    for path in need_cases("docx"):
        refused = next((kind for part, kind in REFUSED.items() if part in path.name), None)
        if refused is not None:
            with pytest.raises(RefusedSourceError) as error:
                read_docx(path)
            assert error.value.kind == refused, path.name
            continue
        document = read_docx(path)
        if DECODED in path.name:
            continue
        read += 1
        expected, found = words_in_xml(path.read_bytes()), words_of_document(document, THINGS)
        assert expected - found == Counter(), path.name
        # Numbers that Word counts itself may be said: those of lists that have words in them.
        assert {word: times for word, times in (found - expected).items() if not word.isdigit()} == {}, path.name
    assert read > 25


_TEXT = st.text(st.sampled_from("abcđêôơưẫ 1.-&<>*_\u00a0"), min_size=1, max_size=12)
_STYLES = [
    "Normal",
    "Heading 1",
    "Title",
    "List Bullet",
    "List Bullet 2",
    "List Number",
    "Caption",
    "Quote",
    "List Number 2",
]
_RUN = st.tuples(_TEXT, st.sampled_from(["", "bold", "italic", "hidden", "all_caps", "strike"]))
_PARAGRAPH = st.tuples(st.just("p"), st.sampled_from(_STYLES), st.lists(_RUN, max_size=4))
_TABLE = st.tuples(
    st.just("t"),
    st.integers(1, 3),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(0, 2), st.integers(0, 3)), max_size=2),
    st.lists(_TEXT, max_size=12),
)
_HEADER = st.lists(_TEXT, max_size=2)


@given(st.lists(st.one_of(_PARAGRAPH, _TABLE), max_size=8), _HEADER)
@settings(max_examples=3_000 if SOAK else 40)
def test_no_word_of_a_generated_document_is_lost_and_none_is_added(blocks: list, header: list[str]) -> None:  # type: ignore[type-arg]
    document = Document()
    for block in blocks:
        if block[0] == "p":
            paragraph = document.add_paragraph(style=block[1])
            for text, look in block[2]:
                run = paragraph.add_run(text)
                if look:
                    setattr(run.font, look, True)
        else:
            _add_table(document, *block[1:])
    for text in header:
        document.sections[0].header.add_paragraph(text)
    content = BytesIO()
    document.save(content)
    expected = words_in_xml(content.getvalue())
    try:
        found = read_docx(content.getvalue())
    except RefusedSourceError as error:
        assert error.kind == "empty"
        assert not expected
        return
    assert words_of_document(found, THINGS) == expected
    visible = "".join(text for block in blocks if block[0] == "p" for text, look in block[2] if look != "hidden")
    assert sum(words_of_flow(found.flow).values()) >= bool(words_of(visible))


def _add_table(document, rows: int, columns: int, merged: list, texts: list[str]) -> None:  # type: ignore[no-untyped-def,type-arg]
    table = document.add_table(rows, columns)
    for number, text in enumerate(texts[: rows * columns]):
        table.cell(number // columns, number % columns).text = text
    for top, left, bottom, right in merged:
        if top <= bottom < rows and left <= right < columns:
            try:
                table.cell(top, left).merge(table.cell(bottom, right))
            except (ValueError, IndexError):  # It would cut through another one.
                continue
