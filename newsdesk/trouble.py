"""What to say when a build can't go on for a reason that is not in the content: a full disk, rights, memory."""

import errno

from newsdesk.language import translate

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_KIND = {errno.ENOTDIR, errno.EISDIR, errno.EEXIST}


def explain_trouble(error: Exception) -> str:
    """Return what happened and what to do about it, in one or two sentences in the language of the site; ``""`` for a fault of ours."""
    if isinstance(error.__cause__, OSError):
        error = error.__cause__  # Of what Pelican logs, and of a library.
    if isinstance(error, OSError):
        path = str(error.filename or error.filename2 or ".")
        return _message_for(error).format(path=path, reason=error.strerror or type(error).__name__)
    # By name: what is wrong may be why their modules can't be imported.
    name = type(error).__name__
    if name == "MissingFileError":
        message = translate(
            "The file “{path}” was there and is gone, or cannot be read. See that it is there, and build again."
        )
        return message.format(path=error)
    if name == "DamagedStateError":
        return translate("What builds remember cannot be used: {reason}. Delete the folder .cache/builds.").format(
            reason=error
        )
    if name == "WorkerError":
        return translate(
            "A process of the build ended early. Is there too little memory? Close other programs, and build again."
        )
    return ""


def _message_for(error: OSError) -> str:
    if error.errno in _FULL:
        return translate(
            "The disk is full (“{path}”). Free some room, for example with make clean-cache DAYS=0, and build again."
        )
    if error.errno == errno.EROFS:
        return translate(
            "“{path}” cannot be written: the disk is read-only. Make it writable, or choose another folder."
        )
    if error.errno in _FORBIDDEN:
        return translate(
            "“{path}” may not be read or written by this user. Change its owner or its rights (ls -ld shows them)."
        )
    if error.errno in _KIND:
        return translate(
            "“{path}” is a file where a folder is needed, or the other way round. Move it away, and build again."
        )
    return translate("“{path}” cannot be read or written: {reason}. See that the disk is in order, and build again.")
