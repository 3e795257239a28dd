"""Group commit: hits gather on the event loop, one thread stores them, the answers wait for it.

What readers say besides (a rating, a comment) is stored by the same thread, right after the batch of hits that it came with.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from threading import Thread
from time import perf_counter
from typing import Any, Protocol, TypeVar

from counter.metrics import Metrics
from counter.storage import Batch, Committed, Snapshot, Storage, StorageCorruptError, StorageError
from counter.visits.counting import Counting

Stored = asyncio.Future[bool]
log = logging.getLogger("counter")


class Work:
    """What is stored besides hits, in one step, and who waits for it."""

    def __init__(self) -> None:
        self.waiters = list[Stored]()

    def store(self) -> None:
        """In the writer's thread. Raises StorageError."""
        raise NotImplementedError

    def done(self, stored: bool) -> None:
        """On the event loop, before those who wait are told. What was not stored for certain may be there all the same."""


class Subject(Protocol):
    """What keeps something of the storage in memory, besides the counts."""

    def load(self) -> Any:
        """Read it, in the writer's thread. Raises StorageError."""

    def take(self, found: Any) -> None:
        """Go on with what was read, on the event loop: a backup has taken the storage's place."""


Kind = TypeVar("Kind", bound=Work)


class Gathering:
    """One batch, the visits that begin with it, and who waits for it; further works by whose they are."""

    __slots__ = ("batch", "begun", "waiters", "works")

    def __init__(self, batch: Batch):
        self.batch, self.begun, self.waiters = batch, list[int](), list[Stored]()
        self.works: dict[object, Work] | None = None


@dataclass(slots=True)
class Done:
    """What became of one gathering."""

    gathering: Gathering
    result: Committed | Snapshot | StorageError
    seconds: float
    works: list[tuple[Work, bool]] = field(default_factory=list)
    loaded: list[tuple[Subject, Any]] = field(default_factory=list)


class Writer:
    """All methods but ``_run`` belong to the event loop, which alone touches ``gathering``; a sealed one is the thread's."""

    def __init__(self, storage: Storage, counting: Counting, metrics: Metrics, linger: float):
        self.storage, self.counting, self.metrics, self.linger = storage, counting, metrics, linger
        self.loop = asyncio.get_running_loop()
        self.sealed: SimpleQueue[Gathering | None] = SimpleQueue()
        self.in_flight = self.waiting = 0
        self.timer: asyncio.TimerHandle | None = None
        self.problem = ""
        self.subjects = list[Subject]()
        self.gathering = Gathering(counting.new_batch())
        self.thread = Thread(target=self._run, name="counter-writer", daemon=True)
        self.thread.start()

    def stored(self) -> Stored:
        """A future for what was put into ``gathering``: True once it is stored, False when it could not be."""
        future: Stored = self.loop.create_future()
        self.gathering.waiters.append(future)
        self.waiting += 1
        if self.timer is None and not self.in_flight:
            self.timer = self.loop.call_later(self.linger, self.seal)
        return future

    def work(self, owner: object, begin: Callable[[], Kind]) -> Kind:
        """The work of ``owner`` in what gathers, to be added to; then ``stored_with`` it."""
        works = self.gathering.works
        if works is None:
            works = self.gathering.works = {}
        found = works.get(owner)
        if found is None:
            found = works[owner] = begin()
        return found  # type: ignore[return-value]

    def stored_with(self, work: Work) -> Stored:
        """A future for a ``work`` that gathers: True once it is stored, False when it could not be."""
        future: Stored = self.loop.create_future()
        work.waiters.append(future)
        self.waiting += 1
        if self.timer is None and not self.in_flight:
            self.timer = self.loop.call_later(self.linger, self.seal)
        return future

    def seal(self) -> None:
        """Hand what has gathered to the thread, even if it is nothing: an empty batch begins a day."""
        if self.timer:
            self.timer.cancel()
            self.timer = None
        self.in_flight += 1
        self.sealed.put(self.gathering)
        self.gathering = Gathering(self.counting.new_batch())

    def _run(self) -> None:
        while (gathering := self.sealed.get()) is not None:
            started = perf_counter()
            result = self._commit(gathering.batch)
            done = Done(gathering, result, perf_counter() - started)
            if gathering.works:
                done.works = [(work, self._store(work, result)) for work in gathering.works.values()]
            if isinstance(result, Snapshot):
                done.loaded = [
                    (subject, found) for subject in self.subjects if (found := self._load(subject)) is not None
                ]
            self.loop.call_soon_threadsafe(self._done, done)

    def _store(self, work: Work, result: Committed | Snapshot | StorageError) -> bool:
        """Only after a batch that was stored: it has begun the day that the work belongs to."""
        if not isinstance(result, Committed):
            return False
        try:
            work.store()
        except StorageError as error:
            log.error("what readers said can't be stored: %s", error)
            return False
        except Exception:
            log.exception("storing what readers said failed")
            return False
        return True

    def _load(self, subject: Subject) -> object:
        try:
            return subject.load()
        except StorageError as error:
            log.error("%s", error)
            return None

    def _commit(self, batch: Batch) -> Committed | Snapshot | StorageError:
        try:
            try:
                return self.storage.commit(batch)
            except StorageCorruptError:
                return self.storage.recover()
        except StorageError as error:
            return error
        except Exception as error:  # whatever it is, the readers who wait must be answered
            log.exception("storing failed")
            return StorageError(repr(error))

    def _done(self, done: Done) -> None:
        gathering, result, works = done.gathering, done.result, done.works
        self.in_flight -= 1
        self.waiting -= len(gathering.waiters)
        committed = isinstance(result, Committed)
        if isinstance(result, Committed):
            self.counting.apply(gathering.batch, result)
            self.metrics.committed(len(gathering.waiters), done.seconds)
            if not self.gathering.waiters and not self.gathering.works:
                self.gathering = Gathering(self.counting.new_batch())
        else:
            for visitor in gathering.begun:
                self.counting.visitors.forget(visitor)
            if isinstance(result, Snapshot):
                self.counting.reset(result)
                for subject, found in done.loaded:
                    subject.take(found)
        problem = f"hits can't be stored: {result}" if isinstance(result, StorageError) else ""
        if problem and not self.problem:
            log.error("%s", problem)
        self.problem = problem
        for future in gathering.waiters:
            if not future.done():
                future.set_result(committed)
        for work, stored in works:
            self.waiting -= len(work.waiters)
            work.done(stored)
            for future in work.waiters:
                if not future.done():
                    future.set_result(stored)
        if (self.gathering.waiters or self.gathering.works) and self.timer is None and not self.in_flight:
            self.timer = self.loop.call_later(self.linger, self.seal)

    async def close(self) -> None:
        """Store what has gathered, end the thread."""
        while self.in_flight or self.gathering.waiters or self.gathering.works:
            if self.gathering.waiters or self.gathering.works:
                self.seal()
            await asyncio.sleep(0.001)
        self.sealed.put(None)
        self.thread.join()
