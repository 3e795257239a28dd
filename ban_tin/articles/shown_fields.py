"""The fields of front matter whose text readers see."""

from collections.abc import Iterator

from ban_tin.articles.front_matter.fields import FrontMatter
from ban_tin.views import Figure

_TEXTS = (
    "title", "summary", "credit", "office", "source", "updated_note", "withdrawn",
    "document_number", "document_abstract", "document_type", "document_issuer", "document_signer",
)  # fmt: skip


def shown_fields(front: FrontMatter, lead: Figure | None) -> Iterator[tuple[str, str]]:
    """Yield name and text of each field that has one; of the ``lead`` photo as readers get them."""
    for name in _TEXTS:
        yield name, getattr(front, name)
    for name in front.authors:
        yield "authors" if "authors" in front.lines else "author", name
    for name in front.tags:
        yield "tags", name
    for file in front.attachments:
        yield "attachments", file.title
    if lead is not None:
        yield from (("lead_alt", lead.alt), ("lead_caption", lead.caption), ("lead_credit", lead.credit))
