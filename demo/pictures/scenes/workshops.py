"""Places to find out: the library, the laboratory and the science club."""

from math import cos, pi, sin
from random import Random

from ..canvas import Canvas
from ..colour import INK, PAPER, Colour, Palette, dark, interior, light, mix
from ..curves import Point
from ..groups import spread
from ..interiors import room, shelf, sunbeams, table, wainscot, window
from ..people import Pose, person
from ..props import held_book, laptop, plant
from ..wardrobe import WHITE, Look, adult, pupil, student


def thu_vien(c: Canvas, r: Random) -> None:
    """Paint a library: high shelves, readers at a table."""
    p = interior(r)
    room(c, p, 2000)
    middle = r.uniform(1850, 2150)
    shelf(c, -260, 230, middle - 420, 2000, 5, p, r)
    shelf(c, middle + 420, 230, 4260, 2000, 5, p, r)
    window(c, middle - 320, 330, middle + 320, 1380, light(p.wood, 0.35))
    plant(c, middle, 2000, 560, p.accent, r)
    c.soft(
        [(middle - 320, 2000), (middle + 320, 2000), (middle + 1300, 3000), (middle + 100, 3000)],
        (255, 234, 184),
        0.45,
        70,
    )
    with c.haze(p.wall, 0.08):
        for x in (middle - 1250, middle + 900):
            if r.random() < 0.75:
                reach: Point = (0.85, r.uniform(5.6, 7.3))
                person(c, x, 2160, 186, student(r) if r.random() < 0.6 else adult(r, p), Pose(back=True, right=reach))
    u = 232
    seats = spread(560, 3520, r.randint(3, 4), r, 0.12)
    for x in seats:
        c.slab(x - u, 2330 - u * 2.1, x + u, 2330 + u * 0.3, u * 0.2, dark(p.wood, 0.3))
        who = r.choice((pupil, student))(r)
        person(
            c,
            x,
            2390,
            u,
            who,
            Pose(
                left=(-0.45, 4.3),
                right=(0.45, 4.3),
                seat="chair",
                legs=False,
                nod=0.14,
                turn=r.choice((0, 0.25, -0.25)),
            ),
        )
    table(c, -160, 4160, 2360, 2620, 3300, light(p.wood, 0.32), dark(p.wood, 0.08))
    for x in seats:
        held_book(c, x, 2330, 380, r.choice((p.cloth, p.cool, p.accent)))
    for _ in range(5):
        x = r.uniform(250, 3750)
        if min(abs(x - q) for q in seats) > 380:
            for i in range(r.randint(3, 5)):
                tone = r.choice((p.cloth, p.cool, p.accent, light(p.cool, 0.4)))
                dx = r.uniform(-24, 24)
                c.rect(x - 150 + dx, 2560 - (i + 1) * 44, x + 150 + dx, 2560 - i * 44, tone)
                c.rect(x - 150 + dx, 2560 - i * 44 - 36, x - 120 + dx, 2560 - i * 44 - 8, PAPER)


def _flask(c: Canvas, x: float, y: float, size: float, tone: Colour) -> None:
    """Paint a conical flask standing at (x, y), part filled."""
    glass: Colour = (226, 236, 232)
    c.poly(
        [
            (x - size * 0.12, y - size),
            (x + size * 0.12, y - size),
            (x + size * 0.12, y - size * 0.62),
            (x + size * 0.42, y),
            (x - size * 0.42, y),
            (x - size * 0.12, y - size * 0.62),
        ],
        glass,
        0.85,
    )
    c.poly(
        [
            (x - size * 0.24, y - size * 0.4),
            (x + size * 0.24, y - size * 0.4),
            (x + size * 0.42, y),
            (x - size * 0.42, y),
        ],
        tone,
    )
    c.poly(
        [
            (x + size * 0.05, y - size * 0.4),
            (x + size * 0.24, y - size * 0.4),
            (x + size * 0.42, y),
            (x + size * 0.14, y),
        ],
        dark(tone, 0.22),
    )
    c.rect(x - size * 0.16, y - size * 1.04, x + size * 0.16, y - size * 0.97, light(glass, 0.3))


