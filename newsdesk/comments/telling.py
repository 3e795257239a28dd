"""Comments in words: what an editor is told of each, in the language of the site."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, tzinfo

from ban_tin.findings.report import printable
from ban_tin.language.vietnamese import format_datetime
from counter.comments.text import LONGEST, length
from newsdesk.comments.values import Waiting
from newsdesk.language import N_, catalogue, site_language, translate

#: What looked like spam; the counter's names are those of ``counter/comments/signs.py``.
_SIGNS = {
    "link": N_("a link"),
    "links": N_("many links"),
    "hidden": N_("an address that is written so that programs don’t find it"),
    "mixed": N_("letters of two alphabets in one word"),
    "markup": N_("HTML or the like"),
    "linkname": N_("a link in the name"),
    "copy": N_("the same text came before"),
    "alike": N_("several texts in nearly the same words came before"),
    "common": N_("a short text that others sent too"),
    "capitals": N_("nearly all in capitals"),
    "trap": N_("a field was filled in that nobody sees"),
    "fast": N_("sent within three seconds"),
    "often": N_("many from one network within an hour"),
    "flood": N_("very many from one network within an hour"),
    "program": N_("sent by a program"),
}


def tell_signs(signs: Iterable[str]) -> str:
    """Return ``signs`` in words, with commas; a sign of a newer counter as it is called there."""
    return ", ".join(translate(_SIGNS[sign]) if sign in _SIGNS else printable(sign) for sign in signs)


def count_characters(text: str) -> int:
    """Return the characters of ``text`` as its writer was told them."""
    return length(text, LONGEST)


def tell_age(received: int, now: datetime) -> str:
    """Return how long ago ``received`` (seconds since the epoch) was, roughly."""
    minutes = max(0, int(now.timestamp()) - received) // 60
    ngettext = catalogue().ngettext
    if minutes < 60:
        return ngettext("%(num)d minute ago", "%(num)d minutes ago", minutes) % {"num": minutes}
    if minutes < 48 * 60:
        return ngettext("%(num)d hour ago", "%(num)d hours ago", minutes // 60) % {"num": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(num)d day ago", "%(num)d days ago", days) % {"num": days}


def days_left(received: int, now: datetime, retention_days: int, zone: tzinfo) -> int:
    """Return after how many midnights the counter deletes what nobody has decided about; 0 for tonight or earlier."""
    return max(0, retention_days - (_day(int(now.timestamp()), zone) - _day(received, zone)).days)


def tell_days_left(days: int) -> str:
    """Return ``days_left`` in words."""
    if days == 0:
        return translate("deleted tonight")
    ngettext = catalogue().ngettext
    return ngettext("%(num)d day left", "%(num)d days left", days) % {"num": days}


def tell_moment(received: int, zone: tzinfo) -> str:
    """Return the date and time of ``received`` as editors write it."""
    try:
        return format_datetime(datetime.fromtimestamp(received, UTC).astimezone(zone), site_language())
    except (ValueError, OverflowError, OSError):
        return str(received)


def tell_name(name: str) -> str:
    """Return ``name``, or what stands for none."""
    return printable(name) or translate("Reader without a name")


def as_lines(waiting: Waiting, title: str, now: datetime, retention_days: int, zone: tzinfo) -> list[str]:
    """Return what a terminal shows of a comment: nothing in it can be taken for more than text."""
    left = tell_days_left(days_left(waiting.received, now, retention_days, zone))
    counted = translate("{number} characters").format(number=count_characters(waiting.text))
    about = [
        tell_name(waiting.name),
        tell_moment(waiting.received, zone),
        tell_age(waiting.received, now),
        counted,
        left,
    ]
    lines = [f"#{waiting.id}  {printable(title) or '?'}  {waiting.path}", f"    {' · '.join(about)}"]
    if waiting.signs:
        said = translate("Signs: {signs}").format(signs=tell_signs(waiting.signs))
        lines.append(f"    {said}")
    return [*lines, *(f"    | {line}" for line in shown_text(waiting.text))]


def shown_text(text: str) -> list[str]:
    """Return the lines of ``text`` with the codes of signs that can't be seen, or that would steer a terminal."""
    found = []
    for line in text.split("\n"):
        # By pieces: ``printable`` cuts off what is very long.
        pieces = [line[first : first + 100] for first in range(0, len(line), 100)]
        found.append("".join(printable(piece.replace("\t", " ")) for piece in pieces))
    return found


def _day(seconds: int, zone: tzinfo) -> date:
    try:
        return datetime.fromtimestamp(seconds, UTC).astimezone(zone).date()
    except (ValueError, OverflowError, OSError):
        return date.max
