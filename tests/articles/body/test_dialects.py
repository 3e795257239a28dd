"""Signs of other dialects of Markdown, and the lines that Markdown would take out of the text."""

from pathlib import Path

import pytest

from tests.builders import converted


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("~~bỏ *dòng* này~~", "<del>bỏ <em>dòng</em> này</del>"),
        ("**~~bỏ~~** và ~~[a](/x/)~~", '<strong><del>bỏ</del></strong> và <del><a href="/x/">a</a></del>'),
        ("==lưu ý==", "<mark>lưu ý</mark>"),
        ("H~2~O, m^2^, ^(1)^", "H<sub>2</sub>O, m<sup>2</sup>, <sup>(1)</sup>"),
        ("8~10 giờ, 2~3 ngày, a == b == c, ^_^", "8~10 giờ, 2~3 ngày, a == b == c, ^_^"),
        ("`~~a~~` \\~\\~a\\~\\~", "<code>~~a~~</code> ~~a~~"),
        ("20\\/11 \\& \\, \\: \\\" C:\\Users\\a", '20/11 &amp; , : " C:\\Users\\a'),
    ],
)  # fmt: skip
def test_a_sign_is_what_it_means(tmp_path: Path, text: str, html: str) -> None:
    assert converted(tmp_path, text)[0].html == f"<p>{html}</p>"


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[Câu 1]: A\n[Câu 2]: B", "<p>[Câu 1]: A<br>\n[Câu 2]: B</p>"),
        ("[Nguồn]: baolamgiang.vn", "<p>[Nguồn]: baolamgiang.vn</p>"),
        ("[Ghi chú]:\nKhông", "<p>[Ghi chú]:</p>\n<p>Không</p>"),
        ("> [1]: /x/", "<blockquote>\n<p>[1]: /x/</p>\n</blockquote>"),
        ("[a][b]\n\n[b]: /x/", '<p><a href="/x/">a</a></p>'),
        ("[B]\n\n[b]:\n/x/ 'y'", '<p><a href="/x/" title="y">B</a></p>'),
        ("*[Ảnh]: lễ khai giảng*", "<p><em>[Ảnh]: lễ khai giảng</em></p>"),
        ("*[KB]: Kỳ bổ sung", "<p>*[KB]: Kỳ bổ sung</p>"),
        ("KB ở\n\n*[KB]: Kỳ bổ sung", '<p><abbr title="Kỳ bổ sung">KB</abbr> ở</p>'),
    ],
)
def test_only_what_the_text_uses_is_taken_out_of_it(tmp_path: Path, text: str, html: str) -> None:
    assert converted(tmp_path, text)[0].html == html
