"""A record to a document."""

from collections.abc import Callable

from newsdesk.importing.portals.joomla.articles import read_article
from newsdesk.importing.portals.nukeviet.documents import read_archive, read_law
from newsdesk.importing.portals.nukeviet.news import read_news
from newsdesk.importing.portals.nukeviet.pages import read_page
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.wordpress.articles import read_post
from newsdesk.importing.source_document import SourceDocument

_READERS: dict[tuple[str, str], Callable[[PortalRecord, PortalOptions], SourceDocument]] = {
    ("nukeviet", "news"): read_news,
    ("nukeviet", "law"): read_law,
    ("nukeviet", "archive"): read_archive,
    ("nukeviet", "page"): read_page,
    ("joomla", "article"): read_article,
    ("joomla", "k2"): read_article,
    ("wordpress", "post"): read_post,
    ("wordpress", "page"): read_post,
}


def read_record(record: PortalRecord, options: PortalOptions) -> SourceDocument:
    """Return what ``record`` says. Opens no file but those that it names in the folder of the portal's files."""
    return _READERS[record.portal, record.kind](record, options)
