"""Takes over a whole site: surveys all its sources, finds what is there twice, gives each article its place, and writes them, on all cores."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsdesk.importing.compose import ComposeOptions
from newsdesk.importing.guarding import Refusal
from newsdesk.importing.report.entry import ReportEntry, entry_of_refusal
from newsdesk.importing.whole_site.cores import guarded, on_all_cores
from newsdesk.importing.whole_site.duplicates import all_addresses, find_duplicates
from newsdesk.importing.whole_site.journal import Journal
from newsdesk.importing.whole_site.outcome import Row
from newsdesk.importing.whole_site.places import give_places
from newsdesk.importing.whole_site.plan import Place, Plan, Site, lead_old_addresses
from newsdesk.importing.whole_site.sources import Source
from newsdesk.importing.whole_site.survey import Surveyed, survey
from newsdesk.importing.whole_site.taking_in import take_in_one
from newsdesk.importing.writing import find_imported
from newsdesk.language import catalogue

SURVEY, WRITE = "survey", "write"


class Progress(Protocol):
    """Is told how far a run is."""

    def begin(self, phase: str, total: int, done: int) -> None:
        """``phase`` begins: ``SURVEY`` or ``WRITE``; ``done`` of ``total`` were done by a run before."""

    def advance(self) -> None:
        """One more is done."""


class SourceFolder(Protocol):
    """All sources: files of a folder, or records of a dump. They are asked for several times, and come in the same order."""

    def count(self) -> int:
        """Return how many there are."""
        ...

    def __iter__(self) -> Iterator[Source]:
        """Yield them."""
        ...


@dataclass(frozen=True, slots=True)
class Run:
    """One run: where articles go, what the person says, and what is kept of it."""

    #: The site.
    site: Site
    #: What the person who imports says.
    options: ComposeOptions
    #: Where each step is kept.
    journal: Journal
    #: Who is told.
    progress: Progress
    #: Processes, 0 for as many as there are cores.
    workers: int = 0
    #: Articles whose title, date and category are certain are not drafts.
    publish: bool = False


def import_site(sources: SourceFolder, run: Run, refused: Sequence[Refusal] = ()) -> None:
    """Take ``sources`` in; the journal has a ``Row`` for each when it ends, and for those that were ``refused`` already.

    Raises ``OSError`` where the journal can't be written.
    """
    surveyed, rows = _known_lines(run.journal)
    for refusal in refused:
        if refusal.source not in rows:
            _add(run.journal, rows, _refused(refusal.source, refusal))
    _survey_all(sources, run, surveyed, rows)
    stay = {key: each for key, (_, each) in surveyed.items() if each is not None}
    duplicates = find_duplicates(stay.values())
    kept = [each for key, each in sorted(stay.items()) if key not in duplicates]
    known = find_imported([run.site.folder / name for name in run.site.folders])
    places = give_places(kept, run.site, known)
    addresses = all_addresses(stay, duplicates)
    public = frozenset(each.key for each in kept if run.publish and each.certain)
    companions = _companions(sources, stay, duplicates)
    plan = Plan(places, addresses, lead_old_addresses(addresses, places, duplicates), known, public, companions)
    for key, twin in duplicates.items():
        if key not in rows:
            _add(run.journal, rows, _duplicate(stay[key], twin, places[twin]))
    _write_all(sources, run, plan, rows)
    run.journal.finish()


def _companions(
    sources: SourceFolder, stay: Mapping[str, Surveyed], duplicates: Mapping[str, str]
) -> dict[str, tuple[Path, ...]]:
    """Return the files of official documents that are there in another form too: a Word file beside the signed PDF."""
    twins = {key: kept for key, kept in duplicates.items() if stay[key].apart and stay[key].digest != stay[kept].digest}
    found: dict[str, tuple[Path, ...]] = {}
    for source in sources if twins else ():
        if source.key in twins and isinstance(path := getattr(source, "path", None), Path):
            found[twins[source.key]] = (*found.get(twins[source.key], ()), path)
    return found


def rows_of(journal: Journal) -> Iterator[Row]:
    """Yield what became of each source, in the order of their keys; few of them are in memory at a time."""
    places = {str(line["row"].get("key")): place for place, line in journal.placed_lines() if "row" in line}
    for _, place in sorted(places.items()):
        yield Row.from_json(journal.line_at(place)["row"])


def _known_lines(journal: Journal) -> tuple[dict[str, tuple[str, Surveyed | None]], dict[str, str]]:
    """Return what a run before knew: surveys by key with the stamp of their source, and what became of sources."""
    surveyed: dict[str, tuple[str, Surveyed | None]] = {}
    rows: dict[str, str] = {}
    for _, line in journal.placed_lines():
        try:
            if "survey" in line:
                surveyed[line["key"]] = (line["stamp"], Surveyed.from_json(line["survey"]) if line["survey"] else None)
            elif "row" in line:
                rows[line["row"]["key"]] = line["row"]["entry"]["outcome"]
        except (TypeError, KeyError, ValueError):
            continue
    return surveyed, rows


def _survey_all(
    sources: SourceFolder, run: Run, surveyed: dict[str, tuple[str, Surveyed | None]], rows: dict[str, str]
) -> None:
    there = {source.key: source.stamp for source in sources}
    fresh = {key for key, stamp in there.items() if surveyed.get(key, ("",))[0] != stamp}
    run.progress.begin(SURVEY, len(there), len(there) - len(fresh))

    def look(source: Source) -> Surveyed | Refusal:
        return guarded(source, lambda document: survey(source.key, document, run.site.facts, run.options))

    for source, result in on_all_cores(look, (each for each in sources if each.key in fresh), run.workers):
        found = result if isinstance(result, Surveyed) else None
        surveyed[source.key] = (source.stamp, found)
        rows.pop(source.key, None)
        if isinstance(result, Refusal):
            _add(run.journal, rows, _refused(source.key, result))
        run.journal.write({"key": source.key, "stamp": source.stamp, "survey": found.as_json() if found else None})
        run.progress.advance()
    for key in [key for key in surveyed if key not in there]:
        # Gone since the run before.
        del surveyed[key]


def _write_all(sources: SourceFolder, run: Run, plan: Plan, rows: dict[str, str]) -> None:
    todo = {key for key in plan.places if key not in rows}
    run.progress.begin(WRITE, len(plan.places), len(plan.places) - len(todo))
    gettext = catalogue().gettext

    def put(source: Source) -> Row | Refusal:
        return guarded(
            source,
            lambda document: take_in_one(source.key, document, run.site, run.options, plan, gettext),
        )

    for source, result in on_all_cores(put, (each for each in sources if each.key in todo), run.workers):
        _add(run.journal, rows, _refused(source.key, result) if isinstance(result, Refusal) else result)
        run.progress.advance()


def _refused(key: str, refusal: Refusal) -> Row:
    entry = entry_of_refusal(refusal, catalogue().gettext)
    return Row(key, entry)


def _duplicate(source: Surveyed, twin: str, place: Place) -> Row:
    return Row(
        source.key,
        ReportEntry(source.key, "duplicate", place.path, source.title, difference=twin),
        "",
        source.addresses,
    )


def _add(journal: Journal, rows: dict[str, str], row: Row) -> None:
    rows[row.key] = row.entry.outcome
    journal.write({"row": row.as_json()})
