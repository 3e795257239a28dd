"""What the person at the terminal is told to type next."""

from pathlib import Path

import pytest

from ban_tin.building.told import command
from tests.builders import ROOT


@pytest.mark.parametrize(
    ("here", "content", "made", "typed"),
    [
        (".", "so-y-te", "make preview SITE=so-y-te", "ban-tin preview --site so-y-te"),
        ("so-y-te", "so-y-te", "make preview", "ban-tin preview"),
        (".", "trang tin", 'make preview SITE="trang tin"', 'ban-tin preview --site "trang tin"'),
    ],
)
def test_the_next_command_is_for_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, here: str, content: str, made: str, typed: str
) -> None:
    (tmp_path / content).mkdir()
    monkeypatch.chdir(tmp_path / here)
    assert command("preview", tmp_path / content) == typed
    monkeypatch.setenv("MAKELEVEL", "1")
    assert command("preview", tmp_path / content) == made


def test_the_demonstration_needs_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert command("preview", ROOT / "content") == "ban-tin preview"
