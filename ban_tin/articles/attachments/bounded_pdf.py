"""A PDF that is read for its text, within what that may cost."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ban_tin.articles.attachments.counted import CountedReader

if TYPE_CHECKING:
    from pypdf import PdfReader

#: Bytes that a stream in a PDF may be unpacked to: a page with more is a drawing.
_UNPACKED = 5_000_000
#: Operands of a page, in the same sense.
_OPERANDS = 300_000


@contextmanager
def open_bounded_pdf(path: Path) -> "Iterator[PdfReader]":
    """Give a reader of the PDF ``path``, whose file and limits last as long as the context. Raises what pypdf does."""
    # Here, as most builds read no new PDF.
    from pypdf import PdfReader, apply_configuration

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    limits = apply_configuration(
        zlib_maximum_output_length=_UNPACKED,
        lzw_maximum_output_length=_UNPACKED,
        run_length_maximum_output_length=_UNPACKED,
        array_based_stream_maximum_output_length=_UNPACKED,
        stream_parsing_work_maximum_count=_OPERANDS,
        xform_maximum_invocations_per_extraction=200,
    )
    with limits, CountedReader(path) as file:
        yield PdfReader(file, root_object_recovery_limit=100, xref_stream_maximum_entries=500_000)
