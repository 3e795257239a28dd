"""One build: under a lock, from the state of the last one to the output and the state of this one."""

import gc
import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from ban_tin.articles.folders import linked, list_folders, noting, source_files
from ban_tin.articles.irregular import find_irregular
from ban_tin.articles.net import ReaderMaker
from ban_tin.articles.strays import find_strays
from ban_tin.building.claim import Claim, ForeignFilesError
from ban_tin.building.commit import Committed, Make, MissingFileError, Wanted, commit
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.explain import explain, explain_compared
from ban_tin.building.inputs import short
from ban_tin.building.safeguards import check_place, note_removed, refuse_files, refuse_foreign
from ban_tin.building.sources import bring_up_to_date, known_sources, read_files
from ban_tin.building.state import DamagedStateError, Row, State, delete_state
from ban_tin.building.theme import Theme, unmade
from ban_tin.building.tree import FoundBelow, signatures_below
from ban_tin.building.written_files import Kept, Manifest
from ban_tin.findings import stop_on, tell
from ban_tin.findings.report import Finding, Findings
from ban_tin.language.translations import translation
from ban_tin.machine.lock import alone
from ban_tin.machine.processes import meanwhile
from ban_tin.photos import PhotoStore, photo_store
from ban_tin.photos.prepare import prepare_photos
from ban_tin.planning.blame import is_ours
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Copied, Plan, page_path
from plugins.newsroom.themes import is_pelican_theme, make_file

_DAY = 24 * 60 * 60
#: For so long, in seconds, the output is taken to be as it was seen.
_FRESH = 2


def build(settings: dict[str, Any], output: Path) -> None:
    """Bring ``output`` up to date with the content. Leaves with exit code 1 when findings stop it, before it writes.

    With ``KEEP_GOING=1`` in the environment, what can be built then goes into a folder of its own beside ``output``.
    """
    check_place(settings, output)
    path = state_path(settings)
    with alone(path.with_suffix(".lock"), settings["DEFAULT_LANG"]):
        _or_the_rest(settings, output, lambda to: _trusting(path, settings, lambda state: _build(settings, to, state)))


#: Added to the name of the output: the folder of what could be built beside errors.
_REST = "-do-dang"


def _or_the_rest(settings: dict[str, Any], output: Path, run: Callable[[Path], None]) -> None:
    """Let ``run`` build into ``output``; when findings stop it, and ``KEEP_GOING=1``, what can be built into a folder beside it.

    Leaves as ``run`` does.
    """
    try:
        run(output)
    except SystemExit:
        if os.environ.get("KEEP_GOING") == "1" and settings["FINDINGS"].stop(bool(settings.get("STRICT"))):
            settings["FINDINGS"] = Findings(told=frozenset(settings["FINDINGS"].found))
            rest = output.with_name(f"{output.name}{_REST}")
            check_place(settings, rest)
            run(rest)
        raise


def _trusting(path: Path, settings: dict[str, Any], run: Callable[[State], None]) -> None:
    """Call ``run`` with the state in ``path``; when that turns out not to be true, once more with an empty one.

    Raises ``MissingFileError`` and ``DamagedStateError`` where that was not true either.
    """
    before = set(settings["FINDINGS"].found)
    # Values of a build live as long as it does: looking for garbage among them takes a third of its time.
    gc.disable()
    try:
        with closing(State(path)) as state:
            run(state)
    except (DamagedStateError, MissingFileError) as error:
        if isinstance(error, MissingFileError):  # All at once: there is no third time.
            photo_store(settings["CACHE_FOLDER"]).discard_damaged()
        settings["FINDINGS"].found = before
        delete_state(path)
        with closing(State(path)) as state:
            run(state)
    finally:
        gc.enable()


