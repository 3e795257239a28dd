"""The fields of an article as a form: only the lines of what was changed change, and what is read back is what was typed."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ban_tin.articles.front_matter.fields import FIELDS, Shape
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings.report import Findings
from newsdesk.editing.fields.reading import Form, Place, read_form
from newsdesk.editing.fields.typing import Value
from newsdesk.editing.fields.writing import UnsetError, plain_value, set_fields
from tests.builders import site
from tests.shared_files import SOAK

LONG = settings(max_examples=500 if SOAK else 40, deadline=None)
ARTICLE = f"""---
title: "Hội nghị: sơ kết"   # tên tạm
date: 2026-11-20 08:00
category: Công tác Đảng
# ghi chú của tôi
tags: [sơ kết, chuyển đổi số]
attachments:
  # bản ký
  - file: a.pdf
    title: 'Kế hoạch'
summary: >
  Hai câu
  nói điều chính.

authors:
- Minh Hà
- Quốc Bảo
# likely date: "ngày 20 tháng 11"
# office: Không thấy trong tài liệu
# imported: sha256:{"a" * 64} "bai.docx"
---
Thân bài: *nghiêng*
"""
PAIRS = "Title: Hội nghị sơ kết\nDate: 2026-11-20\nCategory: Công tác Đảng\nTags: sơ kết, họp\nSummary: Hai câu\n    nói điều chính.\n\nThân bài\n"


def values(text: str) -> dict[str, object]:
    source = parse_source(text, "", Findings())
    assert source is not None
    return {name: plain_value(name, raw) for name, raw in source.values.items()}


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Return the lines that are gone, and those that are new."""
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_only_the_lines_of_a_field_change() -> None:
    cases: list[tuple[str, Value | None, list[str], list[str]]] = [
        ("title", 'Tên "mới": thế', ['title: "Hội nghị: sơ kết"   # tên tạm'], ['title: "Tên \\"mới\\": thế"  # tên tạm']),
        ("category", "Tin tức", ["category: Công tác Đảng"], ["category: Tin tức"]),
        ("tags", ["một, hai", "ba"], ["tags: [sơ kết, chuyển đổi số]"], ['tags: ["một, hai", ba]']),
        ("author", ["Lê Hoa"], ["- Minh Hà", "- Quốc Bảo"], ["- Lê Hoa"]),
        ("slug", "so-ket", [], ["slug: so-ket"]),
        ("lead_focus", "40% 30%", [], ["lead_focus: 40% 30%"]),
        ("summary", "Một câu: ngắn.", ["summary: >", "  Hai câu", "  nói điều chính."], ['summary: "Một câu: ngắn."']),
        ("attachments", [{"file": "b.pdf", "title": "Bản “B”"}], ["  - file: a.pdf", "    title: 'Kế hoạch'"],
         ["  - file: b.pdf", '    title: "Bản “B”"']),
        ("tags", None, ["tags: [sơ kết, chuyển đổi số]"], []),
        ("office", "Văn phòng", ["# office: Không thấy trong tài liệu"], ["office: Văn phòng"]),
    ]  # fmt: skip
    for ends in ("\n", "\r\n"):
        for mark in ("", "\ufeff"):
            text = mark + ARTICLE.replace("\n", ends)
            for name, value, gone, new in cases:
                made = set_fields(text, {name: value})
                assert changed(text, made) == (gone, new), name
                assert made.count(ends) == made.count("\n") and made.startswith(mark)
                assert "# ghi chú của tôi" in made and "  # bản ký" in made


def test_what_an_import_was_not_sure_of_is_marked_until_somebody_looked() -> None:
    assert form(ARTICLE).fields["date"].likely == "ngày 20 tháng 11"
    confirmed = set_fields(ARTICLE, {}, ["date"])
    assert changed(ARTICLE, confirmed) == (['# likely date: "ngày 20 tháng 11"'], [])
    assert form(confirmed).fields["date"].likely == ""
    assert "# likely date" not in set_fields(ARTICLE, {"date": "2026-11-21"})
    # A remark of one's own is nobody's mark.
    own = ARTICLE.replace("# imported", "# ghi").replace("# office", "# date")
    assert "# date: Không" in set_fields(own, {"date": "2026-11-21"})


def test_a_front_matter_without_dashes_keeps_its_form() -> None:
    made = set_fields(
        PAIRS,
        {
            "slug": "so-ket",
            "tags": ["a, b", "c"],
            "author": ["Minh Hà", "Quốc Bảo"],
            "attachments": [{"file": "a.pdf", "title": "Kế hoạch"}],
        },
    )
    assert changed(PAIRS, made) == (
        ["Tags: sơ kết, họp"], ["Slug: so-ket", "Tags: a, b; c", "Authors: Minh Hà, Quốc Bảo", "Attachments: a.pdf | Kế hoạch"],
    )  # fmt: skip
    assert "    nói điều chính." not in set_fields(PAIRS, {"summary": "Ngắn"})
    with pytest.raises(UnsetError):
        set_fields(PAIRS, {"attachments": [{"file": "a.pdf", "title": "Một; hai"}]})


