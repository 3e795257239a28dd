"""From a document as it lay there to the parts of an article: fields with evidence, and a text whose parts are known. Pure."""

from newsdesk.importing.source_document import LIKELY, Doubt, Found, SourceDocument
from newsdesk.importing.structure.blocks import Blocks, Flow, Paragraph, below, plain_block
from newsdesk.importing.structure.captions import find_captions
from newsdesk.importing.structure.closing import read_closing
from newsdesk.importing.structure.dates import find_event_date, find_partial_date
from newsdesk.importing.structure.headings import find_headings
from newsdesk.importing.structure.inline import plain
from newsdesk.importing.structure.lists import make_lists
from newsdesk.importing.structure.masthead import read_masthead
from newsdesk.importing.structure.office_paper import read_office_paper
from newsdesk.importing.structure.parse import parse_flow
from newsdesk.importing.structure.shape import BESIDE, shape, unwrap_asides
from newsdesk.importing.structure.values import Notes, Structured, look_of, shortened

#: Fields of a reader that are none of front matter, and are looked at by ``compose``.
SPECIAL = frozenset({"views", "lead", "status", "role", "old_address", "old_queries"})
#: Doubts of blocks that are told where they matter.
_TOLD = frozenset(("heading-guessed", BESIDE))
#: Paragraphs from the beginning in which an event is dated.
_NEAR = 3


def structure(document: SourceDocument) -> Structured:
    """Return the parts of ``document``. No word is lost: each is in the flow, in a line that was taken, or left out."""
    notes = Notes(fields=dict(document.fields))
    flow = parse_flow(document.flow)
    blocks = shape(flow.blocks, notes)
    blocks = read_office_paper(blocks, notes)
    blocks = read_masthead(blocks, notes)
    blocks = find_captions(blocks, notes)
    blocks = read_closing(blocks, notes)
    blocks = unwrap_asides(blocks)
    blocks = find_headings(blocks, notes)
    blocks = make_lists(blocks)
    _date(blocks, notes)
    _note_doubts(blocks, notes)
    return Structured(
        notes.fields,
        Flow(blocks, {name: shape(each, notes) for name, each in flow.notes.items()}),
        tuple(notes.taken),
        tuple(notes.left_out),
        tuple(notes.doubts),
    )


def _date(blocks: Blocks, notes: Notes) -> None:
    """Find the day of the event where no date is given; one that can't be told stays absent."""
    if "date" in notes.fields or "document_issued" in notes.fields:
        return
    texts = [(str(notes.fields["summary"].value), notes.fields["summary"].where)] if "summary" in notes.fields else []
    paragraphs = [block for block in blocks if isinstance(block, Paragraph)]
    texts += [(plain(block.inner), block.look.where) for block in paragraphs[:_NEAR]]
    for text, where in texts:
        if found := find_event_date(text):
            notes.fields["date"] = Found(found.value, LIKELY, where, found.quote)
            notes.doubt("date-prose", found.quote, where)
            return
    for text, where in texts:
        if partial := find_partial_date(text):
            notes.doubt("date-partial", partial, where)
            return


def _note_doubts(blocks: Blocks, notes: Notes) -> None:
    """Tell the words that the reader was not certain of, once each."""
    known = {(doubt.kind, doubt.where) for doubt in notes.doubts}
    for block in blocks:
        look = look_of(block)
        if look.doubt and look.doubt not in _TOLD and (look.doubt, look.where) not in known:
            notes.doubts.append(Doubt(look.doubt, shortened(plain_block(block)), look.where))
        _note_doubts(tuple(below(block)), notes)
