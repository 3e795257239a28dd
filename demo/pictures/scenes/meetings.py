"""Meetings: round and long tables, training with laptops."""

from random import Random

from ..canvas import Canvas
from ..colour import GOLD, IVORY, PAPER, Colour, Palette, dark, interior, light, mix
from ..curves import Point, smooth_loop
from ..groups import seated_backs, spread
from ..interiors import banner, chair_back, curtain, room, sunbeams, table, window
from ..people import Pose, person
from ..props import flowers, laptop, plant, sheet
from ..wardrobe import adult

_OVAL: list[Point] = [(-1, 0), (-0.72, -0.72), (0, -1), (0.72, -0.72), (1, 0), (0.72, 0.72), (0, 1), (-0.72, 0.72)]


def _cup(c: Canvas, x: float, y: float, size: float, tone: Colour) -> None:
    """Paint a tea cup on its saucer."""
    c.oval(x, y, size * 0.7, size * 0.22, dark(IVORY, 0.12))
    c.ribbon([(x, y - size * 0.55, size * 0.36), (x, y - size * 0.02, size * 0.24)], IVORY)
    c.oval(x, y - size * 0.55, size * 0.36, size * 0.1, tone)


def thao_luan(c: Canvas, r: Random) -> None:
    """Paint people discussing round a table."""
    p = interior(r)
    room(c, p, 1560)
    if r.random() < 0.5:
        for x in (300.0, 1500.0, 2700.0):
            window(c, x, 330, x + 760, 1120, light(p.wood, 0.3))
    else:
        c.rect(1150, 380, 2850, 1230, light(p.wall, 0.5))
        c.rect(1180, 410, 2820, 1200, PAPER)
        for i, (h, tone) in enumerate(((260, p.cool), (420, p.accent), (340, p.cloth), (560, p.cool))):
            c.rect(1400 + i * 330, 1130 - h, 1600 + i * 330, 1130, light(tone, 0.2))
        c.rect(1320, 1130, 2700, 1142, p.wood)
    plant(c, 330, 1780, 900, p.accent, r)
    plant(c, 3720, 1760, 820, p.cool, r)
    sunbeams(c, -200, 1600, 520, 1300, 3, 1.0)
    u = 178
    talker = r.randrange(3)
    far = spread(1060, 2940, 3, r, 0.1)
    with c.haze(p.wall, 0.08):
        for i, x in enumerate(far):
            chair_back(c, x, 1800, u * 1.9, u * 1.9, dark(p.wood, 0.25))
            hand: Point = (1.15, 5.0) if i == talker else (0.45, 4.1)
            turn = 0.0 if i == talker else (0.4 if i < talker else -0.4)
            person(c, x, 1830, u, adult(r, p), Pose(turn=turn, left=(-0.5, 4.1), right=hand, seat="chair", legs=False))
    for x, turn in ((640.0, 1.0), (3360.0, -1.0)):
        s = 1 if turn > 0 else -1
        c.rect(x - s * 150 - 60, 1560, x - s * 150 + 60, 2120, dark(p.wood, 0.3))
        person(
            c, x, 2080, u * 1.1, adult(r, p), Pose(turn=turn, left=(s * 1.3, 4.2), right=(s * 1.5, 4.15), seat="chair")
        )
        c.rect(x - 190, 2090, x + 190, 2135, dark(p.wood, 0.15))
        c.rect(x - 170, 2130, x - 130, 2450, dark(p.wood, 0.4))
        c.rect(x + 130, 2130, x + 170, 2450, dark(p.wood, 0.4))
    middle = 2080
    c.soft(smooth_loop([(2100 + dx * 1350, 2620 + dy * 190) for dx, dy in _OVAL]), (52, 32, 48), 0.5, 120)
    c.poly([(1750, middle), (2250, middle), (2340, 2640), (1660, 2640)], dark(p.wood, 0.4))
    c.oval(2000, middle + 62, 1240, 280, dark(p.wood, 0.3))
    c.oval(2000, middle, 1240, 280, light(p.wood, 0.35))
    c.soft(smooth_loop([(1650 + dx * 560, middle - 40 + dy * 120) for dx, dy in _OVAL]), (255, 236, 190), 0.45, 120)
    flowers(c, 2000, middle + 30, 250, (p.accent, PAPER, p.cloth), r)
    for x, y in (
        (1180.0, 2060.0),
        (1560.0, 1930.0),
        (2440.0, 1950.0),
        (2820.0, 2080.0),
        (1500.0, 2240.0),
        (2480.0, 2250.0),
    ):
        sheet(c, x, y, 250, r.uniform(-40, 40), 2)
    for x, y in ((1340.0, 2190.0), (2650.0, 2180.0), (2230.0, 1920.0), (1780.0, 1900.0)):
        _cup(c, x, y, 80, p.wood)
    near = spread(1150, 2850, 2, r, 0.12)
    for x in near:
        turn_hand: Point = (0.8, 3.9)
        person(
            c,
            x,
            2700,
            u * 1.3,
            adult(r, p),
            Pose(back=True, seat="chair", legs=False, left=(-0.86, 3.7), right=turn_hand, lean=r.uniform(-0.06, 0.06)),
        )
        chair_back(c, x, 2860, u * 2.5, u * 2.5, dark(p.wood, 0.2))


