"""The plan of a site: every page and file of the output, before anything is rendered or written.

What a page or a file is made of stands in the plan; it is made when it is wanted. So a build that knows a page's
fingerprint from the last time makes nothing of it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar
from urllib.parse import unquote

from ban_tin.findings.report import Findings
from ban_tin.machine.stamps import stamp
from ban_tin.site.counts import Counts
from ban_tin.site.facts import SiteFacts
from ban_tin.views import ListedArticle, ListedPage

Value = TypeVar("Value")
Parts = ParamSpec("Parts")


@dataclass(frozen=True, slots=True)
class Recipe(Generic[Value]):
    """How a page or a file is made: ``make(site, **parts)``. ``parts`` are frozen values, or ``Deferred`` ones that ``make`` loads.

    ``make`` is a function of a module that looks at nothing else: so its name and ``parts`` tell what it returns.
    """

    make: Callable[..., Value]
    site: SiteFacts
    parts: Mapping[str, Any]

    def value(self) -> Value:
        """Make it now."""
        return self.make(self.site, **self.parts)

    def __repr__(self) -> str:
        return f"{self.make.__module__}.{self.make.__qualname__}{self.parts!r}"


@dataclass(frozen=True, slots=True)
class Copied:
    """A file to copy as it is. ``key`` tells what is in it; ``whole`` says whether ``path`` still holds that."""

    path: Path
    key: str
    whole: Callable[[], bool] = field(default=lambda: True, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Sketched:
    """A file of a photo that is not encoded yet: the image ``source`` and what is wanted of it, as ``draw_sketch`` has it."""

    source: Path
    name: str


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page to render: its template, and the view model that is all the template sees, or the recipe of one.

    ``counted`` says that the visit counter counts it.
    """

    template: str
    made: Any
    counted: bool = True

    @property
    def view(self) -> Any:
        """The view model, made now."""
        return self.made.value() if isinstance(self.made, Recipe) else self.made


@dataclass(slots=True)
class Plan:
    """What a build will write. ``news`` is newest first and holds no withdrawn article; ``withdrawn`` does.
    ``aliases`` are (old address, new address, source file). ``counts`` are those of the visit counter, if there are any.

    Paths are relative to ``output/``, with ``/``. A file is its bytes, what makes them, or what is copied.
    """

    #: The facts of the site.
    site: SiteFacts
    #: The moment of the build.
    now: datetime
    #: All public articles, newest first, but for withdrawn ones.
    news: tuple[ListedArticle, ...]
    #: Articles of which only a note is shown.
    withdrawn: tuple[ListedArticle, ...]
    #: All pages, by address.
    static_pages: tuple[ListedPage, ...]
    #: Old addresses: (old address, new address, source file).
    aliases: tuple[tuple[str, str, str], ...]
    #: What the visit counter said, if there is one.
    counts: Counts | None
    #: Where planners report what is wrong.
    findings: Findings
    #: The pages, by their path below the output, with ``/``.
    pages: dict[str, PlannedPage] = field(default_factory=dict)
    #: All other files, by path: bytes, what makes them, or what is copied.
    files: dict[str, bytes | Copied | Sketched | Recipe[bytes]] = field(default_factory=dict)
    #: The source file that asked for each path, ``""`` for none.
    sources: dict[str, str] = field(default_factory=dict)

    def recipe(
        self, make: Callable[Concatenate[SiteFacts, Parts], Value], *none: Parts.args, **parts: Parts.kwargs
    ) -> Recipe[Value]:
        """Return the recipe that calls ``make`` with the site's facts and ``parts``, all of them by name."""
        if none:
            raise TypeError(f"the parts of {make.__qualname__} need their names")
        return Recipe(make, self.site, parts)

    def add_page(self, url: str, template: str, view: Any, source: str = "", counted: bool = True) -> None:
        """Plan the page at the address ``url``; ``source`` names the file it comes from in findings.

        ``view`` is its view model, or the recipe of one.
        """
        path = page_path(url)
        self._add(path, source)
        self.pages[path] = PlannedPage(template, view, counted)

    def add_file(self, url: str, content: bytes | Path | Copied | Sketched | Recipe[bytes], source: str = "") -> None:
        """Plan the file at the address ``url``; it lies under its plain name. The same source file may be planned twice.

        ``content`` is its bytes, the path of a file to copy, ``Copied``, or the recipe of its bytes.
        """
        path = unquote(url).lstrip("/")
        if isinstance(content, Path):
            content = Copied(content, str(stamp(str(content))))
        if not isinstance(content, Recipe) and self.files.get(path) == content:
            return
        self._add(path, source)
        self.files[path] = content

    def _add(self, path: str, source: str) -> None:
        if path in self.sources:
            # Both names in one order: the finding must not depend on which plugin planned first.
            first, second = sorted([source, self.sources[path]], reverse=True)
            self.findings.add("address-twice", first or second, address=page_address(path), other=second or "Bản Tin")
        else:
            self.sources[path] = source


def page_path(url: str) -> str:
    """Return where the page at ``url`` lies: ``/tin/`` in ``tin/index.html``, ``/404.html`` as it is."""
    path = url.lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def page_address(path: str) -> str:
    """Return the address of the page that lies at ``path``, as ``page_path`` gives it: ``/old-index.html`` keeps its name."""
    folder, slash, name = path.rpartition("/")
    return f"/{folder}{slash}" if name == "index.html" else f"/{path}"
