"""Parts of landscapes: sky, hills, trees, the flag pole and the school with yellow walls and red tiles."""

from math import cos, pi, sin
from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colour import Colour, Daylight, dark, light, mix
from .curves import Point
from .props import flag

_OUT = 300
WALL: Colour = (240, 202, 116)
TILE: Colour = (178, 76, 52)
_SHUTTER: Colour = (82, 118, 112)


def sky(c: Canvas, d: Daylight, horizon: float, r: Random) -> None:
    """Paint the sky down to the horizon, with a low sun and a few flat clouds."""
    c.gradient(-_OUT, -_OUT, WIDTH + _OUT, horizon, d.sky, d.glow)
    c.glow(r.uniform(300, 900), horizon * r.uniform(0.3, 0.6), 1100, d.sun, 0.75)
    for _ in range(r.randint(2, 4)):
        x, y, w = r.uniform(0, WIDTH), horizon * r.uniform(0.1, 0.7), r.uniform(300, 800)
        h = w * 0.07
        tone = mix(d.glow, (255, 255, 255), 0.35)
        c.blob(
            [
                (x - w, y),
                (x - w * 0.5, y - h),
                (x - w * 0.2, y - h * 0.8),
                (x + w * 0.1, y - h * 1.8),
                (x + w * 0.5, y - h),
                (x + w, y),
                (x + w * 0.3, y + h * 0.3),
                (x - w * 0.4, y + h * 0.3),
            ],
            tone,
            0.6,
        )


def hills(c: Canvas, y: float, height: float, foot: float, colour: Colour, r: Random, peaks: float = 2.0) -> None:
    """Paint a range of hills round y, height units high, filled down to foot."""
    a, b, e = r.uniform(0, 6), r.uniform(0, 6), r.uniform(0, 6)
    ridge: list[Point] = []
    for i in range(61):
        t = i / 60
        wave = (
            0.5 * sin(t * peaks * 2 * pi + a)
            + 0.3 * sin(t * peaks * 4.6 * pi + b)
            + 0.12 * sin(t * peaks * 11 * pi + e)
        )
        ridge.append((-_OUT + t * (WIDTH + 2 * _OUT), y - height * (0.5 + 0.5 * wave)))
    c.poly([*ridge, (WIDTH + _OUT, foot), (-_OUT, foot)], colour)


def ground(c: Canvas, d: Daylight, horizon: float, colour: Colour | None = None) -> None:
    """Paint the ground from the horizon to the viewer's feet."""
    base = colour or d.ground
    c.gradient(-_OUT, horizon, WIDTH + _OUT, HEIGHT + _OUT, mix(base, d.glow, 0.5), dark(base, 0.12))


def tree(c: Canvas, x: float, y: float, height: float, d: Daylight, r: Random, spread: float = 1.0) -> None:
    """Paint a broad leafy tree standing at (x, y)."""
    bark = mix((104, 76, 62), d.shade, 0.2)
    c.ribbon(
        [
            (x, y, height * 0.055),
            (x + height * 0.01, y - height * 0.25, height * 0.036),
            (x - height * 0.01, y - height * 0.6, height * 0.025),
        ],
        bark,
    )
    for s in (-1, 1):
        c.ribbon(
            [
                (x, y - height * 0.32, height * 0.022),
                (x + s * height * 0.12 * spread, y - height * 0.46, height * 0.016),
                (x + s * height * 0.24 * spread, y - height * 0.62, height * 0.008),
            ],
            bark,
        )
    crown = [(r.uniform(-0.3, 0.3) * spread, r.uniform(0.5, 0.88), r.uniform(0.13, 0.19)) for _ in range(9)] + [
        (-0.27 * spread, 0.6, 0.16),
        (0.27 * spread, 0.6, 0.16),
        (0, 0.8, 0.2),
        (0, 0.62, 0.19),
    ]
    for shift, tone in ((0.0, dark(d.leaf, 0.32)), (-0.035, d.leaf), (-0.08, light(d.leaf, 0.2))):
        for i, (dx, dv, size) in enumerate(crown):
            shrink = 1.0 if shift == 0 else (0.84 if shift > -0.05 else 0.5)
            if shift < -0.05 and i % 2:
                continue
            px, py = x + (dx + shift) * height, y - (dv - shift * 0.8) * height
            ring = [
                (
                    px + cos(k * pi / 4) * size * height * shrink * 1.2 * (1.06 if k % 2 else 0.95),
                    py + sin(k * pi / 4) * size * height * shrink * 0.85,
                )
                for k in range(8)
            ]
            c.blob(ring, tone)


def palm(c: Canvas, x: float, y: float, height: float, d: Daylight, r: Random) -> None:
    """Paint a coconut palm standing at (x, y), leaning a little."""
    lean = r.uniform(-0.12, 0.12) * height
    top = (x + lean, y - height * 0.78)
    c.ribbon(
        [(x, y, height * 0.028), (x + lean * 0.3, y - height * 0.4, height * 0.019), (*top, height * 0.014)],
        mix((134, 104, 82), d.shade, 0.15),
    )
    for i in range(11):
        angle = pi * (-0.16 + 1.32 * i / 10) + r.uniform(-0.08, 0.08)
        reach = height * r.uniform(0.3, 0.38)
        up, side = sin(angle), -cos(angle)
        middle = (top[0] + side * reach * 0.55, top[1] - up * reach * 0.5 - reach * 0.14)
        tip = (top[0] + side * reach, top[1] - up * reach * 0.55 + reach * 0.22)
        tone = r.choice((d.leaf, dark(d.leaf, 0.25), light(d.leaf, 0.12)))
        c.ribbon([(*top, height * 0.006), (*middle, height * 0.034), (*tip, 1)], tone, 0.22, 0.0)


