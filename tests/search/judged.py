"""The queries of ``queries.toml``, and how well a list of results answers them."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

#: What is looked at of a list of results: what a reader sees first.
SHOWN = 10
ALL = "**all**"
#: Without what other engines are not made for.
COMMON, SPECIAL = "all but the kinds *", {"abbreviated", "telex", "attachment", "filter"}


@dataclass(frozen=True)
class Query:
    """A query and what a reader wants to see; the fields are explained in ``queries.toml``."""

    q: str
    kind: str
    found: tuple[str, ...] = ()
    first: tuple[str, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    absent: tuple[str, ...] = ()
    filters: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What a message calls it."""
        filters = "".join(f" [{name}={value}]" for name, value in self.filters.items())
        return f"{self.q!r}{filters}"


@dataclass(frozen=True)
class Score:
    """How one query was answered: 1 ÷ the place of the first right answer, the share of the answers that were found, and rules of order."""

    query: Query
    slugs: tuple[str, ...]
    reciprocal: float
    recall: float | None
    kept: int
    rules: int

    @property
    def perfect(self) -> bool:
        """Whether nothing could be better."""
        return self.reciprocal == 1 and self.recall in {None, 1} and self.kept == self.rules


def queries() -> list[Query]:
    """Return all queries, in the order of the file."""
    with Path(__file__).with_name("queries.toml").open("rb") as file:
        given = tomllib.load(file)["query"]
    return [
        Query(
            each["q"], each["kind"], tuple(each["found"]), tuple(each.get("first", each["found"])),
            tuple((above, below) for above, below in each.get("before", ())), tuple(each.get("absent", ())), each.get("filters", {}),
        )
        for each in given
    ]  # fmt: skip


def slug_of(url: str) -> str:
    """Return the slug of the article or page at ``url``."""
    return url.split("#")[0].split("?")[0].rstrip("/").rpartition("/")[2]


def score(query: Query, urls: Iterable[str]) -> Score:
    """Judge the addresses of the results, the best first; of several with one address the first counts, files are no results."""
    slugs = tuple(dict.fromkeys(slug_of(url) for url in urls if url.endswith("/")))
    shown = slugs[:SHOWN]
    right = [place for place, slug in enumerate(shown, 1) if any(fnmatchcase(slug, wanted) for wanted in query.first)]
    recall = sum(slug in shown for slug in query.found) / len(query.found) if query.found else None
    kept = [
        above in slugs and (below not in slugs or slugs.index(above) < slugs.index(below))
        for above, below in query.before
    ]
    kept += [slug not in slugs for slug in query.absent]
    return Score(query, slugs, 1 / right[0] if right else 0, recall, sum(kept), len(kept))


@dataclass(frozen=True)
class Means:
    """Of some scores: mean reciprocal rank, mean recall, the share of the rules of order that were kept."""

    queries: int
    reciprocal: float
    recall: float
    order: float


def means(scores: Sequence[Score]) -> Means:
    """Return the means of some scores; what nothing was asked of counts as right."""
    recalls = [each.recall for each in scores if each.recall is not None]
    rules = sum(each.rules for each in scores)
    return Means(
        len(scores),
        sum(each.reciprocal for each in scores) / max(1, len(scores)),
        sum(recalls) / len(recalls) if recalls else 1,
        sum(each.kept for each in scores) / rules if rules else 1,
    )


def by_kind(scores: Sequence[Score]) -> dict[str, Means]:
    """Return the means of each kind in the order in which they come, then of those that every engine is made for, and of all."""
    kinds = dict.fromkeys(each.query.kind for each in scores)
    found = {kind: means([each for each in scores if each.query.kind == kind]) for kind in kinds}
    return found | {COMMON: means([each for each in scores if each.query.kind not in SPECIAL]), ALL: means(scores)}


def table(answers: Mapping[str, Sequence[Score]]) -> str:
    """Return a Markdown table: a row for each kind, "mean reciprocal rank / recall at ten" of each engine; order in the last row."""
    engines = {name: by_kind(scores) for name, scores in answers.items()}
    one = next(iter(engines.values()))
    lines = [["kind", "queries", *engines], ["---", *["--:"] * (len(engines) + 1)]]
    for kind, first in one.items():
        lines.append(
            [
                f"{kind} *" if kind in SPECIAL else kind,
                str(first.queries),
                *(_cell(kinds[kind]) for kinds in engines.values()),
            ]
        )
    rules = sum(each.rules for each in next(iter(answers.values())))
    lines.append(["order that matters", f"{rules} rules", *(f"{kinds[ALL].order:.2f}" for kinds in engines.values())])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(of: Means) -> str:
    return f"{of.reciprocal:.2f} / {of.recall:.2f}"


def faults(scores: Iterable[Score]) -> str:
    """Return what was not answered perfectly, a paragraph for each query."""
    parts = []
    for each in scores:
        if each.perfect:
            continue
        wanted = [f"first {', '.join(each.query.first)}"] if each.reciprocal < 1 else []
        wanted += [f"missing {slug}" for slug in each.query.found if slug not in each.slugs[:SHOWN]]
        wanted += [f"not {above} before {below}" for above, below in each.query.before if not _kept(each, above, below)]
        wanted += [f"found {slug}" for slug in each.query.absent if slug in each.slugs]
        shown = (
            "".join(f"\n    {place}. {slug}" for place, slug in enumerate(each.slugs[:5], 1)) or "\n    nothing found"
        )
        parts.append(f"{each.query.kind}: {each.query.name}: {'; '.join(wanted)}{shown}")
    return "\n".join(parts)


def _kept(of: Score, above: str, below: str) -> bool:
    return above in of.slugs and (below not in of.slugs or of.slugs.index(above) < of.slugs.index(below))
