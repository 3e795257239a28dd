"""A check: all that a build would find, without writing a page and without encoding a photo."""

from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from ban_tin.building.environment import code_digests, digest_of
from ban_tin.building.reading import read_site, reader_maker
from ban_tin.building.sources import known_sources, read_files
from ban_tin.building.state import State, copy_state
from ban_tin.building.theme import Theme
from ban_tin.findings.report import Findings
from ban_tin.planning.make import make_plan
from ban_tin.rendering.layers import note_unusable, theme_layers
from ban_tin.site.project import Project
from ban_tin.views.deferred import DamagedStateError


def check_site(project: Project, findings: Findings) -> None:
    """Add to ``findings`` what is wrong with the articles, pages and theme of ``project``.

    What builds remember is used and left as it was. Leaves with exit code 1 where planning fails over several articles.
    """
    before = set(findings.found)
    with TemporaryDirectory(prefix="ban-tin-check-") as folder:
        path = Path(folder) / "state.sqlite"
        if project.state_file.exists():
            copy_state(project.state_file, path)
            try:
                with closing(State(path)) as state:
                    _check(project, findings, state)
                return
            except DamagedStateError:
                findings.found = before
        with closing(State(path.with_name("new.sqlite"))) as state:
            _check(project, findings, state)


def _check(project: Project, findings: Findings, state: State) -> None:
    code = code_digests(project.plugins)
    try:
        Theme(project, findings, code).check()
    except (OSError, ValueError) as error:
        note_unusable(error, theme_layers(project), findings)
    read = partial(read_files, reader_maker(project)._replace(sketches=True))
    sources = read_site(project, findings, state, digest_of(code), read, project.now, _nothing_prepared)
    findings.found.update(sources.findings)
    if findings.stop(strict=False):
        return  # As in a build: links to what could not be read would be told as broken.
    # Plugins of others are told of plans that are made.
    make_plan(project, findings, known_sources(sources.rows, state), tell=lambda plan: None)
    if not findings.stop(strict=False):
        findings.note_unused()


def _nothing_prepared(stale: Sequence[str], true: object) -> None:
    """Photos are sketched, which needs none of them encoded."""
