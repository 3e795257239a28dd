"""What `sizes` tells browsers is how wide the theme shows each photo."""

import pytest

from tests.demonstration.pages import Open

pytestmark = pytest.mark.browser

WIDTHS = (320, 360, 412, 600, 640, 704, 768, 1024, 1280, 1600)
#: For each photo that is shown: what its `sizes` says in px, its width in px, and what to look for when they differ.
MEASURED = r"""() => {
  const ruler = document.body.appendChild(document.createElement('div'));
  ruler.setAttribute('class', 'ruler');
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [sheet];
  const pixels = length => {
    sheet.replaceSync(`.ruler { position: absolute; width: ${length} }`);
    return ruler.getBoundingClientRect().width;
  };
  const chosen = sizes => {
    for (const part of sizes.split(',').map(each => each.trim())) {
      const [, condition, length] = part.match(/^(\(min-width: [^)]*\))?\s*(.*)$/);
      if (!condition || matchMedia(condition).matches) return length;
    }
  };
  const photos = [...document.querySelectorAll('main img')].filter(image => image.getClientRects().length);
  const found = photos.map(image => {
    const sources = [...image.parentElement.children];
    const lengths = new Set(sources.map(each => chosen(each.sizes)));
    return [pixels([...lengths].join()), image.getBoundingClientRect().width, `${image.sizes} ${image.currentSrc}`];
  });
  ruler.remove();
  return found;
}"""


@pytest.mark.parametrize(
    ("name", "photos"),
    [
        ("album", 19),
        ("home", 6),
        ("list", 4),
        ("all news", 10),
        ("article with photos", 6),
        ("article with attachments", 3),
        ("/tin/2026/07/so-ket-cong-tac-dang-6-thang-dau-nam-2026/", 8),
    ],
)
def test_sizes_says_how_wide_a_photo_is_shown(name: str, photos: int, look_at: Open, album_url: str) -> None:
    page = look_at(album_url if name == "album" else name)
    wrong = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        measured = page.evaluate(MEASURED)
        assert len(measured) >= photos
        # A rendition is chosen among widths far apart: a few pixels do not matter.
        wrong[width] = [each for each in measured if abs(each[0] - each[1]) > max(4, 0.03 * each[1])]
    assert {width: found for width, found in wrong.items() if found} == {}


def test_a_photo_keeps_its_shape_everywhere(look_at: Open, album_url: str) -> None:
    page = look_at(album_url)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        cropped = page.evaluate(
            """() => [...document.querySelectorAll('main img')].map(image => [image.getBoundingClientRect(), image])
              .filter(([box, image]) => Math.abs(box.height - box.width * image.getAttribute('height')
                / image.getAttribute('width')) > 1).map(([box, image]) => image.currentSrc)"""
        )
        assert cropped == [], width


def test_rows_of_photos_align_at_the_top_and_an_upright_last_one_does_not_fill_the_screen(
    look_at: Open, album_url: str
) -> None:
    page = look_at(album_url)

    def boxes(gallery: int) -> list[dict[str, float]]:
        return [figure.bounding_box() for figure in page.locator(".gallery").nth(gallery).locator("picture").all()]

    one, two, last = boxes(0)
    assert one["y"] == two["y"] and one["width"] == pytest.approx(two["width"], abs=1)
    assert last["width"] == pytest.approx(2 * one["width"] + 16, abs=1)
    assert last["y"] > two["y"] + two["height"]
    *_, upright = boxes(1)
    assert upright["width"] == pytest.approx(one["width"], abs=1)
