"""A project folder with content of its own, and its site in memory."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import pytest

from newsdesk.preview import showing
from newsdesk.preview.live_site import Change
from newsdesk.preview.memory_site import MemorySite
from newsdesk.preview.open_site import begin_project
from tests.newsdesk.preview.folder_site import site_in
from tests.site.builder import NOW, ROOT, SmallSite


def desk(folder: Path) -> SmallSite:
    """Return the content of a project in ``folder`` that has the code of this one."""
    site = SmallSite(folder)
    for name in ("ban_tin", "plugins", "theme", "newsdesk", "counter", "pelicanconf.py"):
        (folder / name).symlink_to(ROOT / name)
    (folder / ".cache").mkdir()
    for name in ("photos", "fonts", "cards", "themes"):
        (ROOT / ".cache" / name).mkdir(parents=True, exist_ok=True)
        (folder / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    return site


def own_theme(folder: Path) -> Path:
    """Give the project in ``folder`` a theme that a test may change."""
    theme = folder / "theme"
    theme.unlink()
    shutil.copytree(ROOT / "theme", theme)
    return theme


class LiveDesk:
    """A project in the current folder and its site in memory, at ``now``."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.now: datetime = NOW
        self.site = desk(folder)
        self.theme = own_theme(folder)
        monkeypatch.chdir(folder)
        monkeypatch.setattr(showing, "build_time", lambda epoch, zone: self.now)
        self.memory = MemorySite(partial(begin_project, site_in(folder)))

    @property
    def problems(self) -> list[tuple[str, int, str]]:
        """Where something is wrong now."""
        return [(each.path, each.line, each.severity) for each in self.last.problems]

    def start(self) -> Change:
        self.last = self.memory.start()
        return self.last

    def update(self, *paths: Path) -> list[Change]:
        """Let the site follow ``paths``, as the watcher names them."""
        changes = list(self.memory.update(frozenset(self.folder / path for path in paths)))
        self.last = changes[-1] if changes else self.last
        return changes

    def rewrite(self, path: Path, change: Callable[[str], str]) -> list[Change]:
        """Edit a file and let the site follow."""
        text = path.read_text("utf-8")
        assert change(text) != text
        path.write_text(change(text), "utf-8")
        return self.update(path)

    def replace(self, path: Path, old: str, new: str) -> list[Change]:
        """Edit a file and let the site follow."""
        return self.rewrite(path, lambda text: text.replace(old, new))

    def text(self, address: str) -> str:
        """Return what a server would give, with plain spaces for those that keep words together."""
        found = self.memory.answer(address)
        assert found is not None, address
        return (found.read_bytes() if isinstance(found, Path) else found).decode().replace("\u00a0", " ")

    def has(self, address: str) -> bool:
        found = self.memory.answer(address)
        return found is not None and not (isinstance(found, Path) and not found.is_file())

    def state_files(self) -> list[Path]:
        """Return what the preview remembers."""
        return sorted((self.folder / ".cache" / "builds").glob("*-preview.sqlite*"))


def tree_of(folder: Path) -> dict[str, tuple[int, int]]:
    """Return size and time of all files below ``folder``."""
    found = {}
    for parent, _, names in os.walk(folder):
        for name in names:
            stat = Path(parent, name).stat()
            found[os.path.join(parent, name)] = (stat.st_size, stat.st_mtime_ns)  # noqa: PTH118
    return found
