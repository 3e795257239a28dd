"""One file of Markdown, as other generators and note programs have them. A folder of them is an archive: ``newsdesk.importing.archive``."""

from newsdesk.importing.markdown_file.reader import read_markdown

__all__ = ["read_markdown"]
