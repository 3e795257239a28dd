"""Editing over HTTP, in a real preview: what is saved is on the disk and on the page when it is answered."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from tests.newsdesk.desk.office import API, OfficeDesk

BODY = "Mở đầu.\n\n## Tựa nhỏ\n\nCâu giữa.\n\n- một\n- hai\n\nKết bài.\n"


@pytest.fixture
def file(office: OfficeDesk) -> Iterator[str]:
    """An article of this test's own, known to the preview."""
    folder = office.site.article("dang-sua", BODY, title='"Bài đang sửa"', status="draft")
    (folder / "index.md").write_bytes((folder / "index.md").read_bytes())
    name = (folder / "index.md").relative_to(office.site.content).as_posix()
    office.preview.until(lambda: asked(office, name).get("placed"))
    yield name
    assert "Traceback" not in office.preview.said
    shutil.rmtree(folder)
    # Others count the articles of this site.
    office.preview.until(lambda: folder.name not in office.found())


def asked(office: OfficeDesk, file: str) -> dict[str, Any]:
    answer = office.preview.ask(f"{API}article?file={quote(file)}")
    given: dict[str, Any] = json.loads(answer.body)
    return given


def block(article: dict[str, Any], words: str) -> dict[str, Any]:
    return next(each for each in article["blocks"] if words in each["text"])


def change(found: dict[str, Any], text: str) -> dict[str, Any]:
    return {"first": found["first"], "last": found["last"], "was": found["text"], "text": text}


def save(office: OfficeDesk, article: dict[str, Any], *changes: dict[str, Any], **more: str) -> Any:
    given = {"file": article["file"], "digest": article["digest"], "changes": changes, **more}
    return office.post("article/save", given)


def page(office: OfficeDesk, article: dict[str, Any]) -> str:
    return office.preview.ask(article["url"]).text


def test_an_article_is_told_as_its_blocks(office: OfficeDesk, file: str) -> None:
    article = asked(office, file)
    found = [(each["kind"], each["text"], each["children"]) for each in article["blocks"]]
    assert found == [
        ("paragraph", "Mở đầu.", 1), ("heading", "## Tựa nhỏ", 1), ("paragraph", "Câu giữa.", 1), ("list", "- một\n- hai", 1),
        ("paragraph", "Kết bài.", 1),
    ]  # fmt: skip
    assert (article["title"], article["state"], article["after"]) == ("Bài đang sửa", "draft", 0)
    assert article["blocks"][0]["first"] > article["body_first"] - 1
    assert json.loads(office.preview.ask(f"{API}article?url={quote(article['url'])}").body)["file"] == file
    assert office.preview.ask(f"{API}article?url=/khong-co/").status == 404
    assert office.preview.ask(f"{API}article?file=../../etc/passwd.md").status == 422


def test_what_is_saved_is_in_the_file_and_on_the_page(office: OfficeDesk, file: str) -> None:
    article = asked(office, file)
    text = office.text(file)
    answer = save(office, article, change(block(article, "Câu giữa"), "Câu giữa **đã sửa**.\n\nThêm một câu."))
    given = json.loads(answer.body)
    assert answer.status == 200 and given["shown"]
    assert office.text(file) == text.replace("Câu giữa.", "Câu giữa **đã sửa**.\n\nThêm một câu.")
    assert "<strong>đã sửa</strong>" in page(office, article)
    assert [each["children"] for each in given["article"]["blocks"]] == [1] * 6
    # Taken back, and done again.
    for way, words in (("undo", "Câu giữa."), ("redo", "đã sửa")):
        given = office.do(f"article/{way}", {"file": file, "digest": given["digest"]})
        assert words in office.text(file)
        assert words in page(office, article)
    stale = office.post("article/undo", {"file": file, "digest": article["digest"]})
    assert stale.status == 409 and "conflict" not in json.loads(stale.body)
    # The page of the edited file is the page made anew.
    shown = re.sub(r'data-version="\d+"', "", page(office, article))
    path = office.site.content / file
    path.write_bytes(path.read_bytes() + b"\n")
    office.preview.until(lambda: asked(office, file)["digest"] != given["digest"] and asked(office, file)["placed"])
    assert re.sub(r'data-version="\d+"', "", page(office, article)) == shown


