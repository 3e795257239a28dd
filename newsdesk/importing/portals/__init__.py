"""Dumps and exports of portals: NukeViet, Joomla and WordPress, a record after another.

``open_portal`` finds out what a file is and reads it through once, onto the disk. What it returns is to be iterated over for its articles, documents and
pages: each looks up what belongs to it when it is read. That is where the work is, and where processes share it.
"""

from newsdesk.importing.portals.opening import Portal, PortalSource, open_portal
from newsdesk.importing.portals.reading import read_record
from newsdesk.importing.portals.record import PortalOptions, PortalRecord

__all__ = ["Portal", "PortalOptions", "PortalRecord", "PortalSource", "open_portal", "read_record"]
