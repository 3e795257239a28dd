"""The writer: makes ``output/`` equal to the plan, and touches only what differs.

Everything is rendered before the first file is written, so that a mistake in a template leaves the last
good site in place.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pelican import signals
from pelican.writers import Writer

from plugins.assets import load_assets
from plugins.output_tree.tree import sync_tree
from plugins.rendering import Renderer
from plugins.site_plan import Plan
from plugins.translations import translation

__all__ = ["SiteWriter", "register"]


class SiteWriter(Writer):  # type: ignore[misc]  # Pelican has no types
    """Collects a build's files in memory; ``commit`` writes them."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._content: dict[str, bytes | Path] = {}
        self.settings["WRITER"] = self

    def write_file(self, name: str, template: Any, context: dict[str, Any], *args: Any, **kwargs: Any) -> None:
        """Pelican's generators call this; what our reader read is rendered from its view model instead."""
        content = kwargs.get("article") or kwargs.get("page")
        if not hasattr(content, "site_url"):
            super().write_file(name, template, context, *args, **kwargs)

    @contextmanager
    def _open_w(self, filename: str, encoding: str, override: bool = False) -> Iterator[io.StringIO]:
        """Pages of other plugins go the same way as ours."""
        text = io.StringIO()
        yield text
        self._content[Path(filename).relative_to(self.output_path).as_posix()] = text.getvalue().encode(encoding)

    def write_plan(self, plan: Plan, static: dict[str, Path]) -> None:
        """Render every planned page; collect every planned file and Pelican's ``static`` ones by path."""
        assets = load_assets(Path(self.settings["THEME"]), plan, Path(self.settings["CACHE_FOLDER"]))
        renderer = Renderer(Path(self.settings["THEME"]), plan.site, assets)
        self._content |= static | plan.files
        for asset in assets.files:
            self._content[asset.path] = asset.content
        for path, page in plan.pages.items():
            self._content[path] = renderer.render(page.template, page.view).encode()

    def commit(self) -> None:
        """Make the output folder equal to what was collected."""
        done = sync_tree(Path(self.output_path), self._content)
        text = translation(self.settings["DEFAULT_LANG"]).gettext(
            "{folder}: {written} files written, {deleted} deleted, {total} in all"
        )
        numbers = {"written": len(done.written), "deleted": len(done.deleted), "total": done.total}
        print(text.format(folder=Path(self.output_path).name, **numbers))


def _writer(pelican: Any) -> type[SiteWriter]:
    return SiteWriter


def _finish(pelican: Any) -> None:
    pelican.settings["WRITER"].commit()


def register() -> None:
    """Connect the writer, and the moment when every generator has handed over its pages."""
    signals.get_writer.connect(_writer)
    signals.finalized.connect(_finish)
