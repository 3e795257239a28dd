"""A small project with its own copy of the code, its builds, and what a clean build of the same input makes."""

import atexit
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Container, Mapping
from datetime import datetime
from difflib import unified_diff
from functools import cache
from pathlib import Path

from tests.site.builder import NOW, ROOT, Build, SmallSite
from tests.site.forked import Order
from tests.site.incremental.servers import CODE, Code, ProjectServers, digest_of_input

#: What `make build` runs with ``python -m``. A clean build never misses an article: so the others must not ask about any.
COMMAND = ("newsdesk.build", "--confirm-removal")
#: Of the cache, what is named by everything that it depends on.
SHARED = ("fonts", "cards", "photos", "themes")
#: Constants of the plugins, made so small that a dozen articles fill every list.
LIMITS = {
    "LIST_LENGTH": 3,
    "RELATED": 2,
    "REMEMBERED": 3,
    "FEED_LENGTH": 4,
    "COMMENTS_LENGTH": 2,
    "ALIKE_SHOWN": 2,
    "NEWEST_STEP": 2,
    "RECENT_STEP": 4,
    "OLDER_STEP": 8,
    "WORTH_FORKING": 80,
}
#: How many of the theme's fonts are left.
FONTS = 2
#: How many clean builds are remembered.
REMEMBERED = 40
#: Seconds after which a build is taken to hang.
LONGEST = 120


