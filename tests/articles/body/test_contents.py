"""The headings of a long article: listed, each with an address that nothing else on the page has."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.body.contents import LEAST
from tests.builders import converted

LONG = "## Một *năm*\n\nA\n\n### Ở trường[^1]\n\nB\n\n## Một năm\n\nC\n\n## R&D {#rieng}\n\nD\n\n[^1]: Chân bài.\n"


def headings(html: str) -> list[tuple[str, str]]:
    return [(each.get("id", ""), each.name) for each in BeautifulSoup(html, "html.parser").select("h2, h3, h4")]


def test_the_headings_of_a_long_article_are_listed_with_their_addresses(tmp_path: Path) -> None:
    body, _ = converted(tmp_path, LONG)
    assert [(each.id, each.title, each.level) for each in body.contents] == [
        ("m-mot-nam", "Một năm", 2),
        ("m-o-truong", "Ở trường", 3),
        ("m-mot-nam-2", "Một năm", 2),
        ("rieng", "R&D", 2),
    ]
    assert headings(body.html) == [(each.id, f"h{each.level}") for each in body.contents]


@pytest.mark.parametrize("text", ["", "## A\n\n## B\n\n## C\n", "## A\n\n> ## B\n\n- ## C\n\n## D\n"])
def test_a_short_article_stays_as_it_is(text: str, tmp_path: Path) -> None:
    assert converted(tmp_path, LONG)[0].contents  # Nothing is left of a body before.
    body, _ = converted(tmp_path, text)
    assert body.contents == ()
    assert not any(found for found, _ in headings(body.html))


@given(
    st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=6), min_size=LEAST, max_size=8)
)
def test_no_two_headings_share_an_address(tmp_path_factory: pytest.TempPathFactory, titles: list[str]) -> None:
    body, _ = converted(tmp_path_factory.getbasetemp(), "\n\n".join(f"## {title}" for title in titles))
    found = [each for each, _ in headings(body.html) if each]
    assert len(found) == len(set(found))
    assert {each.id for each in body.contents} <= set(found)
