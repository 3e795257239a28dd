"""What a kind of finding is."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error stops every build; a warning stops a strict one (``STRICT=1``, publishing); a note stops none.

    A hint doesn't either, and of many hints of one kind only the newest articles' are printed.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding. ``message`` and ``fix`` are ``str.format`` templates with named fields."""

    severity: Severity
    message: str
    fix: str


ERROR, WARNING, NOTE, HINT = Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.HINT
