"""A small theme in a temporary folder, and the view model that its one page has."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ban_tin.findings import Finding
from ban_tin.rendering.contract import check_theme
from ban_tin.rendering.remember import RememberExtension


@dataclass(frozen=True, slots=True)
class Photo:
    """As articles have it."""

    url: str
    width: int

    @property
    def largest(self) -> "Photo":
        return self


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of a list."""

    title: str
    date: datetime
    photo: Photo
    image: Photo | None
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Page:
    """The view model of ``page.html``."""

    title: str
    item: Item
    items: tuple[Item, ...]
    links: tuple[tuple[str, Photo], ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """A value that the site has."""

    tags: str

    def of(self, slug: str) -> str:
        return f"{self.tags}{slug}/"


@dataclass(frozen=True, slots=True)
class Site:
    """What every template sees."""

    name: str

    @property
    def addresses(self) -> Addresses:
        return Addresses("/the/")

    def menu(self, depth: int) -> tuple[Item, ...]:
        return (ITEM,) * depth


PHOTO = Photo("/a.jpg", 640)
ITEM = Item("Một bài", datetime(2026, 11, 20, tzinfo=UTC), PHOTO, PHOTO, {"unit": "Sở"})
PAGE = Page("Trang", ITEM, (ITEM, ITEM), (("a", PHOTO),))


def address_of(slug: str) -> str:
    """Return an address, as a function that templates see."""
    return f"/{slug}/"


@dataclass(frozen=True)
class Theme:
    """Templates by name, below ``folder/templates``."""

    folder: Path

    def write(self, files: Mapping[str, str]) -> None:
        for name, text in files.items():
            path = self.folder / "templates" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def environment(self) -> Environment:
        environment = Environment(
            loader=FileSystemLoader(self.folder / "templates"),
            extensions=["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols", RememberExtension],
            autoescape=True,
            undefined=StrictUndefined,
        )
        environment.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        environment.globals |= {"site": Site("Sở"), "address_of": address_of}
        return environment

    def check(self) -> list[Finding]:
        """Hold ``page.html`` to ``Page``."""
        shown: Callable[[str], str] = lambda path: Path(path).relative_to(self.folder.parent).as_posix()  # noqa: E731
        return check_theme(self.environment(), {"page": Page}, {"site": Site}, shown)

    def render(self) -> str:
        return self.environment().get_template("page.html").render(page=PAGE)


@pytest.fixture
def theme(tmp_path: Path) -> Theme:
    return Theme(tmp_path / "theme")
