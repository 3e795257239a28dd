"""From the files of an archive to articles of ours. Nothing is written here; ``write`` does that."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import quote as url_quote

from ban_tin.language.vietnamese import slugify
from newsdesk.importing.archive.body import Surroundings, convert_body, rewrite_addresses
from newsdesk.importing.archive.fields import Fields, format_fields, map_fields, slug_of, usable_aliases
from newsdesk.importing.archive.front_matter import Head, split_head
from newsdesk.importing.archive.generators import (
    ARTICLE,
    DRAFT,
    GENERATORS,
    NOTHING,
    PAGE,
    TEXT_SUFFIXES,
    Generator,
    Told,
    dated,
    find_generator,
)
from newsdesk.importing.archive.notes import Note
from newsdesk.importing.archive.obsidian import Vault, properties
from newsdesk.importing.archive.options import Options
from newsdesk.importing.archive.reading import Archive
from newsdesk.importing.archive.targets import ArchiveFiles, Beside, OwnAddresses, TakenFile, list_name
from newsdesk.importing.archive.words import moment, names, unique

_HTML_BODY = re.compile(r"<body\b[^>]*>(.*?)</body>", re.IGNORECASE | re.DOTALL)


class ConvertedArticle(NamedTuple):
    """An article or page: its path in the folder of a site, its text, and its files, by their names beside it."""

    path: str
    text: str
    files: Mapping[str, TakenFile]
    #: The source in the archive.
    source: str


class Converted(NamedTuple):
    """An archive as articles and pages of ours, and what a person has to decide."""

    articles: list[ConvertedArticle]
    notes: list[Note]


@dataclass(slots=True)
class _Source:
    """A source on its way: what was read of it, and where it will be."""

    #: Its path in the archive.
    path: str
    #: ``ARTICLE``, ``PAGE`` or ``DRAFT``.
    kind: str
    #: What it says, split.
    head: Head
    #: Its fields as ours.
    fields: Fields
    #: The last part of its new address, as far as nobody else has it.
    slug: str
    #: Where it was read, ``""`` for nobody knows.
    old_address: str
    #: Its place in the folder of the site.
    folder: str = ""
    #: Its new address.
    address: str = ""


def convert_archive(archive: Archive, options: Options) -> Converted:
    """Return the articles of ``archive`` as ours, and what can't be decided."""
    return _Conversion(archive, options).run()


