"""The demonstration's site, built once for all test processes, and a server for it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from newsdesk.preview import SiteHandler

ROOT = Path(__file__).parents[2]
#: 21 November 2026, 12:00 in Hà Nội: after the last article of the demonstration.
BUILD_TIME = 1_795_237_200
LONGEST_BUILD = 300


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. The first process that comes builds it, the others wait for it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    output, log = folder / "demo-site", folder / "demo-site.log"
    try:
        os.close(os.open(folder / "demo-site.lock", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        _wait_for(log)
    else:
        _build(output, log)
    said = log.read_text(encoding="utf-8")
    if not (output / "index.html").is_file():
        pytest.fail(f"the demonstration is not built; does `make demo-files` help?\n{said}", pytrace=False)
    return output


def _build(output: Path, log: Path) -> None:
    command = [sys.executable, "-m", "pelican", "--fatal", "errors", "--output", str(output)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(BUILD_TIME), "PYTHONUTF8": "1"}
    partly = log.with_suffix(".part")
    try:
        build = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST_BUILD, check=False
        )
        partly.write_text(build.stdout + build.stderr, encoding="utf-8")
    except subprocess.TimeoutExpired:
        partly.write_text(f"the build took longer than {LONGEST_BUILD} s", encoding="utf-8")
    # The log appears whole or not at all: the others take it as the sign that the site is there.
    partly.rename(log)


def _wait_for(log: Path) -> None:
    patience = time.monotonic() + LONGEST_BUILD + 10
    while not log.exists() and time.monotonic() < patience:
        time.sleep(0.1)


@pytest.fixture(scope="session")
def demo_url(demo_site: Path) -> Iterator[str]:
    """The address of the served site, without a final slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(demo_site)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()
