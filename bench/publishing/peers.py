"""How others publish: the generator's build and rsync, or rclone."""

import os
import re
import subprocess
import time
from pathlib import Path

from bench.builds.peers import ROOT, Generator, environment, furnish, generators, install


class Peer:
    """A generator with its corpus in ``folder``, sent to ``dest`` by rsync."""

    def __init__(self, name: str, folder: Path, dest: str) -> None:
        install()
        #: For which generator its articles are written.
        self.source = name
        self._generator: Generator = generators()[name]
        self._folder, self._dest = folder, dest
        furnish(folder, self._generator, ROOT)

    @property
    def name(self) -> str:
        """As tables show it."""
        return f"{self._generator.title} && rsync"

    def publish(self) -> str:
        """Build and send; return the row of it."""
        begun = time.monotonic()
        subprocess.run(self._generator.build, cwd=self._folder, env=environment(self._generator), check=True)
        built = time.monotonic()
        shell = os.environ.get("RSYNC_RSH", "ssh")
        command = ["rsync", "-az", "--delete", "--stats", "-e", shell, f"{self._folder / self._generator.output}/"]
        done = subprocess.run([*command, f"{self._dest}/"], capture_output=True, check=True, text=True)
        ended = time.monotonic()
        files = re.search(r"regular files transferred: ([\d,.]+)", done.stdout)
        size = re.search(r"Total bytes sent: ([\d,.]+)", done.stdout)
        assert files and size
        return f"| {built - begun:.1f} + {ended - built:.1f} = **{ended - begun:.1f}** | {files[1]} | {size[1]} |"


def rclone_row(output: Path, remote: str) -> str:
    """Send ``output`` by ``rclone sync``; return the row of it."""
    begun = time.monotonic()
    # Twice as many at once as by default, and sizes and times compared alone, as ``rsync`` does: the best of what an office would type.
    command = ["rclone", "sync", "-v", "--transfers", "8", "--checkers", "16", str(output), remote]
    kept = {name: value for name, value in os.environ.items() if name != "AWS_CA_BUNDLE"}
    done = subprocess.run(command, capture_output=True, check=True, text=True, env=kept)
    seconds = time.monotonic() - begun
    copied = len(re.findall(r": Copied ", done.stderr))
    size = re.findall(r"([\d.]+ \w+) / [\d.]+ \w+", done.stderr)
    return f"| – + **{seconds:.1f}** | {copied} | {size[-1] if size else '?'} |"
