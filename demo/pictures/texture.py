"""What makes a drawing look photographed: a soft fall of light, a vignette and sensor noise."""

from random import Random
from statistics import NormalDist

from PIL import Image, ImageChops

_GRID = (32, 24)  # the light changes slowly: a small map, enlarged, is enough
_NOISE = 3.2  # standard deviation in levels of 255; more would push files past 3 MB
_MIDDLE = 128  # leaves the picture as it is when overlaid


def _light_map(r: Random) -> Image.Image:
    """Return a small grey map: lighter towards one upper corner, darker at the rim."""
    width, height = _GRID
    sun_x, sun_y = r.choice((-0.8, 0.8)) * r.uniform(0.7, 1.0), -r.uniform(0.5, 0.9)
    strength = r.uniform(10, 18)
    light = Image.new("L", _GRID)
    for row in range(height):
        for column in range(width):
            x, y = column / (width - 1) * 2 - 1, row / (height - 1) * 2 - 1
            fall = strength * (x * sun_x + y * sun_y)
            rim = 20 * max(0.0, (x * x + y * y) / 2 - 0.25)
            light.putpixel((column, row), round(_MIDDLE + fall - rim))
    return light


def _noise(size: tuple[int, int], r: Random) -> Image.Image:
    """Return grey noise of size (width, height) round the middle grey.

    Image.effect_noise would do, but it draws from the C library's generator, which cannot be seeded: the same
    picture would differ from run to run.
    """
    bell = NormalDist(_MIDDLE, _NOISE)
    levels = [round(bell.inv_cdf((byte + 0.5) / 256)) for byte in range(256)]
    return Image.frombytes("L", size, r.randbytes(size[0] * size[1])).point(levels)


def photographed(image: Image.Image, r: Random) -> Image.Image:
    """Return the RGB image with light, vignette and noise laid over."""
    light = _light_map(r).resize(image.size, Image.Resampling.BILINEAR)
    both = ImageChops.add(light, _noise(image.size, r), 1.0, -_MIDDLE)
    return ImageChops.overlay(image, Image.merge("RGB", (both, both, both)))
