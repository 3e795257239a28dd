"""Files beside an article."""

import os
import re
import stat
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote

from ban_tin.articles.body.names import as_target, describe_unseen, fold_name, kin_name
from ban_tin.articles.body.place import SourceContext
from ban_tin.articles.front_matter.quoting import as_value
from ban_tin.language.translations import N_
from ban_tin.language.vietnamese import nfc

#: Where files lie on somebody's own computer: C:\\…, file:///…, \\\\server\\…, /Users/… and the like.
_LOCAL = re.compile(
    r"(?:[A-Za-z]:[\\/]|file:|\\\\|~[\\/]|/(?:Users|home)/[^/]+/[^/]|/Volumes/[^/]|/mnt/[a-z]/)", re.IGNORECASE
)


def find_beside(place: SourceContext, name: str) -> Path | None:
    """Return the file ``name`` beside the article at ``place``, which notes that it was asked for; None when it isn't there."""
    found = file_beside(place.real_folder, name)
    place.looked_up[place.folder / name] = found
    return found


def file_beside(folder: Path, name: str) -> Path | None:
    """Return the file ``name`` (NFC) in or below ``folder``, a path without symbolic links, or None.

    What lies in the folder of another article below it is that article's, which may be no more than a draft.
    """
    if "/" not in name and _is_itself_file(f"{folder}/{name}"):
        return folder / name
    path = _file_below(folder, name)
    return None if path is None or article_between(folder, path) else path


def article_between(folder: Path, path: Path) -> Path | None:
    """Return the source of another article that the file ``path``, somewhere below ``folder``, belongs to; None for none.

    It lies in the file's folder, or in one between that and ``folder``. Files directly in ``folder`` are shared by all articles there.
    """
    for between in path.parents:
        if between == folder:
            return None
        try:
            names = sorted(os.listdir(between))  # noqa: PTH208 - names only
        except OSError:
            return between  # Nobody knows whose it is.
        source = next((name for name in names if name.lower().endswith(".md")), None)
        if source is not None:
            return between / source
    return None


def _file_below(folder: Path, name: str) -> Path | None:
    """Return the file ``name``, whoever's it is.

    Archives made on macOS unpack to names in NFD: the same name, other bytes, and missing to the file system. A name that only looks the
    same (a no-break space, a Cyrillic letter) is meant where no other looks so too.
    """
    try:
        path = (folder / name).resolve()
        if path.is_relative_to(folder) and not path.is_file():
            path = _alike(path).resolve()
        return path if path.is_relative_to(folder) and path.is_file() else None
    except (OSError, ValueError, RuntimeError):
        return None  # No file can have that name: too long, or with a null character; or links that lead in a circle.


def _alike(path: Path) -> Path:
    """Return the file in the folder of ``path`` that has its name in other bytes, or alone looks as if it had it; else ``path``."""
    names = sorted(os.listdir(path.parent))  # noqa: PTH208 - names only
    same = [name for name in names if nfc(name) == path.name]
    if not same:
        folded = fold_name(path.name)
        same = [name for name in names if fold_name(nfc(name)) == folded]
        if len(same) > 1:
            return path
    found = path.with_name(same[0]) if same else path
    return found if found.is_file() else path


def _is_itself_file(path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except (OSError, ValueError):
        return False


def _unusable_because(folder: Path, name: str) -> str:
    """Return why what is called ``name`` in ``folder`` is no file to be used (a message id), ``""`` where nothing has that name."""
    try:
        path = folder / name
        mode = os.lstat(path).st_mode
        if stat.S_ISLNK(mode):
            return (
                N_("it is a link that leads nowhere")
                if not path.exists()
                else N_("it is a link that leads out of its folder")
            )
    except (OSError, ValueError):
        return ""
    if stat.S_ISDIR(mode):
        return N_("it is a folder")
    return "" if stat.S_ISREG(mode) else N_("it is a pipe or a device")


def nearest_beside(folder: Path, name: str) -> str:
    """Return the name of the file in ``folder`` that ``name`` was probably meant to be: ``anh1.JPG`` for ``Anh1.jpg``."""
    name = name.replace("\\", "/").rpartition("/")[2]
    try:
        names = sorted(nfc(path.name) for path in folder.iterdir() if path.is_file() and path.suffix != ".md")
    except OSError:
        return ""
    for likeness in (lambda each: fold_name(each).lower(), kin_name):
        kin = [each for each in names if likeness(each) == likeness(name)]
        if kin:
            return kin[0]
    # anh-2.jpg is another photo than anh-1.jpg, near as the names are.
    by_lower = {each.lower(): each for each in reversed(names) if _digits(each) == _digits(name)}
    near = get_close_matches(name.lower(), sorted(by_lower), n=1, cutoff=0.8)
    return by_lower[near[0]] if near else ""


def _digits(name: str) -> str:
    return "".join(filter(str.isdigit, name))


def report_missing(place: SourceContext, needle: str, name: str, line: int | None = None) -> None:
    """Report that no file ``name`` lies beside the article, with the file that it may have been meant to be.

    Without ``line`` the name stands in the text, where ``needle`` is found: what is to be typed there is the target of a link.
    """
    in_text = line is None
    if line is None:
        line = place.line_of(needle, place.body_start, getattr(needle, "use", 0))
    path = _file_below(place.real_folder, name)
    other = article_between(place.real_folder, path) if path is not None else None
    if other is not None:
        shown = nfc((Path(place.path).parent / other.relative_to(place.real_folder)).as_posix())
        folder = str(Path(place.path).parent)
        place.findings.add("file-elsewhere", place.path, line, file=name, other=shown, folder=folder)
        return
    reason = _unusable_because(place.real_folder, name)
    if reason:
        place.findings.add("file-unusable", place.path, line, file=name, reason=reason)
        return
    near = nearest_beside(place.folder, name)
    if near:
        typed = as_target(near) if in_text else as_value(near)
        unseen = describe_unseen(near)
        kind, values = ("file-name-unseen", {"reason": unseen}) if unseen else ("file-name", {})
        place.findings.add(kind, place.path, line, file=name, nearest=near, typed=typed, **values)
    else:
        place.findings.add("file-missing", place.path, line, file=name, folder=str(Path(place.path).parent))


def local_file_name(address: str) -> str:
    """Return the name of the file at an ``address`` that is a path on somebody's own computer, ``""`` for any other address."""
    if not _LOCAL.match(address):
        return ""
    return nfc(unquote(re.split(r"[\\/]", address.rstrip("\\/"))[-1]))


def report_local(place: SourceContext, written: str, address: str, typed: str) -> None:
    """Report an ``address`` on somebody's own computer, ``written`` so in the text; ``typed`` is the line to type instead."""
    place.report("path-local", written, local=address, folder=str(Path(place.path).parent), typed=typed)
