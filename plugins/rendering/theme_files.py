"""The files of a theme that templates are made of, as they were when they were read: each is read once."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, TemplateNotFound

#: Folders of a theme whose files a template can set in, by their path in the theme; those of ``templates`` go by their name there.
_FOLDERS = ("components", "css", "js", "images")


class ThemeFiles(FileSystemLoader):
    """Loads templates of the folder ``theme``. What is saved later is for the next one: the digests of the ``files`` stay true.

    ``files`` are the contents by the name that a template has for them.
    """

    def __init__(self, theme: Path) -> None:
        super().__init__([theme / "templates", theme])
        self._paths = {
            **{path.relative_to(theme).as_posix(): path for name in _FOLDERS for path in _files_below(theme / name)},
            **{path.relative_to(theme / "templates").as_posix(): path for path in _files_below(theme / "templates")},
        }
        self.files: dict[str, bytes] = {}
        for name, path in self._paths.items():
            with suppress(FileNotFoundError):  # The lock of an editor is a link to nowhere.
                self.files[name] = path.read_bytes()

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return text, path, and that it never changes. Raises ``TemplateNotFound``, ``UnicodeDecodeError``."""
        if template not in self.files:
            raise TemplateNotFound(template)
        return self.files[template].decode(), str(self._paths[template]), lambda: True

    def list_templates(self) -> list[str]:
        """Return the names of all files."""
        return sorted(self.files)


def _files_below(folder: Path) -> Iterator[Path]:
    for parent, folders, files in os.walk(folder, followlinks=True):
        folders.sort()
        for file in sorted(files):
            yield Path(parent, file)
