"""What holds the house: who may import what, and how long a module may be."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import ROOT

#: The wings of ``ban_tin`` from the ground up: each may import those on floors below its own, and no other.
FLOORS = (
    ("installation",),
    ("entry", "language"),
    ("findings", "machine", "safe_svg"),
    ("source_files",),
    ("site",),
    ("photos", "starter"),
    ("views",),
    ("articles",),
    ("searching",),
    ("rendering",),
    ("planning",),
    ("building",),
)
#: What stands at the edge, and in no module of the core.
EDGE = {"pelican", "starlette", "argparse", "uvicorn", "plugins", "newsdesk", "counter"}
CORE = sorted((ROOT / "ban_tin").rglob("*.py"))
LINES = 400


def imported(path: Path) -> Iterator[str]:
    """Yield the modules that a file imports, also within functions."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def wing(module: str) -> str:
    """Return the wing that a module of the core, or a name in it, belongs to."""
    below = module.removeprefix("ban_tin").removeprefix(".")
    return below.partition(".")[0]


def of_path(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def test_nothing_of_the_edge_is_imported_by_the_core() -> None:
    found = {of_path(path): {name.partition(".")[0] for name in imported(path)} & EDGE for path in CORE}
    # The command of an installed package has to find the one in the checkout.
    found.pop("ban_tin.entry", None)
    assert {module: names for module, names in found.items() if names} == {}


def test_wings_import_only_downwards() -> None:
    floor = {name: number for number, names in enumerate(FLOORS) for name in names}
    wrong = []
    for path in CORE:
        own = wing(of_path(path))
        for name in imported(path):
            other = wing(name) if name.startswith("ban_tin.") else ""
            if own and other in floor and other != own and floor[other] >= floor[own]:
                wrong.append(f"{of_path(path)} imports {name}")
    assert wrong == []


def test_every_wing_has_a_floor() -> None:
    wings = {wing(of_path(path)) for path in CORE} - {""}
    assert wings - {name for names in FLOORS for name in names} == set()


@pytest.mark.parametrize("module", ["ban_tin.views", "ban_tin.site.facts"])
def test_what_templates_see_loads_little(module: str) -> None:
    code = f"import sys; before = set(sys.modules); import {module}; print(*(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    loaded = set(done.stdout.split())
    assert loaded & EDGE == set()
    assert len(loaded) < 115, sorted(loaded)


def test_no_module_is_longer_than_a_stranger_reads_at_once() -> None:
    # The contract of themes is one thing, and stays as it is.
    wings = [ROOT / name for name in ("ban_tin", "plugins", "newsdesk", "counter")]
    paths = [path for wing in wings for path in wing.rglob("*.py")]
    paths += [path for ending in ("js", "css") for path in (ROOT / "newsdesk").rglob(f"*.{ending}")]
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in paths
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES and "contract" not in path.parts
    }
    assert long == {}


def test_a_decision_has_a_number_of_its_own() -> None:
    paths = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    numbers = [path.name[:4] for path in paths]
    assert sorted(set(numbers)) == numbers
    assert [path.name for path in paths if not path.read_text("utf-8").startswith(f"# {path.name[:4]}: ")] == []


def test_a_value_of_more_than_five_fields_has_a_comment_for_each() -> None:
    missing = []
    for path in (
        path for name in ("ban_tin", "plugins", "newsdesk", "counter") for path in (ROOT / name).rglob("*.py")
    ):
        text = path.read_text(encoding="utf-8")
        lines = text.splitlines()
        for node in ast.walk(ast.parse(text)):
            if not isinstance(node, ast.ClassDef):
                continue
            kinds = " ".join(ast.unparse(each) for each in (*node.decorator_list, *node.bases))
            fields = [each for each in node.body if isinstance(each, ast.AnnAssign)]
            if len(fields) > 5 and ("dataclass" in kinds or "NamedTuple" in kinds):
                missing += [
                    f"{of_path(path)}.{node.name}.{ast.unparse(each.target)}"
                    for each in fields
                    if "#" not in lines[each.lineno - 1] and not lines[each.lineno - 2].strip().startswith("#")
                ]
    assert missing == []
