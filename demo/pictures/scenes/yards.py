"""School grounds: the yard with its flag and the notice board."""

from random import Random

from ..canvas import Canvas
from ..colour import BRAND, FLAG_RED, GOLD, INK, PAPER, dark, daylight, interior, light, mix
from ..curves import Point, smooth_loop
from ..groups import spread
from ..outdoors import flagpole, ground, hills, school, sky, tree
from ..people import Pose, cast, person
from ..props import flowers
from ..wardrobe import adult, pupil, student


def _walker(r: Random) -> Pose:
    """Return someone walking to one side."""
    s = r.choice((-1, 1))
    return Pose(turn=s * 0.85, stride=0.5, left=(-0.5, 3.2), right=(0.5, 3.2))


def truong_hoc(c: Canvas, r: Random) -> None:
    """Paint a school, its yard and the flag."""
    d = daylight(r)
    horizon = r.uniform(1330, 1480)
    sky(c, d, horizon, r)
    hills(c, horizon - 60, 360, horizon + 200, mix(d.leaf, d.glow, 0.72), r)
    hills(c, horizon + 20, 220, horizon + 200, mix(d.leaf, d.glow, 0.5), r, 3)
    ground(c, d, horizon + 90)
    floors = r.choice((2, 2, 3))
    with c.haze(d.glow, 0.12):
        for x in spread(-100, 4100, 5, r, 0.2):
            tree(c, x, horizon + 130, r.uniform(620, 820), d, r)
        if floors == 3:
            school(c, 760, horizon + 260, 2480, 3, 9, d)
        else:
            school(c, 420, horizon + 260, 3160, 2, 11, d)
    pole = r.uniform(1850, 2350)
    cast(c, pole, horizon + 520, 30, 40, d.reach, d.shade, 0.25)
    c.poly(
        [
            (pole - 230, horizon + 560),
            (pole + 230, horizon + 560),
            (pole + 170, horizon + 490),
            (pole - 170, horizon + 490),
        ],
        light(d.ground, 0.4),
    )
    flagpole(c, pole, horizon + 510, 1330, 470)
    for x in (300.0, 3700.0):
        c.poly([(x - 420, 2320), (x + 420, 2320), (x + 360, 2230), (x - 360, 2230)], mix(BRAND, d.ground, 0.55))
        for i in range(5):
            flowers(c, x - 300 + i * 150, 2270, 210, (FLAG_RED, GOLD, PAPER), r)
    spots = sorted((r.uniform(horizon + 620, 2620), x) for x in spread(500, 3500, r.randint(5, 8), r, 0.35))
    for y, x in spots:
        u = 62 + (y - horizon - 620) * 0.07
        n = r.choice((1, 2, 2))
        walk = _walker(r) if r.random() < 0.6 else Pose(turn=r.choice((0.3, -0.3)))
        for i in range(n):
            look = pupil(r, r.uniform(5.8, 6.3)) if r.random() < 0.75 else student(r)
            cast(c, x + i * u * 1.9, y + i * 14, u, look.heads, d.reach, d.shade, 0.26)
            person(c, x + i * u * 1.9, y + i * 14, u, look, walk)
    side = r.choice((-1, 1))
    tree(c, 2000 + side * 2150, 2980, 2500, d, r)
    crown = smooth_loop(
        [(2000 + side * dx, y) for dx, y in ((2600, 2560), (1500, 2600), (900, 2760), (1300, 2960), (2600, 3100))]
    )
    c.soft(crown, d.shade, 0.4, 120)


def bang_tin(c: Canvas, r: Random) -> None:
    """Paint people reading a notice board."""
    d = daylight(r)
    p = interior(r)
    sky(c, d, 1400, r)
    hills(c, 1350, 250, 1640, mix(d.leaf, d.glow, 0.6), r)
    ground(c, d, 1600)
    with c.haze(d.glow, 0.34):
        tree(c, 150, 1680, 1300, d, r)
        school(c, 700, 1640, 3500, 2, 9, d)
        tree(c, 3900, 1700, 1200, d, r)
    left, right, top, low = 920.0, 3080.0, 880.0, 1860.0
    c.soft([(left, 2260), (right, 2260), (right + 700 * d.reach, 2440), (left + 400, 2440)], d.shade, 0.45, 70)
    for x in (left - 60, right + 60):
        c.rect(x - 40, top - 80, x + 40, 2290, p.wood)
        c.rect(x + 8, top - 80, x + 40, 2290, dark(p.wood, 0.3))
    c.poly(
        [(left - 220, top - 60), (left + 60, top - 330), (right - 60, top - 330), (right + 220, top - 60)],
        (178, 76, 52),
    )
    for i in range(1, 4):
        t = i / 4
        c.line(
            [(left - 220 + 280 * t, top - 60 - 270 * t), (right + 220 - 280 * t, top - 60 - 270 * t)], 8, (140, 56, 46)
        )
    c.rect(left - 60, top, right + 60, low, dark(p.wood, 0.1))
    c.rect(left, top + 50, right, low - 50, mix(p.wood, p.wall, 0.42))
    c.rect(left, top + 50, right, top + 130, BRAND)
    c.rect(left + 700, top + 78, right - 700, top + 104, GOLD)
    for col in range(6):
        for row in range(2):
            x = left + 200 + col * 352 + r.uniform(-20, 20)
            y = top + 350 + row * 370 + r.uniform(-15, 15)
            w, h = r.uniform(120, 150), r.uniform(140, 165)
            tone = r.choice((PAPER, PAPER, PAPER, light(p.accent, 0.5), light(p.cool, 0.6)))
            c.rect(x - w + 10, y - h + 14, x + w + 10, y + h + 14, INK, 0.25)
            c.rect(x - w, y - h, x + w, y + h, tone)
            c.rect(x - w * 0.6, y - h * 0.8, x + w * 0.6, y - h * 0.66, p.cloth)
            for i in range(5):
                c.rect(
                    x - w * 0.76,
                    y - h * (0.42 - i * 0.26),
                    x + w * (0.76 - 0.3 * (i % 2)),
                    y - h * (0.36 - i * 0.26),
                    mix(tone, INK, 0.34),
                )
            c.oval(x, y - h * 0.92, 14, 14, FLAG_RED)
    c.soft([(left, top), (right, top), (right, top + 170), (left, top + 90)], d.shade, 0.35, 60)
    u = r.uniform(192, 210)
    readers = spread(860, 3050, r.randint(4, 5), r, 0.22)
    spots = [(2560 + r.uniform(-50, 90), x) for x in readers]
    group = r.random() < 0.5
    looks = [(pupil(r) if r.random() < 0.4 else student(r)) if group else adult(r, p) for _ in spots]
    for (y, x), look in zip(spots, looks, strict=True):
        cast(c, x, y, u, look.heads, d.reach, d.shade, 0.26)
    pointing = r.randrange(len(spots))
    for i, ((y, x), look) in enumerate(sorted(zip(spots, looks, strict=True), key=lambda m: m[0][0])):
        k = (look.heads - 1) / 6
        hand: Point = (1.3 * k, 5.6) if i == pointing else (0.96 * k, 2.98)
        if i != pointing and r.random() < 0.3:
            person(c, x, y, u, look, Pose(turn=r.choice((-0.85, 0.85)), left=(-0.2, 4.2), right=(0.2, 4.2)))
        else:
            person(c, x, y, u, look, Pose(back=True, left=(-0.96 * k, 2.98), right=hand))
