"""Why something can't be saved, in words for the person who typed it."""

import errno

from newsdesk.language import N_, translate

_REASONS = {
    errno.ENOSPC: N_("The disk is full: nothing was saved. Make room on it, then save again."),
    errno.EDQUOT: N_("The disk space of this user is used up: nothing was saved. Make room, then save again."),
    errno.EROFS: N_("The disk can only be read: nothing was saved. Whoever set up the machine can change that."),
    errno.EACCES: N_(
        "This user may not write “{file}”: nothing was saved. Whoever set up the machine can change that."
    ),
    errno.EPERM: N_("This user may not write “{file}”: nothing was saved. Whoever set up the machine can change that."),
    errno.ENAMETOOLONG: N_("The name “{file}” is too long: nothing was saved."),
    errno.EIO: N_("The disk or the network drive gives an error: nothing was saved. Try again in a moment."),
}
_OTHER = N_("“{file}” can’t be written ({reason}): nothing was saved.")
_FOLDER_GONE = N_(
    "The folder of “{file}” is not there any more: nothing was saved. It may have been moved or deleted, or a network drive is not connected."
)


class UnsavableError(Exception):
    """Nothing was changed; ``said`` tells why, in the editor's language."""

    def __init__(self, said: str, *, gone: bool = False) -> None:
        super().__init__(said)
        self.said = said
        #: The file is not there: what was typed may be saved as a new one.
        self.gone = gone


class StaleError(UnsavableError):
    """The file is another one than the page shows: it has to be looked at first."""


class ConflictError(Exception):
    """Somebody else changed the same lines meanwhile: nothing was saved.

    ``base``, ``theirs`` and ``yours`` are these lines as they were, as they are in the file, and as they were to be. They stand in the
    lines ``first`` to ``last`` of the file of ``digest``, so that saving what is chosen is one more change of these.
    """

    def __init__(self, base: str, theirs: str, yours: str, first: int = 1, last: int = 0, digest: str = "") -> None:
        super().__init__("the same lines were changed meanwhile")
        self.base, self.theirs, self.yours = base, theirs, yours
        self.first, self.last, self.digest = first, last, digest


def unsavable(error: OSError, file: str) -> UnsavableError:
    """Return what to say of ``error``, which came while ``file`` was written."""
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return UnsavableError(translate(_FOLDER_GONE).format(file=file), gone=True)
    said = translate(_REASONS.get(error.errno or 0, _OTHER))
    return UnsavableError(said.format(file=file, reason=error.strerror or type(error).__name__))
