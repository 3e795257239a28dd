"""Pages that were cut, mixed and mistyped: none makes the reader fail, and no letter of them is lost."""

import os
import random
from collections import Counter

from bench.importing.portal_pages import make_pages
from newsdesk.importing.source_document import RefusedSourceError
from newsdesk.importing.web_page import read_content
from tests.newsdesk.importing.web_page.words import words_of_document, words_of_html

_PIECES = ("<div>", "</div>", "<table>", "</td>", "<p>", "<br>", "<br><br>", "</table>", "<b>", "<a href=x>", "<ul><li>", "<!--", "<script>", "</form>", "&#16;", "\u00a0")  # fmt: skip
ROUNDS = 20_000 if os.environ.get("SOAK") == "1" else 120


def broken(html: str, chance: random.Random) -> str:
    """Return ``html`` with a few pieces missing, doubled, moved or put in."""
    for _ in range(chance.randint(1, 12)):
        start = chance.randrange(len(html))
        end = min(len(html), start + chance.randint(1, 400))
        html = chance.choice(
            (
                html[:start] + html[end:],
                html[:end] + html[start:],
                html[:start] + chance.choice(_PIECES) + html[start:],
                html[:start] + html[start // 2 : start // 2 + 200] + html[start:],
                html[:start] if start > 2000 else html,
            )
        )
    return html


def letters(words: Counter[str]) -> Counter[str]:
    found: Counter[str] = Counter()
    for word, times in words.items():
        for letter in word:
            found[letter] += times
    return found


def test_nothing_is_lost_of_a_broken_page() -> None:
    chance = random.Random(7)
    pages = [page.html for page in make_pages(3)]
    read = 0
    for number in range(ROUNDS):
        html = broken(chance.choice(pages), chance)
        try:
            document = read_content(html.encode("utf-8", "ignore"), "x.html")
        except RefusedSourceError:
            continue
        read += 1
        lost = letters(words_of_html(html)) - letters(words_of_document(document))
        assert not lost, f"round {number}: {lost}"
    assert read > ROUNDS / 2
