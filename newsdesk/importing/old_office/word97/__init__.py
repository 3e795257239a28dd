"""The binary form of Word 97 to 2003, [MS-DOC], as far as an article needs it: letters with their fonts, tables, notes, pictures.

``fib`` says where everything lies, ``letters`` puts the text together, ``formatting`` and ``style_sheet`` say how it looks, ``lists`` counts,
``art`` has the pictures, ``walk`` makes the same blocks of it as the reader of ``.docx``.
"""

from newsdesk.importing.old_office.word97.reader import read_word97

__all__ = ["read_word97"]
