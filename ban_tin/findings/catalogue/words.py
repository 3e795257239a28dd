"""What can be lost of an article on its way to the page, or be seen there as it was typed: found by comparing the two."""

from ban_tin.findings.catalogue.kind import WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "words-missing": Kind(WARNING, N_("“{text}” is not shown on the page."), N_("Write this place again as an ordinary paragraph: an empty line before it and behind it, only words and punctuation in it.")),
    "words-missing-lines": Kind(
        WARNING,
        N_("From this line to line {last} nothing is shown on the page of: “{text}”"),
        N_("Write these lines again as ordinary paragraphs: an empty line before and behind each, only words and punctuation in it."),
    ),
    "words-missing-cell": Kind(
        WARNING,
        N_("“{text}” stands in a cell beyond the columns of its table, and is not shown on the page."),
        N_("Give the first row of the table, and the line |---|---| under it, as many cells as this row has; for a | that is to be seen, write \\|."),
    ),
    "words-missing-reference": Kind(
        WARNING,
        N_("“{text}” is not shown on the page: a line that begins like this was taken for the address of a link or for an abbreviation."),
        N_("Write a backslash before the bracket: {typed}"),
    ),
    "words-missing-note": Kind(
        WARNING,
        N_("“{text}” is not shown on the page: there is another footnote [^{name}], or something is wrong with this one."),
        N_("Give every footnote a name of its own, such as [^{name}a], here and in the text."),
    ),
    "words-missing-title": Kind(
        WARNING,
        N_("“{text}” is not shown on the page: the image stands in the midst of a sentence, where it has no caption."),
        N_("Put the image on a line of its own, with an empty line before it and behind it, or write these words in the text."),
    ),
    "field-markup": Kind(WARNING, N_("“{field}” shows signs as they were typed: “{text}”"), N_("Only the text of the article has bold, links and such. Write the words alone: {plain}")),
    "markup-shown": Kind(
        WARNING,
        N_("Readers see these signs as they were typed: “{text}”"),
        N_("Write it as docs/bien-tap.md shows, or delete the signs. Signs that are to be seen have a backslash before them, such as \\* or \\[."),
    ),
}  # fmt: skip
