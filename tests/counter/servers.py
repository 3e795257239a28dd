"""Real servers for the optional storages: each in a folder of its own, on a socket file, gone with the test run."""

import atexit
import ctypes
import os
import pwd
import select
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg
import pytest
import valkey

SET_PDEATHSIG = 1  # of prctl(2)


class Server:
    """A server process. ``kill`` is kill -9; ``start`` after it brings the same data back."""

    def __init__(self, folder: Path, command: list[str], ready: Callable[[], object], user: str | None = None):
        self.folder, self.command, self.ready, self.user = folder, command, ready, user
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers. As a service manager would, again when it ends at once: what kill -9 left may be in its way."""
        starts = 0
        for _ in range(600):
            if self.process is None or self.process.poll() is not None:
                starts += 1
                assert starts <= 5, (self.folder / "log").read_text()
                self._spawn()
            try:
                self.ready()
            except (valkey.ValkeyError, psycopg.Error):
                time.sleep(0.05)
            else:
                return
        raise AssertionError(f"the server does not answer\n{(self.folder / 'log').read_text()}")

    def _spawn(self) -> None:
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(  # not even kill -9 of the tests leaves it behind
                self.command, cwd=self.folder, stdout=log, stderr=log, user=self.user, group=self.user and _group(self.user),
                extra_groups=[] if self.user else None, preexec_fn=_die_with_parent,
            )  # fmt: skip

    def kill(self) -> None:
        if self.process and self.process.poll() is None:
            processes = self._stopped()
            self._signal(processes, signal.SIGKILL)
            self.process.wait()
            while any(map(_is_running, processes)):
                time.sleep(0.01)
        self.process = None

    @contextmanager
    def paused(self) -> Iterator[None]:
        """All its processes stand still."""
        processes = self._stopped()
        self._signal(processes, signal.SIGSTOP)
        try:
            yield
        finally:
            self._signal(processes, signal.SIGCONT)

    def _signal(self, processes: list[int], number: int) -> None:
        for process in processes:
            with suppress(ProcessLookupError):
                os.kill(process, number)

    def _stopped(self) -> list[int]:
        """Stop the server, and return it and what it has started: PostgreSQL has a process for each connection.

        One that it starts after the list was read would outlive it, and keep its successor from starting.
        """
        assert self.process
        first = self.process.pid
        self._signal([first], signal.SIGSTOP)
        os.waitid(os.P_PID, first, os.WSTOPPED | os.WEXITED | os.WNOWAIT)
        return [first, *map(int, Path(f"/proc/{first}/task/{first}/children").read_text().split())]


class ValkeyServer(Server):
    """``databases`` hands out one empty database after the other."""

    def __init__(self, folder: Path):
        self.socket = folder / "s.sock"
        settings = {"port": 0, "unixsocket": self.socket, "dir": folder, "appendonly": "yes", "appendfsync": "always",
                    "save": "", "databases": 1000}  # fmt: skip
        options = [text for name, value in settings.items() for text in (f"--{name}", str(value))]
        self.client: Any = valkey.Valkey(unix_socket_path=str(self.socket), decode_responses=True)
        super().__init__(folder, [_valkey_program(), *options], self.client.ping)
        self.numbers = iter(range(1000))

    def url(self) -> str:
        return f"valkey://{self.socket}?db={next(self.numbers)}"

    def through(self, url: str, socket: Path) -> str:
        """The same database by way of another socket."""
        return url.replace(str(self.socket), str(socket))

    def close_connections(self) -> None:
        self.client.client_kill_filter(_type="normal", skipme=True)

    def set(self, name: str, value: str) -> None:
        self.client.config_set(name, value)

    def empty(self) -> None:
        """Whatever was stored is gone, in all databases."""
        self.client.flushall()


class PostgresqlServer(Server):
    """``url`` creates a database."""

    def __init__(self, folder: Path):
        programs, user = _postgresql_programs(), None
        if os.geteuid() == 0:  # the server refuses to run as root
            user = next(name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()})
            shutil.chown(folder, user)
        data = folder / "data"
        subprocess.run(
            [programs / "initdb", "-D", data, "-U", "counter", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
            check=True, cwd=folder, capture_output=True, user=user, group=user and _group(user), extra_groups=[] if user else None,
        )  # fmt: skip
        options = {
            "listen_addresses": "",
            "unix_socket_directories": folder,
            "max_connections": 30,
            "shared_buffers": "16MB",
        }
        command = [str(programs / "postgres"), "-D", str(data)]
        command += [text for name, value in options.items() for text in ("-c", f"{name}={value}")]
        super().__init__(folder, command, lambda: self.execute("select 1"), user)
        self.made = 0

        self.socket = folder / ".s.PGSQL.5432"

    def _url(self, database: str) -> str:
        return f"postgresql://counter@/{database}?host={self.folder}"

    def through(self, url: str, socket: Path) -> str:
        """The same database by way of another socket, in a folder of its own."""
        return url.replace(str(self.folder), str(socket.parent))

    def close_connections(self) -> None:
        self.execute("select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = 'counter'")

    def set(self, name: str, value: str) -> None:
        self.execute(f"alter system set {name} = '{value}'")
        self.execute("select pg_reload_conf()")
        while self.execute(f"select current_setting('{name}')") != [(value,)]:
            time.sleep(0.01)

    def empty(self) -> None:
        """Whatever was stored is gone, in all databases."""
        for number in range(1, self.made + 1):
            self.execute("drop schema if exists counter cascade", f"counts{number}")

    def url(self) -> str:
        self.made += 1
        self.execute(f"create database counts{self.made}")
        return self._url(f"counts{self.made}")

    def execute(self, statement: Any, database: str = "postgres") -> list[tuple[Any, ...]]:
        with psycopg.connect(self._url(database), autocommit=True) as db:
            cursor = db.execute(statement)
            return cursor.fetchall() if cursor.description else []


class Proxy:
    """Stands between a counter and a server's socket. ``cut_answer_to`` lets a request through and its answer not."""

    def __init__(self, socket_file: Path, server: Path):
        self.server, self.marker, self.refusing, self.cuts = server, b"", False, 0
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(socket_file))
        self.listener.listen()
        Thread(target=self._accept, daemon=True).start()

    def cut_answer_to(self, marker: bytes, *, refuse: bool) -> None:
        """Once: pass on the request with ``marker``, then close instead of answering; ``refuse`` all from then on."""
        self.marker, self.refuse_then = marker, refuse

    def _accept(self) -> None:
        while True:
            client, _ = self.listener.accept()
            if self.refusing:
                client.close()
            else:
                Thread(target=self._pass_on, args=(client,), daemon=True).start()

    def _pass_on(self, client: socket.socket) -> None:
        server = socket.socket(socket.AF_UNIX)
        server.connect(str(self.server))
        with client, server:
            while True:
                ready, _, _ = select.select([client, server], [], [])
                for end in ready:
                    data = end.recv(2**20)
                    if not data:
                        return
                    (server if end is client else client).sendall(data)
                    if end is client and self.marker and self.marker in data:
                        self.marker, self.refusing = b"", self.refuse_then
                        self.cuts += 1
                        server.recv(2**20)
                        return


