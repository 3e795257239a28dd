"""A release that was looked at is sent without a second build, where nothing of what it was made of has changed; else it is built anew."""

import os
import shutil
import site as python_site
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from newsdesk.check import begin_site
from newsdesk.publishing import prepared
from newsdesk.publishing.built_site import BuiltSite, read_built_site
from newsdesk.publishing.deployed import last_wanted
from newsdesk.publishing.job import LIVE, OTHERWISE, PREPARE, PUBLISH, READY, job_folder
from newsdesk.publishing.prepared import Prepared, keep_prepared, mark_inputs, open_prepared
from newsdesk.publishing.release import holds_files, last_name, make_release, read_release
from newsdesk.publishing.running import Progress, read_progress, start_job
from newsdesk.site_folder import SiteFolder
from tests.builders import ROOT
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 23, 12, tzinfo=ZONE)
ARTICLE = "tin/2026/11/hoi-nghi/index.md"
#: Longer than a tick of the clock that stamps are of.
TICK = 0.07


def do_job(site: SiteFolder, action: str, seen: str = "") -> Progress:
    start_job(site, action, seen=seen)
    until = time.monotonic() + 60
    while (found := read_progress(site)).running or not found.end:
        said = (job_folder(site) / "said").read_text()
        assert time.monotonic() < until, (found, said)
        assert found.running or found.end, said
        time.sleep(0.02)
    return found


def steps_of(progress: Progress) -> set[str]:
    return {each["step"] for each in progress.events if "step" in each}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    folder = tmp_path_factory.mktemp("prepared")
    made = desk(folder / "trang")
    facts = made.content / "site.toml"
    facts.write_text(facts.read_text("utf-8") + f'\n[publishing]\ntarget = "{folder / "web"}"\n', "utf-8")
    made.photo(made.article("hoi-nghi", "Hội nghị.\n\n![Sân trường](san.jpg)\n*Sân trường*\n"), "san.jpg")
    made.article("hen", date="2026-11-23 12:30")
    return replace(site_in(folder / "trang"), program=ROOT)


def test_what_was_looked_at_goes_out_without_a_build_and_nothing_else_does(site: SiteFolder) -> None:
    looked = do_job(site, PREPARE)
    assert looked.end
    assert looked.end["end"] == READY, looked
    pressed = do_job(site, PUBLISH, looked.end["seen"])
    assert pressed.end
    assert (pressed.end["end"], pressed.end["release"]) == (LIVE, looked.end["release"]), pressed
    assert "build" not in steps_of(pressed)
    live = site.folder.parents[1] / "web/current"
    assert "Hội nghị." in (live / "tin/2026/11/hoi-nghi/index.html").read_text("utf-8")
    # What was written since was seen by nobody.
    seen = do_job(site, PREPARE).end
    assert seen
    before = live.resolve()
    with changed(site.folder / ARTICLE):
        unseen = do_job(site, PUBLISH, seen["seen"])
        assert unseen.end
        assert unseen.end["end"] == OTHERWISE
        assert "build" in steps_of(unseen)
    assert live.resolve() == before
    # What was made for a look, a timer leaves alone.
    assert last_name(site.output, site.cache) == unseen.end["release"] != before.name
    assert last_wanted(site)[0] == before.name


@contextmanager
def changed(file: Path) -> Iterator[None]:
    """Have another byte at the end of ``file``, whose size and time of writing are as they were."""
    before, status = file.read_bytes(), file.stat()
    file.write_bytes(before[:-1] + b" ")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    yield
    file.write_bytes(before)


@contextmanager
def added(path: Path) -> Iterator[None]:
    path.parent.mkdir(exist_ok=True)
    path.touch()
    yield
    path.unlink()


@contextmanager
def linked(path: Path, folder: Path) -> Iterator[None]:
    path.symlink_to(folder)
    yield
    path.unlink()


@contextmanager
def moved(path: Path) -> Iterator[None]:
    path.rename(path.with_name("khac"))
    yield
    path.with_name("khac").rename(path)


