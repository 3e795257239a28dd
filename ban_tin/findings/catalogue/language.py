"""What is written in a way that is seldom meant: found by ``ban-tin check``, the preview and publishing, never by a build.

A warning is about what is hardly ever right; a hint about what an editor may have good reasons for.
"""

from ban_tin.findings.catalogue.kind import HINT, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "word-doubled": Kind(WARNING, N_("“{text}”: the same stands twice."), N_("If it is meant once, type: {typed}")),
    "word-unknown": Kind(
        WARNING,
        N_("“{word}” is no word of Vietnamese."),
        N_("Is one of these meant: {near}? A name, or a word of your own, goes into site.toml: [checking] words = [\"{word}\"]"),
    ),
    "word-plain": Kind(
        HINT,
        N_("“{word}” is neither Vietnamese nor a common word of another language."),
        N_("Is one of these meant: {near}? A word of your own goes into site.toml: [checking] words = [\"{word}\"]"),
    ),
    "tone-misplaced": Kind(WARNING, N_("The tone of “{word}” stands on the wrong letter."), N_("Type: {typed}")),
    "tone-mixed": Kind(
        HINT,
        N_("Tones are placed in two ways in this article: {number} times as in “{word}”, {others} times as in “{other}”."),
        N_("Both are right; use one of them throughout, here: {typed}"),
    ),
    "letter-eth": Kind(
        WARNING,
        N_("“{word}” is written with a foreign letter that only looks like Đ: nobody who searches finds it."),
        N_("Type: {typed}"),
    ),
    "space-before-sign": Kind(WARNING, N_("There is a space before a punctuation mark: “{text}”."), N_("Type: {typed}")),
    "space-behind-sign": Kind(WARNING, N_("There is no space behind a punctuation mark: “{text}”."), N_("Type: {typed}")),
    "space-in-brackets": Kind(WARNING, N_("There is a space just inside brackets or quotation marks: “{text}”."), N_("Type: {typed}")),
    "sign-repeated": Kind(WARNING, N_("Punctuation marks stand side by side: “{text}”."), N_("Type: {typed}")),
    "dots-three": Kind(HINT, N_("Three dots are typed one by one: “{text}”."), N_("Type the one sign … in all places: {typed}")),
    "range-spacing": Kind(WARNING, N_("There is a space on one side of the dash only: “{text}”."), N_("Type: {typed}")),
    "dash-spacing": Kind(WARNING, N_("There is a space on one side of the dash between words only: “{text}”."), N_("Type: {typed}")),
    "quotes-nested": Kind(
        WARNING,
        N_("Quotation marks stand inside quotation marks of the same form: {text}"),
        N_("Use ‘ ’ inside “ ”, or leave one pair out: {typed}"),
    ),
    "office-names": Kind(HINT, N_("The same name is shortened in two ways: “{text}”, and {number} times “{usual}”."), N_("Type: {usual}")),
    "title-every-word": Kind(
        HINT,
        N_("Every word of the title begins with a capital letter: “{text}”."),
        N_("Only its first word and names have one (as documents do after Decree 30/2020, appendix II)."),
    ),
    "title-small": Kind(WARNING, N_("The title begins with a small letter: “{text}”."), N_("Type: {typed}")),
    "title-dot": Kind(HINT, N_("The title ends with a full stop: “{text}”."), N_("Type: {typed}")),
    "weekday-small": Kind(HINT, N_("The name of a weekday begins with a small letter: “{text}”."), N_("Type: {typed}")),
    "article-small": Kind(HINT, N_("The article of a law that is named has a capital letter: “{text}”."), N_("Type: {typed}")),
    "date-weekday": Kind(WARNING, N_("“{text}”: {date} is a {weekday}, not a {other}."), N_("Look it up: if the date is right, type {weekday}.")),
    "date-impossible": Kind(WARNING, N_("There is no day “{text}” ({reason})."), N_("Type the date that is meant.")),
    "dates-swapped": Kind(WARNING, N_("“{text}” ends before it begins."), N_("Look up both dates, and type the later one behind the earlier one.")),
    "date-past": Kind(
        HINT,
        N_("The text says what will be on {date}; the article is of {published}, when that day was over."),
        N_("Look up the date; or tell it as past."),
    ),
    "year-contradicts": Kind(
        HINT,
        N_("The text says “{text}”, the title {number} in the same words."),
        N_("If {other} is a slip, type {number}."),
    ),
    "school-year": Kind(WARNING, N_("“{text}” is not one school year."), N_("Look it up; for one school year type: {typed}")),
    "table-sum": Kind(
        WARNING,
        N_("In the column “{column}”, the sum says {text}; the numbers add up to {sum}."),
        N_("Look up the numbers; if those above are right, type {sum}"),
    ),
    "number-styles": Kind(
        HINT,
        N_("Numbers are written in two ways: “{text}”, and “{other}” elsewhere in the article."),
        N_("Vietnamese has a point between thousands and a comma before decimals: {typed}"),
    ),
    "page-leftover": Kind(WARNING, N_("“{text}” seems to have come along from the page or program from which the text was copied."), N_("Delete “{text}”.")),
    "template-leftover": Kind(WARNING, N_("“{text}” looks like a place that was to be filled in."), N_("Type what belongs there, or delete it.")),
    "rule-failed": Kind(
        HINT,
        N_("The rule {rule} failed over this article ({reason}): what it would find is not known."),
        N_("Send the article and this line to whoever looks after the program."),
    ),
}  # fmt: skip
