"""PDF files with text: their lines by place, to blocks. ``read_pdf`` reads one; ``signers`` says whose signatures it bears."""

from newsdesk.importing.pdf.reader import read_pdf

__all__ = ["read_pdf"]
