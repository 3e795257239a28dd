"""The emblem and the icons: what is made of a department's logo, and that nothing of its file but pixels is published."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from PIL import Image, ImageCms, ImageDraw
from PIL.PngImagePlugin import PngInfo

from ban_tin.planning.head import page_head
from ban_tin.planning.pages.articles import add_static_pages
from ban_tin.rendering import Renderer, ThemeFiles
from ban_tin.rendering.assets import load_assets
from ban_tin.rendering.icons import Icons, icon_of, initials, make_icons
from ban_tin.rendering.layers import one_layer
from ban_tin.site.facts import SiteFacts
from ban_tin.site.look import Look
from tests.builders import CACHE, ROOT, plan, site

LAYERS = one_layer(ROOT / "theme")
SECRET = "Drawn by A. Nguyen"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="4"/></svg>'


def with_logo(name: str, **look: str) -> SiteFacts:
    return site(department=replace(site().department, logo=name), look=Look(**look))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a wide logo on a transparent ground, which says who drew it, and a drawing."""
    folder = tmp_path_factory.mktemp("content")
    logo = Image.new("RGBA", (600, 300), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((0, 0, 599, 299), fill=(0, 90, 60, 255))
    said = PngInfo()
    said.add_text("Author", SECRET)
    exif = Image.Exif()
    exif[0x013B] = "Artist"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    logo.save(folder / "logo.png", pnginfo=said, exif=exif, icc_profile=profile, dpi=(300, 300))
    (folder / "logo.svg").write_text(DRAWING, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def picture(folder: Path) -> Icons:
    return make_icons(LAYERS, with_logo("logo.png"), folder, CACHE)


def decoded(icons: Icons) -> dict[str, Image.Image]:
    """Return the pictures among the files; those in the masthead by their size."""
    pictures = (each for each in icons.files if each.path.endswith(".png"))
    return {each.path.removeprefix("theme/").rpartition("-")[0] if "logo" in each.path else each.path: Image.open(BytesIO(each.content)) for each in pictures}  # fmt: skip


def test_a_picture_is_published_in_the_sizes_that_are_shown(picture: Icons) -> None:
    sizes = {name: image.size for name, image in decoded(picture).items()}
    assert sizes == {
        "logo-72": (72, 72),
        "logo-144": (144, 144),
        "theme/icon-32.png": (32, 32),
        "theme/touch-icon.png": (180, 180),
        "theme/icon.png": (512, 512),
    }


def test_nothing_but_pixels_is_left_of_the_file(picture: Icons, folder: Path) -> None:
    original = (folder / "logo.png").read_bytes()
    assert SECRET.encode() in original and b"iCCP" in original
    for image in decoded(picture).values():
        image.load()
        assert (image.info, dict(image.getexif())) == ({}, {})
    assert not [each for each in picture.files if SECRET.encode() in each.content or b"iCCP" in each.content]


def test_a_wide_logo_keeps_its_shape_on_a_transparent_ground_and_on_paper_on_a_telephone(picture: Icons) -> None:
    made = decoded(picture)
    assert made["logo-144"].getpixel((72, 72)) == (0, 90, 60, 255)
    assert made["logo-144"].getpixel((72, 4)) == (0, 0, 0, 0)
    touch = made["theme/touch-icon.png"]
    assert touch.mode == "RGB"
    assert (touch.getpixel((0, 0)), touch.getpixel((90, 90))) == ((0xFD, 0xFC, 0xF9), (0, 90, 60))
    assert touch.getpixel((5, 90)) == (0xFD, 0xFC, 0xF9)  # Inside of the corners that telephones round.


def test_the_picture_in_the_masthead_names_both_files_and_its_place(picture: Icons) -> None:
    image = BeautifulSoup(picture.emblem, "html.parser").img
    assert image is not None
    paths = {f"/{each.path}" for each in picture.files}
    assert {str(image["src"]), str(image["srcset"]).removesuffix(" 2x")} <= paths
    assert (image["width"], image["height"], image["alt"]) == ("72", "72", "")


def test_a_drawing_is_the_icon_and_letters_stand_in_for_it(folder: Path) -> None:
    icons = make_icons(LAYERS, with_logo("logo.svg", brand="#00552b"), folder, CACHE)
    assert b"circle" in next(each.content for each in icons.files if f'src="/{each.path}"' in icons.emblem)
    assert [(each.rel, each.url, each.sizes) for each in icons.links] == [
        ("icon", "/theme/icon-32.png", "32x32"),
        ("icon", "/theme/icon.svg", "any"),
        ("apple-touch-icon", "/theme/touch-icon.png", ""),
    ]
    made = decoded(icons)
    touch = made["theme/touch-icon.png"]
    assert (made["theme/icon-32.png"].size, touch.size, touch.mode) == ((32, 32), (180, 180), "RGB")
    assert touch.getpixel((2, 2)) == (0x00, 0x55, 0x2B)
    colours = touch.getcolors(40_000)
    assert colours is not None and any(all(part > 240 for part in colour) for _, colour in colours)


def test_a_site_without_a_logo_keeps_the_icon_of_the_theme(folder: Path) -> None:
    icons = make_icons(LAYERS, site(), folder, CACHE)
    assert [(each.rel, each.url, each.type, each.sizes) for each in icons.links] == [
        ("icon", "/theme/icon.svg", "image/svg+xml", "")
    ]
    assert [each.path for each in icons.files] == ["theme/icon.svg"]


@pytest.mark.parametrize("name", ["", "logo.svg", "logo.png"])
def test_the_head_of_a_page_names_icons_that_there_are(name: str, folder: Path) -> None:
    facts = with_logo(name)
    assets = load_assets(LAYERS, facts, folder, CACHE)
    planned = plan()
    planned.site = facts
    add_static_pages(planned)
    html = Renderer(ThemeFiles(LAYERS), facts, assets).render("404", planned.pages["404.html"].view)
    soup = BeautifulSoup(html, "html.parser")
    linked = [str(each["href"]) for each in soup.select('link[rel~="icon"], link[rel="apple-touch-icon"]')]
    paths = {f"/{each.path}" for each in assets.files}
    assert linked and set(linked) <= paths
    assert icon_of(facts.department) in paths
    assert f"{facts.base_url}{icon_of(facts.department)}" in page_head(facts, "/", "", "").json_ld


@pytest.mark.parametrize(
    ("short_name", "letters"),
    [
        ("Sở GDĐT Lam Giang", "GDĐT"),
        ("Sở GD&ĐT Thử Nghiệm", "GD&ĐT"),
        ("Sở Y tế Lam Giang", "SYL"),
        ("Faculty of Letters", "FL"),
        ("đại học", "ĐH"),
        ("TRƯỜNGHỌC", "T"),
    ],
)
def test_an_icon_has_the_abbreviation_or_the_first_letters(short_name: str, letters: str) -> None:
    assert initials(replace(site().department, short_name=short_name)) == letters
