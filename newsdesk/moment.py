"""The present moment, for what an office begins now: as a build has it."""

import os
import sys
from datetime import datetime
from zoneinfo import ZoneInfo

from ban_tin.site.clock import build_time
from newsdesk.language import translate


def present_moment(zone: ZoneInfo) -> datetime:
    """Return it in ``zone``, or what ``SOURCE_DATE_EPOCH`` says. Leaves with exit code 2 where that is no number."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        return build_time(given, zone)
    except (ValueError, OverflowError, OSError):
        print(translate("SOURCE_DATE_EPOCH must be a number of seconds, not “{}”.").format(given), file=sys.stderr)
        raise SystemExit(2) from None
