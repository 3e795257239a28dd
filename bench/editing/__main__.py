"""From saving a block to seeing it, side by side in one run, saves apart and in a burst.

    .venv/bin/python -m bench.editing                      10,000 articles, 30 saves a second apart and 30 at once
    .venv/bin/python -m bench.editing --articles 1000 --saves 10

Ours: the request of the newsdesk's page that saves, until it is answered (the file is on the disk, fsync and all), and until its page has the new
text. Hugo's server: the file is written in one step, until its page has the new text. Decap's local back end: its request, until the file is
written; it shows no page. Sveltia has no back end for a folder: the browser writes (File System Access API), so there is nothing to ask.
Servers run together and take turns, each idle while it is not its own. Installs the peers (PyPI, npm) below ``.cache/bench``. Nothing else should
be running.
"""

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from bench.builds.corpus import edited_article, make
from bench.builds.measure import Server, free_port, load_average, serving
from bench.builds.peers import CACHE, ROOT, environment, furnish, generators, install

_DECAP = ROOT / ".cache" / "bench" / "editing"
_DECAP_VERSION = "3.11.3"
_MARK = re.compile(r" sua-\d+")
_LIMIT = 600.0
#: Milliseconds until a save was answered, and until its page showed it; None for what there is not.
Found = tuple[float | None, float | None]
Save = Callable[[], Found]


def ours(server: Server) -> Save:
    """Return what saves the first paragraph of the article in the middle, as the newsdesk's page does."""
    path, address = edited_article(server.folder)
    file = path.relative_to(server.folder / "content").as_posix()
    token = _asked(server, "GET", "/__newsdesk/api/session")["token"]
    article = _asked(server, "GET", f"/__newsdesk/api/article?file={file}")

    def save() -> Found:
        nonlocal article
        block = next(each for each in article["blocks"] if each["kind"] == "paragraph")
        mark = f"sua-{time.time_ns()}"
        text = f"{_MARK.sub('', block['text'])} {mark}"
        change = {"first": block["first"], "last": block["last"], "was": block["text"], "text": text}
        given = {"file": file, "digest": article["digest"], "changes": [change]}
        began = time.perf_counter()
        article = _asked(server, "POST", "/__newsdesk/api/article/save", given, token)["article"]
        answered = time.perf_counter()
        server.wait(address, mark.encode(), _LIMIT, poll=0.002)
        return (answered - began) * 1000, (time.perf_counter() - began) * 1000

    return save


def hugo(server: Server) -> Save:
    """Return what writes the article in the middle, in one step."""
    path, address = edited_article(server.folder)

    def save() -> Found:
        mark = f"sua-{time.time_ns()}"
        text = _MARK.sub("", path.read_text("utf-8")).rstrip() + f" {mark}\n"
        began = time.perf_counter()
        part = path.with_name(".part")
        part.write_text(text, "utf-8")
        part.replace(path)
        server.wait(address, mark.encode(), _LIMIT, poll=0.002)
        return None, (time.perf_counter() - began) * 1000

    return save


def decap(server: Server) -> Save:
    """Return what has Decap's local back end write the article in the middle."""
    path, _ = edited_article(server.folder)

    def save() -> Found:
        mark = f"sua-{time.time_ns()}"
        text = _MARK.sub("", path.read_text("utf-8")).rstrip() + f" {mark}\n"
        entry = {"slug": "x", "path": path.relative_to(server.folder).as_posix(), "raw": text}
        options = {"collectionName": "tin", "commitMessage": "x", "useWorkflow": False, "status": "draft"}
        params = {"branch": "main", "dataFiles": [entry], "assets": [], "options": options}
        began = time.perf_counter()
        _asked(server, "POST", "/api/v1", {"action": "persistEntry", "params": params})
        answered = time.perf_counter()
        assert mark in path.read_text("utf-8")
        return (answered - began) * 1000, None

    return save


def _asked(server: Server, method: str, path: str, body: Any = None, token: str = "") -> Any:
    host = f"localhost:{server.port}"
    connection = HTTPConnection("127.0.0.1", server.port, timeout=_LIMIT)
    headers = {"Host": host, "Origin": f"http://{host}", "Content-Type": "application/json", "X-Newsdesk-Token": token}
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        given = answer.read()
        assert answer.status == 200, given
        return json.loads(given)
    finally:
        connection.close()


def start(name: str, folder: Path, stack: ExitStack) -> Server:
    """Start one of the servers in the folder of its corpus, and wait until it serves."""
    port = free_port()
    if name == "decap":
        if not (_DECAP / "node_modules" / "decap-server").exists():
            _DECAP.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                ["npm", "install", "--silent", "--prefix", _DECAP, f"decap-server@{_DECAP_VERSION}"], check=True
            )
        given = os.environ | {"PORT": str(port), "GIT_REPO_DIRECTORY": str(folder), "MODE": "fs"}
        command = ["node", str(_DECAP / "node_modules" / "decap-server" / "dist" / "index.js")]
        server = stack.enter_context(serving(command, port, folder, given))
        end = time.monotonic() + 60
        while time.monotonic() < end:
            try:
                _asked(server, "POST", "/api/v1", {"action": "info"})
                break
            except (OSError, AssertionError):
                time.sleep(0.2)
        return server
    generator = generators()[name]
    assert generator.serve is not None
    server = stack.enter_context(serving(generator.serve(port), port, folder, environment(generator)))
    server.wait(edited_article(folder)[1], b"<html", _LIMIT, poll=0.1)
    return server


def main() -> None:
    """Measure, and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--saves", type=int, default=30)
    parser.add_argument("--beside", nargs="*", choices=["hugo", "decap"], default=["hugo", "decap"])
    asked = parser.parse_args()
    install()
    base = CACHE / f"{asked.articles}-none"
    make(base, asked.articles, ["ours", "hugo"], 1_000_000)
    for name in ("ours", "hugo"):
        furnish(base / name, generators()[name], ROOT)
    load, kinds = load_average(), {"ours": ours, "hugo": hugo, "decap": decap}
    names = ["ours", *asked.beside]
    measured: dict[tuple[str, str], list[Found]] = {}
    with ExitStack() as stack:
        folders = {"ours": base / "ours", "hugo": base / "hugo", "decap": base / "hugo"}
        servers = {name: start(name, folders[name], stack) for name in names}
        saves = {name: kinds[name](server) for name, server in servers.items()}
        for name, save in saves.items():
            save()  # What is done once is done.
            servers[name].settle(120)
        for pause, case in ((1.0, "a second apart"), (0.0, "at once")):
            for name in names:
                for _ in range(asked.saves):
                    measured.setdefault((name, case), []).append(saves[name]())
                    time.sleep(pause)
                servers[name].settle(120)
                print(f"  {name}, {case}: {measured[name, case]}", file=sys.stderr)
    print(f"Load average before: {load}, after: {load_average()}\n")
    print("| | saves | answered: median | worst | seen: median | worst |\n|---|---|--:|--:|--:|--:|")
    for (name, case), found in measured.items():
        cells = [cell for values in zip(*found, strict=True) for cell in _cells(values)]
        print(f"| {name} | {case} | {' | '.join(cells)} |")


def _cells(values: tuple[float | None, ...]) -> tuple[str, str]:
    known = [value for value in values if value is not None]
    return (f"{statistics.median(known):.0f} ms", f"{max(known):.0f} ms") if known else ("", "")


if __name__ == "__main__":
    main()
