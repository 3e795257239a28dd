"""Which fonts show letters of an old encoding: by their names, which is all that a file says of them."""

import re
from dataclasses import dataclass
from functools import lru_cache

_VNI = re.compile(r"\s*vni[\s_-]", re.IGNORECASE)
_TCVN3 = re.compile(
    r"\s*(?:\.\s*vn|vn(?:time|arial|courier|helv|clarendon|book|avant|univers|memorandum|southern|aristote))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Face:
    """What a font makes of letters: ``TCVN3``, ``VNI`` or ``""`` for Unicode; whether it shows small letters as capitals."""

    encoding: str = ""
    capitals: bool = False


UNICODE = Face()


@lru_cache(2000)
def face_of(font: str) -> Face:
    """Return what the font of this name makes of letters."""
    if _VNI.match(font):
        return Face("VNI")
    if _TCVN3.match(font):
        # .VnTimeH, .VnArialH: the same letters, drawn as capitals.
        return Face("TCVN3", capitals=font.rstrip().endswith("H"))
    return UNICODE
