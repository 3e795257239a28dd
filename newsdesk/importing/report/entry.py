"""What a report says of one source, as plain values that every form of it is written from."""

from collections.abc import Callable
from dataclasses import dataclass

from newsdesk.importing.draft import Draft
from newsdesk.importing.guarding import Refusal
from newsdesk.importing.report.kinds import KINDS, Group, explain
from newsdesk.importing.source_document import LIKELY
from newsdesk.importing.writing import Outcome, Written

Translate = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReportedField:
    """A field that was read."""

    name: str
    value: str
    grade: str
    where: str
    quote: str


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """Something that is told: a kind, its sentence, the words and where they stood."""

    kind: str
    sentence: str
    text: str
    where: str


@dataclass(frozen=True, slots=True)
class ReportEntry:
    """One source."""

    #: The name of its file.
    source: str
    #: ``new``, ``same``, ``edited``, ``dry-run`` or ``refused``; of many sources also ``published``, ``duplicate`` (of that in ``difference``) and ``failed``.
    outcome: str
    #: Where the article is, as a person reads it; ``""`` where there is none.
    path: str
    #: Its title.
    title: str
    #: What was read.
    fields: tuple[ReportedField, ...] = ()
    #: What has to be looked at, or why it was refused.
    doubts: tuple[ReportedLine, ...] = ()
    #: What is good to know.
    notes: tuple[ReportedLine, ...] = ()
    #: What no article got, with all its words.
    left_out: tuple[ReportedLine, ...] = ()
    #: Lines of the source that became fields.
    taken: tuple[ReportedLine, ...] = ()
    #: What differs from what is there already.
    difference: str = ""

    @property
    def likely(self) -> tuple[ReportedField, ...]:
        """Fields that a person has to look at."""
        return tuple(each for each in self.fields if each.grade == LIKELY)


def entry_of(draft: Draft, written: Written | None, path: str, translate: Translate) -> ReportEntry:
    """Return what is to be said of a ``draft`` that was written, or only looked at."""
    doubts: list[ReportedLine] = []
    notes: list[ReportedLine] = []
    for doubt in draft.doubts:
        line = ReportedLine(doubt.kind, explain(doubt.kind, doubt.about, translate), doubt.about, doubt.where)
        known = KINDS.get(doubt.kind)
        (notes if known is not None and known.group is Group.NOTE else doubts).append(line)
    return ReportEntry(
        draft.source,
        str(written.outcome) if written else "dry-run",
        path,
        draft.title,
        tuple(
            ReportedField(
                name,
                ", ".join(found.value) if isinstance(found.value, tuple) else found.value,
                found.grade,
                found.where,
                found.quote,
            )
            for name, found in draft.fields.items()
            if name != "status"
        ),
        tuple(doubts),
        tuple(notes),
        tuple(
            ReportedLine(each.kind, explain(each.kind, "", translate), each.text, each.where) for each in draft.left_out
        ),
        tuple(ReportedLine("taken", ", ".join(each.fields), each.text, each.where) for each in draft.taken),
        written.difference if written and written.outcome is Outcome.EDITED else "",
    )


def entry_of_refusal(refusal: Refusal, translate: Translate) -> ReportEntry:
    """Return what is to be said of a source that was not read."""
    line = ReportedLine(refusal.kind, explain(refusal.kind, refusal.about, translate), refusal.about, "")
    return ReportEntry(refusal.source, "refused", "", "", doubts=(line,))
