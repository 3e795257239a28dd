"""What a phone loads of an article with six photos: every byte, counted by the browser, scrolled to the end."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench.page_weight import Handler, count_bytes
from bench.photos.pictures import draw
from tests.newsdesk.site_handler import served
from tests.site.builder import SmallSite

pytestmark = pytest.mark.browser

LIMIT = 350_000
SIX_PHOTOS = "/tin/2026/11/ngay-nha-giao-viet-nam-2026/"


@pytest.fixture(scope="module")
def noisy_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An article with six photos of 12 megapixels, harder to encode than the demonstration's: all texture and sensor noise.

    They are two pictures, three times each: to encode one takes eight seconds.
    """
    folder = tmp_path_factory.mktemp("noisy")
    site = SmallSite(folder)
    body = "\n\n".join(
        f"Một đoạn văn.\n\n![Ảnh {number}]({number:03}.jpg)\n*Chú thích {number}*" for number in range(6)
    )
    article = site.article("sau-anh", body)
    pictures = draw(folder / "drawn", 2)
    for number in range(6):
        shutil.copyfile(pictures[number % 2], article / f"{number:03}.jpg")
    built = site.build()
    assert built.code == 0, built.err
    return site.output


def test_six_photos_of_the_demonstration_stay_below_the_limit(browser: Browser, demo_site: Path) -> None:
    with served(demo_site, Handler) as base:
        size, requests = count_bytes(browser, base + SIX_PHOTOS)
        assert requests >= 6 + 3
        assert size <= LIMIT


def test_six_noisy_photos_stay_below_the_limit(browser: Browser, noisy_site: Path) -> None:
    with served(noisy_site, Handler) as base:
        size, requests = count_bytes(browser, f"{base}/tin/2026/11/sau-anh/")
        assert requests >= 6 + 3
        assert size <= LIMIT
