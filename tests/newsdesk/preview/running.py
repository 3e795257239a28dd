"""A preview as its own process, in a project of its own."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.site.builder import ROOT

PATIENCE = 30
FOLDER_SITE = "tests.newsdesk.preview.folder_site"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Preview:
    folder: Path
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def port(self) -> int:
        said = re.search(r"http://localhost:(\d+)", self.said)
        assert said, self.said
        return int(said[1])

    @property
    def address(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def said(self) -> str:
        return self.log.read_text("utf-8")

    def ask(self, path: str, method: str = "GET", body: str | None = None, **headers: str) -> Answer:
        """Ask as it stands: nothing in ``path`` is tidied, no redirect is followed."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.putrequest(method, path, skip_host="Host" in names)
            for name, value in names.items():
                connection.putheader(name, value)
            if body is not None:
                connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body.encode() if body is not None else None)
            answer = connection.getresponse()
            return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        finally:
            connection.close()

    def until(self, holds: Callable[[], object]) -> None:
        """Wait until ``holds``; what the preview printed tells why it never did."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end and self.process.poll() is None, self.said
            time.sleep(0.02)

    def end(self, number: int) -> int:
        """Send a signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=20)


@contextmanager
def preview(
    folder: Path,
    port: int = 0,
    module: str = FOLDER_SITE,
    environment: dict[str, str] | None = None,
    ready: bool = True,
    more: Sequence[str] = (),
) -> Iterator[Preview]:
    """Run a preview of the project in ``folder``; unless ``ready`` is false, wait until it says its address."""
    log = folder / "preview.log"
    with log.open("w") as out:
        given = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"} | (environment or {})
        process = subprocess.Popen(
            [sys.executable, "-m", module, str(port), *more],
            cwd=folder,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=given,
        )
    try:
        running = Preview(folder, process, log)
        if ready:
            running.until(lambda: "Ctrl-C" in running.said)
        yield running
    finally:
        process.kill()
        process.wait()


class Project:
    """The folder of a ``FolderSite``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("content", "theme", "ban_tin", "plugins"):
            (folder / name).mkdir(parents=True)
        self.style("body { color: rgb(1, 2, 3) }")
        self.page("", "Trang chủ")

    def page(self, name: str, body: str) -> Path:
        """Write a page with the policy of the theme."""
        path = self.folder / "content" / name / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'<!doctype html>\n<html lang="vi">\n<head><meta charset="utf-8"><title>{name or "nhà"}</title>\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            f'<link rel="stylesheet" href="/theme/site.css"></head>\n<body><main><h1>Bài</h1>\n{body}\n</main></body></html>',
            "utf-8",
        )
        return path

    def style(self, css: str) -> None:
        (self.folder / "theme" / "site.css").write_text(css, "utf-8")
