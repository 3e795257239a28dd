"""A process that reads source files for a program with threads, as a preview is, which can't be forked.

A file that ends it, or hangs, is named, and it is started again.
"""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from threading import Lock

from ban_tin.articles.net import ReaderMaker
from ban_tin.building.sources import ReadFile, read_files
from ban_tin.installation import PACKAGE
from ban_tin.machine.processes import can_fork

_MODULE = "ban_tin.building.reader_process"


class ReaderProcess:
    """Starts the process when it is needed, and anew when it has ended; ``close`` ends it."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = False
        self._lock = Lock()

    def warm_up(self) -> None:
        """Start the process, so that the first request need not wait for it."""
        if not can_fork():
            self._started()

    def read(self, maker: ReaderMaker, files: Sequence[str], until: datetime | None) -> Iterator[ReadFile]:
        """Do what ``read_files`` does; where this process can be forked, here. Raises ``OSError``."""
        if can_fork():
            yield from read_files(maker, files, until)
            return
        left = dict.fromkeys(files)
        while left and not self._closed:
            asked = next(iter(left))
            for read in self._answers(maker, list(left), until):
                left.pop(read.file, None)
                yield read
            if asked in left and not self._closed:
                # The process ended, which only a system without forks lets a file do.
                del left[asked]
                yield ReadFile(asked, None, (maker.net().lost(asked, 0),), b"", b"")

    def _answers(self, maker: ReaderMaker, files: Sequence[str], until: datetime | None) -> Iterator[ReadFile]:
        """Yield what comes of a request, up to the end of the process."""
        process = self._started()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            pickle.dump((maker, files, until), process.stdin)
            process.stdin.flush()
            while (read := pickle.load(process.stdout)) is not None:  # noqa: S301 - our own process
                yield read
            return
        self._end(process)

    def _started(self) -> "subprocess.Popen[bytes]":
        with self._lock:
            if self._process is None:
                code = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r}); from {_MODULE} import serve; serve()"
                self._process = subprocess.Popen(  # noqa: S603 - our own module
                    [sys.executable, "-c", code],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    # Ctrl-C is the business of whoever asks; the end of the pipe ends this one.
                    start_new_session=True,
                )
            return self._process

    def close(self) -> None:
        """End the process; a request under way ends early."""
        self._closed = True
        if self._process is not None:
            self._end(self._process)

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        with self._lock:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            process.wait()
            if self._process is process:
                self._process = None


def serve() -> None:
    """Answer the requests on the standard input until there is nobody left to ask."""
    # What a library prints must not come between the answers.
    with suppress(EOFError, BrokenPipeError), os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        while True:
            maker, files, until = pickle.load(sys.stdin.buffer)  # noqa: S301 - from whoever started us
            for read in read_files(maker, files, until):
                pickle.dump(read, answers)
                answers.flush()  # What was read is known, should the next file end this process.
            pickle.dump(None, answers)
            answers.flush()
