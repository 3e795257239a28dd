"""One build of a site at a time."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ban_tin.language.translations import translation


@contextmanager
def build_lock(path: Path, language: str) -> Iterator[None]:
    """Wait until nobody else holds the lock in the file ``path``; say in ``language`` that this takes a while.

    The lock ends with its process, however that ends, and with the processes that it forked: those may still be writing.
    (The package filelock gives a lock up in forked processes.) Windows has no such lock; there, nothing is waited for.
    """
    with suppress(ImportError):
        import fcntl

        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                gettext = translation(language).gettext
                print(gettext("Another build is running; this one waits for it."), flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
            yield
        return
    yield
