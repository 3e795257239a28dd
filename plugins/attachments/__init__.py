"""Attachments: what readers are told of a file before they download it."""

from plugins.attachments.inspect import UncountablePagesError, count_pages, inspect_file

__all__ = ["UncountablePagesError", "count_pages", "inspect_file"]
