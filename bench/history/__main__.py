"""How long history takes where git has much: ``python -m bench.history --articles 10000 --edits 10000``.

Makes a repository of that many articles in one commit and that many commits of one edit each (every hundredth of the first article), and measures
what the newsdesk asks of it.
"""

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from newsdesk.history.article_history import list_deleted, list_history
from newsdesk.history.committing import article_paths, commit_paths, commit_published
from newsdesk.history.differences import compare
from newsdesk.history.git import find_git
from newsdesk.site_folder import SiteFolder

_TIMES = 5
_PARAGRAPH = "Sáng nay, Sở Giáo dục và Đào tạo tổ chức hội nghị tổng kết năm học với 27 trường tham dự. "


def _name(number: int) -> str:
    return f"tin/{2016 + number % 10}/{number % 12 + 1:02d}/bai-{number}/index.md"


def _text(number: int, edit: int = 0) -> bytes:
    body = "\n\n".join(f"{_PARAGRAPH * 3}Đoạn {each}." for each in range(8))
    return f'---\ntitle: "Bài số {number}"\ndate: 2026-11-02\n---\n\n{body}\n\nLần sửa {edit}.\n'.encode()


def _stream(articles: int, edits: int) -> Iterator[bytes]:
    for edit in range(edits + 1):
        said = f"Sửa {edit}".encode()
        yield b"commit refs/heads/main\ncommitter Lan <lan@so.example> %d +0700\n" % (1_700_000_000 + edit * 60)
        yield b"data %d\n%s\n" % (len(said), said)
        numbers = range(articles) if edit == 0 else [0 if edit % 100 == 0 else edit % articles]
        for number in numbers:
            content = _text(number, edit)
            yield b"M 100644 inline %s\ndata %d\n%s\n" % (_name(number).encode(), len(content), content)


def _measure(what: str, work: Callable[[], object], times: int = _TIMES) -> None:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    print(f"{what}: median {statistics.median(took) * 1000:.0f} ms, worst {max(took) * 1000:.0f} ms", flush=True)


def main() -> None:
    """Measure, and print a line for each thing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=10_000)
    given = parser.parse_args()
    program = shutil.which("git")
    if program is None:
        sys.exit("git is missing")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        subprocess.run([program, "init", "-q", "-b", "main", name], check=True)
        with subprocess.Popen([program, "-C", name, "fast-import", "--quiet"], stdin=subprocess.PIPE) as reading:
            assert reading.stdin
            for part in _stream(given.articles, given.edits):
                reading.stdin.write(part)
            reading.stdin.close()
        subprocess.run([program, "-C", name, "checkout", "-q", "-f", "main"], check=True)
        site = SiteFolder(folder, folder / "output", folder / ".cache", folder / "pelicanconf.py")
        git = find_git(folder)
        assert git
        _measure(
            f"list of versions ({len(list_history(site, _name(0)).versions)})", lambda: list_history(site, _name(0))
        )
        _measure("list of versions of an article edited once", lambda: list_history(site, _name(7)))
        _measure("deleted articles", lambda: list_deleted(site))
        versions = list_history(site, _name(0)).versions
        _measure("differences of two versions", lambda: compare(versions[-1].text, versions[0].text))

        def commit(number: int) -> Callable[[], object]:
            def work() -> None:
                (folder / _name(number)).write_bytes(_text(number, int(time.time_ns())))
                if number:
                    commit_paths(git, article_paths(folder, _name(number)), "Sửa\n", "Lan", "so.example")
                else:
                    commit_published(git, "Lan", "so.example")

            return work

        _measure("a commit behind a save", commit(3))
        _measure("a commit of all that changed", commit(0))


if __name__ == "__main__":
    main()
