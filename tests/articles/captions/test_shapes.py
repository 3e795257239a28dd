"""Photos in the shapes that other programs leave: captions above, in the next row of a table, bold type round a photo, wrapped lines."""

import pytest
from bs4 import BeautifulSoup

from ban_tin.articles.captions.alternatives import says_nothing, without_size
from tests.articles.captions.conversion import convert, convert_with_findings, outline

_PROSE = "Hội nghị diễn ra trong một ngày."


@pytest.mark.parametrize(
    ("text", "shown", "found"),
    [
        # Numbered captions above their photos
        ("Ảnh 1: Khai mạc\n![x](a.jpg)\nẢnh 2: Bế mạc\n![y](b.jpg)", ["[a | Ảnh 1: Khai mạc]", "[b | Ảnh 2: Bế mạc]"], []),
        ("Hình 1. Khai mạc\n\n![x](a.jpg)\n\nHình 2. Bế mạc\n\n![y](b.jpg)\n\nVăn.", ["[a | Hình 1. Khai mạc]", "[b | Hình 2. Bế mạc]", "Văn."], []),
        ("*Ảnh 1: Khai mạc*\n\n![x](a.jpg)\n\nVăn.", ["[a | Ảnh 1: Khai mạc]", "Văn."], []),
        ("![x](a.jpg)\n\nẢnh 2: Bế mạc\n\n![y](b.jpg)\n\nVăn.", ["[a | ]", "[b | Ảnh 2: Bế mạc]", "Văn."], ["caption-missing"]),
        # Below them
        ("![x](a.jpg)\nẢnh 1: Khai mạc\n![y](b.jpg)\nẢnh 2: Bế mạc", ["[a | Ảnh 1: Khai mạc]", "[b | Ảnh 2: Bế mạc]"], []),
        ("![x](a.jpg)\n\nẢnh 2: Khai mạc\n\n![y](b.jpg)\n\nẢnh 3: Bế mạc", ["[a | Ảnh 2: Khai mạc]", "[b | Ảnh 3: Bế mạc]"], []),
        ("![x](a.jpg)\n\nẢnh 1: Khai mạc\n\n![y](b.jpg)\n\nVăn.", ["[a | Ảnh 1: Khai mạc]", "[b | ]", "Văn."], ["caption-left"]),
        # One that has its own keeps it
        ("Ảnh 1: Khai mạc\n![x](a.jpg)\n*Hội nghị*", ["Ảnh 1: Khai mạc", "[a | Hội nghị]"], []),
        # Italics above
        ("*Khai mạc*\n\n![x](a.jpg)\n\nMột câu văn.", ["Khai mạc", "[a | ]", "Một câu văn."], ["caption-above"]),
        ("*Khai mạc*\n![x](a.jpg)", ["Khai mạc", "[a | ]"], ["caption-above"]),
        ("*Khai mạc*\n\n![x](a.jpg)\n\nHội nghị bế mạc", ["Khai mạc", "[a | Hội nghị bế mạc]"], ["caption-above"]),
        ("*Khai mạc*\n\n![x](a.jpg)\n\n*Bế mạc*\n\n![y](b.jpg)", ["Khai mạc", "[a | Bế mạc]", "[b | ]"], ["caption-above", "caption-missing"]),
        ("*Khai mạc*\n\n![x](a.jpg)\n*Hội nghị*", ["Khai mạc", "[a | Hội nghị]"], []),
        ("*Khai mạc*\n\n![x](a.jpg)\n\n*Hội nghị*\n\nVăn.", ["Khai mạc", "[a | Hội nghị]", "Văn."], []),
        ('*Khai mạc*\n\n![x](a.jpg "Hội nghị")', ["Khai mạc", "[a | Hội nghị]"], []),
        ("*Khai mạc*\n\n![x](a.jpg)\n*Ảnh: Minh Hà*", ["Khai mạc", "[a | Ảnh: Minh Hà]"], ["caption-above"]),
        # A plain line right above it, where there is nothing below
        ("Quang cảnh hội nghị\n![x](a.jpg)\n\nMột câu văn.", ["Quang cảnh hội nghị", "[a | ]", "Một câu văn."], ["caption-above"]),
        ("Quang cảnh hội nghị\n![x](a.jpg)\nĐại biểu", ["Quang cảnh hội nghị", "[a | Đại biểu]"], []),
        ("Một câu văn.\n![x](a.jpg)\n\nMột câu văn.", ["Một câu văn.", "[a | ]", "Một câu văn."], ["caption-left"]),
        ("II. Kết quả\n![x](a.jpg)", ["II. Kết quả", "[a | ]"], ["caption-missing"]),
        # Emphasis round a photo
        ("**![x](a.jpg)**\n\n*Hội nghị*", ["[a | Hội nghị]"], []),
        ("***![x](a.jpg)***\n*Hội nghị*", ["[a | Hội nghị]"], []),
        ("*![x](a.jpg)\nHội nghị.*", ["[a | Hội nghị.]"], []),
        ("**[![x](a.jpg)](https://so.example/)**\n*Hội nghị*", ["[a | Hội nghị]"], []),
        ("**Văn.\n![x](a.jpg)\nVăn.**", ["Văn.", "[a | ]", "Văn."], ["caption-left"]),
        # Lines that a program wrapped
        (f"![x](a.jpg)\n{'Đại biểu ' * 7}Lam\nGiang sáng 20/11", [f"[a | {'Đại biểu ' * 7}Lam Giang sáng 20/11]"], []),
        (f"![x](a.jpg)\n{'Đại biểu ' * 7}Lam\nGiang sáng 20/11.", ["[a | ]", f"{'Đại biểu ' * 7}Lam Giang sáng 20/11."], ["caption-left"]),
        (f"![x](a.jpg)\n{'Đại biểu ' * 7}Lam\nHội nghị đã {'bàn và ' * 20}.", [f"[a | {'Đại biểu ' * 7}Lam]", f"Hội nghị đã {'bàn và ' * 20}."], []),
        ("![x](a.jpg)\nĐại biểu Lam\nGiang sáng 20/11", ["[a | Đại biểu Lam]", "Giang sáng 20/11"], []),
        # Grids
        ("| ![x](a.jpg) | ![y](b.jpg) |\n|---|---|\n| *Một.* | *Hai.* |", ["[a | Một.]", "[b | Hai.]"], []),
        ("| | |\n|---|---|\n| ![x](a.jpg) | ![y](b.jpg) |\n| Một | |", ["[a | Một]", "[b | ]"], ["caption-missing"]),
        ("| A | B |\n|---|---|\n| ![x](a.jpg) | ![y](b.jpg) |\n| *Một* | *Hai* |\n| c | d |", ["[a | Một]", "[b | Hai]"], []),
        ("| ![x](a.jpg) | ![y](b.jpg) |\n|---|---|\n| Sách | Vở |\n| 20.000 | 30.000 |", ["[a | ]", "[b | ]"], ["caption-missing", "caption-missing"]),
    ],
)  # fmt: skip
def test_a_photo_gets_its_caption_or_a_word(text: str, shown: list[str], found: list[str]) -> None:
    html, kinds = convert(text)
    assert outline(html) == shown
    assert sorted(kinds) == found


