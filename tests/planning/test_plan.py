"""The plan of a site: where pages lie, and what two of them can't share."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.planning.plan import page_address, page_path
from ban_tin.site.facts import SiteFacts
from tests.builders import ROOT, plan

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


def greeting(site: SiteFacts, word: str, count: int = 1) -> bytes:
    return f"{word} {count} {site.language}".encode()


def test_a_recipe_makes_what_its_function_returns_for_the_facts_and_the_named_parts() -> None:
    recipe = plan().recipe(greeting, word="chào", count=2)
    assert recipe.value() == b"ch\xc3\xa0o 2 vi"


def test_parts_need_their_names() -> None:
    with pytest.raises(TypeError, match="greeting"):
        plan().recipe(greeting, "chào")


def test_mypy_refuses_wrong_parts(tmp_path: Path) -> None:
    wrong = ["word=1", "wrod='a'", "'a'", ""]
    lines = [f"plan.recipe(greeting, {parts})" for parts in (*wrong, "word='a'")]
    code = tmp_path / "planner.py"
    code.write_text(
        "from ban_tin.planning.plan import Plan\nfrom tests.planning.test_plan import greeting\nplan: Plan\n"
        + "\n".join(lines)
    )
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--no-incremental", "--follow-imports=silent", str(code)],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    refused = {int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line}
    assert refused == {4, 5, 7}, done.stdout
