"""Builds that a process forks which has everything loaded: half a second cheaper than a Python that starts."""

import atexit
import json
import os
import signal
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path
from select import select
from typing import IO, Any

from tests.site.builder import ROOT, Build

#: What ``build_server.py`` is told; whatever is left out is as in this process, or nothing.
Order = dict[str, Any]
#: Seconds after which a build is taken to hang.
LONGEST = 300
#: The project's code that every build needs.
LOADED = (
    *(
        "newsdesk.language",
        "newsdesk.trouble",
        "plugins.newsroom",
        "plugins.newsroom.news_pelican",
        "plugins.newsroom.generator",
    ),
    *("plugins.newsroom.every_page", "plugins.newsroom.others", "plugins.newsroom.reader", "plugins.newsroom.writer"),
    *("ban_tin.rendering", "ban_tin.rendering.filters"),
)


class BuildServer:
    """A process with the libraries and ``modules`` of the code in ``folder`` loaded, that forks one for each build, one at a time.

    Two servers differ in ``hash_seed``, so that an order that a set gives is not the same in both. Where there are modules, they are loaded
    when this returns.
    """

    def __init__(self, hash_seed: str = "random", modules: tuple[str, ...] = (), folder: Path = ROOT) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="ban-tin-builds-")
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("build_server.py")), str(folder), *modules],
            env=os.environ | {"PYTHONHASHSEED": hash_seed, "PYTHONUTF8": "1"},
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
        )
        if modules:
            assert _line(_pipe(self._process.stdout)) == b"loaded\n"

    def begin(self, order: Order) -> None:
        """Have something built."""
        umask = os.umask(0)
        os.umask(umask)
        whole = {
            "code": "",
            "code_in": [],
            "umask": umask,
            "bound": False,
            "kill_at": 0,
            "torn": False,
            "out": f"{self._folder.name}/out",
            "err": f"{self._folder.name}/err",
        }
        variables = dict(os.environ) | order["environment"]
        _pipe(self._process.stdin).write(json.dumps(whole | order | {"environment": variables}).encode() + b"\n")

    def end(self, patience: float = LONGEST) -> Build:
        """Wait for the build that was begun. Raises ``TimeoutExpired``, and kills it, when it hangs."""
        answers = _pipe(self._process.stdout)
        child = int(_line(answers))
        in_time = select([answers], [], [], patience)[0]
        if not in_time:
            os.kill(child, signal.SIGKILL)
        code = int(_line(answers))
        out, err = (Path(self._folder.name, name).read_text(encoding="utf-8") for name in ("out", "err"))
        if not in_time:
            raise subprocess.TimeoutExpired("build", patience, out, err)
        return Build(code, out, err)

    def close(self) -> None:
        """End the server."""
        _pipe(self._process.stdin).close()
        _pipe(self._process.stdout).close()
        self._process.wait(LONGEST)
        self._folder.cleanup()


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None
    return stream


def _line(stream: IO[bytes]) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        more = stream.read(1)
        assert more, "the build server has ended"
        line += more
    return line


@cache
def project_server() -> BuildServer:
    """Return the server of this test process for builds with the project's own code."""
    server = BuildServer(modules=LOADED)
    atexit.register(server.close)
    return server
