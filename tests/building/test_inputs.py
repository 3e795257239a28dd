"""What each file depends on, and which of that has changed."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from markupsafe import Markup

from ban_tin.building.inputs import Inputs, changed_inputs, short
from ban_tin.planning.pages.articles import article_page, error_page
from ban_tin.planning.plan import Copied, PlannedPage, Recipe
from ban_tin.views import Deferred, already_loaded, teaser
from tests.builders import article, plan, site

INPUTS = Inputs("c0", "s0", "a0", {"article": "t0", "404": "t4"})


def deferred(value: object, source: str) -> Deferred[Any]:
    return replace(already_loaded(value), source=source)


def page(
    number: int = 1, *, related: tuple[int, ...] = (3, 2), previous: int | None = 2, **changes: Any
) -> PlannedPage:
    """Return the page of an article, as it is planned."""

    def short_of(other: int) -> Deferred[Any]:
        it = article(other)
        return deferred(teaser(it), it.source_path)

    whole = article(number, **changes)
    recipe = plan().recipe(
        article_page,
        whole=deferred(whole, whole.source_path),
        own_links=(),
        expired=False,
        previous=short_of(previous) if previous else None,
        next=None,
        related=tuple(map(short_of, related)),
    )
    return PlannedPage("article", recipe)


def changed(before: Any, after: Any, inputs: Inputs = INPUTS) -> list[tuple[str, str]]:
    return list(changed_inputs(INPUTS.of(before), inputs.of(after), after))


def test_the_same_has_the_same_inputs_on_one_line() -> None:
    assert INPUTS.of(page()) == INPUTS.of(page())
    assert changed(page(), page()) == []
    assert "\n" not in INPUTS.of(page())
    assert all(token.count("=") == 1 for token in INPUTS.of(page()).split(" "))


def test_an_edited_article_is_named_with_its_file() -> None:
    assert changed(page(), page(body="Khác")) == [("whole", article(1).source_path)]


def test_a_neighbour_is_named_with_its_file() -> None:
    assert changed(page(), page(previous=4)) == [("previous", article(4).source_path)]
    assert changed(page(), page(previous=None)) == [("previous", "")]


def test_only_what_is_new_among_related_articles_is_named() -> None:
    assert changed(page(), page(related=(5, 3))) == [("related", article(5).source_path)]
    assert changed(page(), page(related=(3,))) == [("related", "")]
    assert changed(page(), page(related=(2, 3))) == [("related", "")]


def test_a_mark_on_an_article_changes_what_is_made_of_it() -> None:
    value = already_loaded(article(1))
    assert short(Deferred(f"{value.fingerprint}:draft", value.load)) != short(value)


@pytest.mark.parametrize(
    ("inputs", "name"),
    [
        (Inputs("c1", "s0", "a0", {"article": "t0"}), "code"),
        (Inputs("c0", "s1", "a0", {"article": "t0"}), "site"),
        (Inputs("c0", "s0", "a1", {"article": "t0"}), "assets"),
        (Inputs("c0", "s0", "a0", {"article": "t1"}), "template"),
    ],
)
def test_what_pages_share_is_named_by_its_kind(inputs: Inputs, name: str) -> None:
    assert changed(page(), page(), inputs) == [(name, "")]


def test_a_page_depends_on_its_own_template_only() -> None:
    other = Inputs("c0", "s0", "a0", {"article": "t1", "404": "t4"})
    missing = PlannedPage("404", plan().recipe(error_page, map_url="", contact_url=""))
    assert changed(missing, missing, other) == []


def test_a_page_of_another_kind_is_named() -> None:
    before = PlannedPage("404", plan().recipe(error_page, map_url="", contact_url=""))
    assert ("made", "") in changed(before, page())


def test_a_view_model_that_is_there_already_is_told_by_all_that_it_holds() -> None:
    one, other = (
        PlannedPage("404", Recipe(error_page, site(base_url=url), {"map_url": "", "contact_url": ""}).value())
        for url in ("https://a", "https://b")
    )
    assert changed(one, other) == [("view", "")]


def test_files_depend_on_their_content() -> None:
    assert changed(b"one", b"two") == [("content", "")]
    copied = Copied(Path("a.jpg"), "1")
    assert INPUTS.of(copied) == INPUTS.of(Copied(Path("elsewhere/a.jpg"), "1"))
    assert changed(copied, Copied(Path("a.jpg"), "2")) == [("file", "")]
    assert changed(copied, copied, Inputs("c1", "s1", "a1", {})) == []


def test_all_inputs_are_those_of_each_and_equal_values_of_other_kinds_are_told_apart() -> None:
    shared = ("a", "b")
    values = [
        1,
        True,
        "1",
        "True",
        1.0,
        None,
        "None",
        (),
        ("",),
        ("a",),
        (1,),
        (True,),
        shared,
        ("a", "b"),
        Markup("1"),
        deferred("whole", "x"),
    ]
    planned = {
        str(number): Recipe(error_page, site(), {"value": value, "shared": shared})
        for number, value in enumerate(values)
    }
    inputs = INPUTS.of_all(planned)
    assert inputs == {path: INPUTS.of(each) for path, each in planned.items()}
    # The two pairs that are equal, in the same place or in another.
    assert len(set(inputs.values())) == len(values) - 1
    assert inputs["12"] == inputs["13"]
