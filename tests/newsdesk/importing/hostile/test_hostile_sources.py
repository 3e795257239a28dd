"""Hostile files, given to the command all at once: each is refused with its reason, or cleaned; nothing else happens."""

import csv
import json
import os
import re
import resource
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.builders import ROOT
from tests.newsdesk.importing.hostile.sources import SECRET, Hostile, Surroundings, hostile_sources, png

#: Bytes that a process may need at most, above which one of these files had its way.
MEMORY = 1_400_000_000


#: What is passed over without a word: a lock of Word in a ZIP file. Dumps are told by their own command's part.
UNTOLD = ("name-odd-15.zip", ".sql", ".sql.gz", "export.xml")


class Run:
    """What the command did with all of them."""

    def __init__(self, folder: Path, asked: list[str]) -> None:
        self.folder, self.asked = folder, asked
        self.site = folder / "site"
        self.sources = hostile_sources(short=not os.environ.get("SOAK"))
        self.output = ""
        self.entries: dict[str, dict[str, Any]] = {}
        self.memory = 0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    folder = tmp_path_factory.mktemp("hostile")
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(SECRET.encode())

        do_POST = do_HEAD = do_OPTIONS = do_GET  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            return

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        done = Run(folder, asked)
        _make(done, server.server_port)
        _import(done)
        yield done
    finally:
        server.shutdown()


def _make(run: Run, port: int) -> None:
    outside = run.folder / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET)
    (outside / "secret.png").write_bytes(png(64, 64, 64) + SECRET.encode())
    around = Surroundings(f"http://127.0.0.1:{port}", outside / "secret.txt", outside / "secret.png")
    (run.folder / "in").mkdir()
    for source in run.sources:
        source.make(run.folder / "in" / source.name, around)
    _command(run, "new", str(run.site), "--yes", "--no-git")


def _command(run: Run, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LC_ALL": "C.UTF-8", "TMPDIR": str(run.folder / "scratch")}
    (run.folder / "scratch").mkdir(exist_ok=True)
    return subprocess.run([sys.executable, "-m", "newsdesk", *arguments], cwd=run.folder, env=environment, capture_output=True, text=True, timeout=900, errors="replace")  # fmt: skip


def _import(run: Run) -> None:
    run.before = _files(run.folder)
    report = run.folder / "report.json"
    files = [str(run.folder / "in" / source.name) for source in run.sources]
    done = _command(run, "import", "--site", str(run.site), "--report", str(report), "--", *files)
    run.output = done.stdout + done.stderr
    run.code = done.returncode
    run.memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    if report.exists():
        for entry in json.loads(report.read_text(encoding="utf-8")):
            run.entries.setdefault(str(entry["source"]), entry)


def _files(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


def test_each_is_refused_or_read_and_none_crashes(run: Run) -> None:
    wrong: list[str] = []
    for source in run.sources:
        found = [
            entry for name, entry in run.entries.items() if name == source.name or name.startswith(f"{source.name}/")
        ]
        if not found and not source.name.endswith(UNTOLD):
            wrong.append(f"{source.name!r}: not in the report")
        for entry in found:
            outcome = entry["outcome"]
            if source.refused and outcome != "refused":
                wrong.append(f"{source.name!r}: {outcome}")
            if "crash" in [doubt["kind"] for doubt in entry["doubts"]]:
                wrong.append(f"{source.name!r}: the program failed")
            if outcome == "refused" and not re.search(r"\w{3}", str(entry["doubts"])):
                wrong.append(f"{source.name!r}: refused without a reason")
    assert wrong == []
    assert "Traceback" not in run.output
    assert not list((run.site / ".cache").glob("crashes/*"))
    assert run.code == 1


def test_dumps_are_refused_with_a_sentence(run: Run) -> None:
    for source in run.sources:
        if source.name.endswith((".sql", ".sql.gz", "export.xml")):
            assert re.search(rf"^{re.escape(source.name)}: \w.{{20}}", run.output, re.MULTILINE), source.name


def test_nothing_is_written_but_the_drafts_of_the_site_and_the_report(run: Run) -> None:
    new = _files(run.folder) - run.before
    elsewhere = {path for path in new if not path.is_relative_to(run.site) and path != run.folder / "report.json"}
    assert elsewhere == set()
    for path in new - elsewhere - {run.folder / "report.json"}:
        inside = path.relative_to(run.site)
        assert inside.parts[0] in {"tin", "trang", ".cache"}, inside
        assert not path.is_symlink()
        assert re.fullmatch(r"[a-z0-9./_-]+", str(inside)), inside
    assert not (run.folder / "outside" / "run").exists()


def test_what_is_refused_left_nothing(run: Run) -> None:
    texts = "".join(path.read_text(encoding="utf-8") for path in run.site.rglob("index.md"))
    for source in run.sources:
        if source.refused:
            assert f'"{source.name}"' not in texts, source.name


def test_nothing_is_fetched_and_nothing_carried_off(run: Run) -> None:
    assert run.asked == []
    for path in _files(run.site):
        assert SECRET.encode() not in path.read_bytes(), path
    secret = (run.folder / "outside" / "secret.png").read_bytes()[:200]
    pictures = [path for path in _files(run.site) - run.before if path.suffix in {".png", ".jpg", ".webp"}]
    assert not [path for path in pictures if path.read_bytes()[:200] == secret]
    assert SECRET not in run.output


def test_no_process_takes_more_memory_than_it_may(run: Run) -> None:
    assert run.memory < MEMORY


def test_articles_hold_nothing_that_runs(run: Run) -> None:
    for path in (run.site / "tin").rglob("index.md"):
        text = re.sub(r"\\.", "", path.read_text(encoding="utf-8").split("\n---\n", 1)[1])
        assert not re.search(r"<\s*(?:script|iframe|object|embed|form|meta|link|base|svg|math)\b|\bon\w+\s*=\s*[\"']|(?<!\\)\]\(\s*(?:javascript|data|vbscript|file):", text, re.IGNORECASE), path  # fmt: skip


def test_the_site_builds_with_what_was_read(run: Run) -> None:
    checked = _command(run, "check", "--site", str(run.site))
    assert "Traceback" not in checked.stderr
    assert "index.md" in checked.stdout
    errors = [line for line in checked.stdout.splitlines() if re.search(r"^\S.*: (?:lỗi|error): ", line)]
    assert errors == []


@pytest.mark.parametrize("kind", ["csv", "html"])
def test_reports_do_nothing_whatever_files_are_called(run: Run, kind: str) -> None:
    files = [str(run.folder / "in" / source.name) for source in run.sources if source.name.endswith((".txt", "x.docx"))]
    report = run.folder / f"names.{kind}"
    _command(run, "import", "--dry-run", "--site", str(run.site), "--report", str(report), "--", *files)
    text = report.read_text(encoding="utf-8-sig")
    report.unlink()
    if kind == "csv":
        for row in csv.reader(text.splitlines(keepends=True), delimiter=";" if ";" in text.splitlines()[0] else ","):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and len(cell) > 1], (
                row
            )
    else:
        assert not re.search(r"<img src=x|<script>alert", text)
        assert "\x1b" not in text


def test_the_terminal_gets_no_orders(run: Run) -> None:
    assert "\x1b" not in run.output and "\u202e" not in run.output


def test_there_are_many_of_each_kind(run: Run) -> None:
    assert len(run.sources) >= 100 and sum(source.refused for source in run.sources) >= 50
    assert isinstance(run.sources[0], Hostile)
