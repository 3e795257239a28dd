"""Which renditions a photo gets: pure arithmetic, no pixels."""

from dataclasses import dataclass
from pathlib import Path

#: Widths of the renditions in pixels; a photo is never enlarged.
WIDTHS = (480, 960, 1600)
#: Width and height of the sharing picture that Zalo and Facebook show.
SHARING_SIZE = (1200, 630)
#: Formats in the order in which browsers are offered them; the last is the fallback.
FORMATS = ("webp", "jpg")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One encoded size of a photo. ``url`` is where the site serves it."""

    url: str
    width: int
    height: int
    format: str


@dataclass(frozen=True, slots=True)
class Photo:
    """A source image (``width`` × ``height`` px as shown, orientation applied) and its renditions.

    ``digest`` is that of the source's bytes; it is part of every address, so that a rendition never
    changes under its address and can be cached for good.
    """

    source: Path
    digest: str
    width: int
    height: int
    base_url: str
    renditions: tuple[Rendition, ...]

    def of(self, format: str) -> tuple[Rendition, ...]:
        """Return the renditions of one format, the narrowest first."""
        return tuple(rendition for rendition in self.renditions if rendition.format == format)

    @property
    def fallback(self) -> Rendition:
        """The rendition for the plain ``<img>``: the middle width of the fallback format."""
        fallbacks = self.of(FORMATS[-1])
        return fallbacks[min(1, len(fallbacks) - 1)]

    @property
    def largest(self) -> Rendition:
        """The widest rendition of the fallback format."""
        return self.of(FORMATS[-1])[-1]

    @property
    def sharing(self) -> Rendition:
        """The 1200 × 630 picture for sharing."""
        width, height = SHARING_SIZE
        return Rendition(f"{self.base_url}-chia-se.jpg", width, height, "jpg")


def plan_photo(source: Path, digest: str, width: int, height: int, base_url: str) -> Photo:
    """Return the photo with its renditions. ``base_url`` is the address without width and extension."""
    widths = [each for each in WIDTHS if each < width]
    if not widths or widths[-1] < min(width, WIDTHS[-1]):
        widths.append(min(width, WIDTHS[-1]))
    renditions = tuple(
        Rendition(f"{base_url}-{each}.{extension}", each, max(1, round(height * each / width)), extension)
        for extension in FORMATS
        for each in widths
    )
    return Photo(source, digest, width, height, base_url, renditions)
