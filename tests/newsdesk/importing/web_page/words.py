"""Words of a page, and of what became of it: a page loses none, wherever they go."""

from collections import Counter

from newsdesk.importing.source_document import SourceDocument
from newsdesk.importing.web_page.tree import parse_page, text_of

#: Where fields are read that no reader sees.
_HEAD = frozenset(("title", "og:title", "JSON-LD"))


def words_of_html(html: str) -> Counter[str]:
    body = parse_page(html).find("body")
    assert body is not None
    return Counter(text_of(body).split())


def words_of_document(document: SourceDocument) -> Counter[str]:
    """Return the words of the flow, of what was left out, and of the lines that fields were read from, each line once."""
    words = words_of_html(f"<html><body>{document.flow or '<p></p>'}</body></html>")
    for each in document.left_out:
        # What is hidden is told, and none of what readers saw.
        words.update(each.text.split() if each.kind != "hidden" else ())
    lines = {
        (found.where, found.quote)
        for name, found in document.fields.items()
        if name not in {"aliases", "old_queries"} and found.where not in _HEAD
    }
    for _, quote in lines:
        words.update(quote.split())
    return words
