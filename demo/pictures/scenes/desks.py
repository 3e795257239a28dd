"""Still life: documents, a stamp and a pen on a desk."""

from math import cos, pi, sin
from random import Random

from ..canvas import Canvas
from ..colour import FLAG_RED, GOLD, INK, IVORY, PAPER, Colour, Palette, dark, interior, light, mix
from ..curves import Point, smooth_loop
from ..interiors import window
from ..props import book, flowers

_SHADE: Colour = (46, 26, 40)  # of cast shadows
_SQUASH = 0.62  # depth against width on a desk seen from above at a slant


class _Sheet:
    """A rectangle lying on the desk."""

    def __init__(self, x: float, y: float, width: float, height: float, angle: float) -> None:
        """Lay a sheet of width and height units with its middle at (x, y), turned by angle (radians)."""
        self.x, self.y, self.w, self.h = x, y, width / 2, height / 2
        self.right: Point = (cos(angle), sin(angle) * _SQUASH)
        self.down: Point = (-sin(angle), cos(angle) * _SQUASH)

    def at(self, a: float, b: float) -> Point:
        """Return the scene point of (a, b), each from -1 to 1 over the sheet."""
        return (
            self.x + self.right[0] * a * self.w + self.down[0] * b * self.h,
            self.y + self.right[1] * a * self.w + self.down[1] * b * self.h,
        )

    def box(self, a0: float, b0: float, a1: float, b1: float) -> list[Point]:
        """Return the corners of a part of the sheet."""
        return [self.at(a0, b0), self.at(a1, b0), self.at(a1, b1), self.at(a0, b1)]


def _document(c: Canvas, s: _Sheet, r: Random, sealed: bool) -> None:
    """Paint a typed page: bars for the heading and lines, perhaps a red seal."""
    c.soft([(x + 50, y + 46) for x, y in s.box(-1, -1, 1, 1)], _SHADE, 0.45, 50)
    c.poly(s.box(-1, -1, 1, 1), PAPER)
    ink = mix(PAPER, INK, 0.62)
    c.poly(s.box(-0.82, -0.88, -0.2, -0.85), ink)
    c.poly(s.box(0.05, -0.88, 0.82, -0.85), ink)
    c.poly(s.box(-0.62, -0.81, -0.4, -0.795), ink)
    c.poly(s.box(-0.3, -0.66, 0.3, -0.625), INK)
    c.poly(s.box(-0.5, -0.58, 0.5, -0.555), ink)
    for i in range(11):
        b = -0.46 + i * 0.078
        end = 0.82 if i % 4 != 3 else r.uniform(-0.2, 0.5)
        c.poly(s.box(-0.72 if i % 4 == 0 else -0.82, b, end, b + 0.02), mix(PAPER, INK, 0.34))
    if sealed:
        x, y = s.at(0.46, 0.66)
        for radius, tone in ((155, FLAG_RED), (138, PAPER), (126, FLAG_RED), (118, PAPER)):
            c.oval(x, y, radius, radius * 0.62, tone)
        c.poly(
            [
                (
                    x + sin(k * pi / 5) * (66 if k % 2 == 0 else 27),
                    y - cos(k * pi / 5) * (66 if k % 2 == 0 else 27) * 0.62,
                )
                for k in range(10)
            ],
            FLAG_RED,
        )
        c.line(
            [s.at(0.12, 0.7), s.at(0.24, 0.58), s.at(0.32, 0.72), s.at(0.46, 0.56), s.at(0.54, 0.7), s.at(0.8, 0.62)],
            13,
            (44, 66, 128),
        )


def _stamp(c: Canvas, x: float, y: float, size: float, wood: Colour) -> None:
    """Paint a round hand stamp standing at (x, y)."""
    c.soft(
        [
            (x - size * 0.3, y - 20),
            (x + size * 0.3, y - 20),
            (x + size * 1.5, y + size * 0.34),
            (x + size * 1.0, y + size * 0.42),
        ],
        _SHADE,
        0.5,
        50,
    )
    c.oval(x, y, size * 0.42, size * 0.2, dark(FLAG_RED, 0.4))
    c.ribbon([(x, y - size * 0.22, size * 0.4), (x, y - size * 0.02, size * 0.42)], dark(GOLD, 0.15))
    c.oval(x, y - size * 0.22, size * 0.4, size * 0.18, GOLD)
    c.ribbon(
        [
            (x, y - size * 1.1, size * 0.17),
            (x, y - size * 0.95, size * 0.25),
            (x, y - size * 0.66, size * 0.15),
            (x, y - size * 0.4, size * 0.13),
            (x, y - size * 0.22, size * 0.3),
        ],
        wood,
        0.34,
    )
    c.oval(x, y - size * 1.06, size * 0.18, size * 0.1, light(wood, 0.2))


