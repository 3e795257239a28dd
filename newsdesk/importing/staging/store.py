"""The folder of imports that wait: batches as they were received, and a file for each source in them."""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from threading import Lock

from newsdesk.editing.places import OWN
from newsdesk.editing.whole_files import write_whole
from newsdesk.importing.opening.unpacking import plain_path
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.staging.staged_import import StagedImport, State, read_staged

#: Below the folder of a site; a name with a dot, which no build and no watch looks into.
FOLDER = f"{OWN}/imports"
#: Folders within one another that come along.
_DEEPEST = 12
_BATCH = re.compile(r"\d{8}-\d{6}-[0-9a-f]{8}")
_DAY = 24 * 60 * 60
#: Seconds after which what is settled is forgotten: what was thrown away can be brought back for a week.
_KEPT = {State.DISCARDED: 7 * _DAY, State.ACCEPTED: _DAY, State.REFUSED: _DAY, State.KNOWN: _DAY}
#: Seconds after which what nobody goes on sending is forgotten.
_RECEIVING = 60 * 60


class UnknownImportError(LookupError):
    """There is no such import, or no such batch."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Files that were sent together, and are read together."""

    #: Its name.
    id: str
    #: The category of the site that all of it goes into; ``""`` where none was chosen.
    category: str = ""
    #: Who sent it.
    by: str = ""
    #: ``receiving``, ``reading`` or ``read``.
    state: str = "receiving"


