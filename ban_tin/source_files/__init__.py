"""Text that people wrote, on its way in: only from plain files of a sensible size, and only characters that can be published."""

from ban_tin.source_files.characters import check_value, clean_text, forbidden_character
from ban_tin.source_files.encodings import UnusableFileError
from ban_tin.source_files.opening import TEXT_LIMIT, read_plain_file, read_text, unreadable_because

__all__ = [
    "TEXT_LIMIT",
    "UnusableFileError",
    "check_value",
    "clean_text",
    "forbidden_character",
    "read_plain_file",
    "read_text",
    "unreadable_because",
]
