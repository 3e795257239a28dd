"""The texts of a page by their names, in the site's language: as they are, and as HTML."""

from collections.abc import Mapping
from html import escape

from newsdesk.language import translate


class Labels:
    """Gives the messages of ``texts``, which are in English."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self._texts = texts

    def say(self, name: str) -> str:
        """Return the text ``name``."""
        return translate(self._texts[name])

    def html(self, name: str) -> str:
        """Return the text ``name`` as HTML."""
        return escape(self.say(name))
