"""The plan of a site: where pages lie, and what two of them can't share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.site_plan import page_address, page_path
from tests.plugins.builders import plan

SEGMENTS = st.text(st.sampled_from("ab-.0"), min_size=1, max_size=6) | st.sampled_from(["index.html", "old-index.html"])


@given(st.lists(SEGMENTS, max_size=3), st.booleans())
def test_an_address_and_its_path_are_each_others(segments: list[str], folder: bool) -> None:
    url = "/" + "/".join(segments) + ("/" if folder and segments else "")
    if not url.endswith("/index.html"):
        assert page_address(page_path(url)) == url


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.html", "/"),
        ("tin/index.html", "/tin/"),
        ("404.html", "/404.html"),
        ("old-index.html", "/old-index.html"),
        ("cu/old-index.html", "/cu/old-index.html"),
    ],
)
def test_the_address_of_a_path(path: str, address: str) -> None:
    assert page_address(path) == address


def test_an_address_that_is_taken_is_named_as_it_was_written() -> None:
    planned = plan([])
    for source in ("a.md", "b.md"):
        planned.add_page("/old-index.html", "redirect", object(), source=source)
    (found,) = planned.findings.found
    assert dict(found.values)["address"] == "/old-index.html"
