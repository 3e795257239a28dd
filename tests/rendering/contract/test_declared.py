"""``view_models.toml``: which template sees which view model."""

import os
from pathlib import Path

import pytest

from ban_tin.findings import Findings
from ban_tin.rendering.contract import read_declared
from ban_tin.rendering.layers import one_layer
from ban_tin.views import ArticlePage, StaticPage


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    for name in ("article", "page", "base"):
        (tmp_path / "theme" / "templates" / f"{name}.html").touch()
    return tmp_path / "theme"


def read(folder: Path, text: str | bytes) -> tuple[dict[str, type] | None, list[tuple[int, str, str]]]:
    (folder / "view_models.toml").write_bytes(text if isinstance(text, bytes) else text.encode())
    findings = Findings()
    declared = read_declared(one_layer(folder), findings)
    assert all(finding.path == "theme/view_models.toml" for finding in findings.found)
    return declared, [(each.line, each.kind, each.message() + " " + each.fix()) for each in findings.sorted()]


def test_each_template_has_its_view_model(folder: Path) -> None:
    text = '# Ours\n[templates]\narticle = "ArticlePage"\n"page" = "StaticPage"\n'
    assert read(folder, text) == ({"article": ArticlePage, "page": StaticPage}, [])


def test_a_theme_without_the_file_declares_none(folder: Path) -> None:
    findings = Findings()
    assert read_declared(one_layer(folder), findings) is None
    assert findings.found == set()


@pytest.mark.parametrize(
    ("text", "line", "kind", "said"),
    [
        ('[templates]\n\narticle = "ArticelPage"', 3, "theme-class", "“ArticlePage”"),
        ('# article\n[templates]\narticle = "Xyzzy"', 3, "theme-class-foreign", "ArticlePage, "),
        ('[templates]\narticle = "Teaser"', 2, "theme-class-foreign", "“Teaser”"),
        ("[templates]\narticle = 1", 2, "theme-class-foreign", "“1”"),
        ("[templates]\narticle = [1]", 2, "theme-class-foreign", "“[1]”"),
        ('[templates]\n"artikel" = "ArticlePage"', 2, "theme-template", "“article”"),
        ('[templates]\nxyzzy = "ArticlePage"', 2, "theme-template-foreign", "templates/xyzzy.html"),
        ('article = "ArticlePage"', 0, "theme-templates", "[templates]"),
        ("templates = 1", 0, "theme-templates", "[templates]"),
        ("[templates]\narticle = ArticlePage", 2, "theme-toml", "TOML"),
        ("[templates]\narticle =", 2, "theme-toml", "TOML"),
        (b"S\xf2", 0, "encoding-found", "UTF-8"),
    ],
)
def test_what_cannot_be_used_is_a_finding_and_left_out(
    text: str | bytes, line: int, kind: str, said: str, folder: Path
) -> None:
    declared, [(found_line, found_kind, message)] = read(folder, text)
    assert declared == {}
    assert (found_line, found_kind) == (line, kind)
    assert said in message


def test_what_else_is_declared_stays(folder: Path) -> None:
    declared, findings = read(folder, '[templates]\narticle = "Xyzzy"\npage = "StaticPage"\n')
    assert declared == {"page": StaticPage}
    assert len(findings) == 1


@pytest.mark.parametrize("text", ["x = " + "[" * 100_000, "x = " + "9" * 10_000])
def test_what_no_reader_of_toml_gets_through_is_a_finding(folder: Path, text: str) -> None:
    declared, found = read(folder, text)
    assert declared == {}
    assert [kind for _, kind, _ in found] == ["theme-toml"]


def test_a_pipe_in_its_place_holds_nobody(folder: Path) -> None:
    os.mkfifo(folder / "view_models.toml")
    findings = Findings()
    assert read_declared(one_layer(folder), findings) == {}
    assert [finding.kind for finding in findings.found] == ["source-plain"]
