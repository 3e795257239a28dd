"""The facts of one department, as ``site.toml`` gives them."""

import re
from dataclasses import dataclass, field
from gettext import NullTranslations

from ban_tin.language.translations import OwnMessage, translation
from ban_tin.site.addresses import HOME, Addresses, addresses_of
from ban_tin.site.look import Look

_LANGUAGE_NAMES = {"vi": "Tiếng Việt", "en": "English"}


@dataclass(frozen=True)
class Category:
    """A section of a site in ``language``. ``role`` is ``""``, ``"notices"`` or ``"documents"``."""

    #: As readers see it.
    name: str
    #: In its address.
    slug: str
    #: Its mark on paper, as ``#rrggbb``.
    colour: str
    #: The same on a dark page.
    colour_dark: str
    #: ``"notices"``, ``"documents"`` or ``""``.
    role: str
    #: What it is about, in one sentence.
    description: str
    #: The language of the site.
    language: str = "vi"

    @property
    def url(self) -> str:
        return addresses_of(self.language).section(self.slug)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the masthead's row or of the foot; ``lang`` is ``""`` where it is the site's language.

    Those that lead to others have whole addresses, with https://.
    """

    title: str
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """Who publishes the site."""

    #: The small line of the masthead.
    kind: str
    #: The large line of the masthead.
    place: str
    #: Its full name.
    name: str
    #: As headings and cards name it.
    short_name: str
    #: Its name in English.
    name_en: str
    #: What it is part of.
    governing_body: str
    #: Who answers for the site.
    responsible_person: str
    #: What that person is.
    responsible_role: str
    #: Where it is found.
    address: str
    #: As it is shown.
    phone: str
    #: As it is shown.
    email: str
    #: A file beside ``site.toml``, ``""`` for the theme's emblem.
    logo: str

    @property
    def dialled(self) -> str:
        """The telephone number as it is dialled; ``""`` where ``phone`` is not one number alone."""
        number = re.sub(r"[\s().-]", "", self.phone)
        return number if re.fullmatch(r"\+?\d{3,15}", number) else ""


@dataclass(frozen=True, slots=True)
class Readers:
    """What readers may answer to articles. Off unless ``site.toml`` says so."""

    #: Give one to five stars.
    rating: bool = False
    #: Write comments, which the office reads first.
    comments: bool = False
    #: What writers of comments agree to, ``""`` for the usual sentence.
    consent: str = ""
    #: For how many days comments without a decision are kept.
    retention_days: int = 30


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Everything that ``site.toml`` says. ``base_url`` has a scheme and a host and no final slash."""

    #: Scheme and host where it is published, no final slash.
    base_url: str
    #: The language of all labels.
    language: str
    #: As in ``Asia/Ho_Chi_Minh``.
    time_zone: str
    #: Every page says that it is a demonstration.
    demo: bool
    #: Where the visit counter answers, ``""`` for none.
    counter_path: str
    #: Who publishes it.
    department: Department
    #: The row under the masthead.
    menu: tuple[MenuItem, ...]
    #: The links at the foot of every page.
    footer: tuple[MenuItem, ...]
    #: Its sections, in the order of the home page.
    categories: tuple[Category, ...]
    #: Who looks after the program, an e-mail or https address; ``""`` where nobody is named.
    support: str = ""
    #: What others offer, at the foot of every page.
    outside: tuple[MenuItem, ...] = ()
    #: Words of two syllables and more that lines of headlines don't part, beside the common ones.
    compounds: tuple[str, ...] = ()
    #: The forms of names that readers shorten, ``GDĐT = GD&ĐT = giáo dục và đào tạo`` each.
    abbreviations: tuple[str, ...] = ()
    #: What readers may answer.
    readers: Readers = field(default_factory=Readers)
    #: Its own colours.
    look: Look = field(default_factory=Look)
    #: What it says in its own words.
    messages: tuple[OwnMessage, ...] = ()

    @property
    def addresses(self) -> Addresses:
        """Where its pages stand."""
        return addresses_of(self.language)

    @property
    def language_name(self) -> str:
        """Its language as those who read it call it."""
        return _LANGUAGE_NAMES[self.language]

    def menu_place(self, address: str) -> str:
        """Return the address of the menu's item under which the page at ``address`` stands, ``""`` where there is none.

        A section with a role has two pages, its list and that of its role; the menu leads to either.
        """
        same = {address}
        for category in self.categories:
            pair = {category.url, self._role_page(category)}
            if address in pair:
                same |= pair
        items = [item.url for item in self.menu]
        # Every page stands below the home page: that it does says nothing.
        above = [url for url in items if url != HOME and any(each.startswith(url) for each in same)]
        return next((url for url in items if url in same), max(above, key=len, default=""))

    def _role_page(self, category: Category) -> str:
        pages = {"notices": self.addresses.notices, "documents": self.addresses.documents}
        return pages.get(category.role, category.url)

    def translation(self, lang: str = "") -> NullTranslations:
        """Return the messages for pages in ``lang``, the site's language where none is said; its own words are among them."""
        return translation(lang or self.language, self.messages)

    def category(self, name: str) -> Category:
        """Return the category called ``name``. Raises ``KeyError``."""
        for category in self.categories:
            if category.name == name:
                return category
        raise KeyError(name)
