"""Rules over a site: what is remembered, what is looked at again, and what other programs are told."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ban_tin.findings import Finding
from newsdesk.checking import sources
from newsdesk.checking.formats import format_findings
from newsdesk.checking.places import with_columns
from newsdesk.checking.rule import Facts
from newsdesk.checking.settings import read_own_words
from newsdesk.checking.sources import Source, check_sources
from tests.builders import site

HEAD = '---\ntitle: "Bài thử"\ndate: 2026-11-20 08:00\ncategory: Tin hoạt động\n---\n'
FACTS = Facts(site(), date(2026, 11, 30))
Write = Callable[[str, str], Source]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(name: str, body: str) -> Source:
        file = tmp_path / "content" / "tin" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(HEAD + body, encoding="utf-8")
        return Source(str(file), f"content/tin/{name}.md")

    return written


def kinds(found: list[Finding]) -> list[tuple[str, str]]:
    return [(each.path.rpartition("/")[2], each.kind) for each in found]


def test_what_is_as_it_was_is_not_looked_at_again(
    write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    look = sources.look_at

    def counted(source: Source, *rest: object) -> object:
        looked.append(source.path.rpartition("/")[2])
        return look(source, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sources, "look_at", counted)
    # A file that has just been written may be written again within the same tick.
    monkeypatch.setattr(sources, "settled", lambda *_: True)
    kept, every = tmp_path / "kept.sqlite", [write("mot", "Ý kiến của của dân.\n"), write("hai", "Đúng cả.\n")]
    first = check_sources(every, FACTS, kept)
    assert kinds(first) == [("mot.md", "word-doubled")]
    assert first[0].line == 6
    assert first[0].column == 8
    assert looked == ["mot.md", "hai.md"]
    assert check_sources(every, FACTS, kept) == first
    assert looked == ["mot.md", "hai.md"]
    write("hai", "Sai , sai.\n")
    assert kinds(check_sources(every, FACTS, kept)) == [("hai.md", "space-before-sign"), ("mot.md", "word-doubled")]
    assert looked[2:] == ["hai.md"]
    # Other facts, another day, and a file that is no database.
    assert len(check_sources(every, FACTS._replace(words=frozenset({"x"})), kept)) == 2
    assert len(check_sources(every, FACTS._replace(today=FACTS.today + timedelta(1)), kept)) == 2
    kept.write_bytes(b"no database at all" * 100)
    assert len(check_sources(every, FACTS, kept)) == 2
    Path(every[0].file).unlink()
    assert kinds(check_sources(every, FACTS, kept)) == [("hai.md", "space-before-sign")]


def test_each_format_says_where_what_and_how(write: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "content"
    found = check_sources([write("mot", "Một, hai.\n\nÝ kiến của của, 100% dân.\n")], FACTS, tmp_path / "kept")
    found.append(Finding("content/tin/mot.md", 8, "alt-missing", (("image", "kiến"),)))
    found.append(Finding("content/site.toml", 0, "encoding"))
    located = with_columns(found, folder)
    assert [(each.line, each.column) for each in located] == [(8, 8), (8, 3), (0, 1)]
    told = json.loads(format_findings("json", located, str, folder))
    assert [each.keys() for each in told] == [{"file", "line", "column", "severity", "rule", "message", "fix"}] * 3
    assert told[0] | {"message": "", "fix": ""} == {
        "file": "content/tin/mot.md", "line": 8, "column": 8, "severity": "warning", "rule": "word-doubled", "message": "", "fix": "",
    }  # fmt: skip
    sarif = json.loads(format_findings("sarif", located, str, folder))
    assert sarif["version"] == "2.1.0"
    (run,) = sarif["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        (place,) = result["locations"]
        assert place["physicalLocation"]["artifactLocation"]["uri"].startswith("content/")
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 8, "startColumn": 8}
    lines = format_findings("github", located, str, folder).split("\n")
    assert lines[0].startswith("::warning file=content/tin/mot.md,line=8,col=8,title=word-doubled::")
    assert len(lines) == 3


def test_words_of_the_office_come_from_site_toml(tmp_path: Path) -> None:
    assert read_own_words(tmp_path) == frozenset()
    (tmp_path / "site.toml").write_text('[checking]\nwords = ["Plơi Kông", 3]\n', encoding="utf-8")
    assert read_own_words(tmp_path) == {"plơi", "kông"}
    (tmp_path / "site.toml").write_text("[checking\n", encoding="utf-8")
    assert read_own_words(tmp_path) == frozenset()
