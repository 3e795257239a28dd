"""Images and their captions: an image on a line of its own becomes a ``<figure>``.

A Python-Markdown extension; nothing in this folder knows Pelican. ``docs/bien-tap.md`` shows editors what
to type, ``docs/decisions/0003-captions.md`` says why the rules are as they are.
"""

from ban_tin.articles.captions.extension import CaptionExtension
from ban_tin.articles.captions.figures import Report
from ban_tin.articles.captions.lead import LeadWords, read_lead
from ban_tin.articles.captions.text import credit_separator, is_file_name, shown_credit

__all__ = ["CaptionExtension", "LeadWords", "Report", "credit_separator", "is_file_name", "read_lead", "shown_credit"]