def test_the_row_of_the_captions_is_gone() -> None:
    html, _ = convert("| ![x](a.jpg) | ![y](b.jpg) |\n|---|---|\n| Một | Hai |")
    assert len(BeautifulSoup(html, "html.parser").find_all("tr")) == 1


def test_what_stands_above_is_quoted() -> None:
    found = convert_with_findings(f"*Khai mạc*\n\n![x](a.jpg)\n\n{_PROSE}")[1]
    assert found == [("caption-above", "a.jpg", {"image": "a.jpg", "text": "Khai mạc"})]


@pytest.mark.parametrize(
    "alt",
    ["alt text", "Alt", "image", "Picture 1", "Hình ảnh 2", "Ảnh 1", "mô tả", "Mô tả ảnh", "[image]", "IMG_2031.JPG", "a", "image-20261120", "A picture containing"],
)  # fmt: skip
def test_an_alternative_text_that_says_nothing_is_told(alt: str) -> None:
    html, found = convert_with_findings(f"![{alt}](a.jpg)\n*Hội nghị*")
    assert found == [("alt-placeholder", "a.jpg", {"image": "a.jpg", "alt": alt})]
    assert 'alt=""' in html
    assert convert(f"![{alt}](a.jpg)\n\n{_PROSE}")[1] == ["alt-placeholder", "caption-left"]


@pytest.mark.parametrize(
    "alt", ["Hội trường", "Hình ảnh Bác Hồ", "Ảnh 20 năm trước", "Mô tả quy trình", "Photo of the hall", "Logo", ""]
)
def test_an_alternative_text_that_says_something_is_kept(alt: str) -> None:
    assert not says_nothing(alt, "a.jpg")


@pytest.mark.parametrize(
    ("alt", "kept"), [("Hội trường|400", "Hội trường"), ("Hội trường | 400x300", "Hội trường"), ("Lớp 5|6", "Lớp 5|6"), ("A | B", "A | B")]
)  # fmt: skip
def test_a_size_is_no_alternative_text(alt: str, kept: str) -> None:
    assert without_size(alt) == kept
    assert f'alt="{kept}"' in convert(f"![{alt}](x.jpg)\n*Hội nghị*")[0]


def test_a_photo_in_a_sentence_needs_an_alternative_text_too() -> None:
    assert convert("Bấm ![](nut.png) để tiếp tục.")[1] == ["alt-missing"]
    assert convert("Bấm ![mũi tên](nut.png) để tiếp tục.")[1] == []
