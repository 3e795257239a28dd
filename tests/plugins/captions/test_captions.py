"""Captions: what editors and five real portals write, and what becomes of it."""

import re

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown import Markdown

from plugins.article_body.convert import EXTENSIONS
from plugins.captions import CaptionExtension, credit_separator, is_file_name, shown_credit
from tests.plugins.builders import strict


def convert(text: str, credit: str = "") -> tuple[str, list[str]]:
    """Return the HTML and the kinds of findings."""
    found: list[str] = []
    extension = CaptionExtension(report=lambda kind, src, **values: found.append(kind))
    extension.credit = credit
    return Markdown(extensions=[*EXTENSIONS, extension], output_format="html").convert(text), found


def plain(text: str) -> str:
    return Markdown(extensions=[*EXTENSIONS], output_format="html").convert(text)


def outline(html: str) -> list[str]:
    """Return figures as ``[images | caption]`` and paragraphs as their text, in order."""
    parts = []
    for element in BeautifulSoup(html, "html.parser").find_all(["figure", "p"]):
        captions = [element] if element.name == "p" else element.find_all("figcaption")
        text = " ".join(" ".join(caption.get_text().split()) for caption in captions)
        if element.name == "p":
            parts.append(text)
        elif element.find_parent("figure") is None:
            images = " ".join(str(image["src"]).removesuffix(".jpg") for image in element.find_all("img"))
            parts.append(f"[{images} | {text}]")
    return parts


LONG = "Đại biểu dự hội nghị " * 9

