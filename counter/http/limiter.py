"""At most so many requests a minute from one address, in a fixed amount of memory however many addresses there are."""

import os
from array import array

WIDTH = 2**17
WINDOW = 60  # seconds


class Limiter:
    """A count-min sketch with conservative update: counts are never too low; 900,000 addresses a minute raise them by about ten.

    Two windows, the earlier one counted by how much of it the last minute still covers. ``hash`` of bytes is keyed and
    lives as long as the process.
    """

    def __init__(self, limit: int, now: float, *, window: float = WINDOW, width: int = WIDTH):
        """At most ``limit`` requests in ``window`` seconds; ``width``, a power of two: counts in each of two rows."""
        self.limit, self.window, self.width = limit, window, width
        self.key = os.urandom(16)
        self.ends = now + window
        self.current, self.earlier = self._empty(), self._empty()

    def _empty(self) -> "array[int]":
        return array("I", bytes(4 * 2 * self.width))

    def retry_after(self, address: bytes, now: float) -> int:
        """Count a request; 0 when it may pass, else the seconds to wait."""
        if now >= self.ends:
            self._turn(now)
        number = hash((self.key, address))
        width = self.width
        one, two = number & width - 1, width + (number >> 32 & width - 1)
        current, earlier = self.current, self.earlier
        count, before = min(current[one], current[two]) + 1, min(earlier[one], earlier[two])
        if count + before * (self.ends - now) / self.window > self.limit:
            return max(1, int(self.ends - now))
        if current[one] < count:
            current[one] = count
        if current[two] < count:
            current[two] = count
        return 0

    def _turn(self, now: float) -> None:
        goes_on = now < self.ends + self.window
        self.earlier = self.current if goes_on else self._empty()
        self.current = self._empty()
        self.ends = (self.ends if goes_on else now) + self.window
