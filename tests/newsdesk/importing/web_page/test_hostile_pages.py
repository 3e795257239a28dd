"""Pages that mean harm: nothing runs, nothing is fetched, nothing outside their folder is read, and they end in time."""

import time
from pathlib import Path

import pytest

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.web_page import read_content, read_page

TEXT = "<p>Sáng 20/11, tại Hội trường Sở, Đảng ủy Sở đã tổ chức hội nghị sơ kết công tác, các đại biểu cùng trao đổi về nhiệm vụ sắp tới của toàn ngành.</p>"


def body_of(inner: str) -> str:
    return read_content(
        f'<html><body><div id="news-bodyhtml">{TEXT}{inner}</div></body></html>'.encode(), "x.html"
    ).flow


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="java\tscript:alert(1)">x</a>',
        '<a href=" &#106;avascript:alert(1)">x</a>',
        '<a href="data:text/html,<script>alert(1)</script>">x</a>',
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        '<p onclick="alert(1)" style="background:url(javascript:alert(1))">x</p>',
        '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
        '<object data="javascript:alert(1)"></object>',
        '<form action="http://evil.example"><input name=x><button formaction="javascript:alert(1)">alert(1)</button></form>',
        '<math href="javascript:alert(1)">x</math>',
        "<!--><script>alert(1)</script>-->",
        '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    ],
)
def test_nothing_of_it_runs(inner: str) -> None:
    flow = body_of(inner).lower()
    for trace in (
        "<script",
        "javascript:",
        "onerror=",
        "onload",
        "onclick",
        "srcdoc",
        "<iframe",
        "<object",
        "<form",
        "<svg",
        "data:text",
    ):
        assert trace not in flow.replace("&lt;", "§"), flow


def test_references_to_what_no_text_holds_are_nothing() -> None:
    flow = body_of("<p>a&#0;b&#1;c&#16;d&#xFFFE;e&#xFFFF;f&#xD800;g&shy;h&zwnj;i&#x202E;k</p><p title='&#2;'>l</p>")
    assert "ab" in flow.replace("\ufffd", "").replace("<p", "")
    assert not any(each in flow for each in "\x00\x01\x10\ufffe\uffff\u202e\xad")


def test_a_base_leads_links_and_nothing_else() -> None:
    html = f'<html><head><base href="http://so.example/tin/"></head><body><div id="news-bodyhtml">{TEXT}<a href="bai.html">đọc bài ấy</a></div></body></html>'
    assert 'href="http://so.example/tin/bai.html"' in read_content(html.encode(), "x.html").flow
    html = html.replace("http://so.example/tin/", "javascript:alert(1)//")
    assert "javascript" not in read_content(html.encode(), "x.html").flow


def test_files_outside_of_its_folder_are_not_found(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG secret")
    folder = tmp_path / "trang"
    (folder / "x_files").mkdir(parents=True)
    (folder / "x_files" / "link.png").symlink_to(tmp_path / "secret.png")
    names = [
        "../secret.png",
        "x_files/../../secret.png",
        "%2e%2e/secret.png",
        "..\\secret.png",
        f"file://{tmp_path}/secret.png",
        str(tmp_path / "secret.png"),
        "x_files/link.png",
        "/etc/passwd",
    ]
    pictures = "".join(f'<img src="{name}">' for name in names)
    path = folder / "x.html"
    path.write_text(f'<div id="news-bodyhtml">{TEXT}{pictures}</div>', encoding="utf-8")
    assert dict(read_page(path).pictures) == {}


@pytest.mark.parametrize("piece", ["<div>", "<font>", "<table><tr><td>", "<b><i>", "<blockquote>", "<ul><li>"])
def test_elements_within_one_another_without_end_are_refused_in_time(piece: str) -> None:
    begun = time.process_time()
    with pytest.raises(RefusedSourceError, match="too-deep"):
        read_content(f"<html><body>{piece * 100_000}{TEXT}".encode(), "x.html")
    assert time.process_time() - begun < 5


def test_a_large_page_is_read_in_time() -> None:
    begun = time.process_time()
    document = read_content(f'<html><body><div id="news-bodyhtml">{TEXT * 4000}</div></body></html>'.encode(), "x.html")
    assert document.flow.count("<p") == 4000
    assert time.process_time() - begun < 15


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<html>" + b" " * LIMITS.text_bytes, "too-large"),
        (b"\x00\x01\x02PK" * 100, "wrong-type"),
        (
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nAAAA\n--x--\n",
            "broken",
        ),
        (b"<html><frameset cols='20%,80%'><frame src=menu.html><frame src=main.html></frameset></html>", "not-article"),
        (
            b"<html><head><meta http-equiv=refresh content='0;url=http://evil.example/'></head><body></body></html>",
            "empty",
        ),
    ],
)
def test_what_is_no_page_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(RefusedSourceError) as refused:
        read_content(content, "x.html")
    assert refused.value.kind == kind


def test_parts_within_parts_without_end_are_refused() -> None:
    head = b"MIME-Version: 1.0\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(60)
    )
    with pytest.raises(RefusedSourceError, match="too-deep"):
        read_content(head + nested + b"Content-Type: text/html\n\n<p>x</p>\n", "x.mht")