class _Conversion:
    """One conversion: the archive, what is known of all its articles, and the notes."""

    def __init__(self, archive: Archive, options: Options) -> None:
        self._archive, self._options = archive, options
        self._generator: Generator = GENERATORS[options.generator or find_generator(archive.files)]
        settings = archive.settings
        base = options.base_url or f"{settings.get('url') or settings.get('baseurl') or settings.get('SITEURL') or ''}"
        base = base if re.match(r"https?://", base) else ""
        path = str(settings.get("baseurl") or "") if self._generator.name == "jekyll" else ""
        self._base = base.rstrip("/") + path.rstrip("/") if not options.base_url else options.base_url.rstrip("/")
        base_path = path or re.sub(r"^https?://[^/]*", "", self._base)
        self._files = ArchiveFiles(archive.files, self._generator.roots, base_path)
        self._own = OwnAddresses(self._base or f"https://localhost.invalid{base_path}")
        self._categories = {slugify(name): name for name in options.categories}
        self._table = {slugify(old): new for old, new in options.table.items()}
        self._notes: dict[Note, None] = {}
        notes = {path: split_head(text, False).fields for path, text in archive.texts.items() if path.endswith(".md")}
        self._vault = Vault(archive.files, notes) if self._generator.name == "obsidian" else None

    def run(self) -> Converted:
        for path in self._archive.unread:
            self._note("large", path, 0, "")
        sources = [source for path in sorted(self._archive.texts) if (source := self._read(path))]
        self._spell_alike(sources)
        self._place(sources)
        articles = [self._convert(source) for source in sources]
        return Converted(articles, sorted(self._notes))

    def _note(self, kind: str, path: str, line: int, about: str) -> None:
        self._notes.setdefault(Note(kind, path, line, about[:200]))

    def _read(self, path: str) -> _Source | None:
        if not path.endswith(TEXT_SUFFIXES):
            return None
        kind = self._generator.kind(path)
        if kind == NOTHING:
            return None
        text = self._archive.texts[path]
        head = split_head(text, self._generator.pairs)
        html = path.endswith((".html", ".htm"))
        if html and not head.fields:
            return None  # A page of the theme.
        if self._vault is not None:
            head = self._of_vault(path, head)
        if html and (inside := _HTML_BODY.search(head.body)):
            head = head._replace(body=inside[1])
        given = self._inherited(path) | head.fields
        if head.broken:
            self._note("front-matter", path, 1, "")
        fields = map_fields(given, self._options.zone, self._generator.name == "jekyll")
        named = dated(path)
        kind = self._kind(kind, given, fields, bool(named.date))
        if kind == PAGE and not head.body.strip():
            return None  # A list of the old generator.
        fields.draft = fields.draft or kind == DRAFT
        if not fields.date and kind != PAGE:
            fields.date = moment(named.date, self._options.zone) or self._date_of_folders(path)
        if not fields.date and kind != PAGE:
            fields.date = self._archive.files[path].astimezone(self._options.zone)
            fields.draft = True
            self._note("date", path, 0, "")
        self._take_title(path, head, fields, named.rest)
        title_slug = slug_of(fields.values["title"])
        slug = fields.slug or (title_slug if self._generator.name == "pelican" else named.rest)
        told = Told(path, given, fields.values["title"], slug, fields.date, kind == PAGE, self._archive.settings)
        return _Source(path, kind, head, fields, slug_of(slug) or title_slug, self._generator.address(told))

    def _of_vault(self, path: str, head: Head) -> Head:
        """Return a note of Obsidian as others write their sources."""
        assert self._vault is not None
        body, tags = self._vault.as_markdown(head.body, lambda kind, about: self._note(kind, path, 0, about))
        fields = properties(head.fields, PurePosixPath(path).stem)
        if tags:
            fields["tags"] = [*names(fields.get("tags") or []), *tags]
        return head._replace(fields=fields, body=body)

    def _kind(self, kind: str, given: Mapping[str, Any], fields: Fields, date_in_name: bool) -> str:
        """Return what a source is, by what it says of itself where its place leaves that open."""
        layout = str(given.get("layout") or given.get("type") or "").lower()
        if kind == PAGE and (
            date_in_name
            or fields.date
            or layout.startswith("post")
            or {"post", "posts"} & {each.lower() for each in fields.tags}
        ):
            kind = PAGE if layout == "page" else ARTICLE
        elif kind == ARTICLE and layout == "page" and not fields.date:
            kind = PAGE
        if self._generator.name == "eleventy":  # The names of its collections.
            fields.tags = [each for each in fields.tags if each.lower() not in {"post", "posts", "all", "nav", "page"}]
        return kind

    def _inherited(self, path: str) -> dict[str, Any]:
        """Return the fields that Eleventy's data files give to a source: those of the folders above it, then its own."""
        found: dict[str, Any] = {}
        pure = PurePosixPath(path)
        places = [f"{above}/{above.name}" for above in reversed(pure.parents) if above.name]
        for place in [*places, pure.with_suffix("").as_posix()]:
            for ending in (".json", ".11tydata.json"):
                with suppress(ValueError, RecursionError):
                    loaded = json.loads(self._archive.texts.get(f"{place}{ending}", ""))
                    found |= (
                        {str(name).lower(): value for name, value in loaded.items()} if isinstance(loaded, dict) else {}
                    )
        return {name: value for name, value in found.items() if isinstance(value, str | list | dict)}

    def _date_of_folders(self, path: str) -> datetime | None:
        found = re.search(r"(?:^|/)(\d{4})/(\d{1,2})(?:/(\d{1,2}))?/", path)
        return moment(f"{found[1]}-{found[2]}-{found[3] or 1}", self._options.zone) if found else None

    def _take_title(self, path: str, head: Head, fields: Fields, name: str) -> None:
        if fields.values.get("title"):
            return
        heading = re.search(
            r"^[ ]{0,3}#[ \t]+(.+?)[ \t#]*$|^(\S[^\n]*)\n=+[ \t]*$|<h1\b[^>]*>(.*?)</h1>",
            head.body,
            re.MULTILINE | re.DOTALL,
        )
        title = next(filter(None, heading.groups()), "") if heading else ""
        fields.values["title"] = " ".join(re.sub(r"<[^>]*>|[*_`]", "", title).split())
        if not fields.values["title"]:
            fields.values["title"] = name.replace("-", " ").replace("_", " ").strip().capitalize() or "…"
            self._note("title", path, 0, "")

    def _spell_alike(self, sources: list[_Source]) -> None:
        """Write each tag and author in one way: the one that is used most, as two ways would share an address."""
        _spell_alike([source.fields.tags for source in sources], [source.fields.categories for source in sources])
        _spell_alike([source.fields.authors for source in sources], [])

    def _place(self, sources: list[_Source]) -> None:
        """Give every source its folder and address, and let its old ones lead there."""
        articles, pages = self._options.folders
        taken: set[str] = set()
        oldest_first = sorted(sources, key=lambda each: (each.fields.date is None, str(each.fields.date), each.path))
        for source in oldest_first:
            page, date = source.kind == PAGE, source.fields.date
            above = pages if page or date is None else f"{articles}/{date:%Y}/{date:%m}"
            number = 1
            while (place := f"{above}/{source.slug}" if number == 1 else f"{above}/{source.slug}-{number}") in taken:
                number += 1
            taken.add(place)
            source.folder = place
            slug = place.rpartition("/")[2]
            source.address = f"/{slug}/" if page or date is None else self._options.addresses.article(date, slug)
        claimed: dict[str, str] = {}
        addresses = {source.address for source in sources}
        for source in oldest_first:
            wanted = [source.old_address, *source.fields.aliases]
            kept, refused = usable_aliases([each for each in wanted if each and each not in addresses], source.address)
            for alias in refused:
                self._note("address", source.path, 1, alias)
            source.fields.aliases = []
            for alias in kept:
                if (key := alias.rstrip("/").removesuffix("/index.html")) in claimed:
                    self._note("twice", source.path, 1, f"{alias} ({claimed[key]})")
                    continue
                claimed[key] = source.path
                source.fields.aliases.append(alias)
            source.fields.slug = ""
            stem = PurePosixPath(source.path).with_suffix("").as_posix()
            for called in (
                *wanted,
                source.address,
                source.path,
                stem,
                source.path.removeprefix("content/"),
                PurePosixPath(stem).name,
            ):
                self._own.add(called, source.address)
            for prefix in ("_posts/", "content/", "src/"):
                if prefix in source.path:
                    self._own.add(source.path.partition(prefix)[2], source.address)

    def _convert(self, source: _Source) -> ConvertedArticle:
        fields, body = source.fields, source.head.body
        beside = Beside(self._archive.kind_of if self._options.fix else lambda path: "")
        text = self._archive.texts[source.path]

        def tell(kind: str, about: str) -> None:
            needle = about.partition("\n")[0]
            place = text.find(needle) if needle else -1
            self._note(kind, source.path, text.count("\n", 0, place) + 1 if place >= 0 else 0, about)

        lead = self._lead(source, beside, tell) if fields.lead else ""
        for name, words in fields.left_out:
            self._note("field", source.path, 1, name if len(words) > 60 else f"{name}: {words}")
        category = self._category(source)
        values = {f"{each}.title": fields.values["title"] for each in ("page", ".page", "site")} | {
            "title": fields.values["title"]
        }
        around = Surroundings(
            title=fields.values["title"],
            commonmark=self._generator.commonmark,
            picture=lambda written: self._picture(written, source, beside, tell),
            link=lambda written: self._link(written, source, beside, tell),
            find_address=lambda name: self._own.find(name, source.path),
            values=values,
            tell=tell,
        )
        if self._options.fix:
            converted = convert_body(body, around)
        else:
            converted = rewrite_addresses(
                body, around._replace(picture=lambda written: around.picture(written) or written)
            )
        for name in beside.moving:
            self._note("moving", source.path, 0, beside.files[name].path)
        page = source.kind == PAGE
        path = f"{source.folder}.md" if page and not beside.files else f"{source.folder}/index.md"
        return ConvertedArticle(
            path,
            f"{format_fields(fields, category, lead, beside.moving, page)}\n{converted}",
            beside.files,
            source.path,
        )

    def _lead(self, source: _Source, beside: Beside, tell: Callable[[str, str], None]) -> str:
        path = self._files.find(self._own.own_path(source.fields.lead) or "", source.path)
        if path:
            return beside.name(path)
        tell("remote" if re.match(r"(?:https?:)?//", source.fields.lead) else "missing", source.fields.lead)
        return ""

    def _category(self, source: _Source) -> str:
        fields = source.fields
        for old in fields.categories:
            found = self._table.get(slugify(old)) or self._categories.get(slugify(old))
            if found:
                fields.tags += [
                    each for each in fields.categories if each != old and slugify(each) not in map(slugify, fields.tags)
                ]
                return found
        if source.kind != PAGE:
            for old in fields.categories:
                self._note("category", source.path, 1, old)
        fields.tags += [
            each for each in fields.categories if slugify(each) and slugify(each) not in map(slugify, fields.tags)
        ]
        return self._options.categories[0]

    def _picture(self, written: str, source: _Source, beside: Beside, tell: Callable[[str, str], None]) -> str:
        if written.startswith("data:"):
            return written
        own = self._own.own_path(written)
        if own is None:
            tell("remote", written)
            return ""
        path = self._files.find(own, source.path)
        if path:
            return beside.name(path)
        tell("missing", written)
        if re.match(r"https?:", written):
            return ""
        return PurePosixPath(own.partition("?")[0]).name or own

    def _link(self, written: str, source: _Source, beside: Beside, tell: Callable[[str, str], None]) -> str:
        if written.startswith(("#", "mailto:", "tel:")) or not written:
            return written
        if re.match(r"www\.[\w-]+\.", written):
            return f"https://{written}"
        own = self._own.own_path(written)
        if own is None:
            return written
        mark, name = list_name(own)
        if mark:
            return self._list_address(mark, name, tell)
        if address := self._own.find(own, source.path):
            return address
        if path := self._files.find(own, source.path):
            if path.endswith(TEXT_SUFFIXES):
                tell("dead-link", written)
                return own
            return url_quote(beside.name(path))
        if own.partition("#")[0].partition("?")[0] in {"", "/", "/index.html"}:
            return "/" + (f"#{own.partition('#')[2]}" if "#" in own else "")
        if address := self._old_list(own):
            return address
        tell("dead-link", written)
        return own if own.startswith("/") or not re.match(r"https?:", written) else written

    def _list_address(self, mark: str, name: str, tell: Callable[[str, str], None]) -> str:
        addresses = self._options.addresses
        if mark == "tag":
            return addresses.tag(slugify(name))
        if mark == "author":
            return addresses.author(slugify(name))
        found = self._table.get(slugify(name)) or self._categories.get(slugify(name))
        if mark == "category" and not found:
            tell("dead-link", f"{{category}}{name}")
        return addresses.section(slugify(found or name)) if mark == "category" else "/"

    def _old_list(self, own: str) -> str:
        """Return the address of ours for that of a list of the old generator, ``""`` where there is no such list."""
        found = re.fullmatch(
            r"/(?:tags?|categor(?:y|ies)|chuyen-muc|the)(?:/|/#|#)([^/?#]+)(?:\.html|/index\.html|/)?",
            own,
            re.IGNORECASE,
        )
        if not found:
            return (
                "/"
                if re.fullmatch(r"/(?:blog|posts?|news|archives?|page/\d+)/?(?:index\.html)?", own, re.IGNORECASE)
                else ""
            )
        name = self._table.get(slugify(found[1])) or self._categories.get(slugify(found[1]))
        return self._options.addresses.section(slugify(name)) if name else ""


def _spell_alike(lists: list[list[str]], others: list[list[str]]) -> None:
    """Write the names in ``lists`` that share an address in one way, the one most used in them and in ``others``."""
    best: dict[str, str] = {}
    for name, _ in Counter(name for listed in (*lists, *others) for name in listed).most_common():
        best.setdefault(slugify(name), name)
    for listed in (*lists, *others):
        listed[:] = unique(best[slugify(name)] for name in listed if slugify(name))
