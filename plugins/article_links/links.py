"""Which articles a page leads to: computed once for all, bounded for each article."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.view_models import NewsArticle

#: Related articles shown under an article.
RELATED = 4
#: How many older articles of one tag or category are looked at: the cost stays the same on a site of any size.
REMEMBERED = 20
#: A shared tag says more than a shared section.
_TAG_WEIGHT, _CATEGORY_WEIGHT = 3, 1


@dataclass(frozen=True, slots=True)
class Links:
    """The articles one article leads to; ``related`` are older ones only, so that old pages never change."""

    previous: NewsArticle | None
    next: NewsArticle | None
    related: tuple[NewsArticle, ...]


def link_articles(newest_first: Sequence[NewsArticle]) -> dict[str, Links]:
    """Return the links of each article by its address. One pass from the oldest on, O(articles × tags)."""
    oldest_first = list(reversed(newest_first))
    recent: dict[tuple[str, str], deque[int]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
    links: dict[str, Links] = {}
    for position, article in enumerate(oldest_first):
        keys = [("tag", tag.slug) for tag in article.tags] + [("category", article.category.slug)]
        scores: dict[int, int] = defaultdict(int)
        for kind, slug in keys:
            for older in recent[kind, slug]:
                scores[older] += _TAG_WEIGHT if kind == "tag" else _CATEGORY_WEIGHT
        best = sorted(scores, key=lambda older: (-scores[older], -older))[:RELATED]
        links[article.url] = Links(
            previous=oldest_first[position - 1] if position else None,
            next=oldest_first[position + 1] if position + 1 < len(oldest_first) else None,
            related=tuple(oldest_first[older] for older in best),
        )
        for key in keys:
            recent[key].append(position)
    return links
