"""From a flow to a draft: no word is lost or added, and our own reader understands what was written."""

from hypothesis import given

from newsdesk.importing.compose import compose
from tests.builders import site
from tests.newsdesk.importing.flows import FLOWS, document_of
from tests.newsdesk.importing.words import lost_and_added

FACTS = site()


@given(FLOWS)
def test_every_word_is_in_the_article_or_in_the_report(flow: str) -> None:
    document = document_of(flow)
    draft = compose(document, FACTS)
    lost, added = lost_and_added(document, draft)
    assert (lost, added) == ({}, {}), draft.text
