"""One build: under a lock, from the state of the last one to the output and the state of this one."""

import gc
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ban_tin.articles.source import SourceEntry
from ban_tin.building.claim import Claim, ForeignFilesError
from ban_tin.building.commit import MissingFileError, Target, commit
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.explain import explain
from ban_tin.building.reading import mark_used, read_site, reader_maker
from ban_tin.building.rehearsal import rehearse
from ban_tin.building.safeguards import check_place, note_removed, refuse_files, refuse_foreign
from ban_tin.building.search_index import add_search_index
from ban_tin.building.sources import known_sources, read_files
from ban_tin.building.state import Row, State, delete_state
from ban_tin.building.theme import Theme, load_theme
from ban_tin.building.told import Teller
from ban_tin.building.tree import FoundBelow, stamps_below
from ban_tin.building.written_files import Manifest
from ban_tin.findings import report_and_exit
from ban_tin.findings.report import Finding, Findings
from ban_tin.language.translations import translation
from ban_tin.machine.lock import build_lock
from ban_tin.machine.processes import in_background
from ban_tin.photos.prepare import find_photos, prepare_photos
from ban_tin.photos.store import photo_store
from ban_tin.planning.make import make_plan
from ban_tin.planning.plan import Plan, page_path
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError

#: For so long, in seconds, the output is taken to be as it was seen.
_FRESH = 2


def build(project: Project, findings: Findings, output: Path) -> None:
    """Bring ``output`` up to date with the content. Leaves with exit code 1 when findings stop it, before it writes."""
    check_place(project, output)
    path = project.state_file
    with build_lock(path.with_suffix(".lock"), project.language):
        teller = Teller(project)
        _trusting(project, findings, lambda state: _build(project, findings, output, state, teller))


def _trusting(project: Project, findings: Findings, run: Callable[[State], None]) -> None:
    """Call ``run`` with what builds remember; when that turns out not to be true, once more with nothing.

    Raises ``MissingFileError`` and ``DamagedStateError`` where that was not true either.
    """
    path, before = project.state_file, set(findings.found)
    # Values of a build live as long as it does: looking for garbage among them takes a third of its time.
    gc.disable()
    try:
        with closing(State(path)) as state:
            run(state)
    except (DamagedStateError, MissingFileError) as error:
        if isinstance(error, MissingFileError):  # All at once: there is no third time.
            photo_store(project.cache).discard_damaged()
        findings.found = before
        delete_state(path)
        with closing(State(path)) as state:
            run(state)
    finally:
        gc.enable()


def _build(project: Project, findings: Findings, output: Path, state: State, teller: Teller) -> None:
    # The whole output is looked over while the sources are: what was seen counts unless reading takes long.
    begun = time.monotonic()
    manifest = known_output(state, output)
    claim = Claim(output, manifest.files)
    with in_background(lambda: stamps_below(output)) as look:
        code = code_digests(project.plugins)
        theme = load_theme(project, findings, code)
        theme.check()
        plan, entries = _read_and_plan(project, findings, state, digest_of(code), teller)
        scheduled = [page_path(entry.url) for entry in entries if entry.held_back == "scheduled"]
        note_removed(project, findings, claim.before, plan.pages, scheduled)
        findings.note_unused()
        if findings.stop(project.strict):
            report_and_exit(findings, project.language, project.strict)
        add_search_index(plan, project, findings, entries, state, digest_of(code))
        if findings.stop(strict=False):
            report_and_exit(findings, project.language, project.strict)
        fresh = time.monotonic() - begun < _FRESH
        target = _Output(output, manifest, claim, look if fresh else None)
        teller.making(plan)
        _write(project, findings, theme, plan, target, state, teller)
        if code_digests(project.plugins) != code:
            state.forget()  # What was imported late may be what was saved meanwhile.


def _read_and_plan(
    project: Project, findings: Findings, state: State, code: str, teller: Teller
) -> tuple[Plan, list[SourceEntry]]:
    """Return the plan of the site, and what is known of its sources. Leaves with exit code 1 when findings stop it."""
    store = photo_store(project.cache)

    def prepare(stale: Sequence[str], true: Mapping[str, Row]) -> None:
        teller.reading(len(stale))
        photos = find_photos([Path(file) for file in stale])
        rehearse(project, findings, store, photos, stale, lambda: known_sources(true, state))
        prepare_photos(photos, store, project.language)

    read = partial(read_files, reader_maker(project))
    sources = read_site(project, findings, state, code, read, project.now, prepare)
    findings.found.update(sources.findings)
    mark_used(state, sources.rows, store)
    if findings.stop(strict=False):
        # A plan of what could not be read would find links broken that are not.
        report_and_exit(findings, project.language, project.strict)
    plan = make_plan(project, findings, known_sources(sources.rows, state))
    return plan, [row.entry for row in sources.rows.values()]


def known_output(state: State, output: Path) -> Manifest:
    """Return what ``state`` remembers of ``output``."""
    name = f"output {output.resolve()}"
    return Manifest(state.get_map(name, ""), clean=not state.get(f"unfinished {name}", "", False))


class _Output(NamedTuple):
    """The folder to write to, what is remembered of it, whose its files are, and what ``stamps_below`` found there, if it is fresh."""

    folder: Path
    manifest: Manifest
    claim: Claim
    look: Callable[[], FoundBelow] | None


def _write(
    project: Project,
    findings: Findings,
    theme: Theme,
    plan: Plan,
    output: _Output,
    state: State,
    teller: Teller,
) -> None:
    """Write the plan into ``output``; the state remembers it.

    Leaves with exit code 1 when a page can't be made, or a file of others is in its place, before anything is written.
    """
    refuse_foreign(project, output.folder, output.claim)
    name = f"output {output.folder.resolve()}"
    unfinished = f"unfinished {name}"
    before = state.get("digests", "", dict[str, str]())
    planned = {**{asset.path: asset.content for asset in theme.assets.files}, **plan.files, **plan.pages}
    inputs = theme.inputs.of_all(planned)
    wanted = {path: Target(inputs[path], each) for path, each in planned.items()}

    def settle(failed: Sequence[Finding]) -> None:
        findings.found.update(failed)
        report_and_exit(findings, project.language, project.strict)

    def begin() -> None:
        state.put(unfinished, "", True)

    gc.freeze()  # What is in memory now stays: the processes share it until one of them touches it.
    try:
        committed = commit(output.folder, wanted, output.manifest, theme.make, begin, settle, output.look, output.claim)
    except ForeignFilesError as error:
        refuse_files(project, output.folder, error)
    state.put_map(name, "", output.manifest.files, committed.files)
    state.put(unfinished, "", False)
    if theme.digests != before:
        state.put("digests", "", theme.digests)
    if os.environ.get("EXPLAIN") == "1":
        changed = sorted(each for each in {*before, *theme.digests} if before.get(each) != theme.digests.get(each))
        gettext = translation(project.language).gettext
        for line in explain(committed.written, output.manifest, wanted, changed, gettext):
            print(line)
    teller.done(plan, output.folder, committed)
