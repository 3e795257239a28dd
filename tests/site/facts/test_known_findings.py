"""``known-findings.toml``: what it takes out of a report, that it only shrinks, and what is said of one that can't be used."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.findings import KINDS, Finding, Findings, Severity
from ban_tin.findings.known import KnownFindings, KnownKey
from ban_tin.findings.report import fields_of
from ban_tin.site.known_findings import TIMES, format_known, load_known
from tests.builders import kinds, places

ARTICLE = "tin/2016/03/bai/index.md"


def missing(line: int, image: str = "anh.jpg", article: str = ARTICLE, site: str = "content") -> Finding:
    return Finding(f"{site}/{article}", line, "caption-missing", (("image", image),))


def known(*keys: KnownKey, times: int = 1) -> KnownFindings:
    return KnownFindings("content/known-findings.toml", dict.fromkeys(keys, times))


CAPTION = KnownKey(ARTICLE, "caption-missing", (("image", "anh.jpg"),))


def load(folder: Path, text: str) -> tuple[KnownFindings, Findings]:
    (folder / "known-findings.toml").write_text(text, encoding="utf-8")
    findings = Findings()
    return load_known(folder / "known-findings.toml", "content/known-findings.toml", findings), findings


def test_what_is_known_stops_nothing_and_is_not_shown_whatever_its_line_and_the_folder_are() -> None:
    findings = Findings({missing(9, site="trang-moi")}, known(CAPTION))
    assert not findings.stop(strict=True)
    assert kinds(Findings({*findings.shown()})) == ["known-accepted"]
    assert dict(findings.shown()[0].values) == {"count": "1"}


def test_more_of_the_same_than_are_known_are_shown_and_so_is_what_is_another() -> None:
    found = {missing(3), missing(8), missing(5, image="anh-2.jpg"), missing(3, article="tin/2026/11/moi/index.md")}
    findings = Findings(found, known(CAPTION))
    assert findings.stop(strict=True)
    lines = [(each.path.split("/")[2], each.line) for each in findings.shown() if each.line]
    assert lines == [("2016", 5), ("2016", 8), ("2026", 3)]


def test_an_error_is_never_known() -> None:
    error = Finding(f"content/{ARTICLE}", 3, "file-missing", (("file", "a.jpg"), ("folder", "x")))
    findings = Findings({error}, known(KnownKey(ARTICLE, "file-missing", error.values)))
    assert findings.stop(strict=True)
    assert findings.shown() == [error]


def test_what_occurs_no_longer_is_a_note_unless_it_is_of_a_draft() -> None:
    findings = Findings(set(), known(CAPTION, times=2))
    findings.note_unused()
    assert [(each.kind, dict(each.values)) for each in findings.shown()] == [("known-unused", {"count": "2"})]
    findings = Findings({Finding(f"content/{ARTICLE}", 4, "draft")}, known(CAPTION))
    findings.note_unused()
    assert kinds(findings) == ["draft"]
    assert findings.held_back_known() == {CAPTION: 1}


ACCEPTABLE = [name for name, kind in KINDS.items() if kind.severity in (Severity.WARNING, Severity.HINT)]


@st.composite
def keys(draw: st.DrawFn) -> KnownKey:
    kind = draw(st.sampled_from(ACCEPTABLE))
    letters = st.characters(exclude_categories=("Cs",), exclude_characters="\r", max_codepoint=0x2FF)
    article = draw(st.text(letters, max_size=12)) + ".md"
    return KnownKey(
        article, kind, tuple((name, draw(st.text(letters, max_size=12))) for name in sorted(fields_of(kind)))
    )


@given(st.dictionaries(keys(), st.integers(1, 20), max_size=6))
def test_whatever_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, times: dict[KnownKey, int]
) -> None:
    text = format_known(times, "vi")
    assert text.startswith("# Những điều còn thiếu")
    read, findings = load(tmp_path_factory.getbasetemp(), text)
    assert not findings.found
    assert read.times == times
    assert format_known(read.times, "vi") == text


def test_no_finding_has_a_value_called_as_the_number_is() -> None:
    assert not [kind for kind in KINDS if TIMES in fields_of(kind)]


@pytest.mark.parametrize(
    ("text", "kind", "line"),
    [
        ('["tin/a.md"]\ncaption-missing = [\n    { image = "a.jpg"\n]\n', "known-syntax", 3),
        ('["tin/a.md"]\ncaption-missing = [\n    { image = "a.jpg" },\n    { picture = "b.jpg" },\n]\n', "known-entry", 4),
        ('\n["tin/a.md"]\ncaption-mising = [{ image = "a.jpg" }]\n', "known-entry", 3),
        ('["tin/a.md"]\nfile-missing = [{ file = "a.jpg", folder = "x" }]\n', "known-entry", 2),
        ('["tin/a.md"]\nalt-missing = [{ image = "a.jpg", times = 0 }]\n', "known-entry", 2),
        ('["tin/a.md"]\nalt-missing = 3\n', "known-entry", 2),
        ('\nalt-missing = 3\n', "known-entry", 2),
        ('["site.toml"]\nmenu-missing = [{ title = "a", url = "/b/" }]\n', "known-entry", 2),
    ],
)  # fmt: skip
def test_what_can_not_be_used_is_told_with_its_line(tmp_path: Path, text: str, kind: str, line: int) -> None:
    read, findings = load(tmp_path, text)
    assert places(findings) == [(kind, line)]
    assert all(key.values == (("image", "a.jpg"),) for key in read.times)


def test_a_list_that_is_not_there_is_none(tmp_path: Path) -> None:
    findings = Findings()
    assert load_known(tmp_path / "known-findings.toml", "x", findings) == KnownFindings()
    assert not findings.found
