"""Files that lie beside a saved page: those of its folder, and of the folder of a whole site."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ban_tin.language.vietnamese import nfc

#: How the names of folders end that browsers save beside a page.
ENDINGS = ("_files", "_tệp", "_tep", ".files")


class Beside:
    """Finds the files of a page by their addresses in it. Nothing outside ``root`` is found, and nothing through links of the file system."""

    def __init__(self, page: Path, root: Path | None = None) -> None:
        self._folder, self._stem = page.parent.resolve(), page.stem
        self._root = (root or page.parent).resolve()
        self._found: dict[str, Path | None] = {}

    def find(self, address: str) -> Path | None:
        """Return the file that ``address`` means, None where it was not saved."""
        if address not in self._found:
            self._found[address] = self._find(address)
        return self._found[address]

    def _find(self, address: str) -> Path | None:
        address = address.strip().replace("\\", "/")
        if (
            not address
            or len(address) > 2000
            or re.match(r"(?:data|javascript|mailto|tel|about|cid|blob):", address, re.IGNORECASE)
        ):
            return None
        try:
            parts = urlsplit(address)
        except ValueError:
            return None
        path = parts.path
        places: list[Path] = []
        if parts.scheme == "file":
            # Internet Explorer wrote where the file lay: its folder still has that name.
            places = [self._folder / "/".join(unquote(path).split("/")[-2:])]
        elif parts.netloc:
            # Only a whole site has folders of hosts, or the paths of its one host.
            places = [self._root / parts.netloc / path.lstrip("/"), self._root / path.lstrip("/")]
        elif path.startswith("/"):
            places = [self._root / path.lstrip("/")]
        else:
            # A page that was renamed together with its folder names that by its old name.
            last = path.rpartition("/")[2]
            places = [self._folder / path, *(self._folder / f"{self._stem}{ending}" / last for ending in ENDINGS)]
        for place in places:
            for name in dict.fromkeys(
                (str(place), unquote(str(place)), unquote(f"{place}?{parts.query}") if parts.query else str(place))
            ):
                if "\0" not in name and (found := self._inside(Path(name))):
                    return found
        return None

    def _inside(self, path: Path) -> Path | None:
        try:
            whole = path.resolve()
            if not whole.is_relative_to(self._root):
                return None
            if whole.is_file():
                return whole
            # Systems write the marks of Vietnamese letters in two ways.
            found = self._root
            for part in whole.relative_to(self._root).parts:
                named = _names(found).get(nfc(part)) if found.is_dir() else None
                if named is None or named.is_symlink():
                    return None
                found = named
            return found if found.is_file() else None
        except (OSError, ValueError, RuntimeError):
            pass
        return None


@cache
def _names(folder: Path) -> dict[str, Path]:
    """Return the files of ``folder`` by their names in NFC."""
    return {nfc(each.name): each for each in folder.iterdir()}
