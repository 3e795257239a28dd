"""What ``site.toml`` says to rules. No page is made of it: another word changes no file of the site."""

import re
import tomllib
from datetime import datetime
from pathlib import Path

from ban_tin.articles.body.phones import find_phones
from ban_tin.language.vietnamese import nfc
from ban_tin.site.facts import SiteFacts
from newsdesk.checking.rule import Facts

_WORD = re.compile(r"[^\W\d_]+")


def read_own_words(folder: Path) -> frozenset[str]:
    """Return the words of ``[checking] words`` in the ``site.toml`` of ``folder``, in small letters; of one that can't be read, none."""
    return frozenset(word.lower() for text in _texts(folder, "words") for word in _WORD.findall(nfc(text)))


def read_own_phones(folder: Path) -> frozenset[str]:
    """Return the telephones of ``[checking] phones`` as they are dialled: numbers that the office itself gives to everybody."""
    return frozenset(phone.called for text in _texts(folder, "phones") for phone in find_phones(text))


def _texts(folder: Path, key: str) -> list[str]:
    # Builds say what is wrong with the file.
    try:
        document = tomllib.loads((folder / "site.toml").read_text("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return []
    table = document.get("checking")
    given = table.get(key) if isinstance(table, dict) else None
    return [each for each in given if isinstance(each, str)] if isinstance(given, list) else []


def read_facts(site: SiteFacts, folder: Path, now: datetime) -> Facts:
    """Return what rules know of ``site``, whose ``site.toml`` lies in ``folder``, at the moment ``now``."""
    return Facts(site, now.date(), read_own_words(folder), read_own_phones(folder))
