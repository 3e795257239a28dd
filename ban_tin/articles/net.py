"""The net under everything done to read one file: whatever goes wrong is a finding about that file, and the others are read."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

from ban_tin.articles.reader import SourceReader
from ban_tin.findings.crash import Crashes
from ban_tin.findings.report import Finding, Findings
from ban_tin.language.vietnamese import nfc
from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.photos.store import photo_store
from ban_tin.site.facts import SiteFacts

Result = TypeVar("Result")


class ReaderMaker(NamedTuple):
    """What a reader is made of, in this process or another: the folders of content, pages and cache, and the facts."""

    content: Path
    page_folders: tuple[str, ...]
    site: SiteFacts
    cache: Path
    #: Photos that are not encoded yet are given as sketches.
    sketches: bool = False

    def reader(self, decodes: bool = True) -> SourceReader:
        """Return a reader; ``decodes`` as in ``PhotoStore``."""
        return SourceReader(self.content, self.page_folders, self.site, photo_store(self.cache, decodes, self.sketches))

    def net(self, own_process: bool = False) -> "ReadingNet":
        return ReadingNet(self.content, self.cache, self.site, own_process)


class ReadingNet:
    """Catches what goes wrong while files of ``content`` are read. ``own_process`` as in ``Limits``."""

    def __init__(self, content: Path, cache: Path, site: SiteFacts, own_process: bool = False) -> None:
        self._content, self._crashes = content, Crashes(cache / "crashes", site.support)
        self._limits = Limits(own=own_process)

    def read(self, file: str, work: Callable[[], Result], findings: Findings) -> Result | None:
        """Return what ``work`` does with ``file``, within limits of time and memory; None with a finding when it fails.

        ``findings`` are those of ``work``, about this file alone.
        """
        try:
            with self._limits:
                return work()
        except TooSlowError:
            findings.found.clear()  # Thousands, perhaps, of what has one cause.
            refused = Finding(self._shown(file), 0, "article-slow")
        except MemoryError:
            refused = Finding(self._shown(file), 0, "article-memory")
        except Exception as error:
            refused = self._crashes.finding(error, self._shown(file))
        findings.found.add(refused)
        return None

    def lost(self, file: str, number: int) -> Finding:
        """Return the finding about a ``file`` over which its process ended, by the signal ``number``."""
        return self._crashes.lost(number, self._shown(file))

    def _shown(self, file: str) -> str:
        """Return what findings call ``file``, whatever it is."""
        return nfc(f"{self._content.name}/{os.path.relpath(file, self._content)}")
