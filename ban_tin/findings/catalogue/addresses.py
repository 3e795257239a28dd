"""What can be wrong with the addresses that articles and pages have and lead to."""

from ban_tin.findings.catalogue.kind import ERROR, Kind
from ban_tin.language.translations import N_

KINDS: dict[str, Kind] = {
    "address-twice": Kind(ERROR, N_("The address {address} is already taken by {other}."), N_("Give one of the two another slug or alias.")),
    "address-long": Kind(
        ERROR,
        N_("The address {address} is too long: {size} bytes, and {limit} are possible."),
        N_("Give the article or the file a shorter name; a Vietnamese letter with a mark takes two or three bytes."),
    ),
    "slug-long": Kind(ERROR, N_("The slug “{slug}” is too long: {size} letters, and {limit} are possible."), N_("Shorten it to the words that matter.")),
    "alias-long": Kind(
        ERROR,
        N_("The old address “{alias}” is too long: {size} bytes, and {limit} are possible."),
        N_("Delete it: no web server can have had it."),
    ),
    "alias-encoding": Kind(
        ERROR,
        N_("The old address “{alias}” has a % that stands for no letter."),
        N_("Copy it from the address bar once more, or type the letters themselves: /tin-tức/1234.html. A % that is to be seen is written %25."),
    ),
    "alias-reserved": Kind(
        ERROR,
        N_("The old address “{alias}” has a name that sets up web servers or is run by them or by browsers."),
        N_("Delete it. Old addresses of pages end with /, with .html, .htm or .aspx, or have no ending."),
    ),
    "alias-address": Kind(ERROR, N_("The old address “{alias}” cannot be redirected."), N_("Write a path that begins with / and has no ?, #, // or .., such as /tin-tuc/1234.html.")),
}  # fmt: skip
