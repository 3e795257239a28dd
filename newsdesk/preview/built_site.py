"""A site as ``make build`` makes it, built again for every change: right with any plugin, and as slow as a build."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from ban_tin.building.claim import LIST
from ban_tin.planning.plan import page_address
from newsdesk.build import CONFIRM, build_arguments
from newsdesk.comments.articles import Articles, list_articles, list_rows
from newsdesk.comments.connection import OfficeError
from newsdesk.preview.live_site import Change, Problem
from newsdesk.site_folder import SiteFolder
from newsdesk.site_value import site_value

if TYPE_CHECKING:
    from ban_tin.building.state import Row
    from ban_tin.findings.report import Finding

Snapshot = dict[str, tuple[int, int, int]]


class BuiltSite:
    """A site, built by a process of its own into ``preview/site`` in its cache.

    A build that fails leaves the last good pages in place. What it prints to stderr is the one problem.
    """

    def __init__(self, site: SiteFolder) -> None:
        self._site = replace(site, output=site.cache / "preview" / "site")
        self._folder = self._site.output
        self._built: Snapshot = {}
        self._lock = Lock()
        self._reading = Lock()
        self._sources: Mapping[str, Row | None] | None = None
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        #: When the last build that ended had begun.
        self._begun = 0.0

    @property
    def counter_path(self) -> str:
        """What ``site.toml`` says; ``""`` when it can't be read: the build says why."""
        return site_value(self._site.folder, "counter_path")

    @property
    def policy(self) -> str:
        """Somebody else's theme may run code of its own in its pages."""
        return ""

    def start(self) -> Change:
        """Build the site."""
        if not (self._folder / LIST).exists():
            # Of a version that kept no list of its files; nobody else has any business in this folder of the cache.
            shutil.rmtree(self._folder, ignore_errors=True)
        return self._build()

    def update(self, paths: frozenset[Path]) -> Iterator[Change]:
        """Build the site again."""
        yield self._build()

    def next_change(self) -> None:
        """A build tells nobody what it waits for."""

    def answer(self, address: str) -> Path | None:
        """Return the file for ``address``."""
        file = self._folder / (address[1:] + "index.html" if address.endswith("/") else address[1:])
        try:
            found = file.is_file() and file.resolve().is_relative_to(self._folder.resolve())
        except OSError:  # a name that is too long
            return None
        return file if found else None

    def source_of(self, address: str) -> str:
        """Return ``""``: a build tells nobody which page is made of what."""
        return ""

    def articles(self) -> Articles:
        """Return what its source files are."""
        return list_articles(self._site)

    def sources(self) -> "Mapping[str, Row | None]":
        """Return what its source files were when it was built last; nothing while they can't be read: the build says why."""
        with self._reading:
            if self._sources is None:
                self._sources = {}
                with suppress(OfficeError):
                    self._sources = dict(list_rows(self._site))
            return self._sources

    def findings(self) -> "Sequence[Finding]":
        """Return nothing: a build tells them in its own words."""
        return ()

    def row_of(self, path: Path) -> "Row | None":
        """Return what was read of one source file."""
        return self.sources().get(str(path))

    def show_at_once(self, path: Path) -> bool:
        """Return False: a build makes all of it."""
        return False

    def has_read(self, path: Path) -> bool:
        """Return whether a build has begun since a source file was written."""
        try:
            return path.stat().st_mtime < self._begun
        except OSError:
            return False

    def shown_body(self, path: Path) -> None:
        """A build tells nobody what its pages are made of."""

    def reader_maker(self) -> None:
        """As ``shown_body``."""

    def not_found(self) -> bytes:
        """Return the site's page for what is not there, or a sentence before the first build."""
        try:
            return (self._folder / "404.html").read_bytes()
        except OSError:
            return b"<!doctype html><title>404</title><p>404</p>"

    def pages_document(self) -> Path | None:
        """Return ``pages.json`` of the last good build."""
        path = self._folder / "pages.json"
        return path if path.is_file() else None

    def close(self) -> None:
        """End the build that is running, with all of its processes."""
        with self._lock:
            self._closed = True
            if self._process and self._process.poll() is None:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)

    def _build(self) -> Change:
        begun = time.time()
        code, said = self._run()
        self._begun = begun
        before, self._built = self._built, _snapshot(self._folder)
        changed = {name for name, _ in before.items() ^ self._built.items()}
        styles_only = bool(changed) and all(name.endswith(".css") for name in changed)
        problems = [Problem("", 0, "error" if code else "warning", said or f"pelican: exit code {code}", "")]
        return Change(frozenset(map(page_address, changed)), styles_only, tuple(problems if code or said else ()))

    def _run(self) -> tuple[int, str]:
        """Return the exit code of a build and what it said to stderr."""
        # What is missing is to be seen: nothing here is published.
        command = [sys.executable, "-m", "newsdesk.build", CONFIRM, *build_arguments(self._site)]
        with self._lock:
            if self._closed:
                return 0, ""
            # A session of its own: Ctrl-C reaches the preview alone, and the build ends with all of its processes.
            self._process = subprocess.Popen(
                command,
                # Where Python finds the modules of the program, installed as a package too.
                cwd=self._site.program,
                env=os.environ | {"PYTHONUTF8": "1"},
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                text=True,
                encoding="utf-8",
                start_new_session=True,
            )
        _, said = self._process.communicate()
        return self._process.returncode, said.strip()


def _snapshot(folder: Path) -> Snapshot:
    """Return size, time and number of every file: a build writes only what differs."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent, name)
            stat = path.stat()
            found[path.relative_to(folder).as_posix()] = (stat.st_size, stat.st_mtime_ns, stat.st_ino)
    return found
