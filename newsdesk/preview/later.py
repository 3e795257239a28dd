"""Something that is done once nobody has asked for it for a while: what many edits need, and none waits for."""

import time
from collections.abc import Callable
from threading import Condition, Thread

#: Seconds after which it is done, whatever comes.
LONGEST = 10.0


class Later:
    """Calls ``do`` in a thread of its own. Any thread may ask."""

    def __init__(self, do: Callable[[], None]) -> None:
        self._do = do
        self._news = Condition()
        self._first = self._due = 0.0
        self._waiting = self._closed = False

    @property
    def is_waiting(self) -> bool:
        """Return whether it is still to be done."""
        return self._waiting

    def ask(self, quiet: float) -> None:
        """Have the work done when nobody has asked for so many seconds."""
        with self._news:
            now = time.monotonic()
            self._due = max(self._due, now + quiet)
            if self._waiting or self._closed:
                return
            self._first, self._waiting = now, True
            Thread(target=self._wait, name="preview-later", daemon=True).start()

    def close(self) -> None:
        """Give up what is waited for; nothing is done any more."""
        with self._news:
            self._closed = True
            self._news.notify()

    def _wait(self) -> None:
        with self._news:
            while not self._closed:
                left = min(self._due, self._first + LONGEST) - time.monotonic()
                if left <= 0:
                    break
                self._news.wait(left)
            self._waiting = False
        if not self._closed:
            self._do()
