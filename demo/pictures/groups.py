"""Groups of people: audiences from behind, delegates from the front, lines and loose clusters."""

from collections.abc import Callable
from random import Random
from typing import TypeAlias

from .canvas import Canvas
from .colour import Colour
from .interiors import chair_back
from .people import Pose, cast, person
from .wardrobe import Look

People: TypeAlias = Callable[[], Look]

LAP = Pose(left=(-0.3, 3.75), right=(0.3, 3.75), seat="chair")
WRITING = Pose(left=(-0.4, 4.05), right=(0.25, 3.95), seat="chair", legs=False, nod=0.22)
CLASPED = Pose(left=(-0.1, 3.75), right=(0.12, 3.72))
FRONT_POSES = (
    Pose(),
    CLASPED,
    Pose(turn=0.35),
    Pose(turn=-0.35),
    Pose(turn=0.3, left=(-0.1, 3.75), right=(0.12, 3.72)),
)


def spread(x0: float, x1: float, count: int, r: Random, jitter: float = 0.12) -> list[float]:
    """Return count places from x0 to x1, each moved by up to jitter of the gap."""
    gap = (x1 - x0) / max(1, count)
    return [x0 + gap * (i + 0.5 + r.uniform(-jitter, jitter)) for i in range(count)]


def seated_backs(
    c: Canvas, places: list[float], y: float, u: float, people: People, chair: Colour, r: Random, fill: float = 0.92
) -> None:
    """Paint a row seen from behind with the seats at y: chairs, most of them taken."""
    for x in places:
        if r.random() < fill:
            size = u * r.uniform(0.96, 1.05)
            lean = r.uniform(-0.05, 0.05)
            person(
                c,
                x,
                y,
                size,
                people(),
                Pose(back=True, seat="chair", legs=False, lean=lean, left=(-0.86, 3.5), right=(0.86, 3.5)),
            )
        chair_back(c, x, y + u * 0.35, u * 2.0, u * 1.75, chair)


def seated_fronts(
    c: Canvas,
    places: list[float],
    y: float,
    u: float,
    people: People,
    pose: Callable[[], Pose],
    r: Random,
    chair: Colour | None = None,
) -> None:
    """Paint a row seen from the front with the seats at y."""
    for x in places:
        if chair is not None:
            chair_back(c, x, y + u * 0.1, u * 1.9, u * 2.2, chair)
    for x in places:
        person(c, x, y, u * r.uniform(0.96, 1.05), people(), pose())


def standing_group(
    c: Canvas,
    places: list[float],
    y: float,
    u: float,
    people: People,
    pose: Callable[[], Pose],
    r: Random,
    shade: Colour = (70, 46, 70),
    reach: float = 0.5,
) -> None:
    """Paint people standing side by side on y, a little before and behind each other, with their shadows."""
    spots = sorted((y + r.uniform(-0.35, 0.35) * u, x) for x in places)
    looks = [people() for _ in spots]
    for (foot, x), look in zip(spots, looks, strict=True):
        cast(c, x, foot, u, look.heads, reach, shade, 0.22)
    for (foot, x), look in zip(spots, looks, strict=True):
        person(c, x, foot, u * r.uniform(0.95, 1.04), look, pose())
