"""What an office says of an archive: its generator, and which of its categories are which of the site's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from zoneinfo import ZoneInfo

from ban_tin.site.addresses import VIETNAMESE, Addresses


@dataclass(frozen=True, slots=True)
class Options:
    """How an archive is taken over."""

    #: The names of the site's categories; the first is that of articles that have none of them.
    categories: tuple[str, ...]
    #: Categories of the archive, as they are written there, and those of the site.
    table: Mapping[str, str] = field(default_factory=dict)
    #: ``jekyll``, ``hugo``, ``eleventy``, ``pelican`` or ``obsidian``; ``""`` lets the files decide.
    generator: str = ""
    #: The address that the archive had, such as ``https://blog.example``; what it says of itself where this is ``""``.
    base_url: str = ""
    #: The time zone of the site.
    zone: tzinfo = field(default_factory=lambda: ZoneInfo("Asia/Ho_Chi_Minh"))
    #: Where articles and pages lie in the site's folder.
    folders: tuple[str, str] = ("tin", "trang")
    #: The addresses of the site.
    addresses: Addresses = VIETNAMESE
    #: Whether what is safe to fix in the texts is fixed; without, only addresses are written anew.
    fix: bool = True
