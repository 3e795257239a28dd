"""One source of many becomes an article at its place, in the process that reads it."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from newsdesk.importing.compose import ComposeOptions, compose
from newsdesk.importing.official import attach_companions
from newsdesk.importing.report.entry import ReportEntry, entry_of
from newsdesk.importing.source_document import SURE, UNKNOWN_SITE, Doubt, Found, SourceDocument
from newsdesk.importing.whole_site.outcome import Row
from newsdesk.importing.whole_site.plan import Plan, Site
from newsdesk.importing.whole_site.survey import views_of
from newsdesk.importing.writing import Outcome, write

_LINK = re.compile(r"\]\(<?(https?://[^\s)>]+)")


def take_in_one(
    key: str, document: SourceDocument, site: Site, options: ComposeOptions, plan: Plan, translate: Callable[[str], str]
) -> Row:  # fmt: skip
    """Write the article of ``document``, and return what became of it."""
    place = plan.places[key]
    document = _with_aliases(document, plan.addresses[key])
    if key in plan.companions:
        document = attach_companions(document, plan.companions[key])
    to_drafts: dict[str, None] = {}
    dead: dict[str, None] = {}

    def find(address: str) -> str | None:
        """Leave out links to what is no public article yet: a build would stop there."""
        found = plan.old.find(address)
        if found == "":
            dead[address.removeprefix(UNKNOWN_SITE)] = None
        if not found or key not in plan.public or found.partition("#")[0] not in plan.drafts:
            return found
        to_drafts[address] = None
        return ""

    options = replace(options, find_address=find)
    if key in plan.public:
        document = replace(document, fields={**document.fields, "status": Found("published", SURE, "", "")})
        options = replace(options, draft=False)
    draft = compose(document, site.facts, options)
    dead |= dict.fromkeys(address for address in _LINK.findall(draft.text) if plan.old.leads_nowhere(address))
    doubts = [
        *(Doubt("link-dead", address, "") for address in dead),
        *(Doubt("link-draft", address, "") for address in to_drafts),
    ]
    draft = replace(draft, slug=place.slug, doubts=(*draft.doubts, *doubts))
    try:
        written = write(draft, site.folder / site.folders[1 if draft.page else 0], site.facts.language, plan.known)
    except OSError as error:
        entry = ReportEntry(draft.source, "failed", place.path, draft.title, difference=error.strerror or str(error))
        return Row(key, entry)
    path = written.path.relative_to(site.folder).as_posix()
    entry = entry_of(draft, written, path, translate)
    if written.outcome is Outcome.NEW and "status" not in draft.fields:
        entry = replace(entry, outcome="published")
    return Row(key, entry, place.address, plan.addresses[key], views_of(document))


def _with_aliases(document: SourceDocument, addresses: Sequence[str]) -> SourceDocument:
    """Return ``document`` with the addresses of its duplicates among its own."""
    own = document.fields.get("aliases")
    given = own.value if own and isinstance(own.value, tuple) else (own.value,) if own else ()
    more = tuple(path for path in dict.fromkeys(map(_path_of, addresses)) if path and path not in given)
    if not more:
        return document
    found = Found((*given, *more), SURE, own.where if own else "", own.quote if own else "")
    return replace(document, fields={**document.fields, "aliases": found})


def _path_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return "" if parts.query or not parts.path.strip("/") else parts.path
