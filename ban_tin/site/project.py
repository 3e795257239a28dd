"""A site to build: its folders, its facts and the moment of the build, as one value."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path

from ban_tin.site.facts import SiteFacts

#: Where articles and pages lie in the folder of a site, by its language.
SOURCE_FOLDERS = {"vi": ("tin", "trang"), "en": ("news", "pages")}


@dataclass(frozen=True, slots=True)
class Project:
    """All that a build is given from outside. Every folder is one of the file system, absolute or relative to the current one."""

    #: The folder of the site, with ``site.toml``, articles and pages.
    content: Path
    #: The theme that makes its pages.
    theme: Path
    #: Photos, fonts and cards that need not be made again; safe to delete at any time.
    cache: Path
    #: Where builds remember what they did.
    states: Path
    #: What ``site.toml`` says.
    site: SiteFacts
    #: The moment at which the site is as it is built, in its time zone.
    now: datetime
    #: Warnings stop the build too.
    strict: bool = False
    #: Names of folders below ``content`` that hold articles.
    article_folders: tuple[str, ...] = ("tin",)
    #: Names of folders below ``content`` that hold pages.
    page_folders: tuple[str, ...] = ("trang",)
    #: Patterns of names that are passed over, as ``fnmatch`` reads them.
    ignored: tuple[str, ...] = (".*",)
    #: Modules of Pelican's plugins, ours and others'.
    plugins: tuple[str, ...] = ()

    @property
    def language(self) -> str:
        """The language of the site, in which those who build it are spoken to."""
        return self.site.language

    @property
    def source_folders(self) -> tuple[str, ...]:
        """Names of all folders below ``content`` that hold source files."""
        return (*self.article_folders, *self.page_folders)

    @property
    def facts_file(self) -> str:
        """How ``site.toml`` is named in findings."""
        return f"{self.content.name}/site.toml"

    @property
    def state_file(self) -> Path:
        """Where builds of this content remember, whatever it is called: one file for each folder."""
        content = str(self.content.resolve())
        return self.states / f"{blake2b(content.encode(), digest_size=8).hexdigest()}.sqlite"


def source_folders(content: Path, language: str) -> tuple[str, str]:
    """Return the names of the folders of articles and of pages in the site's folder ``content``.

    They are those of its ``language``; a site that has the folders of another language, and not these, keeps them.
    """
    own = SOURCE_FOLDERS[language]
    for names in (own, *SOURCE_FOLDERS.values()):
        if any((content / name).is_dir() for name in names):
            return names
    return own
