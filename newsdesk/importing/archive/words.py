"""Values of front matter as plain texts, and times as other generators write them."""

import re
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any

from ban_tin.language.vietnamese import nfc, parse_datetime

_TIME = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:\.\d+)?)?)?"
    r"[ \t]*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)


def plain(value: Any) -> str:
    """Return a field as one line of text, without HTML: lists of other generators rarely hold more than one."""
    if isinstance(value, list):
        return plain(value[0]) if value else ""
    if isinstance(value, dict):
        return plain(value.get("name") or value.get("title") or value.get("src") or value.get("url") or "")
    return nfc(" ".join(unescape(_TAG.sub(" ", str(value))).split()))


def names(value: Any, separators: str = ",;") -> list[str]:
    """Return a field as the names in it: a list, or one text with ``separators`` between them."""
    if isinstance(value, list):
        return unique(name for each in value for name in ([plain(each)] if not isinstance(each, list) else names(each)))
    if isinstance(value, dict):
        return unique([plain(value)])
    return unique(plain(each) for each in re.split(f"[{re.escape(separators)}\n]", str(value)))


def unique(texts: Iterable[str]) -> list[str]:
    """Return each text once, in order, and no empty one."""
    return list(dict.fromkeys(text for text in texts if text))


def moment(value: Any, zone: tzinfo) -> datetime | None:
    """Return a time in ``zone``; None for what is none."""
    text = str(value).strip()
    if not text:
        return None
    with suppress(ValueError):
        found = _TIME.match(text)
        if found:
            hour, minute = int(found["hour"] or 0), int(found["minute"] or 0)
            given = datetime(int(found["year"]), int(found["month"]), int(found["day"]), hour, minute, tzinfo=zone)
            offset = (found["zone"] or "").replace(":", "")
            if offset in {"Z", "UTC", "GMT"}:
                offset = "+0000"
            if offset and found["hour"]:
                told = datetime.strptime(f"{given:%Y-%m-%d %H:%M} {offset}", "%Y-%m-%d %H:%M %z")
                return told.astimezone(zone)
            return given
        return parse_datetime(text, zone)
    with suppress(ValueError, TypeError, IndexError):
        told = parsedate_to_datetime(text)
        return told.astimezone(zone) if told.tzinfo else told.replace(tzinfo=zone)
    return None


def is_true(value: Any) -> bool:
    """Return whether a field says yes."""
    return str(value).strip().lower() in {"true", "yes", "1", "on"}


def is_false(value: Any) -> bool:
    """Return whether a field says no."""
    return str(value).strip().lower() in {"false", "no", "0", "off"}
