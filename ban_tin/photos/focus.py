"""What must be seen of a photo where it is cut: one of ten places across and down, as the CSP allows no style attributes."""

import re

_FOCUS = re.compile(r"(\d{1,3}) ?%?(?: |, ?)(\d{1,3}) ?%?")
#: The middle, which is seen anyway.
_MIDDLE = 5


def parse_focus(text: str) -> tuple[int, int]:
    """Return the percentages in ``40% 30%``: from the left, and from above. Raises ``ValueError``."""
    match = _FOCUS.fullmatch(text)
    if match is None:
        raise ValueError(text)
    across, down = int(match[1]), int(match[2])
    if max(across, down) > 100:
        raise ValueError(text)
    return across, down


def focus_classes(focus: tuple[int, int] | None) -> str:
    """Return the classes of what shows a photo cut, ``""`` where its middle is meant."""
    if focus is None:
        return ""
    tenths = [(axis, (percent + 5) // 10) for axis, percent in zip("xy", focus, strict=True)]
    return " ".join(f"focus-{axis}{tenth}" for axis, tenth in tenths if tenth != _MIDDLE)


def focus_css() -> str:
    """Return the rules of all classes; ``--focus-x`` and ``--focus-y`` are for ``object-position``."""
    return "".join(
        f".focus-{axis}{tenth}{{--focus-{axis}:{tenth}0%}}" for axis in "xy" for tenth in range(11) if tenth != _MIDDLE
    )