def hop_ban(c: Canvas, r: Random) -> None:
    """Paint a meeting at a long table that runs towards the viewer."""
    p = interior(r)
    room(c, p, 1300)
    curtain(c, 1080, 160, 2920, 1266, p.cloth, r, 110)
    banner(c, 2000, 480, 1300, 280, dark(p.cloth, 0.34), (0.5, 0.8))
    for x in (-60.0, 3320.0):
        window(c, x, 340, x + 740, 1000, light(p.wood, 0.3))
    plant(c, 930, 1400, 560, p.accent, r)
    plant(c, 3070, 1400, 560, p.accent, r)
    sunbeams(c, -300, 1400, 420, 1400, 3, 0.9)
    chair_back(c, 2000, 1480, 230, 330, dark(p.wood, 0.3))
    person(
        c,
        2000,
        1500,
        116,
        adult(r, p, outfit="suit", woman=False) if r.random() < 0.5 else adult(r, p),
        Pose(left=(-0.5, 4.3), right=r.choice(((0.9, 5.0), (0.5, 4.2))), seat="chair", legs=False),
    )
    rows = r.randint(4, 5)
    seats = []
    for i in range(rows):
        t = i / (rows - 1)
        seats.append((t, 1560 + 760 * t**1.25, 112 + 96 * t, 560 + 640 * t))
    for t, y, u, reach in seats:
        with c.haze(p.wall, 0.2 * (1 - t)):
            for s in (-1, 1):
                x = 2000 + s * (reach + u * 0.6)
                look = adult(r, p)
                c.slab(
                    x + s * u * 0.9 - u * 0.22,
                    y - u * 2.1,
                    x + s * u * 0.9 + u * 0.22,
                    y + u * 0.4,
                    u * 0.15,
                    dark(p.wood, 0.3),
                )
                person(
                    c,
                    x,
                    y,
                    u,
                    look,
                    Pose(
                        turn=-s * r.choice((0.9, 0.7, 0.45)),
                        left=(-s * 1.25, 4.15),
                        right=(-s * 1.1, 4.1),
                        seat="chair",
                        legs=False,
                        lean=-s * r.uniform(0, 0.06),
                    ),
                )
                c.rect(x - u * 0.9, y + u * 0.1, x + u * 0.9, y + u * 0.4, dark(p.wood, 0.2))
                c.rect(x + s * u * 0.7 - u * 0.1, y + u * 0.4, x + s * u * 0.7 + u * 0.1, y + u * 2, dark(p.wood, 0.45))
    c.poly([(560, 2600), (3440, 2600), (3440, 3300), (560, 3300)], dark(p.wood, 0.5))
    c.poly([(1480, 1470), (2520, 1470), (3480, 2620), (520, 2620)], light(p.wood, 0.34))
    c.poly([(520, 2620), (3480, 2620), (3480, 2720), (520, 2720)], p.wood)
    c.soft([(1500, 1490), (1900, 1490), (1500, 2600), (620, 2600)], (255, 238, 200), 0.5, 90)
    c.poly([(1900, 1480), (2100, 1480), (2240, 2620), (1760, 2620)], light(p.cloth, 0.08))
    for _, y, u, reach in seats:
        for s in (-1, 1):
            x = 2000 + s * (reach - u * 1.2 + 60)
            sheet(c, x, y - u * 0.35 + 60, u * 1.2, -s * u * 0.3, 2)
            _cup(c, x - s * u * 1.0, y - u * 0.3 + 50, u * 0.36, p.wood)
    for i in range(3):
        flowers(c, 2000, 1690 + i * 330, 210 + i * 60, (p.accent, PAPER, GOLD), r)


