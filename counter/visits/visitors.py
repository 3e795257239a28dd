"""Who may be the same person, for a day (the salt) or for half an hour (the table), and never longer."""

import os
from array import array
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

VISIT_IDLE = 30 * 60  # seconds
ONLINE = 300  # seconds
WAYS = 4


class Salt:
    """The secret of one day, in a file only the counter may read, outside backups.

    ``stored`` is False while the file can't be written (a full disk): then a restart counts today's readers again.
    """

    def __init__(self, file: Path):
        self.file, self.day, self.secret, self.stored = file, 0, b"", False

    def use(self, day: int) -> None:
        """Have the secret of ``day``: the stored one, or a new one after destroying that of another day."""
        if day == self.day and self.stored:
            return
        if self.day == 0:
            with suppress(FileNotFoundError):
                content = self.file.read_bytes()
                if content[:8] == day.to_bytes(8, "big") and len(content) == 40:
                    self.day, self.secret, self.stored = day, content[8:], True
                    return
        if day != self.day:
            self._destroy()
            self.day, self.secret = day, os.urandom(32)
        with suppress(OSError):
            self._write()

    def _write(self) -> None:
        self.file.unlink(missing_ok=True)
        handle = os.open(self.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            os.write(handle, self.day.to_bytes(8, "big") + self.secret)
            os.fsync(handle)
            self.stored = True
        finally:
            os.close(handle)

    def _destroy(self) -> None:
        self.stored = False
        with suppress(FileNotFoundError):
            with suppress(OSError), self.file.open("r+b") as file:
                file.write(bytes(40))
                file.flush()
                os.fsync(file.fileno())
            self.file.unlink()


def view_key(secret: bytes, address: bytes, agent: bytes, path: str) -> int:
    """Signed 64-bit key of visitor and page: the page is hashed in, so stored keys can't be linked into one visitor's history."""
    digest = blake2b(b"%b\0%b\0%b" % (address, agent, path.encode()), key=secret, digest_size=8).digest()
    return int.from_bytes(digest, "little", signed=True)


class Visitors:
    """Open visits and who is online: ``slots`` (a power of two) of 8 bytes, in memory, under a key that dies with the process.

    A visitor may stand in ``WAYS`` slots. When all are taken by open visits the one idle longest gives way: from then on
    ``estimated`` is True, visits may be counted twice and online too low.
    """

    def __init__(self, slots: int, now: float):
        self.key = os.urandom(16)
        self.slots = array("Q", bytes(8 * slots))  # fingerprint << 32 | second last seen, counted from 1
        self.mask = slots - 1
        self.start = int(now) - VISIT_IDLE - 1
        self.second = int(now) - self.start
        self.last_seen_in = [0] * ONLINE  # visitors by the second they were last seen in, a ring
        self.online = 0
        self.estimated = False

    def advance(self, now: float) -> None:
        """Let those go who were not seen for ``ONLINE`` seconds. ``now`` in seconds, monotonic."""
        second = int(now) - self.start
        if second == self.second:
            return
        for passing in range(max(self.second + 1, second - ONLINE + 1), second + 1):
            self.online -= self.last_seen_in[passing % ONLINE]
            self.last_seen_in[passing % ONLINE] = 0
        self.second = max(self.second, second)

    def identify(self, address: bytes, agent: bytes) -> int:
        return hash((self.key, address, agent)) & 0xFFFFFFFFFFFFFFFF

    def see(self, visitor: int, now: float) -> bool:
        """Note that ``visitor`` is here; return whether a visit begins."""
        self.advance(now)
        second, slots, fingerprint = self.second, self.slots, visitor >> 32 | 1
        base = visitor & self.mask & ~(WAYS - 1)
        oldest, oldest_seen = base, 1 << 32
        for slot in range(base, base + WAYS):
            entry = slots[slot]
            seen = entry & 0xFFFFFFFF
            if entry >> 32 == fingerprint:
                self._leave(seen)
                begins = second - seen > VISIT_IDLE
                break
            if seen < oldest_seen:
                oldest, oldest_seen = slot, seen
        else:
            slot, begins = oldest, True
            if oldest_seen and second - oldest_seen <= VISIT_IDLE:
                self.estimated = True
                self._leave(oldest_seen)
        slots[slot] = fingerprint << 32 | second
        self.last_seen_in[second % ONLINE] += 1
        self.online += 1
        return begins

    def forget(self, visitor: int) -> None:
        """Undo the beginning of a visit that could not be stored."""
        base = visitor & self.mask & ~(WAYS - 1)
        for slot in range(base, base + WAYS):
            if self.slots[slot] >> 32 == visitor >> 32 | 1:
                self._leave(self.slots[slot] & 0xFFFFFFFF)
                self.slots[slot] = 0

    def _leave(self, seen: int) -> None:
        if self.second - seen < ONLINE:
            self.last_seen_in[seen % ONLINE] -= 1
            self.online -= 1
