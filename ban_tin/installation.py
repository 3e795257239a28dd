"""Where the program lies: in a checkout, or installed as a package."""

from pathlib import Path

#: The folder of this package.
PACKAGE = Path(__file__).parent
#: Where what lies beside this package in a checkout lies in an installed one.
INSTALLED = PACKAGE / "_beside"
#: The folder with ``theme``, ``plugins`` and ``newsdesk``: in a checkout beside this package, installed below it (see pyproject.toml).
BESIDE = INSTALLED if INSTALLED.is_dir() else PACKAGE.parent
#: The theme that a site has unless it names another one.
THEME = BESIDE / "theme"
#: Where the catalogues of messages lie.
LOCALE = THEME / "locale"
#: Code that decides what is made of the content, by the names that a person knows.
CODE = {"ban_tin": PACKAGE, "plugins": BESIDE / "plugins", "theme/locale": LOCALE}
