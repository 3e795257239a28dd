"""What is typed and not saved yet, kept on the disk: it survives the end of the browser, of the preview and of the machine's program."""

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.places import find_text, own_folder
from newsdesk.editing.whole_files import write_whole
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

#: Letters of one place, places of one file, bytes of all. Nobody types more; a script that runs wild does.
LONGEST, PLACES, ALL = 400_000, 100, 50_000_000
_LONG = N_("This text is too long to be kept unsaved. Save it.")
_MANY = N_("Too many texts are kept unsaved. Save some of them.")


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Text that was typed at ``place`` of a file; what a place is called is the page's business."""

    place: str
    text: str
    #: The version of the file that it was typed over.
    digest: str
    #: Who typed it, as in ``save``.
    by: str
    #: When it came, in ISO 8601.
    at: str


def keep_unsaved(site: SiteFolder, file: str, place: str, text: str, digest: str, by: str) -> None:
    """Keep what is typed at ``place`` of ``file``, in the place of what was kept there. Raises ``UnsavableError``."""
    find_text(site, file, there=False)
    if len(text) > LONGEST or len(place) > 1000:
        raise UnsavableError(translate(_LONG))
    value = Unsaved(place, text, digest, by, datetime.now(UTC).isoformat())
    content = json.dumps(asdict(value)).encode()  # ASCII, whatever a broken script sends
    with alone_in(site):
        path = _path(site, file, place)
        if not path.exists() and (len(_files(path.parent)) >= PLACES or _size(site) + len(content) > ALL):
            raise UnsavableError(translate(_MANY))
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, content, durable=False)
        except OSError as error:
            raise unsavable(error, file) from None


def list_unsaved(site: SiteFolder, file: str) -> list[Unsaved]:
    """Return all that is kept of ``file``, the oldest first."""
    found = []
    for path in _files(_folder(site, file)):
        with suppress(OSError, ValueError, TypeError):
            found.append(Unsaved(**json.loads(path.read_bytes())))
    return sorted(found, key=lambda each: each.at)


def drop_unsaved(site: SiteFolder, file: str, place: str) -> None:
    """Forget what is kept at ``place``: it was saved, or thrown away. Raises ``UnsavableError``."""
    find_text(site, file, there=False)
    with alone_in(site):
        try:
            _path(site, file, place).unlink(missing_ok=True)
            with suppress(OSError):  # while there is more in it
                _folder(site, file).rmdir()
        except OSError as error:
            raise unsavable(error, file) from None


def _folder(site: SiteFolder, file: str) -> Path:
    return own_folder(site).joinpath("unsaved", *file.split("/"))


def _path(site: SiteFolder, file: str, place: str) -> Path:
    return _folder(site, file) / f"{hashlib.sha256(place.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.json"


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".json" and path.name[0] != ".")
    except OSError:
        return []


def _size(site: SiteFolder) -> int:
    return sum(path.stat().st_size for path in (own_folder(site) / "unsaved").rglob("*.json"))