def _rack(c: Canvas, x: float, y: float, size: float, tones: tuple[Colour, ...], wood: Colour) -> None:
    """Paint a rack of test tubes standing at (x, y)."""
    for i, tone in enumerate(tones):
        tx = x + (i - len(tones) / 2 + 0.5) * size * 0.34
        c.slab(tx - size * 0.1, y - size, tx + size * 0.1, y - size * 0.1, size * 0.1, (226, 236, 232))
        c.slab(tx - size * 0.08, y - size * 0.6, tx + size * 0.08, y - size * 0.12, size * 0.08, tone)
    half = size * 0.2 * len(tones)
    c.rect(x - half, y - size * 0.66, x + half, y - size * 0.54, wood)
    c.rect(x - half, y - size * 0.14, x + half, y, dark(wood, 0.2))


def thi_nghiem(c: Canvas, r: Random) -> None:
    """Paint a laboratory: pupils in white coats at a bench."""
    p = interior(r)
    room(c, p, 1900)
    wainscot(c, p, 1300, 1900)
    c.rect(300, 420, 1500, 1120, dark(p.wood, 0.1))
    for row in range(3):
        y = 440 + row * 230
        c.rect(330, y, 1470, y + 200, mix(p.wood, p.wall, 0.35))
        for i in range(6):
            size = r.uniform(90, 150)
            tone = r.choice((p.cool, p.accent, light(p.cloth, 0.3), light(p.cool, 0.4)))
            _flask(c, 450 + i * 185, y + 198, size, tone)
    window(c, 2400, 380, 3500, 1150, light(p.wood, 0.35))
    sunbeams(c, -100, 1940, 560, 1100, 3, 1.0)
    u = 248
    count = r.randint(3, 4)
    seats = spread(560, 3440, count, r, 0.1)
    leader = r.randrange(count)
    tones = (p.cool, p.accent, light(p.cloth, 0.2), (112, 156, 120))
    for i, x in enumerate(seats):
        base = adult(r, p) if i == leader else student(r)
        look = Look(
            base.skin,
            base.hair_colour,
            base.hair,
            "suit",
            WHITE,
            WHITE,
            r.choice((p.cloth, p.cool, p.accent)),
            7.0 if i == leader else 6.5,
            base.woman,
        )
        turn = 0.0 if i == leader else (0.4 if i < leader else -0.4)
        lift = 4.9 if i == leader else 4.35
        base_y = 3080.0 if i == leader else 3120.0
        person(c, x, base_y, u, look, Pose(turn=turn, left=(-0.45, 4.3), right=(0.75, lift), legs=False, nod=0.1))
        gy = base_y - u * (look.heads - 0.5)
        c.slab(
            x + turn * 0.25 * u - 0.36 * u,
            gy - 0.08 * u,
            x + turn * 0.25 * u + 0.36 * u,
            gy + 0.1 * u,
            0.08 * u,
            light(p.cool, 0.55),
        )
    far = 2170
    c.poly([(-300, far), (4300, far), (4300, 2450), (-300, 2450)], light(p.wall, 0.3))
    c.gradient(-300, 2450, 4300, 3300, mix(p.wood, p.cool, 0.3), dark(p.wood, 0.4))
    c.rect(-300, 2450, 4300, 2505, light(p.wood, 0.3))
    for i, x in enumerate(seats):
        _flask(c, x + u * 0.75, 2300, 360, tones[i % 4])
    for x in spread(200, 3800, 5, r, 0.3):
        if r.random() < 0.5:
            _rack(c, x, 2420, 270, tones[: r.randint(3, 4)], p.wood)
        else:
            _flask(c, x, 2420, r.uniform(200, 310), r.choice(tones))
    x = r.uniform(1500, 2500)
    c.rect(x - 130, 2380, x + 160, 2430, INK)
    c.line([(x + 110, 2400), (x + 140, 2200), (x + 40, 2070)], 50, dark(p.cool, 0.3))
    c.line([(x - 10, 2000), (x - 60, 2260)], 80, INK)
    c.line([(x + 16, 1900), (x - 4, 1980)], 56, dark(p.cool, 0.1))
    c.rect(x - 150, 2290, x + 80, 2314, INK)


