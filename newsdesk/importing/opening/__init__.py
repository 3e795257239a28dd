"""Sources as they lie on a disk: what kind each file is, by its content and not by its name; who reads it, within which limits."""

from newsdesk.importing.opening.kind import kind_of
from newsdesk.importing.opening.reading import READERS, read_source

__all__ = ["READERS", "kind_of", "read_source"]
