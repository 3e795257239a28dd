"""Which renditions a photo gets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.photos.markup import picture_element, picture_html
from ban_tin.photos.placeholder import placeholder_class, placeholder_css
from ban_tin.photos.plan import ENCODING_PLAN, LONGEST_SIDE, Rendition, rendition_sizes, worth_keeping
from tests.builders import planned_photo, strict


@pytest.mark.parametrize(
    ("width", "widths"),
    [(4000, [1600, 960, 720, 480]), (1600, [1600, 960, 720, 480]), (1599, [1599, 960, 720, 480]), (961, [961, 960, 720, 480]),
     (960, [960, 720, 480]), (700, [700, 480]), (480, [480]), (200, [200]), (1, [1])],
)  # fmt: skip
def test_a_photo_is_never_enlarged(width: int, widths: list[int]) -> None:
    assert [size[0] for size in rendition_sizes(width, 100, ENCODING_PLAN.widths)] == widths


@given(st.integers(1, 90_000), st.integers(1, 90_000))
def test_every_rendition_keeps_the_proportions_and_fits_every_encoder(width: int, height: int) -> None:
    sizes = rendition_sizes(width, height, ENCODING_PLAN.widths)
    assert sizes == sorted(set(sizes), reverse=True)
    for across, down in sizes:
        assert 1 <= across <= min(width, 1600)
        assert 1 <= down <= LONGEST_SIDE
        assert abs(down - height * across / width) <= 1 or down == LONGEST_SIDE


def of_sizes(*sizes: int) -> list[Rendition]:
    return [Rendition(1600 - 10 * place, 100, "webp", size) for place, size in enumerate(sizes)]


@pytest.mark.parametrize(
    ("sizes", "kept"),
    [
        ((1000, 900, 810, 729), (1000, 900, 810, 729)),
        ((1000, 901, 810), (1000, 810)),
        ((1000, 950, 901), (1000,)),
        # Each is held against the next wider one that is kept.
        ((1000, 950, 895, 850), (1000, 895)),
        ((100, 500), (100,)),
        ((), ()),
    ],
)
def test_what_saves_less_than_a_tenth_is_dropped(sizes: tuple[int, ...], kept: tuple[int, ...]) -> None:
    assert tuple(rendition.size for rendition in worth_keeping(of_sizes(*sizes))) == kept


@pytest.mark.parametrize(
    ("eager", "attributes"),
    [(True, {"fetchpriority": "high"}), (False, {"loading": "lazy"})],
)
def test_only_the_first_photo_of_a_page_is_loaded_at_once(eager: bool, attributes: dict[str, str]) -> None:
    image = picture_element(planned_photo(), "x", eager=eager).find("img")
    assert image is not None
    given_ = {name: image.get(name) for name in ("fetchpriority", "loading") if image.get(name)}
    assert given_ == attributes


def test_a_picture_offers_the_smallest_format_first_and_says_its_size() -> None:
    assert picture_html(planned_photo("le", 1000, 500, "/tin/x/"), "Hội trường", "42rem") == (
        '<picture><source type="image/avif" srcset="/tin/x/le-01234567-480.avif 480w, /tin/x/le-01234567-720.avif 720w, '
        '/tin/x/le-01234567-960.avif 960w, /tin/x/le-01234567-1000.avif 1000w" sizes="42rem">'
        '<source type="image/webp" srcset="/tin/x/le-01234567-480.webp 480w, /tin/x/le-01234567-720.webp 720w, '
        '/tin/x/le-01234567-960.webp 960w, /tin/x/le-01234567-1000.webp 1000w" sizes="42rem">'
        '<img src="/tin/x/le-01234567-720.jpg" srcset="/tin/x/le-01234567-480.jpg 480w, /tin/x/le-01234567-720.jpg 720w, '
        '/tin/x/le-01234567-960.jpg 960w, /tin/x/le-01234567-1000.jpg 1000w" sizes="42rem" alt="Hội trường" '
        'class="tone-112" width="1000" height="500" loading="lazy" decoding="async"></picture>'
    )


def test_the_html_of_a_picture_escapes_its_alternative_text() -> None:
    html = picture_html(planned_photo(), '"><script>')
    assert "<script>" not in html
    assert html.count("<img") == 1
    strict(html)


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_colour_has_a_placeholder_near_it(colour: tuple[int, int, int]) -> None:
    rule = next(rule for rule in placeholder_css().split("\n") if rule.startswith(f".{placeholder_class(colour)}{{"))
    shown = bytes.fromhex(rule.split("#")[1].rstrip("}"))
    assert all(abs(one - other) <= 43 for one, other in zip(colour, shown, strict=True))
