"""The frame of every page of the newsdesk: head, way around, main part. Strings, escaped here or by who passes them."""

from collections.abc import Iterable
from html import escape

from newsdesk.desk.addresses import FILES, FOLDER
from newsdesk.language import N_, site_language, translate

#: The pages of the newsdesk, in the order of its menu: address below ``FOLDER`` and name.
MENU = (
    ("", N_("Articles")),
    ("import", N_("Import")),
    ("comments", N_("Comments")),
    ("publish", N_("Publish")),
)
_SKIP, _HOME, _NAME = N_("Skip to the content"), N_("Preview of the site"), N_("Newsdesk")


def frame_page(title: str, main: str, here: str = "", scripts: Iterable[str] = (), styles: Iterable[str] = ()) -> str:
    """Return a page: ``title`` is text, ``main`` HTML, ``here`` its place in the menu, ``scripts`` and ``styles`` files of the folder ``page``."""
    links = "".join(
        f'<a href="{FOLDER}{path}"{" aria-current=page" if path == here else ""}>{escape(translate(name))}</a>'
        for path, name in MENU
    )
    return "".join((
        f'<!doctype html>\n<html lang="{escape(site_language())}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
        f'<title>{escape(title)}</title><script src="{FOLDER}head.js"></script>',
        f'<link rel="stylesheet" href="{FOLDER}tokens.css"><link rel="stylesheet" href="{FILES}frame.css">',
        *(f'<link rel="stylesheet" href="{FILES}{escape(name)}">' for name in styles),
        *(f'<script type="module" src="{FILES}{escape(name)}"></script>' for name in scripts),
        f'</head><body><a class="skip" href="#main">{escape(translate(_SKIP))}</a>',
        f'<header><p class="site"><a href="/">{escape(translate(_HOME))}</a></p>',
        f'<nav aria-label="{escape(translate(_NAME))}">{links}</nav></header>',
        f'<main id="main" tabindex="-1"><h1>{escape(title)}</h1>{main}</main></body></html>\n',
    ))  # fmt: skip
