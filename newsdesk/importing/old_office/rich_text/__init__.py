"""Files in rich text format (``.rtf``), as WordPad and old versions of Word save them."""

from newsdesk.importing.old_office.rich_text.reader import read_rich_text

__all__ = ["read_rich_text"]
