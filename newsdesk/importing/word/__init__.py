"""From a ``.docx`` file to a ``SourceDocument``: all that Word shows, and a list of what it shows and no article gets.

``package`` opens the file, ``styles`` and ``numbering`` know what applies where, ``inline``, ``drawings`` and ``blocks`` walk through the
document, ``lists`` and ``markup`` write the flow. Why not a library: ``docs/decisions/0021-reading-word.md``.
"""

from newsdesk.importing.word.reader import read_docx

__all__ = ["read_docx"]
