"""Which renditions a photo gets."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.photos import picture_element, picture_html, plan_photo
from plugins.photos.plan import FORMATS, SHARING_SIZE, WIDTHS


@pytest.mark.parametrize(
    ("width", "widths"),
    [(4000, [480, 960, 1600]), (1600, [480, 960, 1600]), (1599, [480, 960, 1599]), (961, [480, 960, 961]),
     (960, [480, 960]), (700, [480, 700]), (480, [480]), (200, [200]), (1, [1])],
)  # fmt: skip
def test_a_photo_is_never_enlarged(width: int, widths: list[int]) -> None:
    photo = plan_photo(Path("a.jpg"), "d", width, 100, "/a")
    for each in FORMATS:
        assert [rendition.width for rendition in photo.of(each)] == widths


@given(st.integers(1, 9000), st.integers(1, 9000))
def test_every_rendition_keeps_the_proportions_and_has_its_own_address(width: int, height: int) -> None:
    photo = plan_photo(Path("a.jpg"), "d", width, height, "/tin/x/a-1")
    addresses = [rendition.url for rendition in (*photo.renditions, photo.sharing)]
    assert len(set(addresses)) == len(addresses)
    for rendition in photo.renditions:
        assert rendition.width <= min(width, max(WIDTHS))
        assert rendition.height >= 1
        assert abs(rendition.height - height * rendition.width / width) <= 1
    assert photo.largest.width == min(width, max(WIDTHS))
    assert photo.fallback in photo.of("jpg")
    assert (photo.sharing.width, photo.sharing.height) == SHARING_SIZE


@pytest.mark.parametrize(
    ("eager", "attributes"),
    [(True, {"fetchpriority": "high"}), (False, {"loading": "lazy"})],
)
def test_only_the_first_photo_of_a_page_is_loaded_at_once(eager: bool, attributes: dict[str, str]) -> None:
    image = picture_element(plan_photo(Path("a.jpg"), "d", 800, 600, "/a"), "x", eager=eager).find("img")
    assert image is not None
    given_ = {name: image.get(name) for name in ("fetchpriority", "loading") if image.get(name)}
    assert given_ == attributes


def test_the_html_of_a_picture_escapes_its_alternative_text() -> None:
    html = picture_html(plan_photo(Path("a.jpg"), "d", 800, 600, "/a"), '"><script>')
    assert "<script>" not in html
    assert html.count("<img") == 1
    assert "</img>" not in html and "</source>" not in html
