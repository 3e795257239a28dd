"""What readers can't use of the files that are offered to them: found by ``ban-tin check`` and the preview."""

from ban_tin.findings.catalogue.kind import HINT, WARNING, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "paper-scan": Kind(
        WARNING,
        N_("“{file}” is a scan: it has no text, so no search finds it, no screen reader reads it, and on a phone it can't be enlarged well."),
        N_("Attach the file that was saved as PDF from Word beside it, or write what it says into the article."),
    ),
    "paper-scan-pages": Kind(
        HINT,
        N_("{count} of the {pages} pages of “{file}” have no text, the first of them page {page}."),
        N_("Attach the file that was saved as PDF from Word beside it."),
    ),
    "paper-locked": Kind(
        WARNING,
        N_("“{file}” is protected with a password: readers can't open it."),
        N_("Save it again without a password: in Word or Excel, File › Info › Protect, and delete the password."),
    ),
    "paper-restricted": Kind(
        HINT,
        N_("“{file}” can be opened, but forbids what readers need: {reason}."),
        N_("Save it again as PDF without restrictions."),
    ),
    "paper-script": Kind(
        WARNING,
        N_("“{file}” has a program in it: {reason}. Programs of readers warn of it or refuse the file."),
        N_("Save it without macros (.docx, .xlsx), or print it to PDF, and attach that file."),
    ),
    "paper-large": Kind(
        WARNING,
        N_("“{file}” has {megabytes} MB: on a phone it takes minutes and costs money."),
        N_("Save it again for the web: in Word, Save as PDF with “Minimum size”; scan with 150 dpi in grey; or part it."),
    ),
    "paper-untitled": Kind(
        HINT,
        N_("“{file}” has no title of its own: screen readers and tabs of browsers show the name of the file."),
        N_("In Word, File › Info › Title, then save it as PDF again."),
    ),
    "paper-untagged": Kind(
        HINT,
        N_("“{file}” has no tags: screen readers can't tell its headings, lists and tables."),
        N_("In Word, Save as PDF › Options › Document structure tags for accessibility."),
    ),
    "document-number-other": Kind(
        WARNING,
        N_("document_number says {number}, but “{file}” has the number {other}."),
        N_("If the file is right, type: document_number: {other}"),
    ),
    "document-date-other": Kind(
        WARNING,
        N_("document_issued says {date}, but “{file}” was issued on {other}."),
        N_("If the file is right, type: document_issued: {typed}"),
    ),
}  # fmt: skip
