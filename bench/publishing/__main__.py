"""What it costs to publish one more article: seconds of each step, files and bytes sent, to a folder or a server.

    .venv/bin/python -m bench.publishing --articles 1000
    .venv/bin/python -m bench.publishing --articles 10000 --dest user@host:/folder     RSYNC_RSH="ssh -p 2222" for another port

The corpus is that of ``bench.builds``; every tenth article has photos. The release of before is live already.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bench.builds.corpus import FORMS, make, new_article, text_of, write_article

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache/bench/publishing"


def ban_tin(*arguments: str) -> tuple[float, str]:
    """Run the command; return its seconds and what it printed."""
    begun = time.monotonic()
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "newsdesk", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(done.stdout + done.stderr)
    return time.monotonic() - begun, done.stdout


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--dest", default="", help="user@host:/folder, or a folder; else one in .cache/bench")
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    folder = CACHE / str(given.articles)
    make(folder, given.articles, ["ours"], 10)
    content = folder / "ours" / "content"
    (content / ".cache").mkdir(exist_ok=True)
    for name in ("fonts", "cards", "photos"):  # They take minutes, and are none of what is measured.
        if not (content / ".cache" / name).exists():
            (content / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    site = str(content)
    shutil.rmtree(CACHE / "live", ignore_errors=True)
    dest = given.dest or str(CACHE / "live")
    first = ban_tin("publish", "--site", site)[0], ban_tin("deploy", "--site", site, "--dest", dest)[0]
    print(f"first publish: {first[0]:.1f} s; first deploy: {first[1]:.1f} s", flush=True)
    print("| run | publish, s | deploy, s | files sent | bytes sent | release |")
    print("|---|--:|--:|--:|--:|---|")
    for number in range(given.runs):
        article, form = new_article(int(time.time()) % 8_000), FORMS["ours"]
        summary, body = text_of(article, (), photos=False)
        write_article(folder / "ours", form, article, summary, body, folder / "images", {})
        time.sleep(1)
        published, said = ban_tin("publish", "--site", site)
        release = re.search(r"(\d[\d.,]*) (?:tệp|files), ([\d,.]+ [kM]B)", said.splitlines()[-1])
        deployed, told = ban_tin("deploy", "--json", "--site", site, "--dest", dest)
        files, size = (re.search(rf'"{name}": (\d+)', told) for name in ("sent_files", "sent_bytes"))
        assert release and files and size
        print(
            f"| {number + 1} | {published:.1f} | {deployed:.1f} | {files[1]} | {int(size[1]):,} | {release[1]} files, {release[2]} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
