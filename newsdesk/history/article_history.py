"""All versions of an article, of git and of those the newsdesk keeps, as one list; and how one of them, or a paragraph, is brought back."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from ban_tin.articles.comments import comments_file
from newsdesk.editing.alone import alone_in
from newsdesk.editing.changes import Change
from newsdesk.editing.errors import StaleError, UnsavableError, unsavable
from newsdesk.editing.places import find_text
from newsdesk.editing.saving import Opened, open_article, save, write_text
from newsdesk.editing.texts import decode, digest_of
from newsdesk.editing.trash import list_trash, restore_article
from newsdesk.editing.versions import list_versions, version_bytes
from newsdesk.editing.whole_files import sync_folder, write_whole
from newsdesk.history.differences import compare, undo_difference
from newsdesk.history.git import Git, GitError, find_git
from newsdesk.history.git_versions import (
    files_beside,
    is_commit,
    list_git_deleted,
    list_git_versions,
    parent_of,
    read_git_text,
    read_git_texts,
    title_of_text,
)
from newsdesk.history.values import Deleted, Version
from newsdesk.language import N_, translate
from newsdesk.site_folder import SiteFolder

#: Commits have no parts of a second.
_SECOND = timedelta(seconds=2)
GIT, KEPT, TRASH = "git-", "kept-", "trash-"
_GONE = N_("This version is not there any more. Load the page again.")
_OTHER = N_("The text was changed since this page was loaded. Load it again and look once more.")
_TAKEN = N_("Something else lies at “{file}” by now: nothing was brought back.")
#: What the newsdesk keeps a version for: message ids.
KEPT_FOR = {
    "saved": N_("Saved"),
    "fields": N_("Saved: the head of the article"),
    "photos": N_("Saved: photos"),
    "found": N_("Changed by another program"),
    "undone": N_("Undone"),
    "redone": N_("Done again"),
    "restored": N_("An older version brought back"),
    "deleted": N_("As it was deleted"),
    "imported": N_("Imported"),
    "pulled": N_("Before what others sent came in"),
}


@dataclass(frozen=True, slots=True)
class OldVersion:
    """A version with its text. ``commit`` is where git has what lay beside it, ``""`` for nowhere."""

    version: Version
    content: bytes
    commit: str

    @property
    def text(self) -> str:
        """The version as text."""
        return decode(self.content).text


class History(NamedTuple):
    """The versions of an article with their texts, the newest first; ``trouble`` is why those of git are not among them."""

    versions: tuple[OldVersion, ...]
    trouble: str
    #: Whether git keeps the site.
    by_git: bool


def list_history(site: SiteFolder, file: str) -> History:
    """Return the history of ``file``, which need not be there any more. Raises ``UnsavableError`` for what is no text of the site."""
    find_text(site, file, there=False)
    kept = _list_kept(site, file)
    try:
        git = find_git(site.folder)
        of_git = _list_git(git, file) if git else []
    except GitError as error:
        return History(tuple(kept), error.said, by_git=True)
    return History(tuple(_joined(kept, of_git)), "", git is not None)


def _list_kept(site: SiteFolder, file: str) -> list[OldVersion]:
    found = []
    for each in list_versions(site, file):
        with suppress(UnsavableError):
            what = KEPT_FOR.get(each.what) or KEPT_FOR["saved"]
            version = Version(f"{KEPT}{each.id}", each.at, each.by, translate(what), file)
            found.append(OldVersion(version, version_bytes(site, file, each.id), ""))
    return found


def _list_git(git: Git, file: str) -> list[OldVersion]:
    versions = list_git_versions(git, file)
    texts = read_git_texts(git, versions)
    return [
        OldVersion(version, text, version.id.removeprefix(GIT))
        for version, text in zip(versions, texts, strict=True)
        if text is not None
    ]


def _joined(kept: Sequence[OldVersion], of_git: Sequence[OldVersion]) -> list[OldVersion]:
    """Return both in order; where git has just what was saved shortly before, that is one."""
    texts = {each.content for each in of_git}
    foreign = KEPT_FOR["found"]
    found_there = translate(foreign)
    # What another program left in the file, and git has too, is no version of its own.
    left = [old for old in kept if old.version.what != found_there or old.content not in texts]
    found: list[OldVersion] = []
    for each in of_git:
        same = [one for one in left if one.content == each.content and one.version.at <= each.version.at + _SECOND]
        if not same:
            found.append(each)
            continue
        one = max(same, key=lambda old: old.version.at)
        left.remove(one)
        by = one.version.by or each.version.by
        version = each.version._replace(at=one.version.at, by=by, also=(one.version.id,))
        found.append(OldVersion(version, each.content, each.commit))
    return sorted([*found, *left], key=lambda old: old.version.at, reverse=True)


def find_old(site: SiteFolder, file: str, id: str) -> OldVersion:
    """Return one version of ``file``. Raises ``UnsavableError``."""
    for old in list_history(site, file).versions:
        if id in (old.version.id, *old.version.also):
            return old
    raise UnsavableError(translate(_GONE), gone=True)


def bring_back(site: SiteFolder, file: str, id: str, digest: str, by: str) -> Opened:
    """Let ``file``, which is of ``digest`` now, be what it was in version ``id``: a save as any other, that can be undone.

    Photos of then that are gone come back, too, where git has them; none that is there is changed. Raises ``UnsavableError``.
    """
    old = find_old(site, file, id)
    path = find_text(site, file)
    with alone_in(site):
        if open_article(site, file).digest != digest:
            raise StaleError(translate(_OTHER))
        _bring_files(site, file, old)
        return write_text(site, file, path, lambda current, now: old.text, by, "restored")


def _bring_files(site: SiteFolder, file: str, old: OldVersion) -> list[str]:
    """Write what lay beside ``old``, is named in it, and is not there now."""
    git = find_git(site.folder) if old.commit else None
    if git is None:
        return []
    beside = files_beside(git, old.commit, old.version.file)
    missing = [
        name
        for name in beside
        if not name.endswith(".md") and PurePosixPath(name).name in old.text and not _place(site, file, name).exists()
    ]
    for name, content in zip(missing, git.objects([beside[name] for name in missing]), strict=True):
        if content is not None:
            _write_new(site, (PurePosixPath(file).parent / name).as_posix(), content)
    return missing


def _place(site: SiteFolder, file: str, name: str) -> Path:
    return site.folder.resolve() / PurePosixPath(file).parent / name


def _write_new(site: SiteFolder, file: str, content: bytes) -> None:
    path = site.folder.resolve() / file
    if not path.parent.resolve().is_relative_to(site.folder.resolve()) or path.is_symlink():
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, content)
        sync_folder(path.parent)
    except OSError as error:
        raise unsavable(error, file) from None


def bring_paragraph_back(site: SiteFolder, file: str, id: str, number: int, digest: str, by: str) -> Opened:
    """Let one paragraph be what it was in version ``id``: the one of difference ``number`` from it to the text of ``digest``.

    Raises ``UnsavableError`` and ``ConflictError``.
    """
    old, opened = find_old(site, file, id), open_article(site, file)
    if opened.digest != digest:
        raise StaleError(translate(_OTHER))
    differences = compare(old.text, opened.text)
    edit = undo_difference(differences, number, opened.text) if 0 <= number < len(differences) else None
    if edit is None:
        raise StaleError(translate(_OTHER))
    change = Change(edit.first, edit.last, edit.was, edit.text)
    return save(site, file, digest, [change], by, "restored")


def list_deleted(site: SiteFolder) -> list[Deleted]:
    """Return the articles that are gone and can be brought back, the last one first."""
    found = []
    for each in list_trash(site):
        if each.article:
            title = ""
            with suppress(UnsavableError):
                last = list_versions(site, each.file)
                title = title_of_text(version_bytes(site, each.file, last[0].id)) if last else ""
            found.append(Deleted(f"{TRASH}{each.id}", each.file, title, each.at, each.by))
    with suppress(GitError):
        git = find_git(site.folder)
        known = {each.file for each in found}
        found += [each for each in (list_git_deleted(git) if git else []) if each.file not in known]
    return sorted(found, key=lambda each: each.at, reverse=True)


def bring_article_back(site: SiteFolder, id: str, file: str, by: str) -> str:
    """Bring back an article that ``list_deleted`` named, with all that lay beside it; return its file. Raises ``UnsavableError``."""
    if id.startswith(TRASH):
        return restore_article(site, id.removeprefix(TRASH))
    commit = id.removeprefix(GIT)
    try:
        git = find_git(site.folder)
        if git is None or not is_commit(commit):
            raise UnsavableError(translate(_GONE), gone=True)
        before = parent_of(git, commit)
        path = find_text(site, file, there=False)
        text = read_git_text(git, before, file)
        if text is None:
            raise UnsavableError(translate(_GONE), gone=True)
        with alone_in(site):
            if path.exists():
                raise UnsavableError(translate(_TAKEN).format(file=file))
            try:
                _bring_folder(site, git, before, file, path)
            except OSError as error:
                raise unsavable(error, file) from None
            words = decode(text).text
            write_text(site, file, path, lambda current, now: words, by, "restored", new=True, undoable=False)
    except GitError as error:
        raise UnsavableError(error.said) from error
    return file


def _bring_folder(site: SiteFolder, git: Git, commit: str, file: str, path: Path) -> None:
    """Write what lay beside an article that is gone: all of a folder of its own, else only its comments."""
    beside = files_beside(git, commit, file)
    own = path.name == "index.md"
    wanted = [
        name
        for name in beside
        if name != path.name
        and (own or name == comments_file(path).name)
        and (not name.endswith(".md"))
        and not _place(site, file, name).exists()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    for name, content in zip(wanted, git.objects([beside[name] for name in wanted]), strict=True):
        if content is not None:
            _write_new(site, (PurePosixPath(file).parent / name).as_posix(), content)


def digest_now(site: SiteFolder, file: str) -> str:
    """Return the digest of ``file`` as it is, ``""`` where it is gone. Raises ``UnsavableError`` for what is no text of the site."""
    path = find_text(site, file, there=False)
    try:
        return digest_of(path.read_bytes())
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise unsavable(error, file) from None
