"""What rules find in the articles of a preview: of one that was just saved at once, of all others behind what people wait for."""

import os
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread
from zoneinfo import ZoneInfo

from ban_tin.building.state import Row
from ban_tin.findings import Finding
from ban_tin.language.vietnamese import nfc
from ban_tin.machine.stamps import stamp
from ban_tin.site.project import Project
from newsdesk.checking.registry import rules_of
from newsdesk.checking.remembered import Looked, Remembered, beside_is_true, context_of
from newsdesk.checking.rule import Facts
from newsdesk.checking.running import check_article, read_article
from newsdesk.checking.settings import read_facts
from newsdesk.checking.sources import FILE, Source, look_at

#: As many files that changed together are looked at before their pages are shown, by their text alone: each takes some milliseconds.
_AT_ONCE = 8
#: Files whose results are kept together; seconds between two of them, in which others get on.
_KEPT, _PAUSE = 100, 0.002


class RuleFindings:
    """Calls ``tell`` whenever more is known; without it, all is looked at when it is asked for."""

    def __init__(self, tell: Callable[[], None] | None = None) -> None:
        self._tell = tell
        self._looked: dict[str, Looked] = {}
        #: Files still to be looked at, the newest wishes last.
        self._waiting: dict[str, Source] = {}
        self._lock = Lock()
        self._running = False
        self._facts: Facts | None = None
        self._memory: Remembered | None = None
        self._content = Path()

    def found(self) -> set[Finding]:
        """Return all that is known by now. Any thread may ask."""
        return {finding for each in [*self._looked.values()] for finding in (*each.of_text, *each.of_rest)}

    def begin(self, project: Project, rows: Mapping[str, Row]) -> None:
        """Follow a site: what is remembered is known at once."""
        self._content = project.content
        self._facts = read_facts(project.site, project.content, datetime.now(ZoneInfo(project.site.time_zone)))
        self._memory = Remembered(project.state_file.with_name(FILE), context_of(self._facts))
        day, known = self._facts.today.isoformat(), self._memory.load()
        wanted = {file for file, row in rows.items() if not row.entry.withdrawn}
        true = {
            file: looked
            for file, looked in known.items()
            if file in wanted and looked.stamp and looked.stamp == stamp(file) and looked.day == day and beside_is_true(looked)
        }  # fmt: skip
        self._looked = true
        self._want(file for file in wanted if file not in true)

    def look_again(self, files: Iterable[str]) -> None:
        """Look at files that changed."""
        changed = list(files)
        if self._facts is None:
            return
        if len(changed) <= _AT_ONCE:
            for file in changed:
                self._look_at_text(file, self._facts)
        self._want(changed)

    def forget(self, file: str) -> None:
        """Forget a file that is gone."""
        self._waiting.pop(file, None)
        self._looked.pop(file, None)

    def _look_at_text(self, file: str, facts: Facts) -> None:
        article = read_article(self._path(file), Path(file))
        before = self._looked.get(file)
        if article is None:
            self._looked.pop(file, None)
            return
        found = tuple(check_article(article, facts, rules_of(needs=False)))
        rest = before.of_rest if before else ()
        self._looked[file] = Looked(None, "", (), found, rest, facts.today.isoformat())

    def _path(self, file: str) -> str:
        return nfc(f"{self._content.name}/{os.path.relpath(file, self._content)}")

    def _want(self, files: Iterable[str]) -> None:
        with self._lock:
            for file in files:
                self._waiting.pop(file, None)
                self._waiting[file] = Source(file, self._path(file))
            if not self._waiting or self._running:
                return
            self._running = self._tell is not None
        if self._tell is None:
            self._work()
        else:
            Thread(target=self._work, name="preview-rules", daemon=True).start()

    def _work(self) -> None:
        """Look at what waits, the newest first, until nothing does."""
        new: dict[str, Looked] = {}
        while True:
            with self._lock:
                source = self._waiting.popitem()[1] if self._waiting else None
                if source is None:
                    self._running = False
            if (source is None and new) or len(new) >= _KEPT:
                self._keep(new)
                new = {}
            if source is None:
                return
            assert self._facts is not None
            looked = look_at(source, self._facts, self._looked.get(source.file))
            if looked is None:
                self._looked.pop(source.file, None)
            else:
                self._looked[source.file] = new[source.file] = looked
            if self._tell is not None:
                time.sleep(_PAUSE)

    def _keep(self, new: Mapping[str, Looked]) -> None:
        if self._memory is not None:
            self._memory.keep(new)
        if self._tell is not None:
            self._tell()
