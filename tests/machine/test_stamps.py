"""Whether a file is the one that was looked at before: real files, changed in every way."""

import os
from pathlib import Path

import pytest

from ban_tin.machine.stamps import Stamp, now, settled, stamp, stamp_of

SECOND = 1_000_000_000
AT = 1_795_000_000 * SECOND


def later(path: Path) -> None:
    """Wait until the kernel's clock has gone on: two changes within one of its ticks have the same time."""
    probe, first = path.with_name("probe"), 0
    while True:
        probe.write_bytes(b"")
        changed = probe.stat().st_ctime_ns
        first = first or changed
        if changed != first:
            return


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "index.md"
    path.write_bytes(b"first")
    later(path)
    return path


def test_a_file_that_nobody_touched_keeps_its_signature(file: Path) -> None:
    found = stamp(str(file))
    file.read_bytes()
    assert stamp(str(file)) == found == stamp_of(file.stat())


def test_what_is_not_there_has_no_signature(tmp_path: Path) -> None:
    assert stamp(str(tmp_path / "khong-co")) is None
    assert stamp(str(tmp_path / "khong-co" / "index.md")) is None


def test_other_content_of_the_same_size_changes_it(file: Path) -> None:
    before = stamp(str(file))
    file.write_bytes(b"other")
    after = stamp(str(file))
    assert after != before
    assert after is not None and before is not None
    assert after.size == before.size


def test_a_time_that_is_set_back_does_not_hide_a_change(file: Path) -> None:
    before, times = stamp(str(file)), file.stat()
    file.write_bytes(b"other")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    after = stamp(str(file))
    assert after is not None and before is not None
    assert (after.mtime, after.size, after.inode) == (before.mtime, before.size, before.inode)
    assert after != before


def test_a_file_that_is_renamed_over_it_is_another_one(file: Path, tmp_path: Path) -> None:
    before, times = stamp(str(file)), file.stat()
    other = tmp_path / "other.md"
    other.write_bytes(b"other")
    os.utime(other, ns=(times.st_atime_ns, times.st_mtime_ns))
    other.replace(file)
    after = stamp(str(file))
    assert after is not None and before is not None
    assert (after.mtime, after.size) == (before.mtime, before.size)
    assert after.inode != before.inode


def test_a_link_has_the_signature_of_what_it_leads_to(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to(file)
    assert stamp(str(link)) == stamp(str(file))


@pytest.mark.parametrize(
    ("mtime", "ctime", "looked_at", "expected"),
    [
        pytest.param(AT + 5, AT + 5, AT + SECOND, True, id="long ago"),
        pytest.param(AT + 5, AT + 5, AT + 5, False, id="just now"),
        pytest.param(AT + 5, AT + 5, AT + SECOND // 50, False, id="within a tick of the kernel's clock"),
        pytest.param(AT - SECOND, AT + 5, AT + 5, False, id="a time that was set back"),
        pytest.param(AT + 9 * SECOND + 1, AT + 5, AT + SECOND, False, id="from the future"),
        pytest.param(AT, AT, AT + SECOND, False, id="whole seconds, within their tick"),
        pytest.param(AT, AT, AT + 3 * SECOND, True, id="whole seconds, after it"),
        pytest.param(AT, AT + 5, AT + SECOND, True, id="a whole second that was set"),
    ],
)
def test_a_file_is_settled_when_a_change_from_now_on_would_show(
    mtime: int, ctime: int, looked_at: int, expected: bool
) -> None:
    assert settled(Stamp(mtime, ctime, 1, 1), looked_at) is expected


def test_a_file_that_was_just_written_is_not_settled(tmp_path: Path) -> None:
    looked_at = now()
    (tmp_path / "a").write_bytes(b"x")
    found = stamp(str(tmp_path / "a"))
    assert found is not None
    assert not settled(found, looked_at)
