"""Who said what is quoted."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.builders import converted, strict


@pytest.mark.parametrize(
    ("text", "said", "footer"),
    [
        ("> Cửa lớp luôn mở.\n> — Hà Thị Sơn, giáo viên", "Cửa lớp luôn mở.", "— Hà Thị Sơn, giáo viên"),
        ("> Cửa lớp luôn mở. — Hà Thị Sơn", "Cửa lớp luôn mở.", "— Hà Thị Sơn"),
        ("> “Cửa lớp luôn mở” – TS. Hà Sơn", "“Cửa lớp luôn mở”", "– TS. Hà Sơn"),
        ("> Cửa lớp\n> luôn mở\n>\n> — Hà Thị Sơn", "Cửa lớp\nluôn mở", "— Hà Thị Sơn"),
        ("> Cửa lớp luôn mở  \n> -- Hà Thị Sơn", "Cửa lớp luôn mở", "-- Hà Thị Sơn"),
        ("> *Cửa lớp luôn mở.* — **Hà Thị Sơn**, giáo viên", "Cửa lớp luôn mở.", "— Hà Thị Sơn, giáo viên"),
        ("> Cửa lớp luôn mở.\n> — [Hà Thị Sơn](/tac-gia/ha/)", "Cửa lớp luôn mở.", "— Hà Thị Sơn"),
    ],
)
def test_a_name_at_the_end_of_a_quotation_is_its_footer(tmp_path: Path, text: str, said: str, footer: str) -> None:
    body, findings = converted(tmp_path, text)
    assert not findings.found
    strict(body.html)
    (quote,) = BeautifulSoup(body.html, "html.parser").select("blockquote.said")
    assert [(part.name, part.text) for part in quote.find_all(recursive=False)] == [("p", said), ("footer", footer)]


@pytest.mark.parametrize(
    "text",
    [
        "> Năm học – Năm của an toàn",
        "> – Em chào cô\n> – Chào em",
        "> – Em chào cô",
        "> Cô hỏi.\n>\n> – Em chào cô.",
        "> Cửa lớp luôn mở. — và các em đến",
        "> Điều 1. Ban hành Quy chế.",
        "> Cửa lớp luôn mở.\n> — Hà Thị Sơn\n>\n> Rồi thêm một đoạn.",
    ],
)
def test_a_dash_before_something_else_is_left_alone(tmp_path: Path, text: str) -> None:
    html = converted(tmp_path, text)[0].html
    assert "<footer" not in html and "said" not in html
    # Lines that each begin with a dash are a list.
    shown = [word for word in BeautifulSoup(html, "html.parser").text.split() if word != "–"]
    assert shown == [word for word in text.split() if word not in {">", "–"}]
