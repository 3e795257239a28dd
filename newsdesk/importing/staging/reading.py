"""Reading a batch: each source in a process of its own, its text before its photos; what comes of it is kept as it comes."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from ban_tin.findings import Findings
from ban_tin.language.vietnamese import slugify
from ban_tin.machine.limits import Limits
from ban_tin.machine.surviving import Lost, surviving
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from ban_tin.site.project import source_folders
from ban_tin.starter.article import article_slug
from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.guarding import WALL, Refusal, do_guarded, refusal_of_lost
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.opening import read_source
from newsdesk.importing.opening.gathering import Gathered, gather
from newsdesk.importing.pictures import TakenPicture, take_in
from newsdesk.importing.pictures.glancing import glance_at
from newsdesk.importing.report.entry import entry_of, entry_of_refusal
from newsdesk.importing.source_document import Doubt, SourceDocument
from newsdesk.importing.staging.staged_import import SETTLED, StagedImport, State
from newsdesk.importing.staging.store import ImportStore
from newsdesk.importing.writing import Outcome, find_imported
from newsdesk.importing.writing.write import compare
from newsdesk.language import translate

#: Sources that are read at a time.
_AT_ONCE = 2
#: Ends the head of a text.
_END = "\n---\n"
#: What is said of one that waits here already, by the name of its own kind.
WAITING = "waiting-already"


def read_batch(site: Path, batch: str, crashes: Path) -> None:
    """Read what was received as ``batch`` for the site in ``site``; ``crashes`` is where a program that fails leaves its words.

    Where another preview of the site reads it already, nothing is done.
    """
    store = ImportStore(site)
    with _alone(store.received(batch).with_name("lock")) as alone:
        if alone and store.batch(batch).state == "reading":
            _read_alone(store, batch, crashes)


@contextmanager
def _alone(path: Path) -> Iterator[bool]:
    """Give whether nobody else has the lock in the file ``path``; it ends with the processes that have it, however they end."""
    try:
        import fcntl
    except ImportError:  # Windows has no such lock.
        yield True
        return
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _read_alone(store: ImportStore, batch: str, crashes: Path) -> None:
    told, site = store.batch(batch), store.site
    facts = load_facts(site / "site.toml", f"{site.name}/site.toml", Findings())
    if facts is None:
        raise ValueError("site.toml can't be read")  # It could be when the batch was begun.
    scratch = store.received(batch).with_name("scratch")
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    received = [path for path in sorted(store.received(batch).iterdir()) if not path.name.startswith(".")]
    gathered = gather(received, str(scratch))
    articles, pages = (site / name for name in source_folders(site, facts.language))
    options = ComposeOptions(told.category, photos=gathered.photos)
    # Asked for once the text is shown: on a large site it takes a second to know.
    known = cache(lambda: find_imported([articles, pages]))
    reader = _Reader(store, facts, options, articles, pages, known)
    tasks = _list_tasks(store, batch, told.by, gathered)
    for task, result in surviving(lambda: reader.begin(), tasks, min(_AT_ONCE, len(tasks)) or 1):
        if isinstance(result, Lost):
            result = refusal_of_lost(task.name, result)
            reader.refuse(task, result)
        if result is not None and result.trace:
            _keep_trace(result, crashes)
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.rmtree(store.received(batch), ignore_errors=True)
    store.keep_batch(replace(told, state="read"))


def fail_batch(site: Path, batch: str) -> None:
    """Keep that what is unread in ``batch`` could not be read."""
    store = ImportStore(site)
    told = store.batch(batch)
    for staged in store.of_batch(batch) or [StagedImport(f"{batch}.0", "", State.WAITING, by=told.by)]:
        if staged.state not in SETTLED:
            store.remove_files(staged)
            entry = asdict(entry_of_refusal(Refusal(staged.source, "crash"), translate))
            store.keep(replace(staged, state=State.REFUSED, entry=entry, staged=""))
    for name in ("received", "scratch"):
        shutil.rmtree(store.received(batch).with_name(name), ignore_errors=True)
    store.keep_batch(replace(told, state="read"))


@dataclass(frozen=True, slots=True)
class _Task:
    """A source to read, and which import it is."""

    path: Path
    name: str
    id: str


def _list_tasks(store: ImportStore, batch: str, by: str, gathered: Gathered) -> list[_Task]:
    """Keep an import for everything that was gathered; return those that are still to be read."""
    refused = [
        *gathered.refused,
        *((name, "whole-site", "") for _, name in gathered.dumps),
    ]
    known = {each.id: each for each in store.of_batch(batch)}
    tasks = []
    for number, (path, name) in enumerate(gathered.sources):
        task = _Task(path, name, f"{batch}.{number}")
        before = known.get(task.id)
        if before is not None and before.state in SETTLED:
            continue
        store.keep(before or StagedImport(task.id, name, State.WAITING, by=by))
        tasks.append(task)
    for number, (name, kind, about) in enumerate(refused, start=len(gathered.sources)):
        entry = asdict(entry_of_refusal(Refusal(name, kind, about), translate))
        store.keep(StagedImport(f"{batch}.{number}", name, State.REFUSED, entry, by=by))
    if not gathered.sources and not refused:
        entry = asdict(entry_of_refusal(Refusal("", "nothing-here"), translate))
        store.keep(StagedImport(f"{batch}.0", "", State.REFUSED, entry, by=by))
    return tasks


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads sources into the folder of imports."""

    #: Where what is read is kept.
    store: ImportStore
    #: What the site's ``site.toml`` says.
    facts: SiteFacts
    #: What was said of the batch.
    options: ComposeOptions
    #: The site's folder of articles.
    articles: Path
    #: The site's folder of pages.
    pages: Path
    #: Returns the articles of the site by the digests of the sources that they were imported from.
    known: Callable[[], dict[str, Path]]

    def begin(self) -> Callable[[_Task], Refusal | None]:
        """Return what reads one source; called in the process that reads."""
        WALL.put_up(unless=0)  # This process, and the one that forked it, do nothing else.
        limits = Limits(LIMITS.seconds, LIMITS.memory_bytes, own=True)

        def do(task: _Task) -> Refusal | None:
            result = do_guarded(task.name, limits, lambda: self._read(task))
            if isinstance(result, Refusal):
                self.refuse(task, result)
                return result
            self._settle(task, result)
            return None

        return do

    def refuse(self, task: _Task, refusal: Refusal) -> None:
        """Keep why a source was not read, and nothing of it."""
        staged = self.store.read(task.id)
        self.store.remove_files(staged)
        entry = asdict(entry_of_refusal(refusal, translate))
        self._keep(replace(staged, state=State.REFUSED, entry=entry, staged=""))

    def _read(self, task: _Task) -> Draft:
        self._keep(replace(self.store.read(task.id), state=State.READING))
        document = read_source(task.path, task.name)
        if self._waits(document.digest, task.id) is None:
            self._sketch(task, document)
        done = 0

        def take(source: bytes | Path) -> TakenPicture:
            nonlocal done
            picture = take_in(source)
            done += 1
            staged = self.store.read(task.id)
            self._keep(replace(staged, photos_done=done, photos=max(done, staged.photos)))
            return picture

        return compose(document, self.facts, replace(self.options, take=take))

    def _waits(self, digest: str, name: str) -> StagedImport | None:
        """Return the import of the same source that waits already."""
        waiting = (State.SKETCHED, State.READY)
        return next(
            (each for each in self.store.all() if each.digest == digest and each.id != name and each.state in waiting),
            None,
        )

    def _sketch(self, task: _Task, document: SourceDocument) -> None:
        """Show the text before the photos are taken in."""
        count = 0

        def glance(source: bytes | Path) -> TakenPicture:
            nonlocal count
            count += 1
            return glance_at(source)

        draft = compose(document, self.facts, replace(self.options, take=glance))
        staged = self._put(self.store.read(task.id), draft)
        self._keep(replace(staged, state=State.SKETCHED, photos=count))

    def _settle(self, task: _Task, draft: Draft) -> None:
        staged = self.store.read(task.id)
        before = self.known().get(draft.digest)
        if before is not None and before.is_file():
            # Its fields were corrected when it was accepted, or later: the text is what may differ.
            head = before.read_text(encoding="utf-8", errors="replace").partition(_END)[0]
            written = compare(replace(draft, text=f"{head}{_END}{draft.text.partition(_END)[2]}"), before)
            path = before.relative_to(self.store.site).as_posix()
            entry = asdict(entry_of(draft, written, path, translate))
            self.store.remove_files(staged)
            known = replace(staged, state=State.KNOWN, entry=entry, digest=draft.digest, existing=path, staged="")
            self._keep(known)
            return
        twin = self._waits(draft.digest, task.id)
        if twin is not None:
            self.store.remove_files(staged)
            entry = asdict(entry_of_refusal(Refusal(task.name, WAITING, twin.source), translate))
            self._keep(replace(staged, state=State.KNOWN, entry=entry, staged=""))
            return
        self._keep(replace(self._put(staged, draft), state=State.READY))

    def _put(self, staged: StagedImport, draft: Draft) -> StagedImport:
        """Put ``draft`` where it can be looked at, and return what is known of it then."""
        root = self.pages if draft.page else self.articles
        there = root.joinpath(draft.folder, draft.slug, "index.md")
        if there.exists():
            twin = there.relative_to(self.store.site).as_posix()
            draft = replace(draft, doubts=(*draft.doubts, Doubt("same-title", twin, "")))
        staged = replace(
            staged,
            entry=asdict(entry_of(draft, None, "", translate)) | {"outcome": str(Outcome.NEW)},
            digest=draft.digest,
            folder=draft.folder,
            slug=draft.slug,
            page=draft.page,
        )
        folder = self._folder(staged, root)
        put_files(draft, folder)
        return replace(staged, staged=folder.relative_to(self.store.content).as_posix())

    def _folder(self, staged: StagedImport, root: Path) -> Path:
        """Return the folder for ``staged``: the one that it has, or a new one with the name that it will get in the site."""
        with suppress(LookupError):
            return self.store.files_of(staged)
        return make_folder(self.store, root, staged.folder, staged.slug, self.facts.language)

    def _keep(self, staged: StagedImport) -> None:
        """Keep ``staged``, unless it was thrown away meanwhile."""
        before = self.store.read(staged.id)
        if before.state is State.DISCARDED:
            staged = replace(staged, state=State.DISCARDED, before=str(staged.state))
        self.store.keep(staged)