def _robot(c: Canvas, x: float, y: float, size: float, p: Palette) -> None:
    """Paint a small wheeled robot with an arm standing at (x, y)."""
    for dx in (-0.5, 0.0, 0.5):
        c.oval(x + dx * size, y - size * 0.16, size * 0.17, size * 0.17, INK)
        c.oval(x + dx * size, y - size * 0.16, size * 0.07, size * 0.07, light(INK, 0.5))
    c.slab(x - size * 0.7, y - size * 0.58, x + size * 0.7, y - size * 0.22, size * 0.08, p.accent)
    c.slab(x + size * 0.2, y - size * 0.58, x + size * 0.7, y - size * 0.22, size * 0.08, dark(p.accent, 0.2))
    c.rect(x - size * 0.5, y - size * 0.74, x + size * 0.2, y - size * 0.58, p.cool)
    joint: list[Point] = [
        (x - size * 0.1, y - size * 0.72),
        (x + size * 0.1, y - size * 1.35),
        (x + size * 0.7, y - size * 1.55),
        (x + size * 0.95, y - size * 1.25),
    ]
    c.line(joint, size * 0.13, light(p.cloth, 0.1))
    for jx, jy in joint[:3]:
        c.oval(jx, jy, size * 0.12, size * 0.12, INK)
        c.oval(jx, jy, size * 0.05, size * 0.05, PAPER)
    for s in (-1, 1):
        c.line(
            [
                joint[3],
                (joint[3][0] + s * size * 0.1, joint[3][1] + size * 0.12),
                (joint[3][0] + s * size * 0.05, joint[3][1] + size * 0.26),
            ],
            size * 0.05,
            INK,
        )


def cau_lac_bo(c: Canvas, r: Random) -> None:
    """Paint a science club round a robot."""
    p = interior(r)
    room(c, p, 1900)
    wainscot(c, p, 1320, 1900)
    if r.random() < 0.5:
        shelf(c, 2750, 360, 4260, 1900, 4, p, r)
        window(c, 300, 380, 1500, 1180, light(p.wood, 0.35))
    else:
        window(c, 2600, 380, 3750, 1180, light(p.wood, 0.35))
        c.rect(250, 400, 1750, 1180, dark(p.wood, 0.1))
        c.rect(290, 440, 1710, 1140, mix(p.wall, p.wood, 0.25))
        for i in range(7):
            gx, gy, gr = 470 + (i % 4) * 350, 620 + (i // 4) * 330, r.uniform(70, 130)
            tone = r.choice((p.cool, p.accent, p.cloth))
            for k in range(10):
                c.oval(gx + cos(k * pi / 5) * gr, gy + sin(k * pi / 5) * gr, gr * 0.2, gr * 0.2, tone)
            c.oval(gx, gy, gr, gr, tone)
            c.oval(gx, gy, gr * 0.4, gr * 0.4, mix(p.wall, p.wood, 0.25))
    sunbeams(c, -200, 1940, 560, 1100, 3, 1.0)
    x = 2000 + r.uniform(-200, 200)
    u = 196
    back = [(-1180, 0.45, 6.3), (-640, 0.35, 6.1), (620, -0.35, 6.3), (1150, -0.45, 6.0)]
    if r.random() < 0.6:
        back.insert(2, (30, 0.0, 7.0))
    for dx, turn, heads in back:
        look = adult(r, p) if heads == 7.0 else (pupil(r, heads) if r.random() < 0.6 else student(r))
        s = 1 if turn >= 0 else -1
        reach: Point = (s * 1.0, r.uniform(4.3, 5.0))
        rest: Point = (-s * 0.5, 4.2)
        person(
            c,
            x + dx,
            2640 if heads < 7 else 2560,
            u,
            look,
            Pose(
                turn=turn,
                left=rest if s > 0 else reach,
                right=reach if s > 0 else rest,
                legs=False,
                nod=0.15,
                lean=s * 0.05,
            ),
        )
    c.soft([(300, 2780), (4000, 2780), (4200, 2950), (400, 2950)], (52, 32, 48), 0.4, 120)
    table(c, x - 1750, x + 1750, 2010, 2260, 2420, light(p.wood, 0.34), p.wood)
    for s in (-1, 1):
        c.rect(x + s * 1500 - 50, 2420, x + s * 1500 + 50, 3200, dark(p.wood, 0.4))
    c.soft([(x - 300, 2130), (x + 560, 2130), (x + 640, 2190), (x - 240, 2190)], (52, 32, 48), 0.5, 50)
    _robot(c, x, 2160, 420, p)
    laptop(c, x - 900, 2190, 400, True, p.cool)
    for _ in range(9):
        bx = x + r.choice((-1, 1)) * r.uniform(620, 1450)
        by = r.uniform(2110, 2230)
        tone = r.choice((p.accent, p.cool, p.cloth))
        c.rect(bx - 40, by - 34, bx + 40, by, tone)
        c.rect(bx + 12, by - 34, bx + 40, by, dark(tone, 0.25))
