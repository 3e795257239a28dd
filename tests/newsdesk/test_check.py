"""``ban-tin check``: what it shows, its exit code, the list of what is known, and what it fixes."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ban_tin.findings import Finding
from ban_tin.findings.known import KnownFindings, key_of
from newsdesk.command import main
from newsdesk.language import SITE
from newsdesk.preview.site_memory import SiteFindings
from tests.builders import CACHE
from tests.site.builder import NOW, SmallSite

BARE = "![](anh.jpg)\n\nMột đoạn văn của bài, có dấu chấm.\n"
FULL = "![Hội trường đông người](anh.jpg)\n*Quang cảnh hội nghị*\n"
Check = Callable[..., tuple[int, str]]


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = SmallSite(tmp_path)
    made.photo(made.article("cu", BARE), "anh.jpg")
    made.article("dung", "Chữ của bài.\n")
    # Fonts take seconds to make, and are none of what is looked at here.
    (made.content / ".cache").mkdir()
    (made.content / ".cache/fonts").symlink_to(CACHE / "fonts")
    return made


@pytest.fixture
def check(site: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Run the command for the site; return its exit code and what it printed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    monkeypatch.setenv(SITE, "")
    monkeypatch.chdir(site.content.parent)

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        code = main(["check", "--site", "content", *arguments])
        return code, capsys.readouterr().out

    return run


def known(site: SmallSite) -> str:
    return (site.content / "known-findings.toml").read_text(encoding="utf-8")


def test_it_finds_what_stops_publishing_and_writes_and_encodes_nothing(site: SmallSite, check: Check) -> None:
    code, said = check()
    assert code == 1
    assert "content/tin/2026/11/cu/index.md:7:5: cảnh báo: Ảnh “anh.jpg” chưa có văn bản thay thế." in said
    assert not site.output.exists()
    assert not any(site.content.rglob("photo.json"))
    (site.content / "tin/2026/11/cu/index.md").write_text(
        "---\ntitle: Bài\ndate: 2026-11-01\ncategory: Tin hoạt động\n---\n" + FULL, encoding="utf-8"
    )
    assert check() == (0, "Không thấy điều gì sai.\n")


def test_files_limit_what_is_shown_and_nothing_else(site: SmallSite, check: Check) -> None:
    code, said = check("content/tin/2026/11/dung")
    assert code == 1
    assert "cu/index.md" not in said
    assert "Ở các tệp khác còn những điều làm dừng việc đăng: 2 cảnh báo." in said
    assert "cu/index.md:7" in check("content/tin/2026/11/cu/index.md")[1]
    assert check("content/tin/khong-co")[0] == 2


def test_what_is_accepted_once_stops_nothing_and_new_articles_are_held_to_everything(
    site: SmallSite, check: Check
) -> None:
    code, said = check("--accept")
    assert code == 0
    assert "2 điều đã biết ở các bài cũ không hiện ra" in said
    assert '["tin/2026/11/cu/index.md"]' in known(site)
    built = site.build(STRICT="1")
    assert built.code == 0, built.err
    assert "2 điều đã biết ở các bài cũ không hiện ra" in built.err
    before = known(site)
    site.photo(site.article("moi", BARE), "anh.jpg")
    for arguments in ([], ["--accept"]):
        code, said = check(*arguments)
        assert code == 1
        assert "moi/index.md:7" in said
        assert "cu/index.md" not in said
    assert known(site) == before
    assert site.build(STRICT="1").code == 1


def test_the_list_shrinks_with_what_is_fixed_and_then_never_grows(site: SmallSite, check: Check) -> None:
    check("--accept")
    site.article("cu", FULL)
    code, said = check()
    assert code == 0
    assert "2 mục trong danh sách những điều đã biết không còn nữa" in said
    assert "2 mục trong danh sách" in site.build().err
    check("--accept")
    assert "[" not in known(site)
    site.article("cu", BARE)
    assert check("--accept")[0] == 1
    assert "[" not in known(site)


def test_errors_are_never_accepted_and_a_broken_list_neither(site: SmallSite, check: Check) -> None:
    site.article("sai", "![Ảnh](khong-co.jpg)\n")
    code, said = check("--accept")
    assert code == 1
    assert "sai/index.md:7: lỗi" in said
    assert not (site.content / "known-findings.toml").exists()
    (site.content / "known-findings.toml").write_text("[\n")
    code, said = check("--accept")
    assert code == 1
    assert "known-findings.toml:1: lỗi" in said
    assert known(site) == "[\n"
    assert check("--accept", "content/tin")[0] == 2


def test_what_is_safe_is_fixed_and_no_longer_found(
    site: SmallSite, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = site.article("sua", '# Mục\n\n<p style="color:red">Chữ</p>\n')
    before = (folder / "index.md").read_bytes()
    for each in ("n", EOFError()):
        answers: Iterator[str | EOFError] = iter([each])

        def answer(question: str, answers: Iterator[str | EOFError] = answers) -> str:
            given = next(answers)
            if isinstance(given, EOFError):
                raise given
            return given

        monkeypatch.setattr("builtins.input", answer)
        code, said = check("--fix")
        assert "+## Mục" in said
        assert code == 1
        assert (folder / "index.md").read_bytes() == before
    code, said = check("--fix", "--yes")
    text = (folder / "index.md").read_text(encoding="utf-8")
    assert "\n## Mục\n\n<p>Chữ</p>\n" in text
    assert "lỗi" not in said
    assert "cu/index.md:7" in said
    assert check("--fix", "--yes")[1].startswith("Không có gì có thể tự sửa")


def test_rules_are_held_to_known_findings_and_their_fixes_are_shown_first(site: SmallSite, check: Check) -> None:
    folder = site.article("chu", "Ý kiến của của dân , “của của” mgười.\n")
    shown = json.loads(check("--format", "json", "content/tin/2026/11/chu")[1])
    assert [(each["rule"], each["line"], each["column"]) for each in shown] == [
        ("word-doubled", 7, 8), ("space-before-sign", 7, 19), ("word-doubled", 7, 23), ("word-unknown", 7, 32),
    ]  # fmt: skip
    assert check("--fix", "--format", "json")[0] == 2
    assert "\n-Ý kiến của của dân , “của của” mgười.\n+Ý kiến của dân, “của của” mgười.\n" in check("--fix", "--yes")[1]
    assert (folder / "index.md").read_text(encoding="utf-8").endswith("\nÝ kiến của dân, “của của” mgười.\n")
    assert check("--accept")[0] == 0
    assert "word-unknown = [" in known(site)
    # A build doesn't look for it, and doesn't take it for fixed.
    assert "không còn nữa" not in site.build(STRICT="1").err
    code, said = check()
    assert code == 0
    assert "chu/index.md" not in said
    site.article("chu", "Ý kiến của dân.\n")
    assert "2 mục trong danh sách những điều đã biết không còn nữa" in check()[1]


def test_a_preview_does_not_show_what_is_known() -> None:
    finding = Finding("content/tin/2016/03/bai/index.md", 7, "alt-missing", (("image", "anh.jpg"),))
    known = KnownFindings("content/known-findings.toml", {key_of(finding): 1})
    assert SiteFindings(files={"x": (finding,)}).shown() == [finding]
    assert [each.kind for each in SiteFindings(files={"x": (finding,)}, known=known).shown()] == ["known-accepted"]
