"""Fonts: cut to the letters of Vietnamese and English, as WOFF2, from the packages that carry them."""

import importlib.metadata
import os
import tomllib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from io import BytesIO
from itertools import repeat
from pathlib import Path

import fontpkg
import fontTools

from ban_tin.machine.cache import cached_bytes, is_cached
from ban_tin.machine.pools import follow_parent, process_context
from ban_tin.machine.stamps import content_digest

#: Basic Latin, Latin-1, Latin Extended-A, the horned letters, Latin Extended Additional (all Vietnamese
#: letters with tones), the five combining tones, and the punctuation and arrows that the theme uses.
CODEPOINTS = frozenset(
    [
        *(*range(0x20, 0x7F), *range(0xA0, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA)),
        *(0x300, 0x301, 0x303, 0x309, 0x323),
        *(0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2026, 0x2032, 0x2033, 0x20AB, 0x2116),
        *(0x203A, 0x2190, 0x2191, 0x2192, 0x2193, 0x2197, 0x2212, 0xD7, 0x2264, 0x2265),
    ]
)
_FEATURES = ["kern", "liga", "locl", "ccmp", "mark", "mkmk", "tnum", "lnum"]
#: What cuts a font beside what is in it.
_MADE_BY = (content_digest(Path(__file__)), fontTools.version, importlib.metadata.version("brotli"))


@dataclass(frozen=True, slots=True)
class Font:
    """One file of the theme's ``fonts.toml``. ``weights`` is ``"400"`` or a range such as ``"400 700"``."""

    #: The name of the file.
    name: str
    #: As style sheets name it.
    family: str
    #: ``"400"``, or a range such as ``"400 700"``.
    weights: str
    #: ``normal`` or ``italic``.
    style: str
    #: Which pages ask for it at once: ``"all"``, those with a ``"text"``, or ``""`` for none.
    preload: str
    #: Axes that are fixed, with their values.
    axes: tuple[tuple[str, float], ...]

    @property
    def weight(self) -> int:
        return int(self.weights.split()[0])


#: What ``preload`` may say in ``fonts.toml``.
_PRELOADS = {True: "all", False: "", "text": "text"}


def read_fonts(path: Path) -> tuple[Font, ...]:
    """Return the fonts that the file ``path`` lists. Raises ``OSError``, and ``ValueError`` for a list that can't be used."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return tuple(
            Font(
                each["name"],
                each["family"],
                each["weights"],
                each.get("style", "normal"),
                _PRELOADS[each.get("preload", False)],
                tuple(sorted(each.get("axes", {}).items())),
            )
            for each in table["font"]
        )
    except (LookupError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"{path.name}: {type(error).__name__}: {error}") from None


def font_source(font: Font) -> Path:
    """Return the file of the font in its package. Raises ``ValueError`` when it is not installed."""
    try:
        return Path(fontpkg.path(font.family, font.weight, font.style))
    except fontpkg.FontpkgError as error:
        raise ValueError(str(error)) from None


def upright_fonts(listed: Path) -> tuple[Path, Path]:
    """Return the files of the lightest and the boldest upright font that the file ``listed`` names, at least one."""
    fonts = read_fonts(listed)
    upright = [font for font in fonts if font.style == "normal" and not font.axes]
    by_weight = sorted(upright or fonts, key=lambda font: font.weight)
    return font_source(by_weight[0]), font_source(by_weight[-1])


def subset_font(font: Font, cache: Path) -> bytes:
    """Return ``font`` as WOFF2 with the letters in ``CODEPOINTS``; kept in ``cache`` by everything that matters."""
    return cached_bytes(_kept_in(cache, font), lambda: _subset(font, font_source(font)))


def make_fonts(fonts: Sequence[Font], cache: Path) -> None:
    """Make those of ``fonts`` that ``cache`` lacks, over all cores: ``subset_font`` finds them there.

    Each takes one or two seconds, once in the life of a cache; what fails here fails again where it is told.
    """
    missing = [font for font in fonts if not is_cached(_kept_in(cache, font))]
    if len(missing) < 2:
        return
    workers = min(len(missing), os.cpu_count() or 1)
    # The longest first, as far as anybody knows: those with the most to fix.
    missing.sort(key=lambda font: len(font.axes), reverse=True)
    with (
        suppress(BrokenProcessPool, OSError, ValueError),
        ProcessPoolExecutor(workers, process_context(__name__), initializer=follow_parent) as pool,
    ):
        list(pool.map(subset_font, missing, repeat(cache)))


def _kept_in(cache: Path, font: Font) -> Path:
    key = blake2b(font_source(font).read_bytes(), digest_size=8)
    key.update(repr((font, _MADE_BY)).encode())
    return cache / f"{font.name}-{key.hexdigest()}.woff2"


def _subset(font: Font, source: Path) -> bytes:
    # Here, as it is wanted once in the life of a cache, and takes as long to load as all of Pelican.
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = Options()
    options.layout_features = _FEATURES
    options.hinting = False
    options.notdef_outline = True
    loaded = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=CODEPOINTS)
    # First the letters, then the axes: the other way round takes twenty times as long.
    subsetter.subset(loaded)
    if "fvar" in loaded:
        limits: dict[str, float | tuple[float, float]] = dict(font.axes)
        weights = [float(weight) for weight in font.weights.split()]
        limits["wght"] = weights[0] if len(weights) == 1 else (weights[0], weights[1])
        loaded = instancer.instantiateVariableFont(loaded, limits)
    loaded.flavor = "woff2"
    content = BytesIO()
    loaded.save(content)
    return content.getvalue()
