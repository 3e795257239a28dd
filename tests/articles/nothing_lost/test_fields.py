"""Signs of Markdown in front matter, where they are nothing but signs."""

import pytest

from ban_tin.articles.nothing_lost import check_shown_fields


def check(value: str) -> list[tuple[str, str, str]]:
    found: list[tuple[str, str, str]] = []

    def report(kind: str, *, field: str, text: str, plain: str) -> None:
        found.append((field, text, plain))

    check_shown_fields([("title", "Bài thường"), ("summary", value)], report)
    return found


@pytest.mark.parametrize(
    "value, sign, plain",
    [
        ("Sở *Giáo dục* họp", "*Giáo dục*", "Sở Giáo dục họp"),
        ("**Hội nghị**", "**Hội nghị**", "Hội nghị"),
        ("Theo [Nghị định 56](https://a.vn/)", "[Nghị định 56](https://a.vn/)", "Theo Nghị định 56"),
        ("Giáo dục&nbsp;&amp; Đào tạo", "&nbsp;&amp; Đào tạo", "Giáo dục & Đào tạo"),
        ("Dòng một<br>dòng hai", "<br>dòng hai", "Dòng một dòng hai"),
        (r"Bài 1\. Mở đầu", r"\. Mở đầu", "Bài 1. Mở đầu"),
        ("Một ~~hai~~", "~~hai~~", "Một hai"),
        ("Tên `ten-bai`", "`ten-bai`", "Tên ten-bai"),
        ("## Tên", "## Tên", "Tên"),
    ],
)
def test_signs_in_a_field_are_told_with_the_words_to_write(value: str, sign: str, plain: str) -> None:
    ((field, text, words),) = check(value)
    assert (field, words) == ("summary", plain)
    assert text in value and sign.startswith(text[:4])


@pytest.mark.parametrize(
    "value",
    ["Giá trị > 5 & < 10", "5 * 3 * 2 = 30", "Lớp 10A_1 và 10A_2", "[Video] Lễ khai giảng", "Q&A; AT&T", "Điểm thi* lớp 10", "C:\\Tài liệu", "#chaonamhoc",
     "Quý I/2026 (dự thảo)", "a == b"],
)  # fmt: skip
def test_true_text_in_a_field_is_left_alone(value: str) -> None:
    assert check(value) == []
