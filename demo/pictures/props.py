"""Small things: flowers, plants, the flag and its star, books, laptops, cards and boxes."""

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from .canvas import Canvas
from .colour import FLAG_RED, GOLD, INK, LEAF, PAPER, STAR, Colour, Palette, dark, light, mix
from .curves import Point


def star(c: Canvas, x: float, y: float, radius: float, colour: Colour = STAR) -> None:
    """Paint a five-pointed star round (x, y)."""
    points: list[Point] = []
    for i in range(10):
        reach = radius if i % 2 == 0 else radius * 0.382
        points.append((x + reach * sin(i * pi / 5), y - reach * cos(i * pi / 5)))
    c.poly(points, colour)


def flag(c: Canvas, x: float, y: float, width: float, wave: float = 0.05) -> None:
    """Paint the national flag flying to the right of (x, y), its upper hoist corner; 2:3, slightly waving."""
    height = width * 2 / 3
    steps = 16
    top = [(x + width * i / steps, y + sin(i / steps * 2 * pi) * wave * width) for i in range(steps + 1)]
    c.poly(top + [(px, py + height) for px, py in reversed(top)], FLAG_RED)
    for first, last in ((3, 7), (11, 16)):
        fold = top[first : last + 1]
        c.poly(fold + [(px, py + height) for px, py in reversed(fold)], dark(FLAG_RED, 0.3), 0.4)
    star(c, x + width / 2, y + height / 2, height * 0.3)


def pennant(c: Canvas, x: float, y: float, height: float, colour: Colour) -> None:
    """Paint a tall festival pennant on a thin pole standing at (x, y)."""
    c.line([(x, y), (x, y - height)], height * 0.018, (120, 92, 70))
    c.poly(
        [
            (x, y - height * 0.98),
            (x + height * 0.2, y - height * 0.94),
            (x + height * 0.17, y - height * 0.66),
            (x + height * 0.21, y - height * 0.4),
            (x, y - height * 0.42),
        ],
        colour,
    )
    c.poly(
        [
            (x, y - height * 0.98),
            (x + height * 0.06, y - height * 0.97),
            (x + height * 0.05, y - height * 0.42),
            (x, y - height * 0.42),
        ],
        dark(colour, 0.2),
    )


def flowers(c: Canvas, x: float, y: float, size: float, colours: Sequence[Colour], r: Random) -> None:
    """Paint a bunch of flowers of about size across, its stalks at (x, y)."""
    for i in range(11):
        angle = pi * (0.06 + 0.088 * i)
        length = size * r.uniform(0.45, 0.62)
        tip = (x - cos(angle) * length, y - sin(angle) * length * 0.9)
        side = (x - cos(angle + 0.25) * length * 0.6, y - sin(angle + 0.25) * length * 0.6)
        c.poly([(x, y), side, tip], r.choice((LEAF, dark(LEAF), light(LEAF, 0.15))))
    for _ in range(13):
        fx = x + r.uniform(-0.4, 0.4) * size
        fy = y - size * r.uniform(0.12, 0.5) * (1.1 - abs(fx - x) / size)
        colour = r.choice(list(colours))
        radius = size * r.uniform(0.06, 0.1)
        c.oval(fx, fy, radius, radius * 0.9, colour)
        c.oval(fx + radius * 0.3, fy + radius * 0.25, radius * 0.6, radius * 0.55, dark(colour, 0.18))


def bouquet(c: Canvas, x: float, y: float, size: float, colours: Sequence[Colour], r: Random) -> None:
    """Paint a wrapped bouquet held at (x, y), opening upwards."""
    c.poly(
        [
            (x - 0.12 * size, y + 0.45 * size),
            (x + 0.12 * size, y + 0.45 * size),
            (x + 0.5 * size, y - 0.35 * size),
            (x - 0.5 * size, y - 0.35 * size),
        ],
        PAPER,
    )
    c.poly(
        [
            (x, y + 0.45 * size),
            (x + 0.12 * size, y + 0.45 * size),
            (x + 0.5 * size, y - 0.35 * size),
            (x + 0.1 * size, y - 0.35 * size),
        ],
        dark(PAPER, 0.16),
    )
    flowers(c, x, y - 0.1 * size, size * 1.15, colours, r)


def plant(c: Canvas, x: float, y: float, height: float, pot: Colour, r: Random) -> None:
    """Paint a potted plant standing at (x, y)."""
    for i in range(13):
        angle = pi * (0.1 + 0.8 * i / 12) + r.uniform(-0.06, 0.06)
        length = height * r.uniform(0.6, 0.8)
        tip = (x - cos(angle) * length * 0.72, y - height * 0.25 - sin(angle) * length * 0.92)
        middle = (x - cos(angle) * length * 0.3, y - height * 0.25 - sin(angle) * length * 0.6)
        leaf = r.choice((LEAF, dark(LEAF, 0.3), dark(LEAF, 0.15), light(LEAF, 0.1)))
        c.ribbon([(x, y - height * 0.2, height * 0.012), (*middle, height * 0.05), (*tip, 2)], leaf, 0.2, 0.0)
    c.ribbon([(x, y - height * 0.3, height * 0.15), (x, y, height * 0.105)], pot)


