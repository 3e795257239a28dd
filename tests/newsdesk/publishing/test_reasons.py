"""Why a server could not be used, in the words of whoever has to do something about it."""

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.language import SITE
from newsdesk.publishing.live import LockedError, describe_owner
from newsdesk.publishing.reasons import CANNOT_WRITE, explain, explain_full


@pytest.fixture(autouse=True)
def in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SITE, "/nowhere")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ssh: connect to host 10.0.0.1 port 22: Connection refused", "không trả lời"),
        ("ssh: connect to host may-chu port 22: Connection timed out", "không trả lời"),
        ("ssh: Could not resolve hostname may-chu: Name or service not known", "không tìm ra tên"),
        ("dang@may-chu: Permission denied (publickey).", "không nhận khóa ssh"),
        ("WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! / Host key verification failed", "đã khác trước"),
        ("Host key for [127.0.0.1]:22 has changed and you have requested strict checking.", "đã khác trước"),
        ("No ED25519 host key is known for may-chu / Host key verification failed", "chưa biết khóa"),
        ("mkdir: cannot create directory '/srv/web': Permission denied", "không được ghi"),
        ('rsync: write failed on "/srv/a": No space left on device (28)', "đã đầy"),
        ("client_loop: send disconnect: Broken pipe", "bị đứt"),
        ("sh: 1: rsync: not found", "thiếu chương trình"),
    ],
)
def test_what_programs_say_is_told_in_words_and_kept_behind_them(said: str, told: str) -> None:
    assert told in explain(said)
    assert explain(said).endswith(f"({said})")


def test_what_is_not_known_stays_as_it_is_and_a_full_disk_is_found_out() -> None:
    assert explain("sh: 3: nonsense") == "sh: 3: nonsense"
    assert CANNOT_WRITE.search("sh: 12: printf: printf: I/O error")
    assert "đã đầy" in explain_full("printf: I/O error")


def test_whose_turn_it_is_and_since_when() -> None:
    began = datetime.now(UTC) - timedelta(minutes=7)
    assert (
        describe_owner(f"lan@may-lan 42 {began.isoformat(timespec='seconds')}") == "lan@may-lan, bắt đầu 7 phút trước"
    )
    earlier = began - timedelta(hours=30)
    assert "30 giờ trước" in str(LockedError("x", f"lan@may-lan 42 {earlier.isoformat()}"))
    for odd in ("?", "", "a b c", "a b 2026-01-01T00:00:00"):
        assert describe_owner(odd) == odd
