"""The last versions of each source file, beside the site: what was saved here, and what others left in the file before.

Of a file ``tin/2026/11/x/index.md`` they are plain files in ``.newsdesk/versions/tin/2026/11/x/index.md/``, which any program can open; a small
file of the same name beside each says when, who and what.
"""

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.places import own_folder
from newsdesk.editing.texts import decode, digest_of
from newsdesk.editing.whole_files import write_whole
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

#: Of each file.
KEPT = 50
_TEXT, _ABOUT = ".md", ".json"
_GONE = N_("This version is not kept any more.")


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a file, without its text."""

    id: str
    #: When it was kept.
    at: datetime
    #: Who made it; ``""`` for the person at this machine, or nobody knows.
    by: str
    #: What was done: ``saved``, ``found`` (another program wrote it), ``fields``, ``undone``, ``redone``, ``restored``, ``deleted``, ``imported``.
    what: str
    #: SHA-256 of its bytes, in hex.
    digest: str


def keep_version(site: SiteFolder, file: str, text: str | bytes, by: str, what: str, *, durable: bool = False) -> str:
    """Keep what ``file`` is or was, and return the version's id; the newest version is not kept twice. Raises ``UnsavableError``.

    It survives the end of any process, if ``durable`` a power cut, too. The oldest beyond ``KEPT`` go.
    """
    content = text.encode("utf-8", "surrogateescape") if isinstance(text, str) else text
    with alone_in(site):
        folder = _folder(site, file)
        newest = next(_each(folder), None)
        digest = digest_of(content)
        if newest is not None and newest.digest == digest:
            return newest.id
        now = datetime.now(UTC)
        name = _free_name(folder, now, newest)
        about = {"at": now.isoformat(), "by": by, "what": what, "digest": digest}
        try:
            folder.mkdir(parents=True, exist_ok=True)
            write_whole(folder / f"{name}{_ABOUT}", json.dumps(about, ensure_ascii=False).encode(), durable=durable)
            # Last: what has a text is a version.
            write_whole(folder / f"{name}{_TEXT}", content, durable=durable)
        except OSError as error:
            raise unsavable(error, file) from None
        _drop_oldest(folder)
        return name


def list_versions(site: SiteFolder, file: str) -> list[Version]:
    """Return the versions of ``file``, newest first."""
    return list(_each(_folder(site, file)))


def version_ids(site: SiteFolder, file: str) -> set[str]:
    """Return the ids of the versions of ``file``."""
    return set(_names(_folder(site, file)))


def read_version(site: SiteFolder, file: str, id: str) -> str:
    """Return the text of a version. Raises ``UnsavableError``."""
    return decode(version_bytes(site, file, id)).text


def version_bytes(site: SiteFolder, file: str, id: str) -> bytes:
    """Return the bytes of a version. Raises ``UnsavableError``."""
    if "/" not in id and "\\" not in id and not id.startswith("."):
        with suppress(OSError, ValueError):
            return (_folder(site, file) / f"{id}{_TEXT}").read_bytes()
    raise UnsavableError(translate(_GONE), gone=True)


def find_version(site: SiteFolder, file: str, digest: str) -> bytes | None:
    """Return the bytes of the version with that ``digest``, None for none."""
    for version in _each(_folder(site, file)):
        if version.digest == digest:
            with suppress(UnsavableError):
                content = version_bytes(site, file, version.id)
                if digest_of(content) == digest:
                    return content
    return None


def _folder(site: SiteFolder, file: str) -> Path:
    return own_folder(site).joinpath("versions", *file.split("/"))


def _names(folder: Path) -> list[str]:
    """Return the ids in a folder, newest first; they begin with the moment."""
    try:
        return sorted(
            (path.stem for path in folder.iterdir() if path.suffix == _TEXT and path.name[0] != "."), reverse=True
        )
    except OSError:
        return []


def _each(folder: Path) -> Iterator[Version]:
    for name in _names(folder):
        with suppress(OSError, ValueError, KeyError, TypeError):
            yield _version(folder, name)


def _version(folder: Path, name: str) -> Version:
    try:
        about = json.loads((folder / f"{name}{_ABOUT}").read_bytes())
        return Version(
            name, datetime.fromisoformat(about["at"]), str(about["by"]), str(about["what"]), str(about["digest"])
        )
    except (OSError, ValueError, KeyError, TypeError):  # its text alone is left
        path = folder / f"{name}{_TEXT}"
        return Version(name, datetime.fromtimestamp(path.stat().st_mtime, UTC), "", "", digest_of(path.read_bytes()))


def _free_name(folder: Path, now: datetime, newest: Version | None) -> str:
    """Return an id that sorts behind all others, also on a clock that was set back."""
    name = f"{now:%Y%m%dT%H%M%S.%f}"
    if newest is not None and name <= newest.id:
        stem, _, number = newest.id.partition("+")
        name = f"{stem}+{(int(number) if number.isdecimal() else 0) + 1:06d}"
    return name


def _drop_oldest(folder: Path) -> None:
    for name in _names(folder)[KEPT:]:
        for suffix in (_TEXT, _ABOUT):
            with suppress(OSError):
                (folder / f"{name}{suffix}").unlink(missing_ok=True)
