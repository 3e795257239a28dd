"""An official document as its form tells it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from newsdesk.importing.source_document import Doubt, Found


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """What stands at the places that the form has for it; a place that is empty, or left to be filled in, has no entry."""

    #: ``document_number``, ``document_type``, ``document_abstract``, ``document_issuer``, ``document_issued`` (as ``2026-11-05``),
    #: ``document_effective``, ``document_signer`` (post and name).
    fields: Mapping[str, Found]
    #: The office above the one that issued it.
    superior: Found | None = None
    #: Where it was issued.
    place: Found | None = None
    #: In whose name it is signed: ``TM. ỦY BAN NHÂN DÂN``, ``KT. GIÁM ĐỐC``.
    authority: Found | None = None
    #: The post of whoever signed.
    post: Found | None = None
    #: The name alone.
    name: Found | None = None
    #: Kính gửi: whom it is addressed to.
    addressees: tuple[str, ...] = ()
    #: Nơi nhận: who receives it.
    recipients: tuple[str, ...] = ()
    #: What a person has to look at.
    doubts: tuple[Doubt, ...] = field(default=())
