"""Halls: conferences, speeches, delegates and raised voting cards."""

from random import Random

from ..canvas import Canvas
from ..colour import BRAND, FLAG_RED, STAR, Palette, contrast, dark, interior, light, mix
from ..groups import LAP, WRITING, seated_backs, seated_fronts, spread
from ..interiors import banner, curtain, lectern, room, stage, sunbeams, table, valance, window
from ..people import Pose, person
from ..props import flag, flowers, plant, sheet, star
from ..wardrobe import adult


def _backdrop(c: Canvas, p: Palette, r: Random, foot: float) -> None:
    """Paint a hall's back wall down to foot: windows, curtain, flag and banner."""
    for x in (-160.0, 3620.0):
        window(c, x, 430, x + 420, foot - 260, light(p.wood, 0.3))
    curtain(c, 560, 260, 3440, foot, p.cloth, r)
    field = BRAND if r.random() < 0.4 else dark(p.cloth, 0.3)
    banner(c, 2000, 690, 1500, 330, field, r.choice(((0.46, 0.8, 0.6), (0.7, 0.86), (0.4, 0.66, 0.84))))
    valance(c, 500, 3500, 200, 210, p.cloth, r.randint(9, 13))
    if r.random() < 0.7:
        flag(c, 800, 600, 330, 0.02)
    else:
        star(c, 960, 700, 130, STAR)


def hoi_truong(c: Canvas, r: Random) -> None:
    """Paint a conference hall from the back rows."""
    p = interior(r)
    low = r.uniform(-90, 90)
    foot = 1380 + low
    room(c, p, foot)
    _backdrop(c, p, r, foot)
    stage(c, p, foot - 30, foot + 110, foot + 290)
    plant(c, 640, foot + 80, 330, p.accent, r)
    plant(c, 3360, foot + 80, 330, p.accent, r)
    side = r.choice((-1, 1))
    with c.haze(p.wall, 0.12):
        count = r.randint(4, 6)
        middle = 2000 - side * 260
        seats = spread(middle - count * 105, middle + count * 105, count, r, 0.06)
        seated_fronts(c, seats, foot - 25, 66, lambda: adult(r, p), lambda: WRITING, r, dark(p.wood, 0.3))
        table(
            c,
            middle - count * 112,
            middle + count * 112,
            foot - 80,
            foot - 50,
            foot + 75,
            light(p.cloth, 0.2),
            mix(p.cloth, FLAG_RED, 0.3),
        )
        flowers(c, middle, foot - 50, 120, (light(p.accent, 0.2), (250, 240, 226), p.accent), r)
        speaker = 2000 + side * 900
        person(c, speaker, foot + 60, 70, adult(r, p), Pose(left=(-0.6, 4.4), right=(0.7, 4.9), legs=False))
        lectern(c, speaker, foot + 80, 310, p, r)
    c.gradient(-300, foot + 290, 4300, 3300, dark(p.floor, 0.06), dark(p.floor, 0.4))
    sunbeams(c, -300, foot + 300, 420, 1300, 3, 1.0)
    chair = r.choice((p.cloth, dark(p.wood, 0.2), dark(p.cool, 0.2)))
    aisle = 2000 + r.uniform(-400, 400)
    for y, u, tint in ((2010, 82, 0.2), (2260, 110, 0.12), (2600, 150, 0.05), (3080, 208, 0.0)):
        with c.haze(p.wall, tint):
            gap = u * 2.5
            x = aisle - u * 2.6 - gap * 14
            places = []
            while x < 4300:
                if abs(x - aisle) > u * 2.2 and x > -300:
                    places.append(x)
                x += gap
            seated_backs(c, places, y + low, u, lambda: adult(r, p), chair, r, 0.86)


def buc_phat_bieu(c: Canvas, r: Random) -> None:
    """Paint a person speaking at a lectern, large; heads of the audience in front."""
    p = interior(r)
    room(c, p, 2350)
    curtain(c, -300, -300, 4300, 2350, p.cloth, r, 190)
    side = r.choice((-1, 1))
    banner(c, 2000 - side * 150, 470, 2300, 360, dark(p.cloth, 0.34), (0.5, 0.84))
    c.glow(1900, 1100, 1500, light(p.accent, 0.5), 0.34)
    flag(c, 2000 - side * 1300 - 300, 900, 640, 0.03)
    with c.haze(p.cloth, 0.34):
        table(c, 2000 + side * 1350 - 760, 2000 + side * 1350 + 760, 2010, 2060, 2500, light(p.cloth, 0.3), p.cloth)
        places = [2000 + side * 1350 + dx for dx in (-430.0, 0.0, 430.0)]
        seated_fronts(c, places, 2120, 150, lambda: adult(r, p), lambda: WRITING, r, dark(p.wood, 0.4))
        table(c, 2000 + side * 1350 - 760, 2000 + side * 1350 + 760, 2000, 2080, 2560, light(p.cloth, 0.3), p.cloth)
        flowers(c, 2000 + side * 1350, 2060, 230, (light(p.accent, 0.3), (250, 240, 226)), r)
    x = 2000 - side * r.uniform(0, 120)
    u = r.uniform(292, 318)
    woman = r.random() < 0.5
    # Of a few people take the one who stands out most from the curtain.
    kind = "aodai" if woman else r.choice(("suit", "shirt"))
    look = max((adult(r, p, woman, kind) for _ in range(4)), key=lambda who: contrast(who.top, p.cloth))
    high = r.choice(((1.5, 4.9), (1.6, 5.7), (0.6, 4.42), (1.35, 4.5)))
    person(c, x, 3080, u, look, Pose(turn=r.choice((-0.3, 0.0, 0.35)), left=(-0.55, 4.4), right=high, legs=False))
    lectern(c, x, 3180, 1330, p, r)
    with c.haze(dark(p.cloth, 0.8), 0.62):
        # Two clusters at the lower corners frame the speaker and leave the lectern free.
        for px, py, size in (
            (180, 3380, 250),
            (1000, 3560, 240),
            (600, 3640, 290),
            (3080, 3570, 240),
            (3880, 3390, 250),
            (3480, 3640, 290),
        ):
            person(
                c,
                px + r.uniform(-80, 80),
                py + r.uniform(-70, 40),
                size,
                adult(r, p),
                Pose(back=True, seat="chair", legs=False, left=(-0.86, 3.5), right=(0.86, 3.5)),
            )


