"""Files that nobody here wrote, from their bytes to the page that our own reader makes of them: each is refused with a reason, or whole.

And the build finds nothing in it but what the import announced.
"""

from importlib import import_module
from pathlib import Path

import pytest

from newsdesk.importing.compose import compose
from newsdesk.importing.opening import READERS, kind_of
from newsdesk.importing.report.kinds import KINDS, Group
from newsdesk.importing.source_document import RefusedSourceError, SourceDocument
from tests.builders import site
from tests.newsdesk.importing.words import lost_and_added, page_of
from tests.shared_files import need_cases

#: What is found of an article with photos that nobody has described yet, or that are not there, which the report says.
_OF_PHOTOS = {"alt-missing", "caption-missing", "photo-small", "file-missing"}


def read(path: Path) -> SourceDocument:
    """Read ``path`` without looking whether it is an official document, whose words stand in its file."""
    reader = READERS[kind_of(path)]
    module, _, function = reader.function.partition(":")
    document = getattr(import_module(module), function)(*reader.arguments(path, path.name))
    assert isinstance(document, SourceDocument)
    return document


@pytest.mark.parametrize("kind", ["docx", "doc", "pdf"])
def test_no_word_of_a_real_file_is_lost_on_its_way_to_the_page(kind: str) -> None:
    facts, bad, read_ones = site(), {}, 0
    for path in need_cases(kind):
        try:
            document = read(path)
        except RefusedSourceError as error:
            assert KINDS[error.kind].group is Group.REFUSED
            continue
        read_ones += 1
        draft = compose(document, facts)
        lost, added = lost_and_added(document, draft)
        found = page_of(draft)[1] - _OF_PHOTOS
        if lost or added or found:
            bad[path.name] = lost, added, found
    assert bad == {}
    assert read_ones
