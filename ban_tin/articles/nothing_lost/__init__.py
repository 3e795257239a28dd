"""The principle: every word that an editor wrote is on the page, or a finding names its line; and no sign is seen that was no text.

Pure: the text of a body and the HTML published of it, and what is wrong between them. It knows as little of Markdown as can be, so that
it finds what nobody thought of.
"""

from ban_tin.articles.nothing_lost.check import Around, Told, check_words
from ban_tin.articles.nothing_lost.fields import check_shown_fields

__all__ = ["Around", "Told", "check_shown_fields", "check_words"]
