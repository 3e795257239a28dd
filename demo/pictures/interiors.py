"""Parts of rooms: walls and floors in window light, stage, curtain, banner, lectern, desks, boards and shelves."""

from random import Random

from .canvas import HEIGHT, WIDTH, Canvas
from .colour import GOLD, INK, PAPER, Colour, Palette, dark, light, mix
from .curves import Point, smooth_path
from .props import flowers

_OUT = 300  # rooms are painted this far beyond the scene, should a view look there
_GLASS: Colour = (236, 240, 226)


def room(c: Canvas, p: Palette, floor_y: float) -> None:
    """Paint the back wall down to floor_y and the floor below."""
    c.gradient(-_OUT, -_OUT, WIDTH + _OUT, floor_y, dark(p.wall, 0.1), light(p.wall, 0.25))
    c.gradient(-_OUT, floor_y, WIDTH + _OUT, HEIGHT + _OUT, light(p.floor, 0.2), dark(p.floor, 0.24))
    c.rect(-_OUT, floor_y - 34, WIDTH + _OUT, floor_y, mix(p.wall, p.wood, 0.5))


def wainscot(c: Canvas, p: Palette, top: float, floor_y: float) -> None:
    """Paint the lower wall darker, as in schools."""
    c.gradient(-_OUT, top, WIDTH + _OUT, floor_y, mix(p.wall, p.cool, 0.42), mix(p.wall, p.cool, 0.55))
    c.rect(-_OUT, top - 16, WIDTH + _OUT, top, mix(p.wall, p.cool, 0.8))


def sunbeams(c: Canvas, x: float, y: float, width: float, height: float, count: int, slope: float = 0.55) -> None:
    """Lay warm patches of window light over floor or wall, the first with its upper left corner at (x, y)."""
    for i in range(count):
        left = x + i * width * 1.5
        c.soft(
            [
                (left, y),
                (left + width, y),
                (left + width + height * slope, y + height),
                (left + height * slope, y + height),
            ],
            (255, 232, 178),
            0.42,
            46,
        )


def window(c: Canvas, x0: float, y0: float, x1: float, y1: float, frame: Colour, sky: Colour = (206, 224, 220)) -> None:
    """Paint a window with a sash cross and a bit of green outside."""
    c.rect(x0 - 26, y0 - 26, x1 + 26, y1 + 26, frame)
    c.gradient(x0, y0, x1, y1, sky, _GLASS)
    h = y1 - y0
    w = x1 - x0
    crowns = smooth_path(
        [
            (x0, y1 - h * 0.3, 0),
            (x0 + w * 0.3, y1 - h * 0.4, 0),
            (x0 + w * 0.55, y1 - h * 0.26, 0),
            (x1, y1 - h * 0.36, 0),
        ]
    )
    c.poly([*((x, y) for x, y, _ in crowns), (x1, y1), (x0, y1)], (164, 186, 148))
    middle = (x0 + x1) / 2
    c.rect(middle - 14, y0, middle + 14, y1, frame)
    c.rect(x0, y0 + h * 0.3 - 12, x1, y0 + h * 0.3 + 12, frame)
    c.rect(x0 - 50, y1 + 26, x1 + 50, y1 + 58, light(frame, 0.35))


def curtain(
    c: Canvas, x0: float, y0: float, x1: float, y1: float, colour: Colour, r: Random, folds: float = 110
) -> None:
    """Paint a curtain in folds about folds units wide."""
    c.rect(x0, y0, x1, y1, colour)
    x = x0
    while x < x1:
        step = folds * r.uniform(0.7, 1.3)
        lit, deep = light(colour, 0.14), dark(colour, r.uniform(0.25, 0.42))
        end = min(x + step, x1)
        c.poly([(x, y0), (min(x + step * 0.24, x1), y0), (min(x + step * 0.3, x1), y1), (x, y1)], lit)
        c.poly([(min(x + step * 0.66, x1), y0), (end, y0), (end, y1), (min(x + step * 0.56, x1), y1)], deep)
        x += step
    c.soft([(x0, y0), (x1, y0), (x1, y0 + (y1 - y0) * 0.22), (x0, y0 + (y1 - y0) * 0.22)], dark(colour, 0.8), 0.4, 240)


