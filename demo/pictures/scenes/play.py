"""Out of class: sports, the kindergarten playground, reading under a tree."""

from math import cos, pi, sin
from random import Random

from ..canvas import Canvas
from ..colour import BRAND, FLAG_RED, GOLD, INK, IVORY, PAPER, Colour, dark, daylight, interior, light, mix
from ..groups import spread
from ..outdoors import WALL, grass, ground, hills, roof, school, sky, tree
from ..people import Pose, cast, person
from ..props import held_book
from ..wardrobe import Look, adult, player, pupil, toddler

_PLAY: tuple[Colour, ...] = ((206, 84, 62), (230, 172, 76), (74, 132, 138), (140, 166, 104))


def the_thao(c: Canvas, r: Random) -> None:
    """Paint a sports field: a race or a football match."""
    d = daylight(r)
    horizon = 1250.0
    sky(c, d, horizon, r)
    hills(c, horizon - 40, 300, horizon + 200, mix(d.leaf, d.glow, 0.66), r)
    for x in spread(-200, 4200, 8, r, 0.3):
        with c.haze(d.glow, 0.3):
            tree(c, x, horizon + 60, r.uniform(420, 600), d, r)
    p = interior(r)
    c.rect(-300, horizon + 20, 4300, horizon + 210, mix(dark(p.cool, 0.1), d.glow, 0.25))
    with c.haze(d.glow, 0.2):
        for row in range(2):
            for x in spread(-100, 4100, 30, r, 0.3):
                person(
                    c,
                    x,
                    horizon + 130 + row * 75,
                    46,
                    pupil(r) if r.random() < 0.7 else adult(r, p),
                    Pose(
                        left=(-0.5, 3.9),
                        right=(0.9, 7.3) if r.random() < 0.25 else (0.5, 3.9),
                        seat="chair",
                        legs=False,
                    ),
                )
    race = r.random() < 0.5
    teams = r.sample(
        [
            (FLAG_RED, (250, 240, 226)),
            ((44, 84, 140), (240, 236, 226)),
            ((232, 168, 60), (44, 58, 88)),
            ((70, 128, 96), (250, 240, 226)),
            ((150, 70, 110), (44, 44, 60)),
        ],
        4,
    )
    if race:
        ground(c, d, horizon + 210, mix((190, 92, 66), d.ground, 0.2))
        for i in range(6):
            y = horizon + 330 + 118 * i * (1 + i * 0.2)
            c.poly([(-300, y), (4300, y), (4300, y + 8 + i * 4), (-300, y + 8 + i * 4)], IVORY)
        for i, x in enumerate(spread(800, 3300, 4, r, 0.3)):
            y = 1840.0 + (i * 3 % 4) * 235
            u = 150.0 + (i * 3 % 4) * 26
            lean = 0.16
            cast(c, x, y, u, 6.3, d.reach, d.shade)
            person(
                c,
                x,
                y,
                u,
                player(r, *teams[i]),
                Pose(turn=0.9, stride=0.95, lean=lean, left=(-0.75, 4.1), right=(1.2, 4.95)),
            )
        return
    ground(c, d, horizon + 210, d.grass)
    for i in range(5):
        mown = horizon + 240 + i * i * 110
        c.rect(-300, mown, 4300, mown + 60 + i * 55, light(d.grass, 0.12), 0.6)
    c.line([(-300, horizon + 330), (4300, horizon + 330)], 14, IVORY)
    c.line([(500, horizon + 330), (500, horizon - 90), (1250, horizon - 90), (1250, horizon + 330)], 26, PAPER)
    for i in range(10):
        c.line([(510 + i * 82, horizon - 80), (510 + i * 82, horizon + 330)], 4, PAPER, 0.7)
    spots = sorted(
        (y, x)
        for y, x in zip(
            (1740.0, 1900.0, 2080.0, 2330.0, 2460.0), r.sample([700.0, 1350.0, 2020.0, 2700.0, 3350.0], 5), strict=True
        )
    )
    for i, (y, x) in enumerate(spots):
        u = 108 + (y - 1700) * 0.14
        cast(c, x, y, u, 6.3, d.reach, d.shade)
        s = 1 if x < 2000 else -1
        person(
            c,
            x,
            y,
            u,
            player(r, *teams[i % 2]),
            Pose(turn=s * 0.85, stride=r.uniform(0.7, 1.0), lean=s * 0.1, left=(-0.9, 4.2), right=(0.95, 4.4)),
        )
    y, x = spots[3]
    s = 1 if x < 2000 else -1
    bx, by = x + s * 330, y - 60
    c.oval(bx + 60, by + 66, 100, 20, d.shade, 0.35)
    c.oval(bx, by, 68, 68, PAPER)
    for k in range(5):
        c.oval(bx + cos(k * 2 * pi / 5) * 44, by + sin(k * 2 * pi / 5) * 44, 15, 15, INK)
    c.oval(bx, by, 18, 18, INK)


