"""What pages depend on beside the content: code, packages, catalogues, and the files of the theme."""

import os
import re
import site
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path

from ban_tin import STARTED
from ban_tin.installation import CODE, INSTALLED
from ban_tin.machine.stamps import settled, stamp_of
from ban_tin.rendering.theme_files import file_name

Digests = dict[str, str]
_SIZE = 8
#: A name is one only where the expression ends behind it: `"a" ~ kind` and `"a" if wide else "b"` are none.
_NAMES = re.compile(
    r"""{%[-+]?\s*(?:extends|include|import|from)\b\s*"""
    r"""(?:(?:"([^"]+)"|'([^']+)')(?=\s*[-+]?%}|\s+(?:import|as|with|without|ignore)\b)|(\S))"""
)


def code_digests(plugins: Iterable[str] = (), code: Mapping[str, Path] = CODE) -> Digests:
    """Return the digest of every file below the folders ``code`` that decides what is made of the content; and of the packages.

    ``plugins`` are the modules of Pelican's plugins: those that lie elsewhere count too. A file that was saved since this process
    began may not be the code that runs in it: its digest is one that no other process finds.
    """
    found = dict(_files_of(code))
    for name in plugins:
        file = Path(getattr(sys.modules.get(name), "__file__", None) or CODE["plugins"])
        if not file.is_relative_to(CODE["plugins"]):
            found |= {f"{name}:{each.relative_to(file.parent).as_posix()}": each for each in _code_of(file)}
    digests = {}
    for name, path in found.items():
        with suppress(FileNotFoundError):  # The lock of an editor is a link to nowhere.
            digests[name] = _digest(path.read_bytes()) + ("" if _is_older(path) else f" in {_PROCESS}")
    packages = sorted(name for folder in site.getsitepackages() for name in _names_in(folder) if "-info" in name)
    return digests | {"packages": _digest(repr((sys.version, packages)).encode())}


def _code_of(plugin: Path) -> list[Path]:
    """Return the modules of a plugin of somebody else: what lies below it, or beside it, but for all that is installed."""
    if plugin.name == "__init__.py":
        return sorted(plugin.parent.rglob("*.py"))
    return [plugin] if str(plugin.parent) in site.getsitepackages() else sorted(plugin.parent.glob("*.py"))


_PROCESS = f"process {os.getpid()} of {STARTED}"


def _is_older(path: Path) -> bool:
    found = stamp_of(path.stat())
    return settled(found._replace(mtime=found.ctime), STARTED)


def _files_of(code: Mapping[str, Path]) -> Iterator[tuple[str, Path]]:
    for name, root in code.items():
        for folder, folders, files in os.walk(root, followlinks=True):
            # Installed, what lies beside the package in a checkout lies below it: of that, `code` names what counts.
            folders[:] = sorted(each for each in folders if each != INSTALLED.name)
            paths = [Path(folder, file) for file in sorted(files) if file.endswith((".py", ".po"))]
            yield from ((f"{name}/{path.relative_to(root).as_posix()}", path) for path in paths)


def digests_of(files: Mapping[str, bytes]) -> Digests:
    """Return the digest of each of the ``files`` by its name."""
    return {name: _digest(content) for name, content in files.items()}


def closures(files: Mapping[str, bytes], digests: Mapping[str, str]) -> Digests:
    """Return a digest for each template (by its name without ``.html``): of its file and of all that it extends and imports.

    ``files`` are the theme's, by the names that templates have for them. A template that names another one by an expression
    depends on all of them.
    """
    named = cache(lambda name: _named(files[name]))

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        pending = [name]
        while pending:
            each = pending.pop()
            if each in found or each not in digests:
                continue
            found.add(each)
            following = named(each)
            pending.extend(digests if following is None else following)
        return found

    return {
        name.removesuffix(".html"): digest_of({each: digests[each] for each in reached(name)})
        for name in digests
        if name.endswith(".html")
    }


def _named(content: bytes) -> list[str] | None:
    names = []
    for match in _NAMES.finditer(content.decode(errors="replace")):
        if match[3] or "\\" in match[0]:
            return None  # An expression, or a name with an escape in it.
        names.append(file_name(match[1] or match[2]))
    return names


def digest_of(digests: Mapping[str, str]) -> str:
    """Return one digest for all of ``digests``."""
    return _digest(repr(sorted(digests.items())).encode())


def _names_in(folder: str) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208 - only the names
    except OSError:
        return []


def _digest(content: bytes) -> str:
    return blake2b(content, digest_size=_SIZE).hexdigest()
