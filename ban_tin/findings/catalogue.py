"""Every kind of finding: its severity, what it says and how it is fixed.

The texts are the message ids of the gettext catalogues (``theme/locale``); ``docs/findings.md`` lists them
all, and a test keeps that table and this one together.
"""

from dataclasses import dataclass
from enum import StrEnum

from ban_tin.language.translations import N_


class Severity(StrEnum):
    """An error stops every build; a warning stops a strict one (``STRICT=1``, publishing); a note stops none.

    A hint doesn't either, and of many hints of one kind only the newest articles' are printed.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    HINT = "hint"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of finding. ``message`` and ``fix`` are ``str.format`` templates with named fields."""

    severity: Severity
    message: str
    fix: str


_ERROR, _WARNING, _NOTE, _HINT = Severity.ERROR, Severity.WARNING, Severity.NOTE, Severity.HINT

KINDS: dict[str, Kind] = {
    # site.toml
    "site-syntax": Kind(_ERROR, N_("This is not valid TOML: {reason}"), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-quote": Kind(_ERROR, N_("The value in this line does not stand between two quotation marks."), N_("Write it like this: {example}")),
    "site-equals": Kind(_ERROR, N_("This line has no = between its key and its value."), N_("Write it like this: {example}")),
    "site-comma": Kind(_ERROR, N_("The value in this line ends with a comma or a semicolon."), N_("Write it like this: {example}")),
    "site-deep": Kind(_ERROR, N_("Too many brackets or keys stand within one another."), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-number": Kind(_ERROR, N_("There is a number with too many digits."), N_("Compare the line with the example in docs/van-hanh.md.")),
    "site-repeated": Kind(_ERROR, N_("“{key}” stands twice in the same section."), N_("Keep one of the two lines.")),
    "site-file": Kind(_ERROR, N_("The file site.toml is missing."), N_("docs/van-hanh.md has an example to copy and fill in.")),
    "site-foreign": Kind(_ERROR, N_("The key “{key}” is not known."), N_("Use a key of the table in docs/van-hanh.md, or delete the line.")),
    "site-format": Kind(_ERROR, N_("The version of this file is not a whole number from 1 on."), N_("Write it like this: {example}")),
    "site-newer": Kind(
        _ERROR,
        N_("This site has the form of version {number}; this program knows versions up to {known}."),
        N_("Install the newest version of the program, and build again."),
    ),
    "site-older": Kind(
        _ERROR,
        N_("This site has the form of version {number}, which is no longer read; the program wants version {known}."),
        N_("Type ban-tin upgrade in the site’s folder: it shows what changes, and asks before it writes."),
    ),
    "site-twice": Kind(_ERROR, N_("“{value}” stands twice as “{key}”."), N_("Only one category can have it: change or delete one of the two lines.")),
    "look-contrast": Kind(
        _ERROR,
        N_("The colour {colour} of “{key}” cannot be read well on {reason} ({ground}): its contrast is {ratio}, and must be {least} or more."),
        N_("The nearest colour that can: {example}"),
    ),
    "messages-language": Kind(_ERROR, N_("No site is in the language that this file is named after."), N_("Call it one of these: {known}")),
    "messages-syntax": Kind(_ERROR, N_("Here the file is not a list of messages (.po)."), N_('Write two lines for each message, both with straight quotation marks: msgid "…" as it is now, msgstr "…" as it is to be.')),
    "message-unknown": Kind(_ERROR, N_("No page says “{text}”."), N_("Did you mean “{nearest}”? After msgid stands the message exactly as in theme/locale/vi.po.")),
    "message-foreign": Kind(_ERROR, N_("No page says “{text}”."), N_("After msgid stands the message exactly as in theme/locale/vi.po; otherwise delete these lines.")),
    "message-values": Kind(_ERROR, N_("The words for “{text}” name {given}, and must name {needed}."), N_("Keep what is filled in, in braces or behind a per cent sign, as it stands after msgid.")),
    "message-forms": Kind(_ERROR, N_("The words for “{text}” do not have as many forms as the language: {forms}."), N_("Write the lines msgstr as in theme/locale, none of them empty.")),
    "message-sign": Kind(_ERROR, N_("The sign {sign} cannot stand in the words for “{text}”."), N_("Say it without that sign.")),
    "logo-missing": Kind(_ERROR, N_("There is no logo “{file}” in the folder {folder}."), N_("Copy the file there, or fix its name.")),
    "logo-unusable": Kind(
        _ERROR,
        N_("The logo “{file}” cannot be used: {reason}."),
        N_("Have it saved as an SVG drawing with a viewBox, without scripts and without links to other files, or as a PNG picture."),
    ),
    "logo-picture": Kind(
        _ERROR,
        N_("The logo “{file}” cannot be used: {reason}."),
        N_("Have it saved as a PNG picture of 180 to 2048 pixels a side and at most 1 MB, or as an SVG drawing."),
    ),
    "logo-element": Kind(
        _ERROR,
        N_("The logo “{file}” cannot be used because of its <{element}>: {reason}."),
        N_("Have it saved as a plain SVG drawing: text as outlines; no pictures, links, animations or scripts."),
    ),
    "logo-attribute": Kind(
        _ERROR,
        N_("The logo “{file}” cannot be used because of “{attribute}” in its <{element}>: {reason}."),
        N_("Have it saved as a plain SVG drawing: text as outlines; no pictures, links, animations or scripts."),
    ),
    "site-missing": Kind(_ERROR, N_("The key “{key}” is missing."), N_("Add a line such as: {example}")),
    "site-unknown": Kind(_ERROR, N_("The key “{key}” is not known."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "site-value": Kind(_ERROR, N_("The value of “{key}” cannot be used: {reason}."), N_("Write it like this: {example}")),
    # counts.json
    "counts-unreadable": Kind(_WARNING, N_("The counts cannot be read: this is not valid JSON; the site shows none."), N_("Delete the file, or fetch it again: make counts")),
    "counts-value": Kind(_WARNING, N_("The counts cannot be used: in “{field}”, {reason}; the site shows none."), N_("Delete the file, or fetch it again: make counts")),
    # front matter
    "encoding": Kind(_ERROR, N_("The file is not saved as UTF-8."), N_("Save it again with the encoding UTF-8.")),
    "source-plain": Kind(
        _ERROR,
        N_("This is no file with text: a folder, a pipe or a device has its name."),
        N_("Delete or rename it, and put the file with the text there."),
    ),
    "source-dangling": Kind(_ERROR, N_("This is a link to something that does not exist."), N_("Copy the file itself here, and delete the link.")),
    "source-outside": Kind(
        _ERROR,
        N_("This is a link that leads out of {folder}/, so it is not read."),
        N_("Copy what it leads to here, and delete the link."),
    ),
    "source-large": Kind(_ERROR, N_("The file has {megabytes} MB; a text has at most {most}."), N_("Take out what is no text, or part it into several articles.")),
    "source-name": Kind(_ERROR, N_("The name has a character in it that cannot be seen, or is not in UTF-8."), N_("Rename it: a to z, 0 to 9 and hyphens are best.")),
    "character-control": Kind(
        _ERROR,
        N_("There is the invisible control character {code} beside “{near}”."),
        N_("Delete it, or delete the whole line and type it anew."),
    ),
    "character-reference": Kind(
        _ERROR,
        N_("“{text}” beside “{near}” stands for a control character, which no page can show."),
        N_("Delete it."),
    ),
    "character-escape": Kind(
        _ERROR,
        N_("A backslash in this value stands for the control character {code}, which no page can show."),
        N_("Write / instead of \\, or \\\\ where it is to be seen."),
    ),
    "character-turns": Kind(
        _WARNING,
        N_("The invisible character {code} turns the direction of the text after it, and nothing ends that in this line."),
        N_("Delete it, or delete the whole line and type it anew."),
    ),
    "article-missing": Kind(_ERROR, N_("This folder holds no article: there is no index.md."), N_("Write the article in a file index.md there, or delete the folder.")),
    "article-name": Kind(
        _ERROR,
        N_("The file “{file}” is not read: its name does not fit."),
        N_("Rename it {name}. In Windows, first choose View › File name extensions."),
    ),
    "unreadable": Kind(
        _ERROR,
        N_("This file or folder cannot be read: {reason}."),
        N_("Ask whoever looks after this machine to put that right; if it is not needed, delete it."),
    ),
    "articles-folder": Kind(
        _ERROR,
        N_("This folder is missing or empty, and the site has {count} articles."),
        N_("See that the disk or the network drive with the content is there. If all of them are to go, add --confirm-removal to the command (with make: CONFIRM_REMOVAL=1)."),
    ),
    "articles-missing": Kind(
        _ERROR,
        N_("{count} of the {total} articles of the site are no longer public: {names}"),
        N_("See that their files are there, and that the date of this machine is right. If they are to go, add --confirm-removal to the command (with make: CONFIRM_REMOVAL=1)."),
    ),
    "article-word": Kind(_ERROR, N_("“{file}” is a Word file; there is no index.md beside it."), N_("Copy its text into a new file index.md in the same folder.")),
    "article-second": Kind(_ERROR, N_("“{file}” is a second text in the folder of an article."), N_("Delete it, or move it as index.md into a folder of its own.")),
    "article-slow": Kind(
        _ERROR,
        N_("Reading this article takes more than 5 seconds, so it was left out."),
        N_("Look for a long paragraph full of one sign, such as [ * ` < or |, as pasting leaves it behind, and delete it. Otherwise divide the article into two."),
    ),
    "article-memory": Kind(
        _ERROR,
        N_("Reading this article takes more than 300 MB of memory, so it was left out."),
        N_("Most often one of the files beside it is damaged or huge: take them out one by one to see which. Otherwise divide the article into two."),
    ),
    "article-crash": Kind(
        _ERROR,
        N_("The program failed on this file ({key}). The fault lies in the program and not in what you wrote."),
        N_("Send the file {report} and this article to {support}. Until it is fixed, undo the last change, or take the article out of the folder."),
    ),
    "article-crash-unknown": Kind(
        _ERROR,
        N_("The program failed on this file ({key}). The fault lies in the program and not in what you wrote."),
        N_("Undo the last change, or take the article out of the folder. docs/van-hanh.md, “Khi chương trình hỏng”, says whom to tell; {report} goes along."),
    ),
    "program-crash": Kind(
        _ERROR,
        N_("The program failed, over no article that it could name ({key}): {reason}"),
        N_("docs/van-hanh.md, “Khi chương trình hỏng”, says whom to tell; {report} goes along."),
    ),
    "yaml-syntax": Kind(_ERROR, N_("The front matter cannot be read: {reason}"), N_("Compare the line with the example in docs/bien-tap.md; every line is “field: value”.")),
    "yaml-open": Kind(_ERROR, N_("The front matter cannot be read: the {mark} in this line is never closed."), N_("Type {closing} at the end of the value.")),
    "yaml-quote": Kind(_ERROR, N_("The front matter cannot be read: the value goes on after its closing quotation mark."), N_("Write it like this: {example}")),
    "yaml-mark": Kind(_ERROR, N_("The front matter cannot be read: a value that begins with {mark} needs quotation marks."), N_("Write it like this: {example}")),
    "yaml-colon": Kind(_ERROR, N_("The front matter cannot be read: a value with a colon in it needs quotation marks."), N_("Write it like this: {example}")),
    "yaml-hash": Kind(_ERROR, N_("What stands after # in this line would be lost."), N_("Write it like this: {example}")),
    "yaml-space": Kind(_ERROR, N_("The front matter cannot be read: there is no space after the colon."), N_("Write it like this: {example}")),
    "yaml-tab": Kind(_ERROR, N_("The front matter cannot be read: there is a tab in this line."), N_("Delete it; use spaces only.")),
    "yaml-indent": Kind(_ERROR, N_("The front matter cannot be read: the line is indented."), N_("Delete the spaces at its beginning.")),
    "front-matter-open": Kind(_ERROR, N_("The front matter begins with --- but never ends."), N_("Add a line --- after the last field.")),
    "front-matter-long": Kind(_ERROR, N_("The front matter has more than {most} letters."), N_("Close it with a line --- before the text begins, and shorten its values.")),
    "front-matter-fields": Kind(_ERROR, N_("The front matter has {number} fields; at most {most} are read."), N_("Close it with a line --- before the text begins.")),
    "front-matter-deep": Kind(_ERROR, N_("In this line, too many lists stand within one another."), N_("Delete the brackets, hyphens or spaces that are too many.")),
    "front-matter-dashes": Kind(_ERROR, N_("“{text}” is not the line --- that belongs here."), N_("Type three hyphens and nothing else: ---")),
    "field-missing": Kind(_ERROR, N_("The field “{field}” is missing."), N_("Add a line such as: {example}")),
    "field-unknown": Kind(_ERROR, N_("The field “{field}” is not known."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "field-foreign": Kind(_ERROR, N_("The field “{field}” is not known."), N_("Use a name of the table of fields in docs/bien-tap.md, or delete the line.")),
    "field-value": Kind(_ERROR, N_("“{value}” is not a usable value of “{field}”."), N_("Write it like this: {example}")),
    "field-long": Kind(_ERROR, N_("“{field}” has {number} letters; at most {most} fit."), N_("Shorten it; what does not fit can stand in the text of the article.")),
    "field-many": Kind(_ERROR, N_("“{field}” has {number} entries; at most {most} fit."), N_("Delete those that are not needed.")),
    "field-duplicate": Kind(_ERROR, N_("The field “{field}” stands twice."), N_("Keep one of the two lines.")),
    "category-unknown": Kind(_ERROR, N_("There is no category “{category}”."), N_("Use one of these: {known}. Categories are listed in site.toml.")),
    "tag-spelling": Kind(_ERROR, N_("The tags “{tag}” and “{other}” ({where}) would share one address."), N_("Write both the same way.")),
    "author-spelling": Kind(_ERROR, N_("The authors “{author}” and “{other}” ({where}) would share one address."), N_("Write both the same way.")),
    "folder-date": Kind(_WARNING, N_("The file lies in {folder} but its date is {date}."), N_("Move the folder to {expected}, or fix the date.")),
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
    "address-long": Kind(
        _ERROR,
        N_("The address {address} is too long: {size} bytes, and {limit} are possible."),
        N_("Give the article or the file a shorter name; a Vietnamese letter with a mark takes two or three bytes."),
    ),
    "slug-long": Kind(_ERROR, N_("The slug “{slug}” is too long: {size} letters, and {limit} are possible."), N_("Shorten it to the words that matter.")),
    "alias-long": Kind(
        _ERROR,
        N_("The old address “{alias}” is too long: {size} bytes, and {limit} are possible."),
        N_("Delete it: no web server can have had it."),
    ),
    "alias-encoding": Kind(
        _ERROR,
        N_("The old address “{alias}” has a % that stands for no letter."),
        N_("Copy it from the address bar once more, or type the letters themselves: /tin-tức/1234.html. A % that is to be seen is written %25."),
    ),
    "alias-reserved": Kind(
        _ERROR,
        N_("The old address “{alias}” has a name that sets up web servers or is run by them or by browsers."),
        N_("Delete it. Old addresses of pages end with /, with .html, .htm or .aspx, or have no ending."),
    ),
    "alias-address": Kind(_ERROR, N_("The old address “{alias}” cannot be redirected."), N_("Write a path that begins with / and has no ?, #, // or .., such as /tin-tuc/1234.html.")),
    # body
    "sign-many": Kind(
        _ERROR,
        N_("From this line on there are too many {sign} in one paragraph ({count}); the article was not read to its end."),
        N_("Most often pasting left them behind: delete those that are not meant. Where all are meant, divide the paragraph with empty lines."),
    ),
    "file-missing": Kind(_ERROR, N_("The file “{file}” does not lie beside the article."), N_("Copy it into {folder}, or fix the name.")),
    "file-name": Kind(_ERROR, N_("The file “{file}” does not lie beside the article, but “{nearest}” does."), N_("If that is the file, write its name exactly so, capitals too: {nearest} If not, copy “{file}” beside the article.")),
    "file-elsewhere": Kind(
        _ERROR,
        N_("The file “{file}” belongs to another article: {other}."),
        N_("Copy it into {folder}, beside this article, and write only its name."),
    ),
    "curly-quotes": Kind(_ERROR, N_("The caption of “{image}” stands between curly quotes, so it was taken for a part of the file name."), N_('Write straight quotes: ({image} "{caption}")')),
    "address-scheme": Kind(_ERROR, N_("“{address}” is the address of another site, but was taken for a file beside the article."), N_("Write https:// before it: (https://{address})")),
    "menu-missing": Kind(
        _WARNING,
        N_("The link “{title}” leads to {url}, where there is no page."),
        N_("Fix the address in site.toml, or add the page."),
    ),
    "link-missing": Kind(_ERROR, N_("The link leads to “{target}”, which does not exist or is not public."), N_("Fix the path, or remove the link.")),
    "body-deep": Kind(_ERROR, N_("In this line, more lists, quotes, elements or emphases stand within one another than can be shown."), N_("Delete signs at its beginning, such as > or -, or spaces before them; close what is open.")),
    "heading-rank": Kind(_ERROR, N_("“{text}” has become a heading of the first rank, which is that of the title of the article."), N_("Begin a heading with two signs: ## {text}. For a # that is to be seen, write \\#.")),
    "table-text": Kind(_WARNING, N_("The table row “{text}” is shown as ordinary text."), N_("Leave an empty line before the table, and write a line such as |---|---| under its first row.")),
    "list-text": Kind(_WARNING, N_("The list item “{text}” is shown in the middle of a paragraph."), N_("Leave an empty line before the first item of the list.")),
    "tab-code": Kind(_WARNING, N_("“{text}” is shown as program code, because the line begins with a tab."), N_("Delete the tab at the beginning of the line.")),
    "image-space": Kind(_WARNING, N_("“{text}” is shown as text and not as an image."), N_("Delete the space between ] and (.")),
    "caption-spaces": Kind(_WARNING, N_("“{text}” under the image is not taken for its caption."), N_("Delete the spaces behind the first asterisk and before the last: *Who, what, where*")),
    "html-element": Kind(_ERROR, N_("The HTML element <{element}> is not allowed in an article."), N_("Remove it; docs/bien-tap.md lists what is allowed.")),
    "html-attribute": Kind(_ERROR, N_("The attribute {attribute} of <{element}> is not allowed in an article."), N_("Remove the attribute.")),
    "html-address": Kind(_ERROR, N_("The address “{address}” is not allowed here."), N_("Use https://, mailto:, tel: or a path of this site.")),
    "html-open": Kind(
        _ERROR,
        N_("What begins with “{text}” is never closed: the rest of the text would disappear in it."),
        N_("Close a tag with > and a remark with -->. For a < that is to be seen, write \\<."),
    ),
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
    "caption-number": Kind(_WARNING, N_("The caption of “{image}” is only a number: “{caption}”. It is not shown."), N_("Say who and what is seen; the number may stand before it: *{caption}. Who, what, where*")),
    "caption-left": Kind(_WARNING, N_("The image “{image}” has no caption; “{text}” after it stays ordinary text."), N_("If that is the caption, put it between asterisks on the line under the image. If not, write the caption there: *Who, what, where*")),
    "caption-twice": Kind(_NOTE, N_("“{text}” stood twice under the image “{image}”; it is shown once."), N_("Delete one of the two.")),
    "credit-twice": Kind(_WARNING, N_("The photo “{image}” has two credits; “{credit}” is shown beside the other one."), N_("Keep one of the two: the one in the caption or the one in braces.")),
    "caption-unsure": Kind(_WARNING, N_("“{text}” was taken for the caption of “{image}”, but may be ordinary text."), N_("If it is a caption, put it between asterisks; if not, add {{: .prose}} on a line of its own under it.")),
    "photo-unreadable": Kind(_ERROR, N_("The image “{image}” cannot be opened: {reason}."), N_("Put a good file in its place: a JPEG or HEIC as the camera or the phone saves it, or a PNG.")),
    "photo-kind": Kind(_ERROR, N_("“{image}” is not what its name says: the file is {actual}."), N_("Rename the file {name}, and write that name in the article.")),
    "photo-small": Kind(
        _HINT,
        N_("“{image}” is only {width} pixels wide and looks blurred at the width of the text."),
        N_("Use the original from the camera or the phone, not the copy from a chat."),
    ),
    "photo-large": Kind(_HINT, N_("The file “{image}” has {megabytes} MB."), N_("Nothing needs doing for readers; a JPEG of 4,000 pixels is enough to keep.")),
    "photo-location": Kind(
        _HINT,
        N_("The original “{image}” names the place where it was taken (GPS)."),
        N_("The site shows nothing of it. Whoever is sent the original sees it: remove it there, or switch off the location in the camera."),
    ),
    "consent-missing": Kind(
        _WARNING,
        N_("“{image}” seems to show pupils (“{word}”), and the article does not say where the consent is kept."),
        N_('Add a line such as: consent: "Signed forms are kept in the office". Where no child can be recognised, say that there.'),
    ),
    # attachments
    "attachment-active": Kind(
        _ERROR,
        N_("“{file}” cannot be offered: a browser would open it as a part of this site and run what is in it."),
        N_("Send it as a PDF file; or pack it into a ZIP file, and name that in the article."),
    ),
    "attachment-drawing": Kind(
        _ERROR,
        N_("“{file}” cannot be shown or offered: an SVG drawing can hold a program."),
        N_("Save it as PNG or PDF and use that file; the original can go into a ZIP file."),
    ),
    "attachment-disguised": Kind(
        _ERROR,
        N_("“{file}” is a web page inside, whatever its name says."),
        N_("Open it and save it again as PDF, Word or Excel; or pack it into a ZIP file, and name that in the article."),
    ),
    "attachment-kind": Kind(
        _ERROR,
        N_("“{file}” is not a kind of file that the site offers."),
        N_("Send PDF, Word, Excel, PowerPoint, a photo, sound or film (MP3, MP4); pack anything else into a ZIP file, and name that in the article."),
    ),
    "attachment-closed": Kind(_ERROR, N_("The file “{file}” cannot be read."), N_("Check that it opens, and that everybody may read it; otherwise copy it there again.")),
    "attachment-unreadable": Kind(_WARNING, N_("The pages of “{file}” cannot be counted: {reason}."), N_("Open the file once and save it again.")),
    # the theme
    "theme-toml": Kind(_ERROR, N_("This is not valid TOML: {reason}"), N_('Write each line like this: article = "ArticlePage"')),
    "theme-unusable": Kind(_ERROR, N_("The theme cannot use this file: {reason}."), N_("Fix the file; of those in the folder of a site, it may also be deleted.")),
    "theme-templates": Kind(_ERROR, N_("There is no section [templates] in this file."), N_("Add it, or delete the file: a theme without it declares no view models.")),
    "theme-template": Kind(_ERROR, N_("There is no template “{name}”."), N_("Did you mean “{nearest}”? Otherwise delete the line.")),
    "theme-template-foreign": Kind(_ERROR, N_("There is no template “{name}”."), N_("Make the file templates/{name}.html, or delete the line.")),
    "theme-class": Kind(_ERROR, N_("There is no view model “{name}”."), N_("Did you mean “{nearest}”?")),
    "theme-class-foreign": Kind(_ERROR, N_("There is no view model “{name}”."), N_("Use one of these: {known}")),
    "theme-open": Kind(_ERROR, N_("A tag {{% {tag} … %}} is never closed."), N_("Add {{% end{tag} %}} where it ends.")),
    "theme-tag": Kind(_ERROR, N_("{{% {tag} %}} does not fit here: {{% {open} … %}} is still open."), N_("Close it first, with {{% end{open} %}}, or delete the line.")),
    "theme-tag-unknown": Kind(_ERROR, N_("{{% {tag} %}} does not fit here."), N_("Fix its name, or delete it: nothing is open that it could belong to.")),
    "theme-block-twice": Kind(_ERROR, N_("The block “{block}” stands twice in this template."), N_("Give one of the two another name.")),
    "theme-syntax": Kind(_ERROR, N_("This line is not valid in a template: {reason}"), N_("Check the brackets and the quotation marks here and in the lines above: {{{{ value }}}}, {{% tag %}}")),
    "theme-name": Kind(_ERROR, N_("The name “{name}” is not known here."), N_("Did you mean “{nearest}”? Known here: {known}")),
    "theme-name-foreign": Kind(
        _ERROR,
        N_("The name “{name}” is not known here."),
        N_("Use one of these: {known}. What a macro reads is handed to it, or it is imported “with context”."),
    ),
    "theme-field": Kind(_ERROR, N_("“{expression}” does not exist: {of} has no “{name}”."), N_("Did you mean “{nearest}”? It has: {known}")),
    "theme-field-foreign": Kind(_ERROR, N_("“{expression}” does not exist: {of} has no “{name}”."), N_("Use one of these: {known}")),
    "theme-list": Kind(_ERROR, N_("“{expression}” does not exist: what stands before the dot is a list."), N_("Go over its entries: {example}")),
    "theme-plain": Kind(
        _ERROR,
        N_("“{expression}” does not exist: what stands before the dot is a text, a number or a date."),
        N_("Delete “.{name}”, or write the name of a filter behind a bar, such as {{{{ page.title|upper }}}}"),
    ),
    "theme-unpack": Kind(_ERROR, N_("{names} names stand here for entries of {values} values each."), N_("Write one name for each value.")),
    "theme-file": Kind(_ERROR, N_("There is no template “{file}”."), N_("Did you mean “{nearest}”?")),
    "theme-file-foreign": Kind(_ERROR, N_("There is no template “{file}”."), N_("Make that file in the folder of the theme, or fix the name.")),
    "theme-macro": Kind(_ERROR, N_("There is no macro “{name}” in “{file}”."), N_("Did you mean “{nearest}”? It has: {known}")),
    "theme-macro-foreign": Kind(_ERROR, N_("There is no macro “{name}” in “{file}”."), N_("Use one of these: {known}")),
    "theme-argument": Kind(_ERROR, N_("The macro “{macro}” takes no “{name}”, or is given it twice."), N_("Call it like this: {usage}")),
    "theme-arguments": Kind(_ERROR, N_("The macro “{macro}” is given {given} values and takes only {most}."), N_("Call it like this: {usage}")),
    "theme-needed": Kind(_ERROR, N_("The macro “{macro}” is not given a value for “{name}”."), N_("Call it like this: {usage}")),
    "theme-call": Kind(_ERROR, N_("“{name}” cannot be called with these values."), N_("Call it like this: {usage}")),
    "theme-filter": Kind(_ERROR, N_("There is no filter “{name}”."), N_("Did you mean “{nearest}”?")),
    "theme-filter-foreign": Kind(_ERROR, N_("There is no filter “{name}”."), N_("Fix the name, or delete it together with the bar before it.")),
    "theme-test": Kind(_ERROR, N_("There is no test “{name}”."), N_("Did you mean “{nearest}”?")),
    "theme-test-foreign": Kind(_ERROR, N_("There is no test “{name}”."), N_("After “is” stands a test such as “defined”; values are compared with ==.")),
    "theme-remember": Kind(
        _ERROR,
        N_("{{% remember %}} keeps “{name}” of one page and would show it on others."),
        N_("Name it behind the word: {{% remember {name} %}}"),
    ),
    "theme-block": Kind(_ERROR, N_("The block “{block}” is missing, which {file} requires."), N_("Add {{% block {block} %}}…{{% endblock %}}")),
    # the theme, while a page is rendered
    "theme-page-name": Kind(_ERROR, N_("The name “{name}” is not known here (page {address})."), N_("Give it a value with {{% set %}}, import it, or fix the name.")),
    "theme-page-field": Kind(_ERROR, N_("{of} has no “{name}” (page {address})."), N_("Fix the name; ban_tin/views lists what there is.")),
    "theme-page-empty": Kind(
        _ERROR,
        N_("“{name}” is read from what is empty on the page {address}."),
        N_("Ask first whether it is there, as in {{% if page.lead %}}…{{% endif %}}"),
    ),
    "theme-page": Kind(_ERROR, N_("The page {address} cannot be made here: {reason}"), N_("Fix this line of the template.")),
}  # fmt: skip
