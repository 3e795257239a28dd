"""A document to its terms, and how much each of them says of it."""

from collections.abc import Iterable, Sequence

from ban_tin.searching.abbreviations import Shortener
from ban_tin.searching.documents import SearchDocument
from ban_tin.searching.words import Word, read_sentences

#: What stands in a file only; from 1 to 3 how often it stands in the text.
IN_FILE, ONCE, OFTEN = 0, 1, 3
TELLING, IN_TITLE, TITLE_AND_TEXT, IN_NUMBER = 4, 5, 6, 7
#: Times after which a term stands often.
_MANY = 4
#: A term is (its words folded, one space between two; their marks, likewise).
Term = tuple[str, str]


def weigh_terms(document: SearchDocument, shortener: Shortener) -> dict[Term, int]:
    """Return the weight of each term of ``document``: single words, pairs of neighbours, and what it is filtered by."""
    title = _count(document.title, shortener)
    if document.is_file:
        weights = dict.fromkeys(_count(document.text, shortener), IN_FILE)
        weights.update(dict.fromkeys(title, TELLING))
    else:
        counts = _count(f"{document.title}\n{document.number}\n{document.telling}\n{document.text}", shortener)
        weights = {term: ONCE if count == 1 else 2 if count < _MANY else OFTEN for term, count in counts.items()}
        weights.update(dict.fromkeys(_count(document.telling, shortener), TELLING))
        for term in title:
            weights[term] = TITLE_AND_TEXT if weights[term] == OFTEN or counts[term] > 2 else IN_TITLE
        weights.update(dict.fromkeys(_count(document.number, shortener), IN_NUMBER))
    weights.update({(group, ""): ONCE for group in document.filters})
    return weights


def _count(text: str, shortener: Shortener) -> dict[Term, int]:
    """Return how often each term stands in ``text``."""
    counts: dict[Term, int] = {}
    for words in read_sentences(text):
        _count_sentence(words, counts)
        shorter = shortener.shorten(words)
        if shorter is not None:
            # As it is written, and with short names: what stands in both counts once more, which matters little.
            _count_sentence(shorter, counts)
    return counts


def _count_sentence(words: Sequence[Word], counts: dict[Term, int]) -> None:
    folded_before = marks_before = ""
    for folded, marks in words:
        term = folded, marks
        counts[term] = counts.get(term, 0) + 1
        if folded_before:
            term = f"{folded_before} {folded}", f"{marks_before} {marks}"
            counts[term] = counts.get(term, 0) + 1
        folded_before, marks_before = folded, marks


def single_words(terms: Iterable[Term]) -> set[str]:
    """Return the single words of letters among ``terms``: those that completion and correction offer."""
    return {folded for folded, _ in terms if folded.isalpha()}
