"""Numbers of documents: by month and place in it, so that what happens in one month leaves the numbers of all others as they are."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

#: The year of month 0; pages, which have no date, are in that month, and so is what is older.
_FIRST_YEAR = 1970
#: Numbers of a month at least: what is shown of a few documents lies in one file, and no file has those of two months.
_LEAST = 8


class Place(NamedTuple):
    """Where a document stands among all: by its month, then by the moment and the address of its article, then by its place in that."""

    #: Months since the first one.
    month: int
    #: Seconds, as ``datetime.timestamp`` gives them.
    moment: float
    #: The address of its article or page.
    article: str
    #: 0 for that itself, from 1 on for its files.
    position: int
    #: Its own address.
    url: str


def place_of(url: str, date: datetime | None, article: str, position: int) -> Place:
    """Return the place of the document at ``url``."""
    if date is None:
        return Place(0, 0.0, article, position, url)
    return Place(max(0, (date.year - _FIRST_YEAR) * 12 + date.month - 1), date.timestamp(), article, position, url)


class Numbered(NamedTuple):
    """The numbers of all documents by their address, and how many numbers a month has."""

    numbers: dict[str, int]
    stride: int


def number_documents(places: Iterable[Place]) -> Numbered:
    """Return the numbers of the documents with these places."""
    ordered = sorted(places)
    months = Counter([place.month for place in ordered])
    stride = max(_LEAST, 1 << (max(months.values(), default=1) - 1).bit_length())
    numbers: dict[str, int] = {}
    month, first = -1, 0
    for position, place in enumerate(ordered):
        if place.month != month:
            month, first = place.month, position
        numbers[place.url] = month * stride + position - first
    return Numbered(numbers, stride)
