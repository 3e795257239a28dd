"""The text of a PDF that has some: page after page, as far as words are taken and the work is bearable."""

import logging
from pathlib import Path

from ban_tin.articles.attachments.counted import CountedReader
from ban_tin.articles.attachments.gathered import MOST_SIGNS, EnoughError, Gathered

#: Bytes that a stream in a PDF may be unpacked to: a page with more is a drawing.
_UNPACKED = 5_000_000
#: Operands of a page, in the same sense.
_OPERANDS = 300_000
#: Of what is on a page, as much has to be letters and digits: fonts that don't say what their signs mean give anything.
_READABLE = 0.4


def pdf_pages(path: Path, pages: list[list[str]]) -> None:
    """Add the lines of the pages of a PDF to ``pages``, where they are whatever is raised later."""
    # Here, as most builds read no new PDF.
    from pypdf import PdfReader, apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    gathered = Gathered()
    limits = apply_configuration(
        zlib_maximum_output_length=_UNPACKED,
        lzw_maximum_output_length=_UNPACKED,
        run_length_maximum_output_length=_UNPACKED,
        array_based_stream_maximum_output_length=_UNPACKED,
        stream_parsing_work_maximum_count=_OPERANDS,
        xform_maximum_invocations_per_extraction=200,
    )
    with limits, CountedReader(path) as file:
        reader = PdfReader(file, root_object_recovery_limit=100, xref_stream_maximum_entries=500_000)
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
