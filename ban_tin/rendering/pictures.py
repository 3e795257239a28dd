"""Pictures that a site adds to the theme: published at ``/theme/images/…``, for its own templates and style sheets."""

from pathlib import Path

from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.original import public_original
from ban_tin.rendering.icons import Asset
from ban_tin.rendering.layers import Layers, ThemeFileError
from ban_tin.safe_svg import UnsafeDrawingError, read_drawing

_DRAWING = ".svg"
_PHOTOGRAPHS = (".png", ".jpg", ".jpeg", ".webp", ".avif", ".gif")


def own_pictures(theme: Layers, cache: Path) -> list[Asset]:
    """Return the pictures laid over ``theme``: drawings written anew, all others without metadata; cleaned ones are kept in ``cache``.

    Raises ``ThemeFileError`` for what can't be published.
    """
    names = theme.added("images", (_DRAWING, *_PHOTOGRAPHS))
    return [Asset(f"theme/{name}", _published(theme.file(name), cache)) for name in names]


def _published(path: Path, cache: Path) -> bytes:
    try:
        if path.suffix.lower() == _DRAWING:
            return read_drawing(path).encode()
        return public_original(path, cache / "photos" / "originals").read_bytes()
    except (UnsafeDrawingError, UnusablePhotoError) as error:
        raise ThemeFileError(path, str(error)) from None
