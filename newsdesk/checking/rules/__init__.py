"""The rules: a module a subject, each with its ``RULES``."""

from newsdesk.checking.rules import (
    capitals,
    contradictions,
    dates,
    doubled_words,
    leftovers,
    numbers,
    office_names,
    signs,
    sums,
    tones,
    unknown_words,
)

MODULES = (
    doubled_words,
    unknown_words,
    tones,
    signs,
    office_names,
    capitals,
    dates,
    contradictions,
    sums,
    numbers,
    leftovers,
)
