"""Archives of Markdown of other generators (Jekyll, Hugo, Eleventy, Pelican, Obsidian) into the folder of a site.

What a program can decide is done; what it can't is told once each, and no word is lost on the way.
"""

from newsdesk.importing.archive.convert import Converted, ConvertedArticle, convert_archive
from newsdesk.importing.archive.notes import Note, format_notes
from newsdesk.importing.archive.options import Options
from newsdesk.importing.archive.reading import Archive, read_archive
from newsdesk.importing.archive.write import write_archive

__all__ = [
    "Archive",
    "Converted",
    "ConvertedArticle",
    "Note",
    "Options",
    "convert_archive",
    "format_notes",
    "read_archive",
    "write_archive",
]
