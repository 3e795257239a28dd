"""Sharing pictures of what has no photo."""

from io import BytesIO

from PIL import Image

from ban_tin.photos.plan import SHARING_SIZE
from ban_tin.planning.files.sharing_cards import add_cards
from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import VIETNAMESE
from ban_tin.site.look import Look
from tests.builders import CACHE, ROOT, article, figure, made, plan, site


def planned_cards() -> Plan:
    photo = figure().photo
    news = [
        article(1, title="Hội nghị sơ kết " * 8),
        article(2, lead=figure(), sharing_image=VIETNAMESE.sharing_photo(photo.base_url)),
    ]
    planned = plan(news, withdrawn=[article(3, withdrawn="Đăng nhầm")])
    add_cards(planned, ROOT / "theme" / "fonts.toml", CACHE)
    assert not planned.findings.found
    return planned


def test_pages_without_a_photo_have_a_picture_to_share() -> None:
    cards = planned_cards().files
    assert set(cards) == {"chia-se.jpg", f"{article(1).url.lstrip('/')}chia-se.jpg"}
    for card in cards.values():
        image = Image.open(BytesIO(made(card)))
        assert (image.format, image.size) == ("JPEG", SHARING_SIZE)


def test_a_card_is_made_of_its_words() -> None:
    before = planned_cards().files
    other = plan([article(1, title="Hội nghị tổng kết")])
    add_cards(other, ROOT / "theme" / "fonts.toml", CACHE)
    path = f"{article(1).url.lstrip('/')}chia-se.jpg"
    assert repr(before[path]) != repr(other.files[path])
    assert made(before[path]) != made(other.files[path])
    assert repr(before["chia-se.jpg"]) == repr(other.files["chia-se.jpg"])


def test_a_card_has_the_offices_colours() -> None:
    planned = plan()
    planned.site = site(look=Look(brand="#00552b", accent="#1d5c8a"))
    add_cards(planned, ROOT / "theme" / "fonts.toml", CACHE)
    image = Image.open(BytesIO(made(planned.files["chia-se.jpg"]))).convert("RGB")
    for place, colour in (((600, 6), (0x00, 0x55, 0x2B)), ((600, 21), (0x1D, 0x5C, 0x8A))):
        assert all(abs(one - other) < 12 for one, other in zip(image.getpixel(place), colour, strict=True))
