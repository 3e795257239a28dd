"""What the scripts of the newsdesk's page say: a file a room, each with ``WORDS``: a name and an English message that the catalogue knows.

A script writes ``word("editing.save")``; values stand in braces, ``word("list.found", {number: 12})``.
"""

from newsdesk.desk.words import editing, fields, history, importing, listing, photos, publishing
from newsdesk.language import catalogue

_ROOMS = {
    "editing": editing.WORDS,
    "fields": fields.WORDS,
    "history": history.WORDS,
    "import": importing.WORDS,
    "list": listing.WORDS,
    "photos": photos.WORDS,
    "publish": publishing.WORDS,
}


def all_words() -> dict[str, str]:
    """Return all of them in the language of the site, by room and name."""
    gettext = catalogue().gettext
    return {f"{room}.{name}": gettext(text) for room, words in _ROOMS.items() for name, text in words.items()}
