"""Which item of the menu a page stands under."""

from dataclasses import replace

import pytest

from ban_tin.site.facts import MenuItem
from tests.builders import CATEGORIES, site

NEWS, _, DOCUMENTS, NOTICES = (each.url for each in CATEGORIES)


def place(address: str, *menu: str) -> str:
    return replace(site(), menu=tuple(MenuItem(url, url) for url in menu)).menu_place(address)


@pytest.mark.parametrize(
    ("address", "menu", "found"),
    [
        (NEWS, [NEWS, "/van-ban/"], NEWS),
        (f"{NEWS}trang/2/", [NEWS], NEWS),
        # Whichever of its two pages the menu has.
        (NOTICES, ["/thong-bao/"], "/thong-bao/"),
        ("/thong-bao/", [NOTICES], NOTICES),
        (DOCUMENTS, ["/van-ban/", DOCUMENTS], "/van-ban/"),
        ("/van-ban/2026/", ["/van-ban/"], "/van-ban/"),
        # The nearest above; the home page is above all.
        ("/gioi-thieu/co-cau/", ["/", "/gioi-thieu/", "/gioi-thieu/co-cau/"], "/gioi-thieu/co-cau/"),
        ("/gioi-thieu/co-cau/", ["/", "/gioi-thieu/"], "/gioi-thieu/"),
        ("/", ["/", NEWS], "/"),
        ("/the/nha-giao/", ["/", NEWS], ""),
        ("", ["/", NEWS], ""),
    ],
)
def test_the_nearest_item_of_the_menu(address: str, menu: list[str], found: str) -> None:
    assert place(address, *menu) == found
