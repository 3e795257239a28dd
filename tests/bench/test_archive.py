"""The benchmark of archives: each form is what it says, and after the conversion only that is left which no program can decide."""

from collections import Counter
from pathlib import Path

import pytest

from ban_tin.findings import Severity
from bench.archive.__main__ import TABLE, check, decide, fix
from bench.archive.corpus import FORMS, OLD_SITE, Corpus, make
from newsdesk.importing.archive import Options, convert_archive, read_archive, write_archive
from tests.builders import CACHE, CATEGORIES, project

POSTS, PICTURES = 30, 10
#: Errors for which somebody has to look for a file, or to know where a link was to lead.
DECIDED_BY_PEOPLE = {"file-missing", "link-missing"}


@pytest.fixture(scope="module")
def corpora(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Corpus]:
    return {form: make(tmp_path_factory.mktemp(form), form, POSTS, PICTURES, seed=3) for form in FORMS}


@pytest.mark.parametrize("form", FORMS)
def test_what_is_left_is_what_no_program_can_decide_and_each_is_told_once(
    corpora: dict[str, Corpus], form: str, tmp_path: Path
) -> None:
    corpus = corpora[form]
    options = Options(tuple(each.name for each in CATEGORIES), TABLE, base_url=OLD_SITE)
    archive = read_archive(corpus.folder)
    converted = convert_archive(archive, options)
    assert len(converted.articles) == POSTS + (form == "jekyll")
    told = Counter(note.kind for note in converted.notes)
    assert {kind: told[kind] for kind in corpus.undecidable} == corpus.undecidable
    site = project(tmp_path / "content", cache=tmp_path / "cache")
    (tmp_path / "cache").mkdir()
    (tmp_path / "cache/fonts").symlink_to(CACHE / "fonts")
    (tmp_path / "content/trang").mkdir(parents=True)
    write_archive(converted.articles, corpus.folder, site.content)
    findings = check(site)
    while fix(site, findings):
        findings = check(site)
    decided = 0
    while True:
        errors = {each.kind for each in findings.found if each.severity is Severity.ERROR}
        assert errors <= DECIDED_BY_PEOPLE
        if not errors:
            break
        now = decide(site, findings)
        assert now
        decided += now
        findings = check(site)
    assert decided == corpus.undecidable.get("missing", 0) + corpus.undecidable.get("dead-link", 0)


def test_the_same_seed_gives_the_same_archive(corpora: dict[str, Corpus], tmp_path: Path) -> None:
    again = make(tmp_path / "again", "hugo", POSTS, PICTURES, seed=3).folder
    files = {path.relative_to(again): path.read_bytes() for path in again.rglob("*") if path.is_file()}
    before = corpora["hugo"].folder
    assert files == {path.relative_to(before): path.read_bytes() for path in before.rglob("*") if path.is_file()}
    assert sum(each.parts[:2] == ("static", "hinh") for each in files) == PICTURES
