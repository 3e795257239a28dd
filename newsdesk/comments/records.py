"""What the office keeps for itself: who decided what and why, and comments that are tips for its staff."""

import getpass
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from newsdesk.comments.office_folder import DECISIONS, TIPS, append_lines, read_lines, rewrite_lines
from newsdesk.comments.values import Waiting


@dataclass(frozen=True, slots=True)
class Note:
    """Why something was decided. No word of the comment is in it."""

    #: The counter's number of the comment.
    id: int
    #: Seconds since the epoch.
    received: int
    #: The address of its article.
    path: str
    #: ``approve``, ``reject``, ``tip`` or ``withdraw``.
    decision: str
    #: As the editor wrote it, ``""`` for none.
    reason: str


@dataclass(frozen=True, slots=True)
class Tip:
    """A comment that was kept for the staff."""

    #: The counter's number of the comment.
    id: int
    #: Seconds since the epoch.
    received: int
    #: The address of its article.
    path: str
    #: The title of its article.
    title: str
    #: As typed.
    name: str
    #: As typed.
    text: str
    #: When it was kept, as ISO 8601.
    kept: str

    @property
    def key(self) -> tuple[int, int]:
        """As ``Waiting.key``."""
        return self.id, self.received


class Records:
    """The records in ``folder``. All methods raise ``OfficeError``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def note(self, notes: Iterable[Note], at: datetime) -> None:
        """Write down why these were decided."""
        said = {"at": at.isoformat(timespec="seconds"), "by": _user()}
        append_lines(self.folder / DECISIONS, [_line(said | asdict(note)) for note in notes])

    def keep_tips(self, tips: Iterable[Tip]) -> None:
        """Keep ``tips``; those that are kept already are passed over."""
        known = {tip.key for tip in self.tips()}
        append_lines(self.folder / TIPS, [_line(asdict(tip)) for tip in tips if tip.key not in known])

    def tips(self) -> list[Tip]:
        """Return the tips, oldest first. A line that is none is passed over, and stays."""
        return [tip for line in read_lines(self.folder / TIPS) if (tip := _tip(line))]

    def delete_tips(self, keys: Iterable[tuple[int, int]]) -> int:
        """Delete these tips for good; return how many there were."""
        gone, lines = set(keys), read_lines(self.folder / TIPS)
        left = [line for line in lines if not ((tip := _tip(line)) and tip.key in gone)]
        if len(left) < len(lines):
            rewrite_lines(self.folder / TIPS, left)
        return len(lines) - len(left)


def tip_of(waiting: Waiting, title: str, at: datetime) -> Tip:
    """Return what waits as a tip that is kept ``at`` this time."""
    kept = at.isoformat(timespec="seconds")
    return Tip(waiting.id, waiting.received, waiting.path, title, waiting.name, waiting.text, kept)


def _line(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _tip(line: str) -> Tip | None:
    try:
        tip = Tip(**json.loads(line))
    except (ValueError, TypeError, RecursionError):
        return None
    right = isinstance(tip.id, int) and isinstance(tip.received, int)
    return (
        tip
        if right and all(isinstance(each, str) for each in (tip.path, tip.title, tip.name, tip.text, tip.kept))
        else None
    )


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
