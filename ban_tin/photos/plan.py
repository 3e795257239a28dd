"""Which renditions a photo gets: pure arithmetic, no pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ban_tin.photos.sizes import alone_sizes

#: Width and height of the sharing picture that Zalo and Facebook show.
SHARING_SIZE = (1200, 630)
#: The longest side that WebP can have.
LONGEST_SIDE = 16_383
#: A narrower rendition is kept only when it has at most this share of the next wider one's bytes.
WORTH_KEEPING = 0.9


@dataclass(frozen=True, slots=True)
class EncodingPlan:
    """What is made of a photo: renditions of each of ``widths`` (px, ascending) with each encoder.

    An encoder is a format, in the order in which browsers are offered them (the last is the fallback), and
    the options of ``PIL.Image.Image.save``. ``graphics`` are the encoders of images of few colours, such as
    a stamp or a diagram, that a photo's encoders would smear.
    """

    widths: tuple[int, ...]
    photographs: tuple[tuple[str, dict[str, Any]], ...]
    graphics: tuple[tuple[str, dict[str, Any]], ...]
    sharing: bool = True


#: 720 px is what a phone of 360 px with two pixels a pixel needs. Why these qualities and speeds: docs/decisions/0006-photos.md.
ENCODING_PLAN = EncodingPlan(
    widths=(480, 720, 960, 1600),
    photographs=(
        # One thread an image: the images are what runs in parallel.
        ("avif", {"format": "AVIF", "quality": 50, "speed": 8, "max_threads": 1}),
        ("webp", {"format": "WEBP", "quality": 76, "method": 4}),
        ("jpg", {"format": "JPEG", "quality": 78, "progressive": True, "optimize": True}),
    ),
    graphics=(
        ("webp", {"format": "WEBP", "lossless": True, "method": 4}),
        ("png", {"format": "PNG", "optimize": True}),
    ),
)


@dataclass(frozen=True)
class Rendition:
    """One encoded size of a photo: ``width`` × ``height`` px, ``size`` bytes."""

    width: int
    height: int
    format: str
    size: int

    @property
    def file(self) -> str:
        """What distinguishes it in an address or in the cache: ``960.avif``."""
        return f"{self.width}.{self.format}"


@dataclass(frozen=True)
class Encoded:
    """What was made of one source image (``width`` × ``height`` px as shown), whatever article shows it.

    ``kind`` is the source's format as Pillow names it. ``renditions`` are by format in the order of the recipe, the narrowest
    first. ``colour`` is the mean colour as RGB. ``located`` says that the source names the place where it was taken.
    """

    #: The source's format, as Pillow names it.
    kind: str
    #: Of the source as it is shown, in px.
    width: int
    #: Of the source as it is shown, in px.
    height: int
    #: The mean colour, as RGB.
    colour: tuple[int, int, int]
    #: The source names the place where it was taken.
    located: bool
    #: By format in the order of the recipe, the narrowest first.
    renditions: tuple[Rendition, ...]


@dataclass(frozen=True)
class Photo:
    """A source image as an article shows it: the path of its file, and what was made of it.

    ``digest`` is that of the source's bytes; it is part of every address, so that a rendition never
    changes under its address and can be cached for good. ``base_url`` is the address without width and extension.
    """

    source: str
    digest: str
    base_url: str
    encoded: Encoded

    @property
    def sketched(self) -> bool:
        """Whether it is still to be encoded: see ``ban_tin.photos.sketch``."""
        return not self.encoded.renditions[-1].size

    @property
    def width(self) -> int:
        """Width of the source in px, orientation applied."""
        return self.encoded.width

    @property
    def height(self) -> int:
        """Height of the source in px, orientation applied."""
        return self.encoded.height

    @property
    def upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.largest.height > self.largest.width

    @property
    def sizes(self) -> str:
        """How wide it is shown where no other stands beside it."""
        return alone_sizes(self.largest.width, self.largest.height)

    def by_format(self) -> dict[str, list[Rendition]]:
        """Return the renditions of each format, the narrowest first; the format to offer first first, the last is the fallback."""
        found: dict[str, list[Rendition]] = {}
        for rendition in self.encoded.renditions:
            found.setdefault(rendition.format, []).append(rendition)
        return found

    def url(self, rendition: Rendition) -> str:
        """Return the address at which the site serves a rendition."""
        return f"{self.base_url}-{rendition.file}"

    @property
    def fallback(self) -> Rendition:
        """The rendition for the plain ``<img>``: of the fallback format, wide enough for a phone."""
        widest = self.largest
        fitting = (each for each in self.encoded.renditions if each.format == widest.format and each.width >= 720)
        return next(fitting, widest)

    @property
    def largest(self) -> Rendition:
        """The widest rendition of the fallback format."""
        return self.encoded.renditions[-1]

    @property
    def largest_url(self) -> str:
        """The address of ``largest``."""
        return self.url(self.largest)


def rendition_sizes(width: int, height: int, widths: Sequence[int]) -> list[tuple[int, int]]:
    """Return width and height of each rendition of an image, the widest first; none is enlarged."""
    widest = max(1, min(width, widths[-1], LONGEST_SIDE * width // height))
    chosen = [widest, *(each for each in reversed(widths) if each < widest)]
    return [(each, min(LONGEST_SIDE, max(1, round(height * each / width)))) for each in chosen]


def worth_keeping(renditions: Sequence[Rendition]) -> list[Rendition]:
    """Return those of one format's renditions (the widest first) that save a reader at least a tenth of the bytes."""
    kept = list(renditions[:1])
    for each in renditions[1:]:
        if each.size <= WORTH_KEEPING * kept[-1].size:
            kept.append(each)
    return kept
