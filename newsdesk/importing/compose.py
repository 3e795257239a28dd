"""From a document to a draft of an article: what a reader found and what its structure tells, in the form of a site. Writes nothing."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from ban_tin.articles.captions.alternatives import says_nothing
from ban_tin.articles.comments import format_comments
from ban_tin.articles.comments.file import NAME as COMMENTS
from ban_tin.articles.front_matter.aliases import read_aliases
from ban_tin.articles.front_matter.fields import FIELDS
from ban_tin.articles.front_matter.values import UnusableValueError, read_value
from ban_tin.language.vietnamese import fold, slugify
from ban_tin.site.facts import SiteFacts
from ban_tin.source_files.opening import TEXT_LIMIT
from newsdesk.importing.attaching import attach
from newsdesk.importing.draft import Draft
from newsdesk.importing.front_matter import format_front_matter
from newsdesk.importing.limits import LIMITS
from newsdesk.importing.markdown import Names, write_document
from newsdesk.importing.pictures import TakenPicture, UnusablePictureError, take_in
from newsdesk.importing.pictures.naming import PictureNames, shown_pictures
from newsdesk.importing.pictures.originals import match_photos
from newsdesk.importing.source_document import LIKELY, SURE, Doubt, Found, LeftOut, RefusedSourceError, SourceDocument
from newsdesk.importing.structure import Structured, structure
from newsdesk.importing.structure.article import SPECIAL
from newsdesk.importing.structure.blocks import Blocks, Figure, Flow
from newsdesk.importing.structure.inline import Picture
from newsdesk.importing.structure.sentence_case import as_sentence
from newsdesk.importing.structure.values import shortened

#: Where articles lie whose date nobody knows, below the folder of articles, by the language of the site.
UNDATED = {"vi": "chua-co-ngay", "en": "undated"}
NAMELESS = {"vi": "bai-nhap-khau", "en": "imported-article"}
#: Letters of the text, with its marks, in which names are looked for.
_PROSE_MOST = 100_000
_TAG = re.compile(r"<[^>]*>")
_ADDRESS = re.compile(r"(?:https?://[^\s]+|mailto:[^\s]+|tel:[^\s]+|\{filename\}[^\s]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ComposeOptions:
    """What the person who imports says."""

    #: The category of the site, by its name; ``""`` where none was named.
    category: str = ""
    #: Whether what the source calls published becomes a draft too.
    draft: bool = True
    #: Photos that came along with the document as files.
    photos: tuple[Path, ...] = ()
    #: Takes a picture in; another one than ``take_in`` may only look at it.
    take: Callable[[bytes | Path], TakenPicture] = take_in
    #: Returns what to write for an address in the text, None where it is none that this knows of.
    find_address: Callable[[str], str | None] = lambda address: None


def compose(document: SourceDocument, facts: SiteFacts, options: ComposeOptions = ComposeOptions()) -> Draft:
    """Return ``document`` as a draft for the site with ``facts``. Raises ``RefusedSourceError`` for a text that no build would read."""
    return _Composer(*_with_photos(document, options.photos), facts, options).compose()


def _with_photos(document: SourceDocument, photos: tuple[Path, ...]) -> tuple[SourceDocument, Blocks]:
    """Return ``document`` with the originals of its pictures in their places, and figures of the other ``photos``."""
    if not photos:
        return document, ()
    matched = match_photos(document.pictures, photos)
    others = {f"photo:{photo.name}": photo for photo in matched.others}
    doubts = list(document.doubts)
    if matched.originals:
        doubts.append(Doubt("photo-original", ", ".join(photo.name for photo in matched.originals), ""))
    if others:
        doubts.append(Doubt("photos-added", ", ".join(photo.name for photo in matched.others), ""))
    whole = replace(document, pictures=matched.pictures | others, doubts=tuple(doubts))
    return whole, tuple(Figure((Picture(key),)) for key in others)


class _Composer:
    """Makes one draft; keeps what has to be told."""

    def __init__(self, document: SourceDocument, added: Blocks, facts: SiteFacts, options: ComposeOptions) -> None:
        self.document, self.added, self.facts, self.options = document, added, facts, options
        self.left_out: list[LeftOut] = list(document.left_out)
        self.doubts: list[Doubt] = list(document.doubts)
        self.files: dict[str, bytes | Path] = {}

    def compose(self) -> Draft:
        parts = structure(self.document)
        parts = replace(parts, flow=Flow((*parts.flow.blocks, *self.added), parts.flow.notes))
        self.left_out += parts.left_out
        self.doubts += (
            doubt
            for doubt in parts.doubts
            if (doubt.kind, doubt.where) not in {(each.kind, each.where) for each in self.doubts}
        )
        fields = {name: found for name, found in parts.fields.items() if name not in SPECIAL}
        title = self._title(fields)
        page = self.document.is_page
        self._category(fields, parts.fields.get("role"))
        names, flow = self._pictures(parts, fields, str(title.value))
        self._comments()
        attachments = attach(self.document.attachments, self.document.attachment_titles, self.files, self.left_out)
        body = write_document(
            flow,
            replace(
                names, link=self._link(set(self.document.attachments), {each.source: each.file for each in attachments})
            ),
        )
        fields = self._usable(fields)
        if self._is_draft(parts.fields, fields):
            fields["status"] = Found("draft", SURE, "", "")
        missing = self._missing(fields)
        head = format_front_matter(
            fields, [each.line for each in attachments], missing, self.document.digest, self.document.name
        )
        text = f"{head}\n{body}" if body else head
        if len(text.encode()) > TEXT_LIMIT:
            # No build would read it.
            raise RefusedSourceError(
                "too-large", f"{len(text.encode()) // 1_000_000} MB > {TEXT_LIMIT // 1_000_000} MB"
            )
        return Draft(
            self.document.name,
            self.document.digest,
            str(title.value),
            self._folder(fields),
            self._slug(fields, str(title.value)),
            text,
            page,
            self.files,
            fields,
            parts.taken,
            tuple(self.left_out),
            tuple(self.doubts),
            {name: found for name, found in parts.fields.items() if name in SPECIAL},
        )

    def _title(self, fields: dict[str, Found]) -> Found:
        found = fields.get("title")
        if found is None or not str(found.value).strip():
            name = PurePosixPath(self.document.name.replace("\\", "/")).stem.strip(" ._-") or self.document.name
            found = Found(" ".join(name.replace("_", " ").split()), LIKELY, "", self.document.name)
            self.doubts.append(Doubt("title-guessed", str(found.value), ""))
        title = " ".join(str(found.value).split())
        most = FIELDS["title"].most
        if len(title) > most:
            self.left_out.append(LeftOut("field-long", title, found.where))
            title = shortened(title, most - 1)
        if title.isupper() and title.count(" ") >= 3:
            self.doubts.append(Doubt("title-capitals", f"title: “{as_sentence(title, self._prose())}”", found.where))
        fields["title"] = replace(found, value=title)
        return fields["title"]

    def _prose(self) -> str:
        """Return the words of the text, to see how it writes names."""
        return " ".join(_TAG.sub(" ", self.document.flow[:_PROSE_MOST]).split())

    def _is_draft(self, given: Mapping[str, Found], fields: Mapping[str, Found]) -> bool:
        """Return whether it is a draft: unless its source says that it is published, the person who imports agrees, and nothing is missing."""
        published = "status" in given and given["status"].value == "published" and not self.options.draft
        return not published or not (self.document.is_page or {"date", "category"} <= fields.keys())

    def _category(self, fields: dict[str, Found], role: Found | None) -> None:
        """Find the category among those of the site; a name that there is not becomes a tag, and is told."""
        if self.options.category:
            given = fields.get("category")
            if given is not None and fold(str(given.value)) != fold(self.options.category):
                self._tag(fields, given)
            fields["category"] = Found(self.options.category, SURE, "--category", self.options.category)
            return
        found = fields.pop("category", None)
        if found is None and role is not None:
            section = next((each.name for each in self.facts.categories if each.role == role.value), "")
            if section:
                fields["category"] = replace(role, value=section)
        if found is None:
            return
        known = {fold(each.name): each.name for each in self.facts.categories} | {
            each.slug: each.name for each in self.facts.categories
        }
        name = known.get(fold(str(found.value))) or known.get(slugify(str(found.value)))
        if name:
            fields["category"] = replace(found, value=name)
            return
        self._tag(fields, found)
        self.doubts.append(Doubt("category-unknown", str(found.value), found.where))

    def _tag(self, fields: dict[str, Found], found: Found) -> None:
        before = fields.get("tags")
        tags = before.value if before and isinstance(before.value, tuple) else ()
        if slugify(str(found.value)) and fold(str(found.value)) not in set(map(fold, tags)):
            fields["tags"] = Found((*tags, str(found.value)), LIKELY, found.where, found.quote)

    def _pictures(self, parts: Structured, fields: dict[str, Found], title: str) -> tuple[Names, Flow]:
        """Take in the pictures that are shown, and give them names; return these with the flow as it is to be written."""
        names = PictureNames(title, NAMELESS[self.facts.language])
        taken: dict[str, TakenPicture] = {}
        chosen: dict[str, str] = {}
        shown = list(shown_pictures(parts.flow))
        lead = parts.fields.get("lead")
        if lead is not None:
            shown.insert(
                0, (str(lead.value), str(fields["lead_caption"].value) if "lead_caption" in fields else "", lead.where)
            )
        for src, words, where in shown:
            if src in chosen or src in taken:
                continue
            picture = self._taken(src, where, len(taken))
            if picture is None:
                chosen[src] = ""
                continue
            taken[src] = picture
            name = names.name(picture.digest, words, picture.suffix)
            chosen[src] = name
            self.files[name] = picture.content
        if lead is not None:
            name = chosen.get(str(lead.value), "")
            if name:
                fields["lead"] = Found(name, lead.grade, lead.where, lead.quote)
            else:
                for field in ("lead_alt", "lead_caption", "lead_credit", "lead_focus"):
                    if gone := fields.pop(field, None):
                        self.left_out.append(LeftOut("missing-picture", str(gone.value), gone.where))
        flow, slots = names.fill_slots(parts.flow, lambda src: bool(chosen.get(src)))
        for name, caption, where in slots:
            chosen[name] = name
            self.doubts.append(Doubt("caption-slot", f"{name} – “{shortened(caption)}”", where))
        flow = names.with_alternatives(
            flow, lambda alt, src: "" if says_nothing(alt, src) or fold(alt) == fold(title) else alt
        )
        return Names(chosen), flow

    def _comments(self) -> None:
        """Keep what readers wrote beside the article, where the site shows such; else tell it."""
        comments = self.document.comments
        if comments and self.facts.readers.comments and not self.document.is_page:
            self.files[COMMENTS] = format_comments(comments).encode()
            return
        for each in comments:
            words = " ".join(filter(None, (each.name, f"{each.received:%d/%m/%Y %H:%M}", each.text)))
            self.left_out.append(LeftOut("reader-comment", words, ""))

    def _taken(self, src: str, where: str, before: int) -> TakenPicture | None:
        source = self.document.pictures.get(src)
        if source is None:
            kind = "external-picture" if "://" in src or src.startswith("//") else "missing-picture"
            self.left_out.append(LeftOut(kind, src, where))
            return None
        if before >= LIMITS.pictures:
            self.left_out.append(LeftOut("picture-refused", f"{src}: > {LIMITS.pictures}", where))
            return None
        try:
            picture = self.options.take(source)
        except UnusablePictureError as error:
            self.left_out.append(LeftOut(error.kind, f"{src}: {error.about}", where))
            return None
        if picture.shrunk:
            self.doubts.append(Doubt("picture-shrunk", f"{src}, {picture.shrunk}", where))
        if picture.converted:
            self.doubts.append(Doubt("picture-converted", f"{src}, {picture.converted}", where))
        return picture

    def _link(self, attached: set[str], names: Mapping[str, str]) -> Callable[[str], str]:
        def link(address: str) -> str:
            if (known := self.options.find_address(address)) is not None:
                return known
            if address in attached:
                return names.get(address, "")
            if _ADDRESS.fullmatch(address):
                return address
            if address and not address.startswith("#"):
                self.left_out.append(LeftOut("link-local", address, ""))
            return ""

        return link

    def _usable(self, fields: Mapping[str, Found]) -> dict[str, Found]:
        """Return the ``fields`` that an article can have; the words of others are left out, and told."""
        zone = ZoneInfo(self.facts.time_zone)
        usable: dict[str, Found] = {}
        for name, found in fields.items():
            known = FIELDS.get(name)
            values = found.value if isinstance(found.value, tuple) else (found.value,)
            if known is not None and self.document.is_page and name in {"date", "category"}:
                continue  # Of a page nobody asks when and where.
            if known is None or not (known.pages if self.document.is_page else known.articles):
                self.left_out.append(LeftOut("field-unknown", f"{name}: {', '.join(values)}", found.where))
                continue
            if name == "aliases":
                kept = tuple(each for each in values if read_aliases([each])[0])
                self.left_out += (
                    LeftOut("field-unknown", f"aliases: {each}", found.where) for each in values if each not in kept
                )
                if kept:
                    usable[name] = replace(found, value=kept)
                continue
            try:
                read_value(name, list(found.value) if isinstance(found.value, tuple) else found.value, zone)
            except UnusableValueError:
                self.left_out.append(LeftOut("field-unknown", f"{name}: {', '.join(values)}", found.where))
                continue
            if any(len(each) > known.most for each in values):
                self.left_out.append(LeftOut("field-long", f"{name}: {', '.join(values)}", found.where))
                continue
            usable[name] = found
        return usable

    def _missing(self, fields: Mapping[str, Found]) -> dict[str, str]:
        """Return what an article needs and that was not found, with what stands in its place, as a remark."""
        gettext = self.facts.translation().gettext
        missing: dict[str, str] = {}
        if self.document.is_page:
            return missing
        if "date" not in fields:
            self.doubts.append(Doubt("date-missing", "2026-11-20 08:00", ""))
            missing["date"] = gettext("2026-11-20 08:00 (no date was found)")
        if "category" not in fields:
            missing["category"] = ", ".join(each.name for each in self.facts.categories)
        for name in self.document.to_fill:
            if name not in fields:
                example = FIELDS[name].example.partition(": ")[2]
                missing[name] = gettext("(to be filled in, such as {example})").format(example=example)
        return missing

    def _folder(self, fields: Mapping[str, Found]) -> str:
        if self.document.is_page:
            return ""
        if "date" not in fields:
            return UNDATED[self.facts.language]
        moment: datetime = read_value("date", fields["date"].value, ZoneInfo(self.facts.time_zone))
        return f"{moment:%Y}/{moment:%m}"

    def _slug(self, fields: Mapping[str, Found], title: str) -> str:
        given = fields.get("slug")
        return str(given.value) if given else slugify(title) or NAMELESS[self.facts.language]
