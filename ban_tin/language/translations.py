"""The gettext catalogues, compiled in memory from ``theme/locale/<lang>.po``."""

from functools import cache
from gettext import GNUTranslations
from io import BytesIO

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ban_tin.installation import LOCALE

#: Languages with a complete catalogue, the default first.
LANGUAGES = ("vi", "en")


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark now, translate later"
    """Mark ``text`` as a message id."""
    return text


@cache
def translation(lang: str) -> GNUTranslations:
    """Return the catalogue of ``lang``. Raises ``FileNotFoundError`` for a language without one.

    Compiled at the first use instead of at set-up, so that an editor of a .po file has nothing to run and
    no binary file goes into git.
    """
    with (LOCALE / f"{lang}.po").open("rb") as source:
        catalogue = read_po(source, locale=lang)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
