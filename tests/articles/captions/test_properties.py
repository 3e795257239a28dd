"""What holds for any document: no word lost, the order kept, valid HTML, the same every time."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup
from html5lib.html5parser import ParseError
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown import Markdown

from ban_tin.articles.body.convert import EXTENSIONS
from ban_tin.articles.captions import CaptionExtension
from tests.articles.captions.conversion import convert, convert_with_findings, plain
from tests.builders import strict

#: ``#`` becomes a number, so that every word of a document is unique: w a visible word, t a title, k a credit.
#: What stands between ‹ and › is written twice.
_IMAGES = (
    "![alt#](#.jpg)", "![](#.jpg)", '![alt#](#.jpg "t# t#")', '![alt#](#.jpg){credit="k#"}', "![alt#](#.jpg) ![](#.jpg)",
    "[![alt#](#.jpg)](https://so.example/)", "![alt#](#.jpg)  ", "![alt#](#.jpg)[^1]", "![alt#](#.jpg)<br>*w#*",
    '![alt#](#.jpg "t#") ![alt#](#.jpg)', "![alt#](#.jpg)&nbsp;", "![alt#](#.jpg)\n{: #i# }", '![alt#](dang#.jpg "dang#")',
    "![alt#](#.jpg)\n![alt#](#.jpg)\n*W#*\n*W#*", "![alt#](#.jpg) ![alt#](#.jpg)\n*W#*\n*W#*",
    "![‹w# w# w#.›](#.jpg)", "**![alt#](#.jpg)**", "*![alt#](#.jpg)\nW# w#*", "***![alt#](#.jpg)***\n*w#*", "**w#\n![alt#](#.jpg)**",
    "Hình 1: W# w#\n![alt#](#.jpg)", "Hình 2. W#\n\n![alt#](#.jpg)",
)  # fmt: skip
_CELLS = tuple(
    f"\n| w# | w# |\n|---|---|\n| {cell} | w# |\n"
    for cell in ("![alt#](#.jpg)", "w#<br>![alt#](#.jpg)<br>w#<br>w#", "![alt#](#.jpg)<br>*w#*")
)
_GRIDS = (
    "\n| ![alt#](#.jpg) | ![alt#](#.jpg) |\n|---|---|\n| w# w# | w# |\n", "\n| ![alt#](#.jpg) | w# |\n|---|---|\n| *w# w#* | *w#* |\n",
    "\n| | |\n|---|---|\n| ![alt#](#.jpg) | ![alt#](#.jpg) |\n| *w#* | |\n| w# | *w# w#* |\n",
)  # fmt: skip
_INLINE = (
    "w# ![alt#](#.jpg) w#", "![alt#](#.jpg) w#", "w# [![alt#](#.jpg)](/x/)", '![alt#](#.jpg){credit="k#"} w#',
    "w#<br>w# ![alt#](#.jpg) w#", "\n| w# | w# |\n|---|---|\n| w#<br/>w# ![alt#](#.jpg) | w# |\n",
)  # fmt: skip
_WORDS = (
    "*w# w#*", "*w# w#.*", "*W# w#,*", "*W#,\nw#*", "_W# w#_", "***w#***", "*w#*[^1]", '*W# w#*{credit="k#"}', "*W#. Ảnh: k#*",
    "w# w#", "W# w#", "W# w#,", "W# w#.", "w#:", "**w#** w#", "**W# w#**", "*w#* w#", "`w#`", "[w#](/x/)", "w#[^1]",
    "W# w# " * 12, "W# w# " * 20, "W#\u00a0", "W# &amp; w# &nbsp;", "w# &copy; w#", "<b>w#</b>", "w# <em>w#</em> w#", "<br>",
    "<p>w#</p>", "<div>w#</div>", "<!-- c -->", "&nbsp;", "\u00a0", "w#  ", "W#<br>w#", "{: .prose}", "{: #i# }", "---",
    "## W#", "W#[^1]", "| w# | w# |\n|---|---|\n| w# | w# |", "‹W# w# w#.›", "*‹W# w# w#›*", "‹W# w#\n\n›", "dang#", "IMG_#.JPG",
    "Ảnh #", "*dang#*", "Tin và ảnh: W# w#", "W# như sau", "W# w#. Ảnh: Minh Hà", "Ảnh: Minh Hà", "*Ảnh Minh Hà*", "MINH HÀ", "Điều #", "Xem thêm: w#", "Một số hình ảnh về w#",
    "W#. Ảnh: k#", "- w#\n- w#", "> w#", "w#\n:   w#",
    "", "", "", "",
)  # fmt: skip
#: Before the first line of a block, and before the lines after it.
_PREFIXES = (
    ("", ""), ("", ""), ("", ""), ("", ""), ("- ", "  "), ("- ", "    "), ("> ", "> "), ("> ", ""), ("1. ", "    "), (":   ", "    "),
    ("    - ", "      "), ("> - ", ">   "), ("    ", "    "),
)  # fmt: skip
_WRAPPERS = (
    "{}", "{}", "{}", '<div markdown="1">\n\n{}\n\n</div>', '<details markdown="1">\n<summary>w0</summary>\n\n{}\n\n</details>',
    "{}\n\n[^1]: w#\n", "W#[^2]\n\n{}\n\n[^2]: ![alt#](#.jpg)\n    *w#*\n", "W#[^2]\n\n[^2]: w#\n\n    ![alt#](#.jpg)\n\n    w#\n\n{}",
)  # fmt: skip


@st.composite
def documents(draw: st.DrawFn, images: tuple[str, ...] = (*_IMAGES, *_CELLS, *_GRIDS, *_INLINE)) -> str:
    """Return a document of a few blocks: images and words, in lists, quotes, cells, definitions, footnotes and HTML."""
    line = st.sampled_from(_WORDS) | st.sampled_from(images) if images else st.sampled_from(_WORDS)
    text = ""
    for _ in range(draw(st.integers(1, 4))):
        first, others = draw(st.sampled_from(_PREFIXES))
        lines = "\n".join(draw(st.lists(line, min_size=1, max_size=5))).split("\n")
        text += first + lines[0] + "".join(f"\n{others}{each}" if each else "\n" for each in lines[1:])
        text += draw(st.sampled_from(("\n", "\n\n")))
    text = draw(st.sampled_from(_WRAPPERS)).replace("{}", text)
    number = iter(range(1, 10_000))
    text = re.sub(r"(?<!#)#(?![#i])", lambda _: str(next(number)), text)
    return re.sub("‹(.*?)›", r"\1\1", text, flags=re.DOTALL)


def tokens(text: str) -> list[str]:
    return re.findall(r"(?:\b[wWk]|dang|IMG_|Ảnh )\d+", text)


def visible(html: str) -> list[str]:
    """Return the words of a page in their order, the credits that were added to captions and their titles aside."""
    soup = BeautifulSoup(html, "html.parser")
    for mark in soup.select("figcaption .credit"):
        mark.decompose()
    return tokens(soup.get_text(" "))


def is_part_of(part: list[str], whole: list[str]) -> bool:
    """Return whether ``part`` is ``whole`` with some left out, in the same order."""
    rest: Iterator[str] = iter(whole)
    return all(word in rest for word in part)


@given(documents())
@example("![alt1](2.jpg)\nw3,\n\nw4\n\n> ![](5.jpg)")
@example("- ![alt1](1.jpg)\n  w2\n  ![alt3](3.jpg)\n  w4.")
def test_no_word_is_lost_but_file_names_and_repetitions_that_are_reported(text: str) -> None:
    html, findings = convert_with_findings(text)
    before, after = visible(plain(text)), visible(html)
    assert is_part_of(after, before)
    gone = list(before)
    for word in after:
        gone.remove(word)
    kinds = {"caption-file-name": "caption", "caption-number": "caption", "caption-twice": "text"}
    told = [word for kind, _, values in findings if kind in kinds for word in tokens(values[kinds[kind]])]
    for word in gone:
        assert word in told
        # Of what stood there twice, one is still there.
        assert word.startswith(("dang", "IMG_", "Ảnh ")) or word in after
        told.remove(word)


@given(documents())
def test_nothing_is_shown_twice(text: str) -> None:
    words = visible(convert(text)[0])
    before = visible(plain(text))
    assert all(words.count(word) <= before.count(word) for word in set(words))


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
    # Twice the same with nothing between: once is enough.
    halves = [str(image["alt"]) for image in before.find_all("img")]
    assert all(alt in kept or alt[: len(alt) // 2] in kept for alt in halves)


@given(documents())
def test_every_title_of_a_figure_is_its_caption(text: str) -> None:
    html, findings = convert_with_findings(text)
    soup = BeautifulSoup(html, "html.parser")
    assert not soup.select("figure img[title]")
    reported = [values["caption"] for kind, _, values in findings if kind == "caption-file-name"]
    for image in BeautifulSoup(plain(text), "html.parser").select("img[title]"):
        title = str(image["title"])
        assert title in soup.get_text() or soup.select(f'img[title="{title}"]') or title in reported


@given(documents())
def test_every_credit_is_shown_once(text: str) -> None:
    before = BeautifulSoup(plain(text), "html.parser")
    soup = BeautifulSoup(convert(text)[0], "html.parser")
    shown = re.findall(r"k\d+", soup.get_text() + " ".join(str(each["credit"]) for each in soup.select("[credit]")))
    for element in before.select("[credit]"):
        assert shown.count(str(element["credit"])) == 1


@given(documents())
def test_figures_nest_as_html_allows(text: str) -> None:
    html, _ = convert(text)
    soup = BeautifulSoup(html, "html.parser")
    for outer in ("p", "h2", "em", "a", "summary"):
        assert not soup.select(f"{outer} figure")
    for caption in soup.find_all("figcaption"):
        assert caption.parent is not None and caption.parent.name == "figure"
        assert caption.get_text().strip()
    for gallery in soup.select(".gallery"):
        assert [child.name for child in gallery.find_all(recursive=False)].count("figure") > 1
        assert not visible("".join(str(child) for child in gallery.children if child.name is None))


@given(documents())
def test_a_browser_reads_it_without_an_error(text: str) -> None:
    def is_valid(html: str) -> bool:
        try:
            strict(html)
        except ParseError:
            return False
        return True

    assume(is_valid(plain(text)))
    html, _ = convert(text)
    assert is_valid(html)


@given(documents())
def test_what_links_lead_to_stays_and_stays_once(text: str) -> None:
    def identifiers(html: str) -> list[str]:
        return sorted(str(element["id"]) for element in BeautifulSoup(html, "html.parser").select("[id]"))

    html, kinds = convert(text)
    # What isn't shown takes its own with it.
    assume(not {"caption-file-name", "caption-number", "caption-twice"} & set(kinds))
    assert identifiers(html) == identifiers(plain(text))


@given(documents(), documents())
def test_converters_give_the_same_every_time(text: str, other: str) -> None:
    markdown = Markdown(extensions=[*EXTENSIONS, CaptionExtension()], output_format="html")
    once = markdown.convert(text)
    markdown.reset().convert(other)
    assert once == markdown.reset().convert(text) == convert(text)[0]


@given(st.one_of(documents(()), st.text()).filter(lambda text: "![" not in text))
@example("a<br>b\n\n*c*\n\n- d\n\n  e")
def test_a_document_without_images_is_plain_markdown(text: str) -> None:
    assert convert(text) == (plain(text), [])


@given(documents(_INLINE))
def test_images_inside_sentences_stay_as_plain_markdown_has_them(text: str) -> None:
    assume(not BeautifulSoup(convert(text)[0], "html.parser").figure)
    assert convert(text) == (plain(text), [])
