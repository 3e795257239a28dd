"""At most so many requests a minute from one address, in a fixed amount of memory however many addresses there are."""

import os
from array import array

ROWS, WIDTH = 2, 2**17
WINDOW = 60  # seconds


class Limiter:
    """A count-min sketch with conservative update: counts are never too low; 900,000 addresses a minute raise them by about ten.

    Two windows, the earlier one counted by how much of it the last minute still covers. ``hash`` of bytes is keyed and
    lives as long as the process.
    """

    def __init__(self, limit: int, now: float):
        self.limit = limit
        self.key = os.urandom(16)
        self.ends = now + WINDOW
        self.current = array("I", bytes(4 * ROWS * WIDTH))
        self.earlier = array("I", bytes(4 * ROWS * WIDTH))

    def retry_after(self, address: bytes, now: float) -> int:
        """Count a request; 0 when it may pass, else the seconds to wait."""
        if now >= self.ends:
            self._turn(now)
        number = hash((self.key, address))
        one, two = number & WIDTH - 1, WIDTH + (number >> 32 & WIDTH - 1)
        current, earlier = self.current, self.earlier
        count, before = min(current[one], current[two]) + 1, min(earlier[one], earlier[two])
        if count + before * (self.ends - now) / WINDOW > self.limit:
            return max(1, int(self.ends - now))
        if current[one] < count:
            current[one] = count
        if current[two] < count:
            current[two] = count
        return 0

    def _turn(self, now: float) -> None:
        empty = array("I", bytes(4 * ROWS * WIDTH))
        self.earlier = self.current if now < self.ends + WINDOW else empty
        self.current = array("I", bytes(4 * ROWS * WIDTH))
        self.ends = self.ends + WINDOW if now < self.ends + WINDOW else now + WINDOW