def held_book(c: Canvas, x: float, y: float, size: float, cover: Colour) -> None:
    """Paint an open book seen from the covers, as when its reader faces the viewer; its middle at (x, y)."""
    for s in (-1, 1):
        c.poly([(x, y - 0.2 * size), (x + s * 0.5 * size, y - 0.34 * size), (x + s * 0.5 * size, y), (x, y)], PAPER)
        c.poly(
            [
                (x, y - 0.16 * size),
                (x + s * 0.53 * size, y - 0.3 * size),
                (x + s * 0.5 * size, y + 0.32 * size),
                (x, y + 0.42 * size),
            ],
            dark(cover, 0.22 if s > 0 else 0),
        )
    c.rect(x - 0.035 * size, y - 0.16 * size, x + 0.035 * size, y + 0.42 * size, dark(cover, 0.4))
    c.rect(x - 0.38 * size, y - 0.02 * size, x - 0.16 * size, y + 0.06 * size, light(cover, 0.5))


def book(c: Canvas, x: float, y: float, size: float, cover: Colour) -> None:
    """Paint an open book showing its pages, its middle at (x, y)."""
    for s, tone in ((-1, PAPER), (1, dark(PAPER, 0.1))):
        c.poly(
            [
                (x, y + 0.1 * size),
                (x + s * 0.56 * size, y - 0.04 * size),
                (x + s * 0.52 * size, y + 0.36 * size),
                (x, y + 0.48 * size),
            ],
            dark(cover, 0.1 if s > 0 else 0),
        )
        c.poly(
            [
                (x, y + 0.05 * size),
                (x + s * 0.52 * size, y - 0.1 * size),
                (x + s * 0.49 * size, y + 0.3 * size),
                (x, y + 0.43 * size),
            ],
            tone,
        )


def laptop(c: Canvas, x: float, y: float, width: float, back: bool, screen: Colour) -> None:
    """Paint an open laptop standing at (x, y); back shows the lid, else the lit screen."""
    h = width * 0.64
    grey: Colour = (150, 150, 156)
    if back:
        c.poly([(x - width * 0.46, y - h), (x + width * 0.46, y - h), (x + width * 0.5, y), (x - width * 0.5, y)], grey)
        c.poly(
            [(x + width * 0.1, y - h), (x + width * 0.46, y - h), (x + width * 0.5, y), (x + width * 0.3, y)],
            dark(grey, 0.2),
        )
        c.oval(x, y - h * 0.55, width * 0.05, width * 0.05, light(grey, 0.5))
    else:
        c.slab(x - width * 0.5, y - h, x + width * 0.5, y, width * 0.03, INK)
        c.gradient(
            x - width * 0.46, y - h * 0.94, x + width * 0.46, y - h * 0.06, light(screen, 0.55), light(screen, 0.2)
        )
        for i, part in enumerate((0.5, 0.7, 0.35)):
            line = y - h * (0.76 - 0.2 * i)
            c.rect(x - width * 0.36, line, x - width * 0.36 + width * 0.7 * part, line + h * 0.07, PAPER)
    c.poly(
        [
            (x - width * 0.5, y),
            (x + width * 0.5, y),
            (x + width * 0.54, y + h * 0.12),
            (x - width * 0.54, y + h * 0.12),
        ],
        dark(grey, 0.1),
    )


def sheet(c: Canvas, x: float, y: float, width: float, slant: float, rows: int = 0) -> None:
    """Paint a sheet of paper lying on a table at (x, y), seen flat; slant moves its far edge sideways."""
    h = width * 0.55
    corners = [
        (x - width / 2 + slant, y - h),
        (x + width / 2 + slant, y - h),
        (x + width * 0.56, y),
        (x - width * 0.56, y),
    ]
    c.poly([(px + width * 0.03, py + width * 0.03) for px, py in corners], INK, 0.2)
    c.poly(corners, PAPER)
    for i in range(rows):
        t = (i + 1) / (rows + 1)
        lx, ly = x + slant * (1 - t), y - h * (1 - t)
        c.line(
            [(lx - width * 0.4, ly), (lx + width * (0.38 - 0.2 * (i % 2)), ly)], width * 0.018, mix(PAPER, INK, 0.35)
        )


def trophy(c: Canvas, x: float, y: float, height: float) -> None:
    """Paint a cup standing at (x, y)."""
    c.ribbon(
        [
            (x, y - height, height * 0.24),
            (x, y - height * 0.6, height * 0.2),
            (x, y - height * 0.42, height * 0.04),
            (x, y - height * 0.14, height * 0.04),
            (x, y, height * 0.16),
        ],
        GOLD,
    )


def certificate(c: Canvas, x: float, y: float, width: float, p: Palette) -> None:
    """Paint a framed certificate without text, its middle at (x, y)."""
    h = width * 0.7
    c.rect(x - width / 2, y - h / 2, x + width / 2, y + h / 2, GOLD)
    c.rect(x - width * 0.44, y - h * 0.41, x + width * 0.44, y + h * 0.41, PAPER)
    c.rect(x - width * 0.26, y - h * 0.2, x + width * 0.26, y - h * 0.13, p.cloth)
    for i in range(2):
        c.rect(
            x - width * 0.32, y + h * (0.02 + 0.1 * i), x + width * 0.32, y + h * (0.05 + 0.1 * i), mix(PAPER, INK, 0.3)
        )
    c.oval(x + width * 0.24, y + h * 0.26, width * 0.06, width * 0.06, FLAG_RED)
