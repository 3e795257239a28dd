"""The kinds of things that a report tells: a source that is refused, words that no article gets, what a person has to look at.

Readers name them by their keys. A new one is a row here and its Vietnamese in ``theme/locale/vi.po``.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from ban_tin.language.translations import N_


class Group(StrEnum):
    """What a kind is about."""

    #: Nothing was read of the source, and nothing written: the sentence says what to do instead.
    REFUSED = "refused"
    #: Words, or a thing, that no article gets.
    LEFT_OUT = "left out"
    #: A person has to look.
    DOUBT = "doubt"
    #: What is good to know; nothing has to be done.
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class ReportKind:
    """One kind. ``message`` is a message id that may hold ``{about}``; where it does not, what it is about follows it in quotation marks."""

    #: What it is about.
    group: Group
    #: The sentence for editors.
    message: str


_REFUSED, _LEFT_OUT, _DOUBT, _NOTE = Group.REFUSED, Group.LEFT_OUT, Group.DOUBT, Group.NOTE

KINDS: dict[str, ReportKind] = {
    # Sources that are not read.
    "broken": ReportKind(_REFUSED, N_("The file is damaged, or a part of it is missing: copy it again from where it comes.")),
    "crash": ReportKind(_REFUSED, N_("The file could not be read: its content makes the program for it fail. Open it in the program that made it and save it anew.")),
    "empty": ReportKind(_REFUSED, N_("There is no text in it.")),
    "entities": ReportKind(_REFUSED, N_("It holds definitions that unfold without end or lead out of the file; no office program writes such. It was not read.")),
    "nothing-here": ReportKind(_REFUSED, N_("There is no text in what was sent: choose Word files, PDF, saved pages, or a folder with such.")),
    "not-article": ReportKind(_REFUSED, N_("This is no article but a page that lists others.")),
    "old-office": ReportKind(_REFUSED, N_("This form of file can't be read here: open it in Word, save it as .docx, and import that.")),
    "outside": ReportKind(_REFUSED, N_("It leads out of its folder: “{about}”.")),
    "password": ReportKind(_REFUSED, N_("The file is protected by a password: open it in Word, take the password off (File › Info › Protect Document), save it, and import it again.")),
    "password-zip": ReportKind(_REFUSED, N_("The ZIP file is protected by a password: unpack it, and import the files.")),
    "picture": ReportKind(_REFUSED, N_("This is a picture and no text: put it beside an article, or import the document that it belongs to.")),
    "program": ReportKind(_REFUSED, N_("This is a program and no document.")),
    "too-large": ReportKind(_REFUSED, N_("It is too large to be read: {about}.")),
    "too-deep": ReportKind(_REFUSED, N_("Too many things stand within one another in it: {about}.")),
    "too-many": ReportKind(_REFUSED, N_("There are too many parts in it: {about}.")),
    "too-packed": ReportKind(_REFUSED, N_("It unfolds to far more than any document has: {about}. It was not read.")),
    "too-slow": ReportKind(_REFUSED, N_("Reading it takes too long, or too much memory: divide it, or save it anew in Word.")),
    "password-pdf": ReportKind(_REFUSED, N_("The PDF opens with a password only: ask for one that everybody can open, as readers of the site have to.")),
    "unknown": ReportKind(_REFUSED, N_("No importer knows this kind of file: {about}.")),
    "unknown-dump": ReportKind(_REFUSED, N_("This database is none of NukeViet, Joomla or WordPress, or its tables of articles are not in it: {about}. Save the pages of the old site and import them.")),
    "unreadable": ReportKind(_REFUSED, N_("The file can't be opened: {about}.")),
    "waiting-already": ReportKind(_REFUSED, N_("The same file waits here already: {about}.")),
    "whole-site": ReportKind(_REFUSED, N_("This is a copy of a whole site, with many articles: whoever set this machine up takes it over with the command ban-tin import.")),
    "wordpress-dump": ReportKind(_REFUSED, N_("This is the database of WordPress. Its articles are read from its export: Tools › Export › All content, in its admin pages; it gives a file .xml.")),
    "wrong-type": ReportKind(_REFUSED, N_("The file is not what its name says: it is {about}. Give it the right name, and import it again.")),
    # Words that no article gets.
    "attached-text": ReportKind(_LEFT_OUT, N_("The text of the document stands in the file that is attached, where the search finds it; the article has no copy of it")),
    "boilerplate": ReportKind(_LEFT_OUT, N_("Words that stand on every page of the old site")),
    "broken-body": ReportKind(_LEFT_OUT, N_("A text that no browser could show: copy from the old site what it should say")),
    "chart": ReportKind(_LEFT_OUT, N_("A chart: copy it in Word, paste it into Paint, save it as PNG, and put that in its place")),
    "comment": ReportKind(_LEFT_OUT, N_("A comment in the margin")),
    "control": ReportKind(_LEFT_OUT, N_("The hint of a field to fill in")),
    "deleted": ReportKind(_LEFT_OUT, N_("Deleted with tracked changes")),
    "drawing": ReportKind(_LEFT_OUT, N_("A drawing: make a screenshot of it, save it as PNG, and put that in its place")),
    "duplicate": ReportKind(_LEFT_OUT, N_("Said twice; it stands in the article once")),
    "embedded": ReportKind(_LEFT_OUT, N_("A file inside the file: save it from there, and attach it to the article")),
    "empty-table": ReportKind(_LEFT_OUT, N_("A table without words")),
    "equation": ReportKind(_LEFT_OUT, N_("An equation: make a screenshot of it, and say in words what it says")),
    "external-picture": ReportKind(_LEFT_OUT, N_("A picture that lies elsewhere and was not fetched: save it beside the article")),
    "field-long": ReportKind(_LEFT_OUT, N_("Words of a field that is too long for it")),
    "field-unknown": ReportKind(_LEFT_OUT, N_("A field of the old site that articles here don't have")),
    "file-name": ReportKind(_LEFT_OUT, N_("The name of a picture file, which is no caption")),
    "footer": ReportKind(_LEFT_OUT, N_("The footer of its pages")),
    "form": ReportKind(_LEFT_OUT, N_("A form to fill in on the page")),
    "frame": ReportKind(_LEFT_OUT, N_("A part of another site")),
    "furniture": ReportKind(_LEFT_OUT, N_("What stands round the article on its page: menus, buttons, lists of others")),
    "header": ReportKind(_LEFT_OUT, N_("The header of its pages")),
    "hidden": ReportKind(_LEFT_OUT, N_("Hidden text")),
    "letterhead": ReportKind(_LEFT_OUT, N_("The letterhead of the paper on which it was handed in")),
    "link-local": ReportKind(_LEFT_OUT, N_("An address that leads nowhere outside of the sender's machine; its words stand in the article")),
    "macros": ReportKind(_LEFT_OUT, N_("Macros; they were not run")),
    "missing-attachment": ReportKind(_LEFT_OUT, N_("A file that was offered under the text and is not there")),
    "margin-picture": ReportKind(_LEFT_OUT, N_("A picture in the header or the footer of its pages")),
    "missing-picture": ReportKind(_LEFT_OUT, N_("A picture that is not in the file")),
    "page-date": ReportKind(_LEFT_OUT, N_("The day on which the page was opened; it is not the article's date")),
    "page-number": ReportKind(_LEFT_OUT, N_("Page numbers")),
    "pdf-picture": ReportKind(_LEFT_OUT, N_("A picture in the PDF: open it there, copy it, save it as JPEG or PNG, and put that beside the article")),
    "picture-foreign": ReportKind(_LEFT_OUT, N_("A picture of a kind that browsers don't show (EMF, WMF, TIFF …): open it in Word, save it as PNG, and put that in its place")),
    "picture-refused": ReportKind(_LEFT_OUT, N_("A picture that can't be used")),
    "picture-small": ReportKind(_LEFT_OUT, N_("A picture of a few dots, such as a line or a spacer")),
    "reader-comment": ReportKind(_LEFT_OUT, N_("What a reader wrote under the article on the old site")),
    "script": ReportKind(_LEFT_OUT, N_("Program code of the page")),
    "shape": ReportKind(_LEFT_OUT, N_("A shape")),
    "signatures": ReportKind(_LEFT_OUT, N_("The signatures of who wrote it and who approved it")),
    "smartart": ReportKind(_LEFT_OUT, N_("A SmartArt diagram: make a screenshot of it, save it as PNG, and say its words in the text")),
    "stamp": ReportKind(_LEFT_OUT, N_("What a digital signature shows of itself on the page")),
    "toc": ReportKind(_LEFT_OUT, N_("A table of contents; articles make their own")),
    "views": ReportKind(_LEFT_OUT, N_("How often it was read")),
    "watermark": ReportKind(_LEFT_OUT, N_("A watermark")),
    # What a person has to look at.
    "accent": ReportKind(_DOUBT, N_("Letters that may be wrong: {about}")),
    "attached-unseen": ReportKind(_DOUBT, N_("The file is attached as it is, with comments, deleted or hidden words in it that every reader can see in Word: {about}. Save it as PDF, or take them out, and import it again.")),
    "blank-date": ReportKind(_DOUBT, N_("The date of the document is not filled in: “{about}”")),
    "blank-number": ReportKind(_DOUBT, N_("The number of the document is not filled in: “{about}”")),
    "broken-row": ReportKind(_DOUBT, N_("A row of the database could not be read and was passed over: {about}")),
    "attachment-elsewhere": ReportKind(_DOUBT, N_("This file lies on the old site still; save it beside the page, and import the page again: {about}")),
    "caption-slot": ReportKind(_DOUBT, N_("A caption without its photo: put the photo beside the article as {about}.")),
    "caption-unsure": ReportKind(_DOUBT, N_("This was taken for the caption of a photo, and may be ordinary text: “{about}”.")),
    "category-unknown": ReportKind(_DOUBT, N_("The site has no category “{about}”: choose one.")),
    "copy-mark": ReportKind(_NOTE, N_("It is a certified copy (“{about}”); the fields are those of the document that was copied.")),
    "cropped": ReportKind(_DOUBT, N_("The photo was cropped in Word: look whether it shows no more than it should ({about}).")),
    "date-missing": ReportKind(_DOUBT, N_("No date was found: write it in, date: {about}")),
    "date-partial": ReportKind(_DOUBT, N_("A date without its year stands in the text: “{about}”. Write the whole date in.")),
    "date-prose": ReportKind(_DOUBT, N_("The date is that of the event in the text (“{about}”): is it the day of publication too?")),
    "draft-mark": ReportKind(_DOUBT, N_("It is marked as a draft (“{about}”): is it the one to publish?")),
    "embedded-link": ReportKind(_DOUBT, N_("What another site showed in the page is a link now: {about}")),
    "encoding": ReportKind(_DOUBT, N_("In what encoding it was written is a guess: {about}")),
    "equation-line": ReportKind(_DOUBT, N_("An equation became a line of signs: does it still say the same? “{about}”")),
    "external-link": ReportKind(_DOUBT, N_("A reference out of the file was not followed: {about}")),
    "heading-guessed": ReportKind(_NOTE, N_("This looks like a heading and became one: “{about}”")),
    "legacy-letters": ReportKind(_DOUBT, N_("Letters of an old encoding (TCVN3, VNI) that may have been read wrong: “{about}”")),
    "lead-missing": ReportKind(_DOUBT, N_("The picture above the article is not there: {about}")),
    "letters-lost": ReportKind(_DOUBT, N_("Letters were lost before it came here: “{about}”. Type them again.")),
    "link-dead": ReportKind(_DOUBT, N_("A link that leads into the old site: {about}")),
    "link-draft": ReportKind(_DOUBT, N_("A link to an article that is still a draft was left out, its words are there: {about}")),
    "layout-table": ReportKind(_NOTE, N_("A table that only put things beside one another became text: {about}")),
    "no-text": ReportKind(_DOUBT, N_("These are photos of paper: there is no text in it. Write what it says, at least in the summary.")),
    "no-text-pages": ReportKind(_DOUBT, N_("These pages are photos without text, which the search can't find: {about}")),
    "not-public": ReportKind(_DOUBT, N_("It was not public on the old site, and is a draft here: {about}")),
    "official": ReportKind(_NOTE, N_("It has the form of an official document ({about}): its fields were read from there, and the file is attached unchanged.")),
    "old-doc": ReportKind(_DOUBT, N_("This old file could be read in part alone: its words and tables are here; compare it with Word, also for pictures and deleted text.")),
    "official-rest": ReportKind(_NOTE, N_("Read too, and in the attached file alone: {about}")),
    "order": ReportKind(_DOUBT, N_("Where this stood is not certain: {about}")),
    "photo-original": ReportKind(_NOTE, N_("The original came along, and took the place of the smaller photo in the document: {about}")),
    "photos-added": ReportKind(_DOUBT, N_("These photos came along and stand at the end of the article: {about}. Move each to where it belongs, and write its caption.")),
    "picture-converted": ReportKind(_NOTE, N_("A picture of a kind that browsers don’t all show became JPEG or PNG: {about}")),
    "picture-place": ReportKind(_DOUBT, N_("Where this picture stood is not known: {about}")),
    "picture-shrunk": ReportKind(_NOTE, N_("The photo was made smaller; the original stays where it is: {about}")),
    "recognised-text": ReportKind(_DOUBT, N_("Its letters were recognised on photos of paper by a program, and may be wrong: compare the fields with the page.")),
    "same-title": ReportKind(_DOUBT, N_("There is an article with this title already: {about}")),
    "secret-mark": ReportKind(_DOUBT, N_("It is marked “{about}”: make sure that it may be published at all.")),
    "signature": ReportKind(_NOTE, N_("The file is signed by {about}; the signature was not verified here, and stays as it is.")),
    "summary-guessed": ReportKind(_NOTE, N_("This became the summary: “{about}”")),
    "table-html": ReportKind(_NOTE, N_("A table with joined cells stands in the article as HTML: {about}")),
    "title-capitals": ReportKind(_DOUBT, N_("The title is in capitals: write it as a sentence. {about}")),
    "title-guessed": ReportKind(_DOUBT, N_("No title was found; the name of the file stands there: “{about}”")),
    "title-looks": ReportKind(_DOUBT, N_("The title was recognised by its look: “{about}”")),
    "tracked-changes": ReportKind(_DOUBT, N_("Changes were tracked in it: they count as accepted. {about}")),
    "truncated": ReportKind(_DOUBT, N_("Its end is missing; what there is was read: {about}")),
    "type-letters": ReportKind(_DOUBT, N_("The type of the document and the letters of its number say different things: {about}")),
    "uncertain": ReportKind(_DOUBT, N_("Look at this: {about}")),
    "urgent-mark": ReportKind(_NOTE, N_("It is marked as urgent: “{about}”")),
    "unsigned-fields": ReportKind(_DOUBT, N_("These fields could not be read: {about}")),
    "white-letters": ReportKind(_DOUBT, N_("These letters are white in Word, so that nobody sees them there: “{about}”. Are they meant for readers?")),
}  # fmt: skip


def explain(kind: str, about: str, translate: Callable[[str], str]) -> str:
    """Return the sentence of ``kind`` about ``about``; an unknown kind is its own sentence."""
    known = KINDS.get(kind)
    if known is None:
        return f"{kind}: {about}" if about else kind
    message = translate(known.message)
    if "{about}" in message:
        return message.format(about=about)
    return f"{message}: {about}" if about and known.group is Group.LEFT_OUT else message
