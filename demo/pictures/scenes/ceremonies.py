"""Ceremonies: flowers, awards, scholarships, the ballot and the opening of the school year."""

from random import Random

from ..canvas import Canvas
from ..colour import BRAND, FLAG_RED, GOLD, PAPER, Palette, dark, daylight, interior, light, mix
from ..groups import FRONT_POSES, seated_backs, spread, standing_group
from ..interiors import banner, curtain, room, stage, sunbeams, table, valance, window
from ..outdoors import flagpole, ground, hills, school, sky, tree
from ..people import Pose, cast, person
from ..props import bouquet, certificate, flowers, pennant, plant, sheet, star
from ..wardrobe import adult, pupil, student


def _stage(c: Canvas, p: Palette, r: Random, top: float, front: float) -> None:
    """Paint a stage with curtain and banner, its floor from top to front."""
    room(c, p, top)
    curtain(c, -300, -300, 4300, top, p.cloth, r, 150)
    banner(c, 2000, 560, r.uniform(1900, 2500), 300, dark(p.cloth, 0.36), r.choice(((0.5, 0.82), (0.72, 0.86, 0.5))))
    valance(c, -200, 4200, -60, 280, dark(p.cloth, 0.12), r.randint(8, 11))
    stage(c, p, top, front, 3300)
    c.glow(1500, top - 300, 1600, (255, 226, 170), 0.3)


def chuc_mung(c: Canvas, r: Random) -> None:
    """Paint flowers are handed over; others stand behind."""
    p = interior(r)
    _stage(c, p, r, 1950, 2780)
    plant(c, 330, 2300, 820, p.accent, r)
    plant(c, 3700, 2320, 760, p.accent, r)
    with c.haze(mix(p.cloth, p.wall, 0.4), 0.22):
        places = spread(650, 3450, r.randint(6, 8), r)
        standing_group(c, places, 2210, 176, lambda: adult(r, p), lambda: r.choice(FRONT_POSES), r)
    x, u = 2000 + r.uniform(-120, 120), 212
    giver, taker = adult(r, p, r.random() < 0.5), adult(r, p, r.random() < 0.5)
    for px in (x - 400, x + 400):
        cast(c, px, 2560, u, 7, 0.5, (70, 46, 70))
    person(c, x + 400, 2560, u * 0.98, taker, Pose(turn=-0.8, left=(-1.35, 4.55), right=(-1.2, 4.3)))
    person(c, x - 400, 2560, u, giver, Pose(turn=0.8, left=(1.15, 4.35), right=(1.35, 4.6)))
    bouquet(c, x, 2560 - 4.75 * u, 430, (light(p.accent, 0.15), p.accent, (226, 92, 96), PAPER), r)
    c.oval(x - 85, 2560 - 4.42 * u, 34, 36, giver.skin)
    c.oval(x + 88, 2560 - 4.3 * u, 34, 36, taker.skin)
    for i in range(3):
        flowers(c, 250 + i * 1750 + r.uniform(-60, 60), 2960, 520, (p.accent, (226, 92, 96), PAPER), r)


def khen_thuong(c: Canvas, r: Random) -> None:
    """Paint a row of people on a stage holding certificates, the audience in front."""
    p = interior(r)
    _stage(c, p, r, 1560, 2080)
    count = r.randint(5, 7)
    kids = r.random() < 0.45
    u = 178
    places = spread(560, 3440, count, r, 0.04)
    shown = [(x, 1980 + (i % 2) * 26) for i, x in enumerate(places)]
    looks = [pupil(r, 6.3) if kids else adult(r, p) for _ in shown]
    for x, y in shown:
        cast(c, x, y, u, 6.5, 0.45, (60, 36, 60))
    for (x, y), look in zip(shown, looks, strict=True):
        chest = 4.5
        person(c, x, y, u * r.uniform(0.96, 1.04), look, Pose(left=(-0.72, chest), right=(0.72, chest)))
        cy = y - chest * u * (look.heads - 1) / 6
        certificate(c, x, cy - 10, u * 1.36, p)
        for s in (-1, 1):
            c.oval(x + s * u * 0.68, cy + u * 0.05, u * 0.12, u * 0.15, look.skin)
        if r.random() < 0.4:
            bouquet(c, x + u * 0.86, cy + u * 0.2, u * 1.0, (p.accent, (226, 92, 96), PAPER), r)
    for x in (330.0, 3670.0):
        plant(c, x, 1900, 640, p.accent, r)
    with c.haze(dark(p.cloth, 0.7), 0.3):
        for y, size in ((2560, 128), (3040, 176)):
            row = spread(-200, 4200, round(4400 / (size * 2.45)), r, 0.06)
            seated_backs(c, row, y, size, lambda: pupil(r) if kids else adult(r, p), dark(p.wood, 0.2), r, 0.93)


