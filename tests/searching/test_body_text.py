"""What a published body says."""

from ban_tin.searching.body_text import read_body


def test_blocks_end_lines_and_what_is_in_a_word_does_not() -> None:
    text, telling = read_body(
        "<p>Đi<span>ểm</span> <strong>chuẩn</strong></p><ul><li>một</li><li>hai</li></ul><p>ba<br>bốn</p>"
    )
    assert text == "Điểm chuẩn\nmột\nhai\nba\nbốn"
    assert telling == ""


def test_headings_and_captions_stand_apart() -> None:
    text, telling = read_body(
        '<h2 id="a">Chỉ tiêu</h2><p>Văn</p><figure><a href="x"><img alt="ảnh > 1"></a><figcaption>Lễ <b>trao</b> giải</figcaption></figure>'
    )
    assert text == "Văn"
    assert telling == "Chỉ tiêu\nLễ trao giải"


def test_signs_that_nobody_sees_part_no_word() -> None:
    body = 'khuyến&shy;học tuyển\u200bsinh<sup><a class="footnote-ref" href="#fn1">1</a></sup> GD&amp;ĐT'
    assert read_body(f"<p>{body}</p>").text == "khuyếnhọc tuyểnsinh GD&ĐT"
