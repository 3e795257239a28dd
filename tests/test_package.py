"""The package: what the wheel puts where, and that a site builds with it, far from any checkout."""

import os
import subprocess
import sys
import sysconfig
import venv
from importlib.util import find_spec
from pathlib import Path

import pytest

from ban_tin import __version__
from tests.site.builder import ROOT, SmallSite

#: What is not linked from the environment of the tests: a checkout that is installed there would be found first.
_OURS = "ban_tin"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an environment of its own with the wheel in it; what the wheel needs is linked from that of the tests."""
    if find_spec("hatchling") is None:
        reason = "no hatchling; it is in requirements/test.txt"
        pytest.fail(reason, pytrace=False) if os.environ.get("REQUIRE_ALL") == "1" else pytest.skip(reason)
    folder = tmp_path_factory.mktemp("installed")
    run([sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist"), "-t", "sdist"], ROOT)
    # As pip makes it of a download: nothing that the sdist lacks may be needed.
    (sdist,) = (folder / "dist").glob("*.tar.gz")
    run(["tar", "-xzf", str(sdist)], folder / "dist")
    unpacked = folder / "dist" / sdist.name.removesuffix(".tar.gz")
    run([sys.executable, "-m", "hatchling", "build", "-d", str(folder / "dist"), "-t", "wheel"], unpacked)
    (wheel,) = (folder / "dist").glob("*.whl")
    environment = folder / "venv"
    venv.create(environment, symlinks=True)
    packages = packages_of(environment)
    for found in Path(sysconfig.get_path("purelib")).iterdir():
        if found.name == "pelican":
            link_below(found, packages / "pelican")
        elif not found.name.startswith((_OURS, "pip", "__pycache__")):
            (packages / found.name).symlink_to(found)
    before = set(packages.iterdir())
    pip = [sys.executable, "-m", "pip", "--python", str(environment / "bin/python")]
    run([*pip, "install", "--quiet", "--no-index", "--no-deps", "--no-compile", str(wheel)], folder)
    (folder / "new").write_text("\n".join(sorted(path.name for path in set(packages.iterdir()) - before)))
    return environment


def packages_of(environment: Path) -> Path:
    (packages,) = environment.glob("lib/python*/site-packages")
    return packages


def link_below(package: Path, target: Path) -> None:
    """Make a folder of links for ``package``, and of its ``plugins``, where the wheel puts a plugin of its own."""
    target.mkdir()
    for each in package.iterdir():
        if each.name == "plugins":
            link_below(each, target / each.name)
        elif package.name != "plugins" or each.is_file():  # The tests have plugins of others, which Pelican would use.
            (target / each.name).symlink_to(each)


def run(command: list[str], cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run ``command`` with nothing of this checkout in the environment."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command, cwd=cwd, env=environment | variables, capture_output=True, text=True, encoding="utf-8", timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def test_only_names_of_its_own_are_at_the_top_of_site_packages(installed: Path) -> None:
    assert (installed.parent / "new").read_text().split() == [_OURS, f"{_OURS}-{__version__}.dist-info"]
    packages = packages_of(installed)
    plugins = {each.name for each in (packages / "pelican" / "plugins").iterdir() if not each.is_symlink()}
    assert plugins == {"ban_tin_captions"}
    assert (packages / _OURS / "py.typed").is_file()
    assert not list((packages / _OURS).rglob("*.pyc"))


def test_the_command_builds_a_site_in_another_folder(installed: Path, tmp_path: Path) -> None:
    command = str(installed / "bin" / "ban-tin")
    assert run([command, "--version"], tmp_path).stdout == f"ban-tin {__version__}\n"
    site = SmallSite(tmp_path)
    folder = site.article("bai", "Nội dung.\n\n![Hội trường](a.jpg)\n*Toàn cảnh*\n")
    site.photo(folder, "a.jpg", (300, 200))
    (site.content / "pelicanconf.py").write_text("from plugins.newsroom.settings import *\nDEFAULT_ORPHANS = 0\n")
    done = run([command, "build", "--site", "content", "--output", "web"], tmp_path)
    assert "web: ghi" in done.stdout
    page = (tmp_path / "web/tin/2026/11/bai/index.html").read_text("utf-8")
    assert "<figcaption>" in page
    assert list((tmp_path / "web").rglob("*.woff2"))
    assert list((tmp_path / "web").rglob("*.jpg"))
    assert not (packages_of(installed) / _OURS / "_beside" / "output").exists()


def test_a_package_has_no_demonstration(installed: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [str(installed / "bin/ban-tin"), "build"], cwd=tmp_path, env={"PATH": ""}, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert "ban-tin new" in done.stderr


def test_stock_pelican_finds_the_caption_plugin(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "a.md").write_text("Title: A\nDate: 2026-11-01\n\n![Hall](a.jpg)\n*The hall*\n", "utf-8")
    (tmp_path / "empty.py").write_text("PATH = 'content'\nTIMEZONE = 'UTC'\n")
    python = str(installed / "bin" / "python")
    run([python, "-m", "pelican", "-s", "empty.py", "-t", "simple", "-o", "output"], tmp_path)
    figure = '<figure><img alt="Hall" src="a.jpg"><figcaption>The hall</figcaption></figure>'
    assert figure in (tmp_path / "output/a.html").read_text("utf-8")
