"""What can be wrong with a file as such: its name, its place, its letters, and what the program fails on."""

from ban_tin.findings.catalogue.kind import ERROR, HINT, NOTE, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "encoding": Kind(ERROR, N_("The file is not saved as UTF-8."), N_("Save it again with the encoding UTF-8.")),
    "encoding-found": Kind(
        ERROR,
        N_("The file is not saved as UTF-8; by its letters it is {encoding}."),
        N_("Open it in Notepad, choose File › Save as, and the encoding UTF-8. If letters are wrong then, convert them with Unikey (Ctrl+Shift+F6): {encoding} → Unicode."),
    ),
    "encoding-legacy": Kind(
        WARNING,
        N_("“{text}” is written in the old encoding {encoding} and reads “{meant}”; readers see it as it stands."),
        N_("Copy the whole text, convert it with Unikey (Ctrl+Shift+F6): {encoding} → Unicode, and paste it here."),
    ),
    "encoding-twice": Kind(
        WARNING,
        N_("“{text}” was converted with the wrong encoding and reads “{meant}”; readers see it as it stands."),
        N_("Copy the text anew from where it was written, or open it there with the encoding UTF-8."),
    ),
    "source-kind": Kind(
        ERROR,
        N_("This is no text but {reason} with the name of a text."),
        N_("Open it in its own program, copy the text, paste it into a new file index.md in Notepad and save that as UTF-8; put the old file beside it under its own name, or delete it."),
    ),
    "source-empty": Kind(
        ERROR,
        N_("The file is empty."),
        N_("Type these lines with your own values, and the text below them:\n{example}"),
    ),
    "folder-name": Kind(
        NOTE,
        N_("The folder or file is called “{folder}”; the address on the site is {url}"),
        N_("Nothing needs doing. To have both alike, rename it {slug}."),
    ),
    "source-plain": Kind(
        ERROR,
        N_("This is no file with text: a folder, a pipe or a device has its name."),
        N_("Delete or rename it, and put the file with the text there."),
    ),
    "source-dangling": Kind(ERROR, N_("This is a link to something that does not exist."), N_("Copy the file itself here, and delete the link.")),
    "source-outside": Kind(
        ERROR,
        N_("This is a link that leads out of {folder}/, so it is not read."),
        N_("Copy what it leads to here, and delete the link."),
    ),
    "source-large": Kind(ERROR, N_("The file has {megabytes} MB; a text has at most {most}."), N_("Take out what is no text, such as photos pasted into it (lines with data:image), or part it into several articles.")),
    "source-name": Kind(ERROR, N_("The name has a character in it that cannot be seen, or is not in UTF-8."), N_("Rename it: a to z, 0 to 9 and hyphens are best.")),
    "character-control": Kind(
        HINT,
        N_("The invisible control character {code} beside “{near}” is left out."),
        N_("Read the line again: type what is missing there, if anything is."),
    ),
    "character-reference": Kind(
        HINT,
        N_("“{text}” beside “{near}” stands for a control character, which no page can show; it is left out."),
        N_("Delete it."),
    ),
    "character-windows": Kind(
        HINT,
        N_("The invisible control character {code} beside “{near}” is shown as “{meant}”, which it is in old programs of Windows."),
        N_("Type “{meant}” in its place; if another sign belongs there, type that."),
    ),
    "character-lost": Kind(
        WARNING,
        N_("Beside “{near}” stands a question mark in a diamond (U+FFFD), for a letter that was lost when the text was converted."),
        N_("Type the letter that belongs there, or copy the text anew from where it was written."),
    ),
    "character-escape": Kind(
        ERROR,
        N_("A backslash in this value stands for the control character {code}, which no page can show."),
        N_("Write / instead of \\, or \\\\ where it is to be seen."),
    ),
    "character-turns": Kind(
        WARNING,
        N_("The invisible character {code} turns the direction of the text after it, and nothing ends that in this line."),
        N_("Delete it, or delete the whole line and type it anew."),
    ),
    "article-missing": Kind(ERROR, N_("This folder holds no article: there is no index.md."), N_("Write the article in a file index.md there, or delete the folder.")),
    "article-name": Kind(
        ERROR,
        N_("The file “{file}” is not read: its name does not fit."),
        N_("Rename it {name}. In Windows, first choose View › File name extensions."),
    ),
    "unreadable": Kind(
        ERROR,
        N_("This file or folder cannot be read: {reason}."),
        N_("Ask whoever looks after this machine to put that right; if it is not needed, delete it."),
    ),
    "articles-folder": Kind(
        ERROR,
        N_("This folder is missing or empty, and the site has {count} articles."),
        N_("See that the disk or the network drive with the content is there. If all of them are to go, add --confirm-removal to the command (with make: CONFIRM_REMOVAL=1)."),
    ),
    "articles-missing": Kind(
        ERROR,
        N_("{count} of the {total} articles of the site are no longer public: {names}"),
        N_("See that their files are there, and that the date of this machine is right. If they are to go, add --confirm-removal to the command (with make: CONFIRM_REMOVAL=1)."),
    ),
    "article-word": Kind(ERROR, N_("“{file}” is a Word file; there is no index.md beside it."), N_("Copy its text into a new file index.md in the same folder.")),
    "article-second": Kind(ERROR, N_("“{file}” is a second text in the folder of an article."), N_("Delete it, or move it as index.md into a folder of its own.")),
    "article-slow": Kind(
        ERROR,
        N_("Reading this article takes more than 5 seconds, so it was left out."),
        N_("Look for a long paragraph full of one sign, such as [ * ` < or |, as pasting leaves it behind, and delete it. Otherwise divide the article into two."),
    ),
    "article-memory": Kind(
        ERROR,
        N_("Reading this article takes more than 300 MB of memory, so it was left out."),
        N_("Most often one of the files beside it is damaged or huge: take them out one by one to see which. Otherwise divide the article into two."),
    ),
    "article-crash": Kind(
        ERROR,
        N_("The program failed on this file ({key}). The fault lies in the program and not in what you wrote."),
        N_("Send the file {report} and this article to {support}. Until it is fixed, undo the last change, or take the article out of the folder."),
    ),
    "article-crash-unknown": Kind(
        ERROR,
        N_("The program failed on this file ({key}). The fault lies in the program and not in what you wrote."),
        N_("Undo the last change, or take the article out of the folder. docs/van-hanh.md, “Khi chương trình hỏng”, says whom to tell; {report} goes along."),
    ),
    "program-crash": Kind(
        ERROR,
        N_("The program failed, over no article that it could name ({key}): {reason}"),
        N_("docs/van-hanh.md, “Khi chương trình hỏng”, says whom to tell; {report} goes along."),
    ),
}  # fmt: skip
