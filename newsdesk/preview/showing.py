"""What a preview in memory shows: planned of what was read, by the theme; and single pages that are newer than the plan."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock
from zoneinfo import ZoneInfo

from ban_tin.building.environment import code_digests
from ban_tin.building.sources import known_sources
from ban_tin.building.state import Row, State
from ban_tin.building.theme import Theme
from ban_tin.findings.report import Findings
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Plan, page_address, page_path
from ban_tin.site.clock import build_time
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError
from newsdesk.preview.answers import Shown
from newsdesk.preview.garbage import garbage_left_alone
from newsdesk.preview.live_site import PageError, Problem
from newsdesk.preview.patching import patch
from newsdesk.preview.problems import theme_problems
from newsdesk.preview.site_memory import SiteMemory, next_moment


class Showing:
    """Shows what ``memory`` holds. ``lock`` is held by whoever puts something else in the place of what is shown."""

    def __init__(self, memory: SiteMemory, lock: RLock) -> None:
        self._memory, self._lock = memory, lock
        self.shown: Shown | None = None
        #: What is shown, but for single pages that are newer; and what was read when it was planned.
        self.plan: Plan | None = None
        self.planned_rows: dict[str, Row] = {}
        #: Source files that are shown as they are, while lists and the like are still to follow.
        self.unplanned: set[str] = set()
        self.next_change: datetime | None = None
        #: The source file of each page with sketches on it, by its path.
        self.sketched: dict[str, str] = {}
        #: Why the theme as it is now can't be loaded.
        self.unloaded: tuple[Problem, ...] = ()
        #: Assets of the theme before: a browser may still request them.
        self._replaced: dict[str, bytes] = {}

    def load_theme(self, project: Project) -> None:
        """Follow the theme; one that can't be loaded leaves the one before, if there was any. Raises ``PageError``."""
        findings = Findings()
        try:
            theme = Theme(project, findings, code_digests(project.plugins))
        except (OSError, ValueError) as error:
            self.unloaded = theme_problems(error, project)
            if self.shown is None:
                raise PageError(*self.unloaded) from error
            return
        theme.check()
        if self.shown is not None:
            self._replaced = {asset.path: asset.content for asset in self.shown.theme.assets.files}
        self._theme, self.unloaded = theme, ()
        self._memory.findings.theme = findings.found

    def show_all(self, project: Project, state: State) -> None:
        """Plan, and show what was planned. Raises ``DamagedStateError``."""
        with garbage_left_alone():
            plan, rows, findings = self._planned(project, state)
            self.next_change = next_moment(rows.values(), plan.now)
            self._memory.findings.plan = findings.found
            self.show(project, state, plan, rows)

    def _planned(self, project: Project, state: State) -> tuple[Plan, dict[str, Row], Findings]:
        now = build_time("", ZoneInfo(project.site.time_zone))
        while True:
            with self._lock:
                rows = dict(self._memory.rows)
            findings = Findings()
            try:
                return make_plan(replace(project, now=now), findings, known_sources(rows, state)), rows, findings
            except DamagedStateError:
                # What was saved meanwhile has taken the place of what was to be planned.
                if all(self._memory.rows.get(file) is row for file, row in rows.items()):
                    raise

    def show(self, project: Project, state: State, plan: Plan, rows: dict[str, Row]) -> None:
        """Show what was planned of ``rows``; what was read since stays shown as it is, where it can be."""
        theme = self._theme
        assets = {asset.path: asset.content for asset in theme.assets.files}
        planned = {**self._replaced, **assets, **plan.files, **plan.pages}
        shown = Shown(theme, planned, theme.inputs.of_all(planned))
        with self._lock:
            self.plan, self.planned_rows, self.shown = plan, rows, shown
            now = self._memory.rows
            for file in (file for file, row in now.items() if row is not rows.get(file)):
                self.patch(project, file, state)
            self.unplanned = {file for file in self.unplanned if now.get(file) is not rows.get(file)}
            self.sketched = {page_path(now[each.file].entry.url): each.file for each in self._memory.waiting(now)}
        self._list_pages(plan)

    def patch(self, project: Project, file: str, state: State) -> str:
        """Show the new text of one article or page at once, where all that surrounds it is as it was; return its address."""
        planned, row = self.planned_rows.get(file), self._memory.rows.get(file)
        if row is None or row is planned or self.shown is None or self.plan is None:
            return ""
        patched = patch(
            self.shown, file, (planned, row), state, self.plan.now, project.site.addresses, project.cache
        )  # fmt: skip
        if patched is None:
            return ""
        self.shown = patched
        return row.entry.url

    def changed_addresses(self, before: Shown | None) -> frozenset[str] | None:
        """Return the pages that are others than ``before``, None for any."""
        assert self.shown is not None
        if before is None:
            return None
        old, new = before.inputs, self.shown.inputs
        changed: Iterable[str] = [path for path in {*old, *new} if old.get(path) != new.get(path)]
        return frozenset(page_address(path) for path in changed if path.endswith(".html"))

    @property
    def listed_pages(self) -> Path:
        """Where the counter finds which pages there are."""
        path = self._memory.state_path
        return path.with_name(f"{path.stem}-pages.json")

    def _list_pages(self, plan: Plan) -> None:
        pages = self.listed_pages
        listed = plan.files.get("pages.json")
        if isinstance(listed, bytes) and not (pages.exists() and pages.read_bytes() == listed):
            # The counter reads it meanwhile.
            written = pages.with_suffix(".part")
            written.write_bytes(listed)
            written.replace(pages)
