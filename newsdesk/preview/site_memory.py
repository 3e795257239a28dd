"""What a preview remembers of a site's source files: a row for each, and what is wrong with it."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from hashlib import blake2b
from pathlib import Path

from ban_tin.articles.net import ReaderMaker
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.reader_process import ReaderProcess
from ban_tin.building.reading import list_content, read_site, reader_maker
from ban_tin.building.sources import ReadFile, broken
from ban_tin.building.state import Row, State, copy_state, delete_state
from ban_tin.findings.known import KnownFindings
from ban_tin.findings.report import Finding, Findings
from ban_tin.site.project import Project
from ban_tin.source_files import UnusableFileError
from ban_tin.source_files.opening import read_plain_file
from ban_tin.views.deferred import DamagedStateError
from newsdesk.preview.photo_queue import Article
from newsdesk.preview.rule_findings import RuleFindings


@dataclass
class SiteFindings:
    """What is wrong, by what has to be looked at again before it may be right."""

    #: Of ``site.toml``.
    facts: set[Finding] = field(default_factory=set)
    #: Of files that lie among the source files and are none.
    content: set[Finding] = field(default_factory=set)
    #: Of each source file.
    files: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    #: Of the theme.
    theme: set[Finding] = field(default_factory=set)
    #: Of the site as a whole: links, addresses, counts.
    plan: set[Finding] = field(default_factory=set)
    #: What is known beforehand, and not shown.
    known: KnownFindings = field(default_factory=KnownFindings)
    #: By rules.
    rules: RuleFindings = field(default_factory=RuleFindings)

    def shown(self) -> list[Finding]:
        """Return all of them that are not known, in order. Any thread may ask."""
        of_files = {finding for findings in [*self.files.values()] for finding in findings}
        return Findings(
            of_files.union(self.facts, self.content, self.theme, self.plan, self.rules.found()), self.known
        ).shown()


class SiteMemory:
    """The rows of a site's source files, kept in a state beside that of its builds. ``reading`` reads the files.

    ``tell`` is called when more is known of what rules find; without it, they are waited for.
    """

    def __init__(self, reading: ReaderProcess, tell: Callable[[], None] | None = None) -> None:
        self._reading = reading
        self.rows: dict[str, Row] = {}
        self.findings = SiteFindings(rules=RuleFindings(tell))
        self.state: State | None = None
        self.state_path = Path()
        #: What each file held when it was last read here; a file that changed meanwhile has none.
        self._read: dict[str, bytes] = {}

    def open(self, project: Project) -> State:
        """Return the state, opened at the first call: it begins as that of builds."""
        if self.state is None:
            of_builds = project.state_file
            self.state_path = of_builds.with_name(f"{of_builds.stem}-preview.sqlite")
            if not self.state_path.exists() and of_builds.exists():
                copy_state(of_builds, self.state_path)
            try:
                self.state = State(self.state_path)
            except DamagedStateError:
                return self.renew()
        return self.state

    def renew(self) -> State:
        """Begin with nothing remembered."""
        if self.state is not None:
            self.state.close()
        delete_state(self.state_path)
        self.state = State(self.state_path)
        return self.state

    def known_files(self) -> set[str]:
        """Return the source files that were read, with success or not."""
        return {*self.rows, *self.findings.files}

    def read_all(self, project: Project, state: State) -> None:
        """Read all that changed since it was last kept."""
        found = Findings()
        code = digest_of(code_digests(project.plugins))
        read = partial(self._reading.read, _maker(project))
        sources = read_site(project, found, state, code, read, None, lambda stale, true: None)
        self.rows, self.findings.content = sources.rows, found.found
        by_path = {row.entry.path: file for file, row in self.rows.items()}
        files: dict[str, tuple[Finding, ...]] = {}
        for finding in sources.findings:
            file = by_path.get(finding.path, finding.path)
            files[file] = (*files.get(file, ()), finding)
        self.findings.files = files
        self.findings.rules.begin(project, self.rows)

    def read_again(self, project: Project, files: Iterable[str], state: State, sketches: bool = True) -> None:
        """Read ``files``, whether known or not; ``sketches``: with sketches of photos that are not encoded."""
        found = sorted(files)
        if not found:
            return
        before = {file: _digest(file) for file in found}
        for read in sorted(self._reading.read(_maker(project, sketches), found, None)):
            self._take(read, state)
        for file, digest in before.items():
            if digest and digest == _digest(file):
                self._read[file] = digest
            else:
                self._read.pop(file, None)
        self.findings.rules.look_again(file for file in found if file in self.rows)

    def is_read(self, path: Path) -> bool:
        """Return whether a source file holds what it held when it was last read here. Any thread may ask."""
        file = str(path)
        known = self._read.get(file)
        return known is not None and (file in self.rows or file in self.findings.files) and _digest(file) == known

    def path_of(self, address: str) -> str:
        """Return what findings call the file whose page has this ``address``, ``""`` for none. Any thread may ask."""
        return next((row.entry.path for row in [*self.rows.values()] if row.entry.url == address), "")

    def waiting(self, files: Iterable[str]) -> list[Article]:
        """Return those of ``files`` with photos that are not encoded yet."""
        found = []
        for file in files:
            row = self.rows.get(file)
            photos = tuple(Path(photo.source) for photo in row.entry.photos if photo.source) if row else ()
            if photos:
                found.append(Article(file, photos))
        return found

    def list_again(self, project: Project, state: State) -> None:
        """Read source files that are new, and forget those that are gone."""
        found = Findings()
        there = set(list_content(project, found).sources)
        self.findings.content = found.found
        known = self.known_files()
        for gone in known - there:
            self.rows.pop(gone, None)
            self.findings.files.pop(gone, None)
            self.findings.rules.forget(gone)
            self._read.pop(gone, None)
        self.read_again(project, there - known, state)

    def maker(self, project: Project) -> ReaderMaker:
        """Return what makes readers as this reads, with sketches of photos that are not encoded."""
        return _maker(project)

    def _take(self, read: ReadFile, state: State) -> None:
        """Keep what was read; of an article with an error, what it was before stays to be seen."""
        self.findings.files[read.file] = read.findings
        if read.row is not None and not (broken(read) and read.file in self.rows):
            with state.transaction():
                state.put_source(read.file, read.content, read.teaser, read.comments)
            self.rows[read.file] = read.row

    def concerned(self, changed: Iterable[Path], content: Path) -> set[str]:
        """Return the source files, known and still there, that ``changed`` ones are, lie beside, or have above them."""
        known = self.known_files()
        files = sorted(known)
        found: set[str] = set()
        for path in changed:
            name = str(path)
            if path.suffix == ".md":
                found.update(files[(place := bisect_left(files, name)) : place + 1])
            # Of a folder that was renamed, what lies in it.
            first = bisect_left(files, f"{name}/")
            found.update(files[first : bisect_left(files, f"{name}0", first)])
            # A text that is new takes the files in its folder from articles above; one that is gone leaves them.
            beside = path.suffix != ".md" or name not in known or not path.exists()
            for folder in path.parents if beside else ():
                if folder == content:
                    break
                found.update(str(each) for each in folder.glob("*.md"))
        return {file for file in found if file in known and Path(file).is_file()}


def _maker(project: Project, sketches: bool = True) -> ReaderMaker:
    return reader_maker(project)._replace(sketches=sketches)


def _digest(file: str) -> bytes:
    """Return what tells the bytes of a file from others; nothing where it can't be read."""
    try:
        return blake2b(read_plain_file(Path(file)), digest_size=16).digest()
    except (OSError, UnusableFileError):
        return b""


def next_moment(rows: Iterable[Row], now: datetime) -> datetime | None:
    """Return the first moment after ``now`` that changes pages; a draft's date does not, nor anything of what is withdrawn."""
    moments: list[datetime | None] = []
    for row in rows:
        entry = row.entry
        if not entry.withdrawn:
            moments += (None if entry.draft else entry.date, entry.pinned_until, entry.expires)
            moments.append(entry.document.effective if entry.document else None)
    return min((moment for moment in moments if moment is not None and moment > now), default=None)
