"""What pages depend on beside the content: code, packages, catalogues, and the files of the theme."""

import os
import re
import site
import sys
from collections.abc import Iterable, Mapping
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path

Digests = dict[str, str]
_SIZE = 8
#: A name is one only where the expression ends behind it: `"a" ~ kind` and `"a" if wide else "b"` are none.
_NAMES = re.compile(
    r"""{%[-+]?\s*(?:extends|include|import|from)\b\s*"""
    r"""(?:(?:"([^"]+)"|'([^']+)')(?=\s*[-+]?%}|\s+(?:import|as|with|without|ignore)\b)|(\S))"""
)


def code_digests(root: Path, plugins: Iterable[str] = ()) -> Digests:
    """Return the digest of every file below ``root`` that decides what is made of the content, by its path; and of the packages.

    ``plugins`` are the modules of Pelican's plugins: those that lie elsewhere count too.
    """
    digests = digests_below(root, ["plugins", "theme/locale"], (".py", ".po"))
    for name in plugins:
        file = Path(getattr(sys.modules.get(name), "__file__", None) or root / "plugins")
        if not file.is_relative_to(root / "plugins"):
            code = [file] if file.name != "__init__.py" else sorted(file.parent.rglob("*.py"))
            digests |= {f"{name}:{each.name}": _digest(each.read_bytes()) for each in code}
    packages = sorted(name for folder in site.getsitepackages() for name in _names_in(folder) if "-info" in name)
    return digests | {"packages": _digest(repr((sys.version, packages)).encode())}


def theme_digests(theme: Path) -> Digests:
    """Return the digest of every file of the folder ``theme`` that a template can set in, by the name that it has for templates."""
    return digests_below(theme, ["components", "css", "js", "images"], ("",)) | digests_below(
        theme / "templates", [""], ("",)
    )


def digests_below(root: Path, names: Iterable[str], suffixes: tuple[str, ...]) -> Digests:
    """Return the digests of the files with one of ``suffixes`` in the folders ``names`` of ``root``, by their path below it."""
    digests = {}
    for name in names:
        for folder, folders, files in os.walk(root / name, followlinks=True):
            folders.sort()
            for file in sorted(files):
                if file.endswith(suffixes):
                    path = Path(folder, file)
                    digests[path.relative_to(root).as_posix()] = _digest(path.read_bytes())
    return digests


def closures(theme: Path, digests: Mapping[str, str]) -> Digests:
    """Return a digest for each template (by its name without ``.html``): of its file and of all that it extends and imports.

    A template that names another one by an expression depends on all of them.
    """
    named = cache(partial(_named, theme))

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
        if "/" not in name
    }


def _named(theme: Path, name: str) -> list[str] | None:
    path = theme / "templates" / name
    source = (path if path.is_file() else theme / name).read_text(encoding="utf-8", errors="replace")
    names = []
    for match in _NAMES.finditer(source):
        if match[3]:
            return None
        names.append(match[1] or match[2])
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
