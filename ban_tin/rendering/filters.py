"""The filters of our templates, for each language; other themes get the Vietnamese ones from ``pelicanconf.py``."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from markupsafe import Markup, escape

from ban_tin.language.vietnamese import (
    bind_headline,
    bind_words,
    format_date,
    format_datetime,
    format_long_date,
    format_number,
    format_size,
)
from ban_tin.views import Comment


def template_filters(lang: str, compounds: Sequence[str] = ()) -> dict[str, Callable[..., Any]]:
    """Return the filters by name, writing dates and sizes as ``lang`` does; ``compounds`` as in ``bind_headline``."""
    return {
        "date": format_date,
        "datetime": partial(format_datetime, lang=lang),
        "iso": iso,
        "long_date": partial(format_long_date, lang=lang),
        "number": partial(format_number, lang=lang),
        "file_size": partial(format_size, lang=lang),
        "bound": bind_words,
        "headline": partial(bind_headline, compounds=compounds),
        "meta_tags": meta_tags,
        "with_breaks": with_breaks,
        "comment_id": comment_id,
    }


def meta_tags(meta: Iterable[tuple[str, str, str]]) -> Markup:
    """Return the ``<meta>`` of (attribute, name, content) each; names are ours. In a template the thirty of an article took a tenth of its time."""
    tags = [f'<meta {attribute}="{name}" content="{escape(content)}">' for attribute, name, content in meta]
    return Markup("\n  ".join(tags))  # noqa: S704 - escaped


def with_breaks(text: str) -> Markup:
    """Return plain ``text`` as HTML with its line breaks; more than one empty line in a row are one."""
    return Markup("<br>").join(re.sub(r"\n\s*\n", "\n\n", text).split("\n"))


def comment_id(comment: Comment) -> str:
    """Return the ``id`` of a comment on its page. The day is in it, as numbers begin anew with the counter's database."""
    return f"y{comment.id}-{comment.received:%y%m%d}"


def iso(moment: date | datetime) -> str:
    """Return the value of a ``datetime`` attribute, with +07:00; midnight stands for a day without a time."""
    if isinstance(moment, datetime) and (moment.hour, moment.minute) != (0, 0):
        return moment.isoformat()
    return moment.strftime("%Y-%m-%d")
