r"""The office's own folder: its token, why comments were rejected, tips for its staff. It lies outside the site, so it never enters git.

~/.config/ban-tin/<host>/    %APPDATA%\ban-tin\<host>\ on Windows; ``BAN_TIN_OFFICE`` or an option names another
    token                    one line, the same as on the server
    decisions.jsonl          who decided what, when and why; no word of a comment
    tips.jsonl               comments that were kept for the staff, until they are deleted
"""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from ban_tin.findings.report import printable
from newsdesk.comments.connection import OfficeError
from newsdesk.language import translate

#: Names another folder.
VARIABLE = "BAN_TIN_OFFICE"
TOKEN, DECISIONS, TIPS = "token", "decisions.jsonl", "tips.jsonl"
#: As the server has it.
SHORTEST, LONGEST = 32, 4096


def office_folder(base_url: str, named: str = "") -> Path:
    """Return the folder of the office whose site is at ``base_url``: the one that is ``named``, or the usual one of this user."""
    if given := named or os.environ.get(VARIABLE, ""):
        return Path(os.path.abspath(Path(given).expanduser()))  # noqa: PTH100 - a person knows it by this name
    host = urlsplit(base_url).netloc.replace(":", "_") or "site"
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home()) / "ban-tin" / host
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "ban-tin" / host


def read_token(file: Path) -> str:
    """Return the token in ``file``, its last line. Raises ``OfficeError`` where there is none, or others may read it."""
    try:
        # A pipe would be waited for.
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            raise OfficeError(translate("{file} is no file with a token.").format(file=file))
        if others_may_read(status):
            raise OfficeError(translate("{file} can be read by others. Type: chmod 600 {file}").format(file=file))
        with file.open("rb") as opened:
            content = opened.read(64 * LONGEST)
    except FileNotFoundError:
        raise OfficeError(how_to_get_token(file)) from None
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise OfficeError(translate("{file} can’t be read: {reason}.").format(file=file, reason=reason)) from None
    # Notepad may put a mark before the first sign.
    lines = [line.strip() for line in content.removeprefix(b"\xef\xbb\xbf").splitlines() if line.strip()]
    token = lines[-1] if lines else b""
    if not SHORTEST <= len(token) <= LONGEST or not all(0x21 <= byte <= 0x7E for byte in token):
        message = translate("{file} needs the token of the server in one line, at least {count} letters and digits.")
        raise OfficeError(message.format(file=file, count=SHORTEST))
    return token.decode("ascii")


def others_may_read(status: os.stat_result) -> bool:
    """Return whether more than its owner may read a file. Windows says it elsewhere: a user's own folder is closed there."""
    return sys.platform != "win32" and bool(
        stat.S_IMODE(status.st_mode) & 0o077 or status.st_uid not in (os.geteuid(), 0)
    )


def how_to_get_token(file: Path) -> str:
    """Return what to do where there is no token."""
    message = translate(
        "There is no token in {file}. Whoever runs the server has it (docs/van-hanh.md, “Cơ quan duyệt”): put that line into the file, and type: chmod 600 {file}"
    )
    return message.format(file=printable(str(file)))


def append_lines(file: Path, lines: list[str]) -> None:
    """Add ``lines`` to ``file``, for its owner alone; they are on the disk on return. Raises ``OfficeError``."""
    if not lines:
        return

    def append() -> None:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(handle, "ab+") as opened:
            # A line that was cut off by a crash must not swallow the next one.
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(size - 1, 0))
            broken = opened.read(1) not in (b"", b"\n")
            opened.write((b"\n" if broken else b"") + "".join(f"{line}\n" for line in lines).encode())
            opened.flush()
            os.fsync(opened.fileno())

    _tell(file, append)


def rewrite_lines(file: Path, lines: list[str]) -> None:
    """Let ``lines`` be all that ``file`` holds, whole or not at all. Raises ``OfficeError``."""

    def rewrite() -> None:
        part = file.with_name(f".{file.name}.part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write("".join(f"{line}\n" for line in lines).encode())
            opened.flush()
            os.fsync(opened.fileno())
        part.replace(file)

    _tell(file, rewrite)


def read_lines(file: Path) -> list[str]:
    """Return the lines of ``file``, none where there is no such file. Raises ``OfficeError``."""
    lines: list[str] = []

    def read() -> None:
        if file.exists():
            # Not splitlines: other signs that end a line stand in texts.
            lines.extend(line for line in file.read_text("utf-8", errors="replace").split("\n") if line.strip())

    _tell(file, read)
    return lines


def _tell(file: Path, work: Callable[[], None]) -> None:
    try:
        work()
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = translate("{file} can’t be read or written: {reason}.")
        raise OfficeError(message.format(file=file, reason=reason)) from None
