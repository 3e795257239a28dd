"""What the servers of others answer, kept for some days: nobody is asked twice for what is known."""

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

FORMAT = 1
_LIMIT = 50_000_000
_DAY = 86_400


class State(StrEnum):
    """What became of an address."""

    THERE = "there"
    MOVED = "moved"
    DEAD = "dead"
    UNSURE = "unsure"


#: Seconds for which an answer is believed.
BELIEVED = {State.THERE: 14 * _DAY, State.MOVED: 14 * _DAY, State.DEAD: _DAY, State.UNSURE: 0}


class Answered(NamedTuple):
    """What an address gave: a reason (a message id, or what the system says), where it moved, and when in seconds since 1970 it was asked."""

    state: State
    reason: str
    moved: str
    asked: int

    def is_believed(self, now: float) -> bool:
        """Return whether it need not be asked again; an answer from the future is none."""
        return 0 <= now - self.asked < BELIEVED[self.state]


def read_answers(file: Path) -> dict[str, Answered]:
    """Return what ``file`` keeps by address; nothing of one that is missing or damaged."""
    try:
        if file.stat().st_size > _LIMIT:
            return {}
        given = json.loads(file.read_bytes())
        if given["format"] != FORMAT:
            return {}
        return {
            str(address): Answered(State(state), str(reason), str(moved), int(asked))
            for address, (state, reason, moved, asked) in given["answers"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def keep_answers(file: Path, answers: Mapping[str, Answered]) -> None:
    """Keep ``answers`` in ``file``, whole or not at all; a disk that is full keeps none, and the next run asks again."""
    content = json.dumps({"format": FORMAT, "answers": answers}, ensure_ascii=False, indent=0)
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}-")
        with os.fdopen(handle, "w", encoding="utf-8") as unfinished:
            unfinished.write(content)
        Path(name).replace(file)