class Project:
    """Code, content, cache and output below ``folder``: a copy of ``model()``, free to be edited."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / ".cache"
        shutil.copytree(model(), folder)
        self.site = SmallSite(folder)
        #: Files that others put into the output, by their path there: builds leave them alone.
        self.strays: set[str] = set()
        #: What it was the copy of when it began last, and its code at that moment.
        self._begun: tuple[Path, Code] | None = None

    def begin_again(self, as_in: Path | None = None) -> None:
        """Be what a new project is: no content, no output, nothing remembered but fonts; or be the copy of a project ``as_in``."""
        source = as_in or model()
        same = self._begun is not None and self._begun[0] == source and self._begun[1].is_the_same()
        mirror(source, self.folder, leave=CODE if same else ())
        if not same:
            self._begun = source, Code(self.folder)
        if not as_in:
            self.site = SmallSite(self.folder)
        self.strays.clear()

    def stray(self, path: str) -> None:
        """Put a file of others into the output."""
        put_stray(self.site.output / path)
        self.strays.add(path)

    def start(self, now: datetime = NOW, strict: bool = False) -> "Running":
        """Start a build in a process of its own, as `make build` does."""
        return Running(self.folder, now, strict)

    def tree(self) -> dict[str, bytes]:
        """Return the output as ``tree`` does."""
        return tree(self.site.output)

    def state_files(self) -> list[Path]:
        """Return the files of the cache that say what earlier builds did: all but photos, fonts and cards."""
        return [
            path
            for path in sorted(self.cache.rglob("*"))
            if path.is_file() and path.relative_to(self.cache).parts[0] not in SHARED
        ]

    def files_of_their_name(self) -> list[Path]:
        """Return the other files of the cache: photos, originals, fonts and cards."""
        return [path for name in SHARED for path in sorted((self.cache / name).rglob("*")) if path.is_file()]

    def empty_cache(self) -> None:
        """Delete what builds left in the cache, fonts apart: they take seconds to make."""
        for path in self.cache.iterdir():
            if path.name != "fonts":
                remove(path)


@cache
def model() -> Path:
    """Return the folder that all projects are copies of: the code as it is now, small limits, no content."""
    holder = Path(tempfile.mkdtemp(prefix="ban-tin-incremental-"))
    atexit.register(remove, holder)
    folder = holder / "model"
    folder.mkdir()
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder)
    for name, value in LIMITS.items():
        path = constant_file(folder, name)
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(rf"^{name} = \d+$", f"{name} = {value}", text, flags=re.MULTILINE), encoding="utf-8")
    # Python tells changed code by its size and its time in whole seconds: too coarse for edits that follow at once.
    compiling = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", *CODE]
    subprocess.run([each for each in compiling if each != "theme"], cwd=folder, check=True)
    # Fonts of letters that vary take seconds to cut.
    fonts = folder / "theme/fonts.toml"
    few = "\n[[font]]".join(fonts.read_text(encoding="utf-8").split("\n[[font]]")[: FONTS + 1])
    fonts.write_text(few, encoding="utf-8")
    if (ROOT / ".cache" / "fonts").is_dir():
        shutil.copytree(ROOT / ".cache" / "fonts", folder / ".cache" / "fonts")
    site = SmallSite(folder)
    first = Running(folder, NOW, strict=False).end()
    assert first.code == 0, first.err
    for path in (site.content, site.output, *(path for path in (folder / ".cache").iterdir() if path.name != "fonts")):
        remove(path)
    return folder


def mirror(source: Path, target: Path, leave: Container[str] = ()) -> None:
    """Make ``target`` what ``source`` is: write what differs, delete what is too much. What is called as in ``leave`` stays."""
    target.mkdir(exist_ok=True)
    wanted = {entry.name: entry for entry in os.scandir(source) if entry.name not in leave}
    for entry in os.scandir(target):
        if entry.name not in leave and (entry.name not in wanted or _kind(entry) != _kind(wanted[entry.name])):
            remove(Path(entry))
    for name, entry in wanted.items():
        copy = target / name
        if entry.is_symlink():
            copy.unlink(missing_ok=True)
            copy.symlink_to(Path(entry).readlink())
        elif entry.is_dir():
            mirror(Path(entry), copy)
        elif not copy.exists() or copy.read_bytes() != Path(entry).read_bytes():
            shutil.copyfile(entry, copy)


def _kind(entry: os.DirEntry[str]) -> tuple[bool, bool]:
    return entry.is_symlink(), entry.is_dir()


def constant_file(folder: Path, name: str) -> Path:
    """Return the plugin below ``folder`` that sets the number ``name``. An ``AssertionError`` says that none does."""
    for path in sorted((folder / "ban_tin").rglob("*.py")):
        if re.search(rf"^{name} = \d+$", path.read_text(encoding="utf-8"), re.MULTILINE):
            return path
    raise AssertionError(f"no plugin has a number {name} any more: fix LIMITS")


def remove(path: Path) -> None:
    """Delete a file or a folder, whichever stands there."""
    if path.is_dir() and not path.is_symlink():
        # What a build that was killed had started may still write for a moment.
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def environment(now: datetime, strict: bool) -> dict[str, str]:
    """Return the variables that a build at the time ``now`` is given."""
    own = {"SOURCE_DATE_EPOCH": str(int(now.timestamp())), "STRICT": "1" if strict else "0", "PYTHONUTF8": "1"}
    return own | {"EXPLAIN": ""}


def order(folder: Path, now: datetime, strict: bool) -> Order:
    """Return what a build server has to be told to build the project in ``folder``."""
    module, *arguments = COMMAND
    code = [str(folder / name) for name in ("ban_tin", "plugins", "theme/locale")]
    variables = environment(now, strict)
    return {"folder": str(folder), "module": module, "arguments": arguments, "environment": variables, "code_in": code}


class Running:
    """A build that has been started."""

    def __init__(self, folder: Path, now: datetime, strict: bool) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", *COMMAND],
            cwd=folder,
            env=os.environ | environment(now, strict),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def kill(self) -> None:
        """End it as `kill -9` does, wherever it is."""
        self.process.kill()
        self.end()

    def end(self) -> Build:
        """Wait for its end. Raises ``TimeoutExpired``, and kills it, when it hangs."""
        try:
            out, err = self.process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        return Build(self.process.returncode, out, err)


class CleanBuilds:
    """Clean builds: a fresh copy of a project's code and content elsewhere, without output and cache.

    Only fonts, cards, that a theme was right and, where wanted, photos outlast a build, in a cache that no other build touches.
    What was built of the same input, byte for byte, is not built again.
    """

    def __init__(self) -> None:
        self._servers = ProjectServers(hash_seed="1")
        self._holder = tempfile.TemporaryDirectory(prefix="ban-tin-incremental-")
        self.folder = Path(self._holder.name) / "clean"
        self._lasting = Path(self._holder.name) / "lasting"
        shutil.copytree(model() / ".cache", self._lasting)
        self._known: dict[bytes, tuple[Build, dict[str, bytes]]] = {}
        self._key = b""
        #: The project that the copy is of, and its code then.
        self._copied: tuple[Path, Code] | None = None

    def begin(self, project: Project, now: datetime, strict: bool, photos_again: bool) -> None:
        """Begin a clean build of what ``project`` consists of at this moment."""
        if not (self._copied and self._copied[0] == project.folder and self._copied[1].is_the_same()):
            self._copied = project.folder, Code(project.folder)
            mirror(project.folder, self.folder, leave={"output", ".cache"})
        # Without the times of the files, on which nothing may depend.
        mirror(project.folder, self.folder, leave={"output", ".cache", *CODE})
        self._key = digest_of_input(self.folder, self._copied[1].digest, repr((now, strict)))
        if photos_again:
            self._known.pop(self._key, None)
            remove(self._lasting / "photos")
        if self._key in self._known:
            return
        remove(self.folder / "output")
        self._lasting.rename(self.folder / ".cache")
        self._servers.begin(order(self.folder, now, strict))

    def end(self) -> tuple[Build, dict[str, bytes]]:
        """Wait for it; return what it printed, and its output."""
        if self._key in self._known:
            build, output = self._known[self._key]
            return build, dict(output)
        build = self._servers.end()
        cache = self.folder / ".cache"
        for path in cache.iterdir():
            if path.name not in SHARED:
                remove(path)
        cache.rename(self._lasting)
        self._known = {each: self._known[each] for each in list(self._known)[-REMEMBERED:]}
        self._known[self._key] = build, tree(self.folder / "output")
        return build, dict(self._known[self._key][1])

    def close(self) -> None:
        """End the servers and delete the copy."""
        self._servers.close()
        self._holder.cleanup()


def put_stray(file: Path) -> None:
    """Write ``file``, which no build knows."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"stray")


