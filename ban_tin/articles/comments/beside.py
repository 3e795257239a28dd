"""The comments beside an article, while it is read."""

import os
from datetime import tzinfo
from pathlib import Path

from ban_tin.articles.body import SourceContext, find_beside, report_missing
from ban_tin.articles.comments.file import comments_file
from ban_tin.articles.comments.read import parse_comments
from ban_tin.source_files import UnusableFileError, read_text
from ban_tin.views import Comment


def read_comments(place: SourceContext, zone: tzinfo) -> tuple[Comment, ...]:
    """Return the approved comments of the article at ``place``, which notes that their file was asked for. Raises ``OSError``."""
    file = comments_file(Path(place.path))
    path = find_beside(place, file.name)
    if path is None:
        if os.path.lexists(place.folder / file.name):
            report_missing(place, file.name, file.name, 1)
        return ()
    try:
        text = read_text(path, people=True)
    except UnusableFileError as error:
        place.findings.add(error.kind, file.as_posix(), 0, **error.values)
        return ()
    return parse_comments(text, file.as_posix(), zone, place.findings)
