"""What the program itself fails on: a finding that names the file, and a report for whoever looks after the program."""

import signal
import sys
import traceback
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

from ban_tin.findings.report import Finding
from ban_tin.installation import BESIDE, PACKAGE

#: What is ours, by the names that a person knows.
_OURS = {"ban_tin": PACKAGE, "plugins": BESIDE / "plugins", "newsdesk": BESIDE / "newsdesk"}
#: Reports that are kept, the newest ones, and characters of each: an exception of a deep tree is long.
_KEPT, _LONGEST = 20, 100_000


class Crashes(NamedTuple):
    """The ``folder`` of the reports, and the address of whoever looks after the site, ``""`` for nobody known."""

    folder: Path
    support: str

    def finding(self, error: BaseException, path: str) -> Finding:
        """Return the finding that ``error`` is, which the program raised over the file ``path``; its traceback is kept."""
        return self._finding(path, trace_key(error), "".join(traceback.format_exception(error)))

    def of_program(self, error: BaseException) -> Finding:
        """Return the finding that ``error`` is, over no file that could be named."""
        key = trace_key(error)
        report = self._keep("", key, "".join(traceback.format_exception(error)))
        values = {"key": key, "reason": f"{type(error).__name__}: {error}"[:300], "report": report}
        return Finding("Bản Tin", 0, "program-crash", tuple(sorted(values.items())))

    def lost(self, number: int, path: str) -> Finding:
        """Return the finding that the end of a process is, by the signal ``number`` (0: none), over the file ``path``."""
        try:
            name = signal.Signals(number).name
        except ValueError:
            name = "exit"
        if name == "SIGXCPU":
            return Finding(path, 0, "article-slow")
        return self._finding(path, name, f"The process that read this file ended: {name}\n")

    def _finding(self, path: str, key: str, trace: str) -> Finding:
        values = {"key": key, "report": self._keep(path, key, trace)}
        if self.support:
            return Finding(path, 0, "article-crash", tuple(sorted((values | {"support": self.support}).items())))
        return Finding(path, 0, "article-crash-unknown", tuple(sorted(values.items())))

    def _keep(self, path: str, key: str, trace: str) -> str:
        """Write the report and return its path as it is shown; the same crash of the same file has one report."""
        name = f"{blake2b(f'{path} {key}'.encode(errors='replace'), digest_size=4).hexdigest()}.txt"
        import platform  # Here, as nearly no build needs it.

        head = f"{path}\n{key}\nPython {sys.version.split()[0]}, {platform.platform()}\n\n"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text((head + trace)[:_LONGEST], encoding="utf-8", errors="replace")
            by_age = sorted(self.folder.glob("*.txt"), key=lambda file: file.stat().st_mtime, reverse=True)
            for old in by_age[_KEPT:]:
                old.unlink(missing_ok=True)
        file = self.folder / name
        return str(file.relative_to(Path.cwd())) if file.is_relative_to(Path.cwd()) else str(file)


def trace_key(error: BaseException) -> str:
    """Return what tells one fault from another: the kind of exception, and the innermost line of this program."""
    place = ""
    for frame, line in traceback.walk_tb(error.__traceback__):
        file = Path(frame.f_code.co_filename)
        for name, folder in _OURS.items():
            if file.is_relative_to(folder):
                place = f" {name}/{file.relative_to(folder).as_posix()}:{line}"
    return f"{type(error).__name__}{place}"
