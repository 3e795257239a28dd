"""Stylised people without faces: from the front, turned, in profile or from behind; standing or seated.

A body is measured in heads: its base is (0, 0), v grows upwards, and a standing adult ends at v = 7. Children are
shorter below the chin and keep the head. u is the size of one head in scene units.
"""

from dataclasses import dataclass
from math import hypot

from .canvas import Canvas
from .colour import INK, Colour, dark, light
from .curves import Point, Station, elbow
from .head import paint_hair_behind, paint_head
from .wardrobe import WHITE, Look

_HIP = 3.5
_CHIN = 6.0
_SEAT = 3.35  # the part of the body above this height of a standing person is above the chair


@dataclass(frozen=True, slots=True)
class Pose:
    """How a person holds themself; hands are in heads from the base, left and right as seen in the picture.

    turn: -1 profile to the left, 0 front, 1 profile to the right. seat: "", "chair" or "floor".
    """

    turn: float = 0.0
    back: bool = False
    left: Point = (-0.96, 2.98)
    right: Point = (0.96, 2.98)
    seat: str = ""
    lean: float = 0.0
    stride: float = 0.0
    legs: bool = True
    nod: float = 0.0  # the head bent towards the front or the side it is turned to, in heads


STANDING = Pose()


class _Body:
    """One person being painted."""

    def __init__(self, c: Canvas, x: float, y: float, u: float, look: Look, pose: Pose) -> None:
        """Place the base of the body at (x, y)."""
        self.c, self.x, self.y, self.u = c, x, y, u
        self.look, self.pose = look, pose
        self.k = (look.heads - 1) / 6  # length of the body against an adult's
        self.wide = self.k**0.62 * (0.9 if look.woman else 1.0)
        self.turn = pose.turn
        self.side = abs(pose.turn) > 0.6
        self.slim = 1 - 0.34 * abs(pose.turn)
        self.floor = _SEAT if pose.seat else 0.0

    def at(self, dx: float, v: float) -> Point:
        """Return the scene point of dx heads right of and v heads above the base."""
        rise = (v - self.floor) * self.k
        tilt = self.pose.lean * max(0.0, v - _HIP)
        return self.x + (dx + tilt) * self.u, self.y - rise * self.u

    def rows(self, rows: list[Station], colour: Colour, shade: float = 0.24, part: float = 0.3) -> None:
        """Paint an upright form from (middle, v, half width) rows in heads."""
        stations = [(*self.at(dx, v), half * self.u * self.wide) for dx, v, half in rows]
        self.c.ribbon(stations, colour, shade, part)

    def patch(self, points: list[Point], colour: Colour, alpha: float = 1.0) -> None:
        """Paint a polygon given in heads."""
        self.c.poly([self.at(dx * self.wide, v) for dx, v in points], colour, alpha)

    # Legs

    def standing_legs(self) -> None:
        """Paint the legs down to the ground."""
        look, stride = self.look, self.pose.stride
        foot = 0.16 + 0.3 * abs(self.turn)
        for sign in (1, -1):
            spread = sign * (0.3 if not self.side else 0.12)
            ankle = spread * 0.9 + sign * stride * 0.8
            knee = spread + sign * stride * 0.35 + (0.1 * self.turn if stride else 0)
            heel = 0.1
            if stride > 0.8:
                # Running: one knee drives forward, the other foot is kicked up behind.
                s = 1 if self.turn > 0 else -1
                knee, ankle, heel = (0.62 * s, 0.72 * s, 0.12) if sign == 1 else (-0.18 * s, -1.15 * s, 1.0)
            cloth = dark(look.bottom, 0.12) if sign == 1 else look.bottom
            bare = look.outfit == "sport" or (look.outfit in ("blouse", "pupil") and look.woman)
            shoe_x, shoe_y = self.at((ankle + self.turn * 0.16) * self.wide, heel)
            shoe = WHITE if look.outfit == "sport" else INK
            self.c.oval(shoe_x, shoe_y, foot * self.u * self.wide, 0.13 * self.u * self.wide, shoe)
            if bare:
                self.rows(
                    [
                        (spread, 3.3, 0.26),
                        (knee, 1.95, 0.19),
                        (ankle * 0.6 + knee * 0.4, 1.2 + heel * 0.2, 0.17),
                        (ankle, heel + 0.04, 0.1),
                    ],
                    look.skin,
                )
                if look.outfit == "sport":
                    self.rows([(spread, 3.6, 0.4), (knee * 0.9, 2.25, 0.36)], cloth)
            elif look.outfit == "aodai":
                self.rows([(spread * 0.8, 3.5, 0.36), (knee * 0.9, 1.9, 0.34), (ankle, 0.08, 0.4)], cloth, 0.2)
            else:
                self.rows([(spread, 3.6, 0.38), (knee, 1.9, 0.28), (ankle, 0.12, 0.22)], cloth)
        if look.outfit in ("blouse", "pupil") and look.woman:
            self.rows([(0, 4.2, 0.5), (0, 3.5, 0.66), (stride * 0.2, 1.75, 0.66)], look.bottom)

    def seated_legs(self) -> None:
        """Paint thighs and lower legs below a chair's seat, or crossed legs on the ground."""
        look, u = self.look, self.u
        skirt = look.woman and look.outfit in ("blouse", "pupil")
        lower = look.skin if skirt or look.outfit == "sport" else look.bottom
        size = u * self.wide
        if self.pose.seat == "floor":
            for sign in (1, -1):
                hip, knee = self.at(sign * 0.3, 3.5), self.at(sign * 1.25, 3.62)
                foot = self.at(-sign * 0.35, 3.36)
                self.c.ribbon([(*hip, 0.34 * size), (*knee, 0.24 * size)], look.bottom)
                self.c.ribbon([(*knee, 0.24 * size), (*foot, 0.16 * size)], lower)
                self.c.oval(*foot, 0.2 * size, 0.12 * size, INK)
            return
        drop = 1.75
        for sign in (1, -1):
            if self.side:
                hip, knee = self.at(0, 3.5), self.at(1.5 * self.turn + sign * 0.1, 3.45)
                foot = self.at(1.45 * self.turn + sign * 0.16, 3.4 - drop)
            else:
                spread = sign * (0.2 if look.woman else 0.36)
                hip, knee = self.at(sign * 0.3, 3.45), self.at(spread + self.turn * 0.8, 3.12)
                foot = self.at(spread * 1.05 + self.turn * 0.8, 3.1 - drop)
            shoe = WHITE if look.outfit == "sport" else INK
            self.c.oval(
                foot[0] + self.turn * 0.2 * u, foot[1], (0.18 + 0.16 * abs(self.turn)) * size, 0.14 * size, shoe
            )
            thin = 0.15 if lower == look.skin else 0.23
            self.c.ribbon([(*knee, 0.24 * size), (*foot, thin * size)], dark(lower, 0.1 if sign == 1 else 0))
            self.c.ribbon([(*hip, 0.4 * size), (*knee, 0.3 * size)], look.bottom)
        if not self.side and (skirt or look.outfit == "aodai"):
            lap = look.top if look.outfit == "aodai" else look.bottom
            self.rows([(0, 3.6, 0.62), (self.turn * 0.6, 3.0, 0.6)], lap)
            if look.outfit == "aodai":
                self.rows([(self.turn * 0.8, 3.0, 0.4), (self.turn * 0.8, 1.7, 0.36)], dark(lap, 0.12))

    # Torso

    def torso(self) -> None:
        """Paint the trunk with what shows of the clothes."""
        look, slim = self.look, self.slim
        wide = 0.94 * slim
        waist = (0.5 if look.woman else 0.66) * (slim + 0.06)
        hem = {"suit": 3.05, "shirt": 3.6, "aodai": 3.4, "blouse": 3.55, "pupil": 3.6, "sport": 3.3}[look.outfit]
        hips = 0.7 * (slim + 0.08)
        if look.outfit == "aodai" and self.pose.seat == "" and self.pose.legs:
            swing = self.pose.stride * 0.5 * (self.turn or 1)
            self.rows(
                [(0, 4.2, 0.5 * slim), (0, 3.4, 0.66 * slim), (swing * 0.5, 2, 0.6 * slim), (swing, 0.85, 0.68 * slim)],
                look.top,
            )
            self.patch(
                [(-0.52 * slim, 3.5), (-0.62 * slim + swing, 0.9), (-0.8 * slim + swing, 0.86)], dark(look.top, 0.3)
            )
        self.rows(
            [
                (0, 5.84, 0.3),
                (0, 5.66, 0.62 * slim),
                (0, 5.42, wide * 0.97),
                (0, 5.0, wide * 0.88),
                (0, 4.3, waist),
                (0, hem, hips),
            ],
            look.top,
        )
        if hem >= 3.5 and look.outfit != "aodai":
            self.rows([(0, hem + 0.06, hips), (0, hem - 0.16, hips)], dark(look.bottom, 0.15), 0)
        if not self.pose.back:
            self.front_details()
        elif look.outfit == "pupil":
            self.patch([(-0.42, 5.72), (0.42, 5.72), (0, 4.95)], look.accent)
            self.patch([(0.12, 5.72), (0.42, 5.72), (0, 4.95)], dark(look.accent, 0.2))

    def front_details(self) -> None:
        """Paint collar, tie, lapels, scarf or the flap of the áo dài."""
        look, t = self.look, self.turn * 0.34
        seen = 1 - 0.55 * abs(self.turn)
        if look.outfit == "suit":
            self.patch([(t - 0.3 * seen, 5.86), (t + 0.3 * seen, 5.86), (t * 1.25, 4.55)], WHITE)
            self.patch(
                [(t - 0.09, 5.66), (t + 0.09, 5.66), (t * 1.2 + 0.11, 4.95), (t * 1.22, 4.72), (t * 1.2 - 0.11, 4.95)],
                look.accent,
            )
            for s in (-1, 1):
                self.patch(
                    [(t + s * 0.3 * seen, 5.86), (t + s * 0.5 * seen, 5.4), (t * 1.25, 4.5)],
                    light(look.top, 0.1) if s < 0 else dark(look.top, 0.35),
                )
            self.c.line([self.at(t * 1.25, 4.5), self.at(t, 3.1)], 0.03 * self.u, dark(look.top, 0.4))
        elif look.outfit == "pupil":
            self.patch([(t - 0.36, 5.84), (t + 0.36, 5.84), (t + 0.05, 5.34), (t - 0.05, 5.34)], look.accent)
            self.patch([(t, 5.45), (t - 0.3, 4.72), (t - 0.1, 4.78)], look.accent)
            self.patch([(t, 5.45), (t + 0.1, 4.74), (t + 0.3, 4.84)], dark(look.accent, 0.25))
        elif look.outfit == "aodai":
            self.patch([(t - 0.27, 6.02), (t + 0.27, 6.02), (t + 0.3, 5.78), (t - 0.3, 5.78)], dark(look.top, 0.12))
            self.c.line(
                [self.at(t, 5.8), self.at(t + 0.4 * seen, 5.5), self.at(t + 0.5 * seen, 5.0)],
                0.03 * self.u,
                dark(look.top, 0.3),
            )
        else:
            base = dark(look.top, 0.14)
            for s in (-1, 1):
                self.patch([(t, 5.6), (t + s * 0.3 * seen, 5.92), (t + s * 0.36 * seen, 5.56)], base)
            if look.outfit == "shirt":
                self.c.line([self.at(t, 5.55), self.at(t * 0.8, 3.65)], 0.03 * self.u, base)

    # Arms

    def arm(self, sign: int) -> None:
        """Paint the arm on the picture's left (-1) or right (1)."""
        look, u = self.look, self.u
        out = 0.78 * self.wide * (self.slim if not self.side else 0.18)
        shoulder = self.at(sign * out, 5.34)
        target = self.pose.left if sign < 0 else self.pose.right
        goal = self.at(*target)
        gap = hypot(goal[0] - shoulder[0], goal[1] - shoulder[1])
        # A strongly bent arm also points towards or away from the viewer, so it looks shorter: no elbows akimbo.
        upper = min(1.22 * u * self.k, max(gap * 0.57, 0.58 * u * self.k))
        outward = sign if not self.side else (-0.6 if self.turn > 0 else 0.6)
        joint, hand = elbow(shoulder, goal, upper, upper * 0.93, outward)
        size = u * self.wide
        short = look.outfit in ("sport", "pupil") or (look.outfit == "shirt" and look.top == WHITE and not look.woman)
        colour = dark(look.top, 0.1) if sign > 0 else dark(look.top, 0.03)
        wrist = 0.12 * size
        if short:
            self.c.ribbon([(*joint, 0.15 * size), (*hand, wrist * 0.9)], look.skin)
            self.c.ribbon([(*shoulder, 0.16 * size), (*joint, 0.15 * size)], look.skin)
            self.c.oval(*joint, 0.15 * size, 0.15 * size, look.skin)
            mid = (shoulder[0] * 0.35 + joint[0] * 0.65, shoulder[1] * 0.35 + joint[1] * 0.65)
            self.c.oval(*shoulder, 0.23 * size, 0.23 * size, colour)
            self.c.ribbon([(*shoulder, 0.23 * size), (*mid, 0.24 * size)], colour)
        else:
            self.c.ribbon([(*joint, 0.175 * size), (*hand, wrist * 1.2)], colour)
            self.c.oval(*joint, 0.175 * size, 0.175 * size, colour)
            self.c.oval(*shoulder, 0.22 * size, 0.22 * size, colour)
            self.c.ribbon([(*shoulder, 0.22 * size), (*joint, 0.175 * size)], colour)
        self.c.oval(*hand, 0.16 * size, 0.17 * size, look.skin)

    # Head

    def head_middle(self) -> Point:
        """Return the scene point round which the head lies."""
        x, y = self.at(self.turn * 0.1, _CHIN)
        # The head keeps its full size in children, so its middle is half a head above the chin, unscaled.
        return x + self.pose.nod * (self.turn or 0) * self.u, y - (0.46 - abs(self.pose.nod) * 0.5) * self.u

    def neck(self) -> None:
        """Paint the neck, with the stand-up collar of the áo dài."""
        x, y = self.head_middle()
        self.c.ribbon(
            [
                (x - 0.05 * self.turn * self.u, y + 0.25 * self.u, 0.18 * self.u),
                (*self.at(0.1 * self.turn * self.slim, 5.62), 0.2 * self.u),
            ],
            dark(self.look.skin, 0.16),
            0.14,
            0.0,
        )
        if self.look.outfit == "aodai":
            low, high = self.at(0.05 * self.turn, 5.66), self.at(0.06 * self.turn, 5.97)
            self.c.ribbon([(*high, 0.2 * self.u), (*low, 0.26 * self.u)], self.look.top, 0.2)

    def paint(self) -> None:
        """Paint the whole person, far parts first."""
        x, y = self.head_middle()
        if not self.pose.back:
            paint_hair_behind(self.c, x, y, self.u, self.look, self.turn)
        far = 1 if self.turn < 0 else -1
        hidden = [-1, 1] if self.pose.back else ([far] if self.side else [])
        if self.pose.legs and self.pose.seat:
            self.seated_legs()
        for sign in hidden:
            self.arm(sign)
        if self.pose.legs and not self.pose.seat:
            self.standing_legs()
        self.neck()
        self.torso()
        if not self.pose.back and self.look.outfit != "aodai":
            self.throat()
        for sign in (-1, 1):
            if sign not in hidden:
                self.arm(sign)
        paint_head(self.c, x, y, self.u, self.look, self.turn, self.pose.back)

    def throat(self) -> None:
        """Paint the bit of neck above the collar again, which the trunk covered."""
        t = self.turn * 0.3
        self.patch(
            [(t - 0.2, 6.05), (t + 0.2, 6.05), (t + 0.15, 5.76), (t * 1.05, 5.62), (t - 0.15, 5.76)],
            dark(self.look.skin, 0.16),
        )


def person(c: Canvas, x: float, y: float, u: float, look: Look, pose: Pose = STANDING) -> None:
    """Paint one person whose base (feet; or seat of the chair; or ground for the floor) is at (x, y)."""
    _Body(c, x, y, u, look, pose).paint()


def cast(
    c: Canvas, x: float, y: float, u: float, heads: float, reach: float, colour: Colour, alpha: float = 0.28
) -> None:
    """Paint the shadow a standing person throws to the lower right; reach is its length in body heights."""
    length = u * heads * reach
    dx, dy = length * 0.93, length * 0.16
    w = u * 0.36
    c.poly(
        [
            (x - w, y),
            (x + w * 0.6, y + w * 0.5),
            (x + dx * 0.55, y + dy * 0.55 + w * 0.7),
            (x + dx * 0.86, y + dy + w * 0.5),
            (x + dx, y + dy + w * 0.1),
            (x + dx * 0.98, y + dy - w * 0.35),
            (x + dx * 0.86, y + dy - w * 0.45),
            (x + dx * 0.5, y + dy * 0.4 - w * 0.55),
            (x + w * 0.5, y - w * 0.4),
        ],
        colour,
        alpha,
    )
