"""What can be wrong with the text of an article."""

from ban_tin.findings.catalogue.kind import ERROR, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "sign-many": Kind(
        ERROR,
        N_("From this line on there are too many {sign} in one paragraph ({count}); the article was not read to its end."),
        N_("Most often pasting left them behind: delete those that are not meant. Where all are meant, divide the paragraph with empty lines."),
    ),
    "file-missing": Kind(ERROR, N_("The file “{file}” does not lie beside the article."), N_("Copy it into {folder}, or fix the name.")),
    "file-name": Kind(ERROR, N_("The file “{file}” does not lie beside the article, but “{nearest}” does."), N_("If “{nearest}” is another file, copy “{file}” beside the article. If it is the one, write its name exactly so, capitals too: {typed}")),
    "file-name-unseen": Kind(
        ERROR,
        N_("The file “{file}” does not lie beside the article, but “{nearest}” does: {reason}."),
        N_("Rename the file, best with a to z, 0 to 9 and hyphens only, and write that name here. Or write its name exactly so: {typed}"),
    ),
    "file-unusable": Kind(ERROR, N_("“{file}” lies beside the article and cannot be used: {reason}."), N_("Copy the file itself there in its place; name a file and no folder.")),
    "file-elsewhere": Kind(
        ERROR,
        N_("The file “{file}” belongs to another article: {other}."),
        N_("Copy it into {folder}, beside this article, and write only its name."),
    ),
    "curly-quotes": Kind(ERROR, N_("The caption of “{image}” stands between curly quotes, so it was taken for a part of the file name."), N_('Write straight quotes: ({image} "{caption}")')),
    "address-scheme": Kind(ERROR, N_("“{address}” is the address of another site, but was taken for a file beside the article."), N_("Write https:// before it: (https://{address})")),
    "menu-missing": Kind(
        WARNING,
        N_("The link “{title}” leads to {url}, where there is no page."),
        N_("Fix the address in site.toml, or add the page."),
    ),
    "link-missing": Kind(ERROR, N_("The link leads to “{target}”, which does not exist or is not public."), N_("Fix the path, or remove the link.")),
    "body-deep": Kind(ERROR, N_("In this line, more lists, quotes, elements or emphases stand within one another than can be shown."), N_("Delete signs at its beginning, such as > or -, or spaces before them; close what is open.")),
    "heading-rank": Kind(ERROR, N_("“{text}” has become a heading of the first rank, which is that of the title of the article."), N_("Begin a heading with two signs: ## {text}. For a # that is to be seen, write \\#.")),
    "table-text": Kind(WARNING, N_("The table row “{text}” is shown as ordinary text."), N_("Leave an empty line before the table, and write a line such as |---|---| under its first row.")),
    "table-wide": Kind(
        WARNING,
        N_("The row “{row}” has more cells than the head of its table; they are shown without a head."),
        N_("Give the head as many cells: {head} Give the line of dashes under it as many too, or join cells of the row."),
    ),
    "table-pipe": Kind(
        WARNING,
        N_("The row “{row}” has more cells than the head of its table, as the sign | parts them."),
        N_("For a | that is to be seen, write \\|: {text}"),
    ),
    "sign-left": Kind(
        WARNING,
        N_("The signs {sign} in “{text}” are shown as they stand: one of the two is missing, or there is a space within them."),
        N_("Write them right before the first and right behind the last word of one paragraph: {sign}words{sign} For signs that are to be seen, write {escaped}"),
    ),
    "list-text": Kind(WARNING, N_("The list item “{text}” is shown in the middle of a paragraph."), N_("Leave an empty line before the first item of the list.")),
    "lines-joined": Kind(
        WARNING,
        N_("“{text}” stands right below “{above}”: both are shown as one running text."),
        N_("Leave an empty line between them. To break the line only, end the upper one with two spaces."),
    ),
    "code-open": Kind(
        WARNING,
        N_("The program code that begins with {text} has no end, so it is shown as ordinary text."),
        N_("Write a line with nothing but {text} behind the last line of the code. If no code is meant, delete {text}."),
    ),
    "note-twice": Kind(
        WARNING,
        N_("There are two footnotes [^{name}]; the first one, in line {first}, is not shown: “{text}”."),
        N_("Give one of them another name, here and where the text refers to it: [^{name}b]: {text}"),
    ),
    "note-unused": Kind(
        WARNING,
        N_("Nothing in the text refers to the footnote “{text}”."),
        N_("Write [^{name}] right behind the words that it belongs to, or delete the footnote."),
    ),
    "note-missing": Kind(
        WARNING,
        N_("[^{name}] refers to a footnote that is not there."),
        N_("Write the footnote in a line of its own: [^{name}]: Words of the footnote. Or delete [^{name}]."),
    ),
    "tab-code": Kind(WARNING, N_("“{text}” is shown as program code, because the line begins with a tab."), N_("Delete the tab at the beginning of the line.")),
    "caption-spaces": Kind(WARNING, N_("“{text}” under the image is not taken for its caption."), N_("Delete the spaces behind the first asterisk and before the last: *Who, what, where*")),
    "html-element": Kind(ERROR, N_("The HTML element <{element}> is not allowed in an article."), N_("Remove it; docs/bien-tap.md lists what is allowed.")),
    "html-attribute": Kind(ERROR, N_("The attribute {attribute} of <{element}> is not allowed in an article."), N_("Remove the attribute.")),
    "html-address": Kind(ERROR, N_("The address “{address}” is not allowed here."), N_("Use https://, mailto:, tel: or a path of this site.")),
    "html-open": Kind(
        ERROR,
        N_("What begins with “{text}” is never closed: the rest of the text would disappear in it."),
        N_("Close a tag with > and a remark with -->. For a < that is to be seen, write \\<."),
    ),
    "html-unclosed": Kind(
        WARNING,
        N_("<{element}> begins here and is never closed; it was ended with its paragraph."),
        N_("Write </{element}> where it is to end, or delete <{element}>."),
    ),
    "html-stray": Kind(
        WARNING,
        N_("</{element}> closes nothing: no <{element}> is open here."),
        N_("Delete </{element}>."),
    ),
    "html-photo": Kind(
        ERROR,
        N_("“{text}” is shown as text and not as a photo: it stands inside HTML."),
        N_("Take the tags round it away, or write markdown=\"1\" into the first of them, with an empty line after it: {typed}"),
    ),
    "html-markdown": Kind(
        WARNING,
        N_("“{text}” is shown as it is typed: it stands inside HTML."),
        N_("Take the tags round it away, or write markdown=\"1\" into the first of them, with an empty line after it: {typed}"),
    ),
    "html-relative": Kind(
        ERROR,
        N_("“{address}” stands in raw HTML, where files beside the article are not found."),
        N_("Write it in Markdown: ![what is seen]({address}) for a photo, [title]({address}) for a file."),
    ),
    "embed-video": Kind(
        ERROR,
        N_("A film of another site stands in the article: that site would see who reads it."),
        N_("Write in its place: [Watch the film {title}]({address}){{.link-card}}"),
    ),
    "embed-map": Kind(
        ERROR,
        N_("A map of another site stands in the article: that site would see who reads it."),
        N_("Write in its place: [See the map {title}]({address}){{.link-card}}"),
    ),
    "embed-page": Kind(
        ERROR,
        N_("A part of another site stands in the article: that site would see who reads it."),
        N_("Write in its place: [See {title}]({address}){{.link-card}}"),
    ),
    "remote-media": Kind(ERROR, N_("“{address}” would be loaded from another site."), N_("Save the file beside the article and write its name: ![what is seen](photo.jpg) For a film: [Watch the film](https://…){{.link-card}}")),
}  # fmt: skip
