"""Safe fixes: by the kind of a finding, a pure function that says what to change. None loses a word, or touches names, numbers or quotations."""

from newsdesk.fixing.edits import Edits, Fix, NamesTaken
from newsdesk.fixing.embedded import save_pictures
from newsdesk.fixing.headings import lower_heading
from newsdesk.fixing.html import drop_attribute, lower_html_heading
from newsdesk.fixing.photos import rename_photo

#: The fix of each kind of finding that has one; None of it where the text is not as the finding says.
FIXES: dict[str, Fix] = {
    "heading-rank": lower_heading,
    "html-attribute": drop_attribute,
    "html-element": lower_html_heading,
    "photo-embedded": save_pictures,
    "photo-kind": rename_photo,
}

__all__ = ["FIXES", "Edits", "Fix", "NamesTaken"]
