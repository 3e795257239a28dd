"""The preview's counter: a real one that forgets everything with the preview."""

import http.client
import socket
import subprocess
import sys
import time
import tomllib
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock

#: What the counter looks at, and what a browser wants back of its answers.
_ASKED = (
    "Content-Type",
    "User-Agent",
    "Sec-Fetch-Site",
    "Sec-GPC",
    "Sec-Purpose",
    "Purpose",
    "Origin",
    "Referer",
    "Host",
)
_ANSWERED = ("Content-Type", "Cache-Control", "Retry-After")
_PATIENCE = 10.0  # seconds that a start may take


def counter_path(site_toml: Path) -> str:
    """Return where the site has its counter, ``""`` for none or when ``site.toml`` can't be read: the build says why."""
    try:
        path = tomllib.loads(site_toml.read_text(encoding="utf-8"))["site"]["counter_path"]
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return path if isinstance(path, str) else ""


class ThrowawayCounter:
    """Runs ``python -m counter`` in a temporary folder from the first request on, when there is a ``pages.json`` to count."""

    def __init__(self, pages: Path, prefix: str, origin: str) -> None:
        self.prefix = prefix
        self._pages, self._origin = pages, origin
        self._folder = TemporaryDirectory(prefix="ban-tin-counter-")
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = Lock()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]

    def ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of the counter's answer. Raises ``OSError`` when it doesn't run."""
        with self._lock:
            self._start()
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=_PATIENCE)
        try:
            passed = {name: headers[name] for name in _ASKED if headers.get(name)}
            connection.request(method, path, body=body or None, headers=passed)
            answer = connection.getresponse()
            content = answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()
        return answer.status, {name: answer.headers[name] for name in _ANSWERED if answer.headers[name]}, content

    def _start(self) -> None:
        if self._process and self._process.poll() is None:
            return
        if not self._pages.exists():
            raise OSError(f"there is no {self._pages}")
        command = [sys.executable, "-m", "counter", "serve", "--data", self._folder.name, "--pages", str(self._pages)]
        command += ["--port", str(self._port), "--prefix", self.prefix, "--origin", self._origin]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), timeout=1):
                return
            time.sleep(0.05)
        raise OSError("the counter did not start")

    def close(self) -> None:
        """End the counter and delete what it counted."""
        if self._process:
            self._process.terminate()
            self._process.wait()
        self._folder.cleanup()
