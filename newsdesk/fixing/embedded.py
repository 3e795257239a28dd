"""Pictures that were pasted into the text as a long row of letters (base64): saved as files beside the article."""

from ban_tin.articles.embedded import save_embedded
from ban_tin.findings import Finding
from newsdesk.fixing.edits import Edits, NamesTaken, line_at, replace_line


def save_pictures(text: str, finding: Finding, taken: NamesTaken) -> Edits | None:
    """Save the pictures that are pasted into a line as files, and write their names in their place."""
    saved = save_embedded(line_at(text, finding.line), taken)
    return Edits(replace_line(text, finding.line, saved.text.rstrip("\n")), saved.files) if saved.files else None
