"""The colour in a photo's place until it has come: one of 64 classes, as the CSP allows no style attributes."""

from itertools import product

#: Levels of a colour channel that stand for a quarter of its range each.
_LEVELS = (0x20, 0x60, 0xA0, 0xE0)


def placeholder_class(colour: tuple[int, int, int]) -> str:
    """Return the class of the nearest of the 64 colours to ``colour``, an RGB triple of bytes."""
    return "tone-" + "".join(str(channel // 64) for channel in colour)


def placeholder_css() -> str:
    """Return the rules of all classes."""
    rules = []
    for quarters in product(range(4), repeat=3):
        colour = "".join(f"{_LEVELS[quarter]:02x}" for quarter in quarters)
        rules.append(f".tone-{''.join(map(str, quarters))}{{background:#{colour}}}")
    return "\n".join(rules)
