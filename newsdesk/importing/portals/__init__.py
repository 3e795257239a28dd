"""Dumps and exports of portals: NukeViet, Joomla and WordPress, a record after another.

``open_portal`` finds out what a file is and reads it through once, onto the disk; ``records`` of what it returns gives what belongs together, as it
stands there; ``read_record`` makes a ``SourceDocument`` of it: that is where the work is, and where processes share it.
"""

from newsdesk.importing.portals.opening import Portal, open_portal
from newsdesk.importing.portals.reading import read_record
from newsdesk.importing.portals.record import PortalOptions, PortalRecord

__all__ = ["Portal", "PortalOptions", "PortalRecord", "open_portal", "read_record"]