def _build(settings: dict[str, Any], output: Path, state: State) -> None:
    # The whole output is looked over while the sources are: what was seen counts unless reading takes long.
    begun = time.monotonic()
    manifest = known_output(state, output)
    claim = Claim(output, manifest.files)
    with meanwhile(lambda: signatures_below(output)) as look:
        code = code_digests(settings["PLUGINS"])
        theme = Theme(settings, code)
        theme.check(state)
        plan, scheduled = read_and_plan(settings, state, digest_of(code))
        note_removed(settings, claim.before, plan.pages, scheduled)
        if settings["FINDINGS"].stop(bool(settings.get("STRICT"))):
            stop_on(settings)
        fresh = time.monotonic() - begun < _FRESH
        write(settings, theme, plan, output, state, manifest, claim, look if fresh else None)
        if code_digests(settings["PLUGINS"]) != code:
            state.forget()  # What was imported late may be what was saved meanwhile.


def build_every_page(settings: dict[str, Any], output: Path, run: Callable[[Path], None]) -> None:
    """Make ``output`` equal to what ``run`` puts into the empty folder that it is called with; ``KEEP_GOING=1`` as in ``build``.

    Nothing is remembered: what other plugins do is not ours to know. Leaves with exit code 1 when findings stop it.
    """
    check_place(settings, output)
    path = state_path(settings)
    with alone(path.with_suffix(".lock"), settings["DEFAULT_LANG"]):
        # Such a build can't begin anew in the middle.
        photo_store(settings["CACHE_FOLDER"]).discard_damaged()
        _or_the_rest(settings, output, lambda to: _build_every_page(settings, to, run))


def _build_every_page(settings: dict[str, Any], output: Path, run: Callable[[Path], None]) -> None:
    state = state_path(settings)
    folder = state.resolve().with_suffix(".staging")
    explaining = os.environ.get("EXPLAIN") == "1"
    claim = Claim(output, _remembered(state, output))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    try:
        run(folder)
        files = {name: Wanted("", file) for name, file in _files_below(folder).items()}
        note_removed(settings, claim.before, files)
        stop_on(settings)
        refuse_foreign(settings, output, claim)
        delete_state(state)
        before = {path for path in files if explaining and _is_file(output / path)}
        committed = commit(output, files, Manifest(), _nothing_made, _nothing, _nothing, claim=claim)
    except ForeignFilesError as error:
        refuse_files(settings, output, error)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if explaining:
        for line in explain_compared(committed.written, before, translation(settings["DEFAULT_LANG"]).gettext):
            print(line)
    _say_what_was_done(settings, output, committed)


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _files_below(folder: Path) -> dict[str, Copied]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): Copied(path, "") for path in files}


def _remembered(path: Path, output: Path) -> Mapping[str, Kept]:
    """Return what the state in the file ``path``, of builds that make only what changed, remembers of ``output``."""
    try:
        with closing(State(path)) as state:
            return known_output(state, output).files
    except DamagedStateError:
        return {}


def _nothing(*given: object) -> None:
    """What is made already needs no preparation."""


def _nothing_made(path: str, content: Any) -> bytes:
    raise AssertionError(f"{path} is neither copied nor made")


class Staged(NamedTuple):
    """The paths of the plan that were written, and those among them that were there already."""

    paths: set[str]
    replaced: set[str]


def stage(settings: dict[str, Any], plan: Plan, folder: Path) -> Staged:
    """Write what we make of ``plan`` into ``folder``; what else lies there stays.

    Leaves with exit code 1 when a page can't be made.
    """
    planned: dict[str, Any] = {**plan.files}
    make: Make
    if is_pelican_theme(settings):
        make = partial(_make_for_pelican, settings)
        planned |= {path: page for path, page in plan.pages.items() if page.template == "redirect"}
    else:
        theme = Theme(settings, code_digests(settings["PLUGINS"]))
        with closing(State(state_path(settings))) as state:
            theme.check(state)
        make = theme.make
        planned |= {**{asset.path: asset.content for asset in theme.assets.files}, **plan.pages}
    others = _files_below(folder)

    def settle(failed: Sequence[Finding]) -> None:
        _note_failed(settings, failed)
        if settings["FINDINGS"].stop(bool(settings.get("STRICT"))):
            stop_on(settings)

    wanted = {path: Wanted("", content) for path, content in {**others, **planned}.items()}
    commit(folder, wanted, Manifest(), make, lambda: None, settle)
    return Staged(set(planned), others.keys() & planned.keys())


