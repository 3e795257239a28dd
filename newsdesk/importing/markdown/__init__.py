"""Blocks as Markdown of ours, every word escaped where Markdown would take it for a sign. Pure."""

from newsdesk.importing.markdown.document import Names, write_document

__all__ = ["Names", "write_document"]