def hoc_bong(c: Canvas, r: Random) -> None:
    """Paint scholarships are handed to pupils in a school yard."""
    d = daylight(r)
    p = interior(r)
    sky(c, d, 1500, r)
    hills(c, 1430, 300, 1580, mix(d.leaf, d.glow, 0.62), r)
    ground(c, d, 1560)
    with c.haze(d.glow, 0.3):
        tree(c, 150, 1620, 1150, d, r)
        school(c, 500, 1600, 3300, 2, 10, d)
        tree(c, 3900, 1640, 1000, d, r)
    c.rect(820, 800, 3180, 1130, BRAND)
    banner(c, 2000, 965, 2360, 330, p.cloth, (0.54, 0.82))
    for x in (820.0, 3180.0):
        c.rect(x - 16, 780, x + 16, 2050, (150, 116, 90))
    u = 178
    count = r.randint(4, 5)
    pairs = sorted(
        (2460 + (i % 2) * 110 + r.uniform(-20, 20), x) for i, x in enumerate(spread(620, 3400, count, r, 0.1))
    )
    for y, x in pairs:
        cast(c, x - 200, y, u, 7, d.reach * 0.8, d.shade, 0.24)
        cast(c, x + 210, y + 40, u, 6, d.reach * 0.8, d.shade, 0.24)
    for i, (y, x) in enumerate(pairs):
        giver, taker = adult(r, p), (student(r) if i % 3 == 2 else pupil(r, r.uniform(5.7, 6.2)))
        k = (taker.heads - 1) / 6
        person(c, x - 200, y, u * 1.04, giver, Pose(turn=0.8, left=(0.98, 4.0), right=(1.15, 4.2)))
        person(
            c, x + 210, y + 40, u, taker, Pose(turn=-0.75, left=(-1.05, 4.4 / k * 0.93), right=(-0.95, 4.2 / k * 0.9))
        )
        ex, ey = x + 22, y - 4.15 * u
        c.poly([(ex - 120, ey - 70), (ex + 120, ey - 82), (ex + 126, ey + 66), (ex - 114, ey + 78)], PAPER)
        c.poly([(ex - 120, ey - 70), (ex + 120, ey - 82), (ex + 4, ey + 14)], dark(PAPER, 0.14))
        c.rect(ex - 20, ey + 6, ex + 30, ey + 40, FLAG_RED)
        c.oval(ex - 112, ey + 36, 28, 30, giver.skin)
        c.oval(ex + 118, ey + 30, 26, 28, taker.skin)
    for x in (100.0, 3900.0):
        flowers(c, x, 2880, 560, (p.accent, (226, 92, 96), PAPER), r)


def bo_phieu(c: Canvas, r: Random) -> None:
    """Paint delegates put their votes into the ballot box one after another."""
    p = interior(r)
    room(c, p, 1900)
    for x in (-100.0, 3300.0):
        window(c, x, 480, x + 620, 1420, light(p.wood, 0.3))
    curtain(c, 900, 300, 3040, 1866, p.cloth, r, 130)
    banner(c, 1970, 620, 1500, 300, dark(p.cloth, 0.34), (0.48, 0.8))
    sunbeams(c, -200, 1960, 520, 1000, 3, 1.2)
    plant(c, 760, 1990, 700, p.accent, r)
    x = 2100 + r.uniform(-120, 120)
    with c.haze(p.wall, 0.14):
        for px, turn in ((x + 820, -0.4), (x + 1150, -0.3)):
            person(c, px, 2190, 178, adult(r, p), Pose(turn=turn, left=(-0.15, 3.75), right=(0.1, 3.72)))
    table(c, x - 480, x + 480, 1960, 2030, 2560, light(p.cloth, 0.25), p.cloth)
    face = r.choice((FLAG_RED, light(p.wood, 0.15), mix(BRAND, FLAG_RED, 0.5)))
    c.poly([(x - 260, 1480), (x + 300, 1480), (x + 330, 1560), (x - 290, 1560)], light(face, 0.3))
    c.rect(x - 110, 1508, x + 150, 1530, dark(face, 0.75))
    c.gradient(x - 290, 1560, x + 330, 2010, light(face, 0.06), dark(face, 0.14))
    c.poly([(x + 200, 1560), (x + 330, 1560), (x + 330, 2010), (x + 230, 2010)], dark(face, 0.3))
    c.rect(x - 290, 1560, x + 330, 1582, GOLD)
    star(c, x - 20, 1790, 130, GOLD)
    flowers(c, x - 360, 2020, 300, (p.accent, PAPER, (226, 92, 96)), r)
    u = 218
    queue = [x - 620 - i * 430 + r.uniform(-30, 30) for i in range(r.randint(3, 4))]
    for px in queue:
        cast(c, px, 2640, u, 7, 0.4, (70, 46, 70))
    for i in range(len(queue) - 1, -1, -1):
        px = queue[i]
        look = adult(r, p)
        if i == 0:
            person(c, px, 2640, u * 1.02, look, Pose(turn=0.85, left=(0.5, 3.4), right=(2.05, 5.3), lean=0.07))
            c.poly([(x - 60, 1290), (x + 70, 1280), (x + 84, 1520), (x - 46, 1520)], PAPER)
            c.poly([(x + 20, 1284), (x + 70, 1280), (x + 84, 1520), (x + 40, 1520)], dark(PAPER, 0.12))
            c.line([(px + 2.0 * u, 2640 - 5.4 * u), (x - 20, 1340)], 70, look.skin)
            c.oval(x - 18, 1345, 44, 42, look.skin)
        else:
            person(
                c, px, 2640 + (i % 2) * 40, u, look, Pose(turn=r.choice((0.8, 0.45)), left=(0.2, 4.2), right=(0.7, 4.3))
            )
            sheet(c, px + 0.62 * u, 2640 - 4.25 * u, 130, 24)


