"""The words of the form of front matter."""

WORDS: dict[str, str] = {}
