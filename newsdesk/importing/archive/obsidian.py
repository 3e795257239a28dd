"""Notes of Obsidian as ordinary Markdown: links and pictures in double brackets, callouts, comments, tags in the text."""

import re
from collections.abc import Callable, Collection, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from ban_tin.language.vietnamese import nfc
from newsdesk.importing.archive.code import without_code
from newsdesk.importing.archive.html import Tell
from newsdesk.importing.archive.words import names, plain

#: Folders of notes that are forms for others.
TEMPLATES = frozenset(("templates", "template", "_templates", "mẫu", "mau"))
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|bmp|svg|hei[cf]|tiff?)$", re.IGNORECASE)
_DOUBLE = re.compile(
    r"(?P<embed>!?)\[\[(?P<target>[^\[\]|#^\n]*)(?P<place>[#^][^\[\]|\n]*)?(?:\\?\|(?P<text>[^\[\]\n]*))?\]\]"
)
_SIZE = re.compile(r"\d+(?:x\d+)?")
_CALLOUT = re.compile(r"^(?P<quote>[ \t]*(?:>[ \t]?)+)\[!(?P<kind>[\w-]+)\][+-]?[ \t]*(?P<title>.*)$", re.MULTILINE)
_COMMENT = re.compile(r"%%(.*?)%%", re.DOTALL)
_BLOCK = re.compile(r"(?:^|[ \t])\^[A-Za-z0-9-]+[ \t]*$", re.MULTILINE)
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?=\S)([^=\n]+?)(?<=\S)==(?![=\w])")
_TAG_LINE = re.compile(r"^[ \t]*#[\w/-]*[^\W\d][\w/-]*(?:[ \t,]+#[\w/-]*[^\W\d][\w/-]*)*[ \t]*$", re.MULTILINE)
_TAG = re.compile(r"#([\w/-]+)")


class Vault:
    """The notes and files of a vault, by the names by which notes call them."""

    def __init__(self, files: Collection[str], notes: Mapping[str, Mapping[str, Any]]) -> None:
        """``files``: the paths of all; ``notes``: the fields of each note by its path."""
        self._paths: dict[str, str] = {}
        for path in sorted(files, key=lambda each: (each.count("/"), each), reverse=True):
            # The one that lies least deep has the name, as in Obsidian.
            for name in (PurePosixPath(path).name, path):
                self._paths[_key(name)] = path
        for path in sorted(notes, reverse=True):
            self._paths[_key(PurePosixPath(path).with_suffix("").as_posix())] = path
        for path in sorted(notes, key=lambda each: (each.count("/"), each), reverse=True):
            for name in (*_other_names(notes[path]), PurePosixPath(path).stem):
                self._paths[_key(name)] = path

    def find(self, name: str) -> str:
        """Return the path of what notes call ``name``, ``""`` where there is none."""
        key = _key(name)
        return self._paths.get(key, "") or self._paths.get(key.rpartition("/")[2], "")

    def as_markdown(self, text: str, tell: Tell) -> tuple[str, list[str]]:
        """Return the ``text`` of a note as ordinary Markdown, and the tags that stood in lines of their own."""
        tags: list[str] = []

        def change(part: str) -> str:
            part = _COMMENT.sub(lambda found: _told_comment(found, tell), part)
            part = _TAG_LINE.sub(lambda found: _taken_tags(found, tags), part)
            part = _CALLOUT.sub(_callout, part)
            part = _BLOCK.sub("", part)
            part = _HIGHLIGHT.sub(r"<mark>\1</mark>", part)
            return _DOUBLE.sub(lambda found: self._double(found, tell), part)

        return without_code(text, change), tags

    def _double(self, found: re.Match[str], tell: Tell) -> str:
        target, text = found["target"].strip(), (found["text"] or "").strip()
        if not target:  # A place in the same note.
            return text or (found["place"] or "").lstrip("#^ ")
        path = self.find(target)
        if found["embed"] and (_PICTURE.search(path or target)):
            words = "" if _SIZE.fullmatch(text) else text
            title = f' "{words}"' if words and '"' not in words else ""
            return f"![{_bare(words)}](<{'/' + path if path else target}>{title})"
        words = _bare(
            text
            or (target + (f" – {found['place'].lstrip('#^')}" if (found["place"] or "").startswith("#") else ""))
            .rpartition("/")[2]
            .removesuffix(".md")
        )
        if not path:
            tell("dead-link", found[0])
            return words
        if found["embed"] and path.endswith(".md"):
            # A note within a note: readers get there by a link.
            tell("embedded-note", target)
        return f"[{words}](/{quote(path)})"


def _key(name: str) -> str:
    return nfc(name).strip().strip("/").removesuffix(".md").casefold()


def _bare(words: str) -> str:
    return words.replace("[", "\\[").replace("]", "\\]")


def _other_names(fields: Mapping[str, Any]) -> list[str]:
    """Return the other names of a note: in Obsidian these are what ``aliases`` are."""
    return [plain(each) for each in names(fields.get("aliases") or fields.get("alias") or [])]


def _told_comment(found: re.Match[str], tell: Callable[[str, str], None]) -> str:
    if words := " ".join(found[1].split()):
        tell("comment", words)
    return ""


def _taken_tags(found: re.Match[str], tags: list[str]) -> str:
    tags += [each.replace("/", " ").replace("-", " ").replace("_", " ").strip() for each in _TAG.findall(found[0])]
    return ""


def _callout(found: re.Match[str]) -> str:
    """Return the first line of a callout as that of a quote with its title in bold."""
    title = found["title"].strip()
    return f"{found['quote']}**{title}**\n{found['quote'].rstrip()}" if title else found["quote"].rstrip()


def properties(fields: Mapping[str, Any], stem: str) -> dict[str, Any]:
    """Return the properties of a note as fields that others have: its name is its title, and its other names are no addresses."""
    given = {
        name: value for name, value in fields.items() if name not in {"aliases", "alias", "cssclasses", "cssclass"}
    }
    if not given.get("title") and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", stem):
        given["title"] = stem
    # A note is its writer's own until it says otherwise.
    if str(given.pop("publish", "")).lower() not in {"true", "yes"} and not given.get("published"):
        given["draft"] = True
    if "tags" not in given and "tag" in given:
        given["tags"] = given.pop("tag")
    if isinstance(given.get("tags"), str):
        given["tags"] = [each for each in re.split(r"[\s,]+", given["tags"]) if each]
    if isinstance(given.get("tags"), list):
        given["tags"] = [
            str(each).lstrip("#").replace("/", " ").replace("-", " ").replace("_", " ") for each in given["tags"]
        ]
    return given
