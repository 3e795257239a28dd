"""A build that tests have forked is the one that `make build` runs: it prints the same, ends with the same code, makes the same."""

import shutil
from pathlib import Path

import pytest

from tests.site.builder import SmallSite


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    site = SmallSite(tmp_path / "site")
    site.photo(site.article("bai", "![Hội trường](anh.jpg)\n*Quang cảnh*\n"), "anh.jpg")
    return site


def test_a_build_that_is_forked_is_the_command(site: SmallSite) -> None:
    by_command, made = site.run_command(), site.tree()
    site.forget()
    forked = site.build()
    assert (forked.code, forked.err) == (by_command.code, by_command.err) == (0, "")
    assert site.tree() == made
    assert site.run_command() == site.build()


@pytest.mark.parametrize("fields", [{"category": "Không có"}, {"expires": "2026-10-01"}], ids=["error", "warning"])
def test_it_tells_the_same(site: SmallSite, fields: dict[str, str]) -> None:
    site.article("sai", **fields)
    by_command = site.run_command()
    site.forget()
    shutil.rmtree(site.output, ignore_errors=True)
    assert site.build() == by_command
    assert "sai/index.md" in by_command.err


def test_variables_of_one_build_are_not_those_of_the_next(site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    site.article("sai", expires="2026-10-01")
    assert (site.build(STRICT="1").code, site.build().code) == (1, 0)
    monkeypatch.setenv("EXPLAIN", "1")
    site.article("sai", "Sửa.\n")
    assert "sai/index.html" not in site.build().out
    site.article("sai", "Sửa nữa.\n")
    assert "sai/index.html" in site.build(EXPLAIN="1").out
