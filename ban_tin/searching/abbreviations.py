"""One name for all the forms of a name: an article that says GD&ĐT is found by whoever types giáo dục và đào tạo."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from ban_tin.searching.words import Word, folded_words


class Abbreviation(NamedTuple):
    """The one word that stands for all ``forms``, each a row of folded words."""

    name: str
    forms: tuple[tuple[str, ...], ...]


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
    """Replaces the forms of ``abbreviations`` by their names, the longest ones first."""

    def __init__(self, abbreviations: Iterable[Abbreviation]) -> None:
        # By the first word: most words begin no form.
        self._by_first: dict[str, list[tuple[tuple[str, ...], Word]]] = {}
        for each in abbreviations:
            for form in each.forms:
                if form != (each.name,):
                    self._by_first.setdefault(form[0], []).append((form, Word(each.name, "")))
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form[0]))
        self._first = self._by_first.keys()

    def shorten(self, words: Sequence[Word]) -> list[Word] | None:
        """Return ``words`` with names in the place of forms; ``None`` where none stands there."""
        if not self._first or self._first.isdisjoint([word[0] for word in words]):
            return None
        shorter: list[Word] = []
        position, found = 0, False
        while position < len(words):
            for form, name in self._by_first.get(words[position].folded, ()):
                if tuple([word.folded for word in words[position : position + len(form)]]) == form:
                    shorter.append(name)
                    position += len(form)
                    found = True
                    break
            else:
                shorter.append(words[position])
                position += 1
        return shorter if found else None
