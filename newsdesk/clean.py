"""Deletes what builds wrote into the output; what others put there stays."""

import sys
from pathlib import Path

from ban_tin.building.claim import OWN_NAMES, Claim, ForeignFolderError
from ban_tin.building.tree import delete_empty_parents, delete_files, stamps_below
from newsdesk.language import translate
from newsdesk.site_folder import shown
from newsdesk.trouble import explain_trouble


def clean(folder: Path) -> list[str]:
    """Delete the files of ``folder`` that builds wrote, and it too when it is empty then; return what is left in it.

    Raises ``ForeignFolderError`` for a folder that nothing says to be ours, and ``OSError``.
    """
    claim = Claim(folder, {})
    there = stamps_below(folder).files.keys()
    ours = claim.owned({})
    delete_files(folder, sorted(there & ours - OWN_NAMES))
    delete_empty_parents(folder, ours)
    # Last: until then it tells what is ours.
    delete_files(folder, OWN_NAMES)
    left = sorted(there - ours)
    if not left and folder.is_dir() and not any(folder.iterdir()) and not folder.is_symlink():
        folder.rmdir()
    return left


def clean_output(folder: Path) -> int:
    """Clean ``folder`` and say what stays; return the exit code."""
    try:
        left = clean(folder)
    except ForeignFolderError:
        message = translate(
            "“{folder}” stays: nothing says that Bản Tin wrote its files. Delete it yourself if nothing in it is needed."
        )
        print(message.format(folder=shown(folder)), file=sys.stderr)
        return 1
    except OSError as error:
        print(explain_trouble(error), file=sys.stderr)
        return 1
    if left:
        message = translate("“{folder}”: {count} files stay that Bản Tin did not write: {names}")
        names = ", ".join(left[:10]) + (" …" if len(left) > 10 else "")
        print(message.format(folder=shown(folder), count=len(left), names=names))
    return 0
