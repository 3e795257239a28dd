"""The way between this machine and a shared repository: what others sent is got, what was done here is sent. Never a merge commit.

Where both sides went on, what was done here and not sent yet is made anew on top of what others sent: only commits of the newsdesk
(``TRAILER``), and behind a ref that keeps what there was (``BACKUPS``). An article that both sides changed in the same lines is left to the editor.
"""

import tempfile
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from newsdesk.history.committing import TRAILER, changed_files, find_busy, identity
from newsdesk.history.git import THERE, Git, GitError, alone_with
from newsdesk.language import N_, translate

#: What was there before each move: refs that nothing deletes but the age of many.
BACKUPS = "refs/ban-tin/backup"
KEPT = 100
_MOVED = N_("The folder could not be brought up to date: {reason}")


class Shared(NamedTuple):
    """How this machine and the shared repository stand to each other, as far as is known here."""

    #: The one that is worked on here.
    branch: str
    #: Such as ``origin``; ``""`` for none.
    remote: str
    #: Such as ``refs/remotes/origin/main``; ``""`` for none.
    upstream: str
    #: Its branch there.
    branch_there: str
    #: Commits that only this machine has.
    ahead: int
    #: Commits that only the other one has.
    behind: int
    #: Why nothing can be got or sent now, in words; ``""`` where it can.
    hindrance: str = ""


class Conflict(NamedTuple):
    """A file that both sides changed. Texts are None where it is gone, or for what is no text (``binary``)."""

    #: Its path from the top of the repository.
    path: str
    base: bytes | None
    ours: bytes | None
    theirs: bytes | None
    binary: bool


class ConflictsError(Exception):
    """What an editor has to decide about, and what it was found between: the commits here and there."""

    def __init__(self, head: str, there: str, conflicts: Sequence[Conflict]) -> None:
        super().__init__(str(len(conflicts)))
        self.head, self.there, self.conflicts = head, there, tuple(conflicts)


class Pulled(NamedTuple):
    """What came: the paths (of the repository) that are otherwise now, and how many commits of ours were made anew."""

    files: tuple[str, ...]
    commits: int
    remade: int


class _Entry(NamedTuple):
    """A file in a tree: its mode and object; both ``""`` for none."""

    mode: str
    name: str


_NONE = _Entry("", "")


def look(git: Git) -> Shared:
    """Return how things stand, without asking anybody. Raises ``GitError``."""
    branch = git.ask("symbolic-ref", "--quiet", "--short", "HEAD")
    hindrance = find_busy(git)
    remotes = git.text("remote").split()
    remote = git.ask("config", f"branch.{branch}.remote") if branch else ""
    there = git.ask("config", f"branch.{branch}.merge").removeprefix("refs/heads/") if branch else ""
    if remote not in remotes or not there:
        # A repository with one other is meant to go there.
        remote, there = (remotes[0], branch) if len(remotes) == 1 else ("", "")
    upstream = f"refs/remotes/{remote}/{there}" if remote else ""
    ahead = behind = 0
    head = git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    if not remote:
        hindrance = hindrance or translate("This folder is kept by git on this machine alone: it knows no shared repository. That is enough for history; a copy elsewhere is better.")  # fmt: skip
    elif head and git.ask("rev-parse", "--verify", "--quiet", upstream):
        counted = git.text("rev-list", "--left-right", "--count", f"HEAD...{upstream}").split()
        ahead, behind = int(counted[0]), int(counted[1])
    elif head:
        ahead = int(git.text("rev-list", "--count", "HEAD"))
    return Shared(branch, remote, upstream, there, ahead, behind, hindrance)


def fetch(git: Git) -> Shared:
    """Ask the shared repository what others sent; return how things stand then. Raises ``GitError``."""
    shared = _look_free(git)
    refspec = f"+refs/heads/{shared.branch_there}:{shared.upstream}"
    if git.text("ls-remote", "--heads", shared.remote, f"refs/heads/{shared.branch_there}", seconds=THERE):
        git.run("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", shared.remote, refspec, seconds=THERE)
    return look(git)


def _look_free(git: Git) -> Shared:
    """Return how things stand. Raises ``GitError`` where nothing can be got or sent now."""
    shared = look(git)
    if shared.hindrance:
        raise GitError(shared.hindrance)
    return shared


def push(git: Git) -> int:
    """Send what was committed here; return how many commits that were. Raises ``GitError``, also where something has to be got first."""
    with alone_with(git):
        return _push(git)


