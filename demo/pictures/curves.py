"""Plane geometry: smooth curves, ribbons of varying width, and the two-bone arm. Units are the caller's."""

from collections.abc import Sequence
from math import hypot, sqrt
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Station: TypeAlias = tuple[float, float, float]  # x, y, half width of a ribbon there

_STEPS = 6


def _catmull(p0: float, p1: float, p2: float, p3: float, t: float) -> float:
    """Return the Catmull-Rom value between p1 and p2 at t (0-1)."""
    return 0.5 * (
        2 * p1 + (p2 - p0) * t + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t * t + (3 * p1 - p0 - 3 * p2 + p3) * t * t * t
    )


def smooth_loop(points: Sequence[Point]) -> list[Point]:
    """Return a smooth closed outline through the points."""
    n = len(points)
    out: list[Point] = []
    for i in range(n):
        a, b, c, d = points[i - 1], points[i], points[(i + 1) % n], points[(i + 2) % n]
        for s in range(_STEPS):
            t = s / _STEPS
            out.append((_catmull(a[0], b[0], c[0], d[0], t), _catmull(a[1], b[1], c[1], d[1], t)))
    return out


def smooth_path(stations: Sequence[Station]) -> list[Station]:
    """Return a smooth open path through the stations, the width smoothed along."""
    n = len(stations)
    if n < 3:
        return list(stations)
    out: list[Station] = []
    for i in range(n - 1):
        a, b, c, d = stations[max(i - 1, 0)], stations[i], stations[i + 1], stations[min(i + 2, n - 1)]
        for s in range(_STEPS):
            t = s / _STEPS
            out.append(
                (
                    _catmull(a[0], b[0], c[0], d[0], t),
                    _catmull(a[1], b[1], c[1], d[1], t),
                    max(0.0, _catmull(a[2], b[2], c[2], d[2], t)),
                )
            )
    out.append(stations[-1])
    return out


def sides(path: Sequence[Station], inner: float = 1.0) -> tuple[list[Point], list[Point]]:
    """Return the left and right edge of a ribbon; inner < 1 gives edges nearer to its middle line."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(path) - 1
    for i, (x, y, half) in enumerate(path):
        ax, ay, _ = path[max(i - 1, 0)]
        bx, by, _ = path[min(i + 1, last)]
        dx, dy = bx - ax, by - ay
        length = hypot(dx, dy) or 1.0
        nx, ny = -dy / length * half * inner, dx / length * half * inner
        left.append((x + nx, y + ny))
        right.append((x - nx, y - ny))
    return left, right


def elbow(shoulder: Point, hand: Point, upper: float, lower: float, outward: float) -> tuple[Point, Point]:
    """Return (elbow, hand) of an arm of the given bone lengths; the hand is pulled in when out of reach.

    Of the two possible elbows, the one lower on the page and further to the outward side (-1 or 1) is taken.
    """
    dx, dy = hand[0] - shoulder[0], hand[1] - shoulder[1]
    gap = hypot(dx, dy) or 1e-6
    reach = (upper + lower) * 0.995
    if gap > reach:
        dx, dy = dx * reach / gap, dy * reach / gap
        gap = reach
    hand = (shoulder[0] + dx, shoulder[1] + dy)
    along = (upper * upper - lower * lower + gap * gap) / (2 * gap)
    away = sqrt(max(0.0, upper * upper - along * along))
    ux, uy = dx / gap, dy / gap
    options = [
        (shoulder[0] + ux * along - sign * uy * away, shoulder[1] + uy * along + sign * ux * away) for sign in (1, -1)
    ]
    return max(options, key=lambda p: (p[0] - shoulder[0]) * outward + (p[1] - shoulder[1]) * 0.6), hand
