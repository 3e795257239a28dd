"""The site of a preview, kept in memory: an edited article is read again, a page is made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import RLock, Thread

from ban_tin.articles.net import ReaderMaker
from ban_tin.building.commit import PageError as UnmadePageError
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.reader_process import ReaderProcess
from ban_tin.building.search_index import add_search_index
from ban_tin.building.state import Row, State
from ban_tin.findings.report import Finding, Findings
from ban_tin.language.translations import translation
from ban_tin.photos.store import photo_store
from ban_tin.planning.plan import Plan, page_path
from ban_tin.rendering.assets import listed_fonts
from ban_tin.rendering.fonts import make_fonts
from ban_tin.rendering.layers import theme_layers
from ban_tin.site.messages import FOLDER
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError
from newsdesk.comments.articles import Articles, articles_of
from newsdesk.preview.answers import Answers, Shown
from newsdesk.preview.later import Later
from newsdesk.preview.live_site import PROGRESS, Change, Listener, PageError, Problem
from newsdesk.preview.photo_queue import PhotoQueue
from newsdesk.preview.problems import problem_of
from newsdesk.preview.showing import Showing
from newsdesk.preview.site_memory import SiteMemory

#: Seconds in which browsers get an edited page before the lists behind it are planned: planning would take turns with their answers.
_SERVING = 0.1
#: Seconds without a further save after which they are planned, when somebody edits in the newsdesk.
_QUIET = 1.5
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
        self._memory = SiteMemory(self._reading, self._announce_problems if listener else None)
        self._answers = Answers()
        #: Held by whoever changes what is shown.
        self._changing = RLock()
        #: Held, within that, by whoever reads files or puts something else in the place of what is shown: never for long.
        self._reading_now = RLock()
        self._showing = Showing(self._memory, self._reading_now)
        #: The plan that the files of the search index are of.
        self._indexed_plan: Plan | None = None
        #: What browsers have been told of; an answer may have brought the site further.
        self._told: Shown | None = None
        self._photos: PhotoQueue | None = None
        #: Source files whose photos have just been encoded.
        self._encoded: set[str] = set()
        #: Photos that are being encoded, and how many of them are done.
        self._progress: tuple[Problem, ...] = ()
        self._later = Later(self._follow_later)
        self._closed = False

    @property
    def counter_path(self) -> str:
        """What ``site.toml`` says."""
        return self._project.site.counter_path if self._project else ""

    @property
    def policy(self) -> str:
        """The content security policy of the theme's pages."""
        return self._showing.shown.theme.assets.csp if self._showing.shown else ""

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
        self._told = self._showing.shown
        return Change(None, styles_only=False, problems=self._problems()), True

    def _read_everything(self, project: Project, state: State) -> None:
        with _fonts_under_way(project), self._reading_now:
            self._memory.read_all(project, state)
        self._showing.load_theme(project)
        self._showing.show_all(project, state)

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
            self._showing.load_theme(project)
        elif changed and self._is_told_again(changed):
            return
        url = self._read_changed(project, changed, state, patches=not themed)
        if url:
            if self._listener is not None:
                self._later.ask(_SERVING)
            yield Change(frozenset({url}), styles_only=False, problems=self._problems())
        if self._later.is_waiting and self._is_told_again(changed):
            return
        if any(str(path) not in memory.rows or not path.is_file() for path in changed):
            with self._reading_now:
                memory.list_again(project, state)
        self._showing.show_all(project, state)
        self._told = self._showing.shown
        styles = bool(themed) and not changed and all(path.suffix == ".css" for path in themed)
        yield Change(self._showing.changed_addresses(before), styles_only=styles, problems=self._problems())

    def _is_told_again(self, changed: list[Path]) -> bool:
        """Return whether all that ``changed`` is shown and told already, or will be soon."""
        done = not self._showing.unplanned and self._told is self._showing.shown
        return (done or self._later.is_waiting) and all(map(self._is_known, changed))

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
            self._showing.unplanned |= concerned
            memory.read_again(project, encoded, state, sketches=False)
            memory.read_again(project, concerned - encoded, state)
            if self._photos is not None:
                self._photos.add(memory.waiting(concerned - encoded), first=True)
            return self._showing.patch(project, next(iter(concerned)), state) if len(concerned) == 1 and patches else ""

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
                self._showing.unplanned.add(file)
            url = self._showing.patch(project, file, state)
        except DamagedStateError:
            return False
        finally:
            self._reading_now.release()
        if self._photos is not None:
            self._photos.add(self._memory.waiting([file]), first=True)
        if self._listener is None:
            return bool(url)
        self._later.ask(_QUIET)
        if url:
            self._listener.announce(Change(frozenset({url}), styles_only=False, problems=self._problems()))
        return bool(url)

    def _follow_later(self) -> None:
        if self._listener is not None:
            self._listener.follow(map(Path, self._showing.unplanned))

    def has_read(self, path: Path) -> bool:
        """Return whether all that is shown knows a source file as it is. Any thread calls this."""
        return str(path) not in self._showing.unplanned and self._memory.is_read(path)

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

    @property
    def _gettext(self) -> Callable[[str], str]:
        return translation(self._project.language if self._project else "vi").gettext

    def _problems(self) -> tuple[Problem, ...]:
        gettext = self._gettext
        return (
            *self._progress,
            *self._showing.unloaded,
            *(problem_of(finding, gettext) for finding in self._memory.findings.shown()),
        )

    def next_change(self) -> datetime | None:
        """Return when the next scheduled article becomes public, or one that is pinned or has an end is so no longer."""
        return self._showing.next_change

    def answer(self, address: str) -> bytes | Path | None:
        """Return what a web server gives for a decoded path. Raises ``PageError``."""
        if self._photos is not None and (file := self._showing.sketched.get(page_path(address))):
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
        if self._showing.unplanned:
            with suppress(DamagedStateError):
                self._showing.show_all(project, state)
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
        shown = self._showing.shown
        if shown is None:
            raise PageError(next(iter(self._problems()), Problem("", 0, "error", "", "")))
        try:
            return self._answers.answer(shown, address)
        except UnmadePageError as error:
            raise PageError(problem_of(error.finding, self._gettext)) from error

    def _bring_index_up_to_date(self, project: Project) -> None:
        """Let the files of the search index be those of what is shown: made when somebody searches, as no edit should wait for them."""
        with self._nothing_changing():
            plan, state = self._showing.plan, self._memory.state
            if plan is None or plan is self._indexed_plan or state is None:
                return
            rows = self._showing.planned_rows
            entries = [row.entry for row in rows.values()]
            add_search_index(plan, project, Findings(), entries, state, digest_of(code_digests(project.plugins)))
            self._indexed_plan = plan
            self._showing.show(project, state, plan, rows)

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

    def row_of(self, path: Path) -> Row | None:
        """Return what was read of one source file."""
        return self._memory.rows.get(str(path))

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
        path = self._showing.listed_pages
        return path if path.exists() else None

    def close(self) -> None:
        """Give up what is under way: nobody waits for a change, and no photo is begun."""
        self._closed = True
        self._later.close()
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
