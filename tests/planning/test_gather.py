"""What is checked of all sources together."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from ban_tin.articles.source import SourceEntry
from ban_tin.findings.report import Findings
from ban_tin.planning.gather import KnownSource, gather
from ban_tin.views import Deferred
from ban_tin.views.deferred import already_loaded
from tests.builders import NOW, article, site


def source(number: int, pinned_until: datetime | None = None) -> KnownSource:
    """Return the article ``number`` as it was read."""
    content = article(number, pinned_until=pinned_until)
    entry = SourceEntry(
        path=content.source_path, page=False, held_back="", draft=False, date=content.date, url=content.url,
        title=content.title, changed=content.date, category=content.category.name, tags=(), authors=(),
        pinned_until=pinned_until, expires=None, withdrawn=False, illustrated=False, document=None, replaced_by="", sharing_image="",
        aliases=(), own_links=(), links=(), media=(), photos=(), files=(), lines=(("pinned_until", 5),),
    )  # fmt: skip
    return KnownSource(entry, Deferred("0", lambda: content), already_loaded(content))  # type: ignore[arg-type]


def found(sources: Iterable[KnownSource]) -> list[tuple[str, str, int]]:
    findings = Findings()
    gather(sources, site(), NOW, findings)
    return [(each.kind, each.path, each.line) for each in findings.sorted()]


def test_a_pin_that_is_over_takes_no_place() -> None:
    later = NOW + timedelta(days=1)
    assert found([source(1, later), source(2, NOW), source(3)]) == []
    assert found([source(1, later), source(2, later)]) == [("pinned-many", article(1).source_path, 5)]
