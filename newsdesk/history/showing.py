"""An article as its page was: a site of its own, with that one article in it, made by the same machinery and with the same list of what may stand in a page.

The preview's own site knows nothing of it.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from threading import Lock

from newsdesk.editing.places import OWN
from newsdesk.history.article_history import OldVersion
from newsdesk.history.git import GitError, find_git
from newsdesk.history.git_versions import files_beside
from newsdesk.language import N_, translate
from newsdesk.preview.live_site import Change, PageError
from newsdesk.preview.memory_site import MemorySite
from newsdesk.preview.open_site import open_site
from newsdesk.site_folder import FACTS, SiteFolder
from newsdesk.trouble import tell

_FOREIGN = N_("Pages of this site are made by plugins that need all of it: an old page alone can’t be shown. Its text and the differences can.")  # fmt: skip
_UNSHOWN = N_("This version can’t be shown as a page: {reason}")
#: Of the site's folder, all that a page is made of but texts.
_SHARED = ("theme", "messages")
#: A rendition is named by what it shows.
_PHOTO = re.compile(rb"/[a-z]+/[0-9a-f]{2}/[0-9a-z-]+-[0-9a-f]{12}-[0-9]+\.[a-z0-9]+")
_CACHES = ("photos", "fonts", "cards", "themes", "attachments")


class UnshownError(Exception):
    """Why a version can't be shown as a page, in the language of the site."""


@dataclass(frozen=True, slots=True)
class OldPage:
    """The page of a version: its address in the site then, and its bytes."""

    address: str
    content: bytes
    #: Addresses of the photos and attachments on it that it has; ``changed`` are those that have other bytes by now.
    own: frozenset[str]
    changed: frozenset[str]


class _Deaf:
    """A listener for a site that nobody looks at for long."""

    def follow(self, paths: Iterable[Path]) -> None:
        """Do nothing: photos stay sketches until they are known."""

    def announce(self, change: Change) -> None:
        """Do nothing."""


