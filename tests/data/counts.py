"""What the visit counter answers, as ``make counts`` saves it."""

from typing import Any


def counts_document() -> dict[str, Any]:
    """Return the counts of a young site up to 08:00 on 22 November 2026."""
    days = [("2026-11-20", 90), ("2026-11-21", 120)]
    pages = [("/", 900), ("/tin/2026/11/bai-mot/", 1250), ("/tin/2026/11/khong-con/", 40)]
    return {
        "fetched": "2026-11-22T01:00:05+00:00",
        "site": {
            "online": 3,
            "today": 133,
            "total": 547_780,
            "views": 901_234,
            "since": "2026-10-30",
            "as_of": "2026-11-22T08:00:00+07:00",
            "days": [{"day": day, "visits": visits, "views": 300, "bots": 80, "untracked": 4} for day, visits in days],
            "months": [
                {"month": month, "visits": 4000, "views": 9000, "bots": 700, "untracked": 60}
                for month in ("2026-10", "2026-11")
            ],
        },
        "week": {"days": 7, "pages": [{"path": path, "views": views // 2} for path, views in pages]},
        "month": {"days": 30, "pages": [{"path": path, "views": views} for path, views in pages]},
    }
