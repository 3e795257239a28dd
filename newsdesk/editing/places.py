"""Where a file of a site lies that a browser named, and the newsdesk's own folder beside the site: ``.newsdesk``.

Nothing else looks into a folder whose name begins with a dot: no reader of the site, no watch, no release.
"""

from pathlib import Path

from newsdesk.editing.errors import UnsavableError
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

OWN = ".newsdesk"
_OUTSIDE = N_("“{file}” is no text of this site.")
_GONE = N_("“{file}” is not there any more. It may have been moved or deleted meanwhile.")
_LONGEST = 1000


def find_text(site: SiteFolder, file: str, *, there: bool = True) -> Path:
    """Return the real path of ``file``: an article or page, named by its path below the site's folder.

    Raises ``UnsavableError`` for what is no such path, what leads out of the site, and, unless ``there`` is false, what is not there.
    """
    path = find_file(site, file, there=there)
    if path.suffix != ".md":
        raise UnsavableError(translate(_OUTSIDE).format(file=file))
    return path


def find_file(site: SiteFolder, file: str, *, there: bool = True) -> Path:
    """Return the real path of any plain ``file`` below the site's folder; as ``find_text``."""
    parts = file.split("/")
    plain = all(part and not part.startswith(".") for part in parts) and len(file) <= _LONGEST
    if not plain or "\\" in file or not all(" " <= char != "\x7f" for char in file):
        raise UnsavableError(translate(_OUTSIDE).format(file=file[:_LONGEST]))
    try:
        folder = site.folder.resolve()
        path = folder.joinpath(*parts).resolve()
        inside = path.is_relative_to(folder) and not any(
            part.startswith(".") for part in path.relative_to(folder).parts
        )
        made = any(path.is_relative_to(each.resolve()) for each in (site.output, site.cache))
        if not inside or made or (path.exists() and not path.is_file()):
            raise UnsavableError(translate(_OUTSIDE).format(file=file))
        if there and not path.exists():
            raise UnsavableError(translate(_GONE).format(file=file), gone=True)
    except (OSError, RuntimeError, ValueError):  # links in a circle, names that no disk has
        raise UnsavableError(translate(_OUTSIDE).format(file=file)) from None
    return path


def own_folder(site: SiteFolder) -> Path:
    """Return the newsdesk's own folder, which may not be there yet."""
    return site.folder / OWN


def shown_file(site: SiteFolder, path: Path) -> str:
    """Return how ``path`` is named to a browser. Raises ``ValueError`` for what lies elsewhere."""
    if path.is_relative_to(site.folder):
        return path.relative_to(site.folder).as_posix()
    return path.relative_to(site.folder.resolve()).as_posix()
