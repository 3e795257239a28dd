"""Sharing pictures of what has no photo."""

from io import BytesIO

from PIL import Image

from ban_tin.photos.plan import SHARING_SIZE
from ban_tin.planning.files.sharing_cards import add_cards
from ban_tin.planning.plan import Plan
from tests.builders import CACHE, ROOT, article, figure, made, plan


def planned_cards() -> Plan:
    photo = figure().photo
    news = [article(1, title="Hội nghị sơ kết " * 8), article(2, lead=figure(), sharing_image=photo.sharing_url)]
    planned = plan(news, withdrawn=[article(3, withdrawn="Đăng nhầm")])
    add_cards(planned, ROOT / "theme", CACHE)
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
    add_cards(other, ROOT / "theme", CACHE)
    path = f"{article(1).url.lstrip('/')}chia-se.jpg"
    assert repr(before[path]) != repr(other.files[path])
    assert made(before[path]) != made(other.files[path])
    assert repr(before["chia-se.jpg"]) == repr(other.files["chia-se.jpg"])
