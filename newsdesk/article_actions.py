"""What an office does with whole articles: withdraw, put back, schedule, duplicate, delete; each says how it is taken back."""

import os
import re
import shutil
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ban_tin.language.vietnamese import parse_datetime
from ban_tin.site.facts import SiteFacts
from ban_tin.site.project import source_folders
from ban_tin.starter.article import article_slug
from newsdesk.editing.alone import alone_in
from newsdesk.editing.errors import UnsavableError, unsavable
from newsdesk.editing.fields.saving import read_title
from newsdesk.editing.fields.writing import NO_HEAD, UnsetError, set_fields
from newsdesk.editing.places import find_text, shown_file
from newsdesk.editing.saving import open_article, write_text
from newsdesk.editing.texts import split_lines
from newsdesk.editing.trash import delete_article, restore_article
from newsdesk.editing.undoing import undo
from newsdesk.editing.whole_files import sync_folder
from newsdesk.language import N_, translate
from newsdesk.moment import present_moment
from newsdesk.site_folder import SiteFolder

_NO_HEAD = N_("“{file}” has no head whose lines could be changed. Open it and see what is wrong with it.")
_NO_REASON = N_("Say why it is withdrawn: readers see the reason in its place.")
_NO_DATE = N_("“{date}” is no date such as 2026-11-20 08:00.")
_PAST = N_("{date} is over. Choose a day and a time to come.")
_COPY = N_("{title} (copy)")
#: What a copy does not take along: where it stands, what became of it, and what it was made of.
_OWN_FIELDS = (
    "slug", "aliases", "withdrawn", "replaced_by", "pinned_until", "expires", "updated", "updated_note",
)  # fmt: skip
_IMPORTED = re.compile(r"[ \t]*#[ \t]*imported\b", re.IGNORECASE)
#: A way to another file of the site, in a link or a field.
_WAY_UP = re.compile(r"(?<=[(\s\"'}:])(?:\.\./)+[^)\s\"'#]+")


class Undo(NamedTuple):
    """How something is taken back: ``kind`` is ``"text"`` (the file, and its digest), ``"made"`` (the file) or ``"deleted"`` (its id in the trash)."""

    kind: str
    name: str
    digest: str = ""


class Done(NamedTuple):
    """What was done to ``file``, as it is named now."""

    file: str
    undo: Undo


def withdraw_article(site: SiteFolder, file: str, reason: str, by: str) -> Done:
    """Leave nothing but a note with the ``reason`` at the article's address. Raises ``UnsavableError``."""
    if not reason.strip():
        raise UnsavableError(translate(_NO_REASON))
    return change_fields(site, file, {"withdrawn": " ".join(reason.split())}, by)


def put_back_article(site: SiteFolder, file: str, by: str) -> Done:
    """Take back that the article was withdrawn. Raises ``UnsavableError``."""
    return change_fields(site, file, {"withdrawn": None, "replaced_by": None}, by)


def set_published(site: SiteFolder, file: str, published: bool, by: str) -> Done:
    """Let the next publish take the article along, or make it a draft. Raises ``UnsavableError``."""
    return change_fields(site, file, {"status": "published" if published else "draft"}, by)


def schedule_article(site: SiteFolder, file: str, date: str, zone: ZoneInfo, by: str) -> Done:
    """Let the article appear at ``date``, as a person types it. Raises ``UnsavableError``."""
    try:
        moment = parse_datetime(date.strip(), zone)
    except ValueError:
        raise UnsavableError(translate(_NO_DATE).format(date=date[:40])) from None
    # Typed the wrong way round, a day to come becomes one that is over: it would be public with the next publishing.
    if moment <= present_moment(zone):
        raise UnsavableError(translate(_PAST).format(date=f"{moment:%d/%m/%Y %H:%M}"))
    return change_fields(site, file, {"date": f"{moment:%Y-%m-%d %H:%M}", "status": "published"}, by)


def change_fields(site: SiteFolder, file: str, values: Mapping[str, str | None], by: str) -> Done:
    """Set fields of the article's front matter, or take them out (None). Raises ``UnsavableError``."""

    def make(text: str | None, digest: str) -> str:
        return _with_fields(text or "", values, file)

    opened = write_text(site, file, find_text(site, file), make, by, "fields")
    return Done(file, Undo("text", file, opened.digest))


