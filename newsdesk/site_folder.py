"""Which site a command is about: the one that is named, the one that one stands in, or the demonstration of a checkout."""

import os
from dataclasses import dataclass
from pathlib import Path

from newsdesk.language import translate

#: The folder with the generator's theme and code. Not from ``ban_tin``, which an edit may have broken: a preview goes on.
PROGRAM = Path(__file__).parents[1]
#: What makes a folder a site.
FACTS = "site.toml"
#: Pelican's settings: for looking and building, and for publishing; of the site where it has such a file, else of the program.
SETTINGS, PUBLISHING = "pelicanconf.py", "publishconf.py"


class NoSiteError(Exception):
    """There is no site to work on; the text says what to type, in the editor's language."""


@dataclass(frozen=True, slots=True)
class SiteFolder:
    """A site: where it lies, and where what is made of it goes. ``program`` is the folder of the generator's theme and code."""

    folder: Path
    output: Path
    cache: Path
    settings: Path
    program: Path = PROGRAM

    @property
    def is_installed(self) -> bool:
        """Return whether the program is an installed package, which nobody edits, and no checkout."""
        return self.program.name == "_beside"

    def pelican_settings(self) -> dict[str, str]:
        """Return what Pelican is told beside its file of settings."""
        return {"PATH": str(self.folder), "OUTPUT_PATH": str(self.output), "CACHE_FOLDER": str(self.cache)}


def shown(path: Path) -> str:
    """Return ``path`` as a person reads it who stands in the current folder."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def find_site(
    named: str = "", output: str = "", settings: str = "", publishing: bool = False, program: Path = PROGRAM
) -> SiteFolder:
    """Return the site in the folder ``named``, else in the current one, else the demonstration. Raises ``NoSiteError``.

    ``output`` and ``settings`` take the place of what the site has; ``""`` for nothing named.
    """
    folder = _named(named) if named else _unnamed(program)
    given = _full(settings) if settings else None
    if given and not given.is_file():
        raise NoSiteError(translate("There is no file “{path}” with settings.").format(path=settings))
    # The demonstration has nothing but content in its folder.
    demonstration = program / "content"
    around = program if demonstration.is_dir() and folder.samefile(demonstration) else folder
    names = (PUBLISHING, SETTINGS) if publishing else (SETTINGS,)
    own = [path for name in names if (path := folder / name).is_file()]
    return SiteFolder(
        folder,
        _full(output) if output else around / "output",
        around / ".cache",
        given or next(iter(own), program / names[0]),
        program,
    )


def _full(name: str) -> Path:
    # Without following links: a person knows the folder by this name.
    return Path(os.path.abspath(name))  # noqa: PTH100


def _named(name: str) -> Path:
    folder = _full(name)
    if (folder / FACTS).is_file():
        return folder
    if near := _nearest(folder):
        message = translate("There is no site.toml in “{folder}”, but in “{near}”. Name that one: --site {near}")
        raise NoSiteError(message.format(folder=name, near=shown(near)))
    message = translate("There is no site.toml in “{folder}”. To begin a site there, type: ban-tin new {folder}")
    raise NoSiteError(message.format(folder=name))


def _unnamed(program: Path) -> Path:
    here = Path.cwd()
    if (here / FACTS).is_file():
        return here
    demonstration = program / "content"
    if (demonstration / FACTS).is_file() and here.is_relative_to(program):
        return demonstration
    if above := _above(here):
        message = translate("There is no site.toml here, but in “{near}”. Name that one: --site {near}")
        raise NoSiteError(message.format(near=shown(above)))
    if (demonstration / FACTS).is_file():
        return demonstration
    message = translate(
        "There is no site.toml here. Name the folder of the site with --site FOLDER, or begin one: ban-tin new FOLDER"
    )
    raise NoSiteError(message)


def _nearest(folder: Path) -> Path | None:
    """Return the folder with a site.toml that was perhaps meant: one below, or the nearest above."""
    below = sorted(path.parent for path in folder.glob(f"*/{FACTS}")) if folder.is_dir() else []
    return below[0] if below else _above(folder)


def _above(folder: Path) -> Path | None:
    return next((each for each in folder.parents if (each / FACTS).is_file()), None)
