"""What is new for whom, and when a problem is shown: values in, values out."""

import asyncio
import sys
from collections.abc import Callable, MutableMapping
from typing import Any

import pytest

from newsdesk.preview.event_stream import EventStream
from newsdesk.preview.live_site import Change, Problem
from newsdesk.preview.tabs import SETTLING, STREAMS, Settling, Tab, Tabs
from tests.loops import run_apart

BAD = Problem("content/a.md", 3, "error", "sai", "sửa")
OTHER = Problem("content/b.md", 0, "warning", "lạ", "xem lại")


def change(*addresses: str, problems: tuple[Problem, ...] = ()) -> Change:
    return Change(frozenset(addresses), False, problems)


def silent(problems: tuple[Problem, ...], before: tuple[Problem, ...]) -> None:
    pass


def run(work: Callable[[Tabs], None]) -> None:
    """Run ``work`` in an event loop, in a thread of its own: a test in a browser leaves one running in this thread."""

    async def running() -> None:
        work(Tabs(silent))

    run_apart(running())


def test_a_problem_is_shown_when_it_has_stood_for_a_moment() -> None:
    settling = Settling()
    settling.stand([BAD], 10.0)
    assert settling.settled(10.0) == ()
    assert settling.next(10.1) == pytest.approx(SETTLING - 0.1)
    assert settling.settled(10.0 + SETTLING) == (BAD,)
    assert settling.next(10.0 + SETTLING) is None


def test_a_problem_of_a_half_written_file_is_never_shown() -> None:
    settling = Settling()
    settling.stand([BAD], 10.0)
    assert settling.settled(10.05) == ()
    settling.stand([], 10.1)
    assert settling.settled(11.0) == ()


def test_what_is_fixed_goes_at_once_and_the_rest_stays() -> None:
    settling = Settling()
    settling.stand([BAD, OTHER], 10.0)
    settling.stand([OTHER], 11.0)
    assert settling.settled(11.0) == (OTHER,)


def test_another_problem_of_the_same_file_takes_its_place_without_a_gap() -> None:
    settling = Settling()
    settling.stand([BAD], 10.0)
    again = Problem(BAD.path, 4, "error", "vẫn sai", "sửa")
    settling.stand([again], 11.0)
    assert settling.settled(11.0) == (again,)


def test_edits_without_end_do_not_hold_a_problem_back_for_ever() -> None:
    settling = Settling()
    for tenth in range(10):
        settling.stand([BAD], 10 + tenth / 10)
    assert settling.settled(11.0) == (BAD,)


def test_a_page_is_stale_when_its_address_changed_after_it_was_made() -> None:
    def work(tabs: Tabs) -> None:
        early, late = Tab("/a/", 0), Tab("/a/", 1)
        other, failed = Tab("/b/", 0), Tab("/b/", 0, failed=True)
        tabs.publish(change("/a/"))
        assert [tabs.is_stale(each) for each in (early, late, other, failed)] == [True, False, False, True]
        tabs.publish(Change(None, False, ()))
        assert [tabs.is_stale(each) for each in (early, late, other, failed)] == [True] * 4

    run(work)


def test_new_styles_make_no_page_stale() -> None:
    def work(tabs: Tabs) -> None:
        tabs.publish(Change(None, True, ()))
        assert not tabs.is_stale(Tab("/a/", 0))
        assert tabs.has_stale_styles(Tab("/a/", 0))
        assert not tabs.has_stale_styles(Tab("/a/", 1))

    run(work)


def test_the_tab_that_waits_longest_goes_to_sleep_when_there_are_too_many() -> None:
    def work(tabs: Tabs) -> None:
        waiting = [Tab(f"/{number}/", 0) for number in range(STREAMS + 2)]
        for tab in waiting:
            tabs.enter(tab)
        assert [tab.asleep for tab in waiting] == [True, True] + [False] * STREAMS
        assert [tab.wake.is_set() for tab in waiting] == [True, True] + [False] * STREAMS

    run(work)


def test_a_stream_ends_with_its_tab() -> None:
    async def work() -> None:
        tabs, left = Tabs(silent), asyncio.Event()
        sent: list[bytes] = []

        async def receive() -> dict[str, object]:
            await left.wait()
            return {"type": "http.disconnect"}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message.get("body", b""))

        stream = asyncio.create_task(
            EventStream(tabs, Tab("/a/", 0), tabs.server, lambda address: "")({}, receive, send)
        )
        await asyncio.sleep(0.01)
        assert sent[-1].startswith(b"event: problems\n")
        left.set()
        await asyncio.wait_for(stream, 10)
        assert tabs._open == []

    run_apart(work())


def test_a_thousand_edits_leave_no_more_behind_than_one() -> None:
    def work(tabs: Tabs) -> None:
        edit = change("/", "/tin/2026/11/bai/", problems=(BAD,))
        tabs.publish(edit)

        def held() -> int:
            return sum(sys.getsizeof(value) for value in (*vars(tabs).values(), *vars(tabs._settling).values()))

        before = held()
        for _ in range(1000):
            tabs.publish(edit)
        assert held() <= before + 64  # a larger number
        tabs.close()

    run(work)
