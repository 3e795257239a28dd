"""The rules: a module a subject, each with its ``RULES``."""

from newsdesk.checking.rules import doubled_words

MODULES = (doubled_words,)
