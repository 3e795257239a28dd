"""Bringing the folder of a site from an older form to this program's: as edits of its texts, one version after another.

A version that renames something adds a ``Step`` here and raises ``FORMAT``; where sites without that change can't be read
any more, it raises ``OLDEST_READ`` too. Remarks and the order of lines belong to the office: a step edits lines and writes no file anew.
"""

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ban_tin.site.format import BYTE_ORDER_MARK, KEY, OLDEST_READ, set_format

#: The file that has the version.
FACTS = "site.toml"
#: Returns the text of a file of the site, by its path in the folder. Raises ``FileNotFoundError``.
Read = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Step:
    """From the version ``start`` to the next one: ``change`` returns the new text of each file that is another then."""

    start: int
    change: Callable[[Read], dict[str, str]]


def _change_nothing(read: Read) -> dict[str, str]:
    return {}


#: One for each version before the present one. From 1 to 2, the version itself is all that is new.
STEPS = (Step(1, _change_nothing),)


def format_of(source: str) -> int:
    """Return the version of the form that the text of ``site.toml`` has. Raises ``ValueError`` for no TOML, or no version."""
    value = tomllib.loads(source.removeprefix(BYTE_ORDER_MARK)).get(KEY, OLDEST_READ)
    if type(value) is not int or value < 1:
        raise ValueError(f"not a version: {value!r}")
    return value


def find_changes(read: Read, steps: Sequence[Step] = STEPS) -> dict[str, str]:
    """Return the new text of each file that has to change, nothing for a site in the present form. Raises ``ValueError`` as above."""
    changed: dict[str, str] = {}

    def read_changed(path: str) -> str:
        return changed[path] if path in changed else read(path)

    for step in sorted(steps, key=lambda each: each.start):
        if format_of(read_changed(FACTS)) == step.start:
            changed |= step.change(read_changed)
            changed[FACTS] = set_format(read_changed(FACTS), step.start + 1)
            if format_of(changed[FACTS]) != step.start + 1:
                raise ValueError(f"{FACTS} has no place for its version")
    return changed
