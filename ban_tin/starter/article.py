"""A new article: its place and its first lines, made of a title."""

from collections.abc import Collection
from datetime import datetime

from ban_tin.language.translations import N_, translation
from ban_tin.language.vietnamese import slugify
from ban_tin.starter.quoting import quote

#: Names of articles whose title has no letter of an address.
_NAMELESS = {"vi": "bai-moi", "en": "new-article"}


def article_slug(title: str, taken: Collection[str], language: str) -> str:
    """Return a slug for an article called ``title`` that is not ``taken``: the second of its name ends with ``-2``."""
    slug = slugify(title) or _NAMELESS[language]
    number = 1
    while (numbered := slug if number == 1 else f"{slug}-{number}") in taken:
        number += 1
    return numbered


def article_text(title: str, date: datetime, category: str, language: str, remarks: bool = True) -> str:
    """Return the source of a draft, ready to be written on; ``remarks`` say to who edits the file what goes where."""
    gettext = translation(language).gettext
    summary = gettext(N_("Two sentences that say what matters."))
    remark = gettext(N_("Write here."))
    return "\n".join(
        [
            "---",
            f"title: {quote(title)}",
            f"date: {date:%Y-%m-%d %H:%M}",
            f"category: {quote(category)}",
            "status: draft",
            *([f"# summary: {quote(summary)}"] if remarks else []),
            "---",
            "",
            # A remark: who forgets it publishes nothing of it.
            *([f"<!-- {remark} -->", ""] if remarks else []),
        ]
    )
