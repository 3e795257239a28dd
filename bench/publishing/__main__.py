"""What it costs to publish one more article: seconds until readers have it, files and bytes sent, beside what others do.

    .venv/bin/python -m bench.publishing --articles 1000
    .venv/bin/python -m bench.publishing --articles 10000 --dest user@host:/folder --peers     RSYNC_RSH="ssh -p 2222" for another port

The corpus is that of ``bench.builds``; every tenth article has photos, the new ones have none. The release of before is live already.
Two ways of ours, one after the other with an article each: by the commands ``publish`` and ``deploy``, and as the newsdesk's page does it, which
builds when it opens ("looked at") and sends when the button is pressed ("pressed").
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
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from bench.builds.corpus import FORMS, make, new_article, text_of, write_article
from bench.publishing.peers import Peer, rclone_row
from newsdesk.publishing.job import LIVE, PREPARE, PUBLISH, READY
from newsdesk.publishing.running import read_progress
from newsdesk.site_folder import find_site

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache/bench/publishing"


_TARGET = "\n[publishing]\n"


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
    """Publish and deploy by the commands; return the row of it."""
    published, deployed = ban_tin("publish", "--site", site), ban_tin("deploy", "--site", site, "--dest", dest)
    told = re.search(r"(\d+) (?:tệp|files)(?:,| and) ([\d,.]+ [kM]B)", deployed.said.splitlines()[-1])
    assert told, deployed.said
    live = published.seconds + deployed.live
    return (
        f"| {published.seconds:.1f} + {deployed.live:.1f} = **{live:.1f}** (+ {deployed.seconds - deployed.live:.1f} tidying) "
        f"| {told[1]} | {told[2]} | {published.processor:.1f} + {deployed.processor:.1f} | {os.getloadavg()[0]:.0f} |"
    )


def press_button(content: Path) -> str:
    """Publish as the newsdesk's page does; return the row of it."""
    looked = run_job(content, PREPARE)
    assert looked.end["end"] == READY, looked.end
    pressed = run_job(content, PUBLISH, f"--seen={looked.end['seen']}")
    assert pressed.end["end"] == LIVE, pressed.end
    return (
        f"| {looked.seconds:.1f} looked at, then **{pressed.live:.1f}** pressed (+ {pressed.seconds - pressed.live:.1f} tidying) "
        f"| {pressed.end['sent']} | {pressed.end['sent_size']} "
        f"| {looked.processor:.1f} + {pressed.processor:.1f} | {os.getloadavg()[0]:.0f} |"
    )


class Job(NamedTuple):
    """A job of the newsdesk's page: its seconds, those until the link was switched, the seconds of processors here, and how it ended."""

    seconds: float
    live: float
    processor: float
    end: dict[str, Any]


def run_job(content: Path, action: str, *options: str) -> Job:
    """Have a job done, as the preview has it done."""
    begun, before = time.time(), _processor()
    command = [sys.executable, "-m", "newsdesk.publishing.job", action, f"--site={content}", *options]
    subprocess.run(command, env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, check=True)
    seconds = time.time() - begun
    events = read_progress(find_site(str(content), publishing=True)).events
    live = [datetime.fromisoformat(each["at"]).timestamp() - begun for each in events if each.get("step") == "tidy"]
    return Job(seconds, live[0] if live else 0.0, _processor() - before, events[-1])


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
    facts = content / "site.toml"
    facts.write_text(f'{facts.read_text("utf-8").partition(_TARGET)[0]}{_TARGET}target = "{dest}"\n', "utf-8")
    first = ban_tin("publish", "--site", site).seconds, ban_tin("deploy", "--site", site, "--dest", dest).seconds
    print(f"first publish: {first[0]:.1f} s; first deploy: {first[1]:.1f} s", flush=True)
    peers = [Peer(name, folder / name, f"{dest}-{name}") for name in names]
    for peer in peers:
        print(f"first, {peer.name}: {peer.publish()}", flush=True)
    # Each is newer than all that were written in an earlier run.
    numbers = count(
        max((int(path.name.rpartition("-")[2]) for path in content.glob("tin/*/*/bai-moi-*")), default=0) + 1
    )

    def change_site(source: str) -> None:
        if given.edit:
            edit_article(content)
        else:
            add_article(folder / source, source, next(numbers))

    rows: list[tuple[str, str, Callable[[], str]]] = [
        ("ours", "Bản Tin, commands", lambda: publish_once(site, dest)),
        ("ours", "Bản Tin, the page", lambda: press_button(content)),
        *((peer.source, peer.name, peer.publish) for peer in peers),
    ]
    if given.rclone:
        print(f"first, rclone: {rclone_row(content / 'output', given.rclone)}", flush=True)
        rows.append(("", "our output, rclone sync", lambda: rclone_row(content / "output", given.rclone)))
    print("| run | what | seconds: build + send | files | bytes | processor: build + send, here | load |")
    print("|---|---|--:|--:|--:|--:|--:|")
    for run in range(given.runs):
        for source, name, publish in rows:
            if source:
                change_site(source)
                time.sleep(1)
            print(f"| {run + 1} | {name} {publish()}", flush=True)


if __name__ == "__main__":
    main()
