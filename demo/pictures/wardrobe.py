"""Who stands in a picture: chance looks for officials, teachers, parents and pupils."""

from dataclasses import dataclass, replace
from random import Random

from .colour import INK, IVORY, NAVY, PAPER, Colour, Palette, dark, light, mix

_SKINS: tuple[Colour, ...] = ((236, 196, 156), (226, 180, 138), (212, 162, 120), (196, 144, 104))
_HAIRS: tuple[Colour, ...] = ((40, 32, 36), (34, 30, 38), (58, 42, 38))
_GREY: Colour = (142, 132, 130)
_SCARF: Colour = (204, 44, 42)
WHITE: Colour = (250, 246, 238)


@dataclass(frozen=True, slots=True)
class Look:
    """A person's colours and cut of clothes.

    outfit is one of suit, shirt, aodai, blouse, pupil, sport; hair is one of short, bob, long, bun, tail;
    heads is the standing height in heads (7 for adults, fewer for children).
    """

    skin: Colour
    hair_colour: Colour
    hair: str
    outfit: str
    top: Colour
    bottom: Colour
    accent: Colour
    heads: float = 7.0
    woman: bool = False


def _base(r: Random, woman: bool) -> Look:
    """Return skin and hair with a plain shirt."""
    hair = r.choice(("bob", "long", "bun", "tail")) if woman else "short"
    return Look(r.choice(_SKINS), r.choice(_HAIRS), hair, "shirt", WHITE, NAVY, NAVY, 7.0, woman)


def aodai_colour(r: Random, p: Palette) -> Colour:
    """Choose the colour of an áo dài in the hues of the picture."""
    return r.choice((p.cloth, p.accent, p.cool, light(p.cloth, 0.45), light(p.cool, 0.5), mix(p.cloth, p.accent, 0.5)))


def adult(r: Random, p: Palette, woman: bool | None = None, outfit: str | None = None) -> Look:
    """Return an official, teacher or parent; woman and outfit are left to chance when None."""
    female = r.random() < 0.48 if woman is None else woman
    look = _base(r, female)
    if r.random() < 0.16:
        look = replace(look, hair_colour=_GREY)
    kind = outfit or (
        r.choice(("aodai", "aodai", "blouse", "blouse")) if female else r.choice(("shirt", "shirt", "suit"))
    )
    trousers = r.choice((NAVY, INK, dark(p.wood, 0.4), dark(p.cool, 0.4)))
    if kind == "aodai":
        return replace(look, outfit=kind, top=aodai_colour(r, p), bottom=IVORY, accent=PAPER)
    if kind == "suit":
        jacket = r.choice((NAVY, INK, dark(p.cool, 0.35), (84, 78, 84)))
        return replace(look, outfit=kind, top=jacket, bottom=jacket, accent=r.choice((p.cloth, p.accent, p.cool)))
    tops = (WHITE, WHITE, light(p.cool, 0.72), light(p.accent, 0.6), light(p.cool, 0.35))
    return replace(look, outfit=kind, top=r.choice(tops), bottom=trousers, accent=r.choice((p.cloth, p.accent, p.cool)))


def pupil(r: Random, heads: float = 6.0, girl: bool | None = None) -> Look:
    """Return a pupil in white shirt, dark bottoms and red scarf."""
    female = r.random() < 0.5 if girl is None else girl
    look = _base(r, female)
    hair = r.choice(("tail", "bob", "long", "tail")) if female else "short"
    return replace(look, hair=hair, outfit="pupil", bottom=NAVY, accent=_SCARF, heads=heads)


def student(r: Random) -> Look:
    """Return an upper secondary pupil: white áo dài or white shirt without scarf."""
    look = _base(r, r.random() < 0.5)
    if look.woman:
        return replace(look, hair=r.choice(("long", "tail", "long")), outfit="aodai", top=WHITE, bottom=WHITE)
    return replace(look, heads=6.8)


def player(r: Random, shirt: Colour, shorts: Colour) -> Look:
    """Return a pupil in the colours of a team."""
    look = _base(r, r.random() < 0.4)
    hair = r.choice(("tail", "bun")) if look.woman else "short"
    return replace(look, hair=hair, outfit="sport", top=shirt, bottom=shorts, accent=WHITE, heads=6.3)


def toddler(r: Random, tops: tuple[Colour, ...]) -> Look:
    """Return a kindergarten child."""
    look = _base(r, r.random() < 0.5)
    hair = r.choice(("bob", "tail")) if look.woman else "short"
    return replace(look, hair=hair, outfit="sport", top=r.choice(tops), bottom=r.choice(tops), heads=4.9)
