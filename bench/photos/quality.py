"""Which encoder settings: bytes, time and SSIMULACRA2 (90: hardly seen, 70: good, 50: medium) at the width a phone loads."""

import json
import subprocess
import time
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

WIDTH = 720
SETTINGS = [
    *(
        ("AVIF", {"quality": quality, "speed": speed, "max_threads": 1})
        for quality in (45, 50, 55)
        for speed in (6, 7, 8, 9)
    ),
    *(("WEBP", {"quality": quality, "method": 4}) for quality in (70, 76)),
    ("JPEG", {"quality": 78, "progressive": True, "optimize": True}),
]
SCORE = """
import sys
from ssimulacra2 import compute_ssimulacra2
for pair in sys.stdin:
    print(compute_ssimulacra2(*pair.split()))
"""


def quality_table(pictures: list[Path], cache: Path) -> None:
    """Print a Markdown table of every setting over ``pictures`` and the demonstration's, where they are drawn."""
    drawn = sorted(Path(__file__).parents[2].glob("content/tin/2026/11/*/minh-hoa-*.jpg"))[:4]
    print("| encoder | settings | bytes | SSIMULACRA2 | CPU time |\n|---|---|--:|--:|--:|")
    with TemporaryDirectory() as folder:
        originals = []
        for number, path in enumerate([*pictures, *drawn]):
            with Image.open(path) as image:
                reduced = image.convert("RGB").resize(
                    (WIDTH, image.height * WIDTH // image.width), Image.Resampling.LANCZOS
                )
            reduced.save(Path(folder) / f"{number}.png")
            originals.append(reduced)
        for kind, options in SETTINGS:
            size, spent, pairs = 0, 0.0, []
            for number, image in enumerate(originals):
                content = BytesIO()
                began = time.process_time()
                image.save(content, kind, **options)
                spent += time.process_time() - began
                size += len(content.getvalue())
                shown = Path(folder) / f"{number}-shown.png"
                Image.open(content).convert("RGB").save(shown)
                pairs.append(f"{folder}/{number}.png {shown}")
            done = subprocess.run(
                [cache / "venv" / "bin" / "python", "-c", SCORE],
                input="\n".join(pairs),
                capture_output=True,
                text=True,
                check=True,
            )
            scores = [float(line) for line in done.stdout.split()]
            mean, count = sum(scores) / len(scores), len(originals)
            print(
                f"| {kind} | `{json.dumps(options)[1:-1]}` | {size // count:,} | {mean:.1f} | {spent / count * 1000:.0f} ms |"
            )