@contextmanager
def running(kind: type[Server] | Callable[[Path], Server]) -> Iterator[Any]:
    """A started server, killed and deleted at the end whatever happened."""
    # Paths of sockets may have 107 bytes only, so not below pytest's folder.
    folder = Path(tempfile.mkdtemp(prefix="counter-"))
    server = None
    try:
        server = kind(folder)
        server.start()
        yield server
    finally:
        if server:
            server.kill()
        shutil.rmtree(folder)


@cache
def shared(kind: type[Server]) -> Any:
    """One running server for all tests of this process."""
    stack = ExitStack()
    server = stack.enter_context(running(kind))
    atexit.register(stack.close)
    return server


def missing(reason: str) -> Any:
    """Skip, or fail where everything has to be there."""
    if os.environ.get("REQUIRE_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


@cache
def _valkey_program() -> str:
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    return found or missing("neither valkey-server nor redis-server is installed (Debian: redis-server)")


@cache
def _postgresql_programs() -> Path:
    found = shutil.which("postgres")
    folders = [Path(found).parent] if found else []
    folders += sorted(Path("/").glob("usr/lib/postgresql/*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    missing("PostgreSQL's server is not installed (Debian: postgresql)")
    raise AssertionError


def _group(user: str) -> int:
    return pwd.getpwnam(user).pw_gid


def _is_running(process: int) -> bool:
    """Whether it may still hold memory that it shares: a dying process does, a zombie does not (proc(5))."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in {"Z", "X"}
    except (FileNotFoundError, ProcessLookupError):
        return False


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(SET_PDEATHSIG, signal.SIGKILL)
