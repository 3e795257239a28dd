"""The site of a preview, kept in memory: an edited article is read again, a page is made when it is asked for."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import RLock, Thread
from zoneinfo import ZoneInfo

from ban_tin.articles.net import ReaderMaker
from ban_tin.building.commit import PageError as UnmadePageError
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.reader_process import ReaderProcess
from ban_tin.building.search_index import add_search_index
from ban_tin.building.sources import known_sources
from ban_tin.building.state import Row, State
from ban_tin.building.theme import Theme
from ban_tin.findings.report import Finding, Findings
from ban_tin.language.translations import translation
from ban_tin.photos.store import photo_store
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Plan, page_address, page_path
from ban_tin.rendering.assets import listed_fonts
from ban_tin.rendering.fonts import make_fonts
from ban_tin.rendering.layers import theme_layers
from ban_tin.site.clock import build_time
from ban_tin.site.messages import FOLDER
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError
from newsdesk.comments.articles import Articles, articles_of
from newsdesk.preview.answers import Answers, Shown
from newsdesk.preview.live_site import PROGRESS, Change, Listener, PageError, Problem
from newsdesk.preview.patching import patch
from newsdesk.preview.photo_queue import PhotoQueue
from newsdesk.preview.problems import problem_of, theme_problems
from newsdesk.preview.site_memory import SiteMemory, next_moment

#: Seconds in which browsers get an edited page before the lists behind it are planned.
_SERVING = 0.05
#: Seconds after which a page that waits for a change sees that the site is closed.
_CLOSING = 0.2
#: Seconds that whoever saved waits for files that are being read.
_PATIENCE = 5


class UnusableSiteError(Exception):
    """``site.toml`` can't be used; ``found`` says why."""

    def __init__(self, found: set[Finding]) -> None:
        super().__init__("site.toml")
        self.found = found


