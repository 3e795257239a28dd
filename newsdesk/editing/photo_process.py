"""A photo taken in by a process of its own, within limits and without a network: what ends it ends nothing else, and all cores have work."""

import json
import subprocess
import sys
from pathlib import Path

from ban_tin.installation import PACKAGE
from ban_tin.machine.limits import Limits, TooSlowError
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.pictures import TakenPicture, UnusablePictureError, take_in
from newsdesk.language import N_

_MODULE = "newsdesk.editing.photo_process"
#: Seconds on the clock: a machine that does much else is slow.
_PATIENCE = 180
TOO_SLOW = N_("it takes too long to read, or too much memory")


def take_in_apart(source: Path) -> TakenPicture:
    """Return the picture in the file ``source`` as an article takes it. Raises ``UnusablePictureError``."""
    made = source.with_name(f"{source.name}.made")
    roots = [str(PACKAGE.parent), str(Path(__file__).parents[2])]
    code = f"import sys; sys.path[:0] = {roots!r}; from {_MODULE} import serve; serve()"
    try:
        done = subprocess.run(
            [sys.executable, "-c", code, str(source), str(made)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            timeout=_PATIENCE,
            start_new_session=True,
            check=False,
        )
        said = json.loads(done.stdout)
        if "about" not in said:
            return TakenPicture(content=made.read_bytes(), **said)
    except (subprocess.TimeoutExpired, ValueError, FileNotFoundError):
        raise UnusablePictureError("picture-refused", TOO_SLOW) from None
    finally:
        made.unlink(missing_ok=True)
    raise UnusablePictureError(said["kind"], said["about"])


def serve() -> None:
    """Take in the file that is named first, write it to the second name, and say on the standard output what it is."""
    source, made = map(Path, sys.argv[1:3])
    sys.addaudithook(_stay_here)
    try:
        with Limits(LIMITS.seconds, LIMITS.memory_bytes, own=True):
            taken = take_in(source)
    except UnusablePictureError as error:
        said: dict[str, object] = {"kind": error.kind, "about": error.about}
    except (TooSlowError, MemoryError):
        said = {"kind": "picture-refused", "about": TOO_SLOW}
    else:
        made.write_bytes(taken.content)
        said = {name: getattr(taken, name) for name in _TOLD}
    json.dump(said, sys.stdout)


def _stay_here(event: str, arguments: tuple[object, ...]) -> None:
    """Refuse whatever would reach a network: a picture has no business there."""
    if event.startswith("socket."):
        raise OSError(event)


_TOLD = ("suffix", "width", "height", "digest", "shrunk", "converted", "located")
