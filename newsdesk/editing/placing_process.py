"""A process of its own that places blocks: it runs Markdown over whatever was typed, which may take long, or end it."""

import os
import pickle
import select
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from ban_tin.articles.body import SourceContext
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.articles.net import ReaderMaker
from ban_tin.articles.reader import SourceReader
from ban_tin.findings import Findings
from ban_tin.installation import PACKAGE
from ban_tin.language.vietnamese import nfc
from ban_tin.machine.limits import Limits, TooSlowError
from ban_tin.photos.store import PhotoStore
from ban_tin.source_files import clean_text
from newsdesk.editing.blocks import cut
from newsdesk.editing.placing import Placed, place_blocks

_MODULE = "newsdesk.editing.placing_process"
#: Seconds until a process that says nothing is ended.
_PATIENCE = 20.0
#: How often a text is tried that ends the process or takes too long, and of how many such texts that is known.
_TRIES, _KEPT = 2, 100
#: Letters of a body, beyond which all of it is one block: each try takes as long as reading it.
_LONGEST = 400_000


@dataclass(frozen=True, slots=True)
class Asked:
    """The ``text`` of the article or page in ``file``, at the address ``url``."""

    maker: ReaderMaker
    file: str
    text: str
    url: str


class PlacingProcess:
    """Starts the process when it is needed, and anew when it has ended; any thread may ask, one after another is answered."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asking = Lock()
        self._closed = False
        #: How often placing a text came to nothing.
        self._failed: dict[int, int] = {}

    def place(self, asked: Asked) -> Placed:
        """Return the blocks of a text with their places; of one on which the process ends or hangs, one block that is nowhere."""
        key = hash((asked.file, asked.text))
        with self._asking:
            if self._closed or self._failed.get(key, 0) >= _TRIES:
                return unplaced(asked.text)
            placed = self._answer(asked)
            if placed is None:
                # The last ones are enough: nobody edits hundreds of such texts.
                self._failed = {**dict([*self._failed.items()][-_KEPT:]), key: self._failed.get(key, 0) + 1}
        return placed or unplaced(asked.text)

    def _answer(self, asked: Asked) -> Placed | None:
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        with suppress(OSError, EOFError, pickle.UnpicklingError):
            pickle.dump(asked, process.stdin)
            process.stdin.flush()
            if select.select([process.stdout], [], [], _PATIENCE)[0]:
                placed: Placed | None = pickle.load(process.stdout)  # noqa: S301 - our own process
                return placed
        self._end()
        return None

    def _start(self) -> "subprocess.Popen[bytes]":
        paths = [str(PACKAGE.parent), str(Path(__file__).parents[2])]
        code = f"import sys; sys.path[:0] = {paths!r}; from {_MODULE} import serve; serve()"
        self._process = subprocess.Popen(
            [sys.executable, "-c", code],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C is the business of whoever asks; the end of the pipe ends this one.
            start_new_session=True,
        )
        return self._process

    def warm_up(self) -> None:
        """Start the process, so that the first page need not wait for it."""
        with self._asking:
            if self._process is None and not self._closed:
                self._start()

    def close(self) -> None:
        """End the process."""
        self._closed = True
        self._end()

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with suppress(OSError):
                        pipe.close()
            process.wait()


class _Sketches(PhotoStore):
    """Photos as their heads tell them: what is being encoded meanwhile looks the same before and after."""

    def has(self, source: Path) -> bool:
        return False


def placing_reader(maker: ReaderMaker) -> SourceReader:
    """Return a reader that needs no photo encoded, and gives the same of the same text whenever it is asked."""
    return SourceReader(maker.content, maker.page_folders, maker.site, _Sketches(maker.cache / "photos", sketches=True))


def unplaced(text: str) -> Placed:
    """Return the blocks of a text of whose page nothing is known."""
    return Placed(cut(text).blocks, 0, ("?",))


def serve() -> None:
    """Answer the requests on the standard input until there is nobody left to ask."""
    # What a library prints must not come between the answers.
    with suppress(EOFError, BrokenPipeError), os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)
        known: tuple[ReaderMaker, SourceReader] | None = None
        limits = Limits(own=True)
        while True:
            asked: Asked = pickle.load(sys.stdin.buffer)  # noqa: S301 - from whoever started us
            placed = None
            with suppress(TooSlowError, Exception), limits:
                if known is None or known[0] != asked.maker:
                    known = asked.maker, placing_reader(asked.maker)
                placed = place(asked, known[1])
            pickle.dump(placed, answers)
            answers.flush()


def place(asked: Asked, reader: SourceReader) -> Placed:
    """Do what ``PlacingProcess.place`` does, here."""
    pieces = cut(asked.text)
    file = Path(asked.file)
    text = clean_text(nfc(_plain(asked.text)), asked.file, Findings(), line_break="\v")
    source = parse_source(text, asked.file, Findings())
    same_lines = text.count("\n") == _plain(asked.text).count("\n")
    if source is None or source.body_line - 1 != pieces.body or not same_lines or len(source.body) > _LONGEST:
        return unplaced(asked.text)
    page = file.relative_to(asked.maker.content).parts[0] in asked.maker.page_folders
    front = check_fields(source, asked.file, ZoneInfo(asked.maker.site.time_zone), page, Findings())
    converter = reader.converter(front.lang if front else "")

    def convert(body: str) -> str:
        cleaned = clean_text(nfc(body), asked.file, Findings(), line_break="\v")
        place = SourceContext(asked.file, file.parent, asked.url, cleaned, Findings())
        return converter.convert(cleaned, place, front.credit if front else "").html

    if front and front.withdrawn:
        # Its page has no body.
        return Placed(pieces.blocks, 0, ())
    return place_blocks(pieces, convert)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
