"""A preview from its start to its end: the port, the signals, starting anew, and what is left behind: nothing."""

import asyncio
import errno
import logging
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import uvicorn
from starlette.types import ASGIApp

from counter.readiness import tell_ready
from newsdesk.desk.addresses import FOLDER
from newsdesk.language import translate
from newsdesk.preview.access import Access, guarded
from newsdesk.preview.application import Application
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.preview.desk_door import DeskDoor
from newsdesk.preview.keeper import Keeper, OpenSite, problem_of
from newsdesk.preview.live_site import Change, Problem
from newsdesk.preview.overlay import as_text
from newsdesk.preview.tabs import SETTLING, Tabs
from newsdesk.preview.watcher import is_code, start_watching
from newsdesk.site_folder import SiteFolder, shown

ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: Where a process that starts anew finds the open port of the one before: nobody is turned away meanwhile.
INHERITED = "BAN_TIN_PREVIEW_LISTENER"
#: Seconds until a thread that computes lets others go on.
_TURNS = 0.0005


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals to the session."""
        yield


def run(open_site: OpenSite, site: SiteFolder, wanted: int, access: Access | None = None) -> None:
    """Show ``site`` on the port ``wanted``, or a free one, until a signal ends it; behind a proxy, on the socket of ``access``.

    A change of the site's code replaces the process by a new one with the same port. Raises ``OSError`` where the socket can't be made.
    """
    # Whoever asks for a page must not wait long for the thread that plans.
    sys.setswitchinterval(_TURNS)
    access = access or Access()
    listener = _inherited() or (bind_socket(access.socket) if access.socket else bind(wanted))
    with listener, listener.dup() as heir:
        if asyncio.run(_Session(open_site, site, access).serve(listener, wanted)):
            _start_anew(heir)
        # While it still listens: whoever starts now is told so, and its own socket is not the one that is deleted.
        if access.socket:
            access.socket.unlink(missing_ok=True)


class _Session:
    def __init__(self, open_site: OpenSite, site: SiteFolder, access: Access) -> None:
        self._site, self._access = site, access
        self._restart = False
        self._started, self._end = asyncio.Event(), asyncio.Event()
        self._tabs = Tabs(_tell)
        self._keeper = Keeper(open_site, site, self._publish)

    async def serve(self, listener: socket.socket, wanted: int) -> bool:
        """Serve until the end; return whether to start anew."""
        self._loop = asyncio.get_running_loop()
        for number in ENDING:
            if signal.getsignal(number) is not signal.SIG_IGN:  # nohup
                self._loop.add_signal_handler(number, self._end.set)
        port = 0 if self._access.socket else listener.getsockname()[1]
        # Before the site is read: nothing that changes from here on is lost.
        watching = await start_watching(self._site, self._follow)
        for task in watching:
            task.add_done_callback(lambda _: self._end.set())
        origins = self._access.origins or tuple(f"http://{host}:{port}" for host in self._access.hosts)
        counter = ThrowawayCounter(origins)
        try:
            self._keeper.start()
            await _first(self._started, self._end)
            if not self._end.is_set():
                print(_invitation(port, wanted, self._access), flush=True)
                tell_ready()
                await self._serve_http(listener, counter)
        finally:
            self._keeper.close()
            await counter.close()
            ended = [task.cancel() for task in watching]
            await asyncio.gather(*watching, return_exceptions=True)
        for task, was_watching in zip(watching, ended, strict=True):
            if not was_watching:
                task.result()  # raises what it ended with: without a watch there is no preview
        return self._restart

    async def _serve_http(self, listener: socket.socket, counter: ThrowawayCounter) -> None:
        desk = DeskDoor(self._site, lambda: self._keeper.site, counter, self._keeper.follow)
        application = Application(
            lambda: self._keeper.site, self._tabs, counter, lambda error: problem_of(error, self._site.program), desk
        )
        server = http_server(guarded(application, self._access))
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        await self._end.wait()
        self._tabs.close()
        # What is cut off now is nobody's mistake.
        logging.getLogger("uvicorn.error").disabled = True
        server.should_exit = True
        await serving
        desk.close()

    def _publish(self, change: Change) -> None:
        """Called by the keeper's thread."""
        self._loop.call_soon_threadsafe(self._tabs.publish, change)
        if self._keeper.begun:
            self._loop.call_soon_threadsafe(self._started.set)

    def _follow(self, paths: frozenset[Path]) -> None:
        code = sorted(path for path in paths if is_code(path, self._site))
        if not code:
            self._keeper.follow(paths)
        elif not self._restart:
            self._restart = True
            message = translate("{file} has changed: the preview starts again.")
            print(message.format(file=shown(code[0])), flush=True)
            # An editor may write a file in two steps.
            self._loop.call_later(SETTLING, self._end.set)


