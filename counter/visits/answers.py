"""Bodies of answers about visits."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from counter.http.answers import to_json
from counter.storage import Row
from counter.visits.counting import Answer, Counting

GIF = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b")
DAYS = 90

SVG_NUMBER = """<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="20" viewBox="0 0 {width} 20" role="img" aria-label="{number}">\
<style>text{{font:16px system-ui,sans-serif;fill:#222}}@media (prefers-color-scheme:dark){{text{{fill:#eee}}}}</style>\
<text x="0" y="15">{number}</text></svg>"""


def hit_body(answer: Answer, more: bytes, also: dict[str, int] | None) -> bytes:
    """``more``: what others tell of the page, beginning with a comma."""
    body = b'{"views":%d,"online":%d,"today":%d,"total":%d%b' % (*answer, more)
    return body + (b"}" if also is None else b',"also":%b}' % to_json(also))


def number_svg(number: int) -> bytes:
    """``number`` as a picture in Vietnamese form, readable on light and dark."""
    text = f"{number:,}".replace(",", ".")
    return SVG_NUMBER.format(number=text, width=10 * len(text)).encode()


def site_body(counting: Counting, now: datetime) -> bytes:
    """Figures of the whole site: the last 90 days up to today, all months since counting began."""
    today = date.fromordinal(counting.day)
    since = date.fromordinal(min(counting.days, default=counting.day))
    rows = counting.days
    days = [rows.get(day, Row(day, None)) for day in range(counting.day - DAYS + 1, counting.day + 1)]
    return to_json(
        {
            "online": counting.visitors.online,
            "today": counting.today,
            "total": counting.total,
            "views": sum(counting.totals.values()),
            "since": since.isoformat(),
            "as_of": now.isoformat(timespec="seconds"),
            "days": [{"day": date.fromordinal(row.day).isoformat(), **_counts([row])} for row in days],
            "months": months(rows.values(), since, today),
        }
    )


def months(rows: Iterable[Row], since: date, until: date) -> list[dict[str, str | int]]:
    """Sums by calendar month, oldest first, months without anything included."""
    found: dict[str, list[Row]] = {}
    first = since.replace(day=1)
    while first <= until:
        found[f"{first:%Y-%m}"] = []
        first = (first + timedelta(days=31)).replace(day=1)
    for row in rows:
        found.setdefault(f"{date.fromordinal(row.day):%Y-%m}", []).append(row)
    return [{"month": month, **_counts(of_month)} for month, of_month in sorted(found.items())]


def _counts(rows: list[Row]) -> dict[str, int]:
    return {name: sum(getattr(row, name) for row in rows) for name in ("visits", "views", "bots", "untracked")}
