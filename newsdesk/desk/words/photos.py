"""The words of photos on the page."""

WORDS: dict[str, str] = {}
