"""What is told of a text and a page: what of it is lost, in which line, and which signs are seen."""

from pathlib import Path

import pytest

from ban_tin.articles.nothing_lost import Around, Told, check_words
from tests.builders import converted, kinds, picture

Found = list[tuple[str, int, str]]


def check(text: str, html: str, told: list[Told] | None = None, names: list[str] | None = None) -> Found:
    """Return kind, line and quoted text of what is reported of ``text``, whose first line is the tenth of its file."""
    found: Found = []

    def report(kind: str, line: int, **values: str) -> None:
        found.append((kind, line, values["text"]))

    check_words(text, 10, html, lambda: Around(told or [], names or []), report)
    return found


def paragraphs(*texts: str) -> str:
    return "\n".join(f"<p>{text}</p>" for text in texts)


def table(*rows: str) -> str:
    cells = "\n".join("<tr>\n" + "\n".join(f"<td>{cell}</td>" for cell in row.split("|")) + "\n</tr>" for row in rows)
    return f"<table>\n<tbody>\n{cells}\n</tbody>\n</table>"


@pytest.mark.parametrize(
    "text, html, line, lost",
    [
        pytest.param("Một\n\nHai\n\nBa", paragraphs("Một", "Ba"), 12, "Hai", id="a paragraph"),
        pytest.param("Một hai ba bốn.", paragraphs("Một bốn."), 10, "hai ba", id="words"),
        pytest.param("Lớp 10A\n\nLớp 10B\n\nLớp 10A", paragraphs("Lớp 10A", "Lớp 10B"), 14, "Lớp 10A", id="the second of two alike"),
        pytest.param("Lớp 10A\n\nLớp 10B\n\nLớp 10A", paragraphs("Lớp 10B", "Lớp 10A"), 10, "Lớp 10A", id="the first of two alike"),
        pytest.param(
            "| An | Phòng 5 |\n| Bình | Phòng 5 |\n| Chi | Phòng 6 | Phòng 5 |\n| Dũng | Phòng 5 |",
            table("An|Phòng 5", "Bình|Phòng 5", "Chi|Phòng 6", "Dũng|Phòng 5"), 12, "Phòng 5", id="a cell that others have too",
        ),
        pytest.param("Một\n\nHội nghị", paragraphs("Một", "Hội ng", "hị"), 12, "nghị", id="a torn word"),
        pytest.param("Tổng: 15\n\n5", paragraphs("Tổng: 15"), 12, "5", id="a figure within another"),
        pytest.param("Một\u0323t\n\nHai", paragraphs("Một\u0323t"), 12, "Hai", id="other forms of letters"),
    ],
)  # fmt: skip
def test_a_lost_word_has_its_line_though_others_are_like_it(text: str, html: str, line: int, lost: str) -> None:
    assert [(number, quoted) for _, number, quoted in check(text, html)] == [(line, lost)]


@pytest.mark.parametrize(
    "text, html",
    [
        ("M**ộ**t h<b>a</b>i", paragraphs("M<strong>ộ</strong>t h<b>a</b>i")),
        ("Một[^1].\n\n[^1]: Hai.\n\nBa.", paragraphs("Một<sup id='fnref:1'>", "Ba.", "Hai.").replace("'", '"') + "<ol></ol>"),
        ("Một&nbsp;hai &eacute;m &#64;", paragraphs("Một\xa0hai ém @")),
        ("1. Một\n7. Hai", "<ol>\n<li>Một</li>\n<li>Hai</li>\n</ol>"),
        ("[Một](/a/b/ \"Hai\") ba", paragraphs('<a href="/a/b/" title="Hai">Một</a> ba')),
        ("<!-- ẩn\nđi -->\nMột", paragraphs("Một")),
        ("Một\xadhai", paragraphs("Mộthai")),
        ("![Một](a.jpg)\n*Một*", '<figure><img alt="" src="/anh/a-1.jpg"><figcaption>Một</figcaption></figure>'),
        ("*Một hai ba bốn năm*", "<figcaption>Một hai ba bốn năm. Ảnh: Minh Hà</figcaption>"),
        ("XYZ một XYZ.\n\n*[XYZ]: hai", paragraphs('<abbr title="hai">XYZ</abbr> một <abbr title="hai">XYZ</abbr>.')),
        ("[tệp](<Bản sao.pdf>)", paragraphs('<a href="/x/Ba%CC%89n%20sao.pdf">tệp</a>')),
    ],
)  # fmt: skip
def test_what_moves_or_changes_its_form_is_not_lost(text: str, html: str) -> None:
    assert check(text, html) == []


def test_the_name_of_a_file_that_was_asked_for_is_no_word_of_the_text() -> None:
    text, html = "Một ![hai](<Hình chụp.jpg>) ba", paragraphs('Một <img alt="hai" src="/anh/x.jpg"> ba')
    assert check(f"{text} bốn", html, names=["Hình chụp.jpg"]) == [("words-missing", 10, "bốn")]
    assert ("words-missing", 10, "<Hình chụp.jpg>") in check(f"{text} bốn", html)


