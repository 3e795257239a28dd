"""Quick pictures of photos that are not encoded yet, drawn in processes of their own: a damaged file may end the one that opens it."""

from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from threading import Lock

from ban_tin.machine.pools import follow_parent, process_context
from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.sketch import draw_sketch
from ban_tin.planning.plan import Sketched

#: Processes that draw; a browser asks for some photos of a page at once.
_PROCESSES = 2


class Sketches:
    """Draws in processes that are started when the first photo is asked for. Any thread may ask."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._lock = Lock()

    def draw(self, sketched: Sketched) -> bytes | None:
        """Return the JPEG that stands for a file of a photo; None where it can't be drawn."""
        with suppress(UnusablePhotoError, OSError, RuntimeError):
            with self._lock:
                pool = self._pool = self._pool or ProcessPoolExecutor(
                    _PROCESSES, process_context("ban_tin.photos.sketch"), initializer=follow_parent
                )
            try:
                return pool.submit(draw_sketch, sketched.source, sketched.name).result()
            except BrokenProcessPool:
                with self._lock:
                    if self._pool is pool:
                        self._pool = None  # The next one is drawn by others.
        return None

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(wait=False, cancel_futures=True)
