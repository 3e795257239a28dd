"""The colour in a photo's place until it has come: one of 27 classes, as the CSP allows no style attributes."""

from itertools import product

#: Levels of a colour channel that stand for a third of its range each; all of them stand in the style sheet of every page.
_LEVELS = (0x2A, 0x80, 0xD5)


def placeholder_class(colour: tuple[int, int, int]) -> str:
    """Return the class of the nearest of the 27 colours to ``colour``, an RGB triple of bytes."""
    return "tone-" + "".join(str(channel * 3 // 256) for channel in colour)


def placeholder_css() -> str:
    """Return the rules of all classes."""
    rules = []
    for thirds in product(range(3), repeat=3):
        colour = "".join(f"{_LEVELS[third]:02x}" for third in thirds)
        rules.append(f".tone-{''.join(map(str, thirds))}{{background:#{colour}}}")
    return "\n".join(rules)
