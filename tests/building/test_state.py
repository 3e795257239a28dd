"""What builds remember: it is what was kept, or it is thrown away."""

import io
import pickle
import re
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from ban_tin.articles.reader import SourceReader
from ban_tin.articles.source import FoundFile, ReadSource
from ban_tin.building.sources import UNSETTLED
from ban_tin.building.state import (
    _CHECKSUM,
    _VERSION,
    DamagedStateError,
    Row,
    State,
    delete_state,
    fingerprint_of,
    packed,
)
from ban_tin.building.written_files import Manifest, ManifestEntry
from ban_tin.findings import Finding, Findings
from ban_tin.machine.processes import shared_out
from ban_tin.machine.stamps import Stamp
from ban_tin.views import NewsArticle, teaser
from tests.builders import NOW, STORE, article, figure, site

ARTICLE = article(1, lead=figure(), body=Markup("<p>Thân bài</p>"))
PATH = "content/tin/2026/01/bai-1/index.md"


def printed(value: object) -> str:
    """Return the fingerprint by which ``value`` is found."""
    return fingerprint_of(packed(value))


def row(folder: Path) -> Row:
    """Return a row as reading makes it."""
    path = folder / "tin/2026/01/bai-1/index.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("---\ntitle: Bài\ndate: 2026-01-02\ncategory: Tin hoạt động\ntags: [a, b]\n---\nThân.\n", "utf-8")
    read = SourceReader(folder, ["trang"], site(), STORE).read(path, NOW, Findings())
    assert isinstance(read, ReadSource)
    looked_up = ((FoundFile("anh.jpg", ""), None), (FoundFile("b.jpg", "b.jpg"), Stamp(1, 2, 3, 4)))
    findings = (Finding(PATH, 3, "file-missing", (("file", "x"),)),)
    return Row(read.entry, UNSETTLED, looked_up, findings, printed(read.content), "")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "state" / "a.sqlite"


@pytest.fixture
def state(path: Path) -> Iterator[State]:
    with closing(State(path)) as state:
        yield state


def test_what_was_kept_comes_back(path: Path, tmp_path: Path) -> None:
    values: dict[str, Any] = {
        "rows": {PATH: row(tmp_path)},
        "digests": {"plugins/a.py": "0123"},
        "output /x": Manifest({"a.html": ManifestEntry("code=1", "2", Stamp(1, 2, 3, 4))}, clean=False),
    }
    with closing(State(path)) as state:
        for name, value in values.items():
            state.put(name, "key", value)
        with state.transaction():
            state.put_source(PATH, packed(ARTICLE), packed(teaser(ARTICLE)))
    with closing(State(path)) as state:
        for name, value in values.items():
            assert state.get(name, "key", None) == value
        content = state.content(PATH, printed(ARTICLE))
        assert content == ARTICLE
        assert isinstance(content, NewsArticle)
        assert isinstance(content.body, Markup)
        assert content.date.tzinfo is ARTICLE.date.tzinfo
        assert state.teaser(PATH, printed(teaser(ARTICLE))) == teaser(ARTICLE)


def test_a_value_is_of_its_key(state: State) -> None:
    state.put("rows", "one", {"a": 1})
    assert state.get("rows", "two", "nothing") == "nothing"
    assert state.get("rows", "one", "nothing") == {"a": 1}
    state.put("rows", "two", {"b": 2})
    assert state.get("rows", "one", "nothing") == "nothing"
    assert state.get("else", "one", "nothing") == "nothing"


MAPS = st.lists(st.dictionaries(st.sampled_from("abcdefgh"), st.integers(0, 3), max_size=8), min_size=1, max_size=8)


