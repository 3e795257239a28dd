"""``ban-tin check --fix``: shows what would change, asks, and writes each file whole or not at all."""

import shutil
import sys
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ban_tin.articles.body.beside import file_beside
from ban_tin.findings import Finding
from ban_tin.findings.report import printable
from ban_tin.language.vietnamese import nfc
from newsdesk.fixing import FIXES, Fix
from newsdesk.language import translate
from newsdesk.trouble import explain_trouble
from newsdesk.upgrade import agreed, format_changes, replace_text


class FixedFile(NamedTuple):
    """A source file as it is and as it will be; new files beside it, and files that get another name."""

    before: str
    after: str
    files: Mapping[str, bytes]
    renamed: Mapping[str, str]


def fix_files(found: Iterable[Finding], site: Path, yes: bool, more: Mapping[str, Fix] = MappingProxyType({})) -> bool:
    """Show what fixes those findings of ``found`` that have a safe fix, and write it when told to; return whether anything was written.

    ``more`` are fixes of other kinds of findings.
    """
    known = {**FIXES, **more}
    fixes: dict[str, FixedFile] = {}
    for path, findings in groupby(sorted(found), key=lambda each: each.path):
        fixable = [each for each in findings if each.kind in known]
        if fixable and (fixed := find_fix(site / path.partition("/")[2], fixable, known)):
            fixes[path] = fixed
    if not fixes:
        print(translate("There is nothing that can safely be fixed."))
        return False
    print(format_changes({p: each.after for p, each in fixes.items()}, {p: each.before for p, each in fixes.items()}))
    for path, each in fixes.items():
        folder = Path(path).parent
        for name, content in each.files.items():
            print(
                translate("new file: {path} ({size} bytes)").format(
                    path=printable(str(folder / name)), size=len(content)
                )
            )
        for old, new in each.renamed.items():
            print(translate("renamed: {path} → {name}").format(path=printable(str(folder / old)), name=printable(new)))
    if not (yes or agreed()):
        print(translate("The files stay as they are."), file=sys.stderr)
        return False
    try:
        for path, each in fixes.items():
            write_fix(site / path.partition("/")[2], each)
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return True
    count = len(fixes)
    print(translate("{count} files were fixed.").format(count=count))
    return True


def find_fix(file: Path, findings: Iterable[Finding], fixes: Mapping[str, Fix] = FIXES) -> FixedFile | None:
    """Return what ``fixes`` do to ``findings`` of the source ``file``, the last one first; None for nothing."""
    try:
        before = file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    after, files, renamed = before, dict[str, bytes](), dict[str, str]()
    beside = {nfc(each.relative_to(file.parent).as_posix()) for each in file.parent.rglob("*")}

    for finding in sorted(findings, key=lambda each: (-each.line, -each.column, each)):
        if dict(finding.values).get("image") in renamed:
            continue  # Every place of it has the new name by now.
        edits = fixes[finding.kind](after, finding, {*beside, *files, *renamed.values()})
        if edits is None:
            continue
        if any(file_beside(file.parent.resolve(), nfc(old)) is None for old in edits.renamed):
            continue
        after = edits.text
        files.update(edits.files)
        renamed.update(edits.renamed)
    return FixedFile(before, after, files, renamed) if after != before else None


def write_fix(file: Path, fixed: FixedFile) -> None:
    """Write what lies beside the source ``file`` first, and its text last: whenever that ends early, every name leads to a file.

    Raises ``OSError``, also where the text is no longer what the fix was made for.
    """
    if file.read_bytes().decode("utf-8") != fixed.before:
        raise FileExistsError(17, translate("It was changed meanwhile"), str(file))
    for name, content in fixed.files.items():
        with (file.parent / name).open("xb") as target:
            target.write(content)
    sources = {old: file_beside(file.parent.resolve(), nfc(old)) for old in fixed.renamed}
    for old, new in fixed.renamed.items():
        source = sources[old]
        assert source is not None
        _copy(source, source.with_name(new.rpartition("/")[2]))
    replace_text(file, fixed.after)
    for source in sources.values():
        if source is not None and not _is_shared(source, file):
            source.unlink()


def _copy(source: Path, target: Path) -> None:
    """Let ``target``, which is not there yet, be the same file as ``source``; a copy where the disk knows no such thing."""
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except OSError:
        shutil.copy2(source, target)


def _is_shared(source: Path, file: Path) -> bool:
    """Return whether another text in the folder of ``file`` may name the file ``source`` too."""
    return any(other != file.resolve() for other in source.parent.glob("*.md"))
