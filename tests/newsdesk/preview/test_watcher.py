"""What a preview is told of: what editors write, in folders that are new too, and nothing of what builds write."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from newsdesk.preview.watcher import is_code, start_watching
from newsdesk.site_folder import SiteFolder
from tests.loops import run_apart
from tests.newsdesk.preview.running import PATIENCE


async def told_of(site: SiteFolder, *steps: tuple[Callable[[], object], str]) -> set[str]:
    """Take each step when the file of the one before was told; return all that was, by its path below the site."""
    told: list[str] = []
    tasks = await start_watching(
        site, lambda paths: told.extend(path.relative_to(site.folder).as_posix() for path in paths)
    )
    found: set[str] = set()
    for step, expected in steps:
        told.clear()
        step()
        async with asyncio.timeout(PATIENCE):
            while expected not in told:
                raise_failure(tasks)
                await asyncio.sleep(0.01)
        found.update(told)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return found


def raise_failure(tasks: list[asyncio.Task[None]]) -> None:
    """Raise what ended a watch: nothing would ever be told."""
    for task in tasks:
        if task.done():
            task.result()


def write(*paths: Path) -> Callable[[], object]:
    def step() -> None:
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("-", encoding="utf-8")

    return step


def test_files_of_the_site_are_told_and_those_of_builds_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    for name in ("tin", "output", ".cache"):
        (folder / name).mkdir(parents=True)
    site = SiteFolder(folder, folder / "output", folder / ".cache", folder / "pelicanconf.py", tmp_path / "_beside")
    output, away, pages = folder / "output", tmp_path / "trang", folder / "trang"
    told = run_apart(
        told_of(
            site,
            (
                write(output / "a.html", folder / ".cache/x", folder / "site.toml"),
                "site.toml",
            ),
            (write(output / "c/d.html", folder / "tin/2026/bai/index.md"), "tin/2026/bai/index.md"),
            (write(pages / "moi.md"), "trang/moi.md"),
            (write(pages / "hai.md", output / "e.html"), "trang/hai.md"),
            (lambda: pages.rename(away), "trang"),
            (lambda: away.rename(pages), "trang/hai.md"),
            (write(pages / "ba.md"), "trang/ba.md"),
        )
    )
    files = {f"trang/{name}.md" for name in ("moi", "hai", "ba")}
    assert told - {"tin/2026", "tin/2026/bai"} == {"site.toml", "tin/2026/bai/index.md", "trang", *files}


def test_a_site_in_a_checkout_is_told_of_its_code_too(tmp_path: Path) -> None:
    folder, program = tmp_path / "site", tmp_path / "checkout"
    for each in (folder, program / "theme" / "locale", program / "plugins"):
        each.mkdir(parents=True)
    site = SiteFolder(folder, folder / "output", folder / ".cache", folder / "mine.py", program)
    (folder / "mine.py").touch()
    code = [program / "plugins/a.py", program / "theme/locale/vi.po", folder / "mine.py", folder / "pelicanconf.py"]
    assert [is_code(path, site) for path in (*code, program / "theme/a.css", folder / "tin")] == [True] * 4 + [
        False
    ] * 2
    told: list[frozenset[Path]] = []

    async def watch() -> None:
        tasks = await start_watching(site, told.append)
        write(program / "theme/a.css", *code)()
        async with asyncio.timeout(PATIENCE):
            while not {program / "theme/a.css", *code} <= set().union(*told):
                raise_failure(tasks)
                await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    run_apart(watch())