@given(MAPS)
def test_a_mapping_is_what_was_kept_last_whatever_changed_on_the_way(maps: list[dict[str, int]]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "state.sqlite"
        known: dict[str, int] = {}
        for each in maps:
            # A new process each time, as builds are.
            with closing(State(path)) as state:
                assert state.get_map("rows", "key") == known
                state.put_map("rows", "key", state.get_map("rows", "key"), each)
            known = each
        with closing(State(path)) as state:
            assert state.get_map("rows", "key") == known
            assert state.get_map("rows", "another key") == {}


def test_a_small_change_of_a_mapping_writes_little(tmp_path: Path) -> None:
    with closing(State(tmp_path / "state.sqlite")) as state:
        many = {str(number): "x" * 100 for number in range(5000)}
        state.put_map("rows", "", {}, many)
        before = state._connection.execute("SELECT value FROM value WHERE name = 'rows'").fetchone()
        state.put_map("rows", "", many, many | {"17": "y"})
        assert state._connection.execute("SELECT value FROM value WHERE name = 'rows'").fetchone() == before
        assert state.get_map("rows", "") == many | {"17": "y"}


def test_a_transaction_is_kept_whole_or_not_at_all(state: State) -> None:
    state.put_source("a.md", packed("old"), packed(None))
    with pytest.raises(ZeroDivisionError), state.transaction():
        state.put_source("a.md", packed("new"), packed(None))
        state.drop_sources(["a.md"])
        raise ZeroDivisionError
    assert state.content("a.md", printed("old")) == "old"


def test_a_source_that_is_dropped_or_of_another_fingerprint_is_not_given(state: State) -> None:
    state.put_source("a.md", packed("content"), packed("teaser"))
    for give in (state.content, state.teaser):
        with pytest.raises(DamagedStateError):
            give("a.md", "3")
        with pytest.raises(DamagedStateError):
            give("b.md", printed("content"))
    state.drop_sources(["a.md"])
    with pytest.raises(DamagedStateError):
        state.content("a.md", printed("content"))


def test_many_teasers_are_each_their_own(state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ban_tin.building.state._TEASERS", 3)
    for number in range(10):
        state.put_source(f"{number}.md", packed(None), packed(number))
    for number in [*range(10), 9, 8, 0, 5]:
        assert state.teaser(f"{number}.md", printed(number)) == number


def test_processes_that_were_forked_read_through_connections_of_their_own(state: State) -> None:
    for number in range(40):
        state.put_source(f"{number}.md", packed(number), packed(None))
    parents = id(state._reading)

    def work(tasks: Sequence[int]) -> Iterator[tuple[int, bool]]:
        for task in tasks:
            yield state.content(f"{task}.md", printed(task)), id(state._reading) == parents

    assert sorted(shared_out(work, range(40), 3)) == [(number, False) for number in range(40)]
    assert state.content("3.md", printed(3)) == 3


def test_threads_read_what_was_kept_last_while_another_one_writes(state: State) -> None:
    state.put_source("a.md", packed("old"), packed(None))
    with ThreadPoolExecutor(1) as threads, state.transaction():
        state.put_source("a.md", packed("new"), packed(None))
        assert threads.submit(state.content, "a.md", printed("old")).result() == "old"
    assert state.content("a.md", printed("new")) == "new"


def test_a_state_is_closed_under_nobodys_hands(path: Path) -> None:
    """Without the lock the process crashes within a few rounds."""

    def ask(state: State, asking: Barrier) -> str:
        asking.wait(60)
        end = time.monotonic() + 60
        with suppress(DamagedStateError):
            while state.content("a.md", printed("a" * 5000)):
                assert time.monotonic() < end, "a closed state still answers"
        return "told"

    with ThreadPoolExecutor(4) as threads:
        for _ in range(20):
            state, asking = State(path), Barrier(5)
            state.put_source("a.md", packed("a" * 5000), packed(None))
            asked = [threads.submit(ask, state, asking) for _ in range(4)]
            asking.wait(60)
            state.close()
            assert [each.result() for each in asked] == ["told"] * 4


VALUE = {
    f"tin/{number}.md": ("Tin hoạt động", number, datetime(2026, 1, 1, tzinfo=ZoneInfo("UTC"))) for number in range(40)
}

SOURCES = 20


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The file of a state with a value and a few sources."""
    path = tmp_path_factory.mktemp("whole") / "a.sqlite"
    with closing(State(path)) as state:
        state.put("rows", "key", VALUE)
        with state.transaction():
            for number in range(SOURCES):
                content = article(number)
                short = teaser(content)
                state.put_source(f"{number}.md", packed(content), packed(short))
    assert [each.name for each in path.parent.iterdir()] == [path.name]
    return path.read_bytes()


def assert_nothing_else(path: Path) -> None:
    """Whatever the state in ``path`` gives is what was kept; it may give nothing, or say that it is damaged."""
    checks: list[tuple[Callable[[State], Any], list[Any]]] = [(lambda state: state.get("rows", "key", {}), [VALUE, {}])]
    for number in range(SOURCES):
        content = article(number)
        short = teaser(content)
        checks.append((lambda state, n=number, c=content: state.content(f"{n}.md", printed(c)), [content]))
        checks.append((lambda state, n=number, s=short: state.teaser(f"{n}.md", printed(s)), [short]))
    with suppress(DamagedStateError), closing(State(path)) as state:
        for give, expected in checks:
            with suppress(DamagedStateError):
                assert give(state) in expected


def test_a_whole_file_gives_what_was_kept(whole: bytes, path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(whole)
    assert_nothing_else(path)
    with closing(State(path)) as state:
        assert state.get("rows", "key", {}) == VALUE


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 10**9), st.integers(1, 255), st.sampled_from(["flip", "cut", "zeros"]))
def test_a_damaged_file_never_gives_another_value(
    whole: bytes, tmp_path: Path, position: int, change: int, damage: str
) -> None:
    position %= len(whole)
    before, rest = whole[:position], whole[position:]
    path = tmp_path / "a.sqlite"
    delete_state(path)
    if damage == "flip":
        path.write_bytes(before + bytes([rest[0] ^ change]) + rest[1:])
    elif damage == "cut":
        path.write_bytes(before)
    else:
        path.write_bytes(before + bytes(len(rest[: 16 * change])) + rest[16 * change :])
    assert_nothing_else(path)


def test_a_letter_that_is_another_one_is_noticed(whole: bytes, tmp_path: Path) -> None:
    """Most bytes of such a file are no letter of a value; here each is."""
    places = [match.start() for match in re.finditer(rb"Tin ho|s\xe1\xbb\x91 \d", whole)]
    assert len(places) > 2 * SOURCES
    for place in places:
        path = tmp_path / "a.sqlite"
        delete_state(path)
        path.write_bytes(whole[:place] + b"S" + whole[place + 1 :])
        assert_nothing_else(path)


@pytest.mark.parametrize("content", [b"", b"SQLite format 3\0", b"not a database" * 900, bytes(8192)])
def test_a_file_of_something_else_holds_nothing(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    try:
        state = State(path)
    except DamagedStateError:
        delete_state(path)
        state = State(path)
    with closing(state):
        assert state.get("rows", "", None) is None
        state.put("rows", "", 1)


def test_a_folder_in_its_place_is_said_to_be_damage(path: Path) -> None:
    path.mkdir(parents=True)
    with pytest.raises(DamagedStateError):
        State(path)


RAN: list[str] = []


def run(*words: str) -> None:
    RAN.append(" ".join(words))


@dataclass
class Call:
    """Pickled, it is a call."""

    function: Any
    arguments: tuple[Any, ...]

    def __reduce__(self) -> Any:
        return self.function, self.arguments


def stacked(module: str, name: str, *arguments: str) -> bytes:
    """Return the pickle that calls ``name`` of ``module``, dots in it and all."""
    text = b"".join(b"\x8c" + bytes([len(each.encode())]) + each.encode() for each in (module, name))
    given = b"".join(b"\x8c" + bytes([len(each.encode())]) + each.encode() for each in arguments)
    return b"\x80\x04" + text + b"\x93(" + given + b"tR."


def through_getattr(owner: tuple[str, str], name: str, *arguments: str) -> bytes:
    """Return the pickle that calls the attribute ``name`` of ``owner``."""

    def text(value: str) -> bytes:
        return b"\x8c" + bytes([len(value)]) + value.encode()

    found = (
        text("builtins") + text("getattr") + b"\x93" + text(owner[0]) + text(owner[1]) + b"\x93" + text(name) + b"\x86R"
    )
    return b"\x80\x04" + found + b"(" + b"".join(map(text, arguments)) + b"tR."


FOREIGN = {
    "another module": pickle.dumps(Call(run, ("ran",))),
    "the shell": stacked("os", "system", "touch there"),
    "what builtins have": stacked("builtins", "exec", "open('there', 'w')"),
    "what one of our modules imports": stacked("ban_tin.machine.cache", "os.mkdir", "there"),
    "what a library imports": stacked("glob", "os.mkdir", "there"),
    "a class that one of our modules imports": stacked("ban_tin.photos.store", "ProcessPoolExecutor"),
    "an attribute of a module": through_getattr(("glob", "os"), "mkdir", "there"),
    "a method of a class": through_getattr(("ban_tin.machine.cache", "Path"), "touch", "there"),
    "a function of ours": stacked("ban_tin.building.tree", "make_room", "there"),
}


@pytest.mark.parametrize("data", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_value_runs_no_code(
    state: State, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    whole = blake2b(data, digest_size=_CHECKSUM).digest() + data
    state._connection.execute("REPLACE INTO value VALUES ('rows', ?, ?)", (f"{_VERSION} ", whole))
    with pytest.raises(DamagedStateError):
        state.get("rows", "", None)
    assert RAN == []
    assert not (tmp_path / "there").exists()


def test_the_foreign_values_would_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    pickle.Unpickler(io.BytesIO(stacked("glob", "os.mkdir", "one"))).load()
    pickle.Unpickler(io.BytesIO(through_getattr(("glob", "os"), "mkdir", "two"))).load()
    assert {each.name for each in tmp_path.iterdir()} == {"one", "two"}
