"""What became of each source: a line of the journal, and what the report says of it."""

from dataclasses import dataclass
from typing import Any

from newsdesk.importing.report.entry import ReportedField, ReportedLine, ReportEntry

_LISTS = ("doubts", "notes", "left_out", "taken")


@dataclass(frozen=True, slots=True)
class Row:
    """What became of one source."""

    #: By which the source is known.
    key: str
    #: What the report says of it.
    entry: ReportEntry
    #: The new address of its article, ``""`` while it has no date.
    address: str = ""
    #: Addresses that it had.
    old: tuple[str, ...] = ()
    #: How often it was read, -1 where nobody says.
    views: int = -1

    def as_json(self) -> dict[str, Any]:
        """Return it as values that JSON has."""
        entry = _values_of(self.entry)
        for name in ("fields", *_LISTS):
            entry[name] = [_values_of(each) for each in entry[name]]
        return {**_values_of(self), "entry": entry}

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> "Row":
        """Return what ``as_json`` gave. Raises ``TypeError``, ``ValueError`` and ``KeyError`` for anything else."""
        entry = dict(values["entry"])
        entry["fields"] = tuple(ReportedField(**each) for each in entry["fields"])
        for name in _LISTS:
            entry[name] = tuple(ReportedLine(**each) for each in entry[name])
        return cls(**{**values, "entry": ReportEntry(**entry), "old": tuple(values["old"])})


def _values_of(value: Any) -> dict[str, Any]:
    """Return the fields of a value; ``asdict`` copies each of thousands deeply, which takes a tenth of a run."""
    return {name: getattr(value, name) for name in value.__slots__}