def _make_for_pelican(settings: Mapping[str, Any], path: str, planned: Any) -> bytes:
    try:
        return make_file(path, planned)
    except Exception as error:
        if not is_ours(error, settings):
            raise
        raise unmade(error, path, planned, settings) from error


def _note_failed(settings: Mapping[str, Any], failed: Sequence[Finding]) -> None:
    findings: Findings = settings["FINDINGS"]
    findings.found.update(failed)
    if findings.told is not None and (new := set(failed) - findings.told):
        tell(settings, new)  # These pages are missing.


def state_path(settings: Mapping[str, Any]) -> Path:
    """Return where a site's builds remember: a file for each content folder, below the setting ``STATE_FOLDER``."""
    folder = Path(settings.get("STATE_FOLDER") or Path(settings["CACHE_FOLDER"]) / "builds")
    content = str(Path(settings["PATH"]).resolve())
    return folder / f"{blake2b(content.encode(), digest_size=8).hexdigest()}.sqlite"


def read_and_plan(settings: dict[str, Any], state: State, code: str) -> tuple[Plan, list[str]]:
    """Read what changed since the last build, and return the plan of all, and the paths that scheduled articles will have.

    Leaves with exit code 1 when findings stop it.
    """
    findings, site = settings["FINDINGS"], settings["SITE"]
    files, links = content_files(settings)
    reading = reading_key(settings, code, links)
    rows: dict[str, Row] = state.get_map("rows", reading)
    store = photo_store(settings["CACHE_FOLDER"])
    sources = bring_up_to_date(
        rows,
        files,
        settings["BUILD_TIME"],
        partial(read_files, reader_maker(settings)),
        state,
        lambda stale: prepare_photos([Path(file) for file in stale], store, site.language),
    )
    findings.found.update(sources.findings)
    _note_use(state, sources.rows, store)
    state.put_map("rows", reading, rows, sources.rows)
    if findings.stop(strict=False):
        stop_on(settings)  # A plan of what could not be read would find links broken that are not.
    entries = [row.entry for row in sources.rows.values()]
    scheduled = [page_path(entry.url) for entry in entries if entry.held_back == "scheduled"]
    return make_plan(settings, known_sources(sources.rows, state)), scheduled


def _note_use(state: State, rows: Mapping[str, Row], store: PhotoStore) -> None:
    """Once a day, look at every photo and download of the site, so that ``make clean-cache`` sees that it is used."""
    if state.get("used", "", 0.0) + _DAY > time.time():
        return
    for photo in {photo.digest for row in rows.values() for photo in row.entry.photos}:
        store.holds(photo)
    for file in {path for row in rows.values() for _, path in row.entry.files}:
        store.keep(Path(file))
    state.put("used", "", time.time())


class ContentFiles(NamedTuple):
    """The path of every source file, and where each symbolic link among them and beside them leads."""

    sources: list[str]
    links: dict[str, str]


def content_files(settings: Mapping[str, Any]) -> ContentFiles:
    """Return the source files; what lies among them and is none, or can't be read, becomes a finding."""
    content, ignored = Path(settings["PATH"]), settings["IGNORE_FILES"]
    files: list[str] = []
    links: dict[str, str] = {}
    for name in (*settings["ARTICLE_PATHS"], *settings["PAGE_PATHS"]):
        shown = f"{content.name}/{name}"
        on_error = noting(content / name, shown, settings["FINDINGS"])
        listings = list_folders(content / name, ignored, on_error, within=content)
        irregular = find_irregular(content / name, listings, content, settings["FINDINGS"])
        files.extend(file for file in source_files(listings) if file not in irregular)
        links |= linked(content / name, listings)
        if name in settings["ARTICLE_PATHS"]:
            find_strays(listings, str(content / name), shown, settings["FINDINGS"])
    return ContentFiles(files, links)


