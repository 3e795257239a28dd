"""What history is told in: a version of an article, and what changed from one to the next."""

from datetime import datetime
from typing import NamedTuple


class Version(NamedTuple):
    """A version of an article as it once was. ``by`` is ``""`` where nobody knows."""

    #: Asked for by this: ``git-`` and a commit, or ``kept-`` and a number.
    id: str
    #: When it was saved or committed.
    at: datetime
    #: Who did it.
    by: str
    #: What was done, in words: the first line of the commit, or what the newsdesk kept it for.
    what: str
    #: Path of the file then, relative to the site's folder: it may have been moved since.
    file: str
    #: Names of the commit and of the kept version that are the same text.
    also: tuple[str, ...] = ()


class Deleted(NamedTuple):
    """An article that is gone and can be brought back. ``id`` is ``trash-`` or ``git-`` and a name."""

    id: str
    file: str
    title: str
    at: datetime
    by: str
