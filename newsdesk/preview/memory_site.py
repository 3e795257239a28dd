"""The site of a preview, kept in memory: an edited article is read again, a page is made when it is asked for."""

import sqlite3
import time
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import RLock
from typing import Any
from zoneinfo import ZoneInfo

from ban_tin.building.build import content_files, reader_maker, reading_key, state_path
from ban_tin.building.commit import PageError as UnmadePageError
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.reader_process import ReaderProcess
from ban_tin.building.sources import ReadFile, bring_up_to_date, broken, known_sources
from ban_tin.building.state import DamagedStateError, Row, State, delete_state
from ban_tin.building.theme import Theme
from ban_tin.findings.report import Finding, Findings, printable_path
from ban_tin.language.translations import translation
from ban_tin.photos import PhotoStore, photo_store
from ban_tin.photos.prepare import prepare_photos
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Copied, Plan, PlannedPage, Recipe, page_address, page_path
from ban_tin.site.clock import build_time
from newsdesk.preview.live_site import Change, PageError, Problem

#: Seconds in which browsers get an edited page before the lists behind it are planned.
_SERVING = 0.05
#: Seconds after which a page that waits for a change sees that the site is closed.
_CLOSING = 0.2
#: Pages in memory, the ones asked for last.
_PAGES = 256


@dataclass(frozen=True)
class _Shown:
    """What the preview answers from: all that is planned, by path, and the theme that makes it."""

    theme: Theme
    planned: dict[str, Any]
    inputs: dict[str, str]


