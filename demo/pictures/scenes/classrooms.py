"""Classrooms: lessons, examinations and the computer room."""

from random import Random

from ..canvas import Canvas
from ..colour import INK, PAPER, dark, interior, light
from ..curves import Point
from ..groups import WRITING, seated_backs
from ..interiors import board, desk, room, sunbeams, wainscot, window
from ..people import Pose, person
from ..props import flag, flowers, sheet
from ..wardrobe import adult, pupil, student


def lop_hoc(c: Canvas, r: Random) -> None:
    """Paint a lesson: the teacher at the board, pupils from behind, some raising a hand."""
    p = interior(r)
    room(c, p, 1600)
    wainscot(c, p, 1230, 1600)
    x = r.uniform(1000, 1300)
    board(c, x, 430, x + 1900, 1180, p, r)
    flag(c, x + 850, 190, 240, 0.0)
    window(c, 60, 380, 720, 1140, light(p.wood, 0.35))
    sunbeams(c, -300, 1500, 460, 1400, 3, 1.1)
    teacher = adult(r, p, r.random() < 0.75)
    tx = x + r.choice((700, 1150))
    s = r.choice((-1, 1))
    point: Point = (s * 1.75, 5.7)
    rest: Point = (-s * 0.35, 4.0)
    person(c, tx, 1820, 184, teacher, Pose(turn=s * 0.3, left=point if s < 0 else rest, right=rest if s < 0 else point))
    desk(c, 3440, 1900, 720, 330, p.wood)
    flowers(c, 3300, 1530, 260, (p.accent, PAPER, p.cloth), r)
    grown = r.random() < 0.35
    for y, u, tint in ((2060, 104, 0.16), (2400, 138, 0.07), (2900, 184, 0.0)):
        with c.haze(p.wall, tint):
            gap = u * 2.9
            start = 2000 + r.uniform(-0.5, 0.5) * gap
            seats = [start + k * gap + (u * 0.5 if k % 2 else -u * 0.1) for k in range(-8, 9)]
            seen = [q for q in seats if -200 < q < 4200]
            c.rect(-300, y - u * 1.2, 4300, y - u * 0.8, light(p.wood, 0.3))
            c.rect(-300, y - u * 0.8, 4300, y - u * 0.66, dark(p.wood, 0.1))
            c.rect(-300, y - u * 0.66, 4300, y + u * 1.6, dark(p.wood, 0.5), 0.5)
            for q in seen:
                sheet(c, q + u * 0.9, y - u * 0.88, u, 0.1 * u)
            for q in seen:
                up = r.random() < 0.3
                who = student(r) if grown else pupil(r)
                hand: Point = (0.95, 7.6) if up else (0.7, 4.1)
                person(c, q, y, u, who, Pose(back=True, seat="chair", legs=False, left=(-0.7, 4.0), right=hand))
                c.rect(q - u * 1.2, y - u * 0.5, q + u * 1.2, y + u * 0.1, p.wood)
                c.rect(q - u * 1.2, y - u * 0.5, q + u * 1.2, y - u * 0.38, light(p.wood, 0.25))


def phong_thi(c: Canvas, r: Random) -> None:
    """Paint an examination: spaced single desks, candidates writing, an invigilator."""
    p = interior(r)
    room(c, p, 1330)
    wainscot(c, p, 1010, 1330)
    for i in range(5):
        window(c, -100 + i * 1060, 330, 520 + i * 1060, 900, light(p.wood, 0.35))
    for i in range(4):
        sunbeams(c, -500 + i * 1060, 1360, 430, 1700, 1, 0.9)
    with c.haze(p.wall, 0.12):
        person(c, r.choice((760, 3300)), 1640, 132, adult(r, p), Pose(left=(-0.1, 3.75), right=(0.12, 3.72)))
    for row, (y, u, tint) in enumerate(((1690, 86, 0.26), (1990, 116, 0.14), (2420, 156, 0.04), (2990, 208, 0.0))):
        with c.haze(p.wall, tint):
            gap = u * 5.4
            start = 2000 + r.uniform(-0.1, 0.1) * gap + (row % 2) * gap * 0.06
            for k in range(-5, 6):
                x = start + k * gap
                if not -500 < x < 4500:
                    continue
                seat = y - u * 1.45
                c.slab(x - u * 0.75, seat - u * 2.0, x + u * 0.75, seat, u * 0.12, dark(p.wood, 0.2))
                person(c, x, seat, u, student(r), WRITING)
                desk(c, x, y, u * 3.0, u * 1.75, p.wood)
                sheet(c, x - u * 0.1, y - u * 1.84, u * 0.95, u * 0.1)


def may_tinh(c: Canvas, r: Random) -> None:
    """Paint a computer room: rows of screens, pupils from behind, the teacher helping."""
    p = interior(r)
    room(c, p, 1380)
    wainscot(c, p, 1040, 1380)
    for x in (-60.0, 980.0, 2020.0, 3060.0):
        window(c, x, 330, x + 660, 900, light(p.wood, 0.35))
    sunbeams(c, -300, 1420, 420, 1600, 4, 0.9)
    helper = r.choice((0, 1))
    grown = r.random() < 0.5
    for row, (y, u, tint) in enumerate(((1800, 100, 0.2), (2190, 138, 0.08), (2780, 192, 0.0))):
        with c.haze(p.wall, tint):
            gap = u * 3.7
            start = 2000 + r.uniform(-0.4, 0.4) * gap
            seats = [start + k * gap for k in range(-8, 9) if -300 < start + k * gap < 4300]
            top = y - u * 1.2
            c.rect(-300, top, 4300, top + u * 0.5, light(p.wood, 0.36))
            c.rect(-300, top + u * 0.5, 4300, top + u * 0.64, p.wood)
            c.rect(-300, top + u * 0.64, 4300, y + u * 1.5, dark(p.wood, 0.5), 0.6)
            for x in seats:
                sx = x + u * 0.95
                c.rect(sx - u * 0.12, top - u * 0.4, sx + u * 0.12, top + u * 0.2, INK)
                c.oval(sx, top + u * 0.2, u * 0.5, u * 0.1, INK)
                c.slab(sx - u * 1.3, top - u * 2.0, sx + u * 1.3, top - u * 0.2, u * 0.08, INK)
                tone = r.choice((p.cool, p.cool, light(p.cool, 0.3), p.accent))
                c.gradient(
                    sx - u * 1.2, top - u * 1.9, sx + u * 1.2, top - u * 0.32, light(tone, 0.5), light(tone, 0.12)
                )
                for i in range(3):
                    c.rect(
                        sx - u * 0.2,
                        top - u * (1.62 - i * 0.38),
                        sx + u * r.uniform(0.3, 1.0),
                        top - u * (1.48 - i * 0.38),
                        PAPER,
                    )
                c.rect(
                    sx - u * 1.02, top - u * 1.62, sx - u * 0.44, top - u * 0.72, r.choice((p.accent, p.cloth, p.cool))
                )
            if row == helper:
                tx = r.choice(seats[1:-1]) - gap * 0.42
                person(
                    c,
                    tx,
                    y + u * 1.6,
                    u * 1.05,
                    adult(r, p),
                    Pose(turn=0.5, left=(-0.2, 4.2), right=(1.4, 4.9), lean=0.1),
                )
            seated_backs(c, seats, y, u, lambda: student(r) if grown else pupil(r), (72, 92, 118), r, 0.95)
