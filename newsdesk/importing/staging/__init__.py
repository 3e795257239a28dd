"""Imports that wait for a decision: read into a folder beside the site's content, looked at, corrected, accepted or thrown away.

``.newsdesk/imports/batches/ID`` holds what was sent at once, until it is read, and a file of JSON for each source in it; ``.newsdesk/imports/site``
is a content folder of its own, in which each of them lies as it would lie in the site. What is on the disk is the truth: any process may be ended at any time.
"""

from newsdesk.importing.staging.staged_import import StagedImport, State
from newsdesk.importing.staging.store import ImportStore, UnknownImportError

__all__ = ["ImportStore", "StagedImport", "State", "UnknownImportError"]
