"""The file of approved comments beside an article: read, added to, taken from; written whole or not at all, and on the disk on return."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from threading import Lock

from ban_tin.articles.comments import Comment, Reply, format_comments, parse_comments
from ban_tin.findings import Findings, format_report
from ban_tin.source_files import TEXT_LIMIT
from newsdesk.comments.articles import Article, Articles, each_article
from newsdesk.comments.connection import OfficeError
from newsdesk.comments.values import Waiting
from newsdesk.language import translate
from newsdesk.site_folder import shown
from newsdesk.upgrade import replace_text

Comments = tuple[Comment, ...]
#: What a build reads; with a longer file it would stop for the whole site.
MOST_BYTES = TEXT_LIMIT
#: Of this process; others are kept out by the lock of a file.
_CHANGING = Lock()


def key_of(comment: Comment) -> tuple[int, int]:
    """Return what ``comment`` is known by, as ``Waiting.key``."""
    return comment.id, int(comment.received.timestamp())


def as_comment(waiting: Waiting, zone: tzinfo, reply: Reply | None = None) -> Comment:
    """Return what waits as it is kept beside its article. Raises ``OfficeError`` for a time that no calendar has."""
    try:
        received = datetime.fromtimestamp(waiting.received, UTC).astimezone(zone)
    except (ValueError, OverflowError, OSError):
        raise OfficeError(translate("it came at a time that no calendar has")) from None
    return Comment(waiting.id, received, waiting.name, waiting.text, reply)


def read_comments(file: Path, zone: tzinfo) -> Comments:
    """Return the comments in ``file``, none where there is no such file. Raises ``OfficeError`` with all that is wrong with it."""
    try:
        if not file.exists():
            return ()
        if not file.is_file():  # a pipe would be waited for
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
        if len(content) > MOST_BYTES:
            raise OfficeError(translate("{file} is too long to be read.").format(file=shown(file)))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = translate("{file} can’t be read or written: {reason}.")
        raise OfficeError(message.format(file=shown(file), reason=reason)) from None
    except UnicodeDecodeError:
        raise OfficeError(translate("{file} is no text in UTF-8: save it as such.").format(file=shown(file))) from None
    findings = Findings()
    found = parse_comments(text, shown(file), zone, findings)
    if findings.stop(strict=False):
        raise OfficeError(format_report(findings.sorted(), translate))
    return found


def is_keepable(comment: Comment, zone: tzinfo) -> bool:
    """Return whether a file can hold ``comment`` as it is, without a sign at which a build would stop."""
    findings = Findings()
    return parse_comments(format_comments([comment]), "", zone, findings) == (comment,) and not findings.found


def change_comments(file: Path, zone: tzinfo, change: Callable[[Comments], Comments]) -> tuple[Comments, Comments]:
    """Write what ``change`` makes of the comments in ``file``; return what was there and what is. Raises ``OfficeError``.

    A file that would be the same is not written; one without comments is deleted.
    """
    with _CHANGING, _alone(file):
        before = read_comments(file, zone)
        after = change(before)
        if after == before:
            return before, after
        try:
            if after:
                text = _text_of(after, before, file, zone)
                if len(after) > len(before) and len(text.encode()) > MOST_BYTES:
                    raise OfficeError(translate("{file} is too long to be read.").format(file=shown(file)))
                replace_text(file, text)
            else:
                file.unlink(missing_ok=True)
            _sync_folder(file.parent)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            message = translate("{file} can’t be read or written: {reason}.")
            raise OfficeError(message.format(file=shown(file), reason=reason)) from None
    return before, after


def _text_of(after: Comments, before: Comments, file: Path, zone: tzinfo) -> str:
    """Return the new text of ``file``. What comes at its end leaves all above as somebody may have typed it, remarks too."""
    if before and after[: len(before)] == before:
        text = file.read_text("utf-8-sig").rstrip("\n") + "\n"
        longer = text + format_comments(after[len(before) :]).removeprefix(format_comments(()))
        if parse_comments(longer, "", zone, Findings()) == after:
            return longer
    return format_comments(after)


def with_added(new: Iterable[Comment]) -> Callable[[Comments], Comments]:
    """Return a change that adds ``new`` ones at the end, those that are there by their key excepted; a reply that they have is added to those."""

    def change(before: Comments) -> Comments:
        added = {key_of(comment): comment for comment in new}
        kept = []
        for comment in before:
            same = added.pop(key_of(comment), None)
            kept.append(with_reply(comment, same.reply) if same and same.reply and not comment.reply else comment)
        return (*kept, *added.values())

    return change


def with_reply(comment: Comment, reply: Reply | None) -> Comment:
    """Return ``comment`` with that ``reply``."""
    return Comment(comment.id, comment.received, comment.name, comment.text, reply)


def without(keys: Iterable[tuple[int, int]]) -> Callable[[Comments], Comments]:
    """Return a change that takes the comments with these ``keys`` out."""
    gone = set(keys)
    return lambda before: tuple(comment for comment in before if key_of(comment) not in gone)


def published(articles: Articles, zone: tzinfo, broken: list[str]) -> Iterator[tuple[Article, Comment]]:
    """Yield all approved comments with their articles; what is wrong with files that can't be read is added to ``broken``."""
    for article in each_article(articles):
        try:
            comments = read_comments(article.comments, zone)
        except OfficeError as error:
            broken.append(str(error))
            continue
        for comment in comments:
            yield article, comment


@contextmanager
def _alone(file: Path) -> Iterator[None]:
    """Keep other processes from changing ``file``; Windows has no such lock."""
    with suppress(ImportError):
        import fcntl

        try:
            handle = os.open(file.parent, os.O_RDONLY)
        except OSError:  # what is done next says why
            yield
            return
        try:
            with suppress(OSError):  # A network folder may have no locks.
                fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)
        return
    yield


def _sync_folder(folder: Path) -> None:
    """Let the name of a new file survive a crash too; Windows does so by itself."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
