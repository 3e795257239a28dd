"""Worker processes for programs with threads, which can't be forked: started by a server of their own."""

import os
import signal
from multiprocessing import get_all_start_methods, get_context, parent_process
from multiprocessing.connection import wait
from multiprocessing.context import BaseContext
from threading import Thread


def process_context(*preloaded: str) -> BaseContext:
    """Return how worker processes are started: not by forking this one, which may have threads.

    Where it can, the server that forks them has the modules ``preloaded`` already.
    """
    if "forkserver" not in get_all_start_methods():
        return get_context("spawn")
    context = get_context("forkserver")
    context.set_forkserver_preload([*preloaded])
    return context


def follow_parent() -> None:
    """Leave Ctrl-C to the parent, and end when it is killed: its workers would wait for work for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