def mam_non(c: Canvas, r: Random) -> None:
    """Paint a kindergarten playground."""
    d = daylight(r)
    p = interior(r)
    sky(c, d, 1300, r)
    hills(c, 1260, 260, 1500, mix(d.leaf, d.glow, 0.6), r)
    ground(c, d, 1500, mix(d.grass, d.ground, 0.45))
    with c.haze(d.glow, 0.16):
        tree(c, 200, 1560, 980, d, r)
        c.rect(620, 900, 3400, 1580, mix(WALL, d.glow, 0.3))
        for i in range(6):
            x = 760.0 + i * 450
            c.rect(x, 1080, x + 290, 1400 if i % 2 else 1580, light(_PLAY[i % 4], 0.15))
            c.rect(x + 24, 1106, x + 266, 1376 if i % 2 else 1556, light(d.sky, 0.3))
            c.rect(x + 133, 1106, x + 157, 1376 if i % 2 else 1580, light(_PLAY[i % 4], 0.15))
        roof(c, 500, 3520, 920, 330)
        tree(c, 3830, 1600, 1100, d, r)
    c.blob(
        [(-500, 2420), (600, 1980), (2000, 1900), (3400, 1980), (4500, 2420), (4400, 3200), (-400, 3200)],
        light(mix(d.ground, (222, 150, 110), 0.4), 0.1),
    )
    x, y = r.choice((650.0, 880.0)), 2120.0
    c.soft([(x, y), (x + 1100, y), (x + 1100 + 500 * d.reach, y + 130), (x + 200, y + 130)], d.shade, 0.4, 60)
    tower, slide = _PLAY[2], r.choice((_PLAY[0], _PLAY[1]))
    for dx in (0.0, 300.0):
        c.rect(x + dx - 22, y - 980, x + dx + 22, y, dark(tower, 0.12))
    c.poly([(x - 90, y - 980), (x + 150, y - 1220), (x + 390, y - 980)], _PLAY[0] if slide != _PLAY[0] else _PLAY[1])
    c.rect(x - 30, y - 600, x + 330, y - 540, light(tower, 0.2))
    for i in range(6):
        c.line([(x - 170 + i * 26, y - 90 * i - 40), (x - 20 + i * 4, y - 90 * i - 40)], 24, dark(tower, 0.2))
    c.line([(x - 200, y), (x - 30, y - 560)], 30, tower)
    c.ribbon(
        [(x + 320, y - 580, 44), (x + 620, y - 380, 44), (x + 860, y - 100, 44), (x + 1120, y - 40, 40)], slide, 0.3
    )
    person(c, x + 150, y - 600, 92, toddler(r, _PLAY), Pose(left=(-0.7, 4.2), right=(0.9, 6.6)))
    sx = 2950
    c.soft([(sx - 400, y - 30), (sx + 700, y - 30), (sx + 1000, y + 80), (sx, y + 80)], d.shade, 0.3, 60)
    for s in (-1, 1):
        c.line([(sx + s * 520, y), (sx + s * 430, y - 900)], 36, _PLAY[1])
    c.line([(sx - 450, y - 890), (sx + 450, y - 890)], 40, dark(_PLAY[1], 0.15))
    for i in range(2):
        q = sx - 200 + i * 400
        sway = r.uniform(-60, 60)
        c.line([(q - 70, y - 880), (q - 70 + sway, y - 300)], 10, INK)
        c.line([(q + 70, y - 880), (q + 70 + sway, y - 300)], 10, INK)
        c.rect(q - 110 + sway, y - 310, q + 110 + sway, y - 280, p.wood)
        if i == 0 or r.random() < 0.7:
            person(
                c, q + sway, y - 310, 100, toddler(r, _PLAY), Pose(seat="chair", left=(-0.75, 4.9), right=(0.75, 4.9))
            )
    middle, foot, u = 2000 + r.uniform(-150, 150), 2430, 158
    ring = [(cos(a) * 980, sin(a) * 190) for a in (pi * (0.11 + k * 2 / 9) for k in range(9))]
    members: list[tuple[float, float, Look, float]] = []
    for i, (dx, dy) in enumerate(ring):
        look = adult(r, p, True, "aodai") if i == 6 else toddler(r, _PLAY)
        members.append((foot + dy, middle + dx, look, dx))
    for y, x, look, _ in members:
        cast(c, x, y, u, look.heads, d.reach * 0.8, d.shade, 0.24)
    for y, x, look, dx in sorted(members, key=lambda m: m[0]):
        back = y > foot + 60
        k = (look.heads - 1) / 6
        high = 3.9 if look.heads < 6 else 3.1
        person(
            c,
            x,
            y,
            u,
            look,
            Pose(
                back=back,
                turn=0 if back else -dx / 980 * 0.55,
                left=(-1.25 * max(k, 0.8), high),
                right=(1.25 * max(k, 0.8), high),
            ),
        )


