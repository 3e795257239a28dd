"""Files of LibreOffice Writer."""

import re
from io import BytesIO
from zipfile import ZipFile

import pytest

from newsdesk.importing.old_office import read_odt
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from tests.newsdesk.importing.word.making import docx, p, r
from tests.newsdesk.importing.word.test_pictures import halves

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES = " ".join(f'xmlns:{name}="{_OASIS}{place}:1.0"' for name, place in {
    "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing", "fo": "xsl-fo-compatible",
    "svg": "svg-compatible",
}.items()) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
STYLES = """
<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="center"/></style:style>
<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>
<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="C" style:family="text"><style:text-properties style:font-name="cu"/></style:style>
<style:font-face style:name="cu" svg:font-family="'.VnTime'"/>
<text:list-style style:name="L"><text:list-level-style-number text:level="1" style:num-format="1"/><text:list-level-style-bullet text:level="2"/></text:list-style>
"""


def odt(body: str, styles: str = "", **files: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        archive.writestr("styles.xml", f"<office:document-styles {_SPACES}>{styles}</office:document-styles>")
        for name, data in files.items():
            archive.writestr(f"Pictures/{name}.png", data)
    return content.getvalue()


def plain(document: SourceDocument) -> str:
    return re.sub(r' data-[a-z]+="[^"]*"', "", document.flow)


def left(document: SourceDocument) -> list[tuple[str, str]]:
    return [(each.kind, each.text) for each in document.left_out]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('<text:h text:outline-level="2">Mục</text:h><text:p>a <text:span text:style-name="B">b</text:span> c</text:p>', "<h2>Mục</h2><p>a <strong>b</strong> c</p>"),
        ("<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d\n e</text:p>", "<p>a  b\tc<br>d e</p>"),
        ('<text:p><text:a xlink:href="https://so.example/">x</text:a><text:a xlink:href="javascript:y">y</text:a></text:p>', '<p><a href="https://so.example/">x</a>y</p>'),
        ('<text:list text:style-name="L"><text:list-item><text:p>a</text:p><text:list><text:list-item><text:p>b</text:p></text:list-item></text:list></text:list-item><text:list-item text:start-value="5"><text:p>c</text:p></text:list-item></text:list>', '<ol><li>a<ul><li>b</li></ul></li></ol><ol start="5"><li>c</li></ol>'),
        ('<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2"><text:p>A</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>B</text:p></table:table-cell><table:table-cell/></table:table-row></table:table>', '<table><thead><tr><th colspan="2"><p>A</p></th></tr></thead><tbody><tr><td><p>B</p></td><td></td></tr></tbody></table>'),
        ('<text:p>x<draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>Cổng trường</svg:desc></draw:frame></text:p>', '<p>x<img src="a.png" alt="Cổng trường"></p>'),
        ("<text:p>x<draw:frame><draw:text-box><text:p>khung</text:p></draw:text-box></draw:frame></text:p>", "<p>x</p><aside><p>khung</p></aside>"),
        ('<text:p>x<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>chân</text:p></text:note-body></text:note></text:p>', '<p>x<a class="note" href="#note-1">1</a></p><ol class="notes"><li id="note-1">chân</li></ol>'),
        ('<text:p><text:span text:style-name="C">Héi nghÞ</text:span></text:p>', "<p>Hội nghị</p>"),
    ],
)  # fmt: skip
def test_what_it_shows(body: str, expected: str) -> None:
    assert plain(read_odt(odt(body, a=halves()))) == expected


def test_what_it_does_not_show() -> None:
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>bỏ</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    contents = (
        "<text:table-of-content><text:index-body><text:p>I. Mở đầu 1</text:p></text:index-body></text:table-of-content>"
    )
    body = '<text:p text:style-name="P1">thấy<text:span text:style-name="H">ẩn</text:span><office:annotation><dc:creator>A</dc:creator><text:p>sửa</text:p></office:annotation></text:p>'
    header = "<style:master-page><style:header><text:p>SỞ</text:p></style:header></style:master-page>"
    found = read_odt(odt(deleted + contents + body, header))
    assert found.flow == '<p data-align="center" data-where="đoạn 2">thấy</p>'
    assert left(found) == [
        ("deleted", "bỏ"),
        ("toc", "I. Mở đầu 1"),
        ("hidden", "ẩn"),
        ("comment", "sửa"),
        ("header", "SỞ"),
    ]


def test_what_is_refused() -> None:
    def reason(content: bytes) -> str:
        with pytest.raises(RefusedSourceError) as error:
            read_odt(content)
        return error.value.kind

    assert reason(b"") == "empty"
    assert reason(odt("<text:p/>")) == "empty"
    assert reason(odt("<text:p>x</text:p>")[:200]) == "broken"
    assert reason(docx(p(r("x")))) == "wrong-type"
    locked = BytesIO()
    with ZipFile(locked, "w") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")
    assert reason(locked.getvalue()) == "password"
    deep = (
        "<table:table><table:table-row><table:table-cell>" * 60
        + "</table:table-cell></table:table-row></table:table>" * 60
    )
    assert reason(odt(deep)) == "too-deep"
