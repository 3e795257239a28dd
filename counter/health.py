"""What an operator asks: whether all is well, and figures about the counter itself."""

import re

from counter.backup import last_backup
from counter.clockwork import Clockwork
from counter.http.answers import TEXT, Reply, to_json
from counter.http.door import Request
from counter.http.office import OfficeKeys
from counter.http.routes import Named

FOLDERS = re.compile(r"(?<![\w/])(?:/[^/\s'\":;,]+)*/(?=[^/\s])")  # where files lie is nobody's business who asks


class Health:
    """The handlers. They have no limit: whoever watches the counter asks often."""

    def __init__(self, works: Clockwork, office: OfficeKeys | None):
        self.works, self.office = works, office

    def named(self) -> Named:
        return {"/health": ("GET", self.health), "/metrics": ("GET", self.metrics_text)}

    async def health(self, request: Request) -> Reply:
        """GET: 503 when hits can't be stored or were lost; a broken list of pages and estimates are named."""
        works = self.works
        refused = works.writer.problem or works.storage.away()
        failing = [refused] * bool(refused) + works.storage.problems()
        clock = works.counting.site_day.problem(works.counting.zone)
        noted = (works.list.problem, clock, works.backup_problem, *self._fuller_backups(), *works.start_notes)
        noted += (*works.comments.full(), self.office.problem if self.office else "")
        warnings = [problem for problem in noted if problem]
        status = "failing" if failing else "warning" if warnings else "ok"
        body = {
            "status": status,
            "problems": [FOLDERS.sub("", problem) for problem in failing + warnings],
            "estimates": works.counting.estimates(),
            **self._gauges(),
        }
        return Reply(to_json(body), status=503 if failing else 200)

    async def metrics_text(self, request: Request) -> Reply:
        """GET: figures about the counter itself."""
        views = {"views": sum(row.views for row in self.works.counting.days.values())}
        return Reply(self.works.metrics.text({**views, **self._gauges()}).encode(), TEXT)

    def _fuller_backups(self) -> list[str]:
        return [
            f"{file.name} among the backups holds more than was counted now, so it is kept beside the new ones;"
            " if the counts of now are right, move it away"
            for file in self.works.fuller_backups
            if file.exists()
        ]

    def _gauges(self) -> dict[str, float]:
        works = self.works
        return {
            "queue": works.writer.waiting,
            "seen_rows": works.counting.seen,
            "pages": works.list.pages.count,
            "comments_waiting": works.comments.totals.likely,
            "suspects_waiting": works.comments.totals.suspects,
            "online": works.counting.visitors.online,
            "last_backup_seconds": last_backup(works.config.backups),
        }
