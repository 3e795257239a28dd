"""The words of history."""

WORDS: dict[str, str] = {}
