"""``ban-tin new FOLDER``: asks an office about itself, and writes the folder of its site."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from zoneinfo import ZoneInfo

from ban_tin.findings.report import printable, printable_path
from ban_tin.language.translations import LANGUAGES, translation
from ban_tin.starter.bodies import BODIES, OTHER
from ban_tin.starter.questions import (
    GUESSED,
    GUESSED_OF_OTHERS,
    QUESTIONS,
    body_of,
    find_problem,
    is_asked,
    read_answer,
)
from newsdesk.first_commit import commit_first
from newsdesk.language import translate
from newsdesk.moment import present_moment
from newsdesk.trouble import explain_trouble

Translate = Callable[[str], str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Tell ``parser`` of the folder, and of a flag for each question."""
    parser.add_argument("folder", type=Path, metavar=translate("FOLDER"), help=translate("the folder of the new site"))
    for name, question in QUESTIONS.items():
        parser.add_argument(_flag(name), dest=name, metavar=translate("TEXT"), help=translate(question.text))
    parser.add_argument("--yes", action="store_true", help=translate("ask nothing: what no flag says has its default"))
    parser.add_argument("--no-git", action="store_true", help=translate("make no git repository and no commit"))


def _flag(name: str) -> str:
    return "--" + name.replace("_", "-")


def run(arguments: argparse.Namespace) -> int:
    """Ask, write and say what comes next; return the exit code. A site that is there already is left as it is."""
    folder: Path = arguments.folder
    given = {name: value for name in QUESTIONS if (value := getattr(arguments, name)) is not None}
    language = given.get("language", LANGUAGES[0]).strip().lower()
    gettext = translation(language if language in LANGUAGES else LANGUAGES[0]).gettext
    if _is_site(folder):
        message = gettext("There is a site in {folder} already; nothing was changed.")
        print(f"{message.format(folder=printable_path(str(folder)))}\n{next_commands(folder, gettext)}")
        return 0
    if problem := _refuse(folder, gettext):
        print(problem, file=sys.stderr)
        return 1
    from ban_tin.starter.site_files import make_files  # Who is refused needs no pictures.

    answers = answer_all(given, gettext) if arguments.yes else _ask_all(given)
    if answers is None:
        return 1
    gettext = translation(answers["language"]).gettext
    now = present_moment(ZoneInfo("Asia/Ho_Chi_Minh"))
    try:
        write_files(folder, make_files(answers, now))
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    print(
        gettext("The site of {name} stands in {folder}.").format(
            name=answers["short_name"], folder=printable_path(str(folder))
        )
    )
    if not arguments.no_git:
        subject = gettext("A new site")
        print(gettext(commit_first(folder, answers["short_name"], answers["email"], subject)))
    if guessed := _guessed(answers, given):
        print(gettext("These are guesses; check them in site.toml: {keys}").format(keys=", ".join(guessed)))
    print(next_commands(folder, gettext))
    return 0


def _is_site(folder: Path) -> bool:
    try:
        return (folder / "site.toml").is_file()
    except (OSError, ValueError):
        return False  # Told below.


def _refuse(folder: Path, gettext: Translate) -> str:
    """Return why no site can be made in ``folder``, ``""`` when one can."""
    try:
        if folder.is_dir():
            # A repository without files is what a hosting service gives one to begin with.
            names = sorted(each.name for each in folder.iterdir() if each.name != ".git")
            message = gettext("The folder {folder} is not empty: it has {names}. Name a new folder, or an empty one.")
            shown = ", ".join(names[:3]) + (", …" if len(names) > 3 else "")
            return message.format(folder=printable_path(str(folder)), names=printable(shown)) if names else ""
        if folder.exists() or folder.is_symlink():
            return gettext("{folder} is a file; name a folder.").format(folder=printable_path(str(folder)))
        if not folder.absolute().parent.is_dir():
            message = gettext("There is no folder {parent} to make {folder} in: make it first, or correct the name.")
            return message.format(
                parent=printable_path(str(folder.absolute().parent)), folder=printable_path(str(folder))
            )
    except (OSError, ValueError) as error:
        return explain_trouble(error) or str(error)
    return ""


