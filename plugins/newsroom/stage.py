"""A build in Pelican's own way: the plan's part of it, and the folder that Pelican fills before the output is made equal to it."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from ban_tin.building.build import known_output
from ban_tin.building.claim import Claim, ForeignFilesError
from ban_tin.building.commit import Committed, Make, Target, commit
from ban_tin.building.environment import code_digests
from ban_tin.building.explain import explain_compared
from ban_tin.building.safeguards import check_place, note_removed, refuse_files, refuse_foreign
from ban_tin.building.state import State, delete_state
from ban_tin.building.theme import load_theme, unmade
from ban_tin.building.told import Teller
from ban_tin.building.written_files import Manifest, ManifestEntry
from ban_tin.findings import Findings, report_and_exit
from ban_tin.findings.report import Finding
from ban_tin.language.translations import translation
from ban_tin.machine.lock import build_lock
from ban_tin.photos.store import photo_store
from ban_tin.planning.blame import is_ours
from ban_tin.planning.plan import Copied, Plan
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError
from plugins.newsroom.begun import Begun
from plugins.newsroom.themes import is_pelican_theme, make_file


def build_every_page(begins: Begun, output: Path, run: Callable[[Path], None]) -> None:
    """Make ``output`` equal to what ``run`` puts into the empty folder that it is called with.

    Nothing is remembered: what other plugins do is not ours to know. Leaves with exit code 1 when findings stop it.
    """
    project, teller = begins.project, Teller(begins.project)
    check_place(project, output)
    path = project.state_file
    with build_lock(path.with_suffix(".lock"), project.language):
        # Such a build can't begin anew in the middle.
        photo_store(project.cache).discard_damaged()
        folder = path.resolve().with_suffix(".staging")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        try:
            run(folder)
            committed = _take_over(begins, output, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    assert begins.plan is not None
    teller.done(begins.plan, output, committed)


def _take_over(begins: Begun, output: Path, folder: Path) -> Committed:
    """Make ``output`` equal to ``folder``, which is filled; return what was done."""
    project, findings = begins.project, begins.findings
    explaining = os.environ.get("EXPLAIN") == "1"
    claim = Claim(output, _remembered(project.state_file, output))
    files = {name: Target("", file) for name, file in _files_below(folder).items()}
    note_removed(project, findings, claim.before, files)
    report_and_exit(findings, project.language, project.strict)
    refuse_foreign(project, output, claim)
    delete_state(project.state_file)
    before = {path for path in files if explaining and _is_file(output / path)}
    try:
        committed = commit(output, files, Manifest(), _nothing_made, _nothing, _nothing, claim=claim)
    except ForeignFilesError as error:
        refuse_files(project, output, error)
    if explaining:
        for line in explain_compared(committed.written, before, translation(project.language).gettext):
            print(line)
    return committed


def _is_file(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _files_below(folder: Path) -> dict[str, Copied]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): Copied(path, "") for path in files}


def _remembered(path: Path, output: Path) -> Mapping[str, ManifestEntry]:
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


def stage(project: Project, findings: Findings, plan: Plan, folder: Path) -> Staged:
    """Write what we make of ``plan`` into ``folder``; what else lies there stays.

    Leaves with exit code 1 when a page can't be made.
    """
    planned: dict[str, Any] = {**plan.files}
    make: Make
    if is_pelican_theme(project.theme):
        make = partial(_make_for_pelican, project)
        planned |= {path: page for path, page in plan.pages.items() if page.template == "redirect"}
    else:
        theme = load_theme(project, findings, code_digests(project.plugins))
        theme.check()
        make = theme.make
        planned |= {**{asset.path: asset.content for asset in theme.assets.files}, **plan.pages}
    others = _files_below(folder)

    def settle(failed: Sequence[Finding]) -> None:
        findings.found.update(failed)
        if findings.stop(project.strict):
            report_and_exit(findings, project.language, project.strict)

    wanted = {path: Target("", content) for path, content in {**others, **planned}.items()}
    commit(folder, wanted, Manifest(), make, lambda: None, settle)
    return Staged(set(planned), others.keys() & planned.keys())


def _make_for_pelican(project: Project, path: str, planned: Any) -> bytes:
    try:
        return make_file(path, planned)
    except Exception as error:
        if not is_ours(error, project.plugins):
            raise
        raise unmade(error, path, planned, project) from error
