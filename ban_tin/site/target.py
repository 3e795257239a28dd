"""How ``site.toml`` may name where a site is published."""

import re

from ban_tin.language.translations import N_

#: A path alone, or one on a server; nothing that a shell or ssh would take for something else.
_FOLDER = re.compile(r"([A-Za-z0-9_][\w.-]*@)?[A-Za-z0-9][\w.-]*:/[^\s'\"\\$`]*|[/~][^:'\"\\$`\n]*")
#: A remote that rclone knows, or one that is all in its name (":sftp,host=…:folder").
_REMOTE = re.compile(r"rclone:([\w.+@][\w.+@ -]*|:[a-z0-9]+(,[^\n]*)?):[^\x00-\x1f]*")
#: There, releases would lie among all that a machine has.
_TOP = re.compile(r"([^/:]*:)?/+")


def check_target(value: str) -> str:
    """Return what is wrong with the target ``value``, as a message id; ``""`` where nothing is, and for none."""
    if not value or _REMOTE.fullmatch(value) or (_FOLDER.fullmatch(value) and not _TOP.fullmatch(value)):
        return ""
    return N_("it is neither a folder, nor user@host:/folder, nor rclone:REMOTE:folder")
