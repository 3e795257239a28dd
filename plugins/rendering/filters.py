"""The filters of our templates, for each language; other themes get the Vietnamese ones from ``pelicanconf.py``."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Any

from plugins.vietnamese import format_date, format_datetime, format_number, format_size


def template_filters(lang: str) -> dict[str, Callable[..., Any]]:
    """Return the filters by name, writing dates and sizes as ``lang`` does."""
    return {
        "date": format_date,
        "datetime": partial(format_datetime, lang=lang),
        "iso": iso,
        "number": partial(format_number, lang=lang),
        "file_size": partial(format_size, lang=lang),
    }


def iso(moment: date | datetime) -> str:
    """Return the value of a ``datetime`` attribute, with +07:00; midnight stands for a day without a time."""
    if isinstance(moment, datetime) and (moment.hour, moment.minute) != (0, 0):
        return moment.isoformat()
    return moment.strftime("%Y-%m-%d")
