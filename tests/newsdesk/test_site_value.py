"""A look into site.toml that nothing in it can hold up."""

import os
from pathlib import Path

import pytest

from newsdesk.site_value import site_value
from tests.builders import ROOT

REAL = (ROOT / "tests" / "data" / "site.toml").read_text(encoding="utf-8")


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    return tmp_path / "site.toml"


def look(facts: Path, key: str = "language") -> str:
    return site_value(facts.parent, key)


def test_values_of_the_site_are_found(facts: Path) -> None:
    facts.write_text(REAL, "utf-8")
    assert (look(facts), look(facts, "time_zone")) == ("vi", "Asia/Ho_Chi_Minh")
    assert look(facts, "place") == "", "that of another section"
    facts.write_text("[site] # một\nlanguage='en' # hai\n[department]\nlanguage = \"vi\"\n", "utf-8")
    assert look(facts) == "en"


@pytest.mark.parametrize(
    "added", ["x = " + "[" * 100_000, "x = " + "9" * 10_000, ".".join("a" * 50_000) + " = 1", "x = \x00", "]]", "x = "]
)
def test_they_are_found_beside_whatever_is_broken(facts: Path, added: str) -> None:
    facts.write_text(f"{added}\n{REAL}", "utf-8")
    assert look(facts) == "vi"


def test_what_is_no_file_says_nothing(facts: Path) -> None:
    assert look(facts) == ""
    os.mkfifo(facts)
    assert look(facts) == ""
    facts.unlink()
    facts.mkdir()
    assert look(facts) == ""
    facts.rmdir()
    facts.write_bytes(REAL.encode("utf-16"))
    assert look(facts) == ""
