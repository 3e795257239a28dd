"""What was deleted: moved into ``.newsdesk/trash``, from where it comes back with all that lay beside it. Nothing is emptied by itself."""

import errno
import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ban_tin.articles.comments import comments_file
from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.places import find_file, find_text, own_folder, shown_file
from newsdesk.editing.versions import keep_version
from newsdesk.editing.whole_files import sync_folder, write_whole
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

_ABOUT, _CONTENT = "what.json", "content"
_GONE = N_("This is not in the trash any more.")


@dataclass(frozen=True, slots=True)
class Deleted:
    """Something in the trash: ``file`` is the article or the file that was deleted, as it was named below the site's folder."""

    id: str
    file: str
    #: An article, else a single file.
    article: bool
    at: datetime
    by: str


def delete_article(site: SiteFolder, file: str, by: str) -> str:
    """Move an article, with all that lies in its folder, into the trash; return by which id it comes back. Raises ``UnsavableError``.

    Where its folder holds other articles too, only its own text and comments go.
    """
    path = find_text(site, file)
    with alone_in(site):
        with suppress(OSError):
            keep_version(site, file, path.read_bytes(), by, "deleted", durable=True)
        others = [each for each in path.parent.rglob("*.md") if each != path]
        alone = path.name == "index.md" and not others and path.parent != site.folder.resolve()
        moved = [path.parent] if alone else [each for each in (comments_file(path), path) if each.exists()]
        return _move(site, file, moved, by, article=True)


def delete_file(site: SiteFolder, file: str, by: str) -> str:
    """Move a photo or another single file into the trash; as ``delete_article``."""
    path = find_file(site, file)
    with alone_in(site):
        return _move(site, file, [path], by, article=False)


def restore_article(site: SiteFolder, id: str) -> str:
    """Bring back what ``delete_article`` deleted; return what it is named now: otherwise where its place was taken. Raises ``UnsavableError``."""
    return _restore(site, id)


def restore_file(site: SiteFolder, id: str) -> str:
    """Bring back what ``delete_file`` deleted; as ``restore_article``."""
    return _restore(site, id)


def list_trash(site: SiteFolder) -> list[Deleted]:
    """Return what is in the trash, deleted last first."""
    try:
        ids = sorted((each.name for each in (own_folder(site) / "trash").iterdir()), reverse=True)
    except OSError:
        return []
    found = []
    for each in ids:
        with suppress(OSError, ValueError, KeyError, TypeError):
            entry, moved = _read(site, each)
            if moved:
                found.append(entry)
    return found


def _move(site: SiteFolder, file: str, paths: list[Path], by: str, article: bool) -> str:
    now = datetime.now(UTC)
    root = site.folder.resolve()
    try:
        trash = own_folder(site) / "trash"
        trash.mkdir(exist_ok=True)
        name, number = f"{now:%Y%m%dT%H%M%S.%f}", 1
        while (trash / name).exists():
            number += 1
            name = f"{now:%Y%m%dT%H%M%S.%f}-{number}"
        (trash / name / _CONTENT).mkdir(parents=True)
        places = [path.relative_to(root).as_posix() for path in paths]
        about = {"file": file, "article": article, "at": now.isoformat(), "by": by, "places": places}
        write_whole(trash / name / _ABOUT, json.dumps(about, ensure_ascii=False).encode())
        _move_all([(path, trash / name / _CONTENT / path.name) for path in paths], trash / name)
    except OSError as error:
        raise unsavable(error, file) from None
    return name


def _move_all(moves: list[tuple[Path, Path]], entry: Path) -> None:
    """Move all or nothing into an entry of the trash, which is taken away where nothing could be. Raises ``OSError``."""
    done: list[tuple[Path, Path]] = []
    try:
        for path, target in moves:
            _rename(path, target)
            done.append((path, target))
    except OSError:
        for path, target in reversed(done):
            with suppress(OSError):
                _rename(target, path)
        if not any((entry / _CONTENT).iterdir()):
            shutil.rmtree(entry, ignore_errors=True)
        raise
    for path, target in moves:
        sync_folder(path.parent)
        sync_folder(target.parent)


def _read(site: SiteFolder, id: str) -> tuple[Deleted, list[tuple[Path, Path]]]:
    """Return an entry, and of each thing in it where it lies and where it belongs. Raises ``OSError``, ``ValueError``, ``KeyError``, ``TypeError``."""
    folder = own_folder(site) / "trash" / id
    about = json.loads((folder / _ABOUT).read_bytes())
    root = site.folder.resolve()
    places = [root / str(place) for place in about["places"]]
    if not all(place.is_relative_to(root) and ".." not in place.parts for place in places):
        raise ValueError("a place outside of the site")
    moved = [(folder / _CONTENT / place.name, place) for place in places if (folder / _CONTENT / place.name).exists()]
    at = datetime.fromisoformat(about["at"])
    return Deleted(id, str(about["file"]), bool(about["article"]), at, str(about["by"])), moved


def _restore(site: SiteFolder, id: str) -> str:
    with alone_in(site):
        try:
            if not id or "/" in id or "\\" in id or id.startswith("."):
                raise ValueError
            entry, moved = _read(site, id)
            if not moved:
                raise ValueError
        except (OSError, ValueError, KeyError, TypeError):
            raise UnsavableError(translate(_GONE), gone=True) from None
        file = entry.file
        try:
            for source, place in moved:
                place.parent.mkdir(parents=True, exist_ok=True)
                target = _free(place)
                _rename(source, target)
                sync_folder(target.parent)
                if file == shown_file(site, place) or file.startswith(f"{shown_file(site, place)}/"):
                    file = shown_file(site, target) + file[len(shown_file(site, place)) :]
            shutil.rmtree(own_folder(site) / "trash" / id, ignore_errors=True)
        except OSError as error:
            raise unsavable(error, file) from None
        return file


def _free(place: Path) -> Path:
    """Return where something goes that belongs at ``place``."""
    number, free = 1, place
    while free.exists() or free.is_symlink():
        number += 1
        free = place.with_name(f"{place.stem}-{number}{place.suffix}")
    return free


def _rename(source: Path, target: Path) -> None:
    try:
        source.rename(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        shutil.move(source, target)
