"""What a build says of each file that it wrote."""

from dataclasses import replace
from typing import Any

from ban_tin.building.commit import Target
from ban_tin.building.explain import explain
from ban_tin.building.inputs import Inputs
from ban_tin.building.written_files import Manifest, ManifestEntry
from ban_tin.language.translations import translation
from ban_tin.machine.stamps import Stamp
from ban_tin.planning.files.sitemaps import sitemap
from ban_tin.planning.pages.articles import error_page
from ban_tin.planning.plan import PlannedPage
from ban_tin.views import Deferred
from tests.builders import plan

BEFORE = Inputs("c0", "s0", "a0", {"404": "t0"})
MISSING = PlannedPage("404", plan().recipe(error_page, map_url="", contact_url=""))


def sharing_page(site: Any, whole: Deferred[None]) -> bytes:
    return b""


def feed(site: Any, title: str, entries: tuple[Any, ...]) -> bytes:
    return b""


def told(before: Any, after: Any, inputs: Inputs = BEFORE, changed: tuple[str, ...] = (), language: str = "vi") -> str:
    """Return what is said of one file that was made of ``before`` and is now made of ``after``."""
    kept = {"a.html": ManifestEntry(BEFORE.of(before), "", Stamp(0, 0, 0, 0))} if before is not None else {}
    wanted = {"a.html": Target(inputs.of(after), after)}
    (line,) = explain(["a.html"], Manifest(kept), wanted, changed, translation(language).gettext)
    assert line.startswith("a.html: ")
    return line.removeprefix("a.html: ")


def test_a_new_file_is_said_to_be_new_with_the_source_it_is_from() -> None:
    assert told(None, MISSING, language="en") == "new"
    made = plan().recipe(sharing_page, whole=Deferred("0" * 32, lambda: None, "content/tin/a/index.md"))
    assert told(None, made, language="en") == "new (content/tin/a/index.md)"


def test_an_edited_source_is_named_with_the_part_that_it_plays() -> None:
    one, two = ((Deferred(digit * 32, lambda: None, f"content/tin/{digit}/index.md"),) for digit in "12")
    before, after = (plan().recipe(feed, title="Tin", entries=tuple(each)) for each in (one, two))
    assert told(before, after) == "content/tin/2/index.md (entries)"
    assert (
        told(before, replace(after, parts={**after.parts, "title": "Khác"}))
        == "title; content/tin/2/index.md (entries)"
    )


def test_code_and_templates_are_named_by_the_files_that_changed() -> None:
    changed = ("plugins/a.py", "theme/templates/404.html")
    code = told(MISSING, MISSING, Inputs("c1", "s0", "a0", {"404": "t0"}), changed, "en")
    assert code.endswith(": plugins/a.py, theme/templates/404.html")
    template = told(MISSING, MISSING, Inputs("c0", "s0", "a0", {"404": "t1"}), changed, "en")
    assert template == "template: theme/templates/404.html"
    many = tuple(f"plugins/{number}.py" for number in range(9))
    assert told(MISSING, MISSING, Inputs("c1", "s0", "a0", {"404": "t0"}), many).endswith("plugins/4.py …")


def test_several_reasons_stand_in_one_line() -> None:
    said = told(MISSING, MISSING, Inputs("c0", "s1", "a1", {"404": "t0"}), language="en")
    assert said == "site.toml; style sheet, script, fonts or emblem"


def test_a_file_that_somebody_changed_is_said_to_be_so() -> None:
    assert told(MISSING, MISSING, language="en") == "it was not as the last build left it"


def test_a_list_of_plain_values_is_named_by_the_part_that_changed() -> None:
    before, after = (plan().recipe(sitemap, pages=pages) for pages in ((("/a/", None),), (("/b/", None),)))
    assert told(before, after) == "pages"
