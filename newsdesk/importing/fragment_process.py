"""A process that reads what is pasted, for a server with threads: what ends it or hangs ends no server, and it reaches no network."""

import pickle
import subprocess
import sys
from threading import Lock, Timer

from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.machine.program import answers_of_this_program, end_program, start_program
from newsdesk.importing.fragment import Fragment, read_fragment
from newsdesk.importing.guarding import WALL
from newsdesk.importing.source_document import RefusedSourceError

_MODULE = "newsdesk.importing.fragment_process"
#: Seconds of processor time and bytes of memory for one piece, and seconds on the clock until the process is given up.
SECONDS, MEMORY, PATIENCE = 5.0, 400_000_000, 20.0


class FragmentProcess:
    """Starts the process when something is pasted first, and anew when it has ended. Any thread may ask; one piece at a time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def read(self, html: str, text: str) -> Fragment:
        """Return what ``read_fragment`` does. Raises ``RefusedSourceError``, with the kind ``too-slow`` for what ends the process."""
        with self._lock:
            process = self._started()
            assert process.stdin is not None
            assert process.stdout is not None
            timer = Timer(PATIENCE, process.kill)
            timer.start()
            try:
                pickle.dump((html, text), process.stdin)
                process.stdin.flush()
                found: Fragment | tuple[str, str] = pickle.load(process.stdout)  # noqa: S301 - our own process
            except (OSError, EOFError, pickle.UnpicklingError):
                self._end()
                raise RefusedSourceError("too-slow") from None
            finally:
                timer.cancel()
        if isinstance(found, Fragment):
            return found
        raise RefusedSourceError(*found)

    def warm_up(self) -> None:
        """Start the process, so that the first piece need not wait for it."""
        with self._lock:
            self._started()

    def close(self) -> None:
        """End the process, also one that is reading: nobody waits for it any more."""
        if (process := self._process) is not None:
            process.kill()
        with self._lock:
            self._end()

    def _started(self) -> "subprocess.Popen[bytes]":
        self._process = self._process or start_program(_MODULE)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            end_program(process)


def serve() -> None:
    """Answer what comes on the standard input until there is nobody left to ask."""
    WALL.put_up(unless=0)
    limits = Limits(SECONDS, MEMORY, own=True)
    with answers_of_this_program() as answers:
        while True:
            html, text = pickle.load(sys.stdin.buffer)  # noqa: S301 - from whoever started us
            found: Fragment | tuple[str, str]
            try:
                with limits:
                    found = read_fragment(html, text)
            except RefusedSourceError as error:
                found = error.kind, error.about
            except (TooSlowError, MemoryError):
                found = "too-slow", ""
            except RecursionError:
                found = "too-deep", ""
            except Exception as error:  # Whatever a piece from outside makes a library raise: the next one is read.
                found = "crash", type(error).__name__
            pickle.dump(found, answers)
            answers.flush()
