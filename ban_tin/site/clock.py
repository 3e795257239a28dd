"""The time of a build, an input like any other: read once, or given as ``SOURCE_DATE_EPOCH``.

https://reproducible-builds.org/specs/source-date-epoch/ says what the variable means.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def build_time(epoch: str, zone: ZoneInfo) -> datetime:
    """Return the time that ``epoch`` (seconds, as text) gives, or the present one when it is empty.

    Raises ``ValueError`` for text that is no number.
    """
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.astimezone(zone).replace(microsecond=0)
