"""Hostile comments: text that would run, lead away or break what it is put into, were it anything but text.

Our own cases, by technique, in ``hostile_comments.json``. A script that runs calls ``__hit`` with the number of its case, and what leaves the
site asks a host of ``evil.example`` that begins with it.
"""

import json
from pathlib import Path
from typing import NamedTuple

from counter.comments.text import LONGEST_NAME, clean, length


class HostileComment(NamedTuple):
    """A case; ``number`` is from 1 upwards, in the order of the file."""

    number: int
    technique: str
    text: str

    @property
    def kept(self) -> str:
        """The text as it has to be shown: without signs that nobody types."""
        return clean(self.text)

    @property
    def name(self) -> str:
        """The same as a name; ``""`` where it is too long for one."""
        return self.kept if length(self.kept, LONGEST_NAME) <= LONGEST_NAME and "\n" not in self.kept else ""


def read_hostile_comments() -> list[HostileComment]:
    """Return all of them."""
    given: dict[str, list[str]] = json.loads(Path(__file__).with_suffix(".json").read_text("utf-8"))
    pairs = [(technique, text) for technique, texts in given.items() for text in texts]
    return [
        HostileComment(
            number, technique, text.replace("__hit()", f"__hit({number})").replace("evil.", f"n{number}.evil.")
        )
        for number, (technique, text) in enumerate(pairs, 1)
    ]
