"""A theme in layers: the files in the folder ``theme`` of a site are laid over those of the theme that it has, one by one."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ban_tin.findings import Findings
from ban_tin.language.translations import N_
from ban_tin.site.project import Project
from ban_tin.source_files import unreadable_because

#: The folder in that of a site.
FOLDER = "theme"


class ThemeFileError(ValueError):
    """The file ``path`` of a theme can't be used; ``reason`` is a message id where it is ours."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path.name}: {reason}")
        self.path, self.reason = path, reason


class Layer(NamedTuple):
    """A folder with files of a theme, and how findings call it."""

    folder: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of a theme: of files with one name, that of the first layer counts. The last one is a theme of its own."""

    layers: tuple[Layer, ...]

    def file(self, name: str) -> Path:
        """Return the file called ``name`` (a path below the theme); where there is none, that of the last layer."""
        candidates = [layer.folder / name for layer in self.layers]
        return next((path for path in candidates if path.exists()), candidates[-1])

    def text(self, name: str) -> str:
        """Return the text of the file called ``name``. Raises ``ThemeFileError``."""
        path = self.file(name)
        try:
            return path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            raise ThemeFileError(path, N_("it is not UTF-8 text")) from None

    def added(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        """Return the names of the files with one of ``suffixes`` that are laid over a theme which has none of that name."""
        names = {
            path.relative_to(layer.folder).as_posix()
            for layer in self.layers[:-1]
            for path in _files_below(layer.folder / folder)
            if path.suffix.lower() in suffixes
        }
        return sorted(name for name in names if not (self.layers[-1].folder / name).exists())

    def holds(self, path: Path) -> bool:
        """Return whether ``path`` lies in one of the layers."""
        return any(path.is_relative_to(layer.folder) for layer in self.layers)

    def shown(self, path: Path) -> str:
        """Return how findings call the file ``path``, ``""`` for one that lies in no layer."""
        for folder, name in self.layers:
            for given, root in ((path, folder), (path.resolve(), folder.resolve())):
                if given.is_relative_to(root):
                    return f"{name}/{given.relative_to(root).as_posix()}"
        return ""

    @property
    def name(self) -> str:
        """How findings call the theme as a whole."""
        return self.layers[-1].shown


def one_layer(theme: Path) -> Layers:
    """Return the folder ``theme`` as it is."""
    return Layers((Layer(theme, theme.name),))


def theme_layers(project: Project) -> Layers:
    """Return the layers of the theme of ``project``: the site's own files are laid over it, whether there are any or not."""
    own = Layer(project.content / FOLDER, f"{project.content.name}/{FOLDER}")
    return Layers((own, *one_layer(project.theme).layers))


def note_unusable(error: OSError | ValueError, theme: Layers, findings: Findings) -> None:
    """Add the finding that ``error`` is, by which ``theme`` can't be loaded."""
    path, reason = theme.name, str(error)
    if isinstance(error, ThemeFileError):
        path, reason = theme.shown(error.path), error.reason
    elif isinstance(error, OSError) and error.filename:
        path = theme.shown(Path(error.filename)) or str(error.filename)
        reason = N_("it is missing") if isinstance(error, FileNotFoundError) else unreadable_because(error)
    findings.add("theme-unusable", path, reason=reason)


def _files_below(folder: Path) -> Iterator[Path]:
    """Yield the files below ``folder`` that are not hidden."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            yield path