def http_server(application: ASGIApp) -> uvicorn.Server:
    """Return a quiet server that waits a second at most for answers under way when it is told to end."""
    config = uvicorn.Config(
        application,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="error",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    return _Server(config)


def _tell(problems: tuple[Problem, ...], before: tuple[Problem, ...]) -> None:
    """Print what is new; hints stand in the page, and would bury the address here."""
    for problem in problems:
        if problem not in before and problem.severity != "hint":
            print(as_text(problem), file=sys.stderr, flush=True)
    if _errors(before) and not _errors(problems):
        print(translate("Everything is fixed."), file=sys.stderr, flush=True)


def _invitation(port: int, wanted: int, access: Access) -> str:
    """Return where the site and its newsdesk are to be seen, and that it is not the port ``wanted`` where another program has that."""
    address = f"{access.origins[0]}/" if access.origins else f"http://localhost:{port}/"
    if access.socket:
        message = translate("{address} (socket {port}) – Ctrl-C: stop")
        said = message.format(address=address, port=access.socket)
    elif wanted in (0, port):
        said = translate("{address} – Ctrl-C: stop").format(address=address)
    else:
        said = translate("{address} (port {port} is taken) – Ctrl-C: stop").format(address=address, port=wanted)
    desk = translate("Newsdesk: {address}").format(address=f"{address.rstrip('/')}{FOLDER}")
    return f"{said}\n{desk}"


def _errors(problems: tuple[Problem, ...]) -> bool:
    return any(problem.severity == "error" for problem in problems)


async def _first(*events: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()


def bind(port: int) -> socket.socket:
    """Return a listening socket on ``port`` of this machine, or on a free one when it is taken."""
    # Named as TCP: asyncio sends at once (TCP_NODELAY) only where it is, else every answer waits 40 ms for the next.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        if not port:
            raise
        return bind(0)
    return listener


def bind_socket(path: Path) -> socket.socket:
    """Return a listening socket in the file ``path``, for whom its folder and the umask let in. Raises ``OSError``.

    What an earlier preview left there is taken away; a socket on which somebody listens is not.
    """
    if path.is_socket():
        with socket.socket(socket.AF_UNIX) as asking:
            asking.settimeout(1)
            try:
                asking.connect(str(path))
            except ConnectionRefusedError:
                path.unlink()
            else:
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE), str(path))
    listener = socket.socket(socket.AF_UNIX)
    try:
        # Nobody gets in before the rights are as they should be: the group is the proxy's.
        before = os.umask(0o117)
        try:
            listener.bind(str(path))
        finally:
            os.umask(before)
        listener.listen(128)
    except OSError as error:
        listener.close()
        raise OSError(error.errno, error.strerror, str(path)) from None
    return listener


def _inherited() -> socket.socket | None:
    number = os.environ.pop(INHERITED, "")
    if not number:
        return None
    listener = socket.socket(fileno=int(number))
    listener.set_inheritable(False)
    return listener


def _start_anew(listener: socket.socket) -> NoReturn:
    """Replace this process by a new one that listens where it did."""
    listener.set_inheritable(True)
    sys.stdout.flush()
    sys.stderr.flush()
    environment = os.environ | {INHERITED: str(listener.fileno())}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], environment)  # noqa: S606 - ourselves
