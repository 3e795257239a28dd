"""The demonstration's site, built once for all test processes, a server for it and a browser."""

import os
import re
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, Page

from tests.demonstration.pages import ALBUM, ALBUM_PHOTOS, PAGES, Open
from tests.newsdesk.site_handler import served
from tests.site.builder import SmallSite, build_command

ROOT = Path(__file__).parents[2]
#: 21 November 2026, 12:00 in Hà Nội: after the last article of the demonstration.
BUILD_TIME = 1_795_237_200
LONGEST_BUILD = 300


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the built site. The first process that comes builds it, the others wait for it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    output, log = folder / "demo-site", folder / "demo-site.log"
    try:
        os.close(os.open(folder / "demo-site.lock", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        _wait_for(log)
    else:
        _build(output, log)
    said = log.read_text(encoding="utf-8")
    if not (output / "index.html").is_file():
        pytest.fail(f"the demonstration is not built; does `make demo-files` help?\n{said}", pytrace=False)
    return output


def _build(output: Path, log: Path) -> None:
    command = build_command(ROOT / "content", output, output.with_name("demo-state"))
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(BUILD_TIME), "PYTHONUTF8": "1"}
    partly = log.with_suffix(".part")
    try:
        build = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=LONGEST_BUILD, check=False
        )
        partly.write_text(build.stdout + build.stderr, encoding="utf-8")
    except subprocess.TimeoutExpired:
        partly.write_text(f"the build took longer than {LONGEST_BUILD} s", encoding="utf-8")
    # The log appears whole or not at all: the others take it as the sign that the site is there.
    partly.rename(log)


def _wait_for(log: Path) -> None:
    patience = time.monotonic() + LONGEST_BUILD + 10
    while not log.exists() and time.monotonic() < patience:
        time.sleep(0.1)


@pytest.fixture(scope="session")
def demo_url(demo_site: Path) -> Iterator[str]:
    """The address of the served site, without a final slash."""
    with served(demo_site) as address:
        yield address


@pytest.fixture(scope="session")
def album_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an article with photos in every place that an article has for them."""
    site = SmallSite(tmp_path_factory.mktemp("album"))
    folder = site.article("anh", ALBUM, lead="ngang.jpg", lead_alt='"Sân trường"')
    for name, size in ALBUM_PHOTOS.items():
        site.photo(folder, name, size)
    built = site.build()
    assert built.code == 0, built.err
    with served(site.output) as address:
        yield f"{address}/tin/2026/11/anh/"


@pytest.fixture(scope="session")
def addresses(demo_site: Path) -> dict[str, str]:
    """The address of each page in ``PAGES``."""
    articles = sorted((demo_site / "tin").glob("20*/*/*/index.html"))
    source = {path: path.read_text(encoding="utf-8") for path in articles}

    def address(path: Path) -> str:
        return f"/{path.parent.relative_to(demo_site).as_posix()}/"

    front_matter = {path.parent: path.read_text(encoding="utf-8") for path in (ROOT / "content/tin").rglob("index.md")}
    withdrawn = next(folder for folder, text in front_matter.items() if re.search(r"^withdrawn:", text, re.MULTILINE))
    return PAGES | {
        "article with photos": address(max(articles, key=lambda path: source[path].count("<figure"))),
        "article with attachments": address(max(articles, key=lambda path: source[path].count('class="attachment"'))),
        "withdrawn article": f"/{withdrawn.relative_to(ROOT / 'content').as_posix()}/",
    }


class Complaints:
    """What pages wrote to the console as an error or a warning."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def hear(self, page: Page) -> None:
        """Note what ``page`` complains of."""
        page.on("console", lambda said: self._note(said.text) if said.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: self._note(str(error)))

    def _note(self, text: str) -> None:
        # A page that is not there is what one of them is about.
        if "404 (Not Found)" not in text:
            self.texts.append(text)


@pytest.fixture
def open_page(browser: Browser, demo_url: str, addresses: dict[str, str]) -> Iterator[Open]:
    """Opens a page by its name or address in a profile of its own; at the end, no page may have complained to the console."""
    contexts = []
    complaints = Complaints()

    def open_page(name: str, width: int = 1280, settings: dict[str, str] | None = None, **options: Any) -> Page:
        # What fades is still of the old colour when axe looks at it.
        options = {"reduced_motion": "reduce", "viewport": {"width": width, "height": 800}, **options}
        context = browser.new_context(base_url=demo_url, **options)
        contexts.append(context)
        for key, value in (settings or {}).items():
            context.add_init_script(f"localStorage.setItem('bantin-{key}', '{value}')")
        page = context.new_page()
        complaints.hear(page)
        page.goto(addresses.get(name, name))
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints.texts == []


@dataclass
class KeptPages:
    """Pages that stay open, one for each set of options: to open another takes longer than what most tests look at."""

    browser: Browser
    complaints: Complaints = field(default_factory=Complaints)
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, options: dict[str, Any]) -> Page:
        """Return the page with these options."""
        key = repr(sorted(options.items()))
        if key not in self.pages:
            self.pages[key] = self.browser.new_context(reduced_motion="reduce", **options).new_page()
            self.complaints.hear(self.pages[key])
        return self.pages[key]

    def clear(self) -> None:
        """Leave nothing of a test behind."""
        self.complaints.texts.clear()
        for page in self.pages.values():
            if page.url != "about:blank":
                page.emulate_media(media="null")
                page.goto("about:blank")


@pytest.fixture(scope="session")
def kept_pages(browser: Browser) -> Iterator[KeptPages]:
    """The pages of ``look_at``."""
    kept = KeptPages(browser)
    yield kept
    for page in kept.pages.values():
        page.context.close()


@pytest.fixture
def look_at(kept_pages: KeptPages, demo_url: str, addresses: dict[str, str]) -> Iterator[Open]:
    """Opens a page as ``open_page`` does, in one that is kept: for tests that store nothing and add no script or listener to it."""

    def look_at(name: str, width: int = 1280, **options: Any) -> Page:
        page = kept_pages.page(options)
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(urljoin(demo_url, addresses.get(name, name)))
        return page

    yield look_at
    complaints = list(kept_pages.complaints.texts)
    kept_pages.clear()
    assert complaints == []