def flagpole(c: Canvas, x: float, y: float, height: float, width: float) -> None:
    """Paint a flag pole standing at (x, y) on a small plinth, the flag width units wide."""
    c.poly(
        [
            (x - height * 0.05, y),
            (x + height * 0.05, y),
            (x + height * 0.036, y - height * 0.05),
            (x - height * 0.036, y - height * 0.05),
        ],
        (206, 190, 168),
    )
    c.line([(x, y - height * 0.04), (x, y - height)], height * 0.013, (232, 226, 214))
    flag(c, x + height * 0.008, y - height * 0.985, width, 0.045)


def roof(c: Canvas, x0: float, x1: float, y: float, height: float, colour: Colour = TILE) -> None:
    """Paint a hipped roof with its eaves at y from x0 to x1."""
    slope = min(height * 1.1, (x1 - x0) * 0.3)
    c.poly([(x0, y), (x0 + slope, y - height), (x1 - slope, y - height), (x1, y)], colour)
    c.poly([(x1 - slope * 1.9, y), (x1 - slope, y - height), (x1, y)], dark(colour, 0.24))
    for i in range(1, 5):
        t = i / 5
        c.line([(x0 + slope * t, y - height * t), (x1 - slope * t, y - height * t)], height * 0.018, dark(colour, 0.16))
    c.rect(x0 + slope, y - height - height * 0.05, x1 - slope, y - height + height * 0.03, dark(colour, 0.3))


def school(c: Canvas, x: float, y: float, width: float, floors: int, bays: int, d: Daylight) -> None:
    """Paint a school standing on y from x to x + width: galleries with pillars, shuttered windows, red tiles."""
    storey = width * 0.15
    top = y - storey * floors
    wall = mix(WALL, d.glow, 0.12)
    c.poly(
        [(x + width, y), (x + width + storey * d.reach * 2, y + storey * 0.3), (x + storey, y + storey * 0.3), (x, y)],
        d.shade,
        0.25,
    )
    c.rect(x, top, x + width, y, wall)
    bay = width / bays
    for f in range(floors):
        low = y - f * storey
        high = low - storey
        c.rect(x + bay * 0.1, high + storey * 0.14, x + width - bay * 0.1, low, dark(wall, 0.34))
        for b in range(bays):
            left = x + b * bay
            if b % 3 == 1:
                c.rect(left + bay * 0.3, high + storey * 0.3, left + bay * 0.62, low, _SHUTTER)
                c.rect(left + bay * 0.46, high + storey * 0.3, left + bay * 0.62, low, dark(_SHUTTER, 0.3))
            else:
                c.rect(left + bay * 0.24, high + storey * 0.32, left + bay * 0.76, high + storey * 0.72, _SHUTTER)
                c.rect(
                    left + bay * 0.3, high + storey * 0.36, left + bay * 0.7, high + storey * 0.68, light(d.sky, 0.2)
                )
                c.rect(left + bay * 0.485, high + storey * 0.36, left + bay * 0.515, high + storey * 0.68, _SHUTTER)
        if f:
            c.rect(x, low - storey * 0.3, x + width, low - storey * 0.24, light(wall, 0.3))
            for i in range(bays * 6):
                post = x + (i + 0.5) * bay / 6
                c.rect(post - bay * 0.02, low - storey * 0.26, post + bay * 0.02, low - storey * 0.04, light(wall, 0.2))
            c.rect(x - storey * 0.05, low - storey * 0.07, x + width + storey * 0.05, low, light(wall, 0.35))
        for b in range(bays + 1):
            px = x + b * bay
            c.rect(px - bay * 0.055, high, px + bay * 0.055, low, light(wall, 0.22))
            c.rect(px + bay * 0.015, high, px + bay * 0.055, low, dark(wall, 0.12))
        c.rect(x, high, x + width, high + storey * 0.12, light(wall, 0.12))
    roof(c, x - storey * 0.3, x + width + storey * 0.3, top + storey * 0.04, storey * 0.75, mix(TILE, d.glow, 0.08))
    c.rect(x - storey * 0.1, y - storey * 0.05, x + width + storey * 0.1, y + storey * 0.03, (206, 188, 160))


def grass(c: Canvas, x0: float, x1: float, y: float, colour: Colour, r: Random, size: float = 60) -> None:
    """Paint tufts of grass along y: a foreground that frames."""
    x = x0
    while x < x1:
        height = size * r.uniform(0.6, 1.6)
        c.poly(
            [(x - size * 0.2, y), (x + r.uniform(-0.4, 0.4) * size, y - height), (x + size * 0.2, y)],
            r.choice((colour, dark(colour, 0.15), light(colour, 0.12))),
        )
        x += size * r.uniform(0.15, 0.3)
