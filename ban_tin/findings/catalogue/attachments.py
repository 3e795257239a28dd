"""What can be wrong with files that an article offers."""

from ban_tin.findings.catalogue.kind import ERROR, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "attachment-active": Kind(
        ERROR,
        N_("“{file}” cannot be offered: a browser would open it as a part of this site and run what is in it."),
        N_("Send it as a PDF file; or pack it into a ZIP file, and name that in the article."),
    ),
    "attachment-drawing": Kind(
        ERROR,
        N_("“{file}” cannot be shown or offered: an SVG drawing can hold a program."),
        N_("Save it as PNG or PDF and use that file; the original can go into a ZIP file."),
    ),
    "attachment-disguised": Kind(
        ERROR,
        N_("“{file}” is a web page inside, whatever its name says."),
        N_("Open it and save it again as PDF, Word or Excel; or pack it into a ZIP file, and name that in the article."),
    ),
    "attachment-program": Kind(
        ERROR,
        N_("“{file}” cannot be offered: it is a program or has one in it, and runs on the computer of whoever opens it."),
        N_("Send a document without macros, best as PDF: in Word or Excel, File › Save as › PDF. A form can be DOCX or XLSX."),
    ),
    "attachment-kind": Kind(
        ERROR,
        N_("“{file}” is not a kind of file that the site offers."),
        N_("Send PDF, Word, Excel, PowerPoint, a photo, sound or film (MP3, MP4); pack anything else into a ZIP file, and name that in the article."),
    ),
    "attachment-closed": Kind(ERROR, N_("The file “{file}” cannot be read."), N_("Check that it opens, and that everybody may read it; otherwise copy it there again.")),
    "attachment-unreadable": Kind(WARNING, N_("The pages of “{file}” cannot be counted: {reason}."), N_("Open the file once and save it again.")),
}  # fmt: skip
