"""How the visit counter is: asked where only its own machine may ask (``/health``), for ``ban-tin status``."""

import json
import time
from typing import Any, NamedTuple

from newsdesk.fetching.server import fetch
from newsdesk.fetching.wire import FetchError
from newsdesk.language import translate

_SECONDS, _BYTES = 10.0, 100_000
#: Seconds after which a backup, made once a day, is old.
_OLD = 2 * 24 * 3600


class CounterHealth(NamedTuple):
    """What the counter says: ``status`` is ``"ok"``, ``"warning"``, ``"failing"`` or ``"away"``; ``backup_hours`` None where there is none."""

    status: str
    problems: tuple[str, ...]
    backup_hours: float | None

    @property
    def well(self) -> bool:
        """Whether nobody has to look after it."""
        return self.status == "ok" and self.backup_hours is not None and self.backup_hours * 3600 < _OLD


def ask_counter(address: str) -> CounterHealth:
    """Return how the counter at ``address`` (as ``http://127.0.0.1:8010/api``) is; one that does not answer as one is away."""
    try:
        answer = fetch(f"{address.rstrip('/')}/health", seconds=_SECONDS, most=_BYTES)
        given: dict[str, Any] = json.loads(answer.body)
        last = float(given["last_backup_seconds"])
        problems = tuple(str(each) for each in given["problems"])
        return CounterHealth(str(given["status"]), problems, (time.time() - last) / 3600 if last > 0 else None)
    except FetchError as error:
        return CounterHealth("away", (str(error.args[1] or error.args[0]),), None)
    except (ValueError, KeyError, TypeError, RecursionError):
        return CounterHealth(
            "away", (translate("the answer of {url} is no JSON: is it a counter?").format(url=address),), None
        )


def tell_counter(health: CounterHealth) -> str:
    """Return the line about it."""
    hours = health.backup_hours
    backup = (
        translate("no backup")
        if hours is None
        else translate("last backup {hours} hours ago").format(hours=round(hours))
    )
    said = translate("Visit counter: {status}, {backup}").format(status=health.status, backup=backup)
    return " – ".join([said, *health.problems])
