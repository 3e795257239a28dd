"""What a phone loads of an article with six photos: every byte, counted by the browser, scrolled to the end."""

from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from bench.page_weight import Handler, count_bytes
from bench.photos.pictures import draw
from tests.site.builder import SmallSite

pytestmark = pytest.mark.browser

LIMIT = 350_000
SIX_PHOTOS = "/tin/2026/11/ngay-nha-giao-viet-nam-2026/"


@pytest.fixture(scope="module")
def noisy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with six photos of 12 megapixels, harder to encode than the demonstration's: all texture and sensor noise."""
    folder = tmp_path_factory.mktemp("noisy")
    site = SmallSite(folder)
    body = "\n\n".join(
        f"Một đoạn văn.\n\n![Ảnh {number}]({number:03}.jpg)\n*Chú thích {number}*" for number in range(6)
    )
    article = site.article("sau-anh", body)
    draw(article, 6)
    built = site.build()
    assert built.code == 0, built.err
    return site.output


def served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_six_photos_of_the_demonstration_stay_below_the_limit(browser: Browser, demo_site: Path) -> None:
    for base in served(demo_site):
        size, requests = count_bytes(browser, base + SIX_PHOTOS)
        assert requests >= 6 + 3
        assert size <= LIMIT


def test_six_noisy_photos_stay_below_the_limit(browser: Browser, noisy_site: Path) -> None:
    for base in served(noisy_site):
        size, requests = count_bytes(browser, f"{base}/tin/2026/11/sau-anh/")
        assert requests >= 6 + 3
        assert size <= LIMIT
