"""What makes a page hard to use or out of date, beside what a build finds: found by ``ban-tin check`` and the preview.

What a build already says is not said again: links to pages that don't exist (``link-missing``), photos without alternative text
(``alt-missing``), small ones (``photo-small``), pupils without consent (``consent-missing``), files that can't be read.
"""

from ban_tin.findings.catalogue.kind import HINT, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "anchor-missing": Kind(
        WARNING,
        N_("The link “{text}” leads to the place #{anchor} of this page, which does not exist."),
        N_("Places that exist: {known}"),
    ),
    "link-vague": Kind(
        HINT,
        N_("The link “{text}” does not say where it leads: who has links read aloud one by one hears only this."),
        N_("Put the brackets round what is found there, such as {typed}"),
    ),
    "link-dead": Kind(
        WARNING,
        N_("The link to {address} is dead: {reason}."),
        N_("Look for the new address and type it, or delete the link."),
    ),
    "link-moved": Kind(HINT, N_("{address} has moved for good, to {moved}."), N_("Type the new address: {moved}")),
    "link-unsure": Kind(
        HINT,
        N_("Whether {address} is there could not be found out: {reason}."),
        N_("Open it in a browser; later, ban-tin check --online tries again."),
    ),
    "heading-skips": Kind(
        WARNING,
        N_("The heading “{text}” skips a rank: it has {marks}, after {before}."),
        N_("Type: {typed}"),
    ),
    "table-headless": Kind(
        WARNING,
        N_("The table has no names above its columns: a screen reader can't say what a cell is about."),
        N_("Write what stands in each column into its first row, such as: {typed}"),
    ),
    "alt-repeats": Kind(
        HINT,
        N_("The alternative text of “{image}” repeats its caption: it is read aloud twice."),
        N_("Say in the brackets what is seen in the photo, and in the caption who, when and where."),
    ),
    "paragraph-long": Kind(
        HINT,
        N_("This paragraph has {count} words: “{text}…”. On a phone it fills more than a screen."),
        N_("Leave an empty line where a new thought begins."),
    ),
    "sentence-long": Kind(
        HINT,
        N_("This sentence has {count} words: “{text}…”."),
        N_("Make two or three of it, or a list."),
    ),
    "reading-hard": Kind(
        HINT,
        N_("The text is hard to read: {figure} by the formula of Nguyen and Henkin (1982, as it is quoted; not verified), more than {most}; {words} words a sentence on average."),
        N_("Shorten the longest sentences first; there are {long} of more than {length} words."),
    ),
    "notice-endless": Kind(HINT, N_("This notice never ends: it has no “expires”."), N_("Add the line: {typed}")),
    "menu-expired": Kind(
        WARNING,
        N_("The link “{title}” of site.toml still leads here, and the notice is over since {date}."),
        N_("Take the link out of site.toml, or give the notice a later day: expires: …"),
    ),
}  # fmt: skip
