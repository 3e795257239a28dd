"""A place that rclone reaches: an S3 bucket, WebDAV, SFTP and whatever else a remote of the person's own configuration names.

https://rclone.org/docs/ says what the options mean. Files are named one by one (``--files-from``): no folder is listed for a deploy.
"""

import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from newsdesk.language import translate
from newsdesk.publishing.live import TargetError
from newsdesk.publishing.reasons import tell_remote_reason

#: How a target begins that rclone reaches.
PREFIX = "rclone:"
#: The exit code of rclone for a folder or bucket that is not there.
_NO_FOLDER = 3
#: Files that are sent at once, and how often one is tried again.
_TOGETHER, _TRIES = "16", "3"
_COMMON = (
    *("--ask-password=false", "--stats=0", "--log-level=ERROR", "--retries", _TRIES, "--low-level-retries", _TRIES),
    *("--contimeout=15s", "--timeout=60s", "--transfers", _TOGETHER, "--checkers", _TOGETHER),
)


@dataclass(frozen=True, slots=True)
class Bucket:
    """A folder that rclone reaches; ``named`` is ``REMOTE:path``, as rclone writes it."""

    named: str
    #: The folder of this machine with what is needed to go back, None where nothing is kept.
    kept: Path | None = None

    @property
    def shown(self) -> str:
        """Its name, as it was typed."""
        return f"{PREFIX}{self.named}"

    @contextmanager
    def shared(self) -> Iterator["Bucket"]:
        """Give itself: rclone has no line to share."""
        yield self

    def send(self, source: Path, paths: Sequence[str], headers: Mapping[str, str]) -> None:
        """Send the files ``paths`` below ``source``; storage that keeps ``headers`` gives them to readers. Raises ``TargetError``."""
        told = [part for name, value in headers.items() for part in ("--header-upload", f"{name}: {value}")]
        # Without looking what is there: what is named differs.
        self._run(["copy", "--no-check-dest", *told], paths, str(source), self.named)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write ``files`` of the target, which readers' browsers do not keep. Raises ``TargetError``."""
        with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
            for path, content in files.items():
                file = Path(folder) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(content)
            self.send(Path(folder), list(files), {"Cache-Control": "no-store"})

    def fetch(self, paths: Sequence[str], into: Path) -> None:
        """Copy the files ``paths`` of the target below the folder ``into``; what is not there is left out. Raises ``TargetError``."""
        self._run(["copy", "--no-check-dest"], paths, self.named, str(into))

    def read(self, *paths: str) -> list[bytes | None]:
        """Return the files ``paths`` of the target, None for one that is not there. Raises ``TargetError``."""
        with tempfile.TemporaryDirectory(prefix="ban-tin-") as folder:
            self.fetch(paths, Path(folder))
            found = [Path(folder) / path for path in paths]
            return [file.read_bytes() if file.is_file() else None for file in found]

    def delete(self, paths: Sequence[str]) -> None:
        """Delete the files ``paths`` of the target, where they are. Raises ``TargetError``."""
        self._run(["delete"], paths, self.named)

    def list_files(self, depth: int = 0) -> dict[str, int]:
        """Return the sizes of all files of the target in bytes, ``depth`` folders deep; 0: all of them. Raises ``TargetError``."""
        deep = ["--recursive", *(["--max-depth", str(depth)] if depth else [])]
        told = self._run(["lsf", "--files-only", "--format=sp", "--separator=\t", *deep, self.named])
        # Others may have given their files any name.
        lines = [line.partition("\t") for line in told.decode(errors="replace").split("\n")]
        return {path: int(size) for size, _, path in lines if size.isdecimal()}

    def _run(self, command: Sequence[str], paths: Sequence[str] | None = None, *places: str) -> bytes:
        """Run rclone's ``command`` about the files ``paths`` and return what it printed; nothing where the folder is not there."""
        if paths is not None and not paths:
            return b""
        program = shutil.which("rclone")
        if program is None:
            raise TargetError(translate("rclone is missing. Install the package rclone."))
        named = [] if paths is None else ["--files-from-raw=-", "--no-traverse"]
        # rclone 1.60 of Debian can't use this variable of other tools, and stops; --ca-cert (RCLONE_CA_CERT) is its own.
        environment = {name: value for name, value in os.environ.items() if name != "AWS_CA_BUNDLE"}
        done = subprocess.run(
            [program, *command, *_COMMON, *named, *places],
            input="".join(f"{path}\n" for path in paths or ()).encode(),
            capture_output=True, check=False, env=environment,
        )  # fmt: skip
        if done.returncode not in {0, _NO_FOLDER}:
            raise self._failed(done.stderr.decode(errors="replace"))
        return done.stdout

    def _failed(self, said: str) -> TargetError:
        if "didn't find section in config file" in said:
            message = translate(
                "rclone knows no “{name}”. List what it knows: rclone listremotes; make one: rclone config"
            )
            return TargetError(message.format(name=self.named.partition(":")[0]))
        message = translate("rclone cannot use “{target}”: {reason}. Try: rclone lsd {named}")
        reason = tell_remote_reason(said)
        return TargetError(message.format(target=self.shown, reason=reason, named=shlex.quote(self.named)))
