"""The words of one file while they are read: up to a limit, and what was read until then is kept whatever ends the reading."""

#: Words that are taken of a file: about 45 pages. One file must not make the index of a month heavy, nor take long to read;
#: what a longer one is about stands in these.
MOST_WORDS = 20_000
#: Signs, where a file has few spaces: words are not longer than this in the middle.
MOST_SIGNS = MOST_WORDS * 12


class EnoughError(Exception):
    """As many words are read as are taken."""


class Gathered:
    """Takes the lines of a file in their order."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words, self._signs = MOST_WORDS, MOST_SIGNS

    def add(self, line: str) -> None:
        """Take one more line. Raises ``EnoughError`` when no other is taken."""
        words = line[: self._signs].split(None, self._words)[: self._words]
        self._lines.append(" ".join(words))
        self._words -= len(words)
        self._signs -= len(line) + 1
        if self._words <= 0 or self._signs <= 0:
            raise EnoughError

    @property
    def lines(self) -> list[str]:
        """Return what was taken, spaces made one; a line that is empty separates."""
        return self._lines