class MemorySite:
    """The site of the settings that ``begin`` returns: those of Pelican, after its plugins have begun. Drafts and scheduled
    articles are in it, with their mark.
    """

    def __init__(self, begin: Callable[[], dict[str, Any]]) -> None:
        self._begin = begin
        self._settings: dict[str, Any] = {}
        self._reading = ReaderProcess()
        self._state: State | None = None
        self._rows: dict[str, Row] = {}
        self._found: dict[str, tuple[Finding, ...]] = {}
        self._about: dict[str, set[Finding]] = {}
        self._pages: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._shown: _Shown | None = None
        #: What browsers have been told of; an answer may have brought the site further.
        self._told: _Shown | None = None
        #: Style sheets and scripts of the theme before: a browser may still be on its way to them.
        self._replaced: dict[str, bytes] = {}
        #: Why the theme as it is now can't be loaded.
        self._unloaded: tuple[Problem, ...] = ()
        self._next_change: datetime | None = None
        #: Held by whoever changes what is shown.
        self._changing = RLock()
        self._closed = False

    @property
    def counter_path(self) -> str:
        """What ``site.toml`` says."""
        return str(self._settings["SITE"].counter_path) if self._settings else ""

    @property
    def policy(self) -> str:
        """That of the theme's pages."""
        return self._shown.theme.assets.csp if self._shown else ""

    def start(self) -> Change:
        """Read everything; a broken ``site.toml`` leaves what there was."""
        with self._changing:
            return self._start()[0]

    def _start(self) -> tuple[Change, bool]:
        """As ``start``; return also whether ``site.toml`` could be used."""
        try:
            settings = self._begin()
        except UnusableFactsError as error:
            self._about["facts"] = error.found
            return Change(frozenset(), styles_only=False, problems=self._problems()), False
        self._reading.warm_up()
        self._store: PhotoStore = photo_store(settings["CACHE_FOLDER"])
        self._settings = settings
        self._about["facts"] = set(settings["FINDINGS"].found)
        self._content, self._theme_folder = Path(settings["PATH"]), Path(settings["THEME"])
        if self._state is None:
            self._state = self._open_state()
        try:
            self._read_everything(self._state)
        except DamagedStateError:
            self._read_everything(self._renew_state())
        self._told = self._shown
        return Change(None, styles_only=False, problems=self._problems()), True

    def _open_state(self) -> State:
        build_state = state_path(self._settings)
        self._path = build_state.with_name(f"{build_state.stem}-preview.sqlite")
        if not self._path.exists() and build_state.exists():
            _copy_state(build_state, self._path)
        try:
            return State(self._path)
        except DamagedStateError:
            return self._renew_state()

    def _renew_state(self) -> State:
        """Begin with nothing remembered."""
        if self._state is not None:
            self._state.close()
        delete_state(self._path)
        self._state = State(self._path)
        return self._state

    def _read_everything(self, state: State) -> None:
        self._read_all(state)
        self._load_theme(state)
        self._show(self._plan(state))

    def _read_all(self, state: State) -> None:
        settings = self._settings
        settings["FINDINGS"] = Findings()
        files, links = content_files(settings)
        key = reading_key(settings, digest_of(code_digests(settings["PLUGINS"])), links)
        rows: dict[str, Row] = state.get_map("rows", key)
        sources = bring_up_to_date(
            rows,
            files,
            None,
            partial(self._reading.read, reader_maker(settings)),
            state,
            lambda stale: prepare_photos([Path(file) for file in stale], self._store, settings["SITE"].language),
        )
        self._rows = sources.rows
        self._about["rest"] = set(settings["FINDINGS"].found)
        self._found = {}
        by_path = {row.entry.path: file for file, row in self._rows.items()}
        for finding in sources.findings:
            file = by_path.get(finding.path, finding.path)
            self._found[file] = (*self._found.get(file, ()), finding)
        state.put_map("rows", key, rows, self._rows)

    def _load_theme(self, state: State) -> None:
        """Follow the theme; one that can't be loaded leaves the one before, if there was any."""
        settings = self._settings
        settings["FINDINGS"] = Findings()
        try:
            theme = Theme(settings, code_digests(settings["PLUGINS"]))
        except (OSError, ValueError) as error:
            self._unloaded = (self._theme_problem(error),)
            if self._shown is None:
                raise PageError(*self._unloaded) from error
            return
        theme.check(state)
        if self._shown is not None:
            self._replaced = {asset.path: asset.content for asset in self._shown.theme.assets.files}
        self._theme, self._unloaded = theme, ()
        self._about["theme"] = set(settings["FINDINGS"].found)

    def _theme_problem(self, error: OSError | ValueError) -> Problem:
        folder = self._theme_folder
        file, reason = getattr(error, "filename", None), getattr(error, "strerror", None)
        path = f"{folder.name}/{Path(file).relative_to(folder)}" if file and Path(file).is_relative_to(folder) else ""
        message = translation(self._settings["DEFAULT_LANG"]).gettext("The theme “{name}” failed: {reason}.")
        reason = f"{type(error).__name__}: {reason or error}"
        return Problem(path, 0, "error", message.format(name=folder.name, reason=reason), "")

    def update(self, paths: frozenset[Path]) -> Iterator[Change]:
        """Follow changed files."""
        with self._changing:
            if self._state is None or any(map(self._concerns_everything, paths)):
                change, begun = self._start()
                yield change
                if begun:
                    return
            if self._state is None:
                return
            try:
                yield from self._follow(paths, self._state)
            except DamagedStateError:
                yield self.start()

    def _concerns_everything(self, path: Path) -> bool:
        """Return whether a file is one of site.toml and counts.json, or the logo, wherever it lies."""
        logo = self._settings["SITE"].department.logo
        return path.parent == self._content or (logo != "" and path == self._content / logo)

    def _follow(self, paths: frozenset[Path], state: State) -> Iterator[Change]:
        changed = [path for path in paths if path.is_relative_to(self._content) and path.parent != self._content]
        themed = [path for path in paths if path.is_relative_to(self._theme_folder)]
        if paths and not changed and not themed:
            return
        before = self._told
        if themed:
            self._load_theme(state)
        concerned = self._concerned(changed)
        single = next(iter(concerned)) if len(concerned) == 1 and not themed else ""
        old = self._rows.get(single)
        self._read_again(concerned, state)
        if single and (url := self._patch(single, old, state)):
            yield Change(frozenset({url}), styles_only=False, problems=self._problems())
            # Browsers ask for the page now; planning in this thread would take turns with their answers.
            time.sleep(_SERVING)
        if any(str(path) not in self._rows or not path.is_file() for path in changed):
            self._list_again(state)
        self._show(self._plan(state))
        self._told = self._shown
        styles = bool(themed) and not changed and all(path.suffix == ".css" for path in themed)
        yield Change(self._changed_addresses(before), styles_only=styles, problems=self._problems())

    def _concerned(self, changed: Iterable[Path]) -> set[str]:
        """Return the source files, known and still there, that ``changed`` ones are, lie beside, or have above them."""
        known = {*self._rows, *self._found}
        files = sorted(known)
        concerned: set[str] = set()
        for path in changed:
            name = str(path)
            if path.suffix == ".md":
                concerned.update(files[(place := bisect_left(files, name)) : place + 1])
            # Of a folder that was renamed, what lies in it.
            first = bisect_left(files, f"{name}/")
            concerned.update(files[first : bisect_left(files, f"{name}0", first)])
            # A text that is new takes the files in its folder from articles above; one that is gone leaves them.
            beside = path.suffix != ".md" or name not in known or not path.exists()
            for folder in path.parents if beside else ():
                if folder == self._content:
                    break
                concerned.update(str(each) for each in folder.glob("*.md"))
        return {file for file in concerned if file in known and Path(file).is_file()}

    def _read_again(self, files: Iterable[str], state: State) -> None:
        """Read ``files``, whether known or not."""
        found = sorted(files)
        if not found:
            return
        prepare_photos(map(Path, found), self._store, self._settings["SITE"].language)
        for read in sorted(self._reading.read(reader_maker(self._settings), found, None)):
            self._take(read, state)

    def _list_again(self, state: State) -> None:
        """Read source files that are new, and forget those that are gone."""
        self._settings["FINDINGS"] = Findings()
        there = set(content_files(self._settings).sources)
        self._about["rest"] = set(self._settings["FINDINGS"].found)
        known = {*self._rows, *self._found}
        for gone in known - there:
            self._rows.pop(gone, None)
            self._found.pop(gone, None)
        self._read_again(there - known, state)

    def _take(self, read: ReadFile, state: State) -> None:
        """Keep what was read; of an article with an error, what it was before stays to be seen."""
        self._found[read.file] = read.findings
        if read.row is not None and not (broken(read) and read.file in self._rows):
            with state.transaction():
                state.put_source(read.file, read.content, read.teaser)
            self._rows[read.file] = read.row

    def _patch(self, file: str, old: Row | None, state: State) -> str:
        """Show the new text of one article or page at once, where all that surrounds it is as it was; return its address."""
        row, shown = self._rows.get(file), self._shown
        if row is None or old is None or shown is None or not row.entry.url:
            return ""
        if (row.entry.photos, row.entry.files) != (old.entry.photos, old.entry.files):
            return ""  # They are served with the plan.
        path = page_path(row.entry.url)
        page = shown.planned.get(path)
        if not isinstance(page, PlannedPage) or not isinstance(page.made, Recipe) or "whole" not in page.made.parts:
            return ""
        known = known_sources({file: row}, state)[0]
        whole = page.made.parts["whole"]
        if getattr(whole, "source", "") != row.entry.path or ":" in whole.fingerprint or row.entry.own_links:
            return ""
        made = replace(page.made, parts={**page.made.parts, "whole": known.content})
        patched = replace(page, made=made)
        self._shown = _Shown(
            shown.theme,
            {**shown.planned, path: patched},
            {**shown.inputs, path: shown.theme.inputs.of(patched)},
        )
        return row.entry.url

    def _plan(self, state: State) -> Plan:
        settings = self._settings
        settings["FINDINGS"] = Findings()
        settings["BUILD_TIME"] = build_time("", ZoneInfo(settings["SITE"].time_zone))
        plan = make_plan(settings, known_sources(self._rows, state))
        self._next_change = _next_moment(self._rows.values(), plan.now)
        self._about["plan"] = set(settings["FINDINGS"].found)
        return plan

    def _show(self, plan: Plan) -> None:
        theme = self._theme
        assets = {asset.path: asset.content for asset in theme.assets.files}
        planned = {**self._replaced, **assets, **plan.files, **plan.pages}
        self._shown = _Shown(theme, planned, theme.inputs.of_all(planned))
        pages = self._path.with_name(f"{self._path.stem}-pages.json")
        listed = plan.files.get("pages.json")
        if isinstance(listed, bytes) and not (pages.exists() and pages.read_bytes() == listed):
            # The counter reads it meanwhile.
            written = pages.with_suffix(".part")
            written.write_bytes(listed)
            written.replace(pages)

    def _changed_addresses(self, before: _Shown | None) -> frozenset[str] | None:
        assert self._shown is not None
        if before is None:
            return None
        old, new = before.inputs, self._shown.inputs
        changed = [path for path in {*old, *new} if old.get(path) != new.get(path)]
        return frozenset(page_address(path) for path in changed if path.endswith(".html"))

    def _problems(self) -> tuple[Problem, ...]:
        gettext = translation(self._settings.get("DEFAULT_LANG", "vi")).gettext
        # Copied: a page that fails asks too, in a thread of its own.
        found = {finding for findings in [*self._found.values()] for finding in findings}
        found = found.union(*[*self._about.values()])
        return *self._unloaded, *(_problem(finding, gettext) for finding in sorted(found))

    def next_change(self) -> datetime | None:
        """Return when the next scheduled article becomes public, or one that is pinned or has an end is so no longer."""
        return self._next_change

    def answer(self, address: str) -> bytes | Path | None:
        """Return what a web server gives for a decoded path. Raises ``PageError``."""
        try:
            return self._answer(address)
        except DamagedStateError:
            # Most often an article that was just read again: what is shown now is no longer kept, what comes next is.
            with self._nothing_changing():
                return self._answer_in_turn(address)

    @contextmanager
    def _nothing_changing(self) -> Iterator[None]:
        """Wait until no change is under way, and hold back the next one. Raises ``PageError`` when the site is closed first."""
        while not self._changing.acquire(timeout=_CLOSING):
            if self._closed:
                raise PageError(Problem("", 0, "error", "", ""))
        try:
            yield
        finally:
            self._changing.release()

    def _answer_in_turn(self, address: str) -> bytes | Path | None:
        with suppress(DamagedStateError):
            return self._answer(address)
        assert self._state is not None
        try:
            # Another preview of the project may have read an article that this one has yet to hear of.
            self._read_everything(self._state)
            return self._answer(address)
        except DamagedStateError:
            self._read_everything(self._renew_state())
            return self._answer(address)

    def _answer(self, address: str) -> bytes | Path | None:
        shown = self._shown
        if shown is None:
            raise PageError(next(iter(self._problems()), Problem("", 0, "error", "", "")))
        path = page_path(address)
        if path not in shown.planned:
            return None
        planned = shown.planned[path]
        if isinstance(planned, Copied):
            return planned.path
        if isinstance(planned, bytes):
            return planned
        key = path, shown.inputs[path]
        content = self._pages.pop(key, None)
        if content is None:
            try:
                content = shown.theme.make(path, planned)
            except UnmadePageError as error:
                raise PageError(_problem(error.finding, translation(self._settings["DEFAULT_LANG"]).gettext)) from error
        self._pages[key] = content
        while len(self._pages) > _PAGES:
            self._pages.popitem(last=False)
        return content

    def not_found(self) -> bytes:
        """Return the site's own page for what is not there."""
        page = self.answer("/404.html")
        assert isinstance(page, bytes)
        return page

    def pages_document(self) -> Path | None:
        """Return where the addresses that the counter knows are listed."""
        if self._state is None:
            return None
        path = self._path.with_name(f"{self._path.stem}-pages.json")
        return path if path.exists() else None

    def close(self) -> None:
        """Give up what is under way: nobody waits for a change, and no photo is begun."""
        self._closed = True
        if self._settings:
            self._store.close()
        self._reading.close()


class UnusableFactsError(Exception):
    """``site.toml`` can't be used; ``found`` says why."""

    def __init__(self, found: set[Finding]) -> None:
        super().__init__("site.toml")
        self.found = found


def _next_moment(rows: Iterable[Row], now: datetime) -> datetime | None:
    """Return the first moment after ``now`` that changes pages; a draft's date does not, nor anything of what is withdrawn."""
    moments: list[datetime | None] = []
    for row in rows:
        entry = row.entry
        if not entry.withdrawn:
            moments += (None if entry.draft else entry.date, entry.pinned_until, entry.expires)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)


def _problem(finding: Finding, gettext: Any) -> Problem:
    return Problem(
        printable_path(finding.path),
        finding.line,
        str(finding.severity),
        finding.message(gettext),
        finding.mend(gettext),
    )


def _copy_state(source: Path, target: Path) -> None:
    """Begin with what builds remember; without it everything is read."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
    except sqlite3.Error:
        delete_state(target)
