"""The one thread that keeps the site up to date; whatever fails there becomes a problem to show."""

import sys
import traceback
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from threading import Condition, Thread

from newsdesk.language import translate
from newsdesk.preview.live_site import Change, Listener, LiveSite, PageError, Problem
from newsdesk.site_folder import SiteFolder

OpenSite = Callable[[SiteFolder, Listener], LiveSite]
#: Seconds after which the clock is looked at again: it may have been set, and stands still for a machine that sleeps.
_LOOK = 30


class Keeper(Thread):
    """Opens the live site of ``folder``, starts it and updates it for the paths that ``follow`` hands over.

    Paths that come during an update are gathered for the next one. ``publish`` is called in this thread; ``clock`` tells the present time.
    A daemon: reading a large site must not hold up the end.
    """

    def __init__(
        self,
        open_site: OpenSite,
        folder: SiteFolder,
        publish: Callable[[Change], None],
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(name="preview-keeper", daemon=True)
        self.site: LiveSite | None = None
        #: The site was read once, or could not be: what is said of it before is not yet an answer.
        self.begun = False
        self._open_site, self._folder, self._publish, self._clock = open_site, folder, publish, clock
        self._paths: set[Path] = set()
        self._news = Condition()
        self._closed = False
        #: The moment that the site was last brought up to date for.
        self._reached: datetime | None = None

    def follow(self, paths: Iterable[Path]) -> None:
        """Bring the site up to date with these files."""
        with self._news:
            self._paths.update(paths)
            self._news.notify()

    def close(self) -> None:
        """Publish nothing more, give up what is under way and wait a moment for it."""
        with self._news:
            self._closed = True
            self._news.notify()
        if self.site:
            self.site.close()
        self.join(timeout=1)

    def run(self) -> None:
        """Work until ``close``."""
        started = self._try(self._start())
        while (paths := self._next_paths()) is not None:
            started = self._try(self.site.update(paths) if started and self.site else self._start())

    def _next_paths(self) -> frozenset[Path] | None:
        """Wait for changed files, or for a moment at which the site changes without any; ``None`` is the end."""
        moment = self.site.next_change() if self.site else None
        with self._news:
            while not self._paths and not self._closed and (patience := self._patience(moment)) != 0:
                self._news.wait(patience)
            paths, self._paths = frozenset(self._paths), set()
            return None if self._closed else paths

    def _patience(self, moment: datetime | None) -> float | None:
        """Return how many seconds to wait for files before the clock is looked at again: none when ``moment`` has come.

        That only once: what fails at its time is tried again with the next file that is saved.
        """
        if moment is None:
            return None
        left = (moment - self._clock()).total_seconds()
        if left > 0:
            self._reached = None  # A clock that was set back comes to it again.
            return min(left, _LOOK)
        if moment == self._reached:
            return _LOOK
        self._reached = moment
        return 0

    def _start(self) -> Iterable[Change]:
        if self.site is None:
            self.site = self._open_site(self._folder, self)
        change = self.site.start()
        self.begun = True
        yield change

    def _try(self, changes: Iterable[Change]) -> bool:
        """Publish ``changes``; return whether they came without an exception."""
        try:
            for change in changes:
                self.announce(change)
        except (Exception, SystemExit) as error:
            if self._closed:
                return False  # What is given up ends as it likes.
            self.begun = True
            self.announce(Change(frozenset(), False, (problem_of(error, self._folder.program),)))
            return False
        return True

    def announce(self, change: Change) -> None:
        """Publish ``change``, unless this is closed."""
        with self._news:
            if not self._closed:
                self._publish(change)


def problem_of(error: BaseException, program: Path) -> Problem:
    """Return what to tell of an exception: its last line, where it came from in the folder ``program``; print all of it to stderr."""
    if isinstance(error, PageError):
        return error.problem
    traceback.print_exception(error, file=sys.stderr)
    path, line = "", 0
    for frame in traceback.extract_tb(error.__traceback__):
        file = Path(frame.filename)
        if file.is_relative_to(program):
            path, line = file.relative_to(program).as_posix(), frame.lineno or 0
    message = traceback.format_exception_only(error)[-1].strip()
    return Problem(
        path, line, "error", message, translate("The terminal shows the whole traceback. Save a file to try again.")
    )
