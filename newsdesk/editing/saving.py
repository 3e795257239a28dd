"""Opening a source file to edit it, and saving what was typed: whole or not at all, on the disk on return, nobody's words overwritten."""

import os
from collections import OrderedDict
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from ban_tin.source_files import TEXT_LIMIT
from newsdesk.editing.alone import alone_in
from newsdesk.editing.changes import Change, merge_changes
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.places import find_text
from newsdesk.editing.steps import Step, add_step
from newsdesk.editing.texts import Text, decode, digest_of
from newsdesk.editing.versions import find_version, keep_version
from newsdesk.editing.whole_files import exchange, remove_parts, sync_folder, write_part
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

_LARGE = N_("“{file}” is larger than a text may be.")
_NO_TEXT = N_(
    "“{file}” is no text in UTF-8. Open it in the program that wrote it and save it as UTF-8 (in Notepad: File, Save as, Encoding)."
)
_TOO_LONG = N_("The text would be longer than a text may be: nothing was saved. Part it into two articles.")
_UNREADABLE = N_("“{file}” can’t be read: {reason}.")
_RESTLESS = N_("Another program is writing “{file}” again and again: nothing was saved. Try again in a moment.")
#: How often a file may change under our hands before we give up.
_ROUNDS = 20
#: Texts that were opened last, by what a save names them: its page may have been open while another program wrote the file.
_OPENED = 64


@dataclass(frozen=True, slots=True)
class Opened:
    """A source file as it is: ``file`` names it below the site's folder, ``text`` has its own byte order mark and line ends."""

    file: str
    path: Path
    text: str
    digest: str
    #: The site's file has another one than UTF-8 perhaps.
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return Text("", self.encoding).encoded(self.text)


#: Returns the new text, of the one that the file has now (None for no file) and its digest. May raise ``ConflictError``.
Making = Callable[[str | None, str], str]


class _Memory:
    def __init__(self) -> None:
        self._texts: OrderedDict[tuple[str, str], bytes] = OrderedDict()
        self._lock = Lock()

    def note(self, path: Path, digest: str, content: bytes) -> None:
        with self._lock:
            self._texts[str(path), digest] = content
            self._texts.move_to_end((str(path), digest))
            while len(self._texts) > _OPENED:
                self._texts.popitem(last=False)

    def find(self, path: Path, digest: str) -> bytes | None:
        with self._lock:
            return self._texts.get((str(path), digest))


_memory = _Memory()


def open_article(site: SiteFolder, file: str) -> Opened:
    """Return ``file`` (``tin/2026/11/x/index.md``) of ``site`` as it is. Raises ``UnsavableError``, also for what is no text of the site."""
    path = find_text(site, file)
    opened = _opened(file, path, _read(path, file))
    _memory.note(path, opened.digest, opened.content)
    return opened


def save(site: SiteFolder, file: str, digest: str, changes: Sequence[Change], by: str, what: str = "saved") -> Opened:
    """Make ``changes`` of the lines of the version of ``digest`` in ``file``, and return what it is then.

    What others changed elsewhere in the file meanwhile stays. Raises ``ConflictError`` where they changed the same lines, ``UnsavableError``, and
    ``UnusableChangeError``. ``by`` names who saves, ``""`` for the person at this machine; ``what`` is as in ``Version``.
    """
    path = find_text(site, file)

    def make(current: str | None, now: str) -> str:
        assert current is not None
        base = current if now == digest else base_text(site, file, digest)
        return merge_changes(base, current, changes, now)

    return write_text(site, file, path, make, by, what)


def base_text(site: SiteFolder, file: str, digest: str) -> str | None:
    """Return the text that ``file`` had when it was of ``digest``, None where nobody knows any more."""
    path = find_text(site, file, there=False)
    content = _memory.find(path, digest) or find_version(site, file, digest)
    return decode(content).text if content is not None else None


