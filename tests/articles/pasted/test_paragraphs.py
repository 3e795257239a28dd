"""Paragraphs of a line each, rules, backslashes, bold type, footnotes, code: as they were meant, or told."""

from pathlib import Path

import pytest

from tests.builders import converted, places

LONG = "Hội nghị nghe báo cáo kết quả năm học của khối trung học phổ thông và giáo dục thường xuyên, thảo luận phương hướng năm học mới"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Sở khai mạc.\nGiám đốc phát biểu.\nBế mạc.", "<p>Sở khai mạc.</p>\n<p>Giám đốc phát biểu.</p>\n<p>Bế mạc.</p>"),
        (f"{LONG}.\n{LONG}.", f"<p>{LONG}.</p>\n<p>{LONG}.</p>"),
        (f"Kết quả\n{LONG}.", f"<p>Kết quả</p>\n<p>{LONG}.</p>"),
        ("Kính gửi\nCác trường\nCác phòng", "<p>Kính gửi<br>\nCác trường<br>\nCác phòng</p>"),
        ("THÔNG BÁO\nVề tuyển sinh", "<p>THÔNG BÁO<br>\nVề tuyển sinh</p>"),
        ("Sở họp\nvới các trường.", "<p>Sở họp\nvới các trường.</p>"),
        ("    Sáng nay, hội nghị họp.\n\n\tChiều bế mạc ở Sở.", "<p>Sáng nay, hội nghị họp.</p>\n<p>Chiều bế mạc ở Sở.</p>"),
        ("Mã:\n\n    x = 1", "<p>Mã:</p>\n<pre><code>x = 1\n</code></pre>"),
        ("Hết lúc 11 giờ.\n---\nSau", "<p>Hết lúc 11 giờ.</p>\n<hr>\n<p>Sau</p>"),
        ("Kết quả\n---", "<h2>Kết quả</h2>"),
        ("Câu\n-", "<p>Câu\n-</p>"),
        ("Gửi:\\\nCác trường\\", "<p>Gửi:<br>\nCác trường</p>"),
        ("Một\n\n\\\n\nHai", "<p>Một</p>\n<p>Hai</p>"),
        ("Một\\\\\nhai", "<p>Một\\\nhai</p>"),
        ("**Điều 1. **Phạm vi", "<p><strong>Điều 1.</strong> Phạm vi</p>"),
        ("Nộp ** trước 17 giờ ** ngày 5", "<p>Nộp  <strong>trước 17 giờ</strong>  ngày 5</p>"),
        ("~~ bỏ ~~ __Điều 1. __Phạm", "<p><del>bỏ</del>  <strong>Điều 1.</strong> Phạm</p>"),
        ("tên __ và lớp __", "<p>tên __ và lớp __</p>"),
        ("1\\. Một\n2\\. Hai", "<p>1. Một<br>\n2. Hai</p>"),
        ("Điều 1 Phạm vi\nĐiều 2 Đối tượng", "<p>Điều 1 Phạm vi<br>\nĐiều 2 Đối tượng</p>"),
        ("Họp.\n    Chiều bế mạc.", "<p>Họp.</p>\n<p>Chiều bế mạc.</p>"),
        ("2 ** 3 ** 4", "<p>2 ** 3 ** 4</p>"),
        ("~~~\n- a\n1) b\n~~~", "<pre><code>- a\n1) b\n</code></pre>"),
        ("````\n```\na\n```\n`````", "<pre><code>```\na\n```\n</code></pre>"),
        ("> ```\n> a) b\n> ```", "<blockquote>\n<pre><code>a) b\n</code></pre>\n</blockquote>"),
        ("<div>\na) b\nb) c\n</div>", "<div>\na) b\nb) c\n</div>"),
        ("> a) b\n> b) c", '<blockquote>\n<ol class="counted-vietnamese-parenthesis" type="a">\n<li>b</li>\n<li>c</li>\n</ol>\n</blockquote>'),
    ],
)  # fmt: skip
def test_it_is_as_it_was_meant(tmp_path: Path, text: str, html: str) -> None:
    body, findings = converted(tmp_path, text)
    assert body.html == html
    assert not findings.found


def test_text_wrapped_by_hand_is_one_paragraph(tmp_path: Path) -> None:
    """Lines end where the next word had no place, be it at the end of a sentence."""
    text = (
        "Hội nghị nghe báo cáo kết quả năm học của khối trung học phổ thông, biểu dương.\n"
        "Các đại biểu thảo luận phương hướng năm học mới và những việc cần làm ngay khi.\n"
        "Buổi chiều, hội nghị bế mạc."
    )
    assert converted(tmp_path, text)[0].html == f"<p>{text}</p>"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Một.\n\nHọp tổ\nTrường Kim Đồng", [("lines-joined", 4)]),
        ("Một\n\n```\nhai", [("code-open", 3)]),
        ("Một[^1] hai[^1].\n\n[^1]: A", []),
        ("Một[^1].\n\n[^1]: A\n[^1]: B", [("note-twice", 4)]),
        ("Một.\n\n[^1]: A", [("note-unused", 3)]),
        ("Một `[^1]`.\n\nHai[^2].", [("note-missing", 3)]),
        ("Một.\n\nNộp **trước 17 giờ", [("sign-left", 3)]),
        ("Một.\n\nNộp ~~trước 17 giờ\n\nhai~~", [("sign-left", 3), ("sign-left", 5)]),
        ("`**` và \\*\\*chữ\\*\\*", []),
    ],
)
def test_what_may_be_either_is_told_with_its_line(tmp_path: Path, text: str, found: list[tuple[str, int]]) -> None:
    _, findings = converted(tmp_path, text)
    assert sorted(places(findings), key=lambda each: each[1]) == found
