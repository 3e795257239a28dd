"""Reading an archive as it lies there: its texts, the names of its files, and what its generator was told."""

import json
import os
import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from ban_tin.articles.folders import list_folders
from ban_tin.language.vietnamese import nfc
from ban_tin.photos.decoding import UnusablePhotoError, opened_image
from ban_tin.source_files import UnusableFileError, read_text
from newsdesk.importing.archive.front_matter import split_head
from newsdesk.importing.archive.generators import TEXT_SUFFIXES

_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|hei[cf]|bmp|tiff?)$", re.IGNORECASE)
#: Endings of names that are read as settings of the generators.
_SETTINGS = (
    "_config.yml",
    "_config.yaml",
    "hugo.toml",
    "config.toml",
    "hugo.yaml",
    "config.yaml",
    "hugo.yml",
    "config.yml",
    "hugo.json",
    "config.json",
    "_data/metadata.json",
    "src/_data/site.json",
    "_data/site.json",
    "pelicanconf.py",
)
#: Kinds of pictures that may move, which photos of ours don't.
_MOVING = {"GIF", "WEBP", "PNG", "AVIF"}


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive as it lies there. ``texts`` are the sources by their paths, ``files`` all files, with when each was changed."""

    texts: Mapping[str, str]
    files: Mapping[str, datetime]
    settings: Mapping[str, Any] = field(default_factory=dict)
    #: Says what kind a picture really is, as Pillow calls it, ``*`` behind it where it moves; ``""`` for no picture.
    kind_of: Callable[[str], str] = lambda path: ""
    #: Sources that can't be read.
    unread: tuple[str, ...] = ()


def read_archive(folder: Path) -> Archive:
    """Return the archive in ``folder``. Raises ``OSError``."""
    files: dict[str, datetime] = {}
    texts: dict[str, str] = {}
    unread: list[str] = []
    for place, names, _ in list_folders(
        folder, (".git", ".github", "node_modules", "_site", ".*cache*"), within=folder
    ):
        below = os.path.relpath(place, folder)
        for name in names:
            path = nfc(name if below == "." else f"{below}/{name}".replace(os.sep, "/"))
            full = Path(place, name)
            if full.is_symlink() or not full.is_file():
                continue
            files[path] = datetime.fromtimestamp(full.stat().st_mtime).astimezone()
            if path.endswith((*TEXT_SUFFIXES, "11tydata.json")) or path in _SETTINGS or _is_directory_data(path):
                try:
                    texts[path] = read_text(full)
                except UnusableFileError:
                    unread.append(path)

    def kind_of(path: str) -> str:
        if not _PICTURE.search(path):
            return ""
        try:
            with opened_image(folder / path) as image:
                moves = image.format in _MOVING and getattr(image, "is_animated", False)
                return f"{image.format}{'*' if moves else ''}"
        except (UnusablePhotoError, OSError):
            return ""

    return Archive(texts, files, read_settings(texts), kind_of, tuple(unread))


def _is_directory_data(path: str) -> bool:
    pure = PurePosixPath(path)
    return pure.suffix == ".json" and len(pure.parts) > 1 and pure.stem == pure.parent.name


def read_settings(texts: Mapping[str, str]) -> dict[str, Any]:
    """Return what the generator was told, as far as addresses need it."""
    for name in _SETTINGS:
        text = texts.get(name)
        if text is None:
            continue
        with suppress(yaml.YAMLError, ValueError, RecursionError):
            if name.endswith(".py"):
                return dict(re.findall(r"^([A-Z_]+)\s*=\s*[\"']([^\"'\n]*)[\"']", text, re.MULTILINE))
            if name.endswith(".toml"):
                return split_head(f"+++\n{text}\n+++\n", pairs=False).fields
            loaded = json.loads(text) if name.endswith(".json") else yaml.load(text, yaml.BaseLoader)  # noqa: S506 - strings alone
            return {str(key).lower(): value for key, value in loaded.items()} if isinstance(loaded, dict) else {}
    return {}