def _tea(c: Canvas, x: float, y: float, size: float, cool: Colour) -> None:
    """Paint a cup of tea on its saucer."""
    c.soft(
        [
            (x - size * 0.6, y),
            (x + size * 0.6, y - 40),
            (x + size * 1.5, y + size * 0.36),
            (x + size * 0.4, y + size * 0.4),
        ],
        _SHADE,
        0.4,
        60,
    )
    c.oval(x, y, size * 0.85, size * 0.4, dark(IVORY, 0.1))
    c.oval(x, y - 12, size * 0.8, size * 0.36, IVORY)
    c.ribbon(
        [(x, y - size * 0.66, size * 0.5), (x, y - size * 0.2, size * 0.44), (x, y + size * 0.06, size * 0.24)],
        light(cool, 0.62),
        0.24,
    )
    c.oval(x, y - size * 0.66, size * 0.5, size * 0.22, light(cool, 0.75))
    c.oval(x, y - size * 0.64, size * 0.43, size * 0.18, (158, 102, 52))


def _desk(c: Canvas, p: Palette, r: Random) -> None:
    """Paint the wall with its window, the desk top and the light across it."""
    c.gradient(-300, -300, 4300, 1000, dark(p.wall, 0.12), p.wall)
    left = r.choice((250, 600))
    window(c, left, -200, left + 1300, 560, light(p.wood, 0.3))
    edge = 880.0
    c.gradient(-300, edge, 4300, 3300, light(p.wood, 0.42), p.wood)
    for i in range(16):
        y = edge + 26 + i * i * 9
        c.line([(-300, y), (4300, y + r.uniform(-40, 40))], 4 + i * 0.5, dark(p.wood, 0.1), 0.3)
    for i in range(3):
        c.soft(
            [(-200 + i * 900, edge), (360 + i * 900, edge), (1500 + i * 980, 3100), (700 + i * 980, 3100)],
            (255, 232, 178),
            0.42,
            70,
        )


def _file_boxes(c: Canvas, p: Palette, r: Random) -> None:
    """Paint a row of file boxes at the back: the horizontal that the slanting papers play against."""
    x = r.uniform(2150, 2350)
    for tone in r.sample([p.cloth, p.cool, p.accent, dark(p.cool, 0.3), dark(p.cloth, 0.25), light(p.cool, 0.35)], 5):
        w = r.uniform(190, 250)
        h = r.uniform(640, 720)
        c.rect(x, 1060 - h, x + w, 1060, tone)
        c.rect(x + w * 0.72, 1060 - h, x + w, 1060, dark(tone, 0.25))
        c.rect(x + w * 0.2, 1060 - h * 0.84, x + w * 0.66, 1060 - h * 0.56, PAPER)
        c.rect(x + w * 0.28, 1060 - h * 0.76, x + w * 0.58, 1060 - h * 0.73, mix(PAPER, INK, 0.5))
        c.oval(x + w * 0.43, 1060 - h * 0.2, 34, 34, dark(tone, 0.6))
        x += w + 6
    c.soft([(x - 1100, 1050), (x, 1050), (x + 400, 1240), (x - 900, 1200)], _SHADE, 0.4, 70)


def _vase(c: Canvas, p: Palette, r: Random) -> None:
    """Paint flowers in a vase at the back."""
    vase = r.uniform(420, 700)
    flowers(c, vase, 900, 620, (p.accent, PAPER, light(p.cloth, 0.2)), r)
    c.ribbon([(vase, 830, 90), (vase, 1000, 150), (vase, 1160, 100)], p.cool, 0.3)


def _papers(c: Canvas, middle: float, p: Palette, r: Random) -> None:
    """Paint an open folder with loose pages round middle, the sealed one on top."""
    lean = r.uniform(-0.3, -0.12)
    folder = _Sheet(middle + 60, 1930, 2150, 2300, lean + 0.05)
    c.soft([(a + 70, b + 60) for a, b in folder.box(-1, -1, 1, 1)], _SHADE, 0.5, 80)
    c.poly(folder.box(-1, -1, 1, 1), p.cloth)
    c.poly(folder.box(0.9, -1, 1, 1), dark(p.cloth, 0.25))
    loose = r.choice((0, 1, 2))
    for i in range(loose):
        _document(c, _Sheet(middle - 240 + i * 110, 1830 + i * 30, 1420, 2000, lean - 0.14 + i * 0.1), r, False)
    _document(c, _Sheet(middle + 120 * min(loose, 1), 1930, 1420, 2000, lean + r.uniform(0.08, 0.2)), r, True)


