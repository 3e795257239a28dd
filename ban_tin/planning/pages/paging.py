"""Pages of a list that never change again once they are full.

Pages are numbered from the oldest: page 1 holds the oldest articles for ever. What is newer than the last
full page stands at the list's own address, at least ``length`` and fewer than twice as many. The address of
the next number leads there until that page is full: so a page can link to the newer one without ever
being written again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ban_tin.site.addresses import Addresses

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[Item]):
    """One page of a list, newest first. ``number`` is 0 for the list's own address."""

    number: int
    url: str
    items: tuple[Item, ...]
    newer: str
    older: str


def count_full_pages(count: int, length: int) -> int:
    """Return how many numbered pages a list of ``count`` items has."""
    return max(0, count // length - 1)


def paginate(newest_first: Sequence[Item], length: int, base_url: str, addresses: Addresses) -> list[ListPart[Item]]:
    """Return the parts of the list at ``base_url``, its own address first, then the numbered pages from 1 on.

    Every item stands in exactly one part. A backdated or deleted item changes the parts from its place on.
    """
    full = count_full_pages(len(newest_first), length)
    top = len(newest_first) - full * length
    parts = [ListPart(0, base_url, tuple(newest_first[:top]), "", addresses.numbered(base_url, full) if full else "")]
    for number in range(1, full + 1):
        start = top + (full - number) * length
        parts.append(
            ListPart(
                number,
                addresses.numbered(base_url, number),
                tuple(newest_first[start : start + length]),
                newer=addresses.numbered(base_url, number + 1),
                older=addresses.numbered(base_url, number - 1) if number > 1 else "",
            )
        )
    return parts
