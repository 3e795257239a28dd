"""From ``flow`` to an article: blocks, then what each of them is. Pure: no file, no clock, nothing of the site."""

from newsdesk.importing.structure.article import structure
from newsdesk.importing.structure.values import Structured, Taken

__all__ = ["Structured", "Taken", "structure"]
