"""Group commit: hits gather on the event loop, one thread stores them, the answers wait for it."""

import asyncio
import logging
from queue import SimpleQueue
from threading import Thread
from time import perf_counter

from counter.metrics import Metrics
from counter.storage import Batch, Committed, Snapshot, Storage, StorageCorruptError, StorageError
from counter.visits.counting import Counting

Stored = asyncio.Future[bool]
log = logging.getLogger("counter")


class Gathering:
    """One batch, the visits that begin with it, and who waits for it."""

    __slots__ = ("batch", "begun", "waiters")

    def __init__(self, batch: Batch):
        self.batch, self.begun, self.waiters = batch, list[int](), list[Stored]()


class Writer:
    """All methods but ``_run`` belong to the event loop, which alone touches ``gathering``; a sealed one is the thread's."""

    def __init__(self, storage: Storage, counting: Counting, metrics: Metrics, linger: float):
        self.storage, self.counting, self.metrics, self.linger = storage, counting, metrics, linger
        self.loop = asyncio.get_running_loop()
        self.sealed: SimpleQueue[Gathering | None] = SimpleQueue()
        self.in_flight = self.waiting = 0
        self.timer: asyncio.TimerHandle | None = None
        self.problem = ""
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
            self.loop.call_soon_threadsafe(self._done, gathering, result, perf_counter() - started)

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

    def _done(self, gathering: Gathering, result: Committed | Snapshot | StorageError, seconds: float) -> None:
        self.in_flight -= 1
        self.waiting -= len(gathering.waiters)
        committed = isinstance(result, Committed)
        if isinstance(result, Committed):
            self.counting.apply(gathering.batch, result)
            self.metrics.committed(len(gathering.waiters), seconds)
            if not self.gathering.waiters:
                self.gathering = Gathering(self.counting.new_batch())
        else:
            for visitor in gathering.begun:
                self.counting.visitors.forget(visitor)
            if isinstance(result, Snapshot):
                self.counting.reset(result)
        problem = f"hits can't be stored: {result}" if isinstance(result, StorageError) else ""
        if problem and not self.problem:
            log.error("%s", problem)
        self.problem = problem
        for future in gathering.waiters:
            if not future.done():
                future.set_result(committed)
        if self.gathering.waiters and self.timer is None and not self.in_flight:
            self.timer = self.loop.call_later(self.linger, self.seal)

    async def close(self) -> None:
        """Store what has gathered, end the thread."""
        while self.in_flight or self.gathering.waiters:
            if self.gathering.waiters:
                self.seal()
            await asyncio.sleep(0.001)
        self.sealed.put(None)
        self.thread.join()
