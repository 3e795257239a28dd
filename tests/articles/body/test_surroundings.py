"""Where a photo stands in a body says how wide it is shown and whether it opens large."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from ban_tin.photos.sizes import BODY_SIZES, CELL_SIZES, ROW, ROW_END, alone_sizes, sentence_sizes, text_sizes
from tests.builders import converted, picture, strict


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of an article with a photo across, one upright and a small one."""
    beside = tmp_path / "bai"
    picture(beside / "ngang.jpg", (1600, 1000), (10, 90, 30))
    picture(beside / "dung.jpg", (900, 1200), (90, 10, 30))
    picture(beside / "nho.jpg", (320, 200), (10, 30, 90))
    return beside


def body(folder: Path, text: str) -> BeautifulSoup:
    done, findings = converted(folder, text)
    assert [finding for finding in findings.found if finding.severity == "error"] == []
    strict(done.html)
    return BeautifulSoup(done.html, "html.parser")


def sizes(soup: BeautifulSoup) -> list[str]:
    """Return the ``sizes`` of each photo; all of its sources say the same."""
    found = []
    for element in soup("picture"):
        said = {child["sizes"] for child in element.find_all(True)}
        assert len(said) == 1
        found += [str(each) for each in said]
    return found


def test_a_photo_of_a_figure_links_to_its_largest_rendition(folder: Path) -> None:
    (link,) = body(folder, "![Sân trường](ngang.jpg)\n*Giờ ra chơi*").select("figure > a")
    assert link["class"] == ["enlarge"] and link["aria-label"] == "Phóng to: Sân trường"
    image = link.select_one("picture > img")
    assert isinstance(image, Tag)
    assert link["href"] == str(image["srcset"]).split(", ")[-1].split()[0]
    assert str(link["href"]).endswith("-1600.jpg")


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("![a](ngang.jpg)\n*Một*\n\n![b](dung.jpg)\n*Hai*", 2),
        ("![a](ngang.jpg) ![b](dung.jpg)\n*Hai ảnh*", 2),
        ('![a](ngang.jpg "Một") ![b](dung.jpg)\n*Hai*', 2),
        ("- ![a](ngang.jpg)\n  *Một*", 1),
        ("| A |\n|---|\n| ![a](ngang.jpg)<br>*Một* |", 1),
        ('<figure markdown="1">\n![a](ngang.jpg)\n</figure>', 1),
        (
            '<figure markdown="1">\n![a](ngang.jpg)\n<figcaption markdown="span">Dấu ![b](nho.jpg) ở cổng</figcaption>\n</figure>',
            1,
        ),
        ("Một câu có ![a](nho.jpg) trong đó.", 0),
        ("[![a](ngang.jpg)](https://so.example/)\n*Có liên kết*", 0),
        ("[![a](ngang.jpg)](ngang.jpg)\n*Có liên kết*", 0),
    ],
)
def test_which_photos_open_large(folder: Path, text: str, links: int) -> None:
    soup = body(folder, text)
    assert len(soup.select("a.enlarge > picture")) == links == len(soup.select(".enlarge"))
    # No link stands in a link.
    assert soup.select("a a") == []


ACROSS, UPRIGHT = "![a](ngang.jpg)\n*Ngang*", "![b](dung.jpg)\n*Đứng*"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (ACROSS, [BODY_SIZES]),
        (UPRIGHT, [alone_sizes(900, 1200)]),
        ("![b](dung.jpg)", [alone_sizes(900, 1200)]),
        (f"{ACROSS}\n\n{UPRIGHT}", [text_sizes(share=ROW), text_sizes(share=ROW, upright=True)]),
        (
            f"{ACROSS}\n\n{UPRIGHT}\n\n{ACROSS}",
            [text_sizes(share=ROW), text_sizes(share=ROW, upright=True), BODY_SIZES],
        ),
        (f"{ACROSS}\n\n{ACROSS}\n\n{UPRIGHT}", [text_sizes(share=ROW)] * 2 + [text_sizes(share=ROW_END, upright=True)]),
        ("![a](ngang.jpg) ![b](dung.jpg)\n*Hai*", [text_sizes(share=ROW), text_sizes(share=ROW, upright=True)]),
        ("![a](ngang.jpg) ![a](ngang.jpg) ![a](ngang.jpg)\n*Ba*", [text_sizes(share=ROW)] * 2 + [BODY_SIZES]),
        ("- ![a](ngang.jpg)\n  *Một*", [text_sizes(1.96875)]),
        ("- Một\n    - ![a](ngang.jpg)\n      *Hai*", [text_sizes(2 * 1.96875)]),
        ("> ![a](ngang.jpg)\n> *Một*", [text_sizes(1.6875)]),
        ("| A |\n|---|\n| ![a](ngang.jpg)<br>*Một* |", [CELL_SIZES]),
        ("Một câu có ![a](nho.jpg) trong đó.", [sentence_sizes(320)]),
        ("Một câu có ![a](ngang.jpg) trong đó.", [BODY_SIZES]),
    ],
)
def test_the_sizes_of_a_photo_follow_from_its_place(folder: Path, text: str, expected: list[str]) -> None:
    assert sizes(body(folder, text)) == expected


def test_sizes_as_browsers_read_them() -> None:
    assert BODY_SIZES == "(min-width: 44rem) 42rem, calc(100vw - 2rem)"
    assert (
        text_sizes(share=ROW)
        == "(min-width: 44rem) 20.5rem, (min-width: 40rem) calc(50vw - 1.5rem), calc(100vw - 2rem)"
    )
    assert text_sizes(share=ROW_END) == "(min-width: 40rem) 20.5rem, calc(100vw - 2rem)"
    assert text_sizes(2) == "(min-width: 44rem) 40rem, calc(100vw - 4rem)"
    assert sentence_sizes(320) == "(min-width: 22rem) 320px, calc(100vw - 2rem)"
    assert sentence_sizes(672) == BODY_SIZES
    assert alone_sizes(900, 1200) == "(min-width: 27rem) 400px, calc(100vw - 2rem)"
    assert alone_sizes(200, 300) == "(min-width: 14.5rem) 200px, calc(100vw - 2rem)"
    assert alone_sizes(300, 200) == sentence_sizes(300)


def test_the_upright_last_photo_of_a_row_keeps_to_its_half(folder: Path) -> None:
    links = body(folder, f"{ACROSS}\n\n{ACROSS}\n\n{UPRIGHT}").select("a")
    assert [link["class"] for link in links] == [["enlarge"], ["enlarge"], ["enlarge", "upright"]]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        (UPRIGHT, [["beside"]]),
        (ACROSS, [None]),
        (f"{ACROSS}\n\n{UPRIGHT}", [None, None]),
        (f"{ACROSS}\n\n{ACROSS}\n\n{UPRIGHT}", [None, None, ["beside"]]),
        ("![a](ngang.jpg) ![a](ngang.jpg) ![b](dung.jpg)\n*Ba*", [["figure-group"]]),
        ("| A |\n|---|\n| ![b](dung.jpg)<br>*Một* |", [None]),
    ],
)
def test_an_upright_photo_alone_in_its_row_has_its_words_beside_it(
    folder: Path, text: str, figures: list[list[str] | None]
) -> None:
    assert [figure.get("class") for figure in body(folder, text)("figure")] == figures
