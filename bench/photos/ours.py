"""Our own photo store as a command: ``python -m bench.photos.ours webp|all source target``."""

import sys
from pathlib import Path

from ban_tin.photos.plan import ENCODING_PLAN, EncodingPlan
from ban_tin.photos.store import PhotoStore
from bench.photos.peers import QUALITY, WIDTHS

#: The same work as the peers': one format, three widths, no sharing picture.
SAME_WORK = EncodingPlan(
    WIDTHS,
    photographs=(("webp", {"format": "WEBP", "quality": QUALITY}),),
    graphics=(("webp", {"format": "WEBP", "lossless": True}),),
    sharing=False,
)
WEBP_AND_JPEG = EncodingPlan(ENCODING_PLAN.widths, ENCODING_PLAN.photographs[1:], ENCODING_PLAN.graphics)
RECIPES = {"webp": SAME_WORK, "all": ENCODING_PLAN, "all-but-avif": WEBP_AND_JPEG}

if __name__ == "__main__":
    PhotoStore(Path(sys.argv[3]), RECIPES[sys.argv[1]]).prepare(sorted(Path(sys.argv[2]).iterdir()))
