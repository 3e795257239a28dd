"""Word's line break (U+000B, to which the reader brings all of its like) breaks the line wherever text stands."""

from pathlib import Path

import pytest

from tests.builders import converted, kinds, picture, places


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("Kính gửi:\v- Các trường;\v- Các phòng", "<p>Kính gửi:<br>\n- Các trường;<br>\n- Các phòng</p>"),
        ("một \v hai", "<p>một<br>\nhai</p>"),
        ("**một\vhai**", "<p><strong>một<br>\nhai</strong></p>"),
        ("[một\vhai](/van-ban/)", '<p><a href="/van-ban/">một<br>\nhai</a></p>'),
        ("## Một\vhai", "<h2>Một<br>\nhai</h2>"),
        ("- a\vb\n- c", "<ul>\n<li>a<br>\nb</li>\n<li>c</li>\n</ul>"),
        ("`a\vb`", "<p><code>a\nb</code></p>"),
        ("<p>a\vb</p>", "<p>a\nb</p>"),
    ],
)
def test_it_becomes_a_line_break(tmp_path: Path, body: str, html: str) -> None:
    assert converted(tmp_path, body)[0].html == html


def test_a_table_stays_whole(tmp_path: Path) -> None:
    body, findings = converted(tmp_path, "|a|b|\n|---|---|\n|c\vd|e|\n")
    assert ">c<br>\nd</td>" in body.html
    assert not findings.found


def test_it_parts_a_caption_from_its_photo_and_its_halves(tmp_path: Path) -> None:
    picture(tmp_path / "anh.jpg")
    body, findings = converted(tmp_path, "![Hội\vtrường](anh.jpg)\v*Quang cảnh\vhội nghị*\n")
    assert not findings.found
    (figure,) = body.figures
    assert (figure.alt, figure.caption) == ("Hội trường", "Quang cảnh hội nghị")


def test_words_are_not_glued_in_what_is_taken_from_the_text(tmp_path: Path) -> None:
    assert converted(tmp_path, "một\vhai\vba")[0].opening == "một hai ba"


def test_findings_keep_their_lines(tmp_path: Path) -> None:
    _, findings = converted(tmp_path, "một\vhai\n\nba\vbốn\n- x;\v- y:\v- z\n\n<script>a</script>\n")
    assert set(kinds(findings)) == {"html-element", "list-text"}
    assert dict(places(findings)) == {"list-text": 4, "html-element": 6}
