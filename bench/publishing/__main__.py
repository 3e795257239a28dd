"""What it costs to publish one more article: seconds from the command to the live page, files and bytes sent, beside what others do.

    .venv/bin/python -m bench.publishing --articles 1000
    .venv/bin/python -m bench.publishing --articles 10000 --dest user@host:/folder --peers     RSYNC_RSH="ssh -p 2222" for another port

The corpus is that of ``bench.builds``; every tenth article has photos, the new ones have none. The release of before is live already.
Peers: Hugo and stock Pelican, each built and sent by rsync; and our output sent by ``rclone sync`` over SFTP (``--rclone``: its remote,
with the folder). All in one run, interleaved.
"""

import argparse
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from bench.builds.corpus import FORMS, make, new_article, text_of, write_article
from bench.publishing.peers import Peer, rclone_row

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache/bench/publishing"


class Run(NamedTuple):
    """A command: its seconds, those until it said that the site is live, what it printed, and the seconds of processors here."""

    seconds: float
    live: float
    said: str
    processor: float


def ban_tin(*arguments: str) -> Run:
    """Run the command."""
    begun, before = time.monotonic(), _processor()
    live, lines = 0.0, []
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "newsdesk", *arguments]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        for line in process.stdout:
            if re.match(r"Live: |Đang chạy: ", line):
                live = time.monotonic() - begun
            lines.append(line)
    if process.returncode:
        raise SystemExit("".join(lines))
    return Run(time.monotonic() - begun, live, "".join(lines), _processor() - before)


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def edit_article(content: Path) -> None:
    """Add a sentence to an article of the corpus, the same one each time."""
    file = sorted(content.glob("tin/*/*/*/index.md"))[5]
    file.write_text(f"{file.read_text('utf-8')}\nThêm một câu lúc {time.time():.0f}.\n", "utf-8")


def add_article(folder: Path, source: str, number: int) -> None:
    """Write a newest article without photos for the generator ``source`` into ``folder``."""
    article, form = new_article(number), FORMS[source]
    summary, body = text_of(article, (), photos=False)
    write_article(folder, form, article, summary, body, folder.parent / "images", {})


def publish_once(site: str, dest: str) -> str:
    """Publish and deploy; return the row of it."""
    published, deployed = ban_tin("publish", "--site", site), ban_tin("deploy", "--site", site, "--dest", dest)
    told = re.search(r"(\d+) (?:tệp|files)(?:,| and) ([\d,.]+ [kM]B)", deployed.said.splitlines()[-1])
    assert told, deployed.said
    live = published.seconds + deployed.live
    return (
        f"| {published.seconds:.1f} + {deployed.live:.1f} = **{live:.1f}** (+ {deployed.seconds - deployed.live:.1f} tidying) "
        f"| {told[1]} | {told[2]} | {published.processor:.1f} + {deployed.processor:.1f} | {os.getloadavg()[0]:.0f} |"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--dest", default="", help="user@host:/folder, or a folder; else one in .cache/bench")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--edit", action="store_true", help="an article is edited, and none is new; without peers")
    parser.add_argument("--peers", action="store_true", help="Hugo and Pelican too, sent into folders beside --dest")
    parser.add_argument("--rclone", default="", help="a remote with a folder for rclone sync, as :sftp,host=…:/folder")
    given = parser.parse_args()
    folder = CACHE / str(given.articles)
    names = ["hugo", "pelican"] if given.peers else []
    make(folder, given.articles, ["ours", *names], 10)
    content = folder / "ours" / "content"
    (content / ".cache").mkdir(exist_ok=True)
    for name in ("fonts", "cards", "photos"):  # They take minutes, and are none of what is measured.
        if not (content / ".cache" / name).exists():
            (content / ".cache" / name).symlink_to(ROOT / ".cache" / name)
    site = str(content)
    if not given.dest:
        shutil.rmtree(CACHE / "live", ignore_errors=True)
    dest = given.dest or str(CACHE / "live")
    first = ban_tin("publish", "--site", site).seconds, ban_tin("deploy", "--site", site, "--dest", dest).seconds
    print(f"first publish: {first[0]:.1f} s; first deploy: {first[1]:.1f} s", flush=True)
    peers = [Peer(name, folder / name, f"{dest}-{name}") for name in names]
    for peer in peers:
        print(f"first, {peer.name}: {peer.publish()}", flush=True)
    rows: list[tuple[str, Callable[[], str]]] = [("Bản Tin", lambda: publish_once(site, dest))]
    rows += [(peer.name, peer.publish) for peer in peers]
    if given.rclone:
        print(f"first, rclone: {rclone_row(content / 'output', given.rclone)}", flush=True)
        rows.append(("our output, rclone sync", lambda: rclone_row(content / "output", given.rclone)))
    print("| run | what | seconds: build + send | files | bytes | processor: build + send, here | load |")
    print("|---|---|--:|--:|--:|--:|--:|")
    begun = int(time.time()) % 8_000
    for number in range(given.runs):
        for source in ("ours", *names) if not given.edit else ():
            add_article(folder / source, source, begun + number)
        if given.edit:
            edit_article(content)
        time.sleep(1)
        for name, publish in rows:
            print(f"| {number + 1} | {name} {publish()}", flush=True)


if __name__ == "__main__":
    main()