CASES = [
    # The explicit forms
    ('![Hội trường](a.jpg "Quang cảnh hội nghị.")', ["[a | Quang cảnh hội nghị.]"], []),
    ("![Hội trường](a.jpg)\n*Quang cảnh hội nghị.*", ["[a | Quang cảnh hội nghị.]"], []),
    ("![Hội trường](a.jpg)\n\n*Quang cảnh hội nghị.*", ["[a | Quang cảnh hội nghị.]"], []),
    ("![Hội trường](a.jpg)\n*Câu một. Câu hai.*\nVăn xuôi.", ["[a | Câu một. Câu hai.]", "Văn xuôi."], []),
    (f"![Hội trường](a.jpg)\n*{LONG.strip()}.*", [f"[a | {LONG.strip()}.]"], []),
    ("![Hội trường](a.jpg)\n**Tin đậm**", ["[a | Tin đậm]"], []),
    ('![Hội trường](a.jpg "Chú thích")\n\nVăn xuôi', ["[a | Chú thích]", "Văn xuôi"], []),
    # Plain lines
    ("![Hội trường](a.jpg)\nQuang cảnh hội nghị", ["[a | Quang cảnh hội nghị]"], []),
    ("![Hội trường](a.jpg)\n\nQuang cảnh hội nghị", ["[a | Quang cảnh hội nghị]"], []),
    ("![Hội trường](a.jpg)\n\nSáng nay hội nghị khai mạc.", ["[a | ]", "Sáng nay hội nghị khai mạc."], ["caption-missing"]),
    ("![Hội trường](a.jpg)\nSáng nay hội nghị khai mạc.", ["[a | ]", "Sáng nay hội nghị khai mạc."], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n\nMời xem:", ["[a | ]", "Mời xem:"], ["caption-missing"]),
    (f"![Hội trường](a.jpg)\n\n{LONG}", ["[a | ]", LONG.strip()], ["caption-missing"]),
    (f"![Hội trường](a.jpg)\n\n{LONG[:140].strip()}", [f"[a | {LONG[:140].strip()}]"], ["caption-unsure"]),
    ("![Hội trường](a.jpg)\n\nVăn xuôi ngắn\n{: .prose}", ["[a | ]", "Văn xuôi ngắn"], ["caption-missing"]),
    # tra-vinh: a caption of two paragraphs, the second in lower case; and of one
    (
        "![Hội trường](a.jpg)\n\nĐồng chí X, Đảng ủy viên\n\nđã trình bày báo cáo\n\nSau đó, hội nghị thảo luận.",
        ["[a | Đồng chí X, Đảng ủy viên đã trình bày báo cáo]", "Sau đó, hội nghị thảo luận."],
        [],
    ),
    ("![Hội trường](a.jpg)\nĐồng chí X,\nBí thư Đảng ủy", ["[a | Đồng chí X, Bí thư Đảng ủy]"], []),
    # mong-cai: after a comma, with no-break spaces at the end; five photos before the body
    (
        "![Một](a.jpg)\nẢnh một\u00a0\u00a0\n\n![Hai](b.jpg)\nẢnh hai\u00a0\n\n![Ba](c.jpg)\nẢnh ba\n\n![Bốn](d.jpg)\nẢnh bốn\n\n"
        "![Năm](e.jpg)\n\nCác đồng chí chụp ảnh,\u00a0\n\nKết thúc đại hội\u00a0\n\nSáng nay, đại hội khai mạc.",
        ["[a | Ảnh một]", "[b | Ảnh hai]", "[c | Ảnh ba]", "[d | Ảnh bốn]",
         "[e | Các đồng chí chụp ảnh, Kết thúc đại hội]", "Sáng nay, đại hội khai mạc."],
        [],
    ),
    (
        "![Năm](e.jpg)\nCác đồng chí chụp ảnh,\n\nKết thúc đại hội",  # half a caption is none
        ["[e | ]", "Các đồng chí chụp ảnh,", "Kết thúc đại hội"],
        ["caption-missing"],
    ),
    # lang-son: the same words as alt text and caption; standalone captions with a full stop
    ("![Đồng chí X khen thưởng học sinh.](a.jpg)\n*Đồng chí X khen thưởng học sinh.*", ["[a | Đồng chí X khen thưởng học sinh.]"], []),
    # quang-nam: the caption is the file name
    ("![Đại hội](dang1.jpg)\ndang1", ["[dang1 | ]"], ["caption-file-name", "caption-missing"]),
    ("![Đại hội](a.jpg)\n*IMG_2031.JPG*", ["[a | ]"], ["caption-file-name", "caption-missing"]),
    ('![Đại hội](a.jpg "dang1")', ["[a | ]"], ["caption-file-name", "caption-missing"]),
    # soc-trang: between prose lines, no blank line around it
    (
        "Hội nghị bắt đầu lúc 8 giờ.\n![Hội trường](a.jpg)\nQuang cảnh hội nghị\nSau đó, đồng chí Y phát biểu.",
        ["Hội nghị bắt đầu lúc 8 giờ.", "[a | Quang cảnh hội nghị]", "Sau đó, đồng chí Y phát biểu."],
        [],
    ),
    # Ambiguous: the text stays where it is
    (
        "![Hội trường](a.jpg)\nSáng nay, hội nghị đã khai mạc\nvà bế mạc lúc 11 giờ.",
        ["[a | ]", "Sáng nay, hội nghị đã khai mạc và bế mạc lúc 11 giờ."],
        ["caption-missing"],
    ),
    ("![Hội trường](a.jpg)\n\nGồm các đồng chí,", ["[a | ]", "Gồm các đồng chí,"], ["caption-missing"]),
    # Inside a sentence
    ("Biểu tượng ![ngôi sao](a.jpg) ở góc.", ["Biểu tượng ở góc."], []),
    ("![Hội trường](a.jpg) Quang cảnh", ["Quang cảnh"], []),
    # Several images
    ("![Một](a.jpg) ![Hai](b.jpg)\n*Hai ảnh*", ["[a b | Hai ảnh]"], []),
    ("![Một](a.jpg)\n![Hai](b.jpg)\n*Ảnh hai*", ["[a | ]", "[b | Ảnh hai]"], ["caption-missing"]),
    ('![Một](a.jpg "Ảnh một") ![Hai](b.jpg "Ảnh hai")', ["[a b | Ảnh một Ảnh hai]"], []),
    # Nothing said at all
    ("![](a.jpg)", ["[a | ]"], ["alt-missing", "caption-missing"]),
    ("![](a.jpg)\n*Chú thích*", ["[a | Chú thích]"], []),
    # In other elements
    ("> ![Hội trường](a.jpg)\n> *Chú thích*", ["[a | Chú thích]"], []),
    ("- ![Hội trường](a.jpg)\n  *Chú thích*\n- hai", ["[a | Chú thích]"], []),
    ("| x |\n|---|\n| ![Hội trường](a.jpg) |", ["[a | ]"], ["caption-missing"]),
    ("[![Hội trường](a.jpg)](https://so.example/)\n*Chú thích*", ["[a | Chú thích]"], []),
    ("từ\n:   ![Hội trường](a.jpg)\n    *Chú thích*", ["[a | Chú thích]"], []),
    ('<div markdown="1">\n\n![Hội trường](a.jpg)\n*Chú thích*\n\n</div>', ["[a | Chú thích]"], []),
    ("## Đề mục\n\n![Hội trường](a.jpg)\n\n## Đề mục hai", ["[a | ]"], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n\n- một\n- hai", ["[a | ]"], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n\n<p>chữ</p>", ["[a | ]", "chữ"], ["caption-missing"]),
    ("![Hội trường](a.jpg)\n<br>\nVăn xuôi.", ["[a | ]", "Văn xuôi."], ["caption-missing"]),
    ("    ![Hội trường](a.jpg)", [], []),
    ("`![Hội trường](a.jpg)`", ["![Hội trường](a.jpg)"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "shown", "found"), CASES)
def test_images_and_captions_become(text: str, shown: list[str], found: list[str]) -> None:
    html, kinds = convert(text)
    assert outline(html) == shown
    assert sorted(kinds) == found
    strict(html)


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
    assert "Một<br/><strong>Hai</strong>" in str(cell)
    assert "Ba<br/>Bốn" in str(cell)


@pytest.mark.parametrize("attributes", ["{title}", "{alt}", "{credit}", "{class}", "{src}"])
def test_an_attribute_without_a_value_does_not_end_the_build(attributes: str) -> None:
    assert "<figure>" in convert(f"![a](a.jpg){attributes}\n*Chú thích*")[0]


def test_links_and_emphasis_in_a_caption_are_kept() -> None:
    html, _ = convert("![x](a.jpg)\n*Xem [bài](https://so.example/) và **ảnh***")
    assert '<figcaption>Xem <a href="https://so.example/">bài</a> và <strong>ảnh</strong></figcaption>' in html


@pytest.mark.parametrize("text", ["dang1", "IMG_2031.JPG", "DSC 0012", "z5123456789", "20261120_080000", "anh (1)", "x.webp",
                                  "hội-nghị.png", "anh-1."])  # fmt: skip
def test_a_file_name_is_no_caption(text: str) -> None:
    assert is_file_name(text)


@pytest.mark.parametrize("text", ["Đại hội", "Ảnh tư liệu", "Hội nghị năm 2026", "Phòng 12", "", "A"])
def test_words_are_no_file_name(text: str) -> None:
    assert not is_file_name(text)


def test_the_name_in_the_source_is_a_file_name_whatever_it_looks_like() -> None:
    assert is_file_name("Hoi-Truong", "hoi-truong.jpg")
    assert not is_file_name("", "")


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


# -- Properties ---------------------------------------------------------------------------------------------

#: ``#`` becomes a number, so that every word of a document is unique: w a visible word, t a title, k a credit.
_LINES = st.sampled_from(
    [
        "![alt#](#.jpg)", "![](#.jpg)", '![alt#](#.jpg "t# t#")', '![alt#](#.jpg){credit="k#"}', "![alt#](#.jpg) ![](#.jpg)",
        "[![alt#](#.jpg)](https://so.example/)", "w# ![alt#](#.jpg) w#", "![alt#](#.jpg) w#", "![alt#](#.jpg)  ",
        "*w# w#*", "*w# w#.*", "w# w#", "W# w#", "W# w#,", "W# w#.", "w#:", "**w#** w#", "*w#* w#", "`w#`", "[w#](/x/)",
        "W# w# " * 12, "W# w# " * 20, "W#\u00a0", "<b>w#</b>", "<br>", "<p>w#</p>", "w#  ", "{: .prose}", "", "", "", "---",
        "## W#", "W#[^1]", "![alt#](#.jpg)[^1]", "| w# | w# |\n|---|---|\n| ![alt#](#.jpg) | w# |",
    ]
)  # fmt: skip
_PREFIXES = st.sampled_from(["", "", "", "", "- ", "  ", "    ", "> ", "1. ", ":   "])


@st.composite
def documents(draw: st.DrawFn) -> str:
    lines = draw(st.lists(st.tuples(_PREFIXES, _LINES), min_size=1, max_size=10))
    text = "\n".join("\n".join(prefix + part for part in line.split("\n")) for prefix, line in lines)
    text += "\n\n[^1]: w#\n" if draw(st.booleans()) else ""
    number = iter(range(1, 10_000))
    return re.sub("#(?!#| )", lambda _: str(next(number)), text)


def words(html: str) -> list[str]:
    """Return the visible words of a page, credits and titles aside."""
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.select(".credit"):
        mark.decompose()
    return re.findall(r"[wW]\d+", soup.get_text())


@given(documents())
@example("![alt1](2.jpg)\nw3,\n\nw4\n\n> ![](5.jpg)")
@example("- ![alt1](1.jpg)\n  w2\n  ![alt3](3.jpg)\n  w4.")
def test_no_word_is_lost_and_the_order_is_kept(text: str) -> None:
    html, _ = convert(text)
    assert words(html) == words(plain(text))


@given(documents())
def test_every_image_stays_once_and_in_its_order(text: str) -> None:
    def sources(html: str) -> list[str]:
        return [str(image["src"]) for image in BeautifulSoup(html, "html.parser").find_all("img")]

    assert sources(convert(text)[0]) == sources(plain(text))


@given(documents())
def test_every_alternative_text_is_kept_or_is_the_caption(text: str) -> None:
    soup = BeautifulSoup(convert(text)[0], "html.parser")
    kept = soup.get_text() + " ".join(str(image.get("alt")) for image in soup.find_all("img"))
    before = BeautifulSoup(plain(text), "html.parser")
    assert all(str(image["alt"]) in kept for image in before.find_all("img"))


@given(documents())
def test_every_title_of_a_figure_is_its_caption(text: str) -> None:
    soup = BeautifulSoup(convert(text)[0], "html.parser")
    assert not soup.select("figure img[title]")
    for image in BeautifulSoup(plain(text), "html.parser").select("img[title]"):
        assert str(image["title"]) in soup.get_text() or soup.select(f'img[title="{image["title"]}"]')


@given(documents())
def test_figures_nest_as_html_allows(text: str) -> None:
    html, _ = convert(text)
    soup = BeautifulSoup(html, "html.parser")
    for outer in ("p", "h2", "em", "a"):
        assert not soup.select(f"{outer} figure")
    for caption in soup.find_all("figcaption"):
        assert caption.parent is not None and caption.parent.name == "figure"
        assert caption.get_text().strip()
    assert not [
        p for p in soup.find_all("p") if not p.get_text().strip() and not p.find(["img", "br"]) and "<p>" not in text
    ]


@given(documents())
def test_one_converter_gives_the_same_twice(text: str) -> None:
    markdown = Markdown(extensions=[*EXTENSIONS, CaptionExtension()], output_format="html")
    assert markdown.convert(text) == markdown.reset().convert(text) == convert(text)[0]


@given(st.one_of(documents().map(lambda text: text.replace("!", "")), st.text()).filter(lambda text: "![" not in text))
@example("a<br>b\n\n*c*\n\n- d\n\n  e")
def test_a_document_without_images_is_plain_markdown(text: str) -> None:
    assert convert(text) == (plain(text), [])
