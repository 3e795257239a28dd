"""The storages that have to pass the contract: each a context manager from an empty folder to a URL nobody else uses."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.counter.servers import PostgresqlServer, ValkeyServer, shared

Backend = Callable[[Path], AbstractContextManager[str]]


@contextmanager
def sqlite(folder: Path) -> Iterator[str]:
    yield f"sqlite:///{folder / 'counter.db'}"


@contextmanager
def valkey(folder: Path) -> Iterator[str]:
    yield shared(ValkeyServer).url()


@contextmanager
def postgresql(folder: Path) -> Iterator[str]:
    yield shared(PostgresqlServer).url()


BACKENDS: dict[str, Backend] = {"sqlite": sqlite, "valkey": valkey, "postgresql": postgresql}
