"""Attribute lists as other programs write them, and braces that hold text."""

from pathlib import Path

import pytest

from ban_tin.articles.pasted.attributes import is_attribute_list
from tests.builders import converted, picture


@pytest.mark.parametrize(
    "content",
    [".center", "#fig:a .b", 'credit="Hữu Phước"', "width=50%", ".a width=\"3in\" style='x'", "onclick=x", ".a} và {b"],
)
def test_these_are_attributes(content: str) -> None:
    assert is_attribute_list(content)


@pytest.mark.parametrize(
    "content", ["dự kiến", "k", "k = 1", "k=1", "01", "#1", ".5", "", ".a b", "họ tên", '"a"', "..."]
)
def test_these_are_words(content: str) -> None:
    assert not is_attribute_list(content)


@pytest.mark.parametrize(
    "behind",
    [
        '{width="5.8in"\nheight="3.9in"}',
        "{.alignnone\n  .size-medium\n  width=300}",
        " {.center}",
        "\n{width=50%}",
        '\n{width="50%"\nheight="3in"}',
        "{ .center }",
    ],
)
@pytest.mark.parametrize("caption", ["*Quang cảnh*", "\nQuang cảnh"])
def test_a_photo_keeps_its_caption_whatever_list_follows_it(tmp_path: Path, behind: str, caption: str) -> None:
    picture(tmp_path / "a.jpg")
    body, findings = converted(tmp_path, f"![Hội trường](a.jpg){behind}\n{caption}\n")
    assert body.figures[0].caption == "Quang cảnh"
    assert "{" not in body.html
    assert not findings.found


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("## Lịch thi {dự kiến}", "<h2>Lịch thi {dự kiến}</h2>"),
        ("Hạn nộp\n{chưa chốt}", "<p>Hạn nộp\n{chưa chốt}</p>"),
        ("**hệ số**{k = 1}", "<p><strong>hệ số</strong>{k = 1}</p>"),
        ("*x*{.a} và {01}", '<p><em class="a">x</em> và {01}</p>'),
        ("[]{#_Toc12}Mục lục", "<p>Mục lục</p>"),
        ("[Ghi chú]{.underline} và [đánh\ndấu]{.mark}", "<p><u>Ghi chú</u> và <mark>đánh\ndấu</mark></p>"),
        ('[[một]{.smallcaps} hai]{custom-style="Kiểu"}', "<p>một hai</p>"),
        ("[họ tên]{viết hoa}", "<p>[họ tên]{viết hoa}</p>"),
        ("`[a]{.b}`", "<p><code>[a]{.b}</code></p>"),
        ("## Phụ lục {-}", "<h2>Phụ lục</h2>"),
    ],
)
def test_words_stay_and_lists_go(tmp_path: Path, body: str, html: str) -> None:
    found, findings = converted(tmp_path, body)
    assert found.html == html
    assert not findings.found


def test_words_in_the_braces_of_a_cell_stay(tmp_path: Path) -> None:
    body, findings = converted(tmp_path, "| a | b |\n|---|---|\n| Mẫu {01} | hệ số {k} |\n")
    assert ">Mẫu {01}</td>" in body.html and ">hệ số {k}</td>" in body.html
    assert not findings.found
