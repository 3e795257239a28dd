"""Our own photo store as a command: ``python -m bench.photos.ours webp|all source target``."""

import sys
from pathlib import Path

from ban_tin.photos.plan import RECIPE, Recipe
from ban_tin.photos.store import PhotoStore
from bench.photos.peers import QUALITY, WIDTHS

#: The same work as the peers': one format, three widths, no sharing picture.
SAME_WORK = Recipe(
    WIDTHS,
    photographs=(("webp", {"format": "WEBP", "quality": QUALITY}),),
    graphics=(("webp", {"format": "WEBP", "lossless": True}),),
    sharing=False,
)
WEBP_AND_JPEG = Recipe(RECIPE.widths, RECIPE.photographs[1:], RECIPE.graphics)
RECIPES = {"webp": SAME_WORK, "all": RECIPE, "all-but-avif": WEBP_AND_JPEG}

if __name__ == "__main__":
    PhotoStore(Path(sys.argv[3]), RECIPES[sys.argv[1]]).prepare(sorted(Path(sys.argv[2]).iterdir()))
