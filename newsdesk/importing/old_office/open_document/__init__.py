"""Files of LibreOffice Writer (``.odt``)."""

from newsdesk.importing.old_office.open_document.reader import read_open_document

__all__ = ["read_open_document"]
