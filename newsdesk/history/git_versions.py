"""What git knows of an article: its versions, what lay beside it then, and articles that are gone."""

import re
from contextlib import suppress
from datetime import datetime
from pathlib import PurePosixPath
from typing import NamedTuple

from newsdesk.history.git import Git, GitError
from newsdesk.history.values import Deleted, Version

#: Versions of an article, and articles that are gone, that are looked for.
MOST, MOST_GONE = 200, 200
#: What a commit's own lines begin with, and what stands between its values; no name of a file has either.
_BEGIN, _END = "\x01", "\x02"
_FORMAT = f"--format=tformat:{_BEGIN}%H%x00%aI%x00%aN%x00%s{_END}"
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
#: Bytes of a file that is fetched from a commit.
_FILE_MOST = 60_000_000


class _Commit(NamedTuple):
    name: str
    at: datetime
    by: str
    what: str
    #: What it did to files, as --name-status says.
    files: tuple[str, ...]


def is_commit(name: str) -> bool:
    """Return whether ``name`` is a whole name of a commit, and so nothing else to git."""
    return bool(_COMMIT.fullmatch(name))


def list_git_versions(git: Git, file: str) -> list[Version]:
    """Return the versions of ``file`` (relative to the folder of ``git``), the newest first; also those of its name before, and of its photos. Raises ``GitError``."""
    if not git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}"):
        return []  # Nothing was ever kept there.
    found: list[Version] = []
    path = file
    for commit in _log(git, "--follow", "--name-status", f"--max-count={MOST}", file):
        status, *names = commit.files or ("",)
        if names:
            path = names[-1]
        if not status.startswith("D"):
            found.append(Version(f"git-{commit.name}", commit.at, commit.by, commit.what, path))
        if status.startswith("R"):
            path = names[0]
    known = {each.id for each in found}
    # Photos have no name of the article: they lie in its folder, wherever that was.
    for each in {file, *(each.file for each in found)}:
        if PurePosixPath(each).name != "index.md":
            continue
        for commit in _log(git, "--name-status", f"--max-count={MOST}", PurePosixPath(each).parent.as_posix()):
            there = any(name and not name.endswith(".md") for name in commit.files[1::2])
            if there and f"git-{commit.name}" not in known and not commit.files[0].startswith("R"):
                known.add(f"git-{commit.name}")
                found.append(Version(f"git-{commit.name}", commit.at, commit.by, commit.what, each))
    folders = sorted({PurePosixPath(each.file).parent.as_posix() for each in found})
    order = git.text("log", "--format=%H", "--", *folders).split() if found else []
    # As git has them: two may be of one second.
    places = {name: number for number, name in enumerate(order)}
    return sorted(found, key=lambda each: places.get(each.id.removeprefix("git-"), len(order)))


def _log(git: Git, *arguments: str) -> list[_Commit]:
    *options, path = arguments
    # As seen from the folder: the site may be a part of its repository.
    out = git.text("log", "-z", "--relative", _FORMAT, *options, "--", path)
    commits = []
    for said in out.split(_BEGIN)[1:]:
        values, _, files = said.partition(_END)
        name, at, by, what = (values.split("\0") + [""] * 4)[:4]
        # A message, or a date, of which git itself makes something odd hides its own commit and no other.
        with suppress(ValueError):
            commits.append(_Commit(name, datetime.fromisoformat(at), by, what, tuple(each for each in files.strip("\0\n").split("\0") if each)))  # fmt: skip
    return commits


def read_git_text(git: Git, commit: str, file: str) -> bytes | None:
    """Return ``file`` as it was in ``commit``, None where it was not there. Raises ``GitError``."""
    return git.objects([f"{commit}:./{file}"])[0] if is_commit(commit) else None


def read_git_texts(git: Git, versions: list[Version]) -> list[bytes | None]:
    """Return the text of each of ``versions``, all at once. Raises ``GitError``."""
    return git.objects([f"{each.id.removeprefix('git-')}:./{each.file}" for each in versions])


def files_beside(git: Git, commit: str, file: str) -> dict[str, str]:
    """Return what lay in the folder of ``file`` in ``commit``: path below that folder to the name of the object. Raises ``GitError``."""
    folder = PurePosixPath(file).parent.as_posix()
    # The commit's own paths begin at the top of the repository.
    top = git.text("rev-parse", "--show-prefix")
    whole = f"{top}{folder}/" if folder != "." else top
    out = git.text("ls-tree", "-r", "-z", "-l", "--full-tree", commit, "--", whole) if whole else git.text("ls-tree", "-r", "-z", "-l", "--full-tree", commit)  # fmt: skip
    found = {}
    for line in out.split("\0"):
        about, _, path = line.partition("\t")
        values = about.split()
        if len(values) == 4 and values[0] in {"100644", "100755"} and int(values[3]) <= _FILE_MOST:
            found[path.removeprefix(whole)] = values[2]
    return found


def list_git_deleted(git: Git) -> list[Deleted]:
    """Return the articles that commits took away, the last one first, and that are not there now. Raises ``GitError``."""
    if not git.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}"):
        return []
    found: dict[str, Deleted] = {}
    for commit in _log(git, "-M", "--diff-filter=D", "--name-status", "--max-count=1000", "."):
        for file in commit.files[1::2]:
            if not file.endswith(".md") or file in found or (git.folder / file).exists() or len(found) >= MOST_GONE:
                continue
            found[file] = Deleted(f"git-{commit.name}", file, "", commit.at, commit.by)
    gone = [*found.values()]
    texts = git.objects([f"{each.id.removeprefix('git-')}^:./{each.file}" for each in gone])
    return [each._replace(title=title_of_text(text)) for each, text in zip(gone, texts, strict=True) if text is not None]  # fmt: skip


def parent_of(git: Git, commit: str) -> str:
    """Return the commit before ``commit``. Raises ``GitError`` where there is none."""
    if not is_commit(commit):
        raise GitError("?")
    return git.text("rev-parse", "--verify", f"{commit}^")


_TITLE = re.compile(r"^title[ \t]*:(.+)$", re.MULTILINE | re.IGNORECASE)


def title_of_text(text: bytes | str) -> str:
    """Return the title that the front matter of ``text`` has, ``""`` for none."""
    words = text.decode(errors="replace") if isinstance(text, bytes) else text
    found = _TITLE.search(words[:20_000])
    title = found[1].strip() if found else ""
    quoted = re.fullmatch(r"""(["'])(.*)\1""", title)
    return (quoted[2].replace('\\"', '"').replace("''", "'") if quoted else title).strip()
