"""Counting words: those of a source are those of its article and those of its report. Readers of all formats are held to it."""

import re
import unicodedata
from collections import Counter
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory

from lxml import html

from newsdesk.importing.draft import Draft
from newsdesk.importing.source_document import SourceDocument
from tests.builders import converted

_WORD = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069]")
#: Kinds of things without words: what is said of them are their names.
_THINGS = frozenset(
    (
        "empty-table",
        "picture-foreign",
        "picture-refused",
        "picture-small",
        "external-picture",
        "missing-picture",
        "link-local",
    )
)
_TAG = re.compile(r"<[^>]*>")
#: Blocks, between which words end; within them tags part none.
_BREAKS = re.compile(
    r"</?(?:p|div|li|ul|ol|td|th|tr|table|thead|tbody|h[1-6]|figure|figcaption|blockquote|pre|br|hr|aside|dt|dd|section|region)\b[^>]*>",
    re.IGNORECASE,
)
#: The mark of an item, as Markdown has it: what readers see of it is no word of the page's text.
_ITEM = re.compile(r"^(?:[> ]|[-+] )*(?:\(?[0-9]{1,4}|\(?[^\W\d_]{1,5})[.)/](?= )", re.MULTILINE)


def words(text: str) -> Counter[str]:
    """Return the words of a plain ``text``, each as often as it stands there."""
    return Counter(_WORD.findall(unicodedata.normalize("NFC", _INVISIBLE.sub("", text))))


def words_of_html(text: str) -> Counter[str]:
    """Return the words that readers see of ``text``, a fragment of HTML."""
    return words(unescape(_TAG.sub("", _BREAKS.sub(" ", text))))


def words_of_flow(document: SourceDocument) -> Counter[str]:
    """Return the words of the flow, the signs of footnotes aside: what they say are their numbers."""
    if not document.flow.strip():
        return Counter()
    root = html.fragment_fromstring(document.flow, create_parent="div")
    for note in root.xpath('.//a[@class="note"]'):
        note.text = ""
    return words_of_html(html.tostring(root, encoding="unicode"))


def body_of(draft: Draft) -> str:
    """Return the Markdown below the head of ``draft``."""
    return draft.text.split("\n---\n", 1)[1]


def page_of(draft: Draft) -> tuple[str, set[str]]:
    """Return the page that our own reader makes of the text of ``draft``, and the kinds of what it finds."""
    with TemporaryDirectory() as folder:
        for name, content in draft.files.items():
            Path(folder, name).write_bytes(content if isinstance(content, bytes) else content.read_bytes())
        page, findings = converted(Path(folder), body_of(draft))
    return page.html, {each.kind for each in findings.found}


def words_of_page(draft: Draft) -> Counter[str]:
    """Return the words that readers see of the text of ``draft``, as our own reader shows it, with the marks of its items."""
    html, _ = page_of(draft)
    return words_of_html(re.sub(r'<a class="footnote-(?:ref|backref)"[^>]*>.*?</a>', "", html))


def words_of_report(draft: Draft) -> Counter[str]:
    """Return the words of the lines that became fields, and of what was left out."""
    left = [each.text for each in draft.left_out if each.kind not in _THINGS]
    return words(" ".join([*(each.text for each in draft.taken), *left]))


def lost_and_added(document: SourceDocument, draft: Draft) -> tuple[Counter[str], Counter[str]]:
    """Return the words of the flow of ``document`` that neither the article nor the report has, and those that the article has beyond it."""
    there = words_of_flow(document)
    reader = words(" ".join(each.text for each in document.left_out))
    found = words_of_page(draft) + words_of_report(draft)
    found.subtract(reader)
    # Marks of lists are words where they were typed, or where our reader leaves them in the text.
    marks = words(" ".join(match[0] for match in _ITEM.finditer(body_of(draft))))
    return there - found - marks, +found - there - marks
