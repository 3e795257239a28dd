"""A page or a letter that was pasted as plain text: without looks, without pictures, with the words of buttons among those of the text.

``lines`` finds the paragraphs, ``furniture`` what stood round the text, ``guesses`` what was a caption or a heading, ``reader`` writes the flow.
"""

from newsdesk.importing.pasted_text.reader import read_text

__all__ = ["read_text"]
