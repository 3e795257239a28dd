"""A corpus in the form of one generator, with what is done to it: built, edited, given a new article, put back."""

import os
import shutil
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from bench.builds.corpus import edited_article, new_article, text_of, write_article
from bench.builds.measure import Failed, Peak, Snapshot, Spent, peak, run, snapshot
from bench.builds.peers import CACHE, Generator, environment

_ADDED = "\n\nBổ sung sua-"
_ASIDE = CACHE / "aside"
#: With less than this free, what was set aside is deleted in the middle of a run.
_ROOM = 15e9


@dataclass(frozen=True)
class Site:
    """The site of ``generator`` with a corpus of ``articles``; ``name`` is the generator's on the command line."""

    name: str
    generator: Generator
    folder: Path
    articles: int
    limit: float

    @property
    def output(self) -> Path:
        """Where its build writes."""
        return self.folder / self.generator.output

    def build(self) -> Spent:
        """Build it in a fresh process; what was written before is on the disk by then."""
        os.sync()
        return run(self.generator.build, self.folder, environment(self.generator), self.limit)

    def memory(self) -> Peak:
        """Build it in a fresh process and return the peak of its memory."""
        return peak(self.generator.build, self.folder, environment(self.generator), self.limit)

    def clear(self) -> None:
        """Take away what builds wrote and remember. ext4 creates files slowly for half a minute after thousands were deleted: so set aside."""
        _ASIDE.mkdir(exist_ok=True)
        if shutil.disk_usage(_ASIDE).free < _ROOM:
            print("little room: deleting what was set aside, then waiting", file=sys.stderr)
            empty_aside()
            _ASIDE.mkdir()
            os.sync()
            time.sleep(40)
        for path in (self.output, *(self.folder / each for each in self.generator.state)):
            if path.exists():
                path.rename(_ASIDE / f"{time.time_ns()}")

    def edit(self) -> bytes:
        """Add a paragraph to the article in the middle; return the text that its page must show."""
        path, _ = edited_article(self.folder)
        before = path.read_text("utf-8").partition(_ADDED)[0]
        mark = f"{time.time_ns()}"
        path.write_text(f"{before}{_ADDED}{mark}.\n", encoding="utf-8")
        return mark.encode()

    def edited_address(self) -> str:
        """Return the address of that article."""
        return edited_article(self.folder)[1]

    def check_edited(self, mark: bytes) -> None:
        """Raise ``Failed`` unless the built page shows the edit."""
        page = self.output / self.edited_address().strip("/") / "index.html"
        if mark not in page.read_bytes():
            raise Failed(f"the edit is not in {page}")

    def add(self, number: int) -> str:
        """Write a newest article with photos of its own and return its address."""
        article, form = new_article(number), self.generator.form
        summary, body = text_of(article, ())
        write_article(self.folder, form, article, summary, body, self.folder.parent / "images", {})
        return form.address(article)

    def check_added(self, address: str) -> None:
        """Raise ``Failed`` unless the page of a new article was built."""
        if not (self.output / address.strip("/") / "index.html").is_file():
            raise Failed(f"{self.folder}: no page {address}")

    def reset(self) -> None:
        """Put the corpus back as it was made, after a run that was killed too."""
        path, _ = edited_article(self.folder)
        text, added, _ = path.read_text("utf-8").partition(_ADDED)
        if added:
            path.write_text(text, encoding="utf-8")
        added_path = self.generator.form.path(new_article(0))
        if added_path.name == "index.md":  # In ours an article is a folder.
            added_path = added_path.parent
        for new in self.folder.glob(str(added_path).replace("bai-moi-0", "bai-moi-*")):
            shutil.rmtree(new) if new.is_dir() else new.unlink()

    def files(self) -> Snapshot:
        """Return the state of each file of its output."""
        return snapshot(self.output)


def empty_aside() -> None:
    """Delete what earlier builds wrote."""
    shutil.rmtree(_ASIDE, ignore_errors=True)
