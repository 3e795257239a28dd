"""The cache of renditions, shared by all builds: one folder for each source image's content and the parameters."""

import os
import sys
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from pathlib import Path

import PIL

from plugins.photos.encode import SAVE_OPTIONS, UnusablePhotoError, encode_photo, rendition_name, renditions_of
from plugins.photos.plan import SHARING_SIZE, Photo

#: Changes with anything that changes the bytes of a rendition.
PARAMETERS = blake2b(repr((SAVE_OPTIONS, SHARING_SIZE, PIL.__version__)).encode(), digest_size=4).hexdigest()


def encode_all(photos: Iterable[Photo], cache: Path) -> tuple[dict[str, Path], dict[Path, str]]:
    """Make all renditions of ``photos`` that ``cache`` lacks, on all cores.

    Returns the file of every rendition by the address it is served at, and what is wrong with each source
    image that could not be decoded.
    """
    wanted = list({photo.base_url: photo for photo in photos}.values())
    folders = {photo.base_url: cache / PARAMETERS / photo.digest[:2] / photo.digest for photo in wanted}
    files: dict[str, Path] = {}
    broken: dict[Path, str] = {}
    missing = []
    for photo in wanted:
        paths = [folders[photo.base_url] / rendition_name(rendition) for rendition in renditions_of(photo)]
        files |= {rendition.url: path for rendition, path in zip(renditions_of(photo), paths, strict=True)}
        if not all(path.exists() for path in paths):
            missing.append(photo)
    if missing:
        _encode(missing, folders, broken)
    return files, broken


def _encode(photos: list[Photo], folders: dict[str, Path], broken: dict[Path, str]) -> None:
    shown = sys.stderr.isatty()
    with ProcessPoolExecutor(max_workers=os.cpu_count()) as pool:
        tasks = {pool.submit(encode_photo, photo, folders[photo.base_url]): photo for photo in photos}
        for done, (task, photo) in enumerate(tasks.items(), start=1):
            try:
                task.result()
            except UnusablePhotoError as error:
                broken[photo.source] = str(error)
            if shown:
                print(f"\rphotos: {done}/{len(photos)}", end="\n" if done == len(photos) else "", file=sys.stderr)
