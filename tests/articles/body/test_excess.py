"""Signs by the thousand are told at their line; what offices really publish is none of that, however large."""

from pathlib import Path

import pytest

from ban_tin.articles.body.excess import MOST_OPEN, MOST_REFERENCES, MOST_TICKS, find_excess
from ban_tin.machine.limits import Limits
from tests.builders import converted

MANY = 20_000
PAYLOADS = {
    "[": "[" * MANY,
    "![": "![" * MANY,
    "[a](": "[a](" * MANY,
    "[^": "[^" * MANY,
    "[x][": "[x][" * MANY,
    "[[…]]": "[" * MANY + "]" * MANY,
    "[a[a](b)](b)": "[a" * MANY + "](b)" * MANY,
    "<a ": "<a " * MANY,
    "<![CDATA[": "<![CDATA[" * MANY,
    "``a`": "``a`" * MANY,
    "<http://": "<http://" * MANY,
    "<x y='": "<x y='" * MANY,
    '<x y="\n': '<x y="\n' * MANY,
    "[^1]": "[^1]" * MANY + "\n\n[^1]: a",
    "a row": "| a |\n|---|\n| " + "[" * MANY + " |",
}
ROW = "| {0} | Trường THPT số {0} [xem](/tin/{0}/) | **{0}** `x` | ghi chú _số_ {0} |\n"
LARGE = {
    "a table of 2,000 rows": "| Số | Trường | Kết quả | Ghi chú |\n|---|---|---|---|\n"
    + "".join(map(ROW.format, range(2000))),
    "a list of 5,000 names": "".join(f"- Nguyễn Văn {number}, lớp 12A{number % 9}\n" for number in range(5000)),
    "a numbered list of 5,000": "".join(f"{number}. Trần Thị {number}\n" for number in range(1, 5001)),
    "500 links in a sentence": " ".join(
        f"[Trường số {number}](https://truong.example/{number})" for number in range(500)
    ),
    "300 photos' names": "".join(f"[Ảnh {number}](/anh/{number}.html)\n" for number in range(300)),
    "400 notes": " ".join(f"chữ[^{number}]" for number in range(400))
    + "\n\n"
    + "".join(f"[^{number}]: Nguồn {number}.\n" for number in range(400)),
    "a megabyte of prose": ("Hội nghị có *nhiều* ý kiến [1] và (2) của các trường. " * 20 + "\n\n") * 900,
    "programs": ("    a[i][j] = `b`;\n" * 50 + "\n") * 200,
}


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_thousands_of_one_sign_are_told_at_their_line(text: str) -> None:
    assert find_excess(text) is not None
    found = find_excess(f"Mở đầu.\n\nHai.\n\n{text}")
    assert found is not None
    assert found.start >= len("Mở đầu.\n\nHai.\n\n")


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_large_articles_are_none_of_that(text: str) -> None:
    assert find_excess(text) is None


@pytest.mark.parametrize("name", ["a table of 2,000 rows", "a list of 5,000 names", "500 links in a sentence"])
def test_large_articles_are_read_within_the_limits(tmp_path: Path, name: str) -> None:
    with Limits():
        body, findings = converted(tmp_path, LARGE[name])
    assert body.html
    assert not findings.found


def test_the_finding_names_sign_and_number(tmp_path: Path) -> None:
    body, findings = converted(tmp_path, "Một.\n\nHai.\n\n" + "![a](" * 900 + "\n")
    (found,) = findings.found
    assert (found.kind, found.line, dict(found.values)) == ("sign-many", 5, {"sign": "](", "count": "900"})
    assert body.html == ""


@pytest.mark.parametrize(
    ("text", "most"),
    [("[", MOST_OPEN), ("[^1] ", MOST_REFERENCES), ("`", MOST_TICKS)],
)
def test_the_number_itself_is_allowed(text: str, most: int) -> None:
    repeated = " ".join([text] * most)
    assert find_excess(repeated) is None
    assert find_excess(f"{repeated} {text}") is not None


def test_signs_in_other_paragraphs_are_none_of_one() -> None:
    assert find_excess(("[" * 150 + "\n\n") * 50) is None
