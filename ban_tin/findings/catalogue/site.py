"""What can be wrong with site.toml, messages, the logo, counts.json and known-findings.toml."""

from ban_tin.findings.catalogue.kind import ERROR, NOTE, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    # site.toml
    "site-syntax": Kind(ERROR, N_("This is not valid TOML: {reason}"), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-quote": Kind(ERROR, N_("The value in this line does not stand between two quotation marks."), N_("Write it like this: {example}")),
    "site-equals": Kind(ERROR, N_("This line has no = between its key and its value."), N_("Write it like this: {example}")),
    "site-comma": Kind(ERROR, N_("The value in this line ends with a comma or a semicolon."), N_("Write it like this: {example}")),
    "site-deep": Kind(ERROR, N_("Too many brackets or keys stand within one another."), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-number": Kind(ERROR, N_("There is a number with too many digits."), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-repeated": Kind(ERROR, N_("“{key}” stands twice in the same section."), N_("Keep one of the two lines.")),
    "site-file": Kind(ERROR, N_("The file site.toml is missing."), N_("docs/van-hanh.md has an example to copy and fill in.")),
    "site-foreign": Kind(ERROR, N_("The key “{key}” is not known."), N_("Use a key of the table in docs/van-hanh.md, or delete the line.")),
    "site-format": Kind(ERROR, N_("The version of this file is not a whole number from 1 on."), N_("Write it like this: {example}")),
    "site-newer": Kind(
        ERROR,
        N_("This site has the form of version {number}; this program knows versions up to {known}."),
        N_("Install the newest version of the program, and build again."),
    ),
    "site-older": Kind(
        ERROR,
        N_("This site has the form of version {number}, which is no longer read; the program wants version {known}."),
        N_("Type ban-tin upgrade in the site’s folder: it shows what changes, and asks before it writes."),
    ),
    "site-twice": Kind(ERROR, N_("“{value}” stands twice as “{key}”."), N_("Only one category can have it: change or delete one of the two lines.")),
    "look-contrast": Kind(
        ERROR,
        N_("The colour {colour} of “{key}” cannot be read well on {reason} ({ground}): its contrast is {ratio}, and must be {least} or more."),
        N_("The nearest colour that can: {example}"),
    ),
    "messages-language": Kind(ERROR, N_("No site is in the language that this file is named after."), N_("Call it one of these: {known}")),
    "messages-syntax": Kind(ERROR, N_("Here the file is not a list of messages (.po)."), N_('Write two lines for each message, both with straight quotation marks: msgid "…" as it is now, msgstr "…" as it is to be.')),
    "message-unknown": Kind(ERROR, N_("No page says “{text}”."), N_("Did you mean “{nearest}”? After msgid stands the message exactly as in theme/locale/vi.po.")),
    "message-foreign": Kind(ERROR, N_("No page says “{text}”."), N_("After msgid stands the message exactly as in theme/locale/vi.po; otherwise delete these lines.")),
    "message-values": Kind(ERROR, N_("The words for “{text}” name {given}, and must name {needed}."), N_("Keep what is filled in, in braces or behind a per cent sign, as it stands after msgid.")),
    "message-forms": Kind(ERROR, N_("The words for “{text}” do not have as many forms as the language: {forms}."), N_("Write the lines msgstr as in theme/locale, none of them empty.")),
    "message-sign": Kind(ERROR, N_("The sign {sign} cannot stand in the words for “{text}”."), N_("Say it without that sign.")),
    "logo-missing": Kind(ERROR, N_("There is no logo “{file}” in the folder {folder}."), N_("Copy the file there, or fix its name.")),
    "logo-unusable": Kind(
        ERROR,
        N_("The logo “{file}” cannot be used: {reason}."),
        N_("Have it saved as an SVG drawing with a viewBox, without scripts and without links to other files, or as a PNG picture."),
    ),
    "logo-picture": Kind(
        ERROR,
        N_("The logo “{file}” cannot be used: {reason}."),
        N_("Have it saved as a PNG picture of 180 to 2048 pixels a side and at most 1 MB, or as an SVG drawing."),
    ),
    "logo-element": Kind(
        ERROR,
        N_("The logo “{file}” cannot be used because of its <{element}>: {reason}."),
        N_("Have it saved as a plain SVG drawing: text as outlines; no pictures, links, animations or scripts."),
    ),
    "logo-attribute": Kind(
        ERROR,
        N_("The logo “{file}” cannot be used because of “{attribute}” in its <{element}>: {reason}."),
        N_("Have it saved as a plain SVG drawing: text as outlines; no pictures, links, animations or scripts."),
    ),
    "site-missing": Kind(ERROR, N_("The key “{key}” is missing."), N_("Add a line such as: {example}")),
    "site-unknown": Kind(ERROR, N_("The key “{key}” is not known."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "site-value": Kind(ERROR, N_("The value of “{key}” cannot be used: {reason}."), N_("Write it like this: {example}")),
    # counts.json
    "counts-unreadable": Kind(WARNING, N_("The counts cannot be read: this is not valid JSON; the site shows none."), N_("Delete the file, or fetch it again: make counts")),
    "counts-value": Kind(WARNING, N_("The counts cannot be used: in “{field}”, {reason}; the site shows none."), N_("Delete the file, or fetch it again: make counts")),
    # known-findings.toml
    "known-syntax": Kind(
        ERROR,
        N_("The list of known findings cannot be read: {reason}"),
        N_("Undo the last change of this file: nobody needs to write in it. It is made by: ban-tin check --accept"),
    ),
    "known-entry": Kind(
        WARNING,
        N_("“{entry}” in the list of known findings stands for nothing: {reason}."),
        N_("Delete that entry; or type ban-tin check --accept, which writes the list without it."),
    ),
    "known-unused": Kind(
        NOTE,
        N_("{count} entries of the list of known findings occur no longer: somebody fixed them."),
        N_("Type ban-tin check --accept: the list gets shorter."),
    ),
    "known-accepted": Kind(
        NOTE,
        N_("{count} known findings of older articles are not shown, and stop nothing."),
        N_("Nothing needs doing. Whoever wants to fix some deletes their entries here: they are shown again."),
    ),
}  # fmt: skip