def tree(output: Path) -> dict[str, bytes]:
    """Return every file below ``output`` with its content, a link with its target; an empty folder is nothing to a reader."""
    return {
        path.relative_to(output).as_posix(): bytes(path.readlink()) if path.is_symlink() else path.read_bytes()
        for path in sorted(output.rglob("*"))
        if path.is_symlink() or not path.is_dir()
    }


class Judge:
    """Builds a project and a clean copy of it side by side, and says in what they differ."""

    def __init__(self) -> None:
        self._servers = ProjectServers(hash_seed="2")
        self._clean = CleanBuilds()
        #: How many builds have been compared.
        self.builds = 0

    def build(
        self,
        project: Project,
        now: datetime = NOW,
        strict: bool = False,
        processes: int = 0,
        apart: float = 0,
        photos_again: bool = False,
    ) -> Build:
        """Build ``project`` as it is at this moment; raise an ``AssertionError`` where a clean build is another.

        Both have to print the same findings, end with the same code and make the same tree, beside files of others, which have to
        stay as they were; where they fail, the output has to stay as it was. ``processes`` is how many builds run in processes of their own, ``apart`` seconds one after
        another; 0 is one that the server forks. Every fifth clean build encodes all its photos, and each with
        ``photos_again``. Returns what the first build printed.
        """
        before, kept = _with_times(project.site.output), project.tree()
        self._clean.begin(project, now, strict, photos_again or self.builds % 5 == 0)
        found = self.builds_of(project, now, strict, processes, apart)
        clean, expected = self._clean.end()
        for build in found:
            assert build.code in (0, 1, 2), f"the build ended with {build.code}:\n{build.err}"
            assert build.code == clean.code, (
                f"exit code {build.code}, of a clean build {clean.code}:\n{build.err}\n--\n{clean.err}"
            )
            reports = _report(clean.err, self._clean.folder), _report(build.err, project.folder)
            assert reports[0] == reports[1], "the findings differ:\n" + _lines(*reports)
        if clean.code:
            assert not expected, "the clean build failed, and wrote:\n" + differences({}, expected)
            after = _with_times(project.site.output)
            assert after == before, "a failed build touched the output:\n" + differences(before, after)
        else:
            output = project.tree()
            for path in sorted(project.strays & before.keys()):
                assert output.pop(path, None) == kept[path], f"a file of others was touched: {path}"
            assert output == expected, "the output differs:\n" + differences(expected, output)
        self.builds += 1
        return found[0]

    def builds_of(self, project: Project, now: datetime, strict: bool, processes: int, apart: float) -> list[Build]:
        """Build ``project`` and compare nothing; the arguments are those of ``build``."""
        if not processes:
            return [self._build(order(project.folder, now, strict))]
        running = [project.start(now, strict)]
        for _ in range(1, processes):
            time.sleep(apart)
            running.append(project.start(now, strict))
        return [each.end() for each in running]

    def unjudged(self, project: Project, now: datetime = NOW, kill_at: int = 0, torn: bool = False) -> Build:
        """Build ``project`` and compare nothing; ``kill_at`` and ``torn`` are explained in ``build_server.py``."""
        return self._build(order(project.folder, now, strict=False) | {"kill_at": kill_at, "torn": torn})

    def _build(self, order: Order) -> Build:
        self._servers.begin(order)
        return self._servers.end()

    def close(self) -> None:
        """End all servers."""
        self._servers.close()
        self._clean.close()


def _with_times(output: Path) -> dict[str, bytes]:
    """Return the output as ``tree`` does, with the time of each file behind its content."""
    return {
        path: content + f"\n{(output / path).lstat().st_mtime_ns}".encode() for path, content in tree(output).items()
    }


def differences(expected: Mapping[str, bytes], found: Mapping[str, bytes]) -> str:
    """Return what differs between two trees, as lines for somebody who looks for the reason."""
    lines = []
    for path in sorted({*expected, *found}):
        if path not in found:
            lines.append(f"missing: {path}")
        elif path not in expected:
            lines.append(f"too much: {path}")
        elif expected[path] != found[path]:
            lines.append(f"different: {path}")
            texts = [each[path].decode(errors="replace") for each in (expected, found)]
            lines += [f"    {line}" for line in _lines(*texts).splitlines()[:12]]
    return "\n".join(lines[:80])


def _report(err: str, folder: Path) -> str:
    """Return what a build printed, without what differs between two good ones: its folder, and where an exception passed."""
    without_frames = re.sub(r'^  File ".*\n(?:    .*\n)*', "", err, flags=re.MULTILINE)
    return without_frames.replace(str(folder.resolve()), "…").replace(str(folder), "…")


def _lines(expected: str, found: str) -> str:
    changed = unified_diff(expected.splitlines(), found.splitlines(), "clean", "found", n=0, lineterm="")
    return "\n".join(line[:300] for line in changed)
