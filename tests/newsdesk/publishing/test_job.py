"""The program that publishes for the newsdesk's page: one at a time, told line by line, and what is left when it is killed."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from newsdesk.publishing.job import LIVE, LOCKED, PREPARE, PROGRESS, ROLLBACK, job_folder
from newsdesk.publishing.journal import read_journal
from newsdesk.publishing.running import Progress, StartError, forget_ended, read_progress, start_job
from newsdesk.site_folder import SiteFolder
from tests.builders import ROOT
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.folder_site import site_in


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    made = desk(tmp_path / "trang")
    facts = made.content / "site.toml"
    facts.write_text(facts.read_text("utf-8") + f'\n[publishing]\ntarget = "{tmp_path / "web"}"\n', "utf-8")
    made.article("hoi-nghi")
    return replace(site_in(tmp_path / "trang"), program=ROOT)


def until(site: SiteFolder, holds: Callable[[Progress], bool]) -> Progress:
    end = time.monotonic() + 30
    while not holds(progress := read_progress(site)):
        assert time.monotonic() < end, progress
        time.sleep(0.02)
    return progress


def ended(progress: Progress) -> bool:
    return not progress.running and progress.end is not None


def test_one_at_a_time_and_a_killed_one_is_seen(site: SiteFolder) -> None:
    assert read_progress(site).events == ()
    start_job(site, PREPARE, by="Lan")
    begun = read_progress(site)
    job = begun.events[0]["process"]
    assert (begun.running, begun.action, begun.events[0]["by"], begun.end) == (True, PREPARE, "Lan", None)
    # It goes on when the preview, or its terminal, ends.
    assert os.getsid(job) == job != os.getsid(0)
    with pytest.raises(StartError) as busy:
        start_job(site, PREPARE)
    assert busy.value.busy
    os.killpg(job, signal.SIGKILL)
    broken = until(site, lambda progress: not progress.running)
    assert (broken.end, broken.action) == (None, PREPARE)
    # A line that was cut off, and one that is no JSON, are none.
    with (job_folder(site) / PROGRESS).open("a") as file:
        file.write('nonsense\n{"step": "bui')
    assert read_progress(site).events == broken.events
    forget_ended()


def test_going_back_waits_for_others_and_is_noted(site: SiteFolder, tmp_path: Path) -> None:
    web = tmp_path / "web"
    older, newer = "20260101000000-00000000", "20260201000000-00000000"
    for name in (older, newer):
        (web / "releases" / name).mkdir(parents=True)
        (web / "releases" / name / "manifest.json").touch()
    (web / "current").symlink_to(f"releases/{newer}")
    (web / ".lock").mkdir()
    (web / ".lock" / "owner").write_text("abc ai-do@may-khac 1 2026-02-01T00:00:00+00:00\n")
    start_job(site, ROLLBACK)
    told = until(site, ended).end
    assert told is not None
    assert told["end"] == LOCKED
    assert "ai-do@may-khac" in told["owner"]
    assert (web / "current").resolve().name == newer
    start_job(site, ROLLBACK, by="Lan", take_over=True)
    told = until(site, ended).end
    assert told is not None
    assert (told["end"], told["release"], told["live"]) == (LIVE, older, newer)
    assert (web / "current").resolve().name == older
    (entry,) = read_journal(site)
    assert (entry.by, entry.release, entry.before) == ("Lan", older, newer)
