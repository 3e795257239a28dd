"""Which articles a page leads to: computed once for all, bounded for each article."""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from ban_tin.views import ListedArticle

#: Related articles shown under an article.
RELATED = 4
#: How many older articles of one tag or category are looked at: the cost stays the same on a site of any size.
REMEMBERED = 20
#: A shared tag says more than a shared section.
_TAG_WEIGHT, _CATEGORY_WEIGHT = 3, 1


@dataclass(frozen=True, slots=True)
class Links:
    """The articles one article leads to; ``related`` are older ones only, so that old pages never change."""

    previous: ListedArticle | None
    next: ListedArticle | None
    related: tuple[ListedArticle, ...]


def link_articles(newest_first: Sequence[ListedArticle]) -> dict[str, Links]:
    """Return the links of each article by its address. One pass from the oldest on, O(articles × tags)."""
    oldest_first = list(reversed(newest_first))
    total = len(oldest_first)
    # The best first, of as good ones the newest: one number for both, its position in the last places, is sorted twice as fast as a pair.
    by_tag, by_category = _TAG_WEIGHT * total, _CATEGORY_WEIGHT * total
    recent: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=REMEMBERED))
    links: dict[str, Links] = {}
    for position, article in enumerate(oldest_first):
        keys = [tag.url for tag in article.tags]
        # No tag has been counted yet: so those of the section need no look-up.
        scores = {older: older + by_category for older in recent[article.category.url]}
        for key in keys:
            for older in recent[key]:
                scores[older] = scores.get(older, older) + by_tag
        best = sorted(scores.values(), reverse=True)[:RELATED]
        links[article.url] = Links(
            previous=oldest_first[position - 1] if position else None,
            next=oldest_first[position + 1] if position + 1 < total else None,
            related=tuple([oldest_first[each % total] for each in best]),
        )
        for key in (*keys, article.category.url):
            recent[key].append(position)
    return links
