"""The thread that keeps a site up to date: what wakes it, and what does not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event
from typing import cast

import pytest

from newsdesk.preview import keeper as keepers
from newsdesk.preview.keeper import Keeper
from newsdesk.preview.live_site import Change, LiveSite
from tests.newsdesk.preview.folder_site import site_in

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NOTHING = Change(frozenset(), styles_only=False, problems=())


class Clock:
    """Stands still; tells who waits for it that it was looked at."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._looked = Event()

    def __call__(self) -> datetime:
        self._looked.set()
        return self.now

    def is_looked_at(self, times: int = 5) -> None:
        for _ in range(times):
            self._looked.clear()
            assert self._looked.wait(30)


class Site:
    """Looks different at ``moments``, one after the other; ``fails`` at every update."""

    def __init__(self, *moments: datetime, fails: bool = False) -> None:
        self.moments, self.fails = list(moments), fails
        self.updates: list[frozenset[Path]] = []
        self.updated = Event()

    def start(self) -> Change:
        return NOTHING

    def next_change(self) -> datetime | None:
        return self.moments[0] if self.moments else None

    def update(self, paths: frozenset[Path]) -> Iterator[Change]:
        self.updates.append(paths)
        self.updated.set()
        if self.fails:
            raise RuntimeError("cannot")
        del self.moments[:1]
        yield NOTHING

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at the clock often."""
    monkeypatch.setattr(keepers, "_LOOK", 0.01)


@contextmanager
def keeping(site: Site, clock: Callable[[], datetime]) -> Iterator[Keeper]:
    keeper = Keeper(lambda *_: cast("LiveSite", site), site_in(Path("/")), lambda change: None, clock)
    keeper.start()
    try:
        yield keeper
    finally:
        keeper.close()
    assert not keeper.is_alive()


def test_a_moment_is_waited_for() -> None:
    clock, site = Clock(NOON - timedelta(seconds=1)), Site(NOON, NOON + timedelta(hours=1), NOON + timedelta(days=1))
    with keeping(site, clock):
        clock.is_looked_at()
        assert site.updates == []
        clock.now = NOON
        assert site.updated.wait(30)
        clock.is_looked_at()
        assert site.updates == [frozenset()]
        clock.now = NOON + timedelta(hours=2)
        clock.is_looked_at()
        assert site.updates == [frozenset(), frozenset()]


def test_no_longer_than_to_the_moment_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keepers, "_LOOK", 3600)
    site = Site(datetime.now(UTC) + timedelta(seconds=0.3))
    with keeping(site, lambda: datetime.now(UTC)):
        assert site.updated.wait(30)


@pytest.mark.filterwarnings("ignore")
def test_what_fails_at_its_moment_is_tried_again_with_the_next_file(capsys: pytest.CaptureFixture[str]) -> None:
    clock, site = Clock(NOON), Site(NOON, fails=True)
    with keeping(site, clock) as keeper:
        clock.is_looked_at()
        assert site.updates == [frozenset()]
        site.fails = False
        site.updated.clear()
        keeper.follow([Path("/a")])
        clock.is_looked_at(1)
    assert "cannot" in capsys.readouterr().err


def test_a_clock_that_is_set_back_comes_to_the_moment_again() -> None:
    clock, site = Clock(NOON), Site(NOON, NOON)
    with keeping(site, clock):
        clock.is_looked_at()
        # The second stands for what was planned with the clock before its moment.
        assert len(site.updates) == 1
        clock.now = NOON - timedelta(hours=1)
        clock.is_looked_at()
        clock.now = NOON
        site.updated.clear()
        assert site.updated.wait(30)


def test_files_wake_it_whatever_the_time() -> None:
    clock, site = Clock(NOON), Site(NOON + timedelta(days=400))
    with keeping(site, clock) as keeper:
        clock.is_looked_at()
        keeper.follow([Path("/a")])
        assert site.updated.wait(30)
    assert site.updates == [frozenset({Path("/a")})]


def test_what_fails_while_it_is_given_up_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    begun, closed = Event(), Event()

    class Slow(Site):
        def update(self, paths: frozenset[Path]) -> Iterator[Change]:
            begun.set()
            assert closed.wait(30)
            yield NOTHING
            raise RuntimeError("cannot")

        def close(self) -> None:
            closed.set()

    with keeping(Slow(), Clock(NOON)) as keeper:
        keeper.follow([Path("/a")])
        assert begun.wait(30)
    assert capsys.readouterr().err == ""
