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
    ("history", N_("History")),
)
_SKIP, _HOME, _NAME = N_("Skip to the content"), N_("Preview of the site"), N_("Newsdesk")
_SIGNED_IN = N_("Signed in: {name}")


def frame_page(
    title: str, main: str, here: str = "", scripts: Iterable[str] = (), styles: Iterable[str] = (), user: str = ""
) -> str:
    """Return a page: ``title`` is text, ``main`` HTML, ``here`` its place in the menu, ``scripts`` and ``styles`` files of the folder ``page``.

    ``user`` is who asks, as ``user_of`` gives it.
    """
    name, home, skip = translate(_NAME), translate(_HOME), translate(_SKIP)
    links = "".join(_link(path, translate(label), path == here) for path, label in MENU)
    said = f'<p class="user">{escape(translate(_SIGNED_IN).format(name=user))}</p>' if user else ""
    return "".join((
        f'<!doctype html>\n<html lang="{escape(site_language())}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">',
        f'<title>{escape(title)} – {escape(name)}</title><script src="{FOLDER}head.js"></script>',
        f'<link rel="icon" href="{FILES}icon.svg"><link rel="stylesheet" href="{FOLDER}tokens.css">',
        *(f'<link rel="stylesheet" href="{FILES}{escape(each)}">' for each in ("frame.css", *styles)),
        *(f'<script type="module" src="{FILES}{escape(each)}"></script>' for each in scripts),
        f'</head><body><a class="skip" href="#main">{escape(skip)}</a>',
        f'<header class="masthead"><p class="name"><a href="{FOLDER}">{escape(name)}</a></p>',
        f'<nav aria-label="{escape(name)}"><ul>{links}</ul></nav>',
        f'<p class="site"><a href="/">{escape(home)}</a></p>{said}</header>',
        f'<main id="main" tabindex="-1"><h1>{escape(title)}</h1>{main}</main></body></html>\n',
    ))  # fmt: skip


def _link(path: str, label: str, current: bool) -> str:
    return f'<li><a href="{FOLDER}{path}"{" aria-current=page" if current else ""}>{escape(label)}</a></li>'
