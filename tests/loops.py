"""Event loops of tests: a test in a browser leaves one running in its thread, in which no other can be started."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")


def run_apart(work: Coroutine[Any, Any, Result]) -> Result:
    """Do what ``asyncio.run`` does, in a thread of its own; return or raise what ``work`` does."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()
