"""The texts of attachments that are kept."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ban_tin.articles.attachments import texts
from ban_tin.articles.attachments.texts import TextStore
from tests.articles.attachments.documents import word


def written(path: Path, text: str) -> Path:
    return word(path, f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")


def test_a_text_is_read_once_and_again_when_it_is_spoilt(tmp_path: Path) -> None:
    path, store = written(tmp_path / "a.docx", "Hội nghị"), TextStore(tmp_path / "texts")
    assert store.text_of(path, "0a") == "Hội nghị"
    written(path, "khác")
    assert store.text_of(path, "0a") == "Hội nghị"
    assert store.text_of(path, "0b") == "khác"
    for kept in (tmp_path / "texts").iterdir():
        kept.write_bytes(kept.read_bytes()[:-1])
    assert store.text_of(path, "0a") == "khác"


def test_a_text_is_read_anew_by_other_code(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, store = written(tmp_path / "a.docx", "Hội nghị"), TextStore(tmp_path / "texts")
    assert store.text_of(path, "0a") == "Hội nghị"
    written(path, "khác")
    monkeypatch.setattr(texts, "way_of_reading", lambda: "1")
    assert store.text_of(path, "0a") == "khác"


def test_a_file_that_cannot_be_opened_leaves_nothing(tmp_path: Path) -> None:
    store = TextStore(tmp_path / "texts")
    with pytest.raises(FileNotFoundError):
        store.text_of(tmp_path / "a.docx", "0a")
    assert store.text_of(written(tmp_path / "a.docx", "Hội nghị"), "0a") == "Hội nghị"


def test_nothing_is_kept_of_kinds_without_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.jpg").write_bytes(b"x")
    assert TextStore(tmp_path / "texts").text_of(tmp_path / "a.jpg", "0a") == ""
    assert not (tmp_path / "texts").exists()


def test_the_same_content_under_another_ending_is_read_as_that(tmp_path: Path) -> None:
    store = TextStore(tmp_path / "texts")
    path = written(tmp_path / "a.docx", "Hội nghị")
    assert store.text_of(path, "0a") == "Hội nghị"
    assert store.text_of(path.rename(tmp_path / "a.xlsx"), "0a") == ""


def test_two_at_once_get_the_same(tmp_path: Path) -> None:
    path, store = written(tmp_path / "a.docx", "Hội nghị " * 1000), TextStore(tmp_path / "texts")
    with ThreadPoolExecutor(4) as threads:
        for number in range(10):
            found = set(threads.map(lambda _, number=number: store.text_of(path, str(number)), range(4)))
            assert found == {" ".join(["Hội nghị"] * 1000)}
    assert len(list((tmp_path / "texts").iterdir())) == 10
