"""A module of ours as a program of its own, for one with threads, which can't be forked: it does what comes on its standard input.

Such a module has a function ``serve`` that reads requests until there is nobody left to ask.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from ban_tin.installation import BESIDE, PACKAGE


def command_of(module: str) -> list[str]:
    """Return the command that runs ``serve()`` of ``module``, from wherever the program lies."""
    places = list(dict.fromkeys([str(BESIDE), str(PACKAGE.parent)]))
    return [sys.executable, "-c", f"import sys; sys.path[:0] = {places!r}; from {module} import serve; serve()"]


def start_program(module: str, *, answers: bool = True) -> "subprocess.Popen[bytes]":
    """Start ``serve()`` of ``module`` with pipes to ask it and, if it ``answers``, to hear from it. Raises ``OSError``."""
    return subprocess.Popen(  # noqa: S603 - our own module
        command_of(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE if answers else subprocess.DEVNULL,
        # Ctrl-C is the business of whoever asks; the end of the pipe ends this one.
        start_new_session=True,
    )


def end_program(process: "subprocess.Popen[bytes]", *, children: bool = False) -> None:
    """End ``process`` at once, with its ``children`` if it has some, and wait until it is gone."""
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL) if children else process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait()


@contextmanager
def answers_of_this_program() -> Iterator[BinaryIO]:
    """Give the file that answers are written to. What a library prints goes elsewhere: it must not come between them."""
    # Closing it writes what is left: the asker may have gone by then.
    with suppress(EOFError, BrokenPipeError), os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        yield answers