def remove_article(site: SiteFolder, file: str, by: str) -> Done:
    """Move the article into the trash with all that lies in its folder. Raises ``UnsavableError``."""
    return Done(file, Undo("deleted", delete_article(site, file, by)))


def duplicate_article(site: SiteFolder, facts: SiteFacts, file: str, by: str) -> Done:
    """Make a draft of today that has its text, its photos and its attachments, under another title. Raises ``UnsavableError``.

    One that has no folder of its own is copied beside itself: its files are those of both.
    """
    opened = open_article(site, file)
    now = present_moment(ZoneInfo(facts.time_zone))
    title = translate(_COPY).format(title=read_title(opened.text) or opened.path.parent.name)
    fields: dict[str, str | None] = dict.fromkeys(_OWN_FIELDS) | {"title": title, "status": "draft"}
    page = file.split("/")[0] in {source_folders(site.folder, each)[1] for each in ("vi", "en")}
    if not page:
        fields["date"] = f"{now:%Y-%m-%d %H:%M}"
    lines = split_lines(_with_fields(opened.text, fields, file))
    text = "".join(line for line in lines if not _IMPORTED.match(line))
    with alone_in(site):
        try:
            if opened.path.name != "index.md":
                return _copy_beside(site, opened.path, text)
            parent = opened.path.parent.parent if page else _month(site, facts, now)
            return _copy_folder(site, opened.path, parent, title, text, facts.language)
        except OSError as error:
            raise unsavable(error, file) from None


def take_back(site: SiteFolder, undoing: Undo, by: str) -> str:
    """Undo what was done; return the file as it is named now, ``""`` where it is gone. Raises ``UnsavableError`` and ``ConflictError``."""
    if undoing.kind == "deleted":
        return restore_article(site, undoing.name)
    if undoing.kind == "made":
        delete_article(site, undoing.name, by)
        return ""
    return undo(site, undoing.name, undoing.digest, by).file


def _with_fields(text: str, values: Mapping[str, str | None], file: str) -> str:
    try:
        return set_fields(text, values)
    except UnsetError as error:
        said = _NO_HEAD if error.message == NO_HEAD else error.message
        raise UnsavableError(translate(said).format(file=file, field=error.field)) from None


def _month(site: SiteFolder, facts: SiteFacts, now: datetime) -> Path:
    month = site.folder / source_folders(site.folder, facts.language)[0] / f"{now:%Y}" / f"{now:%m}"
    month.mkdir(parents=True, exist_ok=True)
    return month


def _copy_beside(site: SiteFolder, path: Path, text: str) -> Done:
    number = 2
    while True:
        copy = path.with_name(f"{path.stem}-{number}.md")
        with suppress(FileExistsError), copy.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            shown = shown_file(site, copy)
            return Done(shown, Undo("made", shown))
        number += 1


def _copy_folder(site: SiteFolder, path: Path, parent: Path, title: str, text: str, language: str) -> Done:
    taken = {each.name.removesuffix(".md").lower() for each in parent.iterdir()}
    folder = parent / article_slug(title, taken, language)
    # No reader of the site sees it before it is whole.
    part = parent / f".{folder.name}.part"
    shutil.rmtree(part, ignore_errors=True)
    try:
        shutil.copytree(path.parent, part, ignore=_not_copied, symlinks=True)
        (part / "index.md").write_text(_from_there(text, path.parent, folder), encoding="utf-8", newline="")
        for each in part.rglob("*"):
            if each.is_file() and not each.is_symlink():
                with each.open("rb") as file:
                    os.fsync(file.fileno())
        part.rename(folder)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    sync_folder(parent)
    shown = shown_file(site, folder / "index.md")
    return Done(shown, Undo("made", shown))


def _not_copied(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name.startswith(".") or name.endswith(".md") or name == "comments.yaml"}


def _from_there(text: str, old: Path, new: Path) -> str:
    """Return ``text`` with the ways to other files that lead from the folder ``old`` leading from ``new``."""

    def way(found: re.Match[str]) -> str:
        target = Path(os.path.normpath(old / found[0]))
        return os.path.relpath(target, new).replace(os.sep, "/") if target.exists() else found[0]

    return text if old.parent == new.parent else _WAY_UP.sub(way, text)
