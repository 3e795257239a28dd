"""Files beside an article."""

import os
import stat
from difflib import get_close_matches
from pathlib import Path

from plugins.article_body.place import Place
from plugins.vietnamese import nfc


def find_beside(place: Place, name: str) -> Path | None:
    """Return the file ``name`` beside the article at ``place``, which notes that it was asked for; None when it isn't there."""
    found = file_beside(place.real_folder, name)
    place.looked_up[place.folder / name] = found
    return found


def file_beside(folder: Path, name: str) -> Path | None:
    """Return the file ``name`` (NFC) in or below ``folder``, a path without symbolic links, or None.

    Archives made on macOS unpack to names in NFD: the same name, other bytes, and missing to the file system.
    """
    if "/" not in name and _is_itself_file(f"{folder}/{name}"):
        return folder / name
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder):
            return None
        if path.is_file():
            return path
        others = sorted(path.parent.iterdir())
    except (OSError, ValueError):
        return None  # No file can have that name: too long, or with a null character.
    return next((other for other in others if nfc(other.name) == path.name and other.is_file()), None)


def _is_itself_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def nearest_beside(folder: Path, name: str) -> str:
    """Return the name of the file in ``folder`` that ``name`` was probably meant to be: ``anh1.JPG`` for ``Anh1.jpg``."""
    try:
        names = sorted(nfc(path.name) for path in folder.iterdir() if path.is_file() and path.suffix != ".md")
    except OSError:
        return ""
    # anh-2.jpg is another photo than anh-1.jpg, near as the names are.
    by_lower = {each.lower(): each for each in reversed(names) if _digits(each) == _digits(name)}
    near = get_close_matches(name.lower(), sorted(by_lower), n=1, cutoff=0.8)
    return by_lower[near[0]] if near else ""


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def report_missing(place: Place, needle: str, name: str, line: int | None = None) -> None:
    """Report that no file ``name`` lies beside the article, with the file that it may have been meant to be."""
    near = nearest_beside(place.folder, name)
    if line is None:
        line = place.line_of(needle, place.body_start, getattr(needle, "use", 0))
    if near:
        place.findings.add("file-name", place.path, line, file=name, nearest=near)
    else:
        place.findings.add("file-missing", place.path, line, file=name, folder=str(Path(place.path).parent))
