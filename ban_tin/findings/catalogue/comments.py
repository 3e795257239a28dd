"""What can be wrong with the file of an article's approved comments."""

from ban_tin.findings.catalogue.kind import ERROR, HINT, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "comments-syntax": Kind(ERROR, N_("The comments of this file cannot be read from here on."), N_("Write each comment like this: {example}")),
    "comments-field": Kind(ERROR, N_("Comments have no “{field}”."), N_("Delete the line, or use one of these: {known}")),
    "comments-again": Kind(ERROR, N_("“{field}” stands twice in one comment."), N_("Delete one of the two; a new comment begins with “- id:”.")),
    "comments-missing": Kind(ERROR, N_("This comment has no “{field}”."), N_("Add it: {example}")),
    "comments-value": Kind(ERROR, N_("“{value}” is not possible for “{field}” of a comment."), N_("Write it like this: {example}")),
    "comments-reply": Kind(ERROR, N_("A reply to a comment has a time and a text of its own."), N_("Write it like this: {example}")),
    "comments-twice": Kind(ERROR, N_("The comment {id} stands here once more; the first one is in line {other}."), N_("Delete one of the two.")),
    "comments-hash": Kind(
        ERROR,
        N_("What stands behind the sign # in this line would be lost from “{field}”."),
        N_("Put the text between quotation marks, or behind “|-” on lines of its own."),
    ),
    "comments-character": Kind(ERROR, N_("This comment holds a character that cannot be published ({code})."), N_("Delete it.")),
    "comments-alone": Kind(
        WARNING,
        N_("There is no article “{article}” beside these comments: nobody will see them."),
        N_("Put the file back beside its article, under the name that belongs to it, or delete it."),
    ),
    "comments-off": Kind(
        HINT,
        N_("These comments are not shown: site.toml does not turn comments on."),
        N_("To show them, write comments = true under [readers] in site.toml."),
    ),
}  # fmt: skip
