"""Drafts on disk: whole or not at all, and never over what is there."""

from newsdesk.importing.writing.known import find_imported
from newsdesk.importing.writing.write import Outcome, Written, write

__all__ = ["Outcome", "Written", "find_imported", "write"]