@pytest.mark.parametrize(
    "text, kind, quoted",
    [
        ("[Câu 1]: A", "words-missing-reference", "[Câu 1]: A"),
        ("*[Tư liệu]: A*", "words-missing-reference", "*[Tư liệu]: A*"),
        ("[^1]: Hai", "words-missing-note", "Hai"),
        ('Một ![x](a.jpg "Hai")', "words-missing-title", "Hai"),
        ("| Một | Hai |", "words-missing-cell", "Hai"),
        ("Một hai", "words-missing", "hai"),
        ("Một\nhai\nba", "words-missing-lines", "hai ba"),
    ],
)
def test_the_cause_is_told_where_it_shows(text: str, kind: str, quoted: str) -> None:
    shown = check(text, '<p>Một <img alt="x" src="a.jpg"></p>')
    assert shown == [(kind, 11 if kind.endswith("lines") else 10, quoted)]


def test_what_a_finding_tells_is_not_told_again() -> None:
    text, html = "Một\n\nHai ba\n\nBốn ![năm", paragraphs("Một", "Bốn ![năm](a.jpg)")
    assert [line for _, line, _ in check(text, html)] == [12, 14]
    assert [line for _, line, _ in check(text, html, [Told(12, "list-text", ())])] == [14]
    assert [line for _, line, _ in check(text, html, [Told(11, "caption-twice", ("Hai ba",))])] == [14]
    assert [
        line for _, line, _ in check(text, html, [Told(12, "consent-missing", ("Ba",)), Told(14, "table-text", ())])
    ] == [12]
    # So short a word is quoted far away by chance.
    assert [line for _, line, _ in check(text, html, [Told(90, "caption-twice", ("Hai ba",))])] == [12, 14]


def test_of_very_much_that_is_lost_nothing_is_left_out() -> None:
    text = "\n\n".join(f"mất {number}\n\ncòn {number}" for number in range(100))
    found = check(text, paragraphs(*(f"còn {number}" for number in range(100))))
    assert len(found) == 20
    assert found[-1][:2] == ("words-missing-lines", 10 + 19 * 4)


@pytest.mark.parametrize(
    "shown",
    [
        "![x](a.jpg)", "[x](/a/)", "{{< figure >}}", "{% include %}", "[caption id=1]", "[/caption]", "![[a.jpg]]", "[[Trang]]", "::: figure",
        "/// caption", "**Điều 1. **Phạm vi", "**đậm", "__x__", "~~x~~", "==x==", "++x++", "một\\", "một\\/hai", "Xem[^8]", "{.center}",
        "{#id}", "{: .x}", "[x]{.underline}", "## Tên", "&nbsp;", "|---|---|", "```python", "<div>", "</b>", "!!! note",
    ],
)  # fmt: skip
def test_a_sign_that_readers_see_is_told_at_its_line(shown: str) -> None:
    text = f"Một.\n\n`{shown}`\n\n{shown}"
    escaped = shown.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ((kind, line, quoted),) = check(text, paragraphs("Một.", f"<code>{escaped}</code>", escaped))
    assert (kind, line) == ("markup-shown", 14)
    assert quoted in shown or shown in quoted


@pytest.mark.parametrize(
    "text",
    ["5 ** 3 = 125", "C:\\", "D:\\Tài liệu\\", "\\\\may-chu\\chung", "a@b.vn #hashtag", "Họ tên: ____ Lớp: __", "***", "(**) Ghi chú", "x_1 + y_2",
     "[ ] Có [x] Không", "[1] Nghị định", "{x, y}", "a < b và c > d", "$\\frac{1}{2}$ \\, x", "Q&A; AT&T", "http://a.vn//b", "1 == 1", "C++ và D++", "|x| + |y|",
     "– Chào em!", "... *Ghi chú", "2**10", ":-) :x:", "~ 5 km ~", "12:30::45"],
)  # fmt: skip
def test_signs_of_true_text_are_left_alone(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert check(text, paragraphs(escaped)) == []


def test_what_was_typed_to_be_seen_is_left_alone() -> None:
    assert check("\\*\\*một\\*\\* \\[x](y) &#91;^1]", paragraphs("**một** [x](y) [^1]")) == []


def test_an_alternative_text_that_repeats_its_caption_is_said_once(tmp_path: Path) -> None:
    picture(tmp_path / "a.jpg")
    first, second = (
        "Đoàn kiểm tra liên ngành rà soát cơ sở vật chất",
        "Đoàn kiểm tra liên ngành tổ chức kế hoạch kiểm định",
    )
    text = f'![{first}](a.jpg)<br><em>{first}</em>\n\n\n![{second}](a.jpg){{credit="Minh Hà"}}\n*{second}*\n\nĐoàn kiểm tra ra về.\n'
    assert [each for each in kinds(converted(tmp_path, text)[1]) if each.startswith("words-")] == []