def _trainees(c: Canvas, r: Random, p: Palette) -> None:
    """Paint rows of trainees with laptops from behind."""
    for y, u, tint in ((1960, 100, 0.22), (2320, 138, 0.1), (2830, 188, 0.0)):
        with c.haze(p.wall, tint):
            gap = u * 4.0
            start = 2000 + r.uniform(-0.4, 0.4) * gap
            seats = [start + k * gap for k in range(-6, 7) if -200 < start + k * gap < 4200]
            c.rect(-300, y - u * 1.15, 4300, y - u * 0.72, light(p.wood, 0.34))
            c.rect(-300, y - u * 0.72, 4300, y - u * 0.58, p.wood)
            c.rect(-300, y - u * 0.58, 4300, y + u * 1.4, dark(p.wood, 0.45), 0.55)
            for x in seats:
                laptop(c, x + u * 1.15, y - u * 0.9, u * 1.7, False, r.choice((p.cool, p.cool, p.accent)))
            seated_backs(c, seats, y, u, lambda: adult(r, p), p.cool, r, 1.0)


def tap_huan(c: Canvas, r: Random) -> None:
    """Paint a training course: a trainer at the screen, trainees with laptops."""
    p = interior(r)
    room(c, p, 1620)
    x = r.uniform(1250, 1500)
    c.rect(x - 40, 300, x + 1740, 1260, dark(p.wood, 0.4))
    c.gradient(x, 340, x + 1700, 1220, light(p.cool, 0.8), light(p.cool, 0.62))
    c.rect(x + 120, 440, x + 900, 500, p.cool)
    kind = r.random()
    if kind < 0.5:
        for i, h in enumerate((180, 300, 240, 420)):
            c.rect(x + 180 + i * 200, 1090 - h, x + 310 + i * 200, 1090, (p.accent, p.cool)[i % 2])
    else:
        c.oval(x + 470, 850, 250, 250, p.cool)
        c.poly([(x + 470, 850), (x + 470, 600), (x + 660, 690), (x + 720, 850)], p.accent)
    for i in range(4):
        c.rect(x + 1080, 640 + i * 120, x + 1080 + (420, 340, 460, 260)[i], 668 + i * 120, mix(p.cool, PAPER, 0.4))
    window(c, 120, 380, 780, 1200, light(p.wood, 0.3))
    plant(c, 930, 1720, 620, p.accent, r)
    table(c, 3260, 4300, 1500, 1540, 1850, light(p.cloth, 0.2), p.cloth)
    person(c, x + 1960, 1800, 172, adult(r, p), Pose(turn=-0.4, left=(-1.6, 5.5), right=(0.4, 4.1)))
    sunbeams(c, 100, 1650, 500, 1200, 2, 1.0)
    _trainees(c, r, p)
