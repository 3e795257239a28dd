"""Heads and hair; a head is 1 high and about 0.75 wide in units of u round its middle, y upwards."""

from .canvas import Canvas
from .colour import dark, light
from .curves import Point
from .wardrobe import Look

_SIDE = 0.6  # turned further than this a head is painted in profile


class _Head:
    """One head being painted."""

    def __init__(self, c: Canvas, x: float, y: float, u: float, look: Look, turn: float) -> None:
        """Place the middle of the head at (x, y)."""
        self.c, self.x, self.y, self.u, self.look, self.turn = c, x, y, u, look, turn

    def pts(self, points: list[Point]) -> list[Point]:
        """Return scene points."""
        return [(self.x + dx * self.u, self.y - dv * self.u) for dx, dv in points]

    def faced(self, points: list[Point]) -> list[Point]:
        """Return scene points of a profile drawn as if looking right."""
        s = 1 if self.turn > 0 else -1
        return self.pts([(s * dx, dv) for dx, dv in points])

    def long_hair(self, spread: float, low: float) -> None:
        """Paint the mass of hair that hangs to low below the middle of the head."""
        hair = dark(self.look.hair_colour, 0.12)
        shift = -0.2 * self.turn
        self.c.blob(
            self.pts(
                [
                    (shift - spread, 0.1),
                    (shift - spread * 0.6, 0.46),
                    (shift + spread * 0.6, 0.46),
                    (shift + spread, 0.1),
                    (shift + spread * 0.95, low * 0.7),
                    (shift + spread * 0.5, low),
                    (shift - spread * 0.5, low),
                    (shift - spread * 0.95, low * 0.7),
                ]
            ),
            hair,
        )

    def face(self) -> None:
        """Paint the face: skin, ears, a plane of shadow and at most the nose."""
        skin, u = self.look.skin, self.u
        jaw = self.turn * 0.07
        shade = dark(skin, 0.15)
        for ear in (-1, 1):
            if ear * self.turn < 0.3 and abs(self.turn) <= _SIDE:
                ear_x, ear_y = self.pts([(ear * 0.36 - self.turn * 0.05, -0.02)])[0]
                self.c.oval(ear_x, ear_y, 0.07 * u, 0.11 * u, shade)
        self.c.blob(
            self.pts(
                [
                    (-0.2, 0.44),
                    (0.2, 0.44),
                    (0.36, 0.14),
                    (0.335, -0.16),
                    (0.15 + jaw, -0.46),
                    (-0.15 + jaw, -0.46),
                    (-0.335, -0.16),
                    (-0.36, 0.14),
                ]
            ),
            skin,
        )
        if abs(self.turn) > _SIDE:
            self.c.poly(self.faced([(0.3, 0.16), (0.35, 0.06), (0.43, -0.1), (0.34, -0.15), (0.26, 0)]), skin)
            self.c.blob(
                self.faced([(-0.1, -0.1), (0.1, -0.24), (0.28, -0.32), (0.2, -0.46), (-0.1, -0.44), (-0.3, -0.2)]),
                shade,
            )
            return
        self.c.blob(
            self.pts(
                [(0.22, 0.3), (0.36, 0.14), (0.335, -0.16), (0.16 + jaw, -0.45), (0.05 + jaw, -0.46), (0.19, -0.2)]
            ),
            shade,
        )
        nose = self.turn * 0.22
        self.c.poly(self.pts([(nose, 0.06), (nose + 0.07, -0.12), (nose - 0.01, -0.12)]), dark(skin, 0.18))

    def cap(self) -> None:
        """Paint the hair over the forehead."""
        look, t = self.look, self.turn
        hair = look.hair_colour
        if abs(t) > _SIDE:
            low = -0.3 if look.hair == "short" else -0.36
            self.c.blob(
                self.faced(
                    [
                        (0.31, 0.26),
                        (0.26, 0.46),
                        (0.0, 0.57),
                        (-0.3, 0.47),
                        (-0.45, 0.16),
                        (-0.41, -0.14),
                        (-0.3, low),
                        (-0.16, low),
                        (-0.12, -0.08),
                        (-0.02, -0.1),
                        (0.03, 0.12),
                        (0.12, 0.26),
                    ]
                ),
                hair,
            )
            self.c.blob(self.faced([(-0.1, 0.04), (-0.02, 0.06), (-0.01, -0.14), (-0.08, -0.16)]), dark(look.skin, 0.1))
            if look.hair in ("bob", "long"):
                self.c.blob(
                    self.faced([(0.06, 0.2), (-0.4, 0.2), (-0.46, -0.3), (-0.3, -0.5), (-0.08, -0.46), (0, -0.1)]), hair
                )
            return
        burn = -0.08 if look.hair == "short" else -0.3
        part = 0.1 if look.woman else -0.12
        m = t * 0.14
        left, right = (0.08 * max(0.0, t), 0.08 * max(0.0, -t))
        self.c.blob(
            self.pts(
                [
                    (-0.39, burn),
                    (-0.42, 0.18),
                    (-0.3, 0.46),
                    (0.0, 0.565),
                    (0.3, 0.46),
                    (0.42, 0.18),
                    (0.39, burn),
                    (0.335 - right, 0.02),
                    (0.27 - right + m, 0.2),
                    (part + 0.06 + m, 0.3),
                    (part + m, 0.33),
                    (-0.27 + left + m, 0.2),
                    (-0.335 + left, 0.02),
                ]
            ),
            hair,
        )
        self.c.blob(self.pts([(-0.3, 0.3), (-0.2, 0.46), (0.0, 0.5), (-0.05, 0.42), (-0.2, 0.36)]), light(hair, 0.12))

    def extra(self) -> None:
        """Paint a bun or a pony tail."""
        hair, u = self.look.hair_colour, self.u
        if self.look.hair == "bun":
            x, y = self.pts([(-0.4 * self.turn, 0.5 - 0.3 * abs(self.turn))])[0]
            self.c.oval(x, y, 0.19 * u, 0.18 * u, dark(hair, 0.1))
        elif self.look.hair == "tail" and abs(self.turn) > 0.25:
            s = -1 if self.turn > 0 else 1
            line = self.pts([(s * 0.36, 0.2), (s * 0.58, 0.0), (s * 0.56, -0.7)])
            self.c.ribbon([(*line[0], 0.1 * u), (*line[1], 0.15 * u), (*line[2], 0.03 * u)], hair)

    def from_behind(self) -> None:
        """Paint the back of the head."""
        look, u = self.look, self.u
        hair = look.hair_colour
        for ear in (-1, 1):
            x, y = self.pts([(ear * 0.38, -0.04)])[0]
            self.c.oval(x, y, 0.06 * u, 0.1 * u, look.skin)
        low = {"short": -0.3, "bun": -0.32, "tail": -0.34, "bob": -0.52, "long": -0.6}[look.hair]
        wide = 0.4 if look.hair in ("short", "bun", "tail") else 0.43
        self.c.blob(
            self.pts(
                [
                    (0, 0.55),
                    (0.29, 0.45),
                    (wide, 0.12),
                    (wide * 0.9, low * 0.6),
                    (0.2, low),
                    (-0.2, low),
                    (-wide * 0.9, low * 0.6),
                    (-wide, 0.12),
                    (-0.29, 0.45),
                ]
            ),
            hair,
        )
        if look.hair == "long":
            self.c.ribbon(
                [
                    (self.x, self.y, 0.42 * u),
                    (self.x, self.y + 0.7 * u, 0.42 * u),
                    (self.x, self.y + 1.5 * u, 0.33 * u),
                    (self.x, self.y + 1.72 * u, 0.14 * u),
                ],
                hair,
            )
        self.c.blob(self.pts([(-0.26, 0.3), (-0.1, 0.48), (0.1, 0.46), (-0.1, 0.36)]), light(hair, 0.13))
        if look.hair == "tail":
            self.c.ribbon(
                [
                    (self.x, self.y - 0.05 * u, 0.1 * u),
                    (self.x + 0.04 * u, self.y + 0.4 * u, 0.17 * u),
                    (self.x, self.y + 1.05 * u, 0.03 * u),
                ],
                light(hair, 0.07),
            )
            self.c.rect(self.x - 0.1 * u, self.y - 0.08 * u, self.x + 0.1 * u, self.y + 0.04 * u, look.accent)
        elif look.hair == "bun":
            self.c.oval(self.x, self.y - 0.12 * u, 0.21 * u, 0.19 * u, light(hair, 0.08))


def paint_hair_behind(c: Canvas, x: float, y: float, u: float, look: Look, turn: float) -> None:
    """Paint the hair that lies behind neck and shoulders of a person not seen from behind."""
    head = _Head(c, x, y, u, look, turn)
    if look.hair == "bob":
        head.long_hair(0.44, -0.52)
    elif look.hair == "long":
        head.long_hair(0.47, -1.3)
    elif look.hair in ("tail", "bun"):
        head.extra()


def paint_head(c: Canvas, x: float, y: float, u: float, look: Look, turn: float, back: bool) -> None:
    """Paint face and hair round the middle (x, y) of the head."""
    head = _Head(c, x, y, u, look, turn)
    if back:
        head.from_behind()
        return
    head.face()
    head.cap()
