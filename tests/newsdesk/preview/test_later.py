"""What is done once nobody asks for it for a while."""

import time
from threading import Event

import pytest

from newsdesk.preview import later
from newsdesk.preview.later import Later


def test_it_is_done_once_when_all_is_quiet() -> None:
    done: list[float] = []
    waiting = Later(lambda: done.append(time.monotonic()))
    for _ in range(4):
        waiting.ask(0.2)
        asked = time.monotonic()
        assert waiting.is_waiting
        time.sleep(0.05)
    while waiting.is_waiting or not done:
        time.sleep(0.01)
    assert len(done) == 1 and done[0] - asked >= 0.19
    waiting.ask(0.2)
    while len(done) < 2:
        time.sleep(0.01)


def test_it_is_done_though_it_never_gets_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(later, "LONGEST", 0.2)
    done = Event()
    waiting = Later(done.set)
    while not done.is_set():
        waiting.ask(0.2)
        time.sleep(0.01)


def test_nothing_is_done_when_it_was_closed() -> None:
    done = Event()
    waiting = Later(done.set)
    waiting.ask(0.2)
    waiting.close()
    assert not done.wait(0.05)
