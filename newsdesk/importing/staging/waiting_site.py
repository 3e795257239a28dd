"""The imports that wait as a site of their own, kept in memory: their pages are made as those of the site are, by the same allow-list."""

import shutil
import traceback
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from threading import RLock

from ban_tin.findings import Findings
from ban_tin.findings.report import Finding
from ban_tin.site.project import Project
from newsdesk.importing.staging.staged_import import StagedImport
from newsdesk.importing.staging.store import ImportStore
from newsdesk.language import catalogue
from newsdesk.preview.live_site import PageError, Problem
from newsdesk.preview.memory_site import MemorySite
from newsdesk.preview.open_site import begin_project
from newsdesk.preview.problems import problem_of
from newsdesk.site_folder import SiteFolder

#: What is only found because the rest of the site isn't there, or is asked on the page of imports itself.
_NOT_TOLD = frozenset(("link-missing", "address-twice", "pinned-many", "draft", "draft-incomplete"))


class WaitingSite:
    """Shows what lies in ``store`` with the theme and the facts of the site ``folder``. It begins when it is first asked. Any thread may ask."""

    def __init__(self, folder: SiteFolder, store: ImportStore) -> None:
        self._folder, self._store = folder, store
        self._site: MemorySite | None = None
        self._facts: tuple[int, int] | None = None
        #: The texts that are shown, and what they were when they were read.
        self._seen: dict[Path, tuple[int, str]] = {}
        self._lock = RLock()
        self._closed = False

    def show(self, imports: Iterable[StagedImport], patient: bool = True) -> None:
        """Bring the pages of ``imports`` up to date; all others are forgotten. Unless ``patient``, nothing is done while it begins."""
        if not self._lock.acquire(blocking=patient):
            return
        try:
            if patient or self._site is not None:
                self._show(imports)
        finally:
            self._lock.release()

    def _show(self, imports: Iterable[StagedImport]) -> None:
        site = self._begun()
        if site is None:
            return
        seen = {}
        for staged in imports:
            path = self._store.content / staged.staged / "index.md"
            with suppress(OSError):
                if staged.staged:
                    seen[path] = (path.stat().st_mtime_ns, str(staged.state))
        changed = {path for path, stamp in seen.items() if self._seen.get(path) != stamp} | (
            self._seen.keys() - seen.keys()
        )
        self._seen = seen
        if changed:
            self._follow(site, frozenset(changed))

    def page(self, staged: StagedImport) -> bytes | None:
        """Return the page of ``staged`` as readers would see it; None where it can't be made."""
        address = self._address(staged)
        found = self.answer(address) if address else None
        return found if isinstance(found, bytes) else None

    @property
    def policy(self) -> str:
        """The content security policy of the theme's pages."""
        return self._site.policy if self._site else ""

    def answer(self, address: str) -> bytes | Path | None:
        """Return what lies at ``address``: a photo of an import, or a file that it offers."""
        if self._site is None or self._closed:
            return None
        try:
            return self._site.answer(address)
        except PageError:
            return None

    def problems(self, staged: StagedImport) -> list[Problem]:
        """Return what the check says of ``staged``."""
        site = self._site
        if site is None or not staged.staged:
            return []
        path = f"{self._store.content.name}/{staged.staged}/index.md"
        gettext = catalogue().gettext
        return [problem_of(each, gettext) for each in site.findings() if each.path == path and _is_told(each)]

    def close(self) -> None:
        """End what is under way."""
        self._closed = True
        if self._site is not None:
            self._site.close()

    def _address(self, staged: StagedImport) -> str:
        if self._site is None or not staged.staged:
            return ""
        row = self._site.sources().get(str(self._store.content / staged.staged / "index.md"))
        return row.entry.url if row is not None else ""

    def _begun(self) -> MemorySite | None:
        """Return the site, which is begun anew when ``site.toml`` has changed."""
        if self._closed:
            return None
        with suppress(OSError):
            status = (self._store.site / "site.toml").stat()
            facts = status.st_mtime_ns, status.st_size
            if self._site is not None and self._facts == facts:
                return self._site
            self._facts = facts
        site = self._site or MemorySite(self._begin)
        self._seen = {}
        try:
            site.start()
        except (Exception, SystemExit) as error:  # The preview itself tells what is wrong with the site.
            if not isinstance(error, PageError):
                traceback.print_exception(error)
            return None
        self._site = site
        return site

    def _begin(self) -> tuple[Project, Findings]:
        project, findings = begin_project(self._folder)
        self._link_looks(("theme", project.site.department.logo))
        return replace(project, content=self._store.content), findings

    def _follow(self, site: MemorySite, paths: frozenset[Path]) -> None:
        try:
            for _ in site.update(paths):
                pass
        except (Exception, SystemExit) as error:
            if not self._closed and not isinstance(error, PageError):
                traceback.print_exception(error)

    def _link_looks(self, names: Iterable[str]) -> None:
        """Let imports have what the site has of its own: ``names`` of a folder with parts of a theme, and of a logo."""
        for name in filter(None, names):
            source, link = self._store.site / name, self._store.content / name
            if not source.exists() or link.exists():
                continue
            link.parent.mkdir(parents=True, exist_ok=True)
            link.unlink(missing_ok=True)
            try:
                link.symlink_to(source.absolute())
            except OSError:  # Windows asks for rights to make links.
                (shutil.copytree if source.is_dir() else shutil.copy)(source, link)


def _is_told(finding: Finding) -> bool:
    return finding.kind not in _NOT_TOLD
