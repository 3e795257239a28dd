"""What every test has: signals that are heard, and one browser for a process, as Playwright can't be started twice in a thread.

Property tests run the same examples every time, forty of them, with ``SOAK=1`` four hundred; ``HYPOTHESIS_PROFILE=thorough`` looks for new ones.
"""

import gc
import os
import shutil
import signal
import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from newsdesk.language import SITE
from tests.shared_files import SOAK

settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=400 if SOAK else 40)
settings.register_profile("thorough", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_configure() -> None:
    # Whoever runs them, by make or not: programs say how the next command is typed.
    os.environ.pop("MAKELEVEL", None)
    # `make test &` in a script, or nohup: programs that the tests start would inherit that these are ignored.
    for number, default in ((signal.SIGINT, signal.default_int_handler), (signal.SIGHUP, signal.SIG_DFL)):
        if signal.getsignal(number) is signal.SIG_IGN:
            signal.signal(number, default)


def pytest_collection_finish() -> None:
    """Twelve thousand tests and all they import stay to the end: the garbage collector would walk through them again and again."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores, as tests wait for a browser, a disk, a clock; a second one more was no quicker."""
    return (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1) + 1


@pytest.fixture(scope="session", autouse=True)
def no_bytecode_of_others() -> None:
    """Once the tests are loaded, no process writes bytecode: it would be taken for that of code which is edited in the same second."""
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.dont_write_bytecode = True


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Whose language is spoken stands in the environment: a command that a test calls leaves it to no other test."""
    before = os.environ.get(SITE)
    yield
    if before is None:
        os.environ.pop(SITE, None)
    else:
        os.environ[SITE] = before


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = next(
        filter(None, map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"))),
        None,
    )
    if path is None:
        reason = "no Chromium in PATH; install the package chromium to run the tests in a browser"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    with sync_playwright() as playwright:
        # Containers have neither the sandbox's name spaces nor a graphics card; what draws needs no process of its own then.
        arguments = ["--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture
def no_other_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Threads that other tests left in this process, a browser's for example, would keep the work from being shared out."""
    monkeypatch.setattr("ban_tin.machine.processes.threading.active_count", lambda: 1)
