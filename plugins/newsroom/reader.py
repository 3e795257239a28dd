"""Pelican's reader for ``.md`` files: what other plugins and themes expect of Pelican, around our own reading."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import escape
from pelican.readers import BaseReader
from pelican.urlwrappers import Author, Category, Tag

from ban_tin.articles.source import ReadSource
from ban_tin.building.reading import reader_maker
from ban_tin.building.sources import CarefulReader
from ban_tin.building.state import unpacked
from ban_tin.views import NewsArticle
from plugins.newsroom.begun import begun
from plugins.newsroom.themes import content_html, is_pelican_theme

#: What the reader returns for a file that is not to be built; Pelican makes nothing of it.
_SKIPPED = ("", {"status": "skip", "title": "", "date": datetime.min})


class NewsReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads articles and pages for Pelican. Their ``read_source`` is all that the plan of the site is made of."""

    enabled = True
    file_extensions: ClassVar = ["md"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begins = begun(self.settings)
        self._project, self._findings = begins.project, begins.findings
        self._whole = is_pelican_theme(self._project.theme)
        self._reader = CarefulReader(reader_maker(self._project), self._project.now)

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body's HTML and the metadata; both are empty for a file with errors or not public."""
        found = self._reader.read(source_path)
        self._findings.found.update(found.findings)
        if found.row is None or not found.row.content:
            return _SKIPPED
        entry, content = found.row.entry, unpacked(found.content)
        parted = unpacked(found.comments) if found.comments else None
        lang = getattr(content, "lang", self._project.language)
        # Titles and names are HTML to Pelican's templates.
        shown = escape if self._whole else str
        metadata: dict[str, Any] = {
            "title": str(shown(entry.title)),
            "slug": entry.url.rstrip("/").rpartition("/")[2],
            "lang": lang,
            # A withdrawn article keeps its address, and stands in no list.
            "status": "hidden" if entry.withdrawn else "published",
            "read_source": ReadSource(entry, content, (), parted.all if parted else ()),
        }
        if content.summary and not entry.withdrawn:
            metadata["summary"] = str(shown(content.summary))
        if content.updated:
            metadata["modified"] = content.updated
        if isinstance(content, NewsArticle):
            metadata["date"] = entry.date
            metadata["category"] = self._named(Category, content.category, shown)
            metadata["tags"] = [] if entry.withdrawn else [self._named(Tag, each, shown) for each in content.tags]
            if content.authors:
                metadata["authors"] = [self._named(Author, each, shown) for each in content.authors]
        else:
            # As Pelican names the category of a page; other plugins rely on one.
            metadata["category"] = Category(Path(source_path).parent.name, self.settings)
        whole = (
            content_html(content, self._project.site.translation(lang), lang, self._project.now)
            if self._whole
            else str(content.body)
        )
        return whole, metadata

    def _named(self, kind: type[Any], known: Any, shown: Callable[[str], str]) -> Any:
        """Return a category, a tag or an author of Pelican's, at the address that it has on our site."""
        named = kind(str(shown(known.name)), self.settings)
        named.slug = known.slug
        return named
