"""A painter's canvas in scene units: a scene is 4000 wide and 3000 high whatever the pixels; y grows downwards.

Light always comes from the upper left of the scene. The view may mirror the scene, so pictures vary in that too.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFilter

from .colour import Colour, dark, mix
from .curves import Point, Station, sides, smooth_loop, smooth_path

WIDTH = 4000
HEIGHT = 3000
_SOFT = 10  # soft shapes are blurred at a tenth of the size: they have no detail to lose


@dataclass(frozen=True, slots=True)
class View:
    """What part of the scene is seen: its left, top and width in scene units, and whether mirrored."""

    left: float = 0.0
    top: float = 0.0
    width: float = WIDTH
    mirrored: bool = False


class Canvas:
    """An RGB image painted in scene units."""

    def __init__(self, size: tuple[int, int], view: View) -> None:
        """Open a canvas of size (width, height) in pixels."""
        self.image = Image.new("RGB", size)
        self._draw = ImageDraw.Draw(self.image, "RGBA")
        self._scale = size[0] / view.width
        self._view = view
        self._haze: tuple[Colour, float] = ((0, 0, 0), 0.0)

    @contextmanager
    def haze(self, colour: Colour, share: float) -> Iterator[None]:
        """Tint everything painted inside towards colour by share: the air between the viewer and the distance."""
        outer = self._haze
        self._haze = (colour, share)
        yield
        self._haze = outer

    def _at(self, x: float, y: float) -> Point:
        """Return the pixel position of a scene point."""
        px = (x - self._view.left) * self._scale
        if self._view.mirrored:
            px = self.image.width - px
        return px, (y - self._view.top) * self._scale

    def _fill(self, colour: Colour, alpha: float) -> tuple[int, int, int, int]:
        """Return the colour as seen through the haze, with its opacity (0-1)."""
        tinted = mix(colour, *self._haze)
        return (*tinted, round(alpha * 255))

    def _box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[int, int, int, int]:
        """Return the pixel box of a scene box, left < right also when mirrored, never empty."""
        ax, ay = self._at(x0, y0)
        bx, by = self._at(x1, y1)
        left, right = sorted((round(ax), round(bx)))
        top, bottom = sorted((round(ay), round(by)))
        return left, top, max(right, left + 1), max(bottom, top + 1)

    def poly(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Paint a polygon."""
        self._draw.polygon([self._at(x, y) for x, y in points], fill=self._fill(colour, alpha))

    def blob(self, points: Sequence[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Paint the smooth closed shape through the points."""
        self.poly(smooth_loop(points), colour, alpha)

    def rect(self, x0: float, y0: float, x1: float, y1: float, colour: Colour, alpha: float = 1.0) -> None:
        """Paint an upright rectangle."""
        self._draw.rectangle(self._box(x0, y0, x1, y1), fill=self._fill(colour, alpha))

    def slab(self, x0: float, y0: float, x1: float, y1: float, radius: float, colour: Colour) -> None:
        """Paint an upright rectangle with round corners."""
        box = self._box(x0, y0, x1, y1)
        self._draw.rounded_rectangle(box, radius * self._scale, fill=self._fill(colour, 1.0))

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour, alpha: float = 1.0) -> None:
        """Paint an upright ellipse round (x, y)."""
        self._draw.ellipse(self._box(x - rx, y - ry, x + rx, y + ry), fill=self._fill(colour, alpha))

    def line(self, points: Sequence[Point], width: float, colour: Colour, alpha: float = 1.0) -> None:
        """Paint a line of even width."""
        pixels = [self._at(x, y) for x, y in points]
        self._draw.line(pixels, self._fill(colour, alpha), max(1, round(width * self._scale)), joint="curve")

    def ribbon(self, stations: Sequence[Station], colour: Colour, shade: float = 0.26, part: float = 0.25) -> None:
        """Paint a smooth band through (x, y, half width), its far side from the light in shadow.

        The shadow lies between part of the half width and the edge (part -1 would be all of the band).
        """
        path = smooth_path(stations)
        left, right = sides(path)
        self.poly(left + right[::-1], colour)
        if shade <= 0:
            return
        # The edge further to the lower right is the one turned away from the light.
        lean = sum((a[0] - b[0]) * 0.85 + (a[1] - b[1]) * 0.5 for a, b in zip(left, right, strict=True))
        far = left if lean > 0 else right
        near_left, near_right = sides(path, part)
        near = near_left if lean > 0 else near_right
        self.poly(far + near[::-1], dark(colour, shade))

    def gradient(self, x0: float, y0: float, x1: float, y1: float, top: Colour, bottom: Colour) -> None:
        """Fill a box with a vertical gradient."""
        left, up, right, down = self._box(x0, y0, x1, y1)
        first, last = mix(top, *self._haze), mix(bottom, *self._haze)
        # Bands of one level each: as fine as eight bits can show, and far cheaper than enlarging a strip.
        bands = max(1, *(abs(one - other) for one, other in zip(first, last, strict=True)))
        for i in range(bands):
            y0, y1 = (up + (down - up) * k // bands for k in (i, i + 1))
            if y1 > y0:
                self.image.paste(mix(first, last, (i + 0.5) / bands), (left, y0, right, y1))

    def soft(self, points: Sequence[Point], colour: Colour, alpha: float, blur: float) -> None:
        """Paint a polygon with edges blurred over about blur scene units: soft shadows and patches of light."""
        pixels = [self._at(x, y) for x, y in points]
        pad = blur * self._scale * 2
        left = max(0, int(min(x for x, _ in pixels) - pad))
        top = max(0, int(min(y for _, y in pixels) - pad))
        right = min(self.image.width, int(max(x for x, _ in pixels) + pad))
        bottom = min(self.image.height, int(max(y for _, y in pixels) + pad))
        if right - left < 2 or bottom - top < 2:
            return
        coarse = max(1.0, _SOFT * self._scale)
        small = (max(1, round((right - left) / coarse)), max(1, round((bottom - top) / coarse)))
        mask = Image.new("L", small)
        shape = [((x - left) / coarse, (y - top) / coarse) for x, y in pixels]
        ImageDraw.Draw(mask).polygon(shape, fill=round(alpha * 255))
        mask = mask.filter(ImageFilter.GaussianBlur(blur * self._scale / coarse / 2))
        mask = mask.resize((right - left, bottom - top), Image.Resampling.BILINEAR)
        self.image.paste(self._fill(colour, 1)[:3], (left, top, right, bottom), mask)

    def glow(self, x: float, y: float, radius: float, colour: Colour, alpha: float) -> None:
        """Paint a soft round light."""
        ring = [(-1.0, 0.0), (-0.7, -0.7), (0.0, -1.0), (0.7, -0.7), (1.0, 0.0), (0.7, 0.7), (0.0, 1.0), (-0.7, 0.7)]
        half = radius * 0.5
        self.soft(smooth_loop([(x + dx * half, y + dy * half) for dx, dy in ring]), colour, alpha, radius * 0.6)
