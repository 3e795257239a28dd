"""Where things lie in a new site: folders of its sources, and addresses of what the engine makes."""

from typing import NamedTuple

from ban_tin.site.addresses import DOCUMENTS, NOTICES, section_address


class Folders(NamedTuple):
    """Folders of the sources, below that of the site."""

    articles: str
    pages: str


FOLDERS = {"vi": Folders("tin", "trang"), "en": Folders("news", "pages")}


def category_address(slug: str, role: str) -> str:
    """Return where readers are led that look for a category: to the page of its role, where it has one."""
    return {"notices": NOTICES, "documents": DOCUMENTS}.get(role) or section_address(slug)
