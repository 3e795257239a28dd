"""The words of importing by dropping."""

WORDS: dict[str, str] = {}
