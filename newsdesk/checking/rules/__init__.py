"""The rules: a module a subject, each with its ``RULES``."""

from newsdesk.checking.rules import (
    capitals,
    contradictions,
    dates,
    doubled_words,
    leftovers,
    notices,
    numbers,
    office_names,
    pages,
    papers,
    personal,
    reading,
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
    pages,
    reading,
    notices,
    papers,
    personal,
)
