"""Attachments: which files are offered, and what readers are told of one before they download it."""

from ban_tin.articles.attachments.inspect import inspect_file
from ban_tin.articles.attachments.kinds import ACTIVE, DRAWINGS, IMAGES, OFFERED, refused_kind
from ban_tin.articles.attachments.pages import UncountablePagesError, count_pages

__all__ = [
    "ACTIVE",
    "DRAWINGS",
    "IMAGES",
    "OFFERED",
    "UncountablePagesError",
    "count_pages",
    "inspect_file",
    "refused_kind",
]