def dai_bieu(c: Canvas, r: Random) -> None:
    """Paint delegates seated in rows, from the front."""
    p = interior(r)
    room(c, p, 1240)
    tall = r.uniform(0.9, 1.1)
    for i in range(5):
        window(c, -150 + i * 900, 330, 310 + i * 900, 940, light(p.wood, 0.3))
    for x in (420.0, 1320.0, 2220.0, 3120.0):
        c.rect(x, 280, x + 190, 1205, mix(p.wall, p.cloth, 0.18))
        curtain(c, x + 15, 290, x + 175, 1205, light(p.cloth, 0.25), r, 60)
    sunbeams(c, 100, 1260, 500, 1000, 3, 1.1)
    chair = dark(p.cloth, 0.1) if r.random() < 0.6 else dark(p.wood, 0.2)
    rows = ((1560, 98, 0.34, 0), (1800, 122, 0.22, 1), (2100, 152, 0.1, 0), (2480, 192, 0.0, 1))
    poses = (
        LAP,
        WRITING,
        Pose(left=(-0.2, 3.8), right=(0.2, 3.8), seat="chair", turn=0.3),
        Pose(left=(-0.2, 3.8), right=(0.5, 3.75), seat="chair", turn=-0.3),
    )
    for y, u, tint, shift in rows:
        with c.haze(p.wall, tint):
            gap = u * 2.55
            places = [2000 + (k + shift * 0.5) * gap + r.uniform(-0.08, 0.08) * gap for k in range(-9, 9)]
            seen = [x for x in places if -200 < x < 4200]
            seated_fronts(c, seen, y * tall - 60, u, lambda: adult(r, p), lambda: r.choice(poses), r, chair)
            edge = y * tall - 0.1 * u
            c.gradient(-300, edge, 4300, edge + 2.9 * u, dark(p.wood, 0.12), dark(p.wood, 0.42))
            c.rect(-300, edge - 0.5 * u, 4300, edge + 0.06 * u, light(p.wood, 0.34))
            for x in seen:
                sheet(c, x + 0.2 * u, edge - 0.08 * u, u * 0.85, 0.1 * u)


def bieu_quyet(c: Canvas, r: Random) -> None:
    """Paint a vote by raised cards, the delegates from the front."""
    p = interior(r)
    room(c, p, 1100)
    curtain(c, -300, 120, 4300, 1090, mix(p.wall, p.cloth, 0.4), r, 150)
    banner(c, 2000, 560, 2500, 250, p.cloth, (0.62, 0.84))
    card = r.choice((FLAG_RED, FLAG_RED, (238, 176, 56), (48, 104, 138)))
    rows = ((1500, 92, 0.36), (1790, 122, 0.22), (2180, 162, 0.09), (2720, 214, 0.0))
    for i, (y, u, tint) in enumerate(rows):
        with c.haze(light(p.wall, 0.2), tint):
            gap = u * 2.85
            places = [2000 + (k + (i % 2) * 0.5) * gap + r.uniform(-0.1, 0.1) * gap for k in range(-9, 9)]
            seen = [x for x in places if -250 < x < 4250]
            for x in seen:
                size = u * r.uniform(0.95, 1.05)
                raised = r.random() < 0.88
                hand = (r.uniform(0.75, 1.05), r.uniform(6.7, 7.25))
                look = adult(r, p)
                person(
                    c,
                    x,
                    y,
                    size,
                    look,
                    Pose(
                        left=(-0.4, 3.9),
                        right=hand if raised else (0.4, 3.9),
                        seat="chair",
                        legs=False,
                        turn=r.choice((0, 0, 0.3, -0.3)),
                    ),
                )
                if raised:
                    hx, hy = x + hand[0] * size * 0.98, y - (hand[1] - 3.35) * size
                    w = size * 0.42
                    slant = r.uniform(-0.12, 0.12) * w
                    c.poly(
                        [
                            (hx - w + slant, hy - w * 2.5),
                            (hx + w + slant, hy - w * 2.4),
                            (hx + w - slant, hy + w * 0.1),
                            (hx - w - slant, hy),
                        ],
                        card,
                    )
                    c.poly(
                        [
                            (hx + w * 0.4 + slant, hy - w * 2.43),
                            (hx + w + slant, hy - w * 2.4),
                            (hx + w - slant, hy + w * 0.1),
                            (hx + w * 0.4 - slant, hy + w * 0.06),
                        ],
                        dark(card, 0.18),
                    )
                    c.oval(hx, hy + w * 0.02, size * 0.15, size * 0.14, look.skin)
            c.rect(-300, y - u * 0.3, 4300, y - u * 0.1, light(p.wood, 0.3))
            c.gradient(-300, y - u * 0.1, 4300, y + u * 2.4, dark(p.wood, 0.12), dark(p.wood, 0.42))
