"""The Vietnamese language: folding, slugs, collation, dates and numbers. Pure functions, no Pelican."""

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
    "ImpossibleDateError",
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
