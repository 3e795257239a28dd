"""Text as it is pasted: what Word, other programs and hurried fingers write is made as it was meant, or told with the line to type.

Pure functions over the lines of a body, before Markdown sees them; ``ban_tin.articles.body.pasted`` runs the steps.
"""

from ban_tin.articles.pasted.attributes import join_attribute_lists
from ban_tin.articles.pasted.broken_links import join_broken_links
from ban_tin.articles.pasted.captions import write_captions
from ban_tin.articles.pasted.code import mark_literal, unindent_prose
from ban_tin.articles.pasted.drawn_tables import write_drawn_tables
from ban_tin.articles.pasted.embedded_photos import tell_embedded_photos
from ban_tin.articles.pasted.embeds import tell_embeds
from ban_tin.articles.pasted.emphasis import close_up_signs
from ban_tin.articles.pasted.endings import break_at_backslashes, part_rules
from ban_tin.articles.pasted.html_photos import read_markdown_in_html
from ban_tin.articles.pasted.line import Line, LineReport, OnlyWith, Step, only_with
from ban_tin.articles.pasted.lists import write_lists
from ban_tin.articles.pasted.marks import ITEMS
from ban_tin.articles.pasted.notes import check_notes
from ban_tin.articles.pasted.open_tags import close_tags
from ban_tin.articles.pasted.paragraphs import part_paragraphs
from ban_tin.articles.pasted.photo_lines import fix_photo_lines
from ban_tin.articles.pasted.quotes import within_quotes
from ban_tin.articles.pasted.remarks import remove_remarks
from ban_tin.articles.pasted.shortcodes import resolve_shortcodes, typed_target
from ban_tin.articles.pasted.tables import write_tables

#: What is done to running text, wherever it stands.
_TEXT: tuple[Step, ...] = (
    only_with(r"\\[ \t]*$", break_at_backslashes),
    # A tab still tells cells from words.
    only_with("--", write_drawn_tables),
    only_with(r"[\t|]", write_tables),
    # Before lists: to what is set in behind an item, nothing is done.
    only_with(r"^[ \t]", unindent_prose),
    only_with(r"\*\*|__|~~", close_up_signs),
    only_with(ITEMS, write_lists),
    only_with("^[-=]", part_rules),
    only_with(r"^[^\n]+\n[^\n]*[^ \t\n]", part_paragraphs),
)
#: In this order. Each looks first whether the text has anything that concerns it: most texts have not.
STEPS: tuple[Step, ...] = (
    # What may be thousands of letters, and what all others would stumble over.
    tell_embedded_photos,
    remove_remarks,
    tell_embeds,
    resolve_shortcodes,
    read_markdown_in_html,
    join_attribute_lists,
    # Before photo lines: a bracket before a photo is none that was left behind.
    join_broken_links,
    fix_photo_lines,
    close_tags,
    # Behind these, lines are marked.
    only_with("```|~~~|<", mark_literal),
    only_with(r"!\[", write_captions),
    *_TEXT,
    only_with("^[ ]{0,3}>", within_quotes(_TEXT)),
    only_with(r"\[\^", check_notes),
)

__all__ = ["STEPS", "Line", "LineReport", "OnlyWith", "Step", "typed_target"]