def prepare(site: SiteFolder, began: datetime = NOON) -> None:
    """Note the release that is there as one that was looked at."""
    time.sleep(TICK)
    if read_release(site.output, site.cache) is None:
        site.output.mkdir(exist_ok=True)
        (site.output / "index.html").write_text("trang")
        make_release(site.output, site.cache, "https://so.example", NOON, None)
    release = read_release(site.output, site.cache)
    assert release
    begun = begin_site(site)
    assert begun
    built = read_built_site(site) or BuiltSite(begun, {})
    keep_prepared(site, Prepared(release, "nguồn"), mark_inputs(site), built, began)


def opened(site: SiteFolder, moment: datetime) -> Prepared | None:
    return open_prepared(site, moment, lambda: mark_inputs(site))


def test_whatever_it_was_made_of_changes_it_is_built_anew(site: SiteFolder) -> None:
    content = site.folder
    changes: dict[str, Callable[[], object]] = {
        "a letter of an article": lambda: changed(content / ARTICLE),
        "a letter of site.toml": lambda: changed(content / "site.toml"),
        "bytes of a photo": lambda: changed(content / "tin/2026/11/hoi-nghi/san.jpg"),
        "comments": lambda: added(content / "tin/2026/11/hoi-nghi/comments.yaml"),
        "an article": lambda: added(content / "tin/2026/11/moi.md"),
        "a file of a theme of its own": lambda: added(content / "theme/them.css"),
        "findings that are accepted": lambda: added(content / "known-findings.toml"),
        "a photo that is gone": lambda: moved(content / "tin/2026/11/hoi-nghi/san.jpg"),
        "a link to a folder, behind which anything may change": lambda: linked(content / "tin/noi", ROOT / "docs"),
    }
    for name, change in changes.items():
        prepare(site)
        assert opened(site, NOON), name
        with change():  # type: ignore[attr-defined]
            assert opened(site, NOON) is None, name
            time.sleep(TICK)
            assert opened(site, NOON) is None, name
    # Saved within the tick in which the stamps were taken: it may be saved again unseen.
    time.sleep(TICK)
    with changed(content / ARTICLE):
        assert mark_inputs(site).mark == ""


def test_a_folder_of_packages_that_is_not_there_has_none(site: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark_inputs(site)
    named = python_site.getsitepackages()
    # As Debian's Python does in every environment.
    monkeypatch.setattr(python_site, "getsitepackages", lambda: [*named, "/khong-co/dist-packages"])
    assert mark_inputs(site) == before


def test_it_holds_for_an_hour_and_not_over_what_becomes_due_or_another_day(site: SiteFolder) -> None:
    minutes = timedelta(minutes=1)
    prepare(site)
    # At half past twelve an article becomes due, and no clock runs backwards.
    for after, holds in ((0, True), (29, True), (30, False), (-1, False)):
        assert bool(opened(site, NOON + after * minutes)) == holds, after
    prepare(site, NOON + 31 * minutes)
    for after, holds in ((31, True), (90, True), (91, False)):
        assert bool(opened(site, NOON + after * minutes)) == holds, after
    evening = NOON.replace(hour=23, minute=50)
    prepare(site, evening)
    assert opened(site, evening + 9 * minutes)
    assert opened(site, evening + 10 * minutes) is None


def test_another_release_or_damage_is_not_sent_for_it(site: SiteFolder) -> None:
    prepare(site)
    found = opened(site, NOON)
    assert found
    page = site.output / "index.html"
    assert holds_files(found.release, ["index.html"])
    with changed(page):
        assert not holds_files(found.release, ["index.html"])
    with moved(page):
        assert not holds_files(found.release, ["index.html"])
    page.write_bytes(page.read_bytes() + b"\n")
    make_release(site.output, site.cache, "https://so.example", NOON, None)
    assert opened(site, NOON) is None
    prepare(site)
    assert opened(site, NOON)
    note = prepared._file(site)
    note.write_bytes(note.read_bytes()[:-9])
    assert opened(site, NOON) is None
    shutil.rmtree(note.parent)
    assert opened(site, NOON) is None
