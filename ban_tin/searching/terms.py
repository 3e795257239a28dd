"""A document to its terms, and how much each of them says of it."""

from collections import Counter
from collections.abc import Iterable

from ban_tin.searching.abbreviations import Shortener, Term
from ban_tin.searching.documents import SearchDocument
from ban_tin.searching.words import END, read_words

#: What stands in a file only; from 1 to 3 how often it stands in the text.
IN_FILE, ONCE, TWICE, OFTEN = 0, 1, 2, 3
TELLING, IN_TITLE, TITLE_AND_TEXT, IN_NUMBER = 4, 5, 6, 7
#: Times from which on a term stands often.
_MANY = 4
_BY_COUNT = (ONCE, ONCE, TWICE, TWICE)


def weigh_terms(document: SearchDocument, shortener: Shortener) -> dict[Term, int]:
    """Return the weight of each term of ``document``: single words, pairs of neighbours, and what it is filtered by."""
    title = count_terms(document.title, shortener)
    text = count_terms(document.text, shortener)
    if document.is_file:
        weights = dict.fromkeys(text, IN_FILE)
        weights.update(dict.fromkeys(title, TELLING))
    else:
        telling = count_terms(document.telling, shortener)
        weights = {term: _BY_COUNT[count] if count < _MANY else OFTEN for term, count in text.items()}
        weights.update(dict.fromkeys(telling, TELLING))
        for term, count in title.items():
            more = count + text[term] + telling[term] > 2
            weights[term] = TITLE_AND_TEXT if more else IN_TITLE
        weights.update(dict.fromkeys(count_terms(document.number, shortener), IN_NUMBER))
    weights.update({(group, ""): ONCE for group in document.filters})
    return weights


def count_terms(text: str, shortener: Shortener) -> Counter[Term]:
    """Return how often each term stands in ``text``: words, neighbours in a sentence, and names in the place of their forms."""
    counts: Counter[Term] = Counter()
    words = read_words(text)
    if not words:
        return counts
    # Whole lists at once, in functions of Python's own: there are as many pairs as words in ten years of articles.
    folded, marks = zip(*words, strict=True)
    counts.update(words)
    counts.update(zip(map(" ".join, zip(folded, folded[1:])), map(" ".join, zip(marks, marks[1:]))))  # noqa: B905, RUF007
    if END in counts:
        over = END[0]
        for term in [term for term in counts if over in term[0]]:
            del counts[term]
    counts.update(shortener.more_terms(words, folded))
    return counts


def count_words(terms: Iterable[tuple[Term, int]]) -> dict[str, int]:
    """Return the single words of letters among the weighed ``terms`` of a document: 2 for one of its title, 1 for the others.

    They are what completion and correction offer; a word that stands in one document alone is offered if it is in a title.
    """
    found: dict[str, int] = {}
    for (folded, _), weight in terms:
        if folded.isalpha() and (folded not in found or weight >= IN_TITLE):
            found[folded] = 2 if weight >= IN_TITLE else 1
    return found
