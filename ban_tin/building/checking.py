"""A check: all that a build would find, without writing a page and without encoding a photo."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from ban_tin.articles.source import SourceEntry
from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.reading import SiteSources, read_site, reader_maker
from ban_tin.building.sources import known_sources, read_files
from ban_tin.building.state import Row, State, copy_state
from ban_tin.building.theme import Theme
from ban_tin.findings.report import Finding, Findings
from ban_tin.planning.make import make_plan
from ban_tin.rendering.layers import note_unusable, theme_layers
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError

Value = TypeVar("Value")


#: Returns what more is found in the source files whose rows these are.
FindMore = Callable[[Mapping[str, Row]], Iterable[Finding]]


def check_site(project: Project, findings: Findings, find_more: FindMore | None = None) -> None:
    """Add to ``findings`` what is wrong with the articles, pages and theme of ``project``, and what ``find_more`` finds in them.

    What builds remember is used and left as it was. Leaves with exit code 1 where planning fails over several articles.
    """
    _with_copied_state(project, findings, partial(_check, project, findings, find_more))


def read_entries(project: Project, findings: Findings) -> list[SourceEntry]:
    """Return what is known of all articles and pages of ``project``; ``findings`` get what can't be read. Builds' memory is used and left as it was."""
    return [row.entry for row in _read_rows(project, findings).values()]


def read_built_rows(project: Project, findings: Findings) -> dict[str, Row]:
    """Return the row of each source file by its path, as the last build of ``project`` read them; read anew where that was lost."""
    try:
        with closing(State(project.state_file)) as state:
            rows: dict[str, Row] = state.get_map("rows", state.last_key("rows"))
    except DamagedStateError:
        rows = {}
    return rows or _read_rows(project, findings)


def _read_rows(project: Project, findings: Findings) -> dict[str, Row]:
    def read(state: State) -> dict[str, Row]:
        return _read(project, findings, state, digest_of(code_digests(project.plugins))).rows

    return _with_copied_state(project, findings, read)


def _with_copied_state(project: Project, findings: Findings, run: Callable[[State], Value]) -> Value:
    """Return what ``run`` returns with what builds remember; when that is damaged, once more with nothing."""
    before = set(findings.found)
    with TemporaryDirectory(prefix="ban-tin-check-") as folder:
        path = Path(folder) / "state.sqlite"
        if project.state_file.exists():
            copy_state(project.state_file, path)
            try:
                with closing(State(path)) as state:
                    return run(state)
            except DamagedStateError:
                findings.found = before
        with closing(State(path.with_name("new.sqlite"))) as state:
            return run(state)


def _read(project: Project, findings: Findings, state: State, code: str) -> SiteSources:
    read = partial(read_files, reader_maker(project)._replace(sketches=True))
    return read_site(project, findings, state, code, read, project.now, _nothing_prepared)


def _check(project: Project, findings: Findings, find_more: FindMore | None, state: State) -> None:
    code = code_digests(project.plugins)
    try:
        Theme(project, findings, code).check()
    except (OSError, ValueError) as error:
        note_unusable(error, theme_layers(project), findings)
    sources = _read(project, findings, state, digest_of(code))
    findings.found.update(sources.findings)
    if find_more is not None:
        findings.found.update(find_more(sources.rows))
    if findings.stop(strict=False):
        return  # As in a build: links to what could not be read would be told as broken.
    # Plugins of others are told of plans that are made.
    make_plan(project, findings, known_sources(sources.rows, state), tell=lambda plan: None)
    if not findings.stop(strict=False):
        findings.note_unused(rules=find_more is not None)


def _nothing_prepared(stale: Sequence[str], true: object) -> None:
    """Photos are sketched, which needs none of them encoded."""
