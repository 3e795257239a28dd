"""Commits of what an editor did: just the article's own paths, by git itself. What a person staged beside them is left as it is."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path, PurePosixPath

from ban_tin.language.vietnamese import fold
from newsdesk.history.git import Git, GitError, alone_with
from newsdesk.history.git_versions import title_of_text
from newsdesk.language import N_, translate

#: The last line of every message of ours: only commits with it are ever made anew on top of others.
TRAILER = "Ban-Tin: newsdesk"
#: What is under way in a repository while one of these is in its .git.
_BUSY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "BISECT_LOG")
_SUBJECT = 200
#: What was done, by the name that the newsdesk has for it: message ids.
DONE = {
    "save": N_("Edit: {title}"),
    "new": N_("New: {title}"),
    "import": N_("Imported: {title}"),
    "delete": N_("Deleted: {title}"),
    "restore": N_("Brought back: {title}"),
    "withdraw": N_("Withdrawn: {title}"),
    "publish": N_("Published: {title}"),
}
_SEVERAL = N_("Published: {count} articles")


def find_busy(git: Git) -> str:
    """Return, for an editor, why no commit may be made now; ``""`` where one may. Raises ``GitError``."""
    folder = Path(git.text("rev-parse", "--absolute-git-dir"))
    if any((folder / name).exists() for name in _BUSY):
        return translate("Somebody is in the middle of a merge or a rebase with git here. Whoever began it finishes it first.")  # fmt: skip
    if not git.ask("symbolic-ref", "--quiet", "HEAD"):
        return translate("git stands at an old version here, and not on a branch. Whoever set the machine up types: git switch main")  # fmt: skip
    return ""


def changed_files(git: Git, paths: Sequence[str] = (".",)) -> list[str]:
    """Return the files at or below ``paths`` (of the folder of ``git``) that are otherwise than in the last commit. Raises ``GitError``."""
    out = git.run("status", "--porcelain=v1", "-z", "--no-renames", "--untracked-files=all", "--", *paths)
    top = git.text("rev-parse", "--show-prefix")
    # A name that is no UTF-8 has to be told to git as it is: else it would refuse all that is told with it.
    lines = out.decode("utf-8", "surrogateescape").split("\0")
    found = [line[3:].removeprefix(top) for line in lines if line[3:].startswith(top)]
    # What is hidden is no part of a site: a file that is just being written, what an office program keeps beside an open one.
    return sorted(each for each in found if each and not any(part.startswith(".") for part in each.split("/")))


def article_paths(folder: Path, file: str) -> list[str]:
    """Return what belongs to the article ``file`` of the site in ``folder``: its folder where it has one of its own, else it and what it names."""
    path = PurePosixPath(file)
    own = path.name == "index.md" and path.parent.as_posix() != "."
    if own:
        return [path.parent.as_posix()]
    try:
        text = (folder / file).read_text("utf-8", errors="replace")
        beside = sorted(each.name for each in (folder / file).parent.iterdir() if each.is_file())
    except OSError:
        text, beside = "", []
    named = [name for name in beside if not name.endswith(".md") and name in text]
    return [file, *((path.parent / name).as_posix() for name in named)]


def articles_among(git: Git, files: Iterable[str]) -> dict[str, list[str]]:
    """Return which of ``files`` belong to articles and pages: source file to its files. Settings and themes belong to none."""
    files = sorted(files)
    found: dict[str, list[str]] = {each: [each] for each in files if each.endswith(".md") and "/" in each}
    alone = {PurePosixPath(each).parent: each for each in reversed(found)}
    there: dict[str, bool] = {}
    for each in files:
        if each in found:
            continue
        for parent in PurePosixPath(each).parents:
            index = (parent / "index.md").as_posix()
            if parent.as_posix() == ".":
                # Beside articles that have no folder of their own.
                if owner := alone.get(PurePosixPath(each).parent):
                    found[owner].append(each)
                break
            if index not in there:
                there[index] = index in found or (git.folder / index).is_file()
            if there[index]:
                found.setdefault(index, []).append(each)
                break
    return found


def message_of(what: str, title: str) -> str:
    """Return the message of a commit: what was done (a key of ``DONE``) to which article."""
    done = DONE.get(what) or DONE["save"]
    return with_trailer(translate(done).format(title=title))


def with_trailer(said: str) -> str:
    """Return the message of a commit that says ``said`` in its first line."""
    line = " ".join(re.sub(r"[\x00-\x1f\x7f]", " ", said).split())
    line = line if len(line) <= _SUBJECT else f"{line[: _SUBJECT - 1]}…"
    return f"{line}\n\n{TRAILER}\n"


def commit_paths(git: Git, paths: Sequence[str], message: str, by: str, host: str) -> str:
    """Make a commit of ``paths`` as they are on the disk; return its name, ``""`` where nothing there changed. Raises ``GitError``.

    ``by`` is who did it, ``""`` for whom git knows; ``host`` stands in the address of one who has none.
    """
    with alone_with(git):
        return _commit(git, changed_files(git, paths), message, by, host)


def _commit(git: Git, changed: Sequence[str], message: str, by: str, host: str) -> str:
    if not changed:
        return ""
    if reason := find_busy(git):
        raise GitError(reason)
    # By standard input: thousands are too much for a command.
    names = "".join(f"{path}\0" for path in changed).encode("utf-8", "surrogateescape")
    told = ("--pathspec-from-file=-", "--pathspec-file-nul")
    # Files that are new have to be known first; of those that are there it changes nothing else.
    git.run("add", "--all", *told, given=names)
    command = [*identity(git, host), "commit", "--quiet", "--no-verify", "--cleanup=whitespace", f"--message={message}"]
    git.run(*command, *author_of(git, by, host), "--only", *told, given=names)
    return git.text("rev-parse", "HEAD")


def identity(git: Git, host: str) -> list[str]:
    """Return options by which git knows who commits, also on a machine where nobody told it; nothing asks for a passphrase."""
    told = ["-c", "commit.gpgsign=false"]
    for key, value in (("user.name", "Bản Tin"), ("user.email", f"ban-tin@{host or 'localhost'}")):
        if not git.ask("config", key):
            told += ["-c", f"{key}={value}"]
    return told


def author_of(git: Git, by: str, host: str) -> list[str]:
    """Return the option that names the author ``by``; nothing for ``""``."""
    name = re.sub(r"[\x00-\x1f\x7f<>]", "", by).strip()[:100]
    if not name:
        return []
    plain = re.sub(r"[^a-z0-9._-]+", "-", fold(name).lower()).strip("-.") or "ban-bien-tap"
    address = name if re.fullmatch(r"[^@\s]+@[^@\s]+", name) else f"{plain}@{host or 'localhost'}"
    return [f"--author={name} <{address}>"]


def title_at(folder: Path, file: str) -> str:
    """Return the title of ``file``, its name where it has none or is gone."""
    try:
        text = (folder / file).read_bytes()[:20_000]
    except OSError:
        text = b""
    return title_of_text(text) or PurePosixPath(file).parent.name or file


def commit_published(git: Git, by: str, host: str, message: str = "") -> str:
    """Make one commit of all articles and pages that changed; return its name, ``""`` for none. Raises ``GitError``."""
    with alone_with(git):
        return _commit_articles(git, articles_among(git, changed_files(git)), by, host, message)


def _commit_articles(git: Git, found: dict[str, list[str]], by: str, host: str, message: str) -> str:
    if not found:
        return ""
    titles = [title_at(git.folder, file) for file in found]
    one, several = DONE["publish"], _SEVERAL
    said = translate(one).format(title=titles[0]) if len(titles) == 1 else translate(several).format(count=len(titles))
    said = message or said
    more = "" if len(titles) == 1 else "\n".join(f"- {title}" for title in titles[:50])
    subject, _, rest = with_trailer(said).partition("\n\n")
    body = f"{subject}\n\n{more}\n\n{rest}" if more else f"{subject}\n\n{rest}"
    return _commit(git, sorted({each for files in found.values() for each in files}), body, by, host)
