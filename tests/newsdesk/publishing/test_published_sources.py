"""What is remembered of source files when a site is published, and what counts as changed since."""

import os
import time
from pathlib import Path

import pytest

from newsdesk.publishing.deployed import note_deployed
from newsdesk.publishing.journal import DEPLOYED, ROLLED_BACK, note_live, read_journal, taken_back
from newsdesk.publishing.published_sources import (
    note_published,
    published_name,
    read_published,
    source_is_as_published,
    survey_sources,
)
from newsdesk.site_folder import SiteFolder
from tests.newsdesk.desk.office import made_release

FILE = "tin/2026/11/a/index.md"


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = tmp_path / "content"
    (folder / FILE).parent.mkdir(parents=True)
    (folder / FILE).write_text("một", "utf-8")
    (folder / FILE).with_name("anh.jpg").write_bytes(b"1")
    (folder / "trang").mkdir()
    (folder / "trang/b.md").write_text("hai", "utf-8")
    (folder / "tin/.hidden.md").write_text("x", "utf-8")
    (folder / "site.toml").write_text('[site]\nlanguage = "vi"\n')
    return SiteFolder(folder, tmp_path / "output", tmp_path / "cache", tmp_path / "pelicanconf.py")


def test_what_changed_since_is_told_by_text_and_by_what_lies_beside(site: SiteFolder) -> None:
    assert published_name(site) == ""
    assert read_published(site, "1-ab") is None
    release = made_release(site, "/tin/2026/11/a/")
    note_published(site, survey_sources(site), release)
    record = read_published(site, published_name(site))
    assert record is not None and record.release == release.name
    assert sorted(record.sources) == [FILE, "trang/b.md"]
    assert record.pages == {"/tin/2026/11/a/"}
    path, known = site.folder / FILE, record.sources[FILE]
    assert source_is_as_published(path, known)
    path.write_text("một ", "utf-8")
    assert not source_is_as_published(path, known)
    path.write_text("một", "utf-8")
    assert source_is_as_published(path, known)
    path.with_name("anh.jpg").write_bytes(b"12")
    assert not source_is_as_published(path, known)
    path.with_name("anh.jpg").write_bytes(b"1")
    path.with_name("moi.pdf").write_bytes(b"1")
    assert not source_is_as_published(path, known)
    path.unlink()
    assert not source_is_as_published(path, known)


def test_of_what_is_as_it_was_nothing_is_read_again(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    old = time.time() - 100
    for path in site.folder.rglob("*.md"):
        os.utime(path, (old, old))
    time.sleep(0.1)  # Until a change would show in the time.
    note_published(site, survey_sources(site), made_release(site))
    with monkeypatch.context() as patched:
        patched.setattr(
            Path,
            "read_bytes",
            lambda path: pytest.fail(f"read: {path}") if path.suffix == ".md" else path.open("rb").read(),
        )
        again = survey_sources(site)
    assert again.sources == read_published(site, published_name(site)).sources  # type: ignore[union-attr]


def test_a_few_records_stay_and_a_damaged_one_is_none(site: SiteFolder) -> None:
    names = []
    for number in range(8):
        release = made_release(site, number=20260101000000 + number)
        names.append(release.name)
        note_published(site, survey_sources(site), release)
    kept = {path.name.removesuffix(".json.gz") for path in site.cache.rglob("sources/*.json.gz")}
    assert kept == {*names[2:]} and published_name(site) == names[-1]
    file = next(site.cache.rglob(f"{names[-1]}.json.gz"))
    whole = file.read_bytes()
    for broken in (b"\x1f\x8b broken", whole[: len(whole) // 2], whole[:12] + b"\xff" * 9 + whole[21:]):
        file.write_bytes(broken)
        assert read_published(site, names[-1]) is None
    assert survey_sources(site).sources


def test_what_was_only_looked_at_is_not_what_readers_have(site: SiteFolder, tmp_path: Path) -> None:
    facts = site.folder / "site.toml"
    facts.write_text(facts.read_text("utf-8") + f'[publishing]\ntarget = "{tmp_path / "web"}"\n', "utf-8")
    first = made_release(site, "/tin/2026/11/a/")
    note_published(site, survey_sources(site), first)
    assert published_name(site) == ""
    note_deployed(site, str(tmp_path / "web"), first, "")
    note_live(site, DEPLOYED, str(tmp_path / "web"), first.name, "")
    # Many looks at what would change, none of them sent: the record of what readers have stays.
    for number in range(8):
        note_published(site, survey_sources(site), made_release(site, f"/tin/2026/11/b{number}/"))
        assert published_name(site) == first.name
    assert read_published(site, first.name) is not None
    second = made_release(site, "/tin/2026/11/c/")
    note_published(site, survey_sources(site), second)
    note_live(site, DEPLOYED, str(tmp_path / "web"), second.name, first.name)
    assert published_name(site) == second.name
    # Another place, which readers don't see.
    note_live(site, DEPLOYED, "/elsewhere", "3-x", "")
    assert published_name(site) == second.name
    note_live(site, ROLLED_BACK, str(tmp_path / "web"), first.name, second.name)
    assert published_name(site) == first.name
    assert taken_back(read_journal(site)) == {second.name}
    note_live(site, DEPLOYED, str(tmp_path / "web"), second.name, first.name)
    assert taken_back(read_journal(site)) == set()