def _push(git: Git) -> int:
    shared = fetch(git)
    if shared.behind:
        raise GitError(translate("Somebody else sent something meanwhile. Get it first, then send."))
    if shared.ahead:
        git.run(
            "push", "--quiet", "--set-upstream", shared.remote, f"HEAD:refs/heads/{shared.branch_there}", seconds=THERE
        )  # fmt: skip
    return shared.ahead


Keep = Callable[[Sequence[str]], None]


def pull(
    git: Git,
    host: str,
    seen: tuple[str, str] | None = None,
    choices: Mapping[str, bytes | None] | None = None,
    keep: Keep = lambda paths: None,
    *,
    asked: bool = False,
) -> Pulled:
    """Get what others sent, and put what was done here on top. All that changed here has to be committed before.

    ``choices`` are what an editor decided about conflicts (path to content, None: gone), found between the commits ``seen``; where either
    moved on, they are looked for anew. ``keep`` is told which files are about to change. ``asked``: ``fetch`` was called just before, and no
    server is waited for here. Raises ``ConflictsError`` and ``GitError``: nothing was changed then.
    """
    with alone_with(git):
        return _pull(git, _look_free(git) if asked else fetch(git), host, seen, choices, keep)


def _pull(
    git: Git, shared: Shared, host: str, seen: tuple[str, str] | None, choices: Mapping[str, bytes | None] | None, keep: Keep
) -> Pulled:  # fmt: skip
    head, there = git.text("rev-parse", "HEAD"), git.ask("rev-parse", "--verify", "--quiet", shared.upstream)
    if not shared.behind:
        return Pulled((), 0, 0)
    if not shared.ahead:
        return _move(git, head, there, shared.behind, 0, keep)
    base = git.ask("merge-base", head, there)
    if not base:
        raise GitError(translate("What is here and what is in the shared repository have nothing in common. Whoever set them up looks at both."))  # fmt: skip
    ours = git.text("rev-list", "--reverse", f"{base}..{head}").split()
    _expect_own(git, ours)
    decided = dict(choices or {}) if seen == (head, there) else {}
    remade = _remake(git, host, base, there, head, ours, decided)
    return _move(git, head, remade, shared.behind, len(ours), keep)


def _expect_own(git: Git, commits: Sequence[str]) -> None:
    """Raise ``GitError`` where one of ``commits`` is not the newsdesk's, or more than one line leads to it."""
    for commit in commits:
        parents, _, message = git.text("log", "-1", "--format=%P%n%B", commit).partition("\n")
        if len(parents.split()) != 1 or TRAILER not in message.splitlines():
            said = translate("Both sides went on, and here somebody made commits with git by hand (“{what}”). Whoever did that brings both together with git.")  # fmt: skip
            raise GitError(said.format(what=message.partition("\n")[0]))


def _remake(
    git: Git, host: str, base: str, there: str, head: str, commits: Sequence[str], decided: Mapping[str, bytes | None]
) -> str:
    """Return the last of ``commits`` (from ``base`` to ``head``) made anew on top of ``there``. Raises ``ConflictsError``."""
    ours, theirs = _differences(git, base, head), _differences(git, base, there)
    settled: dict[str, _Entry] = {}
    conflicts: list[Conflict] = []
    for path in sorted(ours.keys() & theirs.keys()):
        if ours[path][1] == theirs[path][1]:
            settled[path] = theirs[path][1]
        elif path in decided:
            settled[path] = _store(git, decided[path], ours[path][1], theirs[path][1])
        else:
            found = _join(git, path, ours[path][0], ours[path][1], theirs[path][1])
            if isinstance(found, Conflict):
                conflicts.append(found)
            else:
                settled[path] = found
    if conflicts:
        raise ConflictsError(head, there, conflicts)
    with tempfile.TemporaryDirectory(prefix="ban-tin-git-") as folder:
        staged = git.with_index(Path(folder) / "index")
        staged.run("read-tree", there)
        last, before = there, base
        touched = [_differences(git, one, other) for one, other in zip([base, *commits], commits, strict=False)]
        for number, commit in enumerate(commits):
            later = {path for changes in touched[number + 1 :] for path in changes}
            entries: dict[str, _Entry] = {}
            for path, (_, entry) in touched[number].items():
                if path not in theirs:
                    entries[path] = entry
                elif path not in later:
                    # What both sides changed is brought in once, by the last one that changed it.
                    entries[path] = settled.get(path, theirs[path][1])
            _stage(staged, entries)
            last, before = _commit_again(staged, host, commit, staged.text("write-tree"), last), commit
        del before
    return last


