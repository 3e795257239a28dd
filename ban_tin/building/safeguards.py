"""What a build asks before it touches an output folder: whether it may lie there, whose it is, and whether articles are missing."""

import os
from collections.abc import Iterable, Set
from pathlib import Path
from typing import NoReturn

from ban_tin.building.claim import Claim, ForeignFilesError
from ban_tin.building.place import place_problem
from ban_tin.findings import Findings, refuse
from ban_tin.installation import BESIDE, CODE, PACKAGE
from ban_tin.language.translations import N_, translation
from ban_tin.site.addresses import is_article_page
from ban_tin.site.project import Project

#: So many articles may go at once, and such a part of all; more needs a word.
_FEW, _PART = 5, 5
#: As many articles, or files of others, are named.
_NAMED = 10


def check_place(project: Project, output: Path) -> None:
    """Leave with exit code 1 where ``output`` may not lie: at, above or among the files that the site is made of."""
    needed = [Path.cwd(), PACKAGE, BESIDE, project.content, project.cache]
    # The output may lie in the site's folder, beside what editors write there.
    written = [project.content / name for name in (*project.source_folders, "theme", "messages")]
    if problem := place_problem(output, needed, [*written, project.theme, *CODE.values()]):
        gettext = translation(project.language).gettext
        message = N_("The site cannot be built into “{folder}”: {reason}. Name another folder, such as output.")
        refuse(project.language, message, folder=str(output), reason=gettext(problem))


def refuse_foreign(project: Project, output: Path, claim: Claim) -> None:
    """Leave with exit code 1 when ``output`` holds files, and none of them may be ours."""
    if claim.foreign:
        message = N_(
            "The folder “{folder}” holds files, and nothing says that Bản Tin wrote them. Build into another folder; "
            "or, if nothing in it is needed, delete it: it is made anew."
        )
        refuse(project.language, message, folder=str(output))


def refuse_files(project: Project, output: Path, error: ForeignFilesError) -> NoReturn:
    """Leave with exit code 1, and name the files of others that lie where files of the site are to be."""
    names = [f"{output.name}/{path}" for path in error.args]
    message = N_(
        "These files are not Bản Tin's, and pages of the site are to be in their place: {names}. "
        "Move them elsewhere, or delete those that are not needed."
    )
    refuse(project.language, message, names=_some(names))


def note_removed(
    project: Project, findings: Findings, before: Set[str], planned: Iterable[str], scheduled: Iterable[str] = ()
) -> None:
    """Add a finding where too many articles are missing that the output of ``before`` has, and nobody said that they are to go.

    Withdrawn and expired articles keep their address, and one that only moved to another folder keeps it too: none of them is
    missing. Drafts are; so are ``scheduled`` ones (paths of their pages), as the clock may be wrong, unless the time was given.
    """
    if os.environ.get("CONFIRM_REMOVAL") == "1":
        return
    planned = set(planned)
    missing = {path for path in before - planned if is_article_page(path)}
    if not missing:
        return  # As nearly always.
    articles = {path for path in before if is_article_page(path)}
    content, names = project.content, project.article_folders
    if not any(_holds_something(content / name) for name in names):
        for name in names:
            findings.add("articles-folder", f"{content.name}/{name}", count=str(len(articles)))
        return
    if os.environ.get("SOURCE_DATE_EPOCH"):
        missing.difference_update(scheduled)
    if len(missing) > _FEW and len(missing) * _PART > len(articles):
        addresses = [f"/{path.removesuffix('index.html')}" for path in sorted(missing)]
        count, total = str(len(missing)), str(len(articles))
        findings.add("articles-missing", f"{content.name}/{names[0]}", count=count, total=total, names=_some(addresses))


def _holds_something(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(entries)
    except FileNotFoundError:
        return False


def _some(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")
