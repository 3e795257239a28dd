"""Far places: the school in the mountains and the school on an island."""

from math import sin
from random import Random

from ..canvas import Canvas
from ..colour import FLAG_RED, Colour, Daylight, dark, daylight, interior, light, mix
from ..curves import Point
from ..groups import spread
from ..outdoors import flagpole, grass, hills, palm, school, sky, tree
from ..people import Pose, cast, person
from ..wardrobe import Look, adult, pupil


def _terraces(c: Canvas, d: Daylight, top: float, low: float, r: Random) -> None:
    """Paint rice terraces from top down to low: curved steps, some under water that mirrors the sky."""
    steps = 9
    phase, bend = r.uniform(0, 6), r.uniform(50, 120)

    def edge(y: float, i: int) -> list[Point]:
        return [
            (-300 + k * 115, y + bend * sin(k * 0.2 + phase + i * 0.28) + 30 * sin(k * 0.53 + i)) for k in range(41)
        ]

    for i in range(steps):
        t = i / steps
        y = top + (low - top) * t**1.15
        tone: Colour = mix(light(d.grass, 0.12 if i % 2 else 0.0), d.glow, 0.55 * (1 - t))
        if r.random() < 0.3:
            tone = mix(d.glow, d.sky, 0.3)
        line = edge(y, i)
        c.poly([*line, (4300, low + 500), (-300, low + 500)], dark(tone, 0.3))
        thick = 12 + 26 * t
        c.poly([*[(x, py + thick) for x, py in line], (4300, low + 500), (-300, low + 500)], tone)


def vung_cao(c: Canvas, r: Random) -> None:
    """Paint a school in the mountains among rice terraces; children on the way."""
    d = daylight(r)
    sky(c, d, 1300, r)
    for i, (y, h) in enumerate(((900.0, 620), (1090.0, 460), (1250.0, 300))):
        hills(c, y, h, 1700, mix(d.leaf, d.glow, 0.82 - 0.18 * i), r, 1.6 + i * 0.7)
        c.soft([(-300, y + 60), (4300, y + 60), (4300, y + 240), (-300, y + 240)], d.glow, 0.4, 160)
    _terraces(c, d, 1370, 2300, r)
    x = r.choice((700, 1150, 1600))
    base = 1840.0
    c.blob(
        [
            (x - 500, base + 130),
            (x - 100, base - 60),
            (x + 900, base - 90),
            (x + 1800, base - 50),
            (x + 2300, base + 140),
            (x + 900, base + 250),
        ],
        mix(d.ground, d.grass, 0.25),
    )
    with c.haze(d.glow, 0.08):
        tree(c, x - 160, base + 30, 620, d, r)
        school(c, x + 60, base + 40, 1560, 1, 6, d)
        tree(c, x + 1830, base + 50, 700, d, r)
    flagpole(c, x + 1180, base + 130, 800, 300)
    ground_tone = dark(mix(d.grass, d.ground, 0.12), 0.1)
    c.blob(
        [(-500, 2330), (700, 2190), (2000, 2300), (3300, 2170), (4500, 2340), (4500, 3400), (-500, 3400)], ground_tone
    )
    c.poly(
        [(x + 700, 2240), (x + 860, 2240), (2000, 2440), (2700, 3100), (1400, 3100), (1600, 2480)],
        light(d.ground, 0.12),
    )
    p = interior(r)
    tones: tuple[Colour, ...] = ((58, 62, 104), (150, 44, 60), (44, 96, 96), (92, 52, 92))
    spots = sorted((r.uniform(2520, 2760), q) for q in spread(800, 3200, r.randint(4, 6), r, 0.3))
    for i, (y, q) in enumerate(spots):
        u = 112 + (y - 2520) * 0.12
        look = (
            pupil(r, r.uniform(5.6, 6.2))
            if r.random() < 0.5
            else adult(r, p, i % 2 == 0, "blouse" if i % 2 == 0 else "shirt")
        )
        if look.heads == 7.0:
            tone = r.choice(tones)
            look = Look(
                look.skin,
                look.hair_colour,
                look.hair,
                look.outfit,
                tone,
                dark(tone, 0.4),
                FLAG_RED,
                r.uniform(5.8, 6.3) if r.random() < 0.7 else 7.0,
                look.woman,
            )
        cast(c, q, y, u, look.heads, d.reach, d.shade)
        person(c, q, y, u, look, Pose(back=r.random() < 0.75, stride=0.25, left=(-0.8, 3.1), right=(0.8, 3.1)))
        if r.random() < 0.6:
            k = (look.heads - 1) / 6
            c.slab(q - 0.5 * u, y - 5.2 * k * u, q + 0.5 * u, y - 3.7 * k * u, 0.16 * u, r.choice(tones))
            c.slab(q - 0.36 * u, y - 4.5 * k * u, q + 0.36 * u, y - 3.85 * k * u, 0.1 * u, dark(FLAG_RED, 0.4))
    grass(c, -200, 4200, 3060, dark(d.leaf, 0.35), r, 170)


