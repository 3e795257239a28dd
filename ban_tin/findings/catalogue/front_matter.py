"""What can be wrong with the front matter of an article or a page."""

from ban_tin.findings.catalogue.kind import ERROR, HINT, NOTE, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "yaml-syntax": Kind(ERROR, N_("The front matter cannot be read: {reason}"), N_("Compare the line with the example in docs/bien-tap.md; every line is “field: value”.")),
    "yaml-open": Kind(ERROR, N_("The front matter cannot be read: the {mark} in this line is never closed."), N_("Type {closing} at the end of the value.")),
    "yaml-quote": Kind(ERROR, N_("The front matter cannot be read: the value goes on after its closing quotation mark."), N_("Write it like this: {example}")),
    "yaml-mark": Kind(ERROR, N_("The front matter cannot be read: a value that begins with {mark} needs quotation marks."), N_("Write it like this: {example}")),
    "yaml-colon": Kind(ERROR, N_("The front matter cannot be read: a value with a colon in it needs quotation marks."), N_("Write it like this: {example}")),
    "yaml-hash": Kind(ERROR, N_("What stands after # in this line would be lost."), N_("Write it like this: {example}")),
    "yaml-space": Kind(ERROR, N_("The front matter cannot be read: there is no space after the colon."), N_("Write it like this: {example}")),
    "yaml-tab": Kind(ERROR, N_("The front matter cannot be read: there is a tab in this line."), N_("Delete it; use spaces only.")),
    "yaml-indent": Kind(ERROR, N_("The front matter cannot be read: the line is indented."), N_("Delete the spaces at its beginning.")),
    "front-matter-open": Kind(ERROR, N_("The front matter begins with --- but never ends."), N_("Add a line --- after the last field.")),
    "front-matter-long": Kind(ERROR, N_("The front matter has more than {most} letters."), N_("Close it with a line --- before the text begins, and shorten its values.")),
    "front-matter-fields": Kind(ERROR, N_("The front matter has {number} fields; at most {most} are read."), N_("Close it with a line --- before the text begins.")),
    "front-matter-deep": Kind(ERROR, N_("In this line, too many lists stand within one another."), N_("Delete the brackets, hyphens or spaces that are too many.")),
    "front-matter-dashes": Kind(ERROR, N_("“{text}” is not the line --- that belongs here."), N_("Type three hyphens and nothing else: ---")),
    "field-missing": Kind(ERROR, N_("The field “{field}” is missing."), N_("Add a line such as: {example}")),
    "field-unknown": Kind(ERROR, N_("The field “{field}” is not known."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "field-foreign": Kind(ERROR, N_("The field “{field}” is not known."), N_("Use a name of the table of fields in docs/bien-tap.md, or delete the line.")),
    "field-value": Kind(ERROR, N_("“{value}” is not a usable value of “{field}”."), N_("Write it like this: {example}")),
    "field-long": Kind(ERROR, N_("“{field}” has {number} letters; at most {most} fit."), N_("Shorten it; what does not fit can stand in the text of the article.")),
    "field-many": Kind(ERROR, N_("“{field}” has {number} entries; at most {most} fit."), N_("Delete those that are not needed.")),
    "field-duplicate": Kind(ERROR, N_("The field “{field}” stands twice."), N_("Keep one of the two lines.")),
    "category-unknown": Kind(ERROR, N_("There is no category “{category}”."), N_("Use one of these: {known}. Categories are listed in site.toml.")),
    "tag-spelling": Kind(ERROR, N_("The tags “{tag}” and “{other}” ({where}) would share one address."), N_("Write both the same way.")),
    "author-spelling": Kind(ERROR, N_("The authors “{author}” and “{other}” ({where}) would share one address."), N_("Write both the same way.")),
    "folder-date": Kind(WARNING, N_("The file lies in {folder} but its date is {date}."), N_("Move the folder to {expected}, or fix the date.")),
    "date-order": Kind(WARNING, N_("“{field}” ({value}) is earlier than the date of the article."), N_("Check both dates.")),
    "pinned-many": Kind(WARNING, N_("Another article is pinned too: {other}."), N_("Remove “pinned_until” from one of them; the newer one leads until then.")),
    "title-capitals": Kind(HINT, N_("The title is in capitals: it is hard to read, and screen readers may spell it."), N_("Write it as a sentence, with capitals for names only: {example}")),
    "draft": Kind(
        NOTE,
        N_("This is a draft and is not published."),
        N_("Delete the line “status: draft” to publish it."),
    ),
    "scheduled": Kind(
        NOTE,
        N_("This is not published before {date}."),
        N_("Nothing needs doing: it appears with the first build after that time."),
    ),
}  # fmt: skip
