"""Readers find what they look for: the queries of queries.toml in a real browser, over the demonstration and a planted corpus."""

import os
from collections import Counter
from pathlib import Path
from random import Random
from statistics import median, quantiles

import pytest
from playwright.sync_api import Browser

from ban_tin.language.vietnamese import slugify
from tests.search.judged import ALL, Query, Score, by_kind, faults, means, queries, score, table
from tests.search.planted import DEMONSTRATION, articles
from tests.search.reader import searches

#: The aims of the search.
RECIPROCAL, RECALL, ORDER = 0.95, 0.98, 0.95
FIRST_BYTES, LATER_BYTES = 60_000, 30_000
#: Each fifth query is opened as the first of a reader, the others are typed into that page: enough for the bytes, in a fraction of the time.
OPEN_EVERY = 1 if os.environ.get("SOAK") else 5


@pytest.mark.browser
def test_readers_find_what_they_look_for_and_download_little(browser: Browser, searched_site: Path) -> None:
    """One test: another process that ran a part of it would have to search everything again."""
    asked = queries()
    # Neighbours in the file are alike: whoever types one after the other has most of the index for it already.
    shuffled = Random(16).sample(asked, len(asked))
    searched = searches(browser, searched_site, shuffled, OPEN_EVERY)
    by_name = {each.query.name: each for each in searched}
    scores = [score(query, by_name[query.name].urls) for query in asked]
    first = sorted(each.first for each in searched if each.first is not None)
    later = [each.later for each in searched if each.later is not None]
    print(f"\n{table({'mean reciprocal rank / recall at ten': scores})}\n")
    print(
        f"first search: middle {median(first):,.0f}, 95 % {quantiles(first, n=20)[-1]:,.0f}, most {first[-1]:,} bytes"
    )
    print(f"later searches: middle {median(later):,.0f}, most {max(later):,} bytes")
    every = by_kind(scores)[ALL]
    assert every.reciprocal >= RECIPROCAL, faults(scores)
    assert every.recall >= RECALL, faults(scores)
    assert every.order >= ORDER, faults(scores)
    # A phrase is proved by pages of its results, for which a later search has less room: one in two hundred comes out in another order.
    differ = [each.query.name for each in searched if not each.same]
    assert len(differ) <= len(first) // 100, f"typed, these find other things than in the address: {differ}"
    # Were nothing counted, every bound would hold.
    assert first[0] > 0
    assert min(len(first), len(later)) >= 40
    assert quantiles(first, n=20)[-1] <= FIRST_BYTES
    assert median(later) <= LATER_BYTES


def test_every_answer_exists_and_every_kind_has_queries() -> None:
    asked = queries()
    slugs = {each.slug for each in articles()}
    slugs |= {path.parent.name for path in DEMONSTRATION.glob("tin/**/index.md")}
    slugs |= {path.stem for path in DEMONSTRATION.glob("trang/*.md")}
    named = {slug for query in asked for slug in (*query.found, *query.absent, *sum(query.before, ()))}
    named |= {slug for query in asked for slug in query.first if "*" not in slug}
    assert named - slugs == set()
    assert len(asked) >= 130
    assert min(Counter(query.kind for query in asked).values()) >= 4
    assert max(Counter(query.name for query in asked).values()) == 1
    assert all(query.first for query in asked)


def test_planted_articles_are_short_and_have_slugs_of_their_own() -> None:
    planted = articles()
    assert 150 <= len(planted) <= 200
    assert len({each.slug for each in planted}) == len(planted)
    assert all(slugify(each.slug) == each.slug for each in planted)
    assert all(40 <= len(each.text.split()) <= 300 for each in planted)
    # The same files always give the same corpus.
    assert planted == articles()


def test_a_score_falls_with_every_fault() -> None:
    query = Query("hội nghị", "marked", ("a", "b"), ("a*",), (("a", "b"), ("b", "c")), ("gone",))

    def of(*slugs: str) -> Score:
        return score(query, [f"/tin/2026/11/{slug}/" for slug in slugs])

    assert of("a", "b", "c").perfect
    assert of("a", "a", "b").perfect
    assert score(query, ["/tin/2026/11/a/", "/tin/2026/11/a/tep.pdf", "/tin/2026/11/b/"]).slugs == ("a", "b")
    assert of("x", "a1", "b").reciprocal == 0.5
    assert of("a", "c").recall == 0.5
    assert of("a", *map(str, range(9)), "b").recall == 0.5
    assert of("b", "a").kept == 2
    assert of("a", "c", "b").kept == 2
    assert of("a", "b", "gone").kept == 2
    assert of().reciprocal == 0
    assert means([of("a", "b"), of()]).reciprocal == 0.5
    assert "missing b" in faults([of("a")])
    assert "found gone" in faults([of("a", "b", "gone")])
