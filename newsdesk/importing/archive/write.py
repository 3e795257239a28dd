"""Writing a converted archive into the folder of a site: nothing that lies there is overwritten."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from PIL import Image

from ban_tin.photos.decoding import UnusablePhotoError, opened_image
from newsdesk.importing.archive.convert import ConvertedArticle


def write_archive(articles: Iterable[ConvertedArticle], archive: Path, site: Path) -> list[str]:
    """Write ``articles``, whose files lie in the folder ``archive``, into the folder ``site``; return the paths that are taken there.

    An article whose text is there already, as this one or another, is left as it is. Raises ``OSError``.
    """
    taken: list[str] = []
    for article in articles:
        path = site / article.path
        if path.exists():
            if path.read_text(encoding="utf-8") != article.text:
                taken.append(article.path)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        for name, taken_file in article.files.items():
            _copy(archive / taken_file.path, path.parent / name, taken_file.still)
        # The text last: a folder without it is told of by every build.
        path.write_text(article.text, encoding="utf-8", newline="\n")
    return taken


def _copy(source: Path, target: Path, still: bool) -> None:
    """Copy a file, or what is seen first in a picture that no browser shows, or that moves."""
    if still:
        try:
            with opened_image(source) as image:
                Image.Image.save(
                    image.convert("RGBA" if "A" in image.getbands() or "transparency" in image.info else "RGB"),
                    target,
                    "PNG",
                )
                return
        except UnusablePhotoError:
            target.unlink(missing_ok=True)  # Reading the article says so of the file as it is.
    shutil.copyfile(source, target)
