"""Captions: what editors and five real portals write, and what becomes of it."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from ban_tin.articles.captions import credit_separator, is_file_name, shown_credit
from ban_tin.articles.captions.bylines import is_byline
from ban_tin.articles.captions.names import is_name
from ban_tin.articles.captions.photographers import split_credit
from ban_tin.articles.captions.text import goes_on, is_number, same_words
from tests.articles.captions.cases import CASES, PAGES
from tests.articles.captions.conversion import convert, convert_with_findings, outline
from tests.builders import strict


@pytest.mark.parametrize(("text", "shown", "found"), CASES)
def test_images_and_captions_become(text: str, shown: list[str], found: list[str]) -> None:
    html, kinds = convert(text)
    assert outline(html) == shown
    assert sorted(kinds) == found
    strict(html)


@pytest.mark.parametrize("page", PAGES)
def test_the_patterns_of_a_real_page_become(page: str) -> None:
    text, expected, found = PAGES[page]
    html, kinds = convert(text)
    assert html == expected.strip()
    assert kinds == found
    strict(html)


def test_the_nu_checker_accepts_every_figure_variant(tmp_path: Path) -> None:
    jar, java = os.environ.get("VNU_JAR", ""), shutil.which("java")
    if not (java and Path(jar).is_file()):
        reason = "needs Java and the Nu Html Checker: VNU_JAR=…/vnu.jar"
        assert os.environ.get("REQUIRE_ALL") != "1", reason
        pytest.skip(reason)
    variants = dict.fromkeys([*(text for text, _, _ in CASES), *(text for text, _, _ in PAGES.values())])
    body = "\n".join(f"<div>{convert(text, 'Hữu Phước')[0]}</div>" for text in variants)
    page = tmp_path / "variants.html"
    page.write_text(
        f'<!DOCTYPE html>\n<html lang="vi"><head><title>x</title></head><body><h1>x</h1>{body}</body></html>',
        encoding="utf-8",
    )
    done = subprocess.run(
        [java, "-jar", jar, "--errors-only", str(page)], capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[:4000]


def test_a_row_of_figures_is_a_gallery_in_its_order() -> None:
    html, _ = convert("![x](a.jpg)\n*Một*\n\n![y](b.jpg)\n*Hai*\n\nVăn xuôi.\n\n![z](c.jpg)\n*Ba*\n")
    soup = BeautifulSoup(html, "html.parser")
    assert [[str(image["src"]) for image in gallery.find_all("img")] for gallery in soup.select(".gallery")] == [
        ["a.jpg", "b.jpg"]
    ]
    assert outline(html) == ["[a | Một]", "[b | Hai]", "Văn xuôi.", "[c | Ba]"]


def test_text_between_two_figures_of_a_list_item_parts_them() -> None:
    html, _ = convert("- ![x](a.jpg)\n  *Ảnh một*\n  Một câu văn xuôi.\n  ![y](b.jpg)\n  *Ảnh hai*\n  Câu cuối.")
    assert 'class="gallery"' not in html
    assert html.index("Ảnh một</figcaption>") < html.index("Một câu") < html.index("b.jpg") < html.index("Câu cuối")


def test_text_after_a_row_of_figures_stays_out_of_the_gallery() -> None:
    html, _ = convert('- ![Một](a.jpg "Ảnh một")\n  ![Hai](b.jpg "Ảnh hai")\n  Câu cuối.')
    gallery = BeautifulSoup(html, "html.parser").select_one(".gallery")
    assert gallery is not None
    assert len(gallery.find_all("figure")) == 2
    assert "Câu cuối" not in gallery.get_text()
    assert "Câu cuối" in html


@pytest.mark.parametrize(
    ("text", "alt"),
    [
        ("![Quang cảnh](a.jpg)\n*Đại biểu*", "Quang cảnh"),
        ("![Quang cảnh](a.jpg)\n*Quang  cảnh*", ""),  # a screen reader would say it twice
        ("![IMG_2031](a.jpg)\n*Đại biểu*", ""),
        ("![a.jpg](a.jpg)\n*Đại biểu*", ""),
        ("![Quang cảnh](a.jpg)", "Quang cảnh"),
        ("![quang cảnh](a.jpg)\n*Quang cảnh.*", ""),
        ("![Quang cảnh](a.jpg)\n*Quang Cảnh*", "Quang cảnh"),
        ("![Quang\u00a0cảnh](a.jpg)\nQuang ca\u0309nh", ""),  # NFD
        ("![Quang cảnh](a.jpg) ![Quang cảnh](a.jpg)\n*Quang cảnh*", ""),
    ],
)
def test_the_alternative_text_is_kept_unless_it_is_the_caption_or_a_file_name(text: str, alt: str) -> None:
    image = BeautifulSoup(convert(text)[0], "html.parser").find("img")
    assert image is not None
    assert image["alt"] == alt


@pytest.mark.parametrize(
    ("text", "default", "shown"),
    [
        ('![x](a.jpg){credit="Hữu Phước"}\n*Hội nghị*', "", "[a | Hội nghị. Ảnh: Hữu Phước]"),
        ('![x](a.jpg){credit="Hữu Phước"}\n*Hội nghị.*', "Minh Hà", "[a | Hội nghị. Ảnh: Hữu Phước]"),
        ("![x](a.jpg)\n*Hội nghị*", "Minh Hà", "[a | Hội nghị. Ảnh: Minh Hà]"),
        ('![x](a.jpg){credit="Ảnh tư liệu"}\n*Hội nghị*', "", "[a | Hội nghị. Ảnh tư liệu]"),
        ('![x](a.jpg){credit="Hữu Phước"}', "", "[a | Ảnh: Hữu Phước]"),
        ("![x](a.jpg) ![y](b.jpg)\n*Hội nghị*", "Minh Hà", "[a b | Hội nghị. Ảnh: Minh Hà]"),
        ('![x](a.jpg){credit="A"} ![y](b.jpg){credit="B"}\n*Hội nghị*', "", "[a b | Hội nghị. Ảnh: A, B]"),
    ],
)
def test_a_credit_stands_behind_the_caption(text: str, default: str, shown: str) -> None:
    html, _ = convert(text, default)
    assert outline(html) == [shown]
    assert "credit=" not in html
    mark = BeautifulSoup(html, "html.parser").select_one("figcaption .credit")
    assert mark is not None


@pytest.mark.parametrize(
    ("caption", "shown"),
    [
        ("*Hội nghị. Ảnh: Minh Hà*", "Hội nghị. Ảnh: Minh Hà"),
        ("*Hội nghị. Nguồn ảnh: Minh Hà*", "Hội nghị. Nguồn ảnh: Minh Hà"),
        ("*Hội nghị (Tin và ảnh: Minh Hà)*", "Hội nghị (Tin và ảnh: Minh Hà)"),
        ("Hội nghị. **Ảnh:** Minh Hà", "Hội nghị. Ảnh: Minh Hà"),
        ("*Trong ảnh: đại biểu Hà*", "Trong ảnh: đại biểu Hà. Ảnh: Hữu Phước"),
        ('*Hội nghị*{credit="Minh Hà"}', "Hội nghị. Ảnh: Minh Hà"),
        ("*Hội nghị*{credit=“Minh Hà”}", "Hội nghị. Ảnh: Minh Hà"),
        ("*Hội nghị*{credit=Minh Hà}", "Hội nghị. Ảnh: Minh Hà"),
        ("{credit=“Minh Hà”}\n*Hội nghị*", "Hội nghị. Ảnh: Minh Hà"),
        ('*Hội nghị*\n{credit="Minh Hà"}', "Hội nghị. Ảnh: Minh Hà"),
        ("*Hội nghị*\n\n{credit=“Minh Hà”}", "Hội nghị. Ảnh: Minh Hà"),
    ],
)
@pytest.mark.parametrize("images", ["![x](a.jpg)", "![x](a.jpg) ![y](b.jpg)"])
def test_the_credit_that_a_caption_names_takes_the_place_of_the_articles(images: str, caption: str, shown: str) -> None:
    html, _ = convert(f"{images}\n{caption}", "Hữu Phước")
    (figure,) = outline(html)
    if "{credit" in caption.partition("\n")[0] and "\n" in caption and "b.jpg" in images:
        # Behind the images, the credit is that of the last one.
        assert figure.endswith("| Hội nghị. Ảnh: Hữu Phước, Minh Hà]")
    else:
        assert figure.endswith(f"| {shown}]")
    assert "credit=" not in html


def test_a_credit_in_a_code_block_stays_as_it_is_typed() -> None:
    assert "{credit=“Minh Hà”}" in convert("    ![a](a.jpg){credit=“Minh Hà”}")[0]


def test_a_group_stays_out_of_the_gallery_beside_it() -> None:
    group, single = "![x](a.jpg) ![y](b.jpg)\n*Hai ảnh*", "![z]({}.jpg)\n*Một ảnh*"
    html, _ = convert("\n\n".join([group, single.format("c")]))
    assert "gallery" not in html
    html, _ = convert("\n\n".join([group, single.format("c"), single.format("d")]))
    gallery = BeautifulSoup(html, "html.parser").select_one(".gallery")
    assert gallery is not None
    assert [image["src"] for image in gallery.find_all("img")] == ["c.jpg", "d.jpg"]


@pytest.mark.parametrize("line_break", ["<br>", "<br/>", "<BR />"])
def test_a_break_in_a_cell_parts_an_image_from_its_caption(line_break: str) -> None:
    html, found = convert(f"| x |\n|---|\n| ![Hội trường](a.jpg){line_break}*Chú thích* |")
    assert (outline(html), found) == (["[a | Chú thích]"], [])


def test_the_breaks_of_a_cell_with_an_image_are_kept() -> None:
    html, _ = convert("| x |\n|---|\n| Một<br>**Hai**<br>![Hội trường](a.jpg)<br>*Chú thích*<br>Ba<br>Bốn |")
    cell = BeautifulSoup(html, "html.parser").find("td")
    assert cell is not None
    assert "Một<br/>\n<strong>Hai</strong>" in str(cell)
    assert "Ba<br/>\nBốn" in str(cell)


def test_hard_breaks_around_a_figure_are_kept() -> None:
    html, _ = convert("Một  \nHai\n![Ba](a.jpg)\n*Bốn*\nNăm<br>Sáu.")
    assert "<p>Một<br>\nHai</p>" in html
    assert "<p>Năm<br>\nSáu.</p>" in html


@pytest.mark.parametrize("attributes", ["{title}", "{alt}", "{credit}", "{class}", "{src}"])
def test_an_attribute_without_a_value_does_not_end_the_build(attributes: str) -> None:
    assert "<figure>" in convert(f"![a](a.jpg){attributes}\n*Chú thích*")[0]


def test_links_and_emphasis_in_a_caption_are_kept() -> None:
    html, _ = convert("![x](a.jpg)\n*Xem [bài](https://so.example/) và **ảnh***")
    assert '<figcaption>Xem <a href="https://so.example/">bài</a> và <strong>ảnh</strong></figcaption>' in html


@pytest.mark.parametrize("text", ["dang1", "IMG_2031.JPG", "DSC 0012", "z5123456789", "20261120_080000", "anh (1)", "x.webp",
                                  "hội-nghị.png", "anh-1.", "DSC_0123", "Ảnh 1.jpg", "z4567890123_abcdef.jpg", "image (3).png",
                                  "z4567890123_abcdef", "Screenshot 2026-11-02", "Screenshot_20261102-102030_Zalo",
                                  "Ảnh chụp màn hình 2026-11-02 102030.png", "Hội trường lớn.JPG"])  # fmt: skip
def test_a_file_name_is_no_caption(text: str) -> None:
    assert is_file_name(text)


@pytest.mark.parametrize("text", ["Đại hội", "Ảnh tư liệu", "Hội nghị năm 2026", "Phòng 12", "", "A", "Ảnh 20 năm thành lập trường",
                                  "Ảnh 1: Hội trường", "Z5 là gì", "Đại hội. Xem a.jpg và b.jpg nhé"])  # fmt: skip
def test_words_are_no_file_name(text: str) -> None:
    assert not is_file_name(text)


def test_the_name_in_the_source_is_a_file_name_whatever_it_looks_like() -> None:
    assert is_file_name("Hoi-Truong", "hoi-truong.jpg")
    assert is_file_name("hoi truong", "anh/hoi-truong.jpg")
    assert is_file_name("hội_trường", "h%E1%BB%99i_tr%C6%B0%E1%BB%9Dng.jpg")
    assert not is_file_name("", "")


@pytest.mark.parametrize("text", ["Hội trường", "Hội trường lớn"])
def test_words_that_a_file_was_named_after_are_no_file_name(text: str) -> None:
    assert not is_file_name(text, f"{text}.jpg")
    assert not is_file_name("Lam Giang", "lam-giang.jpg")


@pytest.mark.parametrize("text", ["Ảnh 1", "Hình 2.", "hình ảnh 3", "(4)", "Photo 5", "1", "Ảnh 1/3"])
def test_a_number_says_nothing(text: str) -> None:
    assert is_number(text)


@pytest.mark.parametrize("text", ["Ảnh 1: Hội trường", "2026", "Ảnh 20 năm", "Ảnh", "Lớp 1", ""])
def test_words_beside_a_number_say_something(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    "lines",
    [["Tin và ảnh: Đinh Hữu Phước – PCVP Sở"], ["Tinh và ảnh: Đinh Hữu Phước"], ["Tin, ảnh: Hà"], ["Bài: Hà"], ["Tin/ảnh: Hà"],
     ["Thực hiện: Văn phòng Sở"], ["Tác giả: Hà"], ["Bá Hải - 20/05/2020, 07:50 GMT+7 | Kết nối"], ["Hà | 07:50 20/05/2020"],
     ["quangnam.edu.vn"], ["https://so.example.vn/tin"], ["Minh Hà (tổng hợp)"], ["Thu Hằng", "Trung tâm TTVH"]],
)  # fmt: skip
def test_a_byline_is_known(lines: list[str]) -> None:
    assert is_byline(lines)


@pytest.mark.parametrize(
    "lines",
    [["Ảnh: Minh Hà"], ["Hội nghị. Tin và ảnh: Minh Hà"], ["Quang cảnh hội nghị ngày 20/05/2020"], ["Tin học trẻ tỉnh Lam Giang"],
     ["Bài thi của em Hà"], ["Thu Hằng"], ["Quang cảnh", "Trung tâm hội nghị"], ["Thu Hằng", "phát biểu"], ["Văn phòng Sở"]],
)  # fmt: skip
def test_a_caption_is_no_byline(lines: list[str]) -> None:
    assert not is_byline(lines)


@pytest.mark.parametrize(("first", "second", "same"), [
    ("Đại hội.", "đại  hội", True), ("Đại hội", "Đa\u0323i hô\u0323i", True), ("Đại hội", "Đại Hội", False), ("", "", False),
    ("Đại hội", "Đại hội!", False),
])  # fmt: skip
def test_the_same_words_are_told_from_others(first: str, second: str, same: bool) -> None:
    assert same_words(first, second) is same


@pytest.mark.parametrize(("first", "second", "on"), [
    ("Đồng chí X,", "Giám đốc", True), ("Đồng chí X", "giám đốc", True), ("Đồng chí X", "Giám đốc", False), ("Đồng chí X", "", False),
    ("Đồng chí X", "a) giám đốc", False), ("Đồng chí X,", "1. Một", False), ("Đồng chí X", "đ. Năm", False),
])  # fmt: skip
def test_a_second_half_is_told_from_a_new_line(first: str, second: str, on: bool) -> None:
    assert goes_on(first, second) is on


@pytest.mark.parametrize(("caption", "named"), [
    ("Hội nghị. Ảnh: Minh Hà", "Minh Hà"), ("Trong ảnh: Minh Hà", ""), ("Hội nghị (Nguồn: Báo)", "Báo"), ("Hội nghị", ""),
])  # fmt: skip
def test_whom_a_caption_names_is_read(caption: str, named: str) -> None:
    assert split_credit(caption).photographer == named


COUNTED = " ".join(map(str, range(1, 101)))


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("![x](a.jpg)\nẢnh 1", ("caption-number", "a.jpg", {"image": "a.jpg", "caption": "Ảnh 1"})),
        ("![x](a.jpg)\nMột câu.", ("caption-left", "a.jpg", {"image": "a.jpg", "text": "Một câu."})),
        ('![x](a.jpg "Một hai ba.Một hai ba.")', ("caption-twice", "a.jpg", {"image": "a.jpg", "text": "Một hai ba."})),
        (
            "![x](a.jpg)\n*Một hai ba*\nMột hai ba.",
            ("caption-twice", "a.jpg", {"image": "a.jpg", "text": "Một hai ba"}),
        ),
        ('![x](a.jpg){credit="A"}\n*Hội. Ảnh: B*', ("credit-twice", "a.jpg", {"image": "a.jpg", "credit": "A"})),
        (
            f"![x](a.jpg)\n{COUNTED}",
            ("caption-left", "a.jpg", {"image": "a.jpg", "text": f"{COUNTED[:159].rpartition(' ')[0]}…"}),
        ),
    ],
)
def test_a_finding_says_what_was_seen(text: str, finding: tuple[str, str, dict[str, str]]) -> None:
    assert convert_with_findings(text)[1][0] == finding


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("![x](a.jpg)\n*Hai*\nVăn.\n{: #i }", '<figure id="i">'),
        ("Văn.\n![x](a.jpg)\n*Hai*\nVăn.\n{: #i }", '<p id="i">Văn.</p>'),
        ("![x](a.jpg)\n*Hai*{: #i }", '<figcaption id="i">'),
        ("![x](a.jpg)\n\nHai ảnh\n{: #i }", '<figcaption id="i">'),
    ],
)
def test_what_links_lead_to_stays_once(text: str, place: str) -> None:
    html, _ = convert(text)
    assert place in html
    assert html.count('id="i"') == 1


@pytest.mark.parametrize(
    ("credit", "shown"),
    [("Minh Hà", "Ảnh: Minh Hà"), ("Ảnh: Minh Hà", "Ảnh: Minh Hà"), ("Hình minh họa", "Hình minh họa"), ("", ""),
     ("Nguồn: Báo", "Nguồn: Báo"), ("Ánh Tuyết", "Ảnh: Ánh Tuyết")],
)  # fmt: skip
def test_a_bare_name_gets_its_word(credit: str, shown: str) -> None:
    assert shown_credit(credit) == shown


@pytest.mark.parametrize(("caption", "between"), [("", ""), ("Hội nghị", ". "), ("Hội nghị.", " "), ("Hội nghị?", " ")])
def test_caption_and_credit_are_parted_as_newspapers_do(caption: str, between: str) -> None:
    assert credit_separator(caption) == between


@pytest.mark.parametrize(
    ("text", "name"),
    [("Thu Hằng", True), ("Nguyễn Thị Thu Hằng", True), ("Hằng", False), ("Nguyễn Thị Ngọc Thu Hằng", True), ("Nguyễn Thị Ngọc Thu Hằng Nga", False), ("Thu hằng", False)],
)  # fmt: skip
def test_a_bare_name_has_two_to_five_words(text: str, name: bool) -> None:
    assert is_name(text) is name
