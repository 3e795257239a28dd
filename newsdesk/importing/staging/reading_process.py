"""A process that reads batches for a program with threads, as a preview is, which can't be forked.

It has the readers in memory, and forks for each batch, so that nothing is waited for but reading.
"""

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import NoReturn

from ban_tin.installation import PACKAGE
from newsdesk.language import speak_for

_MODULE = "newsdesk.importing.staging.reading_process"
#: What reading needs, and takes a second to import.
_READERS = (
    "newsdesk.importing.official",
    "newsdesk.importing.pasted_text",
    "newsdesk.importing.web_page",
    "newsdesk.importing.word",
    "newsdesk.importing.markdown_file",
    "newsdesk.importing.staging.reading",
)
#: Batches that are read at a time.
_AT_ONCE = 2
#: Seconds between two looks whether one of them is done.
_LOOK = 0.02


class ReadingProcess:
    """Starts the process when it is needed, and anew when it has ended; ``close`` ends it. Any thread may ask."""

    def __init__(self, site: Path, crashes: Path) -> None:
        self._site, self._crashes = site, crashes
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = Lock()

    def warm_up(self) -> None:
        """Start the process, so that the first batch need not wait for it."""
        with self._lock:
            self._started()

    def read(self, batch: str) -> None:
        """Have ``batch`` read; what comes of it is found in the folder of imports. Raises ``OSError``."""
        request = json.dumps([str(self._site.absolute()), batch, str(self._crashes.absolute())]).encode() + b"\n"
        with self._lock:
            for last in (False, True):
                process = self._started()
                if process is None or process.stdin is None:
                    return
                try:
                    process.stdin.write(request)
                    process.stdin.flush()
                    return
                except OSError:
                    self._end()
                    if last:
                        raise

    def close(self) -> None:
        """End the process; a batch under way is read again when the site is next opened."""
        with self._lock:
            self._closed = True
            self._end()

    def _started(self) -> "subprocess.Popen[bytes] | None":
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None and not self._closed:
            # The package may be named differently from here: where the program's modules lie is told.
            places = [str(PACKAGE.parent), *(path for path in sys.path if path)]
            code = f"import sys; sys.path[:0] = {places!r}; from {_MODULE} import serve; serve()"
            self._process = subprocess.Popen(
                [sys.executable, "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                # Ctrl-C is the business of whoever asks; the end of the pipe ends this one.
                start_new_session=True,
            )
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        # With the batches under way.
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        if process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
        process.wait()


def serve() -> None:
    """Read the batches that are named on the standard input, each in a process of its own, until there is nobody left to ask."""
    for name in _READERS:
        import_module(name)
    running: dict[int, list[str]] = {}

    def reap(*_: object) -> None:
        for child in [*running]:
            ended, status = os.waitpid(child, os.WNOHANG)
            if ended:
                asked = running.pop(child)
                if status:
                    _tell_failed(*asked)

    signal.signal(signal.SIGCHLD, reap)
    while line := sys.stdin.buffer.readline():
        while len(running) >= _AT_ONCE:
            time.sleep(_LOOK)
        asked = json.loads(line)
        # It may end before it is known here.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        child = os.fork()
        if not child:
            _read(*asked)
        running[child] = asked
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    # Nobody is left who asked: what is under way ends too, and is read when the site is opened again.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    os.killpg(0, signal.SIGTERM)


def _read(site: str, batch: str, crashes: str) -> NoReturn:
    """Read one batch, and end this process."""
    from newsdesk.importing.staging.reading import read_batch

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
    code = 1
    try:
        speak_for(Path(site))
        read_batch(Path(site), batch, Path(crashes))
        code = 0
    except BaseException:
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stderr.flush()
        os._exit(code)


def _tell_failed(site: str, batch: str, _: str) -> None:
    """Keep that a batch was not read to its end, so that nobody waits for it."""
    from newsdesk.importing.staging.reading import fail_batch

    speak_for(Path(site))
    with suppress(OSError, LookupError):
        fail_batch(Path(site), batch)