def khai_giang(c: Canvas, r: Random) -> None:
    """Paint the opening ceremony of the school year: the drum, flags and rows of pupils."""
    d = daylight(r)
    p = interior(r)
    sky(c, d, 1450, r)
    hills(c, 1380, 300, 1520, mix(d.leaf, d.glow, 0.62), r)
    ground(c, d, 1500)
    with c.haze(d.glow, 0.26):
        tree(c, 60, 1560, 1150, d, r)
        tree(c, 3980, 1560, 1200, d, r)
        if r.random() < 0.4:
            school(c, 820, 1540, 2360, 3, 8, d)
        else:
            school(c, 420, 1540, 3200, 2, 10, d)
    c.rect(700, 1500, 3300, 1640, mix((196, 170, 140), d.glow, 0.2))
    banner(c, 2050, 1130, 1700, 240, BRAND, (0.5, 0.8))
    tones = (FLAG_RED, GOLD, (74, 118, 142), (96, 142, 96), (204, 110, 120))
    for i, x in enumerate(150.0 + k * 540 for k in range(8)):
        pennant(c, x, 1720, 760, tones[i % 5])
    flagpole(c, 2600, 1640, 1180, 420)
    with c.haze(d.glow, 0.1):
        standing_group(
            c,
            spread(2850, 3500, 3, r),
            1760,
            92,
            lambda: adult(r, p),
            lambda: r.choice(FRONT_POSES),
            r,
            d.shade,
            d.reach,
        )
    x, y, u = 1380 + r.uniform(-100, 100), 2060.0, 162
    cast(c, x - 520, y, u, 7, d.reach, d.shade)
    for s in (-1, 1):
        c.line([(x + s * 190, y + 20), (x - s * 60, y - 520)], 44, dark(p.wood, 0.2))
    c.ribbon([(x - 240, y - 640, 330), (x, y - 640, 380), (x + 240, y - 640, 330)], FLAG_RED, 0.0)
    c.poly(
        [(x - 240, y - 330), (x, y - 280), (x + 240, y - 330), (x + 240, y - 420), (x, y - 400), (x - 240, y - 420)],
        dark(FLAG_RED, 0.4),
    )
    c.oval(x - 240, y - 640, 92, 330, (238, 214, 170))
    c.oval(x - 250, y - 640, 66, 280, (250, 234, 200))
    for k in range(7):
        c.oval(x + 215, y - 880 + k * 82, 14, 14, GOLD)
    person(c, x - 660, y, u, adult(r, p), Pose(turn=0.8, left=(1.35, 5.15), right=(1.5, 5.6), lean=0.06))
    c.line([(x - 660 + 1.5 * u, y - 5.55 * u), (x - 300, y - 700)], 22, p.wood)
    c.oval(x - 300, y - 700, 34, 34, FLAG_RED)
    for y, u, tint in ((2420.0, 118, 0.14), (2720.0, 146, 0.05), (3140.0, 186, 0.0)):
        with c.haze(d.glow, tint):
            gap = u * 2.15
            places = [2000 + (k + r.uniform(-0.08, 0.08)) * gap for k in range(-9, 10)]
            seated_backs(c, [q for q in places if -200 < q < 4200], y, u, lambda: pupil(r), (92, 128, 160), r, 0.96)
            for q in places:
                if r.random() < 0.3 and y < 3000:
                    c.line([(q + u * 0.9, y - u * 1.4), (q + u * 1.0, y - u * 4.4)], 9, (190, 160, 120))
                    c.rect(q + u * 1.0, y - u * 4.4, q + u * 1.75, y - u * 3.9, FLAG_RED)
                    star(c, q + u * 1.37, y - u * 4.15, u * 0.16)
