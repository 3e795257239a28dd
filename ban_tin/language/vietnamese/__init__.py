"""The Vietnamese language: folding, slugs, collation, dates, numbers and line breaks. Pure functions, no Pelican."""

from ban_tin.language.vietnamese.binding import NO_BREAK_SPACE, bind_headline, bind_words
from ban_tin.language.vietnamese.collation import collation_key
from ban_tin.language.vietnamese.dates import (
    ImpossibleDateError,
    format_date,
    format_datetime,
    format_long_date,
    parse_datetime,
)
from ban_tin.language.vietnamese.numbers import format_number, format_size
from ban_tin.language.vietnamese.text import fold, nfc, slugify

__all__ = [
    "NO_BREAK_SPACE",
    "ImpossibleDateError",
    "bind_headline",
    "bind_words",
    "collation_key",
    "fold",
    "format_date",
    "format_datetime",
    "format_long_date",
    "format_number",
    "format_size",
    "nfc",
    "parse_datetime",
    "slugify",
]
