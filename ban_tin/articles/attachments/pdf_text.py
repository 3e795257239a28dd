"""The text of a PDF that has some: page after page, as far as words are taken and the work is bearable."""

from pathlib import Path

from ban_tin.articles.attachments.bounded_pdf import open_bounded_pdf
from ban_tin.articles.attachments.gathered import MOST_SIGNS, EnoughError, Gathered

#: Of what is on a page, as much has to be letters and digits: fonts that don't say what their signs mean give anything.
_READABLE = 0.4


def pdf_pages(path: Path, pages: list[list[str]]) -> None:
    """Add the lines of the pages of a PDF to ``pages``, where they are whatever is raised later."""
    gathered = Gathered()
    with open_bounded_pdf(path) as reader:
        for page in reader.pages:
            try:
                text = page.extract_text()[:MOST_SIGNS]
            except MemoryError:
                raise
            except Exception:  # noqa: S112 – one page that can't be read says nothing of the others
                continue
            if not _is_readable(text):
                continue
            pages.append(text.split("\n"))
            try:
                gathered.add(text)
            except EnoughError:
                return


def _is_readable(text: str) -> bool:
    signs = "".join(text.split())
    # Dots to write on, and those that lead to a page number, are many.
    rest = signs.replace(".", "").replace("…", "").replace("_", "")
    return sum(map(str.isalnum, rest)) >= _READABLE * len(rest)
