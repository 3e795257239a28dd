"""``python build_server.py FOLDER [MODULE…]``: a Python with the libraries and those modules of FOLDER loaded, that forks a child for every build.

Once there are modules and they are loaded, it says ``loaded``.

Each line of standard input is an order (JSON):

- ``folder``: where the build runs; ``module`` and ``arguments``: what it runs, or ``code`` in the place of a module;
- ``environment``: all variables of this build; ``umask``; ``bound``: whether it may read only what rights of files allow;
- ``out``, ``err``: files for what it prints;
- ``kill_at``: 0, or the number of the change below ``output/`` or ``.cache/`` at which the build is killed (SIGKILL):
  before the change is made or, when ``torn``, after a file has been opened and emptied.

The answer to each is two lines: the process, and at its end the exit code, negative for a signal.
"""

import gc
import importlib
import json
import os
import runpy
import signal
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

sys.path[0] = str(Path(__file__).parents[2])
from tests.rights import bind_children, bound_by_rights  # noqa: E402 - found there

LIBRARIES = (
    "babel.messages.pofile",
    "brotli",
    "fontTools.subset",
    "fontTools.varLib.instancer",
    "html.parser",
    "jinja2.ext",
    "markdown.extensions.extra",
    "markdown.extensions.toc",
    "multiprocessing.forkserver",
    "pelican",
    "PIL.Image",
    "PIL.ImageDraw",
    "PIL.ImageFont",
    "pillow_heif",
    "pypdf",
    "rcssmin",
    "rich.progress",
    "rjsmin",
    "sqlite3",
    "tomllib",
    "yaml",
)
#: What Python tells an audit hook before it changes the file system.
CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "os.link", "os.symlink")


def serve() -> None:
    """Answer orders until standard input ends."""
    folder, *modules = sys.argv[1:]
    sys.path[0] = folder
    for module in (*LIBRARIES, *modules):
        importlib.import_module(module)
    if modules:
        print("loaded", flush=True)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            build(json.loads(line))
            return
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(os.waitstatus_to_exitcode(status), flush=True)


def build(order: dict[str, Any]) -> None:
    """Run what ``order`` names as ``python -m`` would; it ends as that ends."""
    os.chdir(order["folder"])
    wait_for_clock([Path(each) for each in order["code_in"]])
    os.environ.clear()
    os.environ |= order["environment"]
    os.umask(order["umask"])
    with bound_by_rights() if order["bound"] else nullcontext():
        run(order)


def run(order: dict[str, Any]) -> None:
    """Run the program of ``order``."""
    if order["bound"]:
        bind_children()
    for descriptor, path, flags in (
        (0, os.devnull, os.O_RDONLY),
        (1, order["out"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
        (2, order["err"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC),
    ):
        os.dup2(os.open(path, flags), descriptor)
    sys.path[0] = order["folder"]
    begin_anew()
    sys.argv = [order["module"], *order["arguments"]]
    if order["kill_at"]:
        die_at(order["kill_at"], order["torn"], Path(order["folder"]))
    if order["code"]:
        sys.argv[0] = "-c"
        exec(compile(order["code"], "<string>", "exec"), {"__name__": "__main__"})
    else:
        runpy.run_module(order["module"], run_name="__main__", alter_sys=True)


def begin_anew() -> None:
    """Have the project's code, where it is loaded already, take this moment for its beginning, and this process for its own."""
    package, environment = (sys.modules.get(name) for name in ("ban_tin", "ban_tin.building.environment"))
    if package and environment:
        assert package.STARTED == environment.STARTED
        package.STARTED = environment.STARTED = time.time_ns()
        environment._PROCESS = f"process {os.getpid()} of {package.STARTED}"


def wait_for_clock(folders: list[Path]) -> None:
    """Wait until the code in ``folders`` is as old as it is when a Python has started: what is saved later may not be what runs."""
    code = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".py", ".po"}]
    newest = max((path.stat().st_ctime for path in code), default=0)
    time.sleep(max(0, min(0.06, newest + 0.06 - time.time())))


def die_at(change: int, torn: bool, folder: Path) -> None:
    """Have this process kill itself at its ``change``-th change below the output or the cache of ``folder``."""
    own = os.getpid()
    below = tuple(f"{folder / name}{os.sep}" for name in ("output", ".cache"))
    left = change

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal left
        opens = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
        if not (opens or event in CHANGES) or not left or os.getpid() != own:
            return
        if not isinstance(arguments[0], str | bytes | os.PathLike):
            return
        path = os.path.abspath(os.fsdecode(arguments[0]))  # noqa: PTH100 - a Path would be resolved
        if not path.startswith(below):
            return
        left -= 1
        if not left:
            if opens and torn:
                os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC))
            os.kill(own, signal.SIGKILL)

    sys.addaudithook(hook)


if __name__ == "__main__":
    serve()
