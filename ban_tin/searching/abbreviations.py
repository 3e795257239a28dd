"""One name for all the forms of a name: an article that says GD&ĐT is found by whoever types giáo dục và đào tạo."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ban_tin.searching.words import END, Word, folded_words

#: (Words folded, one space between two; their marks, likewise.)
Term = tuple[str, str]


class Abbreviation(NamedTuple):
    """The one word that stands for all ``forms``, each a row of folded words."""

    name: str
    forms: tuple[tuple[str, ...], ...]


def pair_of(first: Word, second: Word) -> Term:
    """Return the term that two neighbours make."""
    return f"{first[0]} {second[0]}", f"{first[1]} {second[1]}"


@lru_cache(maxsize=8)
def read_abbreviations(given: tuple[str, ...]) -> tuple[Abbreviation, ...]:
    """Return the abbreviations that ``site.toml`` gives, ``GDĐT = GD&ĐT = giáo dục và đào tạo`` each."""
    found = []
    for each in given:
        rows = [tuple(folded_words(form).split()) for form in each.split("=")]
        rows = [row for row in rows if row]
        if rows:
            found.append(Abbreviation("".join(rows[0]), tuple(dict.fromkeys(rows))))
    return tuple(found)


class Shortener:
    """Finds the forms of ``abbreviations`` in a text, the longest ones first."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        # By the first word: most words begin no form.
        self._by_first: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
        for each in abbreviations:
            for form in each.forms:
                if form == (each.name,):
                    continue
                self._by_first.setdefault(form[0], []).append((form, (each.name, "")))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))

    def more_terms(self, words: Sequence[Word], folded: Sequence[str]) -> list[Term]:
        """Return what stands in ``words`` once their forms are replaced by names, and did not before: names, and pairs with them.

        ``folded`` are the words without marks.
        """
        by_first, found = self._by_first, list[Term]()
        ended, before = -1, words[0] if words else END
        for start in [position for position, word in enumerate(folded) if word in by_first]:
            if start < ended:
                continue
            for form, name in by_first[folded[start]]:
                end = start + len(form)
                if tuple(folded[start:end]) == form:
                    before = before if start == ended else words[start - 1] if start else END
                    after = words[end] if end < len(words) else END
                    found += [name, *(pair_of(*pair) for pair in ((before, name), (name, after)) if END not in pair)]
                    ended, before = end, name
                    break
        return found