def doc_sach(c: Canvas, r: Random) -> None:
    """Paint children reading on the grass under a tree."""
    d = daylight(r)
    horizon = r.uniform(1280, 1420)
    sky(c, d, horizon, r)
    hills(c, horizon - 40, 420, horizon + 200, mix(d.leaf, d.glow, 0.74), r)
    hills(c, horizon + 30, 240, horizon + 200, mix(d.leaf, d.glow, 0.52), r, 3)
    ground(c, d, horizon + 60, d.grass)
    with c.haze(d.glow, 0.32):
        school(c, r.choice((300, 2300)), horizon + 150, 1500, 1, 6, d)
        tree(c, 150, horizon + 140, 700, d, r)
        tree(c, 3900, horizon + 160, 760, d, r)
    x = r.uniform(1500, 2500)
    c.soft(
        [(x - 1500, 2080), (x + 1400, 2030), (x + 2100, 2350), (x + 1700, 2620), (x - 1000, 2620), (x - 1700, 2400)],
        mix(d.shade, d.leaf, 0.4),
        0.5,
        240,
    )
    tree(c, x, 2200, 2150, d, r, 1.25)
    u = 196
    # A half circle open to the viewer; those in the middle sit deeper, by the trunk.
    seats = spread(560, 3440, r.randint(5, 6), r, 0.1)
    spots = sorted((2330 + 250 * min(1.0, (abs(q - 2000) / 1300) ** 1.5) + r.uniform(-30, 30), q) for q in seats)
    p = interior(r)
    for i, (y, q) in enumerate(spots):
        look = adult(r, p, True, "aodai") if i == 0 and r.random() < 0.5 else pupil(r, r.uniform(5.7, 6.3))
        size = u * (0.92 + (y - 2330) / 2400)
        turn = 0.4 if q < 1500 else (-0.4 if q > 2500 else r.choice((0.0, 0.25, -0.25)))
        c.soft(
            [(q - size, y - 30), (q + size, y - 40), (q + size * (1.4 + d.reach), y + 60), (q - size * 0.4, y + 90)],
            d.shade,
            0.45,
            50,
        )
        person(c, q, y, size, look, Pose(turn=turn, left=(-0.5, 4.25), right=(0.5, 4.25), seat="floor", nod=0.16))
        k = (look.heads - 1) / 6
        by = y - (4.25 - 3.35) * size * k
        held_book(
            c,
            q + turn * 0.3 * size,
            by - size * 0.1,
            size * 1.25,
            r.choice((BRAND, (74, 122, 138), GOLD, (60, 84, 124))),
        )
        for s in (-1, 1):
            c.oval(q + (turn * 0.3 + s * 0.56) * size, by + size * 0.06, size * 0.12, size * 0.13, look.skin)
    grass(c, -200, 4200, 3040, dark(d.grass, 0.3), r, 130)