def make_folder(store: ImportStore, root: Path, folder: str, slug: str, language: str) -> Path:
    """Return a new folder below the content folder of imports, called as it would be in ``root``, the site's folder of articles or pages."""
    parent = store.content / root.name / folder
    parent.mkdir(parents=True, exist_ok=True)
    there = root / folder
    while True:
        taken = {each.name.removesuffix(".md").lower() for each in parent.iterdir()}
        if there.is_dir():
            taken |= {each.name.removesuffix(".md").lower() for each in there.iterdir()}
        made = parent / article_slug(slug, taken, language)
        try:
            made.mkdir()
        except FileExistsError:
            continue  # Another process made it in this moment.
        return made


def put_files(draft: Draft, folder: Path) -> None:
    """Let ``folder`` hold the files of ``draft`` and nothing else; its text comes last."""
    for name, content in draft.files.items():
        partial = folder / f".{name}"
        if isinstance(content, Path):
            shutil.copyfile(content, partial)
        else:
            partial.write_bytes(content)
        partial.replace(folder / name)
    partial = folder / ".index.md.partial"
    partial.write_bytes(draft.text.encode())
    partial.replace(folder / "index.md")
    for path in folder.iterdir():
        if path.name not in draft.files and path.name != "index.md":
            path.unlink()


def _keep_trace(refusal: Refusal, crashes: Path) -> None:
    """Keep what the program said when it failed, for its makers."""
    crashes.mkdir(parents=True, exist_ok=True)
    name = f"import-{slugify(Path(refusal.source).stem) or 'source'}.txt"
    (crashes / name).write_text(f"{refusal.source}\n\n{refusal.trace}", encoding="utf-8")
