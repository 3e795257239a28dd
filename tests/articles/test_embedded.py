"""Photos inside the text: told in one line, and saved as files by a pure function."""

import base64
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from ban_tin.articles.embedded import find_embedded, save_embedded
from tests.builders import converted


def png(colour: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (2, 2), (colour, 0, 0)).save(stream, "PNG")
    return stream.getvalue()


CODED = base64.b64encode(png()).decode()
URL = f"data:image/png;base64,{CODED}"


@pytest.mark.parametrize(
    ("text", "saved", "name"),
    [
        (f"![Hội trường]({URL})\n*Chú thích*", "![Hội trường](hoi-truong.png)\n*Chú thích*", "hoi-truong.png"),
        (f'![]({URL} "Quang cảnh")', '![](anh.png "Quang cảnh")', "anh.png"),
        (f"![][image1]\n\n[image1]: <{URL}>\n\nChữ", "![][image1]\n\n[image1]: image1.png\n\nChữ", "image1.png"),
        (f'<img alt="Hội &amp; lễ" width="3" src="{URL}"> chữ', "![Hội & lễ](hoi-le.png) chữ", "hoi-le.png"),
    ],
)
def test_a_photo_becomes_a_file_and_its_name(text: str, saved: str, name: str) -> None:
    assert save_embedded(text) == (saved, {name: png()})


def test_names_that_are_taken_are_not_given_again() -> None:
    other = base64.b64encode(png(9)).decode()
    text = f"![Lễ]({URL}) ![Lễ](data:image/png;base64,{other}) ![Lễ]({URL})"
    saved = save_embedded(text, ["LE.png"])
    assert saved.text == "![Lễ](le-2.png) ![Lễ](le-3.png) ![Lễ](le-2.png)"
    assert saved.files == {"le-2.png": png(), "le-3.png": png(9)}


@pytest.mark.parametrize(
    "data", ["image/png;base64,AA", "image/png;base64,", "image/svg+xml;utf8,x", "image/x-emf;base64,AAAA", ",x"]
)
def test_what_is_damaged_or_cannot_be_shown_stays(data: str) -> None:
    text = f"![Lễ](data:{data})"
    assert save_embedded(text) == (text, {})
    assert len(find_embedded(text)) == 1


def test_the_finding_is_short_and_gives_the_line(tmp_path: Path) -> None:
    _, findings = converted(tmp_path, f"Một.\n\n![Hội trường]({URL * 100})\n\n![]({URL})")
    broken, good = sorted(findings.found, key=lambda each: each.line)
    assert (broken.kind, broken.line) == ("photo-embedded-broken", 3)
    assert (good.kind, good.line) == ("photo-embedded", 5)
    assert "![](anh.png)" in good.fix(str)
    assert max(len(each.message(str) + each.fix(str)) for each in findings.found) < 400


@given(
    st.lists(
        st.sampled_from(["chữ ", f"![a]({URL})", "\n", "data:", "![", "](", ")", "[x]: ", "<img src=", ">", '"']),
        max_size=8,
    ).map("".join)
)
def test_nothing_else_of_a_text_changes(text: str) -> None:
    saved = save_embedded(text)
    assert saved.text.count("chữ") == text.count("chữ")
    assert save_embedded(saved.text).files == {}