class MemorySite:
    """The site of the project that ``begin`` returns, with the findings of its beginning; ``begin`` may raise ``UnusableSiteError``.

    Drafts and scheduled articles are in it, with their mark. Photos that are not encoded are shown as sketches: they are encoded once
    their article is edited or looked at, if there is a ``listener`` to tell of it.
    """

    def __init__(self, begin: Callable[[], tuple[Project, Findings]], listener: Listener | None = None) -> None:
        self._begin, self._listener = begin, listener
        self._project: Project | None = None
        self._reading = ReaderProcess()
        self._memory = SiteMemory(self._reading)
        self._answers = Answers()
        self._shown: Shown | None = None
        #: The plan of what is shown, and the one that the files of the search index are of.
        self._shown_plan: Plan | None = None
        self._indexed_plan: Plan | None = None
        #: What was read when it was planned.
        self._planned_rows: dict[str, Row] = {}
        #: What browsers have been told of; an answer may have brought the site further.
        self._told: Shown | None = None
        #: Assets of the theme before: a browser may still request them.
        self._replaced: dict[str, bytes] = {}
        #: Why the theme as it is now can't be loaded.
        self._unloaded: tuple[Problem, ...] = ()
        self._next_change: datetime | None = None
        self._photos: PhotoQueue | None = None
        #: Source files whose photos have just been encoded.
        self._encoded: set[str] = set()
        #: The source file of each page with sketches on it, by its path.
        self._sketched: dict[str, str] = {}
        #: Photos that are being encoded, and how many of them are done.
        self._progress: tuple[Problem, ...] = ()
        #: Held by whoever changes what is shown.
        self._changing = RLock()
        #: Held, within that, by whoever reads files or puts something else in the place of what is shown: never for long.
        self._reading_now = RLock()
        #: Source files that are shown as they are, while lists and the like are still to follow.
        self._unplanned: set[str] = set()
        self._closed = False

    @property
    def counter_path(self) -> str:
        """What ``site.toml`` says."""
        return self._project.site.counter_path if self._project else ""

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
            project, findings = self._begin()
        except UnusableSiteError as error:
            self._memory.findings.facts = error.found
            return Change(frozenset(), styles_only=False, problems=self._problems()), False
        self._reading.warm_up()
        self._project = project
        if self._listener is not None and self._photos is None:
            self._photos = PhotoQueue(photo_store(project.cache), self._tell_progress, self._take_encoded)
        self._memory.findings.facts, self._memory.findings.known = findings.found, findings.known
        state = self._memory.open(project)
        try:
            self._read_everything(project, state)
        except DamagedStateError:
            self._read_everything(project, self._memory.renew())
        self._told = self._shown
        return Change(None, styles_only=False, problems=self._problems()), True

    def _read_everything(self, project: Project, state: State) -> None:
        with _fonts_under_way(project), self._reading_now:
            self._memory.read_all(project, state)
        self._load_theme(project, state)
        self._show_all(project, state)

    def _load_theme(self, project: Project, state: State) -> None:
        """Follow the theme; one that can't be loaded leaves the one before, if there was any."""
        findings = Findings()
        try:
            theme = Theme(project, findings, code_digests(project.plugins))
        except (OSError, ValueError) as error:
            self._unloaded = theme_problems(error, project)
            if self._shown is None:
                raise PageError(*self._unloaded) from error
            return
        theme.check()
        if self._shown is not None:
            self._replaced = {asset.path: asset.content for asset in self._shown.theme.assets.files}
        self._theme, self._unloaded = theme, ()
        self._memory.findings.theme = findings.found

    def update(self, paths: frozenset[Path]) -> Iterator[Change]:
        """Follow changed files."""
        with self._changing:
            if self._memory.state is None or any(map(self._concerns_everything, paths)):
                change, begun = self._start()
                yield change
                if begun:
                    return
            if self._project is None or self._memory.state is None:
                return
            try:
                yield from self._follow(self._project, paths, self._memory.state)
            except DamagedStateError:
                yield self.start()

    def _concerns_everything(self, path: Path) -> bool:
        """Return whether a file is one of site.toml, counts.json and the site's messages, or the logo, wherever it lies."""
        if self._project is None:
            return True
        content, logo = self._project.content, self._project.site.department.logo
        return path.parent in (content, content / FOLDER) or (logo != "" and path == content / logo)

    def _follow(self, project: Project, paths: frozenset[Path], state: State) -> Iterator[Change]:
        content, memory = project.content, self._memory
        theme = theme_layers(project)
        themed = [path for path in paths if theme.holds(path)]
        changed = [
            path for path in paths if path.is_relative_to(content) and path.parent != content and path not in themed
        ]
        if paths and not changed and not themed:
            return
        before = self._told
        if themed:
            self._load_theme(project, state)
        elif changed and not self._unplanned and all(map(self._is_known, changed)):
            return  # Told a second time.
        url = self._read_changed(project, changed, state, patches=not themed)
        if url:
            yield Change(frozenset({url}), styles_only=False, problems=self._problems())
        if url or self._unplanned:
            # Browsers ask for the page now; planning in this thread would take turns with their answers.
            time.sleep(_SERVING)
        if any(str(path) not in memory.rows or not path.is_file() for path in changed):
            with self._reading_now:
                memory.list_again(project, state)
        self._show_all(project, state)
        self._told = self._shown
        styles = bool(themed) and not changed and all(path.suffix == ".css" for path in themed)
        yield Change(self._changed_addresses(before), styles_only=styles, problems=self._problems())

    def _is_known(self, path: Path) -> bool:
        """Return whether ``path`` is a source file that was read as it is, and need not be read again."""
        return path.suffix == ".md" and str(path) not in self._encoded and self._memory.is_read(path)

    def _read_changed(self, project: Project, changed: list[Path], state: State, patches: bool) -> str:
        """Read what ``changed`` files concern; return the address of a page that shows its new text already."""
        memory = self._memory
        with self._reading_now:
            concerned = memory.concerned([path for path in changed if not self._is_known(path)], project.content)
            encoded = concerned & self._encoded
            self._encoded -= encoded
            memory.read_again(project, encoded, state, sketches=False)
            memory.read_again(project, concerned - encoded, state)
            if self._photos is not None:
                self._photos.add(memory.waiting(concerned - encoded), first=True)
            return self._patch(project, next(iter(concerned)), state) if len(concerned) == 1 and patches else ""

    def show_at_once(self, path: Path) -> bool:
        """Read a source file again, and show it where its page needs nothing else; lists follow with ``update``. Any thread calls this."""
        if not self._reading_now.acquire(timeout=_PATIENCE):
            return False
        try:
            project, state, file = self._project, self._memory.state, str(path)
            if project is None or state is None or file not in self._memory.rows or not path.is_file():
                return False
            if not self._memory.is_read(path):
                self._memory.read_again(project, [file], state)
                self._unplanned.add(file)
            url = self._patch(project, file, state)
        except DamagedStateError:
            return False
        finally:
            self._reading_now.release()
        if self._photos is not None:
            self._photos.add(self._memory.waiting([file]), first=True)
        if url and self._listener is not None:
            self._listener.announce(Change(frozenset({url}), styles_only=False, problems=self._problems()))
        return bool(url)

    def has_read(self, path: Path) -> bool:
        """Return whether all that is shown knows a source file as it is. Any thread calls this."""
        return str(path) not in self._unplanned and self._memory.is_read(path)

    def shown_body(self, path: Path) -> str | None:
        """Return the HTML of the body on the page of a source file, None for none. Any thread calls this."""
        row, state = self._memory.rows.get(str(path)), self._memory.state
        if row is None or state is None or not row.content:
            return None
        try:
            return str(state.content(str(path), row.content).body)
        except DamagedStateError:
            return None

    def reader_maker(self) -> ReaderMaker | None:
        """Return what makes readers as those of the preview. Any thread calls this."""
        return self._memory.maker(self._project) if self._project else None

    def _patch(self, project: Project, file: str, state: State) -> str:
        """Show the new text of one article or page at once, where all that surrounds it is as it was; return its address."""
        planned, row = self._planned_rows.get(file), self._memory.rows.get(file)
        if row is None or row is planned or self._shown is None or self._shown_plan is None:
            return ""
        now, addresses = self._shown_plan.now, project.site.addresses
        patched = patch(self._shown, file, (planned, row), state, now, addresses, project.cache)
        if patched is None:
            return ""
        self._shown = patched
        return row.entry.url

    def _show_all(self, project: Project, state: State) -> None:
        """Plan, and show what was planned."""
        with self._reading_now:
            rows = dict(self._memory.rows)
        self._show(project, state, self._plan(project, state, rows), rows)

    def _show(self, project: Project, state: State, plan: Plan, rows: dict[str, Row]) -> None:
        """Show what was planned of ``rows``; what was read since stays shown as it is, where it can be."""
        shown = self._shown_as(plan)
        with self._reading_now:
            self._shown_plan, self._planned_rows, self._shown = plan, rows, shown
            now = self._memory.rows
            for file in (file for file, row in now.items() if row is not rows.get(file)):
                self._patch(project, file, state)
            self._unplanned = {file for file in self._unplanned if now.get(file) is not rows.get(file)}
            self._sketched = {page_path(now[each.file].entry.url): each.file for each in self._memory.waiting(now)}
        self._list_pages(plan)

    def _plan(self, project: Project, state: State, rows: dict[str, Row]) -> Plan:
        findings = Findings()
        now = build_time("", ZoneInfo(project.site.time_zone))
        plan = make_plan(replace(project, now=now), findings, known_sources(rows, state))
        self._next_change = next_moment(rows.values(), plan.now)
        self._memory.findings.plan = findings.found
        return plan

    def _shown_as(self, plan: Plan) -> Shown:
        theme = self._theme
        assets = {asset.path: asset.content for asset in theme.assets.files}
        planned = {**self._replaced, **assets, **plan.files, **plan.pages}
        return Shown(theme, planned, theme.inputs.of_all(planned))

    def _list_pages(self, plan: Plan) -> None:
        """Let the counter know which pages there are."""
        pages = self._listed_pages
        listed = plan.files.get("pages.json")
        if isinstance(listed, bytes) and not (pages.exists() and pages.read_bytes() == listed):
            # The counter reads it meanwhile.
            written = pages.with_suffix(".part")
            written.write_bytes(listed)
            written.replace(pages)

    @property
    def _listed_pages(self) -> Path:
        path = self._memory.state_path
        return path.with_name(f"{path.stem}-pages.json")

    def _changed_addresses(self, before: Shown | None) -> frozenset[str] | None:
        assert self._shown is not None
        if before is None:
            return None
        old, new = before.inputs, self._shown.inputs
        changed = [path for path in {*old, *new} if old.get(path) != new.get(path)]
        return frozenset(page_address(path) for path in changed if path.endswith(".html"))

    @property
    def _gettext(self) -> Callable[[str], str]:
        return translation(self._project.language if self._project else "vi").gettext

    def _problems(self) -> tuple[Problem, ...]:
        gettext = self._gettext
        return (
            *self._progress,
            *self._unloaded,
            *(problem_of(finding, gettext) for finding in self._memory.findings.shown()),
        )

    def next_change(self) -> datetime | None:
        """Return when the next scheduled article becomes public, or one that is pinned or has an end is so no longer."""
        return self._next_change

    def answer(self, address: str) -> bytes | Path | None:
        """Return what a web server gives for a decoded path. Raises ``PageError``."""
        if self._photos is not None and (file := self._sketched.get(page_path(address))):
            self._photos.add(self._memory.waiting([file]))
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
        project, state = self._project, self._memory.state
        assert project is not None
        assert state is not None
        if self._unplanned:
            with suppress(DamagedStateError):
                self._show_all(project, state)
                return self._answer(address)
        try:
            # Another preview of the project may have read an article that this one has yet to hear of.
            self._read_everything(project, state)
            return self._answer(address)
        except DamagedStateError:
            self._read_everything(project, self._memory.renew())
            return self._answer(address)

    def _answer(self, address: str) -> bytes | Path | None:
        if self._project is not None and address.startswith(self._project.site.addresses.search_data):
            self._bring_index_up_to_date(self._project)
        shown = self._shown
        if shown is None:
            raise PageError(next(iter(self._problems()), Problem("", 0, "error", "", "")))
        try:
            return self._answers.answer(shown, address)
        except UnmadePageError as error:
            raise PageError(problem_of(error.finding, self._gettext)) from error

    def _bring_index_up_to_date(self, project: Project) -> None:
        """Let the files of the search index be those of what is shown: made when somebody searches, as no edit should wait for them."""
        with self._nothing_changing():
            plan, state = self._shown_plan, self._memory.state
            if plan is None or plan is self._indexed_plan or state is None:
                return
            rows = self._planned_rows
            entries = [row.entry for row in rows.values()]
            add_search_index(plan, project, Findings(), entries, state, digest_of(code_digests(project.plugins)))
            self._indexed_plan = plan
            self._show(project, state, plan, rows)

    def source_of(self, address: str) -> str:
        """Return what problems call the article or page at ``address``, ``""`` for a page made of many."""
        return self._memory.path_of(address)

    def articles(self) -> Articles:
        """Return what was read of them."""
        return articles_of([*self._memory.rows.items()])

    def sources(self) -> Mapping[str, Row | None]:
        """Return what was read of every source file."""
        memory, content = self._memory, self._project.content if self._project else Path()
        # Of what can't be read, nobody knows more than how findings call it.
        unread = (each for each in [*memory.findings.files] if each not in memory.rows)
        named = (each if Path(each).is_absolute() else str(content.parent / each) for each in unread)
        return dict.fromkeys(named) | {**memory.rows}

    def findings(self) -> Sequence[Finding]:
        """Return what is wrong with the site."""
        return self._memory.findings.shown()

    def not_found(self) -> bytes:
        """Return the site's own page for what is not there."""
        page = self.answer("/404.html")
        assert isinstance(page, bytes)
        return page

    def pages_document(self) -> Path | None:
        """Return where the addresses that the counter knows are listed."""
        if self._memory.state is None:
            return None
        path = self._listed_pages
        return path if path.exists() else None

    def close(self) -> None:
        """Give up what is under way: nobody waits for a change, and no photo is begun."""
        self._closed = True
        if self._photos is not None:
            self._photos.close()
        self._answers.close()
        self._reading.close()

    def _tell_progress(self, done: int, total: int) -> None:
        """Say that photos of one article are being encoded. Called by the thread that encodes."""
        gettext = self._gettext
        said = gettext("Encoding photos: {number} of {total}").format(number=min(done + 1, total), total=total)
        self._progress = (Problem("", 0, PROGRESS, said, ""),) if done < total else ()
        self._announce_problems()

    def _take_encoded(self, file: str) -> None:
        """Have an article read again, all of whose photos are encoded. Called by the thread that encodes."""
        self._progress = ()
        self._encoded.add(file)
        assert self._listener is not None
        self._listener.follow([Path(file)])

    def _announce_problems(self) -> None:
        assert self._listener is not None
        self._listener.announce(Change(frozenset(), styles_only=False, problems=self._problems()))


@contextmanager
def _fonts_under_way(project: Project) -> Iterator[None]:
    """Make the fonts of the theme while the context runs: once in the life of a cache, that takes some seconds."""

    def make() -> None:
        with suppress(OSError, ValueError):  # Loading the theme tells.
            make_fonts(listed_fonts(theme_layers(project)), project.cache / "fonts")

    thread = Thread(target=make, name="preview-fonts", daemon=True)
    thread.start()
    yield
    thread.join()
