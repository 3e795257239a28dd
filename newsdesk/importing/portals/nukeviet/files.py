"""The files of a record of NukeViet."""

from dataclasses import replace
from urllib.parse import urlsplit

from newsdesk.importing.portals.entry import Entry, with_file
from newsdesk.importing.portals.record import PortalOptions, PortalRecord
from newsdesk.importing.portals.uploads import Uploads
from newsdesk.importing.web_page.flow import Flow

#: Files of one record that are looked for.
_FILES_MOST = 200


def uploads_of(record: PortalRecord, options: PortalOptions) -> Uploads:
    """Return where the files of a record lie."""
    hosts = [*record.context.get("hosts", "").split(","), urlsplit(options.address).hostname or ""]
    # Thumbnails have the path of their originals.
    return Uploads(
        options.uploads,
        ("uploads", "assets", "files"),
        [host for host in hosts if host],
        record.context.get("upload", ""),
    )


def attach(entry: Entry, flow: Flow, uploads: Uploads, paths: str, column: str) -> Flow:
    """Return ``flow`` with the files of a column, in which their paths stand one after another with commas."""
    attachments = dict(flow.attachments)
    for path in filter(None, (each.strip() for each in paths.split(",")[:_FILES_MOST])):
        found = uploads.find(path)
        if found is None:
            entry.leave_out("missing-attachment", path, column)
        elif found not in attachments.values():
            attachments, _ = with_file(attachments, found.name, found)
    return replace(flow, attachments=attachments)
