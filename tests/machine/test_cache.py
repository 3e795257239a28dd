"""What is kept of content that took time to make."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from ban_tin.machine.cache import cached_bytes


@pytest.mark.parametrize("spoilt", [b"", b"x", lambda kept: kept[:-1], lambda kept: kept[1:], lambda kept: kept + b"x"])
def test_it_is_made_once_and_again_when_it_is_spoilt(tmp_path: Path, spoilt: object) -> None:
    made: list[bytes] = []

    def make() -> bytes:
        made.append(b"card")
        return b"card"

    file = tmp_path / "cards" / "1.jpg"
    assert [cached_bytes(file, make) for _ in range(3)] == [b"card"] * 3
    assert len(made) == 1
    (file,) = file.parent.iterdir()
    file.write_bytes(spoilt(file.read_bytes()) if callable(spoilt) else spoilt)
    assert [cached_bytes(file.with_name("1.jpg"), make) for _ in range(3)] == [b"card"] * 3
    assert len(made) == 2
    assert list(file.parent.iterdir()) == [file]
    assert file.name != "1.jpg"  # Whose content an older version of the code would have taken as it is.


def test_threads_that_make_the_same_at_once_each_get_it(tmp_path: Path) -> None:
    both = Barrier(2)

    def make() -> bytes:
        both.wait(60)
        return b"card" * 100_000

    with ThreadPoolExecutor(2) as threads:
        for number in range(20):
            file = tmp_path / f"{number}.jpg"
            assert len(set(threads.map(lambda _, file=file: cached_bytes(file, make), range(2)))) == 1
    assert len(list(tmp_path.iterdir())) == 20
