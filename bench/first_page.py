"""How soon a preview shows its first page where no photo is encoded yet, beside the same articles without photos in the same run.

    .venv/bin/python -m bench.first_page [ARTICLES]      1,000 of them, each with a photo of 4 MB

Nothing else should be running.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).parents[1]
BODY = "Đoàn công tác đã nghe báo cáo và thăm các phòng học bộ môn của nhà trường. " * 30
PHOTO = "\n\n![Hội trường đông người](anh.jpg)\n*Quang cảnh hội nghị*\n"


def photo() -> bytes:
    """Return a JPEG of 12 megapixels, as a phone takes it."""
    content = BytesIO()
    Image.effect_noise((1000, 750), 60).convert("RGB").resize((4000, 3000)).save(content, "JPEG", quality=88)
    return content.getvalue()


def write_site(folder: Path, articles: int, image: bytes | None) -> None:
    """Write ``articles`` into a new site in ``folder``, each with a photo of its own unless there is none."""
    command = [
        sys.executable,
        "-m",
        "newsdesk",
        "new",
        str(folder),
        "--yes",
        "--no-git",
        "--name",
        "Sở Giáo dục tỉnh Lam",
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for number in range(articles):
        place = folder / "tin" / "2026" / f"{number % 10 + 1:02d}" / f"bai-{number}"
        place.mkdir(parents=True)
        head = f"title: Bài số {number}\ndate: 2026-{number % 10 + 1:02d}-{number % 27 + 1:02d} 08:00\ncategory: Tin hoạt động\n"
        (place / "index.md").write_text(f"---\n{head}---\n\n{BODY}{PHOTO if image else ''}", encoding="utf-8")
        if image:
            # No two photos are the same.
            (place / "anh.jpg").write_bytes(image[:-2] + number.to_bytes(4, "little") + image[-2:])


def first_page(folder: Path) -> tuple[float, float]:
    """Return after how many seconds a preview of the site in ``folder`` showed its home page, and how long a photo on it took."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "newsdesk", "preview", "--site", str(folder), "--port", "0"]
    environment = os.environ | {"PYTHONUTF8": "1"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, env=environment) as preview:
        assert preview.stdout is not None
        found = next(filter(None, (re.search(r"http://localhost:\d+", line) for line in preview.stdout)))
        page = urllib.request.urlopen(f"{found[0]}/").read().decode()
        shown = time.monotonic() - begun
        image = re.search(r' src="(/anh/[^"]+)"', page)
        begun = time.monotonic()
        if image:
            urllib.request.urlopen(found[0] + image[1]).read()
        drawn = time.monotonic() - begun
        preview.send_signal(signal.SIGINT)
    return shown, drawn


def main() -> None:
    """Print the table."""
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    times = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, image in (("without photos", None), ("with photos", photo())):
            site = Path(folder, name.replace(" ", "-"))
            write_site(site, articles, image)
            times[name] = first_page(site)
    floor = times["without photos"][0]
    print(f"{articles} articles, load {os.getloadavg()[0]:.1f}")
    for name, (shown, drawn) in times.items():
        print(
            f"{name:15} first page after {shown:5.2f} s ({shown / floor:.2f}), a photo on it after {drawn:.2f} s more"
        )


if __name__ == "__main__":
    main()
