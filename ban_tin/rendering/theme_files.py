"""The files of a theme that templates are made of, as they were when they were read: each is read once."""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound

from ban_tin.rendering.layers import Layers

#: Catalogues belong to the code.
_LEFT_OUT = {"templates", "locale"}


class ThemeFiles(FileSystemLoader):
    """Loads templates of ``theme``. What is saved later is for the next one: the digests of the ``files`` stay true.

    ``files`` are the contents by the name that a template has for them: the path below ``templates``, else that below ``theme``.
    """

    def __init__(self, theme: Layers) -> None:
        layers = [layer.folder for layer in theme.layers]
        super().__init__([folder for layer in layers for folder in (layer / "templates", layer)])
        # What stands later takes the place of what is called the same.
        plain = [(layer, _LEFT_OUT) for layer in reversed(layers)]
        templates = [(layer / "templates", set[str]()) for layer in reversed(layers)]
        self._paths = {
            path.relative_to(folder).as_posix(): path
            for folder, left_out in (*plain, *templates)
            for path in _files_below(folder, left_out)
        }
        self._layers = theme
        self.files: dict[str, bytes] = {}
        for name, path in self._paths.items():
            with suppress(FileNotFoundError):  # The lock of an editor is a link to nowhere.
                self.files[name] = path.read_bytes()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return text, path, and that it never changes. Raises ``TemplateNotFound``, ``UnicodeDecodeError``."""
        name = file_name(template)
        if name not in self.files:
            raise TemplateNotFound(template)
        return _without_indents(self.files[name].decode()), str(self._paths[name]), lambda: True

    def shown(self, name: str) -> str:
        """Return how a person is told of the file called ``name``."""
        layer = next(each for each in self._layers.layers if self._paths[name].is_relative_to(each.folder))
        return f"{layer.shown}/{name}"

    def list_templates(self) -> list[str]:
        """Return the names of all files."""
        return sorted(self.files)


def _without_indents(text: str) -> str:
    """Return a template without the spaces that its lines begin with: they show its structure, and readers would load them with each page."""
    # Only there are they seen.
    return text if re.search("<(?:pre|textarea)", text) else re.sub("^[ \t]+", "", text, flags=re.MULTILINE)


def file_name(template: str) -> str:
    """Return the name in ``ThemeFiles.files`` of what a template names: as a path, ``./base.html`` is ``base.html``."""
    parts = [part for part in template.split("/") if part not in ("", ".")]
    return "/".join(parts[1:] if parts[:1] == ["templates"] else parts)


def _files_below(top: Path, left_out: set[str]) -> Iterator[Path]:
    for parent, folders, files in os.walk(top, followlinks=True):
        # Hidden folders are those of editors and of version control.
        folders[:] = sorted(
            each for each in folders if not each.startswith(".") and not (Path(parent) == top and each in left_out)
        )
        for file in sorted(files):
            yield Path(parent, file)