def test_two_tabs_and_another_program(office: OfficeDesk, file: str) -> None:
    one = two = asked(office, file)
    path: Path = office.site.content / file
    assert save(office, one, change(block(one, "Mở đầu"), "Mở đầu của tab một.")).status == 200
    path.write_text(path.read_text("utf-8").replace("Kết bài.", "Kết bài của Notepad."), "utf-8")
    answer = save(office, two, change(block(two, "Câu giữa"), "Câu giữa của tab hai."))
    assert answer.status == 200
    for words in ("Mở đầu của tab một.", "Câu giữa của tab hai.", "Kết bài của Notepad."):
        assert words in office.text(file)
        assert words in page(office, one)
    before = office.text(file)
    clash = save(office, two, change(block(two, "Mở đầu"), "Mở đầu của tab hai."))
    assert clash.status == 409
    conflict = json.loads(clash.body)["conflict"]
    assert (conflict["base"], conflict["theirs"], conflict["yours"]) == (
        "Mở đầu.", "Mở đầu của tab một.", "Mở đầu của tab hai.",
    )  # fmt: skip
    assert office.text(file) == before
    settled = {"first": conflict["first"], "last": conflict["last"], "was": conflict["theirs"], "text": "Cả hai."}
    assert save(office, {**two, "digest": conflict["digest"]}, settled).status == 200
    assert "Cả hai." in office.text(file)


def test_a_text_with_an_error_is_saved_and_told(office: OfficeDesk, file: str) -> None:
    article = asked(office, file)
    answer = save(office, article, change(block(article, "Kết bài"), "![Ảnh](khong-co.jpg)"))
    given = json.loads(answer.body)
    assert answer.status == 200
    assert "khong-co.jpg" in office.text(file)
    found = [each["line"] for each in given["article"]["findings"] if "khong-co.jpg" in each["message"]]
    assert set(found) == {block(given["article"], "khong-co")["first"]}
    number, line = next(
        (at, each) for at, each in enumerate(office.text(file).splitlines(), 1) if each.startswith("date:")
    )
    answer = save(office, given["article"], {"first": number, "last": number, "was": line, "text": "date: 31/02/2026"})
    given = json.loads(answer.body)
    # Each tells in which field it is mended.
    assert {(each["line"] == number, each["field"]) for each in given["article"]["findings"]} >= {(True, "date")}
    office.do("article/undo", {"file": file, "digest": given["digest"]})
    given = {"article": asked(office, file)}
    head = {"first": 1, "last": 1, "was": "---", "text": "không có phần đầu"}
    answer = save(office, given["article"], head)
    given = json.loads(answer.body)
    assert answer.status == 200 and not given["article"]["placed"]
    assert given["article"]["findings"]
    office.do("article/undo", {"file": file, "digest": given["digest"]})


def test_what_is_typed_is_kept_until_it_is_saved(office: OfficeDesk, file: str) -> None:
    article = asked(office, file)
    kept = {"file": file, "place": "block:5", "text": "đang gõ", "digest": article["digest"]}
    assert office.preview.ask(f"{API}unsaved", "PUT", json.dumps(kept), **office.own()).status == 200
    assert asked(office, file)["unsaved"]["block:5"]["text"] == "đang gõ"
    assert save(office, article, change(block(article, "Mở đầu"), "Khác."), place="block:5").status == 200
    assert asked(office, file)["unsaved"] == {}
    for place in ("a", "b"):
        office.preview.ask(f"{API}unsaved", "PUT", json.dumps(kept | {"place": place}), **office.own())
    office.preview.ask(f"{API}unsaved?file={quote(file)}&place=a", "DELETE", **office.own())
    assert list(asked(office, file)["unsaved"]) == ["b"]


@pytest.mark.parametrize(
    "changes",
    [[], "x", [{"first": 1}], [{"first": 1, "last": 1, "was": "x", "text": 5}], [{"first": True, "last": 1, "was": "", "text": ""}],
     [{"first": 9, "last": 2, "was": "", "text": ""}]],
)  # fmt: skip
def test_what_is_no_change_changes_nothing(office: OfficeDesk, file: str, changes: Any) -> None:
    before = office.text(file)
    answer = office.post("article/save", {"file": file, "digest": "0", "changes": changes})
    assert answer.status == 400 and json.loads(answer.body)["said"]
    assert office.text(file) == before