def reader_maker(settings: Mapping[str, Any]) -> ReaderMaker:
    """Return what makes the readers of the site's source files."""
    pages, cache = tuple(settings["PAGE_PATHS"]), Path(settings["CACHE_FOLDER"])
    return ReaderMaker(Path(settings["PATH"]), pages, settings["SITE"], cache)


def reading_key(settings: Mapping[str, Any], code: str, links: Mapping[str, str]) -> str:
    """Return what changes with everything that reading a source file depends on, but for the file and what lies beside it.

    All ``links`` of the content are among it: where a file really lies is part of its address, and a link changes none of the files
    that it leads to.
    """
    site = settings["SITE"]
    content = str(Path(settings["PATH"]).resolve())
    return short(
        (
            code,
            content,
            settings["PAGE_PATHS"],
            site.language,
            site.time_zone,
            site.categories,
            site.department,
            sorted(links.items()),
        )
    )


def known_output(state: State, output: Path) -> Manifest:
    """Return what ``state`` remembers of ``output``."""
    name = f"output {output.resolve()}"
    return Manifest(state.get_map(name, ""), clean=not state.get(f"unfinished {name}", "", False))


def write(
    settings: Mapping[str, Any],
    theme: Theme,
    plan: Plan,
    output: Path,
    state: State,
    manifest: Manifest,
    claim: Claim,
    look: Callable[[], FoundBelow] | None = None,
) -> None:
    """Write the plan into ``output``, of which ``manifest`` is known; the state remembers it. ``claim`` and ``look`` as in ``commit``.

    Leaves with exit code 1 when a page can't be made, or a file of others is in its place, before anything is written.
    """
    refuse_foreign(settings, output, claim)
    name = f"output {output.resolve()}"
    unfinished = f"unfinished {name}"
    before = state.get("digests", "", dict[str, str]())
    planned = {**{asset.path: asset.content for asset in theme.assets.files}, **plan.files, **plan.pages}
    inputs = theme.inputs.of_all(planned)
    wanted = {path: Wanted(inputs[path], each) for path, each in planned.items()}

    def settle(failed: Sequence[Finding]) -> None:
        _note_failed(settings, failed)
        stop_on(settings)

    def begin() -> None:
        state.put(unfinished, "", True)

    gc.freeze()  # What is in memory now stays: the processes share it until one of them touches it.
    try:
        committed = commit(output, wanted, manifest, theme.make, begin, settle, look, claim)
    except ForeignFilesError as error:
        refuse_files(settings, output, error)
    state.put_map(name, "", manifest.files, committed.files)
    state.put(unfinished, "", False)
    if theme.digests != before:
        state.put("digests", "", theme.digests)
    gettext = translation(settings["DEFAULT_LANG"]).gettext
    if os.environ.get("EXPLAIN") == "1":
        changed = sorted(each for each in {*before, *theme.digests} if before.get(each) != theme.digests.get(each))
        for line in explain(committed.written, manifest, wanted, changed, gettext):
            print(line)
    _say_what_was_done(settings, output, committed)


def _say_what_was_done(settings: Mapping[str, Any], output: Path, committed: Committed) -> None:
    text = translation(settings["DEFAULT_LANG"]).gettext(
        "{folder}: {written} files written, {deleted} deleted, {total} in all"
    )
    numbers = {"written": len(committed.written), "deleted": len(committed.deleted), "total": len(committed.files)}
    print(text.format(folder=output.name, **numbers))