def answer_all(given: Mapping[str, str], gettext: Translate) -> dict[str, str] | None:
    """Return the answers that flags gave, and defaults for all others; ``None`` when some can't be used, all of which are told."""
    known: dict[str, str] = {}
    problems = []
    for name, question in QUESTIONS.items():
        default = question.default(known)
        known[name] = read_answer(name, given.get(name, default), known)
        if problem := find_problem(name, known[name], gettext):
            problems.append(f"{_flag(name)}: {_refused(known[name], problem, gettext)}")
            known[name] = default  # Others are made of it.
    if problems:
        print("\n".join(problems), file=sys.stderr)
    return None if problems else known


def _refused(answer: str, problem: str, gettext: Translate) -> str:
    message = gettext("“{answer}” can’t be used: {reason}.")
    return message.format(answer=printable(answer), reason=problem.rstrip("."))


def _ask_all(given: Mapping[str, str]) -> dict[str, str] | None:
    """Return all answers, asking for those that no flag gave; ``None`` where nobody is there to answer."""
    known: dict[str, str] = {}
    for name, question in QUESTIONS.items():
        gettext = translation(known.get("language", LANGUAGES[0])).gettext
        default = question.default(known)
        typed = given.get(name, None if is_asked(name, known) else default)
        if name == "kind" and typed is None:
            print("\n".join(f"  {number}  {gettext(body.label)}" for number, body in enumerate(BODIES, start=1)))
        while True:
            if typed is None:
                try:
                    typed = input(f"{gettext(question.text)} [{default}]: ")
                except EOFError:
                    message = gettext(
                        "No answer to “{question}”. With --yes, nothing is asked; every question has a flag."
                    )
                    print(f"\n{message.format(question=gettext(question.text))}", file=sys.stderr)
                    return None
            known[name] = read_answer(name, typed or default, known)
            problem = find_problem(name, known[name], gettext)
            if not problem:
                break
            print(_refused(known.pop(name), problem, gettext), file=sys.stderr)
            typed = None
    return known


def _guessed(answers: Mapping[str, str], given: Mapping[str, str]) -> list[str]:
    """Return the keys of ``site.toml`` that were guessed."""
    possible = (*GUESSED, *GUESSED_OF_OTHERS) if body_of(answers) is OTHER else GUESSED
    names = [name for name in possible if name not in given and answers[name] == QUESTIONS[name].default(answers)]
    return [".".join(QUESTIONS[name].key) for name in names]


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write ``files`` below ``folder``, which may not be there yet: all of them, or none. Raises ``OSError``."""
    made: list[Path] = []
    try:
        for name, content in files.items():
            path = folder / name
            missing = [each for each in (path.parent, *path.parent.parents) if not each.exists()]
            for each in reversed(missing):
                each.mkdir()
                made.append(each)
            with path.open("xb") as file:
                made.append(path)
                file.write(content)
    except BaseException:
        for each in reversed(made):
            with suppress(OSError):
                each.rmdir() if each.is_dir() else each.unlink()
        raise


def next_commands(folder: Path, gettext: Translate) -> str:
    """Return the commands that come next, with what each is for; as make has them where make was typed."""
    shown = f'"{printable_path(str(folder))}"' if " " in str(folder) else printable_path(str(folder))
    title = gettext("Title of the article")
    if os.environ.get("MAKELEVEL"):
        commands = {
            f"make preview SITE={shown}": gettext("see the site, and write"),
            f'make article SITE={shown} TITLE="{title}"': gettext("begin an article"),
            f"make publish SITE={shown}": gettext("build it for the server"),
        }
        return _listed(commands, gettext)
    lines = {
        f"cd {shown}": gettext("go there"),
        "ban-tin preview": gettext("see the site, and write"),
        f'ban-tin article "{title}"': gettext("begin an article"),
        "ban-tin publish": gettext("build it for the server"),
    }
    if folder.absolute() == Path.cwd():
        del lines[f"cd {shown}"]
    else:
        del lines["ban-tin publish"]
    return _listed(lines, gettext)


def _listed(commands: Mapping[str, str], gettext: Translate) -> str:
    width = min(max(map(len, commands)), 40)
    lines = [f"  {command:{width}}  {purpose}" for command, purpose in commands.items()]
    return "\n".join([gettext("Next:"), *lines])
