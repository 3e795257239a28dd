"""Time, memory and files of one command, and how long a saved article takes to be served."""

import http.client
import os
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: Between two questions to a server whether the new page is there: the error of that time.
POLL = 0.004
_STOLEN = 7
_TICKS = os.sysconf("SC_CLK_TCK")


class Failed(Exception):  # noqa: N818
    """A command failed, took too long, or didn't do what is measured; the message says which and what it printed."""


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of wall and CPU time; ``largest``, the peak resident set of the largest process, in bytes.

    ``stolen`` is the share of the processors' time, 0 to 1, that the host of a virtual machine gave to others meanwhile.
    """

    wall: float
    cpu: float
    largest: int
    stolen: float


@dataclass(frozen=True, slots=True)
class Peak:
    """Bytes at the worst moment: resident in the largest process, and of all processes together (proportional set sizes)."""

    largest: int
    together: int


def run(command: list[str], folder: Path, environment: Mapping[str, str], limit: float) -> Spent:
    """Run a command to its end in a session of its own. Raises ``Failed`` when it fails or is not done in ``limit`` seconds."""
    with _started(command, folder, environment) as process:
        began, before = time.monotonic(), _processor_ticks()
        timer = threading.Timer(limit, lambda: _end(process.pid, signal.SIGKILL))
        timer.start()
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        timer.cancel()
        ticks = [now - then for then, now in zip(before, _processor_ticks(), strict=True)]
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(f"{command} in {folder}: {process.returncode} after {wall:.0f} s\n{_log(folder)}")
    return Spent(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, ticks[_STOLEN] / max(1, sum(ticks)))


def _processor_ticks() -> list[int]:
    """Return what all processors have done since the start of the system, in the order of proc_stat(5); ``_STOLEN`` is the last."""
    with Path("/proc/stat").open() as stat:
        return [int(ticks) for ticks in stat.readline().split()[1 : _STOLEN + 2]]


def peak(command: list[str], folder: Path, environment: Mapping[str, str], limit: float) -> Peak:
    """Run a command and look at its processes every 20 ms, which slows it down: for memory only."""
    largest = together = 0
    with _started(command, folder, environment) as process:
        end = time.monotonic() + limit
        while process.poll() is None and time.monotonic() < end:
            sizes = list(_sizes(process.pid))
            largest = max(largest, *(high for high, _ in sizes)) if sizes else largest
            together = max(together, sum(share for _, share in sizes))
            time.sleep(0.02)
        if process.poll() != 0:
            raise Failed(f"{command} in {folder}: {process.poll()}\n{_log(folder)}")
    return Peak(largest, together)


@contextmanager
def _started(command: list[str], folder: Path, environment: Mapping[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    with (folder / "bench.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )  # fmt: skip
    try:
        yield process
    finally:
        _end(process.pid, signal.SIGKILL)
        process.wait()


def _end(session: int, how: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.killpg(session, how)


def _log(folder: Path) -> str:
    return (folder / "bench.log").read_text("utf-8", errors="replace")[-2000:]


def _processes(session: int) -> Iterator[tuple[Path, list[str]]]:
    """Yield the folder in /proc and the fields of ``stat`` from the state on, of all processes of a session."""
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == session:
                yield folder, fields


def _sizes(session: int) -> Iterator[tuple[int, int]]:
    """Yield the highest resident and the present proportional set of each process, in bytes."""
    for folder, _ in _processes(session):
        with suppress(OSError, StopIteration):
            yield _kibibytes(folder / "status", "VmHWM:"), _kibibytes(folder / "smaps_rollup", "Pss:")


def _kibibytes(file: Path, name: str) -> int:
    return next(int(line.split()[1]) for line in file.read_text().splitlines() if line.startswith(name)) * 1024


Snapshot = dict[str, tuple[int, int, int]]


def snapshot(folder: Path) -> Snapshot:
    """Return modification time, size and inode of each file by its path: what differs afterwards was written."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118
            state = os.stat(path)  # noqa: PTH116
            found[path] = state.st_mtime_ns, state.st_size, state.st_ino
    return found


def written(before: Snapshot, after: Snapshot) -> list[str]:
    """Return the files that were made or written again between two snapshots, with the same content too."""
    return [path for path, state in after.items() if before.get(path) != state]


class Server:
    """A watching server in a session of its own."""

    def __init__(self, process: "subprocess.Popen[bytes]", port: int, folder: Path) -> None:
        self.process, self.port, self.folder = process, port, folder

    def page(self, address: str) -> bytes:
        """Return what is served at an address, ``b""`` while there is nothing."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        try:
            connection.request("GET", address, headers={"Host": f"localhost:{self.port}"})
            answer = connection.getresponse()
            return answer.read() if answer.status == 200 else b""
        except (OSError, http.client.HTTPException):
            return b""
        finally:
            connection.close()

    def wait(self, address: str, text: bytes, limit: float, poll: float = POLL) -> None:
        """Wait until ``text`` is served at ``address``. Raises ``Failed``."""
        end = time.monotonic() + limit
        while text not in self.page(address):
            if time.monotonic() > end or self.process.poll() is not None:
                raise Failed(f"not served after {limit:.0f} s: {address} in {self.folder}\n{_log(self.folder)}")
            time.sleep(poll)

    def settle(self, limit: float) -> None:
        """Wait until all its processes have been idle for three seconds."""
        end = time.monotonic() + limit
        quiet, before = time.monotonic(), self._cpu()
        while time.monotonic() - quiet < 3 and time.monotonic() < end:
            time.sleep(0.2)
            now = self._cpu()
            if abs(now - before) > 0.03:
                quiet = time.monotonic()
            before = now

    def _cpu(self) -> float:
        return sum((int(fields[11]) + int(fields[12])) / _TICKS for _, fields in _processes(self.process.pid))

    def largest(self) -> int:
        """Return the highest resident set of its largest process so far, in bytes."""
        return max((high for high, _ in _sizes(self.process.pid)), default=0)


@contextmanager
def serving(command: list[str], port: int, folder: Path, environment: Mapping[str, str]) -> Iterator[Server]:
    """Run a server; at the end it gets a second to stop by itself."""
    with _started(command, folder, environment) as process:
        yield Server(process, port, folder)
        _end(process.pid, signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            process.wait(1)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def load_average() -> Any:
    """Return how many processes wanted the processors in the last minute, for the record."""
    return round(os.getloadavg()[0], 2)
