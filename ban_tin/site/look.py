"""The office's own colours: checked against everything that the theme puts them on, or derived from each other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from ban_tin.findings.report import Findings
from ban_tin.language.translations import N_
from ban_tin.site.colours import contrast, nearest_passing


class Ground(NamedTuple):
    """What a colour stands on, as findings call it."""

    name: str
    colour: str


#: ``--paper`` and ``--raised`` of ``theme/css/tokens.css``, light and dark.
_PAPER = Ground(N_("the ground of the page"), "#fdfcf9")
_RAISED = Ground(N_("the ground of bars and notes"), "#f5f2eb")
_PAPER_DARK = Ground(N_("the ground of the page in the dark"), "#15171a")
_RAISED_DARK = Ground(N_("the ground of bars and notes in the dark"), "#1e2125")


class Use(NamedTuple):
    """Where the theme shows a colour: the token, the grounds under it, and the least contrast with them (WCAG 2.2 AA)."""

    token: str
    grounds: tuple[Ground, ...]
    least: float


#: Headings, links under the pointer and marks are text in the brand's colour, 4.5 : 1; the accent is a rule on the page, 3 : 1.
USES = {
    "brand": Use("--brand", (_PAPER, _RAISED), 4.5),
    "brand_dark": Use("--brand", (_PAPER_DARK, _RAISED_DARK), 4.5),
    "accent": Use("--gold", (_PAPER,), 3),
    "accent_dark": Use("--gold", (_PAPER_DARK,), 3),
}


@dataclass(frozen=True, slots=True)
class Look:
    """The colours that an office chose; ``""`` is the theme's own."""

    brand: str = ""
    brand_dark: str = ""
    accent: str = ""
    accent_dark: str = ""


def complete_look(look: Look) -> Look:
    """Return ``look`` with a dark colour for each light one: of the same hue, changed as little as the dark ground asks for."""
    derived = {}
    for name in ("brand", "accent"):
        dark = f"{name}_dark"
        if getattr(look, name) and not getattr(look, dark):
            derived[dark] = nearest_passing(getattr(look, name), partial(passes, dark))
    return replace(look, **derived)


def passes(key: str, colour: str) -> bool:
    """Return whether ``colour`` can be read wherever the theme shows the colour ``key``."""
    return all(contrast(colour, ground.colour) >= USES[key].least for ground in USES[key].grounds)


def check_look(look: Look, path: str, lines: Mapping[str, int], findings: Findings) -> None:
    """Add a finding for each colour of ``look`` that can't be read, with the nearest that can; ``lines`` are those of its keys."""
    for key, use in USES.items():
        colour = getattr(look, key)
        if not colour or passes(key, colour):
            continue
        ground = min(use.grounds, key=lambda each: contrast(colour, each.colour))
        findings.add(
            "look-contrast",
            path,
            lines.get(key, 0),
            key=f"look.{key}",
            colour=colour,
            reason=ground.name,
            ground=ground.colour,
            # Rounded down: 4.496 is not 4.5.
            ratio=f"{int(contrast(colour, ground.colour) * 100) / 100:.2f}",
            least=f"{use.least:g}",
            example=f'{key} = "{nearest_passing(colour, partial(passes, key))}"',
        )