class ImportStore:
    """The imports of the site in ``site``. Any thread and any process may use it: a file is replaced whole."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.root = site / FOLDER
        #: The content folder in which each import lies as it would lie in the site.
        self.content = self.root / "site"
        self._batches = self.root / "batches"
        self._placing = Lock()
        #: What was read of each file, and what the file was then.
        self._read: dict[Path, tuple[tuple[int, int, int], StagedImport]] = {}

    def begin(self, category: str = "", by: str = "") -> Batch:
        """Make a batch, into which files can be received. Raises ``OSError``."""
        now = datetime.now()  # A name, which sorts by time.
        batch = Batch(f"{now:%Y%m%d-%H%M%S}-{now.microsecond:05x}{secrets.token_hex(2)[1:]}", category, by)
        self.received(batch.id).mkdir(parents=True)
        self.keep_batch(batch)
        return batch

    def batch(self, batch: str) -> Batch:
        """Return the batch called so. Raises ``UnknownImportError``."""
        try:
            return Batch(**json.loads((self._folder(batch) / "batch.json").read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            raise UnknownImportError(batch) from None

    def keep_batch(self, batch: Batch) -> None:
        """Keep what is known of ``batch``."""
        values = {"id": batch.id, "category": batch.category, "by": batch.by, "state": batch.state}
        _replace(self._folder(batch.id) / "batch.json", json.dumps(values, ensure_ascii=False))

    def received(self, batch: str) -> Path:
        """Return the folder of what was sent."""
        return self._folder(batch) / "received"

    def check_name(self, name: str) -> PurePosixPath:
        """Return where a file called ``name`` lies in the folder of its batch. Raises ``RefusedSourceError`` for one that leads out of it."""
        parts = plain_path(name)
        if len(parts.parts) > _DEEPEST:
            raise RefusedSourceError("outside", name[:120])
        return parts

    def place(self, batch: str, name: str, received: Path) -> Path:
        """Put the file ``received`` into the folder of ``batch`` as ``name``: over nothing. Raises ``RefusedSourceError``, ``OSError``."""
        parts = self.check_name(name)
        folder = self.received(batch).joinpath(*parts.parts[:-1])
        folder.mkdir(parents=True, exist_ok=True)
        number, path = 1, folder / parts.name
        with self._placing:
            while path.exists():
                number += 1
                path = folder / f"{PurePosixPath(parts.name).stem} ({number}){PurePosixPath(parts.name).suffix}"
            received.replace(path)
        return path

    def unread(self) -> list[str]:
        """Return the batches that were received and are not read to their end."""
        return [name for name in self._names() if self._state_of(name) == "reading"]

    def read(self, name: str) -> StagedImport:
        """Return the import called ``name``. Raises ``UnknownImportError``."""
        path = self._file(name)
        try:
            status = path.stat()
            stamp = status.st_mtime_ns, status.st_size, status.st_ino
            known = self._read.get(path)
            if known is None or known[0] != stamp:
                known = self._read[path] = stamp, read_staged(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, TypeError):
            self._read.pop(path, None)
            raise UnknownImportError(name) from None
        return known[1]

    def keep(self, staged: StagedImport) -> None:
        """Keep what is known of an import. Raises ``OSError``."""
        _replace(self._file(staged.id), staged.as_json())

    def all(self) -> list[StagedImport]:
        """Return all imports, the newest batch first; in it in their order."""
        return [each for batch in sorted(self._names(), reverse=True) for each in self.of_batch(batch)]

    def of_batch(self, batch: str) -> list[StagedImport]:
        """Return what is known of the sources in ``batch``, in their order."""
        found = []
        items = self._folder(batch) / "items"
        for number in sorted(int(path.stem) for path in items.glob("*.json") if path.stem.isdecimal()):
            with suppress(UnknownImportError):
                found.append(self.read(f"{batch}.{number}"))
        return found

    def files_of(self, staged: StagedImport) -> Path:
        """Return the folder in which ``staged`` lies. Raises ``UnknownImportError`` where it lies nowhere."""
        folder = (self.content / staged.staged).resolve()
        if not staged.staged or not folder.is_relative_to(self.content.resolve()) or not folder.is_dir():
            raise UnknownImportError(staged.id)
        return folder

    def remove_files(self, staged: StagedImport) -> None:
        """Delete what was read of ``staged``."""
        with suppress(UnknownImportError):
            shutil.rmtree(self.files_of(staged), ignore_errors=True)

    def discard(self, staged: StagedImport) -> StagedImport:
        """Throw ``staged`` away, so that ``restore`` brings it back for a week."""
        if staged.state is State.DISCARDED:
            return staged
        thrown = replace(staged, state=State.DISCARDED, before=str(staged.state))
        self.keep(thrown)
        return thrown

    def restore(self, staged: StagedImport) -> StagedImport:
        """Bring back what was thrown away; what was not read to its end then is read again with its batch."""
        if staged.state is not State.DISCARDED:
            return staged
        back = replace(staged, state=State(staged.before or State.READY), before="")
        self.keep(back)
        return back

    def end(self, batch: str) -> None:
        """Forget a batch and all that came of it."""
        for staged in self.of_batch(batch):
            if staged.state is not State.ACCEPTED:
                self.remove_files(staged)
        shutil.rmtree(self._folder(batch), ignore_errors=True)

    def tidy(self, now: float | None = None) -> None:
        """Forget what is settled long enough, and what nobody goes on sending."""
        now = time.time() if now is None else now
        for batch in list(self._names()):
            if self._state_of(batch) in {"receiving", ""}:
                if _age(self._folder(batch), now) > _RECEIVING:
                    self.end(batch)
                continue
            for staged in self.of_batch(batch):
                path = self._file(staged.id)
                if staged.state in _KEPT and _age(path, now) > _KEPT[staged.state]:
                    self.remove_files(staged)
                    path.unlink(missing_ok=True)
            if self._state_of(batch) == "read" and not any((self._folder(batch) / "items").glob("*.json")):
                shutil.rmtree(self._folder(batch), ignore_errors=True)

    def _names(self) -> Iterator[str]:
        with suppress(OSError):
            yield from (path.name for path in self._batches.iterdir() if _BATCH.fullmatch(path.name))

    def _state_of(self, batch: str) -> str:
        try:
            return self.batch(batch).state
        except UnknownImportError:
            return ""

    def _folder(self, batch: str) -> Path:
        if not _BATCH.fullmatch(batch):
            raise UnknownImportError(batch)
        return self._batches / batch

    def _file(self, name: str) -> Path:
        batch, _, number = name.rpartition(".")
        if not number.isascii() or not number.isdecimal():
            raise UnknownImportError(name)
        return self._folder(batch) / "items" / f"{number}.json"


def _age(path: Path, now: float) -> float:
    try:
        return now - path.stat().st_mtime
    except OSError:
        return 0


def _replace(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode(), durable=False)
