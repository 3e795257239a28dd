"""The output folder: the plan is made, compared with what lies there, and only what differs is written.

``SiteWriter`` stands in Pelican's own way of building; ``ban_tin.building`` does the same from what the last build remembers.
"""

import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Pelican's writer, which leaves alone what lies there of the plan."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._planned: set[str] = set()
        #: Paths of the plan that something else was to be written to.
        self.kept: set[str] = set()

    def keep(self, paths: Iterable[str], replaced: Iterable[str]) -> None:
        """Keep the files ``paths`` as they are: they are written already, those of ``replaced`` in place of others."""
        self._planned.update(paths)
        self.kept.update(replaced)

    def keeps(self, path: str) -> bool:
        """Return whether nothing else may be written to ``path``; it is noted that something was to be."""
        if path in self._planned:
            self.kept.add(path)
        return path in self._planned

    def tell(self, path: str, context: Mapping[str, Any]) -> None:
        """Tell others that the planned page ``path`` is written, unless Pelican writes it, or it could not be made."""
        if path in self._planned and Path(self.output_path, path).is_file():
            shown = {**context, "output_file": path}
            signals.content_written.send(str(Path(self.output_path, path)), context=shown)

    def write_file(self, name: str, template: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Pelican's generators call this. What they would make of a source file of ours is the planned page."""
        if hasattr(kwargs.get("article") or kwargs.get("page"), "read_source") and name in self._planned:
            self.tell(name, {**context, **kwargs})
        elif not self.keeps(name):
            super().write_file(name, template, context, *args, **kwargs)

    @contextmanager
    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Iterator[Any]:
        """Feeds and the pages of lists come here under names that only Pelican knows."""
        if self.keeps(Path(filename).relative_to(self.output_path).as_posix()):
            yield io.StringIO()
        else:
            with super()._open_w(filename, encoding, override) as file:
                yield file
