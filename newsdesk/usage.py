"""What argparse says, in the language of the site: it looks its own words up in gettext, which has them in English only."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from gettext import NullTranslations
from typing import Any

from newsdesk.language import N_

#: The words of argparse that are seen here.
WORDS = (
    N_("usage:"),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("%(prog)s: error: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("expected one argument"),
)


@contextmanager
def in_language(catalogue: NullTranslations) -> Iterator[None]:
    """Let argparse speak the language of ``catalogue`` meanwhile; words that are not in it stay English."""

    def translate(text: str | None) -> str | None:
        if not text:
            return text  # As argparse asks for, where a parser has no title.
        words = text.strip()  # A catalogue has no spaces around them.
        return text.replace(words, catalogue.gettext(words))

    module: Any = argparse
    before = module._, module.ngettext
    module._, module.ngettext = translate, catalogue.ngettext
    try:
        yield
    finally:
        module._, module.ngettext = before
