"""Normalising, folding and slugs."""

import re
import unicodedata
from functools import lru_cache

#: Longest slug, in characters: addresses are read out on the telephone and printed on paper.
SLUG_LENGTH = 80


def nfc(text: str) -> str:
    """Return ``text`` in NFC, the only form inside the project.

    macOS hands out file names in NFD and some editors paste it; fonts then fall back for the combining
    marks, and two spellings of one word stop being equal.
    """
    return unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Return ``text`` in lower case without any mark: ``Đảng bộ`` becomes ``dang bo``.

    đ is a letter of its own and not d with a mark, so that NFD leaves it alone; the Icelandic ð (U+00F0)
    is typed for it by mistake and looks the same as a capital.
    """
    plain = text.lower().replace("đ", "d").replace("ð", "d")
    return "".join(c for c in unicodedata.normalize("NFD", plain) if not unicodedata.combining(c))


@lru_cache(maxsize=4096)  # The same tags, authors and categories stand in article after article.
def slugify(text: str, length: int = SLUG_LENGTH) -> str:
    """Return an ASCII slug of at most ``length`` characters, cut at a word: ``GD&ĐT`` becomes ``gd-dt``.

    Text without a single letter or digit gives ``""``; the caller decides what that means.
    """
    words = re.findall(r"[a-z0-9]+", fold(text))
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > length:
            break
        slug = longer
    return slug or "".join(words)[:length]
