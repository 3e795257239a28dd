"""The rows of a MySQL dump, as they stream by: nothing of it is run, and memory stays the same however large it is.

``files`` gives the bytes of a file, packed or not; ``reader`` the rows of its tables; ``values`` what one value says.
"""

from counter.mysql_dump.files import UnreadableDumpError, dump_chunks
from counter.mysql_dump.reader import BrokenRow, DumpReader, DumpRow

__all__ = ["BrokenRow", "DumpReader", "DumpRow", "UnreadableDumpError", "dump_chunks"]
