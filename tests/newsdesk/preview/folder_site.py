"""A live site that is a folder of pages and nothing else, run as ``python -m tests.newsdesk.preview.folder_site PORT [SOCKET HOSTS]``.

``content/a/index.html`` is the page ``/a/``; what lies in ``theme/`` is below ``/theme/``. A line ``ERROR: …`` or
``WARNING: …`` in a page is a problem, and one with an error stays as it was; ``FAILS`` in a page fails when it is asked
for, ``CRASH`` fails the update, ``SLOW`` makes the update take a second, and a file
``slow`` says that it has begun.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.preview.access import Access, read_access
from newsdesk.preview.live_site import Change, PageError, Problem
from newsdesk.preview.session import run
from newsdesk.site_folder import SiteFolder

if TYPE_CHECKING:  # It reads the site's own code, which a test breaks.
    from newsdesk.comments.articles import Article


class FolderSite:
    counter_path = ""
    policy = ""

    def __init__(self, site: SiteFolder) -> None:
        self.project = site.program
        self.pages: dict[str, bytes] = {}
        self.problems: dict[str, list[Problem]] = {}

    def start(self) -> Change:
        (self.project / "starts").open("a").write("started\n")
        for path in (self.project / "content").rglob("*.html"):
            self.read(path)
        return Change(None, False, self.standing())

    def update(self, paths: frozenset[Path]) -> Iterator[Change]:
        assert all(path.is_absolute() for path in paths)
        known = [self.project / "content" / f"{address[1:]}index.html" for address in self.pages]
        gone = {page for page in known for path in paths if page.is_relative_to(path) and not path.exists()}
        pages = gone | {path for path in paths if path.suffix == ".html"}
        changed = [address for path in sorted(pages) if (address := self.read(path))]
        styles_only = not pages and all(path.suffix == ".css" for path in paths)
        yield Change(frozenset(changed), styles_only, self.standing())

    def next_change(self) -> None:
        pass

    def read(self, path: Path) -> str:
        """Read a page and return its address, an empty one when it stays as it was."""
        name = path.relative_to(self.project / "content").as_posix()
        address = "/" + name.removesuffix("index.html")
        if not path.exists():
            self.pages.pop(address, None)
            self.problems.pop(name, None)
            return address
        text = path.read_text("utf-8")
        if "SLOW" in text:
            (self.project / "slow").touch()
            time.sleep(1)
        if "CRASH" in text:
            raise RuntimeError("the update crashed")
        self.problems[name] = [
            Problem(f"content/{name}", number, word.lower(), line.removeprefix(f"{word}: "), "Xóa dòng này.")
            for number, line in enumerate(text.splitlines(), 1)
            for word in ("ERROR", "WARNING")
            if line.startswith(f"{word}: ")
        ]
        if any(each.severity == "error" for each in self.problems[name]):
            return ""
        self.pages[address] = text.encode()
        return address

    def standing(self) -> tuple[Problem, ...]:
        return tuple(problem for each in self.problems.values() for problem in each)

    def answer(self, address: str) -> bytes | Path | None:
        page = self.pages.get(address)
        if page is not None and b"FAILS" in page:
            raise PageError(Problem("theme/article.html", 7, "error", "Mẫu trang hỏng", "Sửa mẫu trang."))
        if page is not None:
            return page
        file = self.project / ("content" if not address.startswith("/theme/") else "") / address[1:]
        return file if file.is_file() else None

    def source_of(self, address: str) -> str:
        return ""

    def articles(self) -> "dict[str, Article]":
        return {}

    def sources(self) -> dict[str, None]:
        return {}

    def findings(self) -> tuple[()]:
        return ()

    def row_of(self, path: Path) -> None:
        return None

    def show_at_once(self, path: Path) -> bool:
        return False

    def has_read(self, path: Path) -> bool:
        return True

    def shown_body(self, path: Path) -> None:
        return None

    def reader_maker(self) -> None:
        return None

    def not_found(self) -> bytes:
        return (
            "<!doctype html><html lang=vi><title>404</title><body><h1>Không tìm thấy trang</h1></body></html>".encode()
        )

    def pages_document(self) -> Path | None:
        return None

    def close(self) -> None:
        pass


def site_in(project: Path) -> SiteFolder:
    """Return the site of a project folder, whose program lies in it too."""
    made = project / "output", project / ".cache"
    return SiteFolder(project / "content", *made, project / "pelicanconf.py", project)


if __name__ == "__main__":
    with suppress(KeyboardInterrupt):
        given = read_access("", sys.argv[2], sys.argv[3], "") if len(sys.argv) > 2 else Access()
        run(lambda site, _: FolderSite(site), site_in(Path.cwd()), int(sys.argv[1]), given)
