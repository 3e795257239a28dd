"""Photos whose names say another kind than they are: renamed, and written so in the article."""

import re
from urllib.parse import quote

from ban_tin.findings import Finding
from newsdesk.fixing.edits import Edits, NamesTaken, free_name

#: What may stand before and behind a name that is written whole: a longer name is another one.
_WHOLE = r"(?<![\w./%-])(?:\./)?{name}(?![\w-])(?!\.\w)"


def rename_photo(text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    """Call a photo by the kind that it is, and write that name wherever the article has the old one."""
    values = dict(finding.values)
    old = values["image"]
    folder, slash, _ = old.rpartition("/")
    new = free_name(f"{folder}{slash}{values['name']}", taken)
    written = text
    for before, after in ((old, new), (quote(old), quote(new)), (old.replace("_", "\\_"), new.replace("_", "\\_"))):
        written = re.sub(_WHOLE.format(name=re.escape(before)), lambda _, after=after: after, written)  # type: ignore[misc]
    return Edits(written, renamed={old: new}) if written != text else None
