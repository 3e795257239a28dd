"""Rules over all that a build reads of a site."""

from collections.abc import Mapping, Sequence

from ban_tin.building.state import Row
from ban_tin.findings import Finding
from ban_tin.site.project import Project
from newsdesk.checking.settings import read_facts
from newsdesk.checking.sources import FILE, Source, check_sources


def find_by_rules(project: Project, rows: Mapping[str, Row], wanted: Sequence[str] = ()) -> list[Finding]:
    """Return what rules find in the sources of these ``rows``.

    What is withdrawn, a draft or scheduled is published as little as its text is looked at by a build: only where ``wanted``
    names it, or a folder above it, as findings do.
    """
    sources = [Source(file, row.entry.path) for file, row in rows.items() if _is_looked_at(row, wanted)]
    facts = read_facts(project.site, project.content, project.now)
    return check_sources(sources, facts, project.state_file.with_name(FILE))


def _is_looked_at(row: Row, wanted: Sequence[str]) -> bool:
    entry = row.entry
    if entry.withdrawn:
        return False
    return not entry.held_back or any(f"{entry.path}/".startswith(f"{path}/") for path in wanted)