def _boat(c: Canvas, x: float, y: float, size: float, hull: Colour) -> None:
    """Paint a fishing boat on the water at (x, y)."""
    c.poly(
        [
            (x - size, y - size * 0.36),
            (x - size * 0.76, y),
            (x + size * 0.72, y),
            (x + size * 1.1, y - size * 0.46),
            (x + size * 0.7, y - size * 0.24),
            (x - size * 0.7, y - size * 0.24),
        ],
        hull,
    )
    c.poly(
        [
            (x - size * 0.9, y - size * 0.17),
            (x - size * 0.84, y - size * 0.09),
            (x + size * 0.8, y - size * 0.09),
            (x + size * 0.87, y - size * 0.17),
        ],
        (238, 214, 150),
    )
    c.rect(x - size * 0.55, y - size * 0.62, x + size * 0.05, y - size * 0.24, (236, 228, 208))
    c.rect(x - size * 0.1, y - size * 0.62, x + size * 0.05, y - size * 0.24, (196, 182, 170))
    c.rect(x - size * 0.62, y - size * 0.68, x + size * 0.12, y - size * 0.61, dark(hull, 0.2))
    c.line([(x + size * 0.3, y - size * 0.24), (x + size * 0.3, y - size * 1.15)], size * 0.03, (120, 92, 70))
    c.rect(x + size * 0.3, y - size * 1.15, x + size * 0.54, y - size * 0.99, FLAG_RED)
    c.poly(
        [
            (x - size * 0.76, y),
            (x + size * 0.72, y),
            (x + size * 0.4, y + size * 0.12),
            (x - size * 0.5, y + size * 0.12),
        ],
        dark(hull, 0.5),
        0.35,
    )


def hai_dao(c: Canvas, r: Random) -> None:
    """Paint a school on an island: sea, boats, palms."""
    d = daylight(r)
    horizon = r.uniform(1120, 1240)
    sky(c, d, horizon, r)
    sea = mix((52, 128, 140), d.sky, 0.3)
    hills(c, horizon - 10, 230, horizon + 5, mix(sea, d.glow, 0.6), r, 1.4)
    c.gradient(-300, horizon, 4300, 2300, mix(sea, d.glow, 0.55), dark(sea, 0.06))
    for _ in range(46):
        y = horizon + 20 + 1000 * r.random() ** 1.6
        w = 40 + (y - horizon) * 0.28
        x = r.uniform(-200, 4200)
        c.oval(x, y, w, 3 + (y - horizon) * 0.009, mix(d.glow, (255, 255, 255), 0.4), 0.55)
    hulls: tuple[Colour, ...] = ((56, 92, 132), (160, 56, 48), (60, 110, 100))
    for i, x in enumerate(spread(200, 2300, r.randint(2, 3), r, 0.25)):
        y = horizon + 130 + 150 * ((i * 2) % 3)
        with c.haze(d.glow, 0.3 - 0.1 * ((i * 2) % 3)):
            _boat(c, x, y, 120 + 70 * ((i * 2) % 3), hulls[i % 3])
    sand = light(mix(d.ground, (244, 220, 170), 0.5), 0.1)
    c.blob(
        [(4700, 1400), (3500, 1480), (2300, 1640), (1500, 1880), (300, 2140), (-700, 2330), (-700, 3500), (4700, 3500)],
        mix(sea, (255, 255, 255), 0.7),
    )
    c.blob(
        [(4700, 1420), (3500, 1500), (2320, 1670), (1540, 1920), (340, 2190), (-700, 2390), (-700, 3500), (4700, 3500)],
        sand,
    )
    c.blob(
        [(4700, 1380), (3700, 1430), (2700, 1560), (1950, 1790), (2300, 1880), (3300, 1860), (4700, 1900)],
        mix(d.grass, d.glow, 0.15),
    )
    with c.haze(d.glow, 0.1):
        palm(c, 2150, 1790, 950, d, r)
        school(c, 2420, 1780, 1700, r.choice((1, 2)), 7, d)
        palm(c, 2330, 1850, 1150, d, r)
        palm(c, 4000, 1880, 1250, d, r)
    flagpole(c, 2800, 1920, 1010, 370)
    spots = sorted((r.uniform(2250, 2560), q) for q in spread(900, 3300, r.randint(4, 6), r, 0.25))
    p = interior(r)
    for i, (y, q) in enumerate(spots):
        u = 112 + (y - 2250) * 0.12
        look = adult(r, p, True, "aodai") if i == 1 else pupil(r, r.uniform(5.7, 6.2))
        cast(c, q, y, u, look.heads, d.reach, d.shade)
        s = r.choice((-1, 1))
        pose = r.choice(
            (Pose(back=True), Pose(back=True, right=(1.1, 7.2)), Pose(turn=s * 0.85, stride=0.6), Pose(turn=s * 0.35))
        )
        person(c, q, y, u, look, pose)
    side = r.choice((150, 330))
    palm(c, side, 2960, 2500, d, r)
    palm(c, side - 380, 3000, 2050, d, r)
