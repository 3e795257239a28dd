"""Where the parts of a site lie in its folder."""

from pathlib import Path
from typing import NamedTuple


class SourceFolders(NamedTuple):
    """Names of the folders with articles and with pages, below that of the site."""

    articles: str
    pages: str


FOLDERS = {"vi": SourceFolders("tin", "trang"), "en": SourceFolders("news", "pages")}


def source_folders(content: Path, language: str) -> SourceFolders:
    """Return the folders of the sources of a site in ``language``: those with names in it, unless only others are there."""
    own = FOLDERS[language]
    there = [each for each in FOLDERS.values() if any((content / name).is_dir() for name in each)]
    return own if own in there or not there else there[0]
