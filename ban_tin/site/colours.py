"""Colours that can be read: contrast as WCAG 2.2 measures it, and the smallest change that makes a colour pass.

A change is measured in OKLab (https://bottosson.github.io/posts/oklab/), in which equal steps look equal: the hue stays, lightness and
chroma move. Colours are written ``#9e1b1e``.
"""

import math
from collections.abc import Callable

_Triple = tuple[float, float, float]
#: Halvings of a way; then both ends are the same colour of 8 bits a channel.
_HALVINGS = 12
#: Tried parts of a colour's chroma.
_PARTS = 16


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def nearest_passing(colour: str, passes: Callable[[str], bool]) -> str:
    """Return the colour of the same hue nearest to ``colour`` that ``passes``: itself when it does.

    Black or white must pass.
    """
    if passes(colour):
        return colour
    start = lightness, chroma, hue = _polar(_oklab(colour))
    found = []
    for part in range(_PARTS + 1):
        less = chroma * (1 - part / _PARTS)
        found += [_first(lightness, end, less, hue, passes) for end in (0.0, 1.0)]
    return min((each for each in found if passes(each)), key=lambda each: (_distance(each, start), each))


def _first(lightness: float, end: float, chroma: float, hue: float, passes: Callable[[str], bool]) -> str:
    """Return the first colour that passes on the way from ``lightness`` to ``end``, or the last one."""
    failing, passing = lightness, end
    for _ in range(_HALVINGS):
        middle = (failing + passing) / 2
        if passes(_hexadecimal(middle, chroma, hue)):
            passing = middle
        else:
            failing = middle
    return _hexadecimal(passing, chroma, hue)


def _distance(colour: str, start: _Triple) -> float:
    lightness, chroma, hue = start
    return math.dist(_oklab(colour), (lightness, chroma * math.cos(hue), chroma * math.sin(hue)))


def _channels(colour: str) -> list[float]:
    """Return the red, green and blue light of a colour, 0 to 1."""
    values = [int(colour[position : position + 2], 16) / 255 for position in (1, 3, 5)]
    return [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in values]


def _luminance(colour: str) -> float:
    red, green, blue = _channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _oklab(colour: str) -> _Triple:
    red, green, blue = _channels(colour)
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def _polar(lab: _Triple) -> _Triple:
    """Return lightness, chroma and hue."""
    lightness, a, b = lab
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _light(lightness: float, chroma: float, hue: float) -> list[float]:
    """Return red, green and blue light; outside of 0 to 1 where no screen shows such a colour."""
    a, b = chroma * math.cos(hue), chroma * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return [
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    ]


def _hexadecimal(lightness: float, chroma: float, hue: float) -> str:
    """Return the colour, with as much of its chroma as a screen can show."""
    low, high = 0.0, chroma
    if not _shown(lightness, chroma, hue):
        for _ in range(_HALVINGS):
            half = (low + high) / 2
            low, high = (half, high) if _shown(lightness, half, hue) else (low, half)
        chroma = low
    values = (min(1.0, max(0.0, each)) for each in _light(lightness, chroma, hue))
    coded = (12.92 * each if each <= 0.0031308 else 1.055 * each ** (1 / 2.4) - 0.055 for each in values)
    return "#" + "".join(f"{round(each * 255):02x}" for each in coded)


def _shown(lightness: float, chroma: float, hue: float) -> bool:
    return all(-0.0001 <= each <= 1.0001 for each in _light(lightness, chroma, hue))
