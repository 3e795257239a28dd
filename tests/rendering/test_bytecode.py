"""Compiled templates that are kept: what is damaged is compiled anew."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment

from ban_tin.rendering.bytecode import CheckedBytecode


def environment(folder: Path, source: str = "Xin {{ name }}", salt: str = "vi") -> Environment:
    return Environment(loader=DictLoader({"a.html": source}), bytecode_cache=CheckedBytecode(folder, salt))


def rendered(folder: Path, source: str = "Xin {{ name }}", salt: str = "vi") -> str:
    return environment(folder, source, salt).get_template("a.html").render(name="chào")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of a template that has been compiled."""
    assert rendered(tmp_path / "templates") == "Xin chào"
    (path,) = (tmp_path / "templates").iterdir()
    return path


def test_a_template_is_compiled_once(kept: Path) -> None:
    before = kept.stat().st_mtime_ns, kept.stat().st_ino
    loaded = environment(kept.parent)

    def compiled(*args: object, **kwargs: object) -> None:
        raise AssertionError("compiled again")

    loaded.compile = compiled  # type: ignore[assignment]
    assert loaded.get_template("a.html").render(name="chào") == "Xin chào"
    assert (kept.stat().st_mtime_ns, kept.stat().st_ino) == before


def test_another_text_is_compiled_and_kept_in_its_place(kept: Path) -> None:
    before = kept.read_bytes()
    assert rendered(kept.parent, "Chúc {{ name }}") == "Chúc chào"
    assert kept.read_bytes() != before
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]


def test_other_settings_have_other_files(kept: Path) -> None:
    rendered(kept.parent, salt="en")
    assert len(list(kept.parent.iterdir())) == 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_whatever_byte_is_damaged_the_template_is_compiled_anew(kept: Path, data: st.DataObject) -> None:
    whole = kept.read_bytes()
    position = data.draw(st.integers(0, len(whole) - 1))
    flipped = whole[position] ^ data.draw(st.integers(1, 255))
    kept.write_bytes(whole[:position] + bytes([flipped]) + whole[position + 1 :])
    assert rendered(kept.parent) == "Xin chào"
    assert kept.read_bytes() == whole


@pytest.mark.parametrize("content", [b"", b"-", b"\0" * 16, b"x" * 4000])
def test_a_file_of_something_else_is_compiled_anew(kept: Path, content: bytes) -> None:
    whole = kept.read_bytes()
    kept.write_bytes(content)
    assert rendered(kept.parent) == "Xin chào"
    assert kept.read_bytes() == whole


def test_without_a_folder_to_write_in_templates_are_compiled_each_time(tmp_path: Path) -> None:
    (tmp_path / "templates").write_text("a file")
    assert rendered(tmp_path / "templates") == "Xin chào"


def test_code_that_changed_compiles_anew_in_the_same_place(tmp_path: Path) -> None:
    """Jinja calls the filters of constants while it compiles."""

    def rendered(code: str) -> str:
        made = Environment(
            loader=DictLoader({"a.html": "{{ 1|unit }}"}), bytecode_cache=CheckedBytecode(tmp_path, "vi", code)
        )
        made.filters["unit"] = lambda number: f"{number} {code}"
        return made.get_template("a.html").render()

    assert [rendered("lượt"), rendered("lượt"), rendered("lần")] == ["1 lượt", "1 lượt", "1 lần"]
    assert len(list(tmp_path.iterdir())) == 1
