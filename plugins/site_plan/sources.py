"""What the reader hands over for each source file."""

from dataclasses import dataclass
from datetime import datetime

from markupsafe import Markup

from plugins.view_models.news import Attachment


@dataclass(frozen=True, slots=True)
class PlannedStaticPage:
    """A page of ``content/trang`` as read: everything of its view model but what surrounds it."""

    url: str
    source: str
    template: str
    lang: str
    title: str
    summary: str
    body: Markup
    attachments: tuple[Attachment, ...]
    updated: datetime | None
    updated_note: str
