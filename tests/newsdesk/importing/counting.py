"""Words of a source document, to be compared with those of the file that it was read from."""

import html
import re
import unicodedata
from collections import Counter

from newsdesk.importing.source_document import SourceDocument

_BETWEEN = re.compile(r"</?(?:br|p|h[1-6]|ul|ol|li|table|t[drh]|thead|tbody|aside|blockquote|hr)\b[^>]*>")
_NOTE = re.compile(r'<a class="note"[^>]*>\d+</a>')
_WORD = re.compile(r"\w+")


def words_of(text: str) -> Counter[str]:
    """Return the words of ``text`` with how often each is said."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).lower()))


def words_of_flow(flow: str) -> Counter[str]:
    """Return the words that a flow shows; the numbers of notes are its own."""
    text = re.sub("<[^>]*>", "", _BETWEEN.sub(" ", _NOTE.sub("", flow)))
    return words_of(html.unescape(text))


def words_of_document(document: SourceDocument, things: frozenset[str] = frozenset()) -> Counter[str]:
    """Return all words of a document, those that are left out too; of ``things``, a kind of what has no words, the names don't count."""
    left = "\n".join(each.text for each in document.left_out if each.kind not in things)
    return words_of_flow(document.flow) + words_of(left)
