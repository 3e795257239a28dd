"""Text as it is pasted: what Word, other programs and hurried fingers write is made as it was meant, or told with the line to type.

Pure functions over the lines of a body, before Markdown sees them; ``ban_tin.articles.body.pasted`` runs the steps.
"""

from ban_tin.articles.pasted.attributes import join_attribute_lists
from ban_tin.articles.pasted.embedded_photos import tell_embedded_photos
from ban_tin.articles.pasted.embeds import tell_embeds
from ban_tin.articles.pasted.html_photos import read_markdown_in_html
from ban_tin.articles.pasted.line import Line, LineReport, Step
from ban_tin.articles.pasted.open_tags import close_tags
from ban_tin.articles.pasted.photo_lines import fix_photo_lines
from ban_tin.articles.pasted.remarks import remove_remarks
from ban_tin.articles.pasted.shortcodes import resolve_shortcodes, typed_target

#: In this order. Each looks first whether the text has anything that concerns it: most texts have not.
STEPS: tuple[Step, ...] = (
    # The first two take out what may be thousands of letters, the others what they would else stumble over.
    tell_embedded_photos,
    remove_remarks,
    tell_embeds,
    resolve_shortcodes,
    read_markdown_in_html,
    join_attribute_lists,
    fix_photo_lines,
    close_tags,
)

__all__ = ["STEPS", "Line", "LineReport", "Step", "typed_target"]