def keep_base(site: SiteFolder, file: str, digest: str) -> None:
    """Keep the text of ``digest``, over which somebody begins to type, as long as the file has it: it is needed to save, also after a restart."""
    opened = open_article(site, file)
    if opened.digest == digest:
        keep_version(site, file, opened.content, "", "found")


def write_text(
    site: SiteFolder,
    file: str,
    path: Path,
    make: Making,
    by: str,
    what: str,
    *,
    new: bool = False,
    undoable: bool = True,
) -> Opened:
    """Write what ``make`` returns to ``path``; as ``save``. ``new``: the file need not be there."""
    with alone_in(site):
        if path.parent.is_dir():
            remove_parts(path.parent)
        for _ in range(_ROUNDS):
            there = _content(path, file) if new else _read(path, file)
            before = decode(there or b"")
            made = make(before.text if there is not None else None, digest_of(there or b""))
            content = _encoded(before, made)
            if content == there:
                return _opened(file, path, content)
            if len(content) > TEXT_LIMIT:
                raise UnsavableError(translate(_TOO_LONG))
            first = keep_version(site, file, there, "", "found", durable=True) if there is not None else ""
            if not _put(path, file, content, there):
                continue  # Somebody was quicker.
            second = _kept_after(site, file, content, by, what)
            if undoable and second:
                add_step(site, file, Step(first, second, what))
            opened = _opened(file, path, content)
            _memory.note(path, opened.digest, content)
            return opened
        raise UnsavableError(translate(_RESTLESS).format(file=file))


def _kept_after(site: SiteFolder, file: str, content: bytes, by: str, what: str) -> str:
    """Keep what has been written as a version: it is in the file already, whatever comes of this."""
    with suppress(UnsavableError):
        return keep_version(site, file, content, by, what)
    return ""


def _encoded(before: Text, made: str) -> bytes:
    # Half a sign outside the plane of plain letters, which only a broken script sends, can't be written.
    made = (
        "".join(char if not "\ud800" <= char <= "\udfff" else "\ufffd" for char in made) if _is_broken(made) else made
    )
    return before.encoded(made)


def _is_broken(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _put(path: Path, file: str, content: bytes, expected: bytes | None) -> bool:
    """Let ``path`` hold ``content`` in one step, unless it holds something else than ``expected``; return whether it was done."""
    try:
        part = write_part(path, content)
        try:
            if expected is None:
                try:
                    os.link(part, path)
                except FileExistsError:
                    return False
                except OSError:  # a file system without links
                    if path.exists():
                        return False
                    part.replace(path)
            elif exchange(part, path):
                if part.read_bytes() != expected:
                    # What somebody wrote in this moment: it goes back, and is looked at anew.
                    _put_back(part, path, content)
                    return False
            else:
                if path.read_bytes() != expected:
                    return False
                part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise unsavable(error, file) from None
    return True


def _put_back(part: Path, path: Path, placed: bytes) -> None:
    """Let ``path`` be what is in ``part``, and take out what we ``placed``; what comes in between is newer, and goes in again."""
    for _ in range(_ROUNDS):
        newer = part.read_bytes()
        exchange(part, path)
        if part.read_bytes() == placed:
            return
        placed = newer


def _content(path: Path, file: str) -> bytes | None:
    """Return what ``path`` holds, None for no file."""
    try:
        with path.open("rb") as opened:
            content = opened.read(TEXT_LIMIT + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UnsavableError(translate(_UNREADABLE).format(file=file, reason=error.strerror or error)) from None
    if len(content) > TEXT_LIMIT:
        raise UnsavableError(translate(_LARGE).format(file=file))
    return content


def _read(path: Path, file: str) -> bytes:
    content = _content(path, file)
    if content is None:
        raise unsavable(FileNotFoundError(2, ""), file)
    return content


def _opened(file: str, path: Path, content: bytes) -> Opened:
    found = decode(content)
    if _is_broken(found.text):
        raise UnsavableError(translate(_NO_TEXT).format(file=file))
    return Opened(file, path, found.text, digest_of(content), found.encoding)
