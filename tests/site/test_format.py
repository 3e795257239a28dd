"""A site in an older form is read as it is, or changed line by line; one in a newer form is refused."""

from pathlib import Path

import pytest

from ban_tin.findings import Findings
from ban_tin.site import format as site_format
from ban_tin.site.facts import SiteFacts
from ban_tin.site.format import FORMAT, set_format
from ban_tin.site.load import load_facts
from ban_tin.site.upgrade import STEPS, Step, find_changes, format_of
from tests.site.builder import ROOT

OLD = ROOT / "tests" / "data" / "site-format-1"
SOURCE = (OLD / "site.toml").read_text(encoding="utf-8")


def load(text: str, folder: Path) -> tuple[SiteFacts | None, list[str]]:
    (folder / "site.toml").write_bytes(text.encode())
    findings = Findings()
    facts = load_facts(folder / "site.toml", "site.toml", findings)
    return facts, [f"{each.kind}:{each.line}" for each in findings.sorted()]


def changes(source: str, *steps: Step) -> dict[str, str]:
    return find_changes({"site.toml": source, "README": "cũ"}.__getitem__, steps or STEPS)


def test_a_file_without_a_version_is_read_as_it_is(tmp_path: Path) -> None:
    facts, findings = load(SOURCE, tmp_path)
    assert facts is not None
    assert findings == []
    assert format_of(SOURCE) == 1


def test_the_version_is_a_line_of_its_own_and_all_others_stay(tmp_path: Path) -> None:
    (new,) = changes(SOURCE).values()
    before, after = SOURCE.splitlines(), new.splitlines()
    assert [line for line in after if line not in {"format = 2", ""}] == [line for line in before if line]
    assert after.index("format = 2") == 3
    assert load(new, tmp_path) == load(SOURCE, tmp_path)
    assert changes(new) == {}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[site]|", "format = 3||[site]|"),
        ("|[site]|", "|format = 3||[site]|"),
        ("# a|[site]|", "# a|format = 3||[site]|"),
        ("# a||# b|[site]|", "# a||format = 3||# b|[site]|"),
        ("format = 2|[site]|", "format = 3|[site]|"),
        (" format=2  # nay|[site]|format = 2", " format=3  # nay|[site]|format = 2"),
        ("\ufeff[site]|", "\ufeffformat = 3||[site]|"),
        ("# format = 2|[site]|", "# format = 2|format = 3||[site]|"),
    ],
)
def test_a_version_is_set_where_it_stands_or_before_the_first_table(before: str, after: str, end: str) -> None:
    assert set_format(before.replace("|", end), 3) == after.replace("|", end)


def test_a_newer_form_and_no_version_are_errors_with_their_line(tmp_path: Path) -> None:
    new = changes(SOURCE)["site.toml"]
    assert load(new.replace("format = 2", "format = 99"), tmp_path) == (None, ["site-newer:4"])
    for wrong in ('"2"', "0", "2.5", "true"):
        assert load(new.replace("format = 2", f"format = {wrong}"), tmp_path) == (None, ["site-format:4"])


def test_a_form_that_is_no_longer_read_is_told_how_to_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(site_format, "OLDEST_READ", 2)
    assert load(f"format = 1\n{SOURCE}", tmp_path) == (None, ["site-older:1"])


def test_steps_follow_one_another_and_see_each_others_changes() -> None:
    def rename(read: object) -> dict[str, str]:
        assert callable(read)
        return {"site.toml": read("site.toml").replace("short_name", "abbreviation"), "README": "mới"}

    def shout(read: object) -> dict[str, str]:
        assert callable(read)
        return {"README": read("README").upper()}

    changed = changes(SOURCE, Step(3, shout), Step(1, lambda read: {}), Step(2, rename))
    assert changed["README"] == "MỚI"
    assert format_of(changed["site.toml"]) == 4
    expected = SOURCE.replace("short_name", "abbreviation").splitlines()
    assert [line for line in changed["site.toml"].splitlines() if line not in {"format = 4", ""}] == [
        line for line in expected if line
    ]


def test_there_is_a_step_from_every_form_to_the_present_one() -> None:
    assert [step.start for step in STEPS] == list(range(1, FORMAT))
