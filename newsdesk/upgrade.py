"""``ban-tin upgrade``: shows how the files of a site change for this version of the program, and writes them when told to."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping
from difflib import unified_diff
from pathlib import Path

from ban_tin.findings import Findings, format_report
from ban_tin.findings.report import printable
from ban_tin.site.format import FORMAT
from ban_tin.site.load import load_facts
from ban_tin.site.upgrade import FACTS, Read, find_changes, format_of
from newsdesk.language import translate
from newsdesk.trouble import explain_trouble

#: What people type for yes.
_YES = {"c", "có", "co", "y", "yes", "ok"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` that a question may be answered beforehand."""
    parser.add_argument("--yes", action="store_true", help=translate("write the changes without asking"))


def run(arguments: argparse.Namespace) -> int:
    """Upgrade the site ``arguments.site``; return the exit code, 1 where it stays as it was and should not."""
    site = Path(arguments.site or ".")

    def read(path: str) -> str:
        # With the ends of lines that it has.
        return (site / path).read_bytes().decode("utf-8")

    try:
        version = format_of(read(FACTS))
        changes = find_changes(read) if version <= FORMAT else {}
    except (OSError, ValueError) as error:
        return _tell_unusable(site, error)
    if version > FORMAT:
        return _tell_unusable(site, None)
    if not changes:
        print(
            translate("The site has the form of version {number}, the newest; nothing has to change.").format(
                number=version
            )
        )
        return 0
    print(format_changes(changes, read_all(changes, read)))
    if not (arguments.yes or agreed()):
        print(translate("The files stay as they are."), file=sys.stderr)
        return 1
    try:
        for path, text in changes.items():
            replace_text(site / path, text)
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    print(translate("The site has the form of version {number} now.").format(number=FORMAT))
    return 0


def _tell_unusable(site: Path, error: Exception | None) -> int:
    """Say what a build would say of a ``site.toml`` that can't be upgraded as it is."""
    findings = Findings()
    load_facts(site / FACTS, f"{site.resolve().name}/{FACTS}", findings)
    report = format_report(findings.sorted(), translate)
    trouble = explain_trouble(error) if isinstance(error, OSError) else str(error or "")
    print(report or trouble, file=sys.stderr)
    return 1


def read_all(paths: Mapping[str, str], read: Read) -> dict[str, str]:
    """Return the texts that stand at ``paths`` now, ``""`` where there is no file yet."""
    before: dict[str, str] = {}
    for path in paths:
        try:
            before[path] = read(path)
        except FileNotFoundError:
            before[path] = ""
    return before


def format_changes(after: Mapping[str, str], before: Mapping[str, str]) -> str:
    """Return what changes, as a unified diff."""
    lines: list[str] = []
    for path, text in after.items():
        old, new = before[path].split("\n"), text.split("\n")
        lines += unified_diff(old, new, path, path, lineterm="")
    return "\n".join(printable(line.rstrip("\r")) for line in lines)


def agreed() -> bool:
    """Ask whether the changes that were shown are to be written."""
    try:
        question = translate("Write these changes? (y/n)")
        return input(f"{question} ").strip().lower() in _YES
    except EOFError:
        print()
        return False


def replace_text(path: Path, text: str) -> None:
    """Write ``text`` to ``path``, whole or not at all, with the rights of the file that is there. Raises ``OSError``."""
    path = path.resolve()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".upgrade-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(text.encode())
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            shutil.copymode(path, name)
        else:
            Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