def valance(c: Canvas, x0: float, x1: float, y0: float, drop: float, colour: Colour, count: int) -> None:
    """Paint a scalloped upper curtain with gold trim."""
    width = (x1 - x0) / count
    for i in range(count):
        left = x0 + i * width
        edge = [(left + width * t / 8, y0 + drop * (0.72 + 0.28 * (1 - (t / 4 - 1) ** 2))) for t in range(9)]
        c.poly([(left, y0), *edge, (left + width, y0)], colour)
        c.poly([(left + width * 0.55, y0), *edge[5:], (left + width, y0)], dark(colour, 0.28))
        c.line(edge, 18, GOLD)


def banner(c: Canvas, x: float, y: float, width: float, height: float, field: Colour, bars: tuple[float, ...]) -> None:
    """Paint a banner round the middle (x, y): plain gold bars of the given shares of its width stand for writing."""
    c.rect(x - width / 2, y - height / 2, x + width / 2, y + height / 2, field)
    gap = height / (len(bars) + 0.6)
    for i, share in enumerate(bars):
        middle = y - height / 2 + gap * (i + 0.8)
        thick = gap * (0.16 if i else 0.21)
        c.rect(x - width * share / 2, middle - thick, x + width * share / 2, middle + thick, GOLD)


def stage(c: Canvas, p: Palette, top: float, front: float, foot: float) -> None:
    """Paint a stage: its floor from top to the edge at front, its face down to foot."""
    c.gradient(-_OUT, top, WIDTH + _OUT, front, dark(p.wood, 0.15), light(p.wood, 0.28))
    c.gradient(-_OUT, front, WIDTH + _OUT, foot, dark(p.wood, 0.2), dark(p.wood, 0.45))
    c.rect(-_OUT, front, WIDTH + _OUT, front + 26, light(p.wood, 0.4))


def lectern(c: Canvas, x: float, y: float, height: float, p: Palette, r: Random) -> None:
    """Paint a lectern from the front standing at (x, y), with flowers and a microphone."""
    w = height * 0.33
    c.poly(
        [(x - w * 0.95, y - height * 0.9), (x + w * 0.95, y - height * 0.9), (x + w * 0.72, y), (x - w * 0.72, y)],
        p.wood,
    )
    c.poly(
        [(x + w * 0.3, y - height * 0.9), (x + w * 0.95, y - height * 0.9), (x + w * 0.72, y), (x + w * 0.22, y)],
        dark(p.wood, 0.28),
    )
    c.rect(x - w * 0.78, y - height * 0.05, x + w * 0.78, y, dark(p.wood, 0.35))
    c.poly(
        [(x - w * 1.12, y - height * 0.9), (x + w * 1.12, y - height * 0.9), (x + w, y - height), (x - w, y - height)],
        light(p.wood, 0.25),
    )
    c.rect(x - w * 1.12, y - height * 0.9, x + w * 1.12, y - height * 0.865, dark(p.wood, 0.15))
    c.oval(x - w * 0.1, y - height * 0.5, w * 0.34, w * 0.34, light(p.wood, 0.22))
    c.oval(x - w * 0.1, y - height * 0.5, w * 0.27, w * 0.27, dark(p.wood, 0.1))
    c.line(
        [(x + w * 0.5, y - height * 0.96), (x + w * 0.42, y - height * 1.15), (x + w * 0.2, y - height * 1.22)], 14, INK
    )
    c.oval(x + w * 0.17, y - height * 1.225, height * 0.028, height * 0.02, INK)
    flowers(c, x - w * 0.3, y - height * 0.8, height * 0.42, (light(p.cloth, 0.2), p.accent, PAPER), r)


def table(c: Canvas, x0: float, x1: float, far: float, near: float, foot: float, top: Colour, face: Colour) -> None:
    """Paint a covered table seen from the front: top from far to near (the far edge shorter), face down to foot."""
    inset = (near - far) * 0.7
    c.poly([(x0 + inset, far), (x1 - inset, far), (x1, near), (x0, near)], top)
    c.gradient(x0, near, x1, foot, face, dark(face, 0.34))
    c.rect(x0, near, x1, near + (foot - near) * 0.035, light(top, 0.25))


