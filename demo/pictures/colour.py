"""Colours as (red, green, blue) of 0-255, how they mix, and the limited palettes pictures are painted from."""

from dataclasses import dataclass
from random import Random
from typing import TypeAlias

Colour: TypeAlias = tuple[int, int, int]

INK: Colour = (46, 38, 46)
PAPER: Colour = (249, 243, 231)
IVORY: Colour = (240, 229, 208)
FLAG_RED: Colour = (186, 32, 34)
STAR: Colour = (246, 201, 72)
BRAND: Colour = (158, 27, 30)
GOLD: Colour = (214, 166, 78)
NAVY: Colour = (44, 58, 88)
LEAF: Colour = (92, 122, 84)
_SHADOW: Colour = (62, 38, 66)
_LIGHT: Colour = (255, 240, 208)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return a moved towards b by share (0 = a, 1 = b)."""
    return (
        round(a[0] + (b[0] - a[0]) * share),
        round(a[1] + (b[1] - a[1]) * share),
        round(a[2] + (b[2] - a[2]) * share),
    )


def dark(colour: Colour, share: float = 0.26) -> Colour:
    """Return the colour in shadow; shadows lean to violet because the light is warm."""
    return mix(colour, _SHADOW, share)


def light(colour: Colour, share: float = 0.3) -> Colour:
    """Return the colour in warm light."""
    return mix(colour, _LIGHT, share)


def contrast(a: Colour, b: Colour) -> int:
    """Return how far apart two colours are (0-765)."""
    return sum(abs(x - y) for x, y in zip(a, b, strict=True))


@dataclass(frozen=True, slots=True)
class Palette:
    """The few hues of an interior."""

    wall: Colour
    floor: Colour
    cloth: Colour  # curtain, tablecloths
    accent: Colour  # small lively spots
    wood: Colour
    cool: Colour  # the counterweight to the warm hues


_INTERIORS = (
    Palette((240, 225, 200), (190, 142, 104), (150, 38, 40), (216, 164, 74), (140, 88, 58), (86, 118, 126)),
    Palette((221, 224, 205), (184, 154, 118), (128, 34, 42), (222, 158, 84), (128, 86, 60), (84, 112, 100)),
    Palette((238, 214, 190), (164, 116, 90), (42, 88, 94), (206, 98, 66), (132, 80, 56), (58, 98, 106)),
    Palette((217, 223, 222), (178, 150, 128), (40, 66, 100), (214, 150, 80), (136, 94, 70), (88, 118, 142)),
    Palette((244, 221, 176), (156, 106, 82), (134, 54, 42), (232, 178, 92), (120, 76, 56), (98, 110, 118)),
    Palette((233, 219, 210), (146, 112, 100), (112, 40, 60), (224, 170, 110), (118, 74, 62), (104, 116, 140)),
)


def interior(r: Random) -> Palette:
    """Choose the palette of an interior."""
    return r.choice(_INTERIORS)


@dataclass(frozen=True, slots=True)
class Daylight:
    """The hues of the open air at one time of day."""

    sky: Colour  # at the top
    glow: Colour  # at the horizon; also the tint of distance
    sun: Colour
    ground: Colour
    grass: Colour
    leaf: Colour
    shade: Colour  # of cast shadows
    reach: float  # length of cast shadows in heights of the thing


_DAYS = (
    Daylight(
        (142, 186, 198),
        (250, 230, 198),
        (255, 238, 196),
        (226, 196, 152),
        (158, 166, 104),
        (78, 114, 86),
        (70, 48, 80),
        0.9,
    ),
    Daylight(
        (226, 182, 132),
        (252, 226, 178),
        (255, 226, 160),
        (220, 178, 126),
        (166, 154, 86),
        (98, 106, 66),
        (88, 44, 58),
        1.3,
    ),
    Daylight(
        (184, 206, 208),
        (240, 235, 220),
        (255, 250, 232),
        (216, 200, 170),
        (146, 164, 122),
        (86, 118, 102),
        (66, 58, 84),
        0.6,
    ),
    Daylight(
        (104, 140, 164),
        (248, 204, 158),
        (255, 214, 150),
        (206, 164, 128),
        (128, 138, 92),
        (70, 96, 84),
        (58, 40, 78),
        1.5,
    ),
    Daylight(
        (124, 190, 204),
        (236, 238, 214),
        (255, 246, 214),
        (234, 208, 166),
        (170, 180, 112),
        (66, 124, 98),
        (60, 56, 92),
        0.5,
    ),
)


def daylight(r: Random) -> Daylight:
    """Choose a time of day."""
    return r.choice(_DAYS)
