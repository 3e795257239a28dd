"""The words of the list of articles."""

WORDS: dict[str, str] = {}
