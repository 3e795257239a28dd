"""Which addresses of others a site names, where, and what is found of them."""

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urldefrag, urlsplit

from ban_tin.building.state import Row
from ban_tin.findings import Finding
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import Project
from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.online.answers import Answered, State, keep_answers, read_answers
from newsdesk.checking.online.asking import Manner, ask_all
from newsdesk.checking.running import read_article

#: In the cache of a site.
FILE = "links.json"
#: Addresses of one run; the rest is asked by the next ones.
MOST = 3_000


class Place(NamedTuple):
    """Where an address stands, as findings call it."""

    path: str
    line: int
    column: int


def find_dead_links(
    project: Project,
    rows: Mapping[str, Row],
    told: Callable[[int, int], None] = lambda done, number: None,
    manner: Manner | None = None,
) -> list[Finding]:
    """Return what is wrong with the links of a site's sources (``rows``) and of its ``site.toml`` to others; servers are asked, answers kept."""
    articles = [read_article(row.entry.path, Path(file)) for file, row in rows.items() if not row.entry.withdrawn]
    places = places_of(filter(None, articles), project.site, f"{project.content.name}/site.toml")
    manner = manner or Manner(f"BanTin-check/1 (+{project.site.base_url})")
    return judge_links(places, project.state_file.with_name(FILE), manner, told)


def places_of(articles: Iterable[CheckedArticle], site: SiteFacts, facts_path: str) -> dict[str, list[Place]]:
    """Return the addresses of others that ``articles`` and ``site.toml`` name, without what stands behind #, and where."""
    own = urlsplit(site.base_url).netloc.lower()
    found: dict[str, list[Place]] = defaultdict(list)

    def add(address: str, place: Place) -> None:
        try:
            parts = urlsplit(address)
            _ = parts.port
        except ValueError:
            return
        if parts.scheme in {"http", "https"} and parts.netloc and parts.netloc.lower() != own:
            found[urldefrag(address).url].append(place)

    for article in articles:
        for link in article.links:
            add(link.target, Place(article.path, *article.place(link.target_start)))
        source = article.fields.get("source_url")
        if isinstance(source, str):
            add(source, Place(article.path, article.field_lines.get("source_url", 1), 1))
    for item in (*site.menu, *site.footer, *site.outside):
        add(item.url, Place(facts_path, 0, 0))
    return dict(found)


def judge_links(
    places: Mapping[str, Sequence[Place]],
    kept: Path,
    manner: Manner,
    told: Callable[[int, int], None] = lambda done, number: None,
) -> list[Finding]:
    """Return a finding for each place of an address that is dead, has moved or can't be told; answers are kept in the file ``kept``."""
    before, now = read_answers(kept), time.time()
    known = {address: before[address] for address in places if address in before and before[address].is_believed(now)}
    wanted = [address for address in places if address not in known][:MOST]
    if wanted:
        told(0, len(wanted))
        known |= ask_all(wanted, manner, lambda done: told(done, len(wanted)))
        keep_answers(kept, before | known)
    return [
        found
        for address, answer in known.items()
        for place in places[address]
        if (found := _finding(address, answer, place)) is not None
    ]


def _finding(address: str, answer: Answered, place: Place) -> Finding | None:
    if answer.state is State.THERE:
        return None
    values = {"address": address[:300]}
    if answer.state is State.MOVED:
        values["moved"] = answer.moved[:300]
    else:
        values["reason"] = answer.reason
    return Finding(place.path, place.line, f"link-{answer.state}", tuple(sorted(values.items())), place.column)
