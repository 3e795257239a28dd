"""The fields of one text as a form shows them, and what the build would say of them: pure, but for the files beside the text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.articles.body import SourceContext, find_beside, report_missing
from ban_tin.articles.captions import LeadWords, read_lead
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import FIELDS, FrontMatter
from ban_tin.articles.front_matter.parse import Source, parse_source
from ban_tin.articles.nothing_lost import check_shown_fields
from ban_tin.articles.placed import check_folder, check_name, report_category, slug_of
from ban_tin.articles.shown_fields import shown_fields
from ban_tin.articles.unfinished import fill_in, missing_files_allowed
from ban_tin.findings.report import Finding, Findings
from ban_tin.site.facts import SiteFacts
from newsdesk.editing.fields.head import Head, NoHeadError, read_head
from newsdesk.editing.fields.writing import plain_value, typed_name
from newsdesk.editing.texts import without_end
from newsdesk.importing.front_matter import read_imported


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text lies: ``folder`` is that of its file, ``relative`` its path below the site's folder, ``shown`` as findings name it."""

    folder: Path
    relative: Path
    shown: str
    page: bool


@dataclass(frozen=True, slots=True)
class FieldState:
    """A field as it is: ``value`` is a text, a list of names, or a list of files with titles."""

    value: object
    #: Its line in the file, from 1; 0 where it isn't given.
    line: int
    #: What an import read it from and was not sure of; ``""`` else.
    likely: str = ""


@dataclass(frozen=True, slots=True)
class FieldFinding:
    """What is wrong, with the field that it is about; ``""`` for the text as a whole."""

    field: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of an article or page as its form shows them, and what is wrong with them."""

    #: Those that it may have, in the order of the table.
    fields: dict[str, FieldState]
    #: What else stands between the fields: names that the program doesn't know, and what is typed behind them.
    unknown: dict[str, str]
    findings: tuple[FieldFinding, ...]
    #: The address that the text has with these fields, ``""`` where it has none.
    address: str
    #: Nothing can be set: the first lines have to be edited as text.
    locked: bool


def known_fields(page: bool) -> list[str]:
    """Return the names of the fields that an article, or a page, may have; several authors have no field of their own."""
    return [name for name, rule in FIELDS.items() if (rule.pages if page else rule.articles) and name != "authors"]


def read_form(text: str, place: Place, facts: SiteFacts) -> Form:
    """Return the fields of the source ``text`` at ``place``, with all that is wrong with them."""
    findings = Findings()
    source = parse_source(text.lstrip("\ufeff"), place.shown, findings)
    try:
        head = read_head(text)
    except NoHeadError:
        head = None
    address = _check(text, source, place, facts, findings) if source else ""
    imported = read_imported(text)
    likely = imported.likely if imported else {}
    known = known_fields(place.page)
    states = {name: _state(name, source, head, likely) for name in known}
    names = {*known, *(("authors",) if "author" in known else ())}
    unknown = {
        span.typed: _typed(head, name)
        for name, spans in (head.spans if head else {}).items()
        if name not in names
        for span in spans
    }
    told = tuple(FieldFinding(_field_of(each, head, known), each) for each in findings.sorted())
    return Form(states, unknown, told, address, source is None or head is None)


def _state(name: str, source: Source | None, head: Head | None, likely: dict[str, str]) -> FieldState:
    there = typed_name(head, name) if head else ""
    if not there or head is None:
        return FieldState("", 0, likely.get(name, ""))
    line = head.spans[there][-1].first + 1
    mark = likely.get(name, "") or likely.get(there, "")
    if source is None or there not in source.values:
        return FieldState(_typed(head, there), line, mark)
    value = plain_value(there, source.values[there])
    if value is None:
        value = ""
    return FieldState(" ".join(value.split()) if isinstance(value, str) else value, line, mark)


def _typed(head: Head | None, name: str) -> str:
    """Return what is typed behind the name of a field, as it stands."""
    if head is None:
        return ""
    span = head.spans[name][-1]
    first, *rest = [without_end(line) for line in head.lines[span.first : span.last]]
    return " ".join(" ".join((first.partition(":")[2], *rest)).split())


def _check(text: str, source: Source, place: Place, facts: SiteFacts, findings: Findings) -> str:
    """Say what the build would of the fields; return the address that they make."""
    zone = ZoneInfo(facts.time_zone)
    front = check_fields(source, place.shown, zone, place.page, findings)
    if front is None:
        return ""
    front = front if place.page else fill_in(front, facts, zone)
    slug = front.slug or slug_of(place.relative)
    address = f"/{slug}/" if place.page or front.date is None else facts.addresses.article(front.date, slug)
    if not place.page:
        categories = tuple(each.name for each in facts.categories)
        if front.category not in categories:
            report_category(front, place.shown, categories, findings)
        check_folder(front, place.relative, place.shown, findings)
    if not slug:
        findings.add("field-missing", place.shown, 1, field="slug", example=FIELDS["slug"].example)
    check_name(front, place.relative, place.shown, address, findings)
    with missing_files_allowed(findings, front.status == "draft"):
        _check_files(front, SourceContext(place.shown, place.folder, address, text, findings))
    _check_words(front, place, findings)
    return address


def _check_files(front: FrontMatter, context: SourceContext) -> None:
    if front.lead and not front.withdrawn and find_beside(context, front.lead) is None:
        report_missing(context, front.lead, front.lead, front.line("lead"))
    for each in front.attachments:
        if find_beside(context, each.file) is None:
            report_missing(context, each.file, each.file, context.line_of(each.file) or front.line("attachments"))


def _check_words(front: FrontMatter, place: Place, findings: Findings) -> None:
    def report(kind: str, field: str, **values: str) -> None:
        findings.add(kind, place.shown, front.line(field), **values)

    def report_signs(kind: str, *, field: str, text: str, plain: str) -> None:
        findings.add(kind, place.shown, front.line(field), field=field, text=text, plain=plain)

    if front.lead and not place.page:
        words = read_lead(
            LeadWords(front.lead_alt, front.lead_caption, front.lead_credit), front.lead, front.credit, report
        )
        front = replace(front, lead_alt=words.alt, lead_caption=words.caption, lead_credit=words.credit)
    check_shown_fields(shown_fields(front, None), report_signs)


def _field_of(finding: Finding, head: Head | None, known: Sequence[str]) -> str:
    """Return the field that a finding is about, by its line, else by what it names."""
    values = dict(finding.values)
    for name, spans in (head.spans if head else {}).items():
        if any(span.first < finding.line <= span.last for span in spans):
            return "author" if name == "authors" else name
    named = values.get("field", "")
    if named in known:
        return named
    return {"folder-name": "slug", "lead-alt-missing": "lead"}.get(finding.kind, "")
