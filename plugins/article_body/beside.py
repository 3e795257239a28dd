"""Files beside an article."""

from pathlib import Path

from plugins.vietnamese import nfc


def file_beside(folder: Path, name: str) -> Path | None:
    """Return the file ``name`` (NFC) in or below ``folder``, or None.

    Archives made on macOS unpack to names in NFD: the same name, other bytes, and missing to the file system.
    """
    try:
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            return None
        if path.is_file():
            return path
        others = sorted(path.parent.iterdir())
    except (OSError, ValueError):
        return None  # No file can have that name: too long, or with a null character.
    return next((other for other in others if nfc(other.name) == path.name and other.is_file()), None)
