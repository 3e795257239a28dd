"""Whose turn it is at a target, as a person reads it."""

from datetime import UTC, datetime, timedelta

import pytest

from newsdesk.language import SITE
from newsdesk.publishing.live import LockedError, describe_owner


@pytest.fixture(autouse=True)
def in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(SITE, "/nowhere")


def test_whose_turn_it_is_and_since_when() -> None:
    began = datetime.now(UTC) - timedelta(minutes=7)
    assert (
        describe_owner(f"lan@may-lan 42 {began.isoformat(timespec='seconds')}") == "lan@may-lan, bắt đầu 7 phút trước"
    )
    earlier = began - timedelta(hours=30)
    assert "30 giờ trước" in str(LockedError("x", f"lan@may-lan 42 {earlier.isoformat()}"))
    assert (
        str(LockedError("x", f"lan@may-lan 42 {began.isoformat()} 0123abcd.4567ef01")).count(
            "lan@may-lan, bắt đầu 7 phút trước."
        )
        == 1
    )
    for odd in ("?", "", "a b c", "a b 2026-01-01T00:00:00"):
        assert describe_owner(odd) == odd
