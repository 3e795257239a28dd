"""The facts of one department, as ``content/site.toml`` gives them."""

from dataclasses import dataclass, field
from gettext import NullTranslations

from ban_tin.language.translations import OwnMessage, translation
from ban_tin.site.addresses import Addresses, addresses_of
from ban_tin.site.look import Look


@dataclass(frozen=True)
class Category:
    """A section of a site in ``language``. ``role`` is ``""``, ``"notices"`` or ``"documents"``."""

    name: str
    slug: str
    colour: str
    colour_dark: str
    role: str
    description: str
    language: str = "vi"

    @property
    def url(self) -> str:
        return addresses_of(self.language).section(self.slug)


@dataclass(frozen=True, slots=True)
class MenuItem:
    """One link of the masthead's row or of the foot; ``lang`` is ``""`` where it is the site's language."""

    title: str
    url: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """Who publishes the site."""

    kind: str
    place: str
    name: str
    short_name: str
    name_en: str
    governing_body: str
    responsible_person: str
    responsible_role: str
    address: str
    phone: str
    email: str
    logo: str


@dataclass(frozen=True, slots=True)
class SiteFacts:
    """Everything that ``site.toml`` says. ``base_url`` has a scheme and a host and no final slash."""

    base_url: str
    language: str
    time_zone: str
    demo: bool
    counter_path: str
    department: Department
    menu: tuple[MenuItem, ...]
    footer: tuple[MenuItem, ...]
    categories: tuple[Category, ...]
    #: Who looks after the program, an e-mail or https address; ``""`` where nobody is named.
    support: str = ""
    look: Look = field(default_factory=Look)
    #: What it says in its own words.
    messages: tuple[OwnMessage, ...] = ()

    @property
    def addresses(self) -> Addresses:
        """Where its pages stand."""
        return addresses_of(self.language)

    def translation(self, lang: str = "") -> NullTranslations:
        """Return the messages for pages in ``lang``, the site's language where none is said; its own words are among them."""
        return translation(lang or self.language, self.messages)

    def category(self, name: str) -> Category:
        """Return the category called ``name``. Raises ``KeyError``."""
        for category in self.categories:
            if category.name == name:
                return category
        raise KeyError(name)