def _pen(c: Canvas, pen_x: float, pen_y: float, p: Palette) -> None:
    """Paint a pen lying with its nib at (pen_x, pen_y)."""
    c.soft(
        [(pen_x, pen_y + 50), (pen_x + 900, pen_y - 330), (pen_x + 960, pen_y - 290), (pen_x + 60, pen_y + 90)],
        _SHADE,
        0.5,
        30,
    )
    c.ribbon(
        [(pen_x + 60, pen_y - 20, 24), (pen_x + 500, pen_y - 215, 34), (pen_x + 900, pen_y - 390, 26)],
        dark(p.cool, 0.45),
        0.3,
    )
    c.ribbon([(pen_x, pen_y + 6, 3), (pen_x + 70, pen_y - 26, 22)], GOLD)
    c.ribbon([(pen_x + 520, pen_y - 224, 36), (pen_x + 545, pen_y - 235, 36)], GOLD, 0)


def _ink_pad(c: Canvas, pad_x: float, pad_y: float) -> None:
    """Paint the ink pad round (pad_x, pad_y)."""
    c.soft(
        smooth_loop(
            [(pad_x - 300, pad_y), (pad_x, pad_y - 100), (pad_x + 420, pad_y + 60), (pad_x + 200, pad_y + 230)]
        ),
        _SHADE,
        0.5,
        60,
    )
    pad = _Sheet(pad_x, pad_y, 600, 460, 0.12)
    c.poly([(a, b + 50) for a, b in pad.box(-1, -1, 1, 1)], dark(INK, 0.1))
    c.poly(pad.box(-1, -1, 1, 1), light(INK, 0.14))
    c.poly(pad.box(-0.82, -0.78, 0.82, 0.78), dark(FLAG_RED, 0.15))


def _dossiers(c: Canvas, p: Palette, r: Random) -> None:
    """Paint a pile of dossiers on the left."""
    for i in range(r.randint(3, 5)):
        pile = _Sheet(430 + r.uniform(-30, 30), 1760 - i * 58, 720, 820, 0.1 + r.uniform(-0.05, 0.05))
        if i == 0:
            c.soft([(a + 90, b + 60) for a, b in pile.box(-1, -1, 1, 1)], _SHADE, 0.5, 70)
        tone = r.choice((p.cloth, p.cool, p.accent, light(p.cool, 0.4), IVORY))
        c.poly([(a, b + 50) for a, b in pile.box(-1, -1, 1, 1)], dark(tone, 0.35))
        c.poly(pile.box(-1, -1, 1, 1), tone)
        c.poly(pile.box(-0.4, -0.5, 0.4, -0.2), PAPER)
        c.poly(pile.box(-0.28, -0.4, 0.28, -0.34), mix(PAPER, INK, 0.5))


def _glasses(c: Canvas, p: Palette) -> None:
    """Paint a pair of glasses on the lower left."""
    for side in (0, 330):
        c.oval(420 + side, 2330, 150, 96, INK)
        c.oval(420 + side, 2330, 126, 76, light(p.wood, 0.5))
    c.line([(560, 2310), (610, 2310)], 20, INK)
    c.line([(270, 2330), (190, 2150)], 18, INK)
    c.line([(895, 2320), (960, 2130)], 18, INK)


def van_ban(c: Canvas, r: Random) -> None:
    """Paint documents, a stamp, a pen and tea on a desk by the window."""
    p = interior(r)
    _desk(c, p, r)
    _file_boxes(c, p, r)
    _vase(c, p, r)
    middle = 1850 + r.uniform(-150, 150)
    _papers(c, middle, p, r)
    _pen(c, middle - 620, 2420, p)
    pad_x = 3330 + r.uniform(-120, 160)
    _ink_pad(c, pad_x, 1720)
    _stamp(c, pad_x - 60 + r.uniform(-40, 60), 2350, 480, r.choice((p.wood, dark(p.wood, 0.3))))
    if r.random() < 0.65:
        _tea(c, 560 + r.uniform(-80, 120), 1620, 300, p.cool)
    else:
        _dossiers(c, p, r)
    if r.random() < 0.4:
        book(c, 480, 2450, 800, p.cool)
    else:
        _glasses(c, p)
