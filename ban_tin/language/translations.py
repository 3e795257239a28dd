"""Messages: English as the code says them, others by a catalogue, compiled in memory from ``theme/locale/<lang>.po``.

A site may say some of them in its own words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from typing import TYPE_CHECKING

from ban_tin.installation import LOCALE

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

#: Languages of sites, the default first.
LANGUAGES = ("vi", "en")
#: Of them, the one that needs no catalogue.
_AS_WRITTEN = "en"


@dataclass(frozen=True, slots=True)
class OwnMessage:
    """What a site says in ``lang`` instead of the message ``text``: its words for each plural form there is."""

    lang: str
    text: str
    words: tuple[str, ...]


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "mark now, translate later"
    """Mark ``text`` as a message id."""
    return text


@lru_cache(maxsize=32)
def translation(lang: str, own: tuple[OwnMessage, ...] = ()) -> NullTranslations:
    """Return the messages in ``lang``, with a site's ``own`` in place of ours. Raises ``FileNotFoundError`` for another language."""
    ours = _compiled(lang)
    words = {each.text: each.words for each in own if each.lang == lang}
    return _WithOwn(words, ours) if words else ours


class _WithOwn(NullTranslations):
    """Says messages in a site's own words, and all others as ``ours`` does."""

    def __init__(self, words: Mapping[str, tuple[str, ...]], ours: NullTranslations) -> None:
        super().__init__()
        self._words = words
        self.add_fallback(ours)

    def gettext(self, message: str) -> str:
        found = self._words.get(message)
        return found[0] if found else super().gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        found = self._words.get(msgid1)
        # Of our languages one has no plural, the other one for all but 1.
        return found[min(len(found) - 1, int(n != 1))] if found else super().ngettext(msgid1, msgid2, n)


@cache
def known_messages() -> Mapping[str, tuple[str, ...]]:
    """Return every message by its text: that text, and the plural where it has one."""
    texts = [(message.id,) if isinstance(message.id, str) else tuple(message.id) for message in _read(LANGUAGES[0])]
    return {each[0]: each for each in texts if each[0]}


def _read(lang: str) -> "Catalog":
    # Here, as the facts of a site and the views of its pages are loaded without a catalogue.
    from babel.messages.pofile import read_po

    with (LOCALE / f"{lang}.po").open("rb") as source:
        return read_po(source, locale=lang)


@cache
def _compiled(lang: str) -> NullTranslations:
    """Compiled at the first use instead of at set-up, so that an editor of a .po file has nothing to run and no binary file goes into git."""
    if lang == _AS_WRITTEN:
        return NullTranslations()
    from babel.messages.mofile import write_mo  # As in ``_read``.

    compiled = BytesIO()
    write_mo(compiled, _read(lang))
    compiled.seek(0)
    return GNUTranslations(compiled)
