"""Where each article will lie, and its address: decided for all of them before any is written, so that they can lead to one another."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.language.vietnamese import parse_datetime
from ban_tin.site.facts import SiteFacts
from ban_tin.starter.article import article_slug
from newsdesk.importing.whole_site.plan import Place, Site
from newsdesk.importing.whole_site.survey import Surveyed


def give_places(sources: Iterable[Surveyed], site: Site, known: Mapping[str, Path]) -> dict[str, Place]:
    """Return the place of each of ``sources``, by its key. ``known`` are imported articles by their digests."""
    facts = site.facts
    taken: dict[Path, set[str]] = {}
    places: dict[str, Place] = {}
    zone = ZoneInfo(facts.time_zone)
    for source in sources:
        day = _day(source.date, zone)
        before = known.get(source.digest)
        if before is not None and before.is_relative_to(site.folder):
            slug = before.parent.name if before.name == "index.md" else before.stem
            places[source.key] = Place(
                before.relative_to(site.folder).as_posix(), slug, _address(source, facts, day, slug)
            )
            continue
        folder = Path(site.folders[1]) if source.page else Path(site.folders[0], source.folder)
        if folder not in taken:
            taken[folder] = _names_in(site.folder / folder)
        slug = article_slug(source.slug, taken[folder], facts.language)
        taken[folder].add(slug)
        places[source.key] = Place((folder / slug / "index.md").as_posix(), slug, _address(source, facts, day, slug))
    return places


def _address(source: Surveyed, facts: SiteFacts, day: datetime | None, slug: str) -> str:
    if source.page:
        return f"/{slug}/"
    return facts.addresses.article(day, slug) if day else ""


def _day(date: str, zone: ZoneInfo) -> datetime | None:
    try:
        return parse_datetime(date, zone) if date else None
    except ValueError:
        return None


def _names_in(folder: Path) -> set[str]:
    try:
        return {each.name.removesuffix(".md").lower() for each in folder.iterdir()}
    except OSError:
        return set()
