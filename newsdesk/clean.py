"""Deletes what builds wrote into their folders; what others put there stays."""

import sys
from collections.abc import Iterable
from pathlib import Path

from ban_tin.building.claim import OWN_NAMES, Claim, ForeignFolderError
from ban_tin.building.tree import delete_empty_parents, delete_files, signatures_below
from newsdesk.language import translate
from newsdesk.site_folder import shown
from newsdesk.trouble import explain_trouble


def clean(folder: Path) -> list[str]:
    """Delete the files of ``folder`` that builds wrote, and it too when it is empty then; return what is left in it.

    Raises ``ForeignFolderError`` for a folder that nothing says to be ours, and ``OSError``.
    """
    claim = Claim(folder, {})
    there = signatures_below(folder).files.keys()
    ours = claim.owned({})
    delete_files(folder, sorted(there & ours - OWN_NAMES))
    delete_empty_parents(folder, ours)
    # Last: until then it tells what is ours.
    delete_files(folder, OWN_NAMES)
    left = sorted(there - ours)
    if not left and folder.is_dir() and not any(folder.iterdir()) and not folder.is_symlink():
        folder.rmdir()
    return left


def clean_all(folders: Iterable[Path]) -> int:
    """Clean ``folders`` and say what stays; return the exit code."""
    code = 0
    for folder in folders:
        try:
            left = clean(folder)
        except ForeignFolderError:
            message = translate(
                "“{folder}” stays: nothing says that Bản Tin wrote its files. Delete it yourself if nothing in it is needed."
            )
            print(message.format(folder=shown(folder)), file=sys.stderr)
            code = 1
        except OSError as error:
            print(explain_trouble(error), file=sys.stderr)
            code = 1
        else:
            if left:
                message = translate("“{folder}”: {count} files stay that Bản Tin did not write: {names}")
                print(
                    message.format(
                        folder=shown(folder),
                        count=len(left),
                        names=", ".join(left[:10]) + (" …" if len(left) > 10 else ""),
                    )
                )
    return code