class OldPages:
    """Makes pages of old versions of articles of ``site``, one at a time. Any thread may ask."""

    def __init__(self, site: SiteFolder) -> None:
        self._site = site
        self._lock = Lock()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._live: MemorySite | None = None
        #: The version that lies there, the folder of its article, and its page.
        self._shown = ("", "")
        self._page: OldPage | None = None
        #: Names of files beside it that git had otherwise than they are now.
        self._then: set[str] = set()
        #: The files that lie there.
        self._written: list[Path] = []
        #: What the site looked like when it was begun.
        self._stamps: tuple[object, ...] = ()

    def close(self) -> None:
        """End the site that pages of old versions are made in."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._live is not None:
            self._live.close()
        if self._folder is not None:
            self._folder.cleanup()
        self._live = self._folder = self._page = None
        self._shown, self._written = ("", ""), []

    def page(self, file: str, old: OldVersion) -> OldPage:
        """Return the page that ``old``, a version of ``file``, is. Raises ``UnshownError``."""
        with self._lock:
            return self._open(file, old)

    def answer(self, file: str, old: OldVersion, address: str) -> bytes | Path | None:
        """Return what belongs to that page at ``address``: a photo, an attachment. Raises ``UnshownError``."""
        with self._lock:
            self._open(file, old)
            assert self._live is not None
            found = self._live.answer(address)
            # Before it is another version's turn.
            return found.read_bytes() if isinstance(found, Path) and found.is_file() else found

    def _open(self, file: str, old: OldVersion) -> OldPage:
        stamps = self._look()
        if stamps != self._stamps:
            self._end()
            self._stamps = stamps
        wanted = (file, old.version.id)
        if self._shown == wanted and self._page is not None:
            return self._page
        try:
            self._begin()
            paths = self._write(file, old)
            self._page = self._made(file, paths)
        except PageError as error:
            raise UnshownError(translate(_UNSHOWN).format(reason=error.problem.message)) from error
        except (OSError, GitError) as error:
            self._end()
            raise UnshownError(
                translate(_UNSHOWN).format(reason=error.said if isinstance(error, GitError) else tell(error))
            ) from error
        self._shown = wanted
        return self._page

    def _look(self) -> tuple[object, ...]:
        """Return what changes when the site's facts or its theme do."""
        found: list[object] = []
        for name in (FACTS, "counts.json"):
            with suppress(OSError):
                found.append((name, (self._site.folder / name).stat().st_mtime_ns))
        return tuple(found)

    def _begin(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="ban-tin-history-", ignore_cleanup_errors=True)
            folder = Path(self._folder.name) / self._site.folder.name
            folder.mkdir()
            for each in self._site.folder.iterdir():
                if each.is_file() and not each.name.startswith(".") and each.suffix != ".md":
                    shutil.copy2(each, folder / each.name)
                elif each.name in _SHARED:
                    (folder / each.name).symlink_to(each.resolve())
            cache = folder.parent / ".cache"
            cache.mkdir()
            for name in _CACHES:
                (self._site.cache / name).mkdir(parents=True, exist_ok=True)
                (cache / name).symlink_to((self._site.cache / name).resolve())

    @property
    def _own(self) -> SiteFolder:
        assert self._folder is not None
        around = Path(self._folder.name)
        return SiteFolder(around / self._site.folder.name, around / "output", around / ".cache", self._site.settings, self._site.program)  # fmt: skip

    def _write(self, file: str, old: OldVersion) -> list[Path]:
        """Let the article lie there alone; return all files that came, went or changed."""
        folder = self._own.folder
        changed = [path for path in self._written if path.exists()]
        for path in changed:
            path.unlink()
        if self._live is not None and changed:
            # Forgotten first: of a text that can't be read, a site goes on showing the one of before.
            for _ in self._live.update(frozenset(changed)):
                pass
        place = folder / file
        place.parent.mkdir(parents=True, exist_ok=True)
        written: list[Path] = []
        for name, content in self._beside(file, old).items():
            target = place.parent / name
            target.parent.mkdir(parents=True, exist_ok=True)
            if isinstance(content, Path):
                # A link of the same file: its rendition is known by content and need not be made again.
                with suppress(OSError):
                    os.link(content, target)
                if not target.exists():
                    shutil.copy2(content, target)
            else:
                target.write_bytes(content)
            written.append(target)
        place.write_bytes(old.content)
        self._written = [*written, place]
        return [*changed, *self._written]

    def _beside(self, file: str, old: OldVersion) -> dict[str, bytes | Path]:
        """Return what lies beside the article: what git had then, else what lies there now."""
        found: dict[str, bytes | Path] = {}
        self._then = set()
        here = (self._site.folder / file).parent
        own = PurePosixPath(file).name == "index.md"
        if here.is_dir():
            for path in here.rglob("*") if own else here.glob("*"):
                hidden = any(part.startswith(".") for part in path.relative_to(here).parts) or OWN in path.parts
                if path.is_file() and not path.is_symlink() and path.suffix != ".md" and not hidden:
                    found[path.relative_to(here).as_posix()] = path
        git = find_git(self._site.folder) if old.commit else None
        if git is not None:
            then = {n: o for n, o in files_beside(git, old.commit, old.version.file).items() if not n.endswith(".md")}
            wanted = [name for name in then if PurePosixPath(name).name in old.text]
            for name, content in zip(wanted, git.objects([then[name] for name in wanted]), strict=True):
                if content is not None and not (
                    isinstance(now := found.get(name), Path) and now.read_bytes() == content
                ):
                    found[name] = content
                    self._then.add(name)
        return found

    def _made(self, file: str, paths: list[Path]) -> OldPage:
        if self._live is None:
            live = open_site(self._own, _Deaf())
            if not isinstance(live, MemorySite):
                live.close()
                raise UnshownError(translate(_FOREIGN))
            self._live = live
            live.start()
        else:
            for _ in self._live.update(frozenset(paths)):
                pass
        source = str(self._own.folder / file)
        row = self._live.sources().get(source)
        address = row.entry.url if row else ""
        content = self._live.answer(address) if address else None
        if not isinstance(content, bytes):
            found = next((each for each in self._live.findings() if each.severity.name == "ERROR"), None)
            from newsdesk.preview.problems import problem_of

            reason = problem_of(found, translate).message if found else "?"
            raise UnshownError(translate(_UNSHOWN).format(reason=reason))
        photos = {each.decode() for each in _PHOTO.findall(content)}
        changed = {f"{address}{name}" for name in self._then}
        own = {each for each in photos | changed if self._live.answer(each) is not None}
        return OldPage(address, content, frozenset(own), frozenset(changed))
