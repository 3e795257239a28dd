"""One file of Markdown of another program: its front matter, its text, what lies beside it."""

from pathlib import Path

import pytest

from newsdesk.importing.compose import compose
from newsdesk.importing.markdown_file import read_markdown
from newsdesk.importing.source_document import RefusedSourceError
from tests.builders import site
from tests.newsdesk.importing.flows import photo
from tests.newsdesk.importing.words import body_of, lost_and_added

TEXT = """---
title: "Khai giảng: năm học mới"
date: 2026-09-05T08:00:00+07:00
tags: [khai giảng, năm học]
categories: [Công tác Đảng]
author: Minh Hà
layout: post
weather: nắng
---

# Quang cảnh

Sáng nay **khai giảng**[^1]. Xem [[Bài khác|bài khác]] <script>alert(1)</script>

![](anh.png)
*Học sinh dự lễ*

| Lớp | Số |
|---|---|
| 10A | 40 |

[^1]: Lời *chú* cuối bài.
"""


def test_front_matter_becomes_fields_and_the_text_ours(tmp_path: Path) -> None:
    (tmp_path / "bai.md").write_text(TEXT)
    (tmp_path / "anh.png").write_bytes(photo(size=(300, 200)))
    document = read_markdown(tmp_path / "bai.md")
    draft = compose(document, site())
    assert {name: draft.fields[name].value for name in ("title", "date", "tags", "category", "author")} == {
        "title": "Khai giảng: năm học mới",
        "date": "2026-09-05 08:00",
        "tags": ("khai giảng", "năm học"),
        "category": "Công tác Đảng",
        "author": ("Minh Hà",),
    }
    assert [(each.kind, each.text) for each in draft.left_out if each.kind == "field-unknown"] == [
        ("field-unknown", "weather: nắng")
    ]
    assert body_of(draft).strip().split("\n\n") == [
        "## Quang cảnh",
        "Sáng nay **khai giảng**[^1]. Xem bài khác",
        "![](hoc-sinh-du-le.jpg)\n*Học sinh dự lễ*",
        "| Lớp | Số |\n|---|---|\n| 10A | 40 |",
        "[^1]: Lời *chú* cuối bài.",
    ]
    assert lost_and_added(document, draft) == ({}, {})


@pytest.mark.parametrize(
    "content, kind",
    [(b" \n\n", "empty"), (b"[" * 100_000, "too-deep"), (b"> " * 5000 + b"x", "too-deep"), (b"a" * 2_000_001, "too-large")],
    ids=["empty", "brackets", "quotes", "long"],
)  # fmt: skip
def test_what_markdown_would_never_come_to_the_end_of_is_refused(content: bytes, kind: str) -> None:
    with pytest.raises(RefusedSourceError) as raised:
        read_markdown(content, "x.md")
    assert raised.value.kind == kind


def test_nothing_outside_of_its_folder_is_taken_along(tmp_path: Path) -> None:
    (tmp_path / "la").mkdir()
    (tmp_path / "mat.jpg").write_bytes(photo())
    (tmp_path / "la" / "bai.md").write_text("---\ntitle: Thử\n---\n\n![](../mat.jpg)\n\n![](/etc/passwd)\n\nMột câu.\n")
    assert not read_markdown(tmp_path / "la" / "bai.md").pictures
