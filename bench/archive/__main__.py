"""An archive of 509 posts and 692 pictures taken over: what a check finds before and after what is safe is fixed, and how long it takes.

    .venv/bin/python -m bench.archive                              the four generators
    .venv/bin/python -m bench.archive --forms hugo --keep FOLDER   one of them, and leave it there
    .venv/bin/python -m bench.archive --archive FOLDER             an archive of one's own

Everything is made in a temporary folder. "Before" has the front matter and the addresses written as ours, and nothing in the texts fixed.
"""

import argparse
import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from ban_tin.building.checking import check_site
from ban_tin.findings import Findings, Severity
from ban_tin.findings.known import KnownFindings, is_acceptable, key_of
from ban_tin.site.known_findings import FILE
from ban_tin.site.load import load_facts
from ban_tin.site.project import Project
from bench.archive.corpus import FORMS, OLD_SITE, PICTURES, POSTS, SEED, make
from newsdesk.fixing import FIXES
from newsdesk.fixing.command import find_fix, write_fix
from newsdesk.importing.archive import Options, convert_archive, format_notes, read_archive, write_archive

ROOT = Path(__file__).parents[2]
#: The table of an office: its blog's own names for two of its categories.
TABLE = {"hoat-dong": "Tin hoạt động", "blog": "Tin hoạt động"}


def new_site(folder: Path) -> Project:
    """Make a new site in ``folder``, without an article, and return it as a project."""
    command = [sys.executable, "-m", "newsdesk", "new", str(folder), "--yes", "--no-git"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(folder / "tin")
    facts = load_facts(folder / "site.toml", "site.toml", Findings())
    assert facts is not None
    now = datetime.now(ZoneInfo(facts.time_zone))
    return Project(
        content=folder, theme=ROOT / "theme", cache=ROOT / ".cache/bench/archive", states=folder / "states", site=facts, now=now, strict=True
    )  # fmt: skip


def check(project: Project) -> Findings:
    """Return all that a build would find."""
    findings = Findings()
    check_site(project, findings)
    return findings


def fix(project: Project, findings: Findings) -> int:
    """Fix what is safe, as ``ban-tin check --fix --yes`` does; return how many files changed."""
    by_path: dict[str, list[object]] = {}
    for each in findings.sorted():
        if each.kind in FIXES:
            by_path.setdefault(each.path, []).append(each)
    changed = 0
    for path, found in by_path.items():
        file = project.content / path.partition("/")[2]
        change = find_fix(file, found)  # type: ignore[arg-type]
        if change is not None:
            write_fix(file, change)
            changed += 1
    return changed


def counted(findings: Findings) -> tuple[Counter[str], Counter[str]]:
    """Return how many errors and warnings of each kind there are."""
    severities = (Severity.ERROR, Severity.WARNING)
    errors, warnings = (
        Counter(each.kind for each in findings.found if each.severity is severity) for severity in severities
    )
    return errors, warnings


def decide(project: Project, findings: Findings) -> int:
    """Do what a person may do about errors that no program can decide: take out a picture that is lost, and a link that leads nowhere."""
    decided = 0
    for each in findings.sorted():
        values = dict(each.values)
        needle = values.get("file") or values.get("target", "")
        if each.kind not in {"file-missing", "link-missing"} or not needle:
            continue
        file = project.content / each.path.partition("/")[2]
        text = file.read_text(encoding="utf-8")
        changed = re.sub(rf"!?\[([^\]]*)\]\(<?{re.escape(needle)}[^)]*\)", r"\1", text)
        if changed != text:
            file.write_text(changed, encoding="utf-8")
            decided += 1
    return decided


def take_over(archive_folder: Path, folder: Path, options: Options) -> None:
    """Convert the archive twice, without and with what is safe to fix, and print what is found in each."""
    archive = read_archive(archive_folder)
    results = {}
    for name, fixing in (("before", False), ("after", True)):
        project = new_site(folder / name)
        categories = tuple(category.name for category in project.site.categories)
        wanted = replace(options, fix=fixing, categories=categories)
        begun = time.monotonic()
        converted = convert_archive(archive, wanted)
        write_archive(converted.articles, archive_folder, project.content)
        took = time.monotonic() - begun
        findings = check(project)
        if fixing:
            # What one fix uncovers is fixed by the next.
            while findings.found and fix(project, findings):
                findings = check(project)
        results[name] = counted(findings)
        print(
            f"{name}: {len(converted.articles)} articles in {took:.1f} s; {sum(results[name][0].values())} errors, {sum(results[name][1].values())} warnings"
        )
        if fixing:
            notes = converted.notes
            kinds = Counter(note.kind for note in notes)
            (folder / "notes.txt").write_text(format_notes(notes, str), encoding="utf-8")
            print(f"listed once each: {dict(sorted(kinds.items()))}, in {folder / 'notes.txt'}")
            decided = 0
            left = findings
            while (now := decide(project, left)) > 0:
                decided += now
                left = check(project)
            accepted = Counter(key_of(each) for each in left.found if is_acceptable(each))
            left.known = KnownFindings(FILE, accepted)
            stops = "would stop" if left.stop(strict=True) else "would not stop"
            print(f"after {decided} decisions of a person, {accepted.total()} findings accepted: publishing {stops}")
    for number, what in ((0, "errors"), (1, "warnings")):
        for kind in sorted({*results["before"][number], *results["after"][number]}):
            print(f"  {what[:-1]:8} {kind:22} {results['before'][number][kind]:5} → {results['after'][number][kind]}")


def main() -> None:
    """Make archives, take them over, and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.archive")
    parser.add_argument("--forms", nargs="+", default=FORMS, choices=FORMS)
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--pictures", type=int, default=PICTURES)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--archive", type=Path, help="an archive of one's own")
    parser.add_argument("--keep", type=Path, help="a folder where what was made stays")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="ban-tin-archive-") as temporary:
        folder = options.keep or Path(temporary)
        if options.archive:
            take_over(options.archive, folder / "own", Options((), TABLE))
            return
        for form in options.forms:
            print(f"== {form}: {options.posts} posts, {options.pictures} pictures, seed {options.seed}")
            corpus = make(folder / form / "archive", form, options.posts, options.pictures, options.seed)
            take_over(folder / form / "archive", folder / form, Options((), TABLE, base_url=OLD_SITE))
            print(f"  put in, for a person to decide: {dict(sorted(corpus.undecidable.items()))}")


if __name__ == "__main__":
    main()
