"""The words of editing in place."""

from newsdesk.language import N_

WORDS = {
    "unreachable": N_("The preview doesn’t answer. What you typed is kept in this page; try again in a moment."),
    # The bar at the foot of the window.
    "bar": N_("Editing this page"),
    "begun": N_("Press any part of the page to edit it."),
    "no-text": N_("Readers see no text at this address. Change the article’s details, or find it in the newsdesk."),
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "undone": N_("Undone."),
    "redone": N_("Done again."),
    "fields": N_("Article details"),
    "history": N_("History"),
    "publish": N_("Publish"),
    "leave": N_("Finish"),
    "found": N_("{number} things to look at"),
    "found-one": N_("1 thing to look at"),
    "findings": N_("What the check says"),
    "help": N_("Keys"),
    "help-title": N_("Editing by keyboard"),
    "keys": N_(
        "Tab, ↑, ↓: from part to part\n"
        "Enter: edit the part\n"
        "Ctrl+Enter: save; pressing elsewhere saves, too\n"
        "Esc: put it back as it was; what you typed can be brought back\n"
        "Ctrl+B, Ctrl+I, Ctrl+K: bold, italic, link\n"
        "Alt+↑, Alt+↓: move the part up or down\n"
        "Insert: put something new below it\n"
        "Delete: delete the part\n"
        "Ctrl+Z, Ctrl+Y: undo, redo\n"
        "Ctrl+E: begin and finish editing"
    ),
    "close": N_("Close"),
    "unsaved": N_("Typed {when}, not saved: “{words}”"),
    "take-up": N_("Open again"),
    "throw-away": N_("Throw away"),
    "other-file": N_(
        "The article was changed since. Compare this with what stands beside it, then save it or put it back."
    ),
    # A field.
    "edit": N_("Edit: {what}"),
    "edit-words": N_("Edit {what}: {words}"),
    "new": N_("New: {what}"),
    "tools": N_("Formatting"),
    "bold": N_("Bold"),
    "italic": N_("Italic"),
    "link": N_("Link"),
    "heading": N_("Heading"),
    "list": N_("List"),
    "save": N_("Save"),
    "cancel": N_("Cancel"),
    "more": N_("More"),
    "hint": N_("Pressing elsewhere saves. Esc puts it back as it was."),
    "cell": N_("Row {row}, column {column}"),
    "add-row": N_("Add a row"),
    "placeholder": N_("Type here, or paste from Word or Excel."),
    "saved": N_("Saved."),
    "saved-error": N_("Saved, but the page still shows how it was: there is an error to fix."),
    "gone": N_(
        "The article’s file is not where it was: it was moved or deleted meanwhile. What you typed is still here."
    ),
    "put-back": N_("Put back as it was."),
    "bring-back": N_("Bring back what I typed"),
    "fix": N_("Fix: {fix}"),
    # A conflict.
    "conflict": N_("Somebody else changed this part meanwhile. Nothing is lost: here are both."),
    "theirs": N_("In the article now"),
    "yours": N_("What you typed"),
    "mend": N_("The field above holds what you typed: bring in what you need from the other, then save it."),
    "keep-yours": N_("Save what is in the field"),
    "take-theirs": N_("Take the other"),
    "nothing": N_("(deleted)"),
    "meanwhile": N_("Somebody else changed this part meanwhile. Nothing was done; look at it and try again."),
    # Blocks.
    "blocks": N_("Parts of the page"),
    "insert": N_("Add here"),
    "insert-end": N_("+ Add at the end"),
    "unseen": N_("Not shown to readers: {words}"),
    "open": N_("Edit"),
    "more-of": N_("{what}: move, copy, delete"),
    "drag": N_("Drag to move, press for more"),
    "insert-above": N_("Add above"),
    "insert-below": N_("Add below"),
    "up": N_("Move up"),
    "down": N_("Move down"),
    "copy": N_("Duplicate"),
    "delete": N_("Delete"),
    "deleted": N_("Deleted."),
    "copied": N_("Duplicated."),
    "moved": N_("Moved."),
    "kind-paragraph": N_("Paragraph"),
    "kind-heading": N_("Heading"),
    "kind-list": N_("List"),
    "kind-table": N_("Table"),
    "kind-figure": N_("Photo"),
    "kind-quote": N_("Quotation"),
    "kind-code": N_("Text as typed"),
    "kind-html": N_("HTML"),
    "kind-remark": N_("Remark"),
    "kind-reference": N_("Footnote or abbreviation"),
    "kind-other": N_("Part"),
    "field-title": N_("Title"),
    "field-date": N_("Date"),
    "field-summary": N_("Summary"),
    "field-lead": N_("Lead photo"),
    "field-document_number": N_("Document details"),
    "field-author": N_("Author and source"),
    "field-attachments": N_("Attachments"),
    "field-tags": N_("Tags"),
    # What is put in.
    "gallery": N_("Several photos"),
    "attachment": N_("Attached file"),
    "column": N_("Column {number}"),
    "table-hint": N_(
        "Type over it, or paste a table of Excel or Word in its place. Enter at the end of a row: the next row."
    ),
    "see-also": N_("See also: {link}"),
    "sending": N_("Sending {file}…"),
    "sent": N_("{file} lies beside the article now."),
    "link-article": N_("Link to another article"),
    "link-sought": N_("Address, or words of an article’s title"),
    "article-sought": N_("Words of the article’s title"),
    "article-none": N_("No article has these words in its title."),
    "link-none": N_("Type an address such as https://moet.gov.vn, or choose an article."),
    "link-set": N_("Link"),
    # Pasting.
    "pasted": N_("The formatting was kept. Ctrl+Z: plain text."),
    "pasted-cells": N_("Pasted as a table."),
    "pasted-table": N_("A table was pasted; its first row holds the names of the columns. Ctrl+Z: plain text."),
    "make-list": N_("Make it a list"),
    "make-table": N_("Make it a table"),
    "pictures": N_("There are only photos in it: drag their files onto the page."),
    "pictures-apart": N_("Its photos don’t come along: drag their files onto the page."),
}
