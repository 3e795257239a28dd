"""The ratings in memory: what is told has been stored."""

from collections import Counter
from collections.abc import Mapping

from counter.pages import PageList
from counter.storage.ratings import RatingStore, Sum
from counter.visits.visitors import view_key
from counter.writer import Work

NOBODY = Sum(0, 0)


class Ratings:
    """Sums by stored path; ``told`` is what an answer to a hit says of a page, as JSON after the other figures."""

    def __init__(self, pages: PageList, store: RatingStore):
        """Raises StorageError."""
        self.list, self.store = pages, store
        self.doubtful = False  # what could not be stored may be there
        self.take(store.load())

    def load(self) -> dict[str, Sum]:
        return self.store.load()

    def take(self, found: dict[str, Sum]) -> None:
        self.stored = found
        self.relist()

    def relist(self) -> None:
        """Add up what was given under the article that an address stands for now."""
        pages = self.list.pages
        stars, votes = Counter[str](), Counter[str]()
        for path in self.stored.keys() & pages.canonical.keys():
            stars[pages.canonical[path]] += self.stored[path].stars
            votes[pages.canonical[path]] += self.stored[path].votes
        self.sums = {path: Sum(stars[path], votes[path]) for path in votes}
        self.told: dict[str, bytes] = {}
        if pages.rating:
            self.told = dict.fromkeys(pages.articles, _told(NOBODY))
            self.told.update((path, _told(sum_)) for path, sum_ in self.sums.items() if path in pages.articles)

    def apply(self, changed: Mapping[str, Sum]) -> None:
        """Take over the new sums of some articles."""
        canonical = self.list.pages.canonical
        for path, new in changed.items():
            old, page = self.stored.get(path, NOBODY), canonical.get(path, path)
            before = self.sums.get(page, NOBODY)
            self.stored[path] = new
            self.sums[page] = Sum(before.stars + new.stars - old.stars, before.votes + new.votes - old.votes)
            if page in self.told:
                self.told[page] = _told(self.sums[page])

    def of(self, page: str) -> Sum:
        return self.sums.get(page, NOBODY)

    def key(self, secret: bytes, address: bytes, agent: bytes, page: str) -> int:
        """Whose vote it is. Not the key of the view: nothing that is stored tells what else that reader did."""
        return view_key(secret, address, agent, f"rating {page}")


class Votes(Work):
    """The votes of one batch. The last one of a reader counts."""

    def __init__(self, ratings: Ratings):
        super().__init__()
        self.ratings, self.votes = ratings, dict[int, tuple[str, int]]()

    def store(self) -> None:
        ratings = self.ratings
        doubtful, ratings.doubtful = ratings.doubtful, True
        self.sums = ratings.store.rate(self.votes)
        self.all = ratings.load() if doubtful else None
        ratings.doubtful = False

    def done(self, stored: bool) -> None:
        if not stored:
            return
        if self.all is not None:
            self.ratings.take(self.all)
        else:
            self.ratings.apply(self.sums)


def _told(given: Sum) -> bytes:
    average = given.average
    return b',"rating":%b,"ratings":%d' % (b"null" if average is None else b"%.1f" % average, given.votes)