def desk(c: Canvas, x: float, y: float, width: float, height: float, wood: Colour, depth: float = 0.16) -> None:
    """Paint an open desk from the front, its feet at (x, y); depth is that of its top against the width."""
    half, top = width / 2, y - height
    d = width * depth
    leg = width * 0.035
    c.poly(
        [(x - half, y), (x + half, y), (x + half + width * 0.5, y + d * 0.8), (x - half + width * 0.4, y + d * 0.8)],
        INK,
        0.14,
    )
    for side in (-1, 1):
        c.rect(x + side * (half - leg * 2) - leg, top, x + side * (half - leg * 2) + leg, y, dark(wood, 0.45))
    c.rect(x - half + leg, top, x + half - leg, top + height * 0.42, dark(wood, 0.3))
    c.poly(
        [(x - half + d * 0.3, top - d), (x + half - d * 0.3, top - d), (x + half, top), (x - half, top)],
        light(wood, 0.3),
    )
    c.rect(x - half, top, x + half, top + height * 0.07, wood)


def chair_back(c: Canvas, x: float, y: float, width: float, height: float, colour: Colour) -> None:
    """Paint the upright back of a chair seen from behind, its lower edge at (x, y)."""
    c.slab(x - width / 2, y - height, x + width / 2, y, width * 0.16, colour)
    c.slab(x + width * 0.12, y - height, x + width / 2, y, width * 0.16, dark(colour, 0.2))
    c.slab(x - width / 2, y - height, x + width / 2, y - height * 0.86, width * 0.1, light(colour, 0.16))


def board(c: Canvas, x0: float, y0: float, x1: float, y1: float, p: Palette, r: Random) -> None:
    """Paint a blackboard with a drawn figure and chalk strokes that are no writing."""
    green: Colour = (52, 88, 76)
    c.rect(x0 - 36, y0 - 36, x1 + 36, y1 + 36, p.wood)
    c.gradient(x0, y0, x1, y1, light(green, 0.06), dark(green, 0.12))
    chalk = mix(green, PAPER, 0.75)
    w, h = x1 - x0, y1 - y0
    fx, fy, s = x0 + w * r.uniform(0.14, 0.2), y0 + h * 0.5, h * 0.28
    shape: list[Point] = r.choice(
        (
            [(fx - s, fy + s * 0.8), (fx + s, fy + s * 0.8), (fx - s * 0.3, fy - s), (fx - s, fy + s * 0.8)],
            [(fx - s, fy), (fx, fy - s), (fx + s, fy), (fx, fy + s), (fx - s, fy)],
            [
                (fx - s, fy + s),
                (fx - s * 0.5, fy - s * 0.3),
                (fx, fy + s * 0.4),
                (fx + s * 0.5, fy - s),
                (fx + s, fy + s * 0.1),
            ],
        )
    )
    c.line(shape, 12, chalk)
    for i in range(4):
        y = y0 + h * (0.26 + 0.16 * i)
        start = x0 + w * 0.62
        c.line([(start, y), (start + w * r.uniform(0.14, 0.3), y)], 12, chalk, 0.8)
    c.rect(x0 - 36, y1 + 36, x1 + 36, y1 + 66, light(p.wood, 0.2))


def shelf(c: Canvas, x0: float, y0: float, x1: float, y1: float, rows: int, p: Palette, r: Random) -> None:
    """Paint a bookcase full of books."""
    c.rect(x0, y0, x1, y1, dark(p.wood, 0.2))
    tones = (
        p.cloth,
        p.cool,
        p.accent,
        light(p.cloth, 0.4),
        light(p.cool, 0.4),
        mix(p.wall, p.wood, 0.3),
        dark(p.cool, 0.3),
    )
    gap = (y1 - y0) / rows
    edge = gap * 0.07
    for row in range(rows):
        top, base = y0 + row * gap + edge, y0 + (row + 1) * gap - edge
        c.rect(x0 + edge, top, x1 - edge, base, dark(p.wood, 0.55))
        x = x0 + edge * 1.5
        while x < x1 - edge * 3:
            if r.random() < 0.08:
                x += gap * r.uniform(0.15, 0.4)
                continue
            width = gap * r.uniform(0.07, 0.16)
            tall = (base - top) * r.uniform(0.68, 0.92)
            tone = r.choice(tones)
            right = min(x + width, x1 - edge)
            c.rect(x, base - tall, right, base, tone)
            c.rect(x + (right - x) * 0.7, base - tall, right, base, dark(tone, 0.25))
            x += width + 4
        c.rect(x0, base, x1, base + edge * 2, p.wood)