def test_what_a_field_can_t_hold_is_refused() -> None:
    for text in (ARTICLE, PAIRS):
        for name, value in (("tags", ["#a", "b"]), ("attachments", [{"file": "../x.pdf"}]), ("author", [""])):
            with pytest.raises(UnsetError):
                set_fields(text, {name: value})
        assert "a b" in set_fields(text, {"title": "a\x00\n b"})


def test_what_can_t_be_read_can_be_put_right() -> None:
    broken = ARTICLE.replace('"Hội nghị: sơ kết"   # tên tạm', "Hội nghị: sơ kết #1").replace(
        "08:00", "08:00\ndate: 2026-11-22"
    )
    shown = form(broken)
    assert shown.fields["title"].value == "Hội nghị: sơ kết #1"
    assert {"title", "date"} <= {each.field for each in shown.findings}
    made = set_fields(broken, {"title": "Hội nghị: sơ kết #1", "date": "2026-11-22"})
    assert not form(made).findings
    assert made.count("date: 2026") == 1 and 'title: "Hội nghị: sơ kết #1"' in made
    assert form(ARTICLE.replace("tags:", "thẻ_lạ:")).unknown
    for text in ("", "Chỉ có chữ", "+++\ntitle = 'x'\n+++\n", "---\ntitle: x\n"):
        assert form(text).locked
        with pytest.raises(UnsetError):
            set_fields(text, {"title": "y"})


def form(text: str, path: str = "tin/2026/11/so-ket/index.md", folder: Path = Path("/nowhere")) -> Form:
    place = Place(folder, Path(path), f"content/{path}", False)
    return read_form(
        text.replace("attachments:\n  # bản ký\n  - file: a.pdf\n    title: 'Kế hoạch'\n", ""), place, site()
    )


def test_findings_stand_beside_their_field(tmp_path: Path) -> None:
    text = f"---\ntitle: x\ndate: 2026-13-02\ncategory: {site().categories[0].name}\n---\n"
    assert [(each.field, each.finding.kind) for each in form(text).findings] == [("date", "date-month")]
    text = (
        text.replace("2026-13-02", "2026-10-02")
        .replace("category: ", "category: Khác ")
        .replace("---\n", "---\nlead: a.jpg\n", 1)
    )
    found = {(each.field, each.finding.kind) for each in form(text, folder=tmp_path).findings}
    assert {("category", "category-near"), ("date", "folder-date"), ("lead", "file-missing")} <= found | {
        (field, "category-near") for field, kind in found if kind == "category-unknown"
    }
    assert form(text).address == "/tin/2026/10/so-ket/"
    assert form("---\ntitle: x\n---\n").findings[0].field in {"date", "category"}


NAMES = sorted(name for name, rule in FIELDS.items() if rule.articles and name != "authors")
TEXT = st.text(st.sampled_from("abN ĐỒý 0123-/:;,.#\"'[]{}&*!|>%@`\\~?<=+_“”\u00a0"), min_size=1, max_size=30)


@LONG
@given(
    st.sampled_from([ARTICLE, ARTICLE.replace("\n", "\r\n"), PAIRS, ARTICLE.replace(": >", ": |")]),
    st.sampled_from(NAMES),
    st.data(),
)
def test_any_value_is_read_back_as_it_was_typed(text: str, name: str, data: st.DataObject) -> None:
    """Or it is refused; whatever it is, the other fields and the body are what they were."""
    shape = FIELDS[name].shape
    if shape in (Shape.NAMES, Shape.PATHS):
        value: Value = data.draw(st.lists(TEXT, min_size=1, max_size=3))
    elif shape is Shape.FILES:
        value = data.draw(
            st.lists(st.fixed_dictionaries({"file": st.sampled_from(["a.pdf", "b c.docx"]), "title": TEXT}), min_size=1)
        )
    else:
        value = data.draw(TEXT)
    try:
        made = set_fields(text, {name: value})
    except UnsetError:
        return
    before, after = values(text), values(made)
    there = "authors" if name == "author" and "authors" in after else name
    if isinstance(value, str):
        assert " ".join(str(after[there]).split()) == " ".join(value.split())
    for other in before:
        assert other in (name, there, "authors") or before[other] == after[other]
    assert made.splitlines()[-1] == text.splitlines()[-1]
    # What was set is set: once more changes nothing.
    assert set_fields(made, {name: value}) == made
    assert replace(form(text).fields["title"], line=0) == replace(form(made).fields["title"], line=0) or name == "title"
