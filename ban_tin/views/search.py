"""The view model of the page of the search."""

from dataclasses import dataclass

from ban_tin.site.facts import Category
from ban_tin.views.pages import PlacedView


@dataclass(frozen=True, slots=True)
class SearchFilter:
    """What the search is narrowed by. ``name`` is that of its form's control, which ``theme/js/search`` knows too."""

    name: str
    #: Its label.
    title: str
    #: What is said where nothing is chosen.
    all: str
    #: (as readers see it, value) each.
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SearchPage(PlacedView):
    """The page of the search; without a script, it leads to the archive."""

    #: Its heading.
    title: str
    #: In the order in which they stand.
    filters: tuple[SearchFilter, ...]
    #: All sections.
    categories: tuple[Category, ...]
    #: The years that have articles, the newest first: (year, address).
    years: tuple[tuple[int, str], ...]
