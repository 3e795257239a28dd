"""The plan of a site: every page and file of the output, before anything is rendered or written."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from plugins.counts import Counts
from plugins.findings.report import Findings
from plugins.site_facts.facts import SiteFacts
from plugins.site_plan.sources import PlannedStaticPage
from plugins.view_models import NewsArticle


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to render: its template, and the view model that is all the template sees."""

    template: str
    view: Any


@dataclass(slots=True)
class Plan:
    """What a build will write. ``news`` is newest first and holds no withdrawn article; ``withdrawn`` does.
    ``aliases`` are (old address, new address, source file). ``counts`` are those of the visit counter, if there are any.

    Paths are relative to ``output/``, with ``/``. A file is its bytes or the source file to copy.
    """

    site: SiteFacts
    now: datetime
    news: tuple[NewsArticle, ...]
    withdrawn: tuple[NewsArticle, ...]
    static_pages: tuple[PlannedStaticPage, ...]
    aliases: tuple[tuple[str, str, str], ...]
    counts: Counts | None
    findings: Findings
    settings: Mapping[str, Any]
    pages: dict[str, PlannedPage] = field(default_factory=dict)
    files: dict[str, bytes | Path] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def add_page(self, url: str, template: str, view: Any, source: str = "") -> None:
        """Plan the page at the address ``url``; ``source`` names the file it comes from in findings."""
        self._add(page_path(url), source)
        self.pages[page_path(url)] = PlannedPage(template, view)

    def add_file(self, url: str, content: bytes | Path, source: str = "") -> None:
        """Plan the file at the address ``url``; it lies under its plain name. The same source file may be planned twice."""
        path = unquote(url).lstrip("/")
        if self.files.get(path) == content:
            return
        self._add(path, source)
        self.files[path] = content

    def _add(self, path: str, source: str) -> None:
        if path in self.sources:
            address = "/" + path.removesuffix("index.html")
            # Both names in one order: the finding must not depend on which plugin planned first.
            first, second = sorted([source, self.sources[path]], reverse=True)
            self.findings.add("address-twice", first or second, address=address, other=second or "Bản Tin")
        else:
            self.sources[path] = source


def page_path(url: str) -> str:
    """Return where the page at ``url`` lies: ``/tin/`` in ``tin/index.html``, ``/404.html`` as it is."""
    path = url.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path
