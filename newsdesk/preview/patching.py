"""The new text of one article or page shown at once, where all that surrounds it on its page is as it was."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote

from ban_tin.building.sources import known_sources
from ban_tin.building.state import Row, State
from ban_tin.planning.gather import KnownSource, mark, status_of
from ban_tin.planning.make import files_of
from ban_tin.planning.plan import PlannedPage, Recipe, page_path
from ban_tin.site.addresses import Addresses
from newsdesk.preview.answers import Shown


def patch(
    shown: Shown,
    file: str,
    rows: tuple[Row | None, Row | None],
    state: State,
    now: datetime,
    addresses: Addresses,
    cache: Path,
) -> Shown | None:
    """Return what is ``shown`` with the page of ``file`` as the second of ``rows`` has it, where it was as the first has it.

    None where that needs a plan: a new address, a place among the withdrawn, links to other source files. ``now`` decides whether it is public.
    """
    old, row = rows
    if row is None or old is None or not row.entry.url or not row.content:
        return None
    if (row.entry.url, row.entry.withdrawn, row.entry.page) != (old.entry.url, old.entry.withdrawn, old.entry.page):
        return None
    if [link.target for link in row.entry.own_links] != [link.target for link in old.entry.own_links]:
        return None
    path = page_path(row.entry.url)
    page = shown.planned.get(path)
    if not isinstance(page, PlannedPage) or not isinstance(page.made, Recipe) or "whole" not in page.made.parts:
        return None
    if getattr(page.made.parts["whole"], "source", "") != row.entry.path:
        return None
    known = known_sources({file: row}, state)[0]
    whole = mark(known.content, status_of(row.entry, now))
    patched = replace(page, made=replace(page.made, parts={**page.made.parts, "whole": whole}))
    planned = {path: patched, **_files(known, old, addresses, cache)}
    inputs = {each: shown.theme.inputs.of(planned[each]) for each in planned}
    return Shown(shown.theme, {**shown.planned, **planned}, {**shown.inputs, **inputs})


def _files(known: KnownSource, old: Row, addresses: Addresses, cache: Path) -> Mapping[str, object]:
    """Return the photos and files that came with the new text; what is no longer shown stays until the site is planned."""
    if (known.entry.photos, known.entry.files) == (old.entry.photos, old.entry.files):
        return {}
    return {unquote(url).lstrip("/"): file for url, (file, _) in files_of([known], addresses, cache).items()}