def _differences(git: Git, one: str, other: str) -> dict[str, tuple[_Entry, _Entry]]:
    """Return what differs from commit ``one`` to ``other``: path to what it is in either."""
    out = git.run("diff-tree", "-r", "-z", "--no-renames", "--no-ext-diff", "--full-index", one, other)
    words = out.decode("utf-8", "surrogateescape").split("\0")
    found = {}
    for about, path in zip(words[::2], words[1::2], strict=False):
        old_mode, mode, old_name, name, status = about.lstrip(":").split()
        old = _NONE if status == "A" else _Entry(old_mode, old_name)
        found[path] = (old, _NONE if status == "D" else _Entry(mode, name))
    return found


def _join(git: Git, path: str, base: _Entry, ours: _Entry, theirs: _Entry) -> _Entry | Conflict:
    """Return what both sides made of a file together, where they changed other lines of it."""
    contents = git.objects([each.name or "0" * 40 for each in (base, ours, theirs)])
    binary = any(content is not None and (b"\0" in content or not _is_text(content)) for content in contents)
    conflict = Conflict(path, contents[0], contents[1], contents[2], binary)
    if binary or any(content is None for content in contents) or ours.mode != theirs.mode:
        return conflict
    with tempfile.TemporaryDirectory(prefix="ban-tin-git-") as folder:
        files = [Path(folder) / name for name in ("ours", "base", "theirs")]
        for file, content in zip(files, (contents[1], contents[0], contents[2]), strict=True):
            file.write_bytes(content or b"")
        try:
            joined = git.run("merge-file", "-p", "--quiet", *map(str, files))
        except GitError:
            return conflict
    return _Entry(ours.mode, git.text("hash-object", "-w", "--stdin", "--no-filters", given=joined))


def _is_text(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def _store(git: Git, content: bytes | None, ours: _Entry, theirs: _Entry) -> _Entry:
    if content is None:
        return _NONE
    name = git.text("hash-object", "-w", "--stdin", "--no-filters", given=content)
    return _Entry(ours.mode or theirs.mode or "100644", name)


def _stage(staged: Git, entries: Mapping[str, _Entry]) -> None:
    lines = []
    for path, entry in entries.items():
        mode, name = entry if entry.name else ("0", "0" * 40)
        lines.append(f"{mode} {name}\t{path}\0")
    if lines:
        staged.run("update-index", "-z", "--index-info", given="".join(lines).encode("utf-8", "surrogateescape"))


def _commit_again(git: Git, host: str, commit: str, tree: str, parent: str) -> str:
    """Return a commit of ``tree`` on ``parent`` with author, date and message of ``commit``."""
    name, mail, date, message = git.run("log", "-1", "--format=%an%x00%ae%x00%aI%x00%B", commit).split(b"\0", 3)
    who = {"GIT_AUTHOR_NAME": name.decode(errors="replace"), "GIT_AUTHOR_EMAIL": mail.decode(errors="replace")}
    who["GIT_AUTHOR_DATE"] = date.decode()
    return git.text(*identity(git, host), "commit-tree", tree, "-p", parent, "-F", "-", given=message, environment=who)


def _move(git: Git, head: str, to: str, commits: int, remade: int, keep: Keep) -> Pulled:
    """Make the branch, what is staged and the files those of the commit ``to``; whatever else changed on the disk hinders it, and nothing is changed.

    Files first, the branch after them: what is stopped between both leaves files that are newer than the branch, and no commit that takes back what others did.
    """
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    git.run("update-ref", f"{BACKUPS}/{moment}", head)
    files = sorted(_differences(git, head, to))
    keep(files)
    git.run("update-index", "-q", "--refresh", expected=(0, 1))
    try:
        git.run("read-tree", "-m", "-u", "--exclude-per-directory=.gitignore", head, to)
    except GitError as error:
        raise GitError(translate(_MOVED).format(reason=error.said), error.code) from error
    branch = git.text("symbolic-ref", "HEAD")
    git.run("update-ref", "-m", "newsdesk: pull", branch, to, head)
    _forget_old(git)
    return Pulled(tuple(files), commits, remade)


def _forget_old(git: Git) -> None:
    names = git.text("for-each-ref", "--format=%(refname)", f"{BACKUPS}/").split()
    for name in sorted(names)[:-KEPT]:
        git.run("update-ref", "-d", name)


def uncommitted(git: Git) -> list[str]:
    """Return what changed below the folder of ``git`` and is not committed. Raises ``GitError``."""
    return changed_files(git)
