"""A line of a body on its way to Markdown."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(slots=True)
class Line:
    """A line; ``number`` is the one that it has in the source file, whatever is joined or put in before it."""

    text: str
    number: int


class LineReport(Protocol):
    """Takes a finding of a kind at the line ``number`` of the source file."""

    def __call__(self, kind: str, number: int, **values: str) -> None: ...


#: Returns the lines as they were meant; what can't be told for certain is left, and reported.
Step = Callable[[list[Line], LineReport], list[Line]]
