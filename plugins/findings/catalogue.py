"""Every kind of finding: its severity, what it says and how it is mended.

The texts are the message ids of the gettext catalogues (``theme/locale``); ``docs/findings.md`` lists them
all, and a test keeps that table and this one together.
"""

from dataclasses import dataclass
from enum import StrEnum

from plugins.translations import N_


class Severity(StrEnum):
    """An error stops every build; a warning stops a strict one (``STRICT=1``, publishing); a note stops none."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding. ``message`` and ``mend`` are ``str.format`` templates with named fields."""

    severity: Severity
    message: str
    mend: str


_ERROR, _WARNING, _NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE

KINDS: dict[str, Kind] = {
    # site.toml
    "site-syntax": Kind(_ERROR, N_("This is not valid TOML: {reason}"), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-missing": Kind(_ERROR, N_("The key “{key}” is missing."), N_("Add a line such as: {example}")),
    "site-unknown": Kind(_ERROR, N_("The key “{key}” is not known."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "site-value": Kind(_ERROR, N_("The value of “{key}” cannot be used: {reason}."), N_("Write it like this: {example}")),
    # front matter
    "encoding": Kind(_ERROR, N_("The file is not saved as UTF-8."), N_("Save it again with the encoding UTF-8.")),
    "yaml-syntax": Kind(_ERROR, N_("The front matter cannot be read: {reason}"), N_('Put a value that contains a colon between double quotes: title: "…: …"')),
    "front-matter-open": Kind(_ERROR, N_("The front matter begins with --- but never ends."), N_("Add a line --- after the last field.")),
    "field-missing": Kind(_ERROR, N_("The field “{field}” is missing."), N_("Add a line such as: {example}")),
    "field-unknown": Kind(_ERROR, N_("The field “{field}” is not known."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "field-value": Kind(_ERROR, N_("“{value}” is not a usable value of “{field}”."), N_("Write it like this: {example}")),
    "field-duplicate": Kind(_ERROR, N_("The field “{field}” stands twice."), N_("Keep one of the two lines.")),
    "category-unknown": Kind(_ERROR, N_("There is no category “{category}”."), N_("Use one of these: {known}. Categories are listed in content/site.toml.")),
    "tag-spelling": Kind(_ERROR, N_("The tags “{tag}” and “{other}” ({where}) would share one address."), N_("Write both the same way.")),
    "author-spelling": Kind(_ERROR, N_("The authors “{author}” and “{other}” ({where}) would share one address."), N_("Write both the same way.")),
    "folder-date": Kind(_WARNING, N_("The file lies in {folder} but its date is {date}."), N_("Move the folder to {expected}, or mend the date.")),
    "date-order": Kind(_WARNING, N_("“{field}” ({value}) is earlier than the date of the article."), N_("Check both dates.")),
    "pinned-many": Kind(_WARNING, N_("Another article is pinned too: {other}."), N_("Remove “pinned_until” from one of them; the newer one leads until then.")),
    "draft": Kind(
        _NOTE,
        N_("This is a draft and is not published."),
        N_("Delete the line “status: draft” to publish it."),
    ),
    "scheduled": Kind(
        _NOTE,
        N_("This is not published before {date}."),
        N_("Nothing needs doing: it appears with the first build after that time."),
    ),
    # addresses
    "address-twice": Kind(_ERROR, N_("The address {address} is already taken by {other}."), N_("Give one of the two another slug or alias.")),
    "alias-address": Kind(_ERROR, N_("The old address “{alias}” cannot be redirected."), N_("Write a path that begins with / and has no ? or #, such as /tin-tuc/1234.html.")),
    # body
    "file-missing": Kind(_ERROR, N_("The file “{file}” does not lie beside the article."), N_("Copy it into {folder}, or mend the name.")),
    "menu-missing": Kind(
        _WARNING,
        N_("The link “{title}” leads to {url}, where there is no page."),
        N_("Mend the address in content/site.toml, or add the page."),
    ),
    "link-missing": Kind(_ERROR, N_("The link leads to “{target}”, which does not exist or is not public."), N_("Mend the path, or remove the link.")),
    "html-element": Kind(_ERROR, N_("The HTML element <{element}> is not allowed in an article."), N_("Remove it; docs/bien-tap.md lists what is allowed.")),
    "html-attribute": Kind(_ERROR, N_("The attribute {attribute} of <{element}> is not allowed in an article."), N_("Remove the attribute.")),
    "html-address": Kind(_ERROR, N_("The address “{address}” is not allowed here."), N_("Use https://, mailto:, tel: or a path of this site.")),
    "html-relative": Kind(
        _ERROR,
        N_("“{address}” stands in raw HTML, where files beside the article are not found."),
        N_("Write it in Markdown: ![what is seen]({address}) for a photo, [title]({address}) for a file."),
    ),
    "remote-media": Kind(_ERROR, N_("“{address}” would be loaded from another site."), N_("Save the file beside the article and use its name; for a video, link to it.")),
    # captions and photos
    "alt-missing": Kind(_WARNING, N_("The image “{image}” has no alternative text."), N_("Say between the brackets what is seen: ![a hall full of delegates]({image})")),
    "lead-alt-missing": Kind(
        _WARNING,
        N_("The lead image “{image}” has neither an alternative text nor a caption."),
        N_('Add a line such as: lead_alt: "A hall full of delegates"'),
    ),
    "credit-inline": Kind(
        _WARNING,
        N_("The credit of “{image}” is not shown: the image stands inside a sentence."),
        N_("Put the image on a line of its own."),
    ),
    "caption-missing": Kind(_WARNING, N_("The image “{image}” has no caption."), N_("Write the caption on the line under the image, between asterisks: *Who, what, where*")),
    "caption-file-name": Kind(_WARNING, N_("The caption of “{image}” is a file name: “{caption}”. It is not shown."), N_("Say who and what is seen.")),
    "caption-unsure": Kind(_WARNING, N_("“{text}” was taken for the caption of “{image}”, but may be ordinary text."), N_("If it is a caption, put it between asterisks; if not, add {{: .prose}} on a line of its own under it.")),
    "photo-unreadable": Kind(_ERROR, N_("The image “{image}” cannot be opened: {reason}."), N_("Save it again as JPEG, PNG or WebP.")),
    "photo-kind": Kind(_ERROR, N_("“{image}” is not what its name says: the file is {actual}."), N_("Rename it, or save it again in the right format.")),
    # attachments
    "attachment-unreadable": Kind(_WARNING, N_("The pages of “{file}” cannot be counted: {reason}."), N_("Open the file once and save it again.")),
}  # fmt: skip
