"""The words of the button that publishes."""

WORDS: dict[str, str] = {}
