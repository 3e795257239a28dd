"""Takes over a whole site: surveys all its sources, finds what is there twice, gives each article its place, and writes them, on all cores."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.machine.processes import workers_for
from ban_tin.machine.surviving import Lost, surviving
from ban_tin.site.facts import SiteFacts
from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.guarding import NetworkForbiddenError, Refusal, _Wall
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import SURE, Doubt, Found, RefusedSourceError, SourceDocument
from newsdesk.importing.whole_site.duplicates import all_addresses, find_duplicates
from newsdesk.importing.whole_site.journal import Journal
from newsdesk.importing.whole_site.old_addresses import OldAddresses, address_key, host_of
from newsdesk.importing.whole_site.outcome import Became, Row, fields_of, told_of
from newsdesk.importing.whole_site.places import Place, give_places
from newsdesk.importing.whole_site.sources import Source
from newsdesk.importing.whole_site.survey import Surveyed, survey
from newsdesk.importing.writing import Outcome, find_imported, write

Result = TypeVar("Result")
#: Sources that are given out at a time: what workers hold of them goes with the workers.
_AT_ONCE = 400
SURVEY, WRITE = "survey", "write"


class Progress(Protocol):
    """Is told how far a run is."""

    def begin(self, phase: str, total: int, done: int) -> None:
        """``phase`` begins: ``SURVEY`` or ``WRITE``; ``done`` of ``total`` were done by a run before."""

    def advance(self, key: str) -> None:
        """One more is done."""


@dataclass(frozen=True, slots=True)
class Site:
    """The site that takes the articles in."""

    #: Its folder.
    folder: Path
    #: What it says of itself.
    facts: SiteFacts
    #: The names of its folders of articles and of pages.
    folders: tuple[str, str]


class SourceFolder(Protocol):
    """All sources: files of a folder, or records of a dump. They are asked for twice, and come in the same order."""

    def count(self) -> int:
        """Return how many there are."""

    def __iter__(self) -> Iterator[Source]:
        """Yield them."""


def import_site(
    sources: SourceFolder, site: Site, options: ComposeOptions, journal: Journal, progress: Progress, workers: int = 0
) -> None:
    """Take ``sources`` into ``site``; ``journal`` has a ``Row`` for each when it ends. Raises ``OSError`` where the journal can't be written.

    ``workers``: how many processes do it, 0 for as many as there are cores.
    """
    surveyed, rows = _known_lines(journal)
    _survey_all(sources, site, options, journal, progress, workers, surveyed, rows)
    stay = {key: each for key, (_, each) in surveyed.items() if each is not None}
    duplicates = find_duplicates(stay.values())
    addresses = all_addresses(stay, duplicates)
    kept = [each for key, each in sorted(stay.items()) if key not in duplicates]
    known = find_imported([site.folder / name for name in site.folders])
    places = give_places(kept, site.facts, site.folder, site.folders, known)
    old = _old_addresses(kept, addresses, places)
    for key, twin in duplicates.items():
        if key not in rows:
            _add(journal, rows, Row(key, Became.DUPLICATE, stay[key].title, places[twin].path, about=twin))
    _write_all(sources, site, options, journal, progress, workers, _Plan(places, addresses, old, known), rows)
    journal.write({"finished": True})


@dataclass(frozen=True, slots=True)
class _Plan:
    """What was decided before anything is written."""

    places: dict[str, Place]
    addresses: dict[str, tuple[str, ...]]
    old: OldAddresses
    known: dict[str, Path]


def rows_of(journal: Journal) -> Iterator[Row]:
    """Yield what became of each source, in the order of their keys; one at a time is in memory."""
    places: dict[str, int] = {}
    lines = journal.lines()
    for number, line in enumerate(lines):
        if "row" in line:
            places[str(line["row"].get("key"))] = number
    wanted = sorted(places.items())
    # Rows come as they were done. Few are far from their place: those that are waited for are kept.
    waiting: dict[int, dict[str, Any]] = {}
    reading = enumerate(journal.lines())
    for _, number in wanted:
        while number not in waiting:
            at, line = next(reading)
            waiting[at] = line
        yield Row.from_json(waiting.pop(number)["row"])


def _known_lines(journal: Journal) -> tuple[dict[str, tuple[str, Surveyed | None]], dict[str, str]]:
    """Return what a run before knew: surveys by key with the stamp of their source, and what became of sources."""
    surveyed: dict[str, tuple[str, Surveyed | None]] = {}
    rows: dict[str, str] = {}
    for line in journal.lines():
        try:
            if "survey" in line:
                surveyed[line["key"]] = (line["stamp"], Surveyed.from_json(line["survey"]) if line["survey"] else None)
            elif "row" in line:
                rows[line["row"]["key"]] = line["row"]["became"]
        except (TypeError, KeyError, ValueError):
            continue
    return surveyed, rows


def _survey_all(
    sources: SourceFolder, site: Site, options: ComposeOptions, journal: Journal, progress: Progress, workers: int,
    surveyed: dict[str, tuple[str, Surveyed | None]], rows: dict[str, str],
) -> None:  # fmt: skip
    total = sources.count()
    progress.begin(SURVEY, total, sum(1 for source in sources if surveyed.get(source.key, ("",))[0] == source.stamp))

    def look(source: Source) -> Surveyed | Refusal:
        return _guarded(source, lambda document: survey(source.key, document, site.facts, options))

    there: set[str] = set()
    fresh = (source for source in _noting(sources, there) if surveyed.get(source.key, ("",))[0] != source.stamp)
    for source, result in _on_all_cores(look, fresh, workers):
        found = result if isinstance(result, Surveyed) else None
        surveyed[source.key] = (source.stamp, found)
        journal.write({"key": source.key, "stamp": source.stamp, "survey": found.as_json() if found else None})
        rows.pop(source.key, None)
        if isinstance(result, Refusal):
            became = Became.LISTING if result.kind == "not-article" else Became.REFUSED
            _add(journal, rows, Row(source.key, became, about=result.about, left_out=(), doubts=told_of([Doubt(result.kind, result.about, "")])))
        progress.advance(source.key)
    for key in [key for key in surveyed if key not in there]:
        # Gone since the run before.
        del surveyed[key]


def _write_all(
    sources: SourceFolder, site: Site, options: ComposeOptions, journal: Journal, progress: Progress, workers: int, plan: _Plan, rows: dict[str, str]
) -> None:  # fmt: skip
    todo = sum(1 for key in plan.places if key not in rows)
    progress.begin(WRITE, len(plan.places), len(plan.places) - todo)
    chosen = replace(options, find_address=plan.old.find)

    def put(source: Source) -> Row | Refusal:
        return _guarded(source, lambda document: _write_one(source.key, document, site, chosen, plan))

    fresh = (source for source in sources if source.key in plan.places and source.key not in rows)
    for source, result in _on_all_cores(put, fresh, workers):
        if isinstance(result, Refusal):
            result = Row(source.key, Became.REFUSED, about=result.about, doubts=told_of([Doubt(result.kind, result.about, "")]))
        _add(journal, rows, result)
        progress.advance(source.key)


def _write_one(key: str, document: SourceDocument, site: Site, options: ComposeOptions, plan: _Plan) -> Row:
    """Write the article of one source, in the process that read it."""
    place = plan.places[key]
    draft = replace(compose(_with_aliases(document, plan.addresses[key]), site.facts, options), slug=place.slug)
    doubts = [*draft.doubts, *(Doubt("link-dead", address, "") for address in _links_of(draft.text) if plan.old.leads_nowhere(address))]
    parent = site.folder / site.folders[1 if draft.page else 0]
    try:
        written = write(draft, parent, site.facts.language, plan.known)
    except OSError as error:
        return Row(key, Became.FAILED, draft.title, about=error.strerror or str(error))
    became = {Outcome.NEW: Became.NEW, Outcome.SAME: Became.SAME, Outcome.EDITED: Became.EDITED}[written.outcome]
    views = document.fields.get("views")
    return Row(
        key=key,
        became=became,
        title=draft.title,
        path=written.path.relative_to(site.folder).as_posix(),
        address=place.address,
        old=plan.addresses[key],
        views=int(str(views.value)) if views and str(views.value).isdigit() else -1,
        fields=fields_of((name, found) for name, found in draft.fields.items() if name != "status"),
        doubts=told_of(dict.fromkeys(doubts)),
        left_out=told_of(draft.left_out),
        about=written.difference[:4000],
    )


def _with_aliases(document: SourceDocument, addresses: Sequence[str]) -> SourceDocument:
    """Return ``document`` with the addresses of its duplicates among its own."""
    own = document.fields.get("aliases")
    given = own.value if own and isinstance(own.value, tuple) else (own.value,) if own else ()
    paths = [_path_of(each) for each in addresses]
    more = tuple(path for path in dict.fromkeys(paths) if path and path not in given)
    if not more:
        return document
    found = Found((*given, *more), SURE, own.where if own else "", own.quote if own else "")
    return replace(document, fields={**document.fields, "aliases": found})


def _path_of(address: str) -> str:
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.query or not parts.path.strip("/") else parts.path


def _links_of(text: str) -> list[str]:
    import re

    return re.findall(r"\]\(<?(https?://[^\s)>]+)", text)


def _old_addresses(kept: Iterable[Surveyed], addresses: dict[str, tuple[str, ...]], places: dict[str, Place]) -> OldAddresses:
    articles: dict[str, str] = {}
    hosts: set[str] = set()
    for source in kept:
        for address in addresses[source.key]:
            articles.setdefault(address_key(address), f"{{filename}}/{places[source.key].path}")
            if host := host_of(address):
                hosts.add(host)
    articles.pop("/", None)
    return OldAddresses(articles, frozenset(hosts))


def _add(journal: Journal, rows: dict[str, str], row: Row) -> None:
    rows[row.key] = row.became
    journal.write({"row": row.as_json()})


def _noting(sources: Iterable[Source], keys: set[str]) -> Iterator[Source]:
    for source in sources:
        keys.add(source.key)
        yield source


def _on_all_cores(do: Callable[[Source], Result | Refusal], sources: Iterable[Source], workers: int) -> Iterator[tuple[Source, Result | Refusal]]:
    """Yield each of ``sources`` with what ``do`` makes of it, in processes of their own; one that ends its process is a refusal."""
    waiting = iter(sources)
    while some := list(islice(waiting, _AT_ONCE)):

        def begin(some: list[Source] = some) -> Callable[[int], Result | Refusal]:
            _Wall().put_up()
            return lambda number: do(some[number])

        numbers = list(range(len(some)))
        for number, result in surviving(begin, numbers, workers or workers_for(len(numbers))):
            yield some[number], Refusal(some[number].key, "too-slow" if result.signal else "crash") if isinstance(result, Lost) else result


_LIMITS: list[tuple[int, Limits]] = []


def _limits() -> Limits:
    """Return the limits of this process; what forked has its own."""
    if not _LIMITS or _LIMITS[0][0] != os.getpid():
        _LIMITS[:] = [(os.getpid(), Limits(LIMITS.seconds, LIMITS.memory_bytes, own=True))]
    return _LIMITS[0][1]


def _guarded(source: Source, do: Callable[[SourceDocument], Result]) -> Result | Refusal:
    """Read ``source`` within limits and return what ``do`` makes of it, or why it was not read."""
    try:
        with _limits():
            return do(source.read())
    except RefusedSourceError as error:
        return Refusal(source.key, error.kind, error.about)
    except (TooSlowError, MemoryError):
        return Refusal(source.key, "too-slow")
    except RecursionError:
        return Refusal(source.key, "too-deep", source.key)
    except NetworkForbiddenError:
        return Refusal(source.key, "external-link", source.key)
    except OSError as error:
        return Refusal(source.key, "unreadable", error.strerror or "")
    except Exception as error:  # Whatever a source makes a library raise: the others are read.
        return Refusal(source.key, "crash", f"{type(error).__name__}: {error}"[:200])
