"""Image captions for any Pelican site: an image on a line of its own becomes a ``<figure>``. README.md shows what to type."""

from typing import Any

from pelican.plugins import signals

from ban_tin.articles.captions import CaptionExtension

#: What stands before who took a photo, by the site's language; "Photo:" in any other.
_LABELS = {"vi": "Ảnh:", "en": "Photo:"}


def add_extension(pelican: Any) -> None:
    """Add the extension to those that Pelican's Markdown reader uses."""
    settings = pelican.settings
    extension = CaptionExtension()
    extension.credit = settings.get("CAPTIONS_CREDIT", "")
    extension.credit_label = settings.get("CAPTIONS_CREDIT_LABEL") or _LABELS.get(settings["DEFAULT_LANG"], "Photo:")
    markdown = settings["MARKDOWN"]
    settings["MARKDOWN"] = {**markdown, "extensions": [*markdown.get("extensions", []), extension]}


def register() -> None:
    """Connect the plugin to the beginning of Pelican's run."""
    signals.initialized.connect(add_extension)
