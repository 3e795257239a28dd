"""The photos of a preview that are still to be encoded: those of the article in hand first, others when they are looked at."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Condition, Thread
from typing import NamedTuple

from ban_tin.photos.store import PhotoStore


class Article(NamedTuple):
    """A source file, and the images of its photos that are not encoded."""

    file: str
    photos: tuple[Path, ...]


class PhotoQueue:
    """Encodes, article by article, in a thread of its own that waits for work; it begins with the first.

    ``progress`` is called after each photo with how many of its article are done, and of how many; ``encoded`` with the source file
    when all are. Both are called in that thread.
    """

    def __init__(self, store: PhotoStore, progress: Callable[[int, int], None], encoded: Callable[[str], None]) -> None:
        self._store, self._progress, self._encoded = store, progress, encoded
        self._waiting: dict[str, Article] = {}
        self._news = Condition()
        self._thread: Thread | None = None
        self._closed = False

    def add(self, articles: Sequence[Article], first: bool = False) -> None:
        """Encode the photos of ``articles`` too; ``first``: before all others that wait."""
        if not articles:
            return
        with self._news:
            added = {each.file: each for each in articles}
            rest = {file: each for file, each in self._waiting.items() if file not in added}
            self._waiting = {**added, **rest} if first else {**self._waiting, **added}
            if self._thread is None and not self._closed:
                self._thread = Thread(target=self._work, name="preview-photos", daemon=True)
                self._thread.start()
            self._news.notify()

    def close(self) -> None:
        """Begin no more photos."""
        with self._news:
            self._closed = True
            self._waiting.clear()
            self._news.notify()
        self._store.close()

    def _work(self) -> None:
        while (article := self._next()) is not None:
            self._progress(0, len(article.photos))
            try:
                self._store.prepare(article.photos, self._progress)
            except RuntimeError:  # as an executor says that was shut down
                if not self._closed:
                    raise
            if not self._closed:
                self._encoded(article.file)

    def _next(self) -> Article | None:
        with self._news:
            while not self._waiting and not self._closed:
                self._news.wait()
            if self._closed:
                return None
            return self._waiting.pop(next(iter(self._waiting)))
