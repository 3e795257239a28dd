"""The words of the overlay."""

from pathlib import Path

import pytest

from newsdesk.preview.keeper import problem_of
from newsdesk.preview.live_site import PageError, Problem
from newsdesk.preview.overlay import as_text, failed_page, overlay

ERROR = Problem("content/tin/a/index.md", 3, "error", "Không có chuyên mục “X”.", "Chọn một chuyên mục.")
WARNING = Problem("content/tin/b/index.md", 0, "warning", "Thiếu tóm tắt.", "Thêm dòng summary.")
HINT = Problem("", 0, "hint", "Một gợi ý.", "")


def test_errors_come_first_and_are_counted() -> None:
    shown = overlay([HINT, WARNING, ERROR])
    assert [each["severity"] for each in shown["problems"]] == ["error", "warning", "hint"]
    assert [each["label"] for each in shown["problems"]] == ["lỗi", "cảnh báo", "gợi ý"]
    assert [each["place"] for each in shown["problems"]] == ["content/tin/a/index.md:3", "content/tin/b/index.md", ""]
    assert shown["errors"] == 1
    assert shown["title"].startswith("1 ") and ", 2 " in shown["title"]
    assert shown["explanation"]


def test_without_errors_there_is_nothing_that_has_to_go_away() -> None:
    shown = overlay([WARNING])
    assert (shown["errors"], shown["explanation"]) == (0, "")
    assert shown["title"].startswith("1 ") and "," not in shown["title"]
    assert overlay([])["title"] == ""


def test_on_the_page_of_a_file_what_others_have_is_folded_away() -> None:
    others = [Problem(f"content/tin/{name}/index.md", 9, "hint", "GPS.", "") for name in "aacd"]
    shown = overlay([*others, WARNING], WARNING.path)
    assert (shown["problems"][0]["place"], shown["problems"][0]["folded"]) == (WARNING.path, False)
    assert [each["folded"] for each in shown["problems"][1:]] == [True] * 4
    assert shown["elsewhere"] == "4 điều cần xem ở chỗ khác"
    assert shown["title"] == "1 điều cần xem, 4 điều cần xem ở chỗ khác"
    # On the front page, which is made of all of them, nothing is anywhere else.
    assert not any(each["folded"] for each in overlay([*others, WARNING])["problems"])


def test_an_error_is_never_folded_away() -> None:
    shown = overlay([WARNING, HINT, ERROR], WARNING.path)
    assert [(each["severity"], each["folded"]) for each in shown["problems"]] == [
        ("error", False), ("warning", False), ("hint", True),
    ]  # fmt: skip
    assert shown["errors"] == 1


def test_the_words_are_those_of_the_sites_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert overlay([ERROR])["fix"] == "Cách sửa"
    (tmp_path / "content").mkdir()
    for facts, fix in (
        ('[site]\nlanguage = "en"', "Fix"),
        ('[site]\nlanguage = "fr"', "Cách sửa"),
        ("[", "Cách sửa"),
    ):
        (tmp_path / "content" / "site.toml").write_text(facts)
        assert overlay([ERROR])["fix"] == fix


def test_a_terminal_says_what_a_build_would() -> None:
    assert as_text(ERROR) == (
        "content/tin/a/index.md:3: lỗi: Không có chuyên mục “X”.\n    Cách sửa: Chọn một chuyên mục."
    )
    assert as_text(HINT) == "Một gợi ý."


def test_a_problem_cannot_write_html_into_the_page_of_its_failure() -> None:
    page = failed_page(Problem('"><script>', 1, "error", "</noscript><script>alert(1)</script>", "'\"><b>")).decode()
    assert "<script" not in page
    assert "<b>" not in page


def test_an_exception_names_the_last_place_in_the_project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    module = tmp_path / "ban_tin" / "moi.py"
    module.parent.mkdir()
    module.write_text("def fail():\n    return int('x')\n")
    scope: dict[str, object] = {}
    exec(compile(module.read_text(), str(module), "exec"), scope)
    try:
        scope["fail"]()  # type: ignore[operator]
    except ValueError as error:
        problem = problem_of(error, tmp_path)
    assert (problem.path, problem.line, problem.severity) == ("ban_tin/moi.py", 2, "error")
    assert problem.message == "ValueError: invalid literal for int() with base 10: 'x'"
    assert "Traceback" in capsys.readouterr().err
    assert problem_of(PageError(ERROR), tmp_path) is ERROR
