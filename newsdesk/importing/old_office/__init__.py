"""What office programs saved before ``.docx``, or save beside it: ``.doc``, ``.odt``, ``.rtf``.

Each becomes the same blocks as a ``.docx`` (``newsdesk.importing.word.pieces``), and goes the same way from there. What our own readers can't
read, LibreOffice converts where it is installed.
"""

from newsdesk.importing.old_office.reading import read_doc, read_odt, read_rtf

__all__ = ["read_doc", "read_odt", "read_rtf"]
