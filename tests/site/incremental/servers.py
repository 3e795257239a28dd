"""Servers for the builds of one project: one has its code loaded, and builds for as long as that is the code; another loads it anew."""

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from tests.site.builder import Build
from tests.site.forked import LOADED, BuildServer, Order

#: What the project consists of beside its content: whatever may be read while its code is loaded is among it.
CODE = ("ban_tin", "plugins", "theme", "newsdesk", "pelicanconf.py", "publishconf.py")
Stamp = tuple[int, int, int, int]


def digest_of_input(folder: Path, *more: str) -> bytes:
    """Return a digest of what a build in ``folder`` reads but for the code: all but its output and its cache, and ``more``."""
    digest = sha256(repr(more).encode())
    for name in sorted(os.listdir(folder)):  # noqa: PTH208 - only its name
        if name not in {"output", ".cache", *CODE}:
            for path, content in sorted(_contents(folder / name)):
                digest.update(repr((path, len(content))).encode() + content)
    return digest.digest()


def _contents(top: Path) -> Iterator[tuple[str, bytes]]:
    """Give each file, link and folder at and below ``top``."""
    if top.is_symlink():
        yield str(top), b"-> " + bytes(top.readlink())
    elif top.is_dir():
        yield str(top), b""
        for entry in os.scandir(top):
            yield from _contents(Path(entry))
    else:
        yield str(top), top.read_bytes()


class Code:
    """The code below ``folder`` at one moment."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known = {path: (stamp, _digest(path)) for path, stamp in _stamps(folder).items()}

    def is_the_same(self) -> bool:
        """Return whether every file holds what it held then; those whose size, times and inode are as they were are not read."""
        found = _stamps(self._folder)
        if found.keys() != self._known.keys():
            return False
        for path, stamp in found.items():
            before, digest = self._known[path]
            if stamp != before:
                if _digest(path) != digest:
                    return False
                self._known[path] = stamp, digest
        return True

    @property
    def digest(self) -> str:
        """What stands for all of it, wherever it lies."""
        known = sorted((path.removeprefix(str(self._folder)), digest) for path, (_, digest) in self._known.items())
        return sha256(repr(known).encode()).hexdigest()


def _stamps(folder: Path) -> dict[str, Stamp]:
    found: dict[str, Stamp] = {}
    waiting = [str(folder / name) for name in CODE]
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path):  # noqa: PTH112 - a thousand of them, for each build
            waiting += [entry.path for entry in os.scandir(path) if entry.name != "__pycache__"]
        elif os.path.lexists(path):
            stat = os.lstat(path)
            found[path] = stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns
    return found


def _digest(path: str) -> bytes:
    return sha256(Path(path).read_bytes()).digest()


class ProjectServers:
    """Builds projects one after another, as ``BuildServer`` does. A build takes half the time where the code is loaded.

    It is from the second build of a project on; the last two projects have a server of their own.
    """

    def __init__(self, hash_seed: str) -> None:
        self._hash_seed = hash_seed
        self._without_code = BuildServer(hash_seed)
        self._begun: list[Path] = []
        self._loaded: dict[Path, tuple[BuildServer, Code]] = {}
        self._running = self._without_code

    def begin(self, order: Order) -> None:
        """Have the project in the folder of ``order`` built as it is at this moment."""
        folder = Path(order["folder"])
        if folder in self._begun and folder not in self._loaded:
            self._load(folder)
        self._begun = [*self._begun[-9:], folder]
        loaded, code = self._loaded.get(folder, (self._without_code, None))
        self._running = loaded if code is None or code.is_the_same() else self._without_code
        self._running.begin(order)

    def end(self) -> Build:
        """Wait for the build that was begun."""
        return self._running.end()

    def close(self) -> None:
        """End all servers."""
        for server in (self._without_code, *(server for server, _ in self._loaded.values())):
            server.close()
        self._loaded.clear()

    def _load(self, folder: Path) -> None:
        if len(self._loaded) > 1:
            self._loaded.pop(next(iter(self._loaded)))[0].close()
        # What is looked at first is the older: a file that is saved meanwhile counts as changed.
        code = Code(folder)
        self._loaded[folder] = BuildServer(self._hash_seed, LOADED, folder), code
