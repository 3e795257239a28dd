"""What tells of people what nobody should publish: found by ``ban-tin check`` and the preview. Numbers are never shown whole.

The laws are those whose text was read; where only the law is known and not its article, the message says so.
"""

from ban_tin.findings.catalogue.kind import WARNING, Kind
from ban_tin.language.translations import N_

_CONSENT = N_(
    'Delete it; or, where the person agreed to this, say so in the front matter: consent: "Dữ liệu cá nhân: …"'
)
KINDS: dict[str, Kind] = {
    "person-phone": Kind(
        WARNING,
        N_("{masked} is a private telephone number (Law 91/2025/QH15 on personal data; which article: not verified)."),
        N_("Give the number of the office, where it is one for [checking] phones in site.toml; or, where the person agreed to this, say so: consent: \"Dữ liệu cá nhân: …\""),
    ),
    "person-identity": Kind(
        WARNING,
        N_("{masked} is the number of an identity card (Law 91/2025/QH15 on personal data; which article: not verified)."),
        N_("Delete it, or leave its last three digits: *********{last}"),
    ),
    "person-birth": Kind(
        WARNING,
        N_("The day of birth {masked} stands beside a person (Law 91/2025/QH15; of a child also Decree 56/2017/NĐ-CP, article 33)."),
        _CONSENT,
    ),
    "person-account": Kind(
        WARNING,
        N_("{masked} is the bank account of a person (Law 91/2025/QH15 on personal data; which article: not verified)."),
        _CONSENT,
    ),
    "person-list": Kind(
        WARNING,
        N_("The table lists {count} people by name with: {columns} (Law 91/2025/QH15; of children also Decree 56/2017/NĐ-CP, article 33: only with consent)."),
        N_("Leave out these columns, or let each person look up their own result; or, where all agreed, say so: consent: \"Danh sách: …\""),
    ),
    "person-file-page": Kind(
        WARNING,
        N_("“{file}”, page {page}: {reason} ({masked}), {count} in the file (Law 91/2025/QH15; of children also Decree 56/2017/NĐ-CP, article 33)."),
        N_("Attach a file without them; or, where all agreed, say so in the front matter: consent: \"Danh sách: …\""),
    ),
    "person-file-row": Kind(
        WARNING,
        N_("“{file}”, sheet “{sheet}”, row {row}: {reason} ({masked}), {count} in the file (Law 91/2025/QH15; of children also Decree 56/2017/NĐ-CP, article 33)."),
        N_("Delete these columns, hidden ones too, and attach the file again; or, where all agreed, say so: consent: \"Danh sách: …\""),
    ),
    "person-file-paragraph": Kind(
        WARNING,
        N_("“{file}”, near “{near}”: {reason} ({masked}), {count} in the file (Law 91/2025/QH15; of children also Decree 56/2017/NĐ-CP, article 33)."),
        N_("Attach a file without them; or, where all agreed, say so in the front matter: consent: \"Danh sách: …\""),
    ),
    "person-file-unread": Kind(
        WARNING,
        N_("“{file}” was not looked through for personal data to its end: {reason}."),
        N_("Look through it yourself, or attach it in parts."),
    ),
}  # fmt: skip
