"""Reading one source file: front matter checked, body converted, everything beside it looked at."""

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

from markupsafe import Markup

from ban_tin.articles.attachments import UncountablePagesError, count_pages, inspect_file
from ban_tin.articles.body import (
    Body,
    BodyConverter,
    SourceContext,
    check_photos,
    find_beside,
    offered_file,
    report_missing,
)
from ban_tin.articles.captions import LeadWords, read_lead, shown_credit
from ban_tin.articles.comments.beside import read_comments
from ban_tin.articles.folders import real_folders
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import FIELDS, AttachedFile, FrontMatter
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.articles.legacy import report_legacy
from ban_tin.articles.nothing_lost import check_shown_fields
from ban_tin.articles.own_links import find_own_links
from ban_tin.articles.placed import check_folder, check_name, report_category, slug_of
from ban_tin.articles.shown_fields import shown_fields
from ban_tin.articles.source import FoundFile, ReadSource, ShownPhoto, SourceEntry, WrittenLink, listed_document
from ban_tin.articles.unfinished import fill_in, held_back, missing_files_allowed
from ban_tin.findings.report import Findings
from ban_tin.language.vietnamese import format_datetime, nfc, slugify
from ban_tin.photos.focus import focus_classes
from ban_tin.photos.plan import Photo
from ban_tin.photos.store import PhotoStore
from ban_tin.site.facts import SiteFacts
from ban_tin.source_files import UnusableFileError, clean_text, read_text, unreadable_because
from ban_tin.views import Attachment, Document, Figure, NewsArticle, SourcePage, Term

#: A summary taken from the text is cut at this many characters, at a word.
SUMMARY_LENGTH = 220


class SourceReader:
    """Reads the articles and pages below the folder ``content``; those in one of ``page_folders`` are pages."""

    def __init__(self, content: Path, page_folders: Iterable[str], site: SiteFacts, store: PhotoStore) -> None:
        self._given = content
        self._content = content.resolve()
        self._real_folder = real_folders()
        self._shown = content.name
        self._page_folders = frozenset(page_folders)
        self._site = site
        self._store = store
        self._zone = ZoneInfo(site.time_zone)
        self._categories = tuple(category.name for category in site.categories)
        self._credit_label = site.translation().gettext("Photo:")
        self._converters: dict[str, BodyConverter] = {}

    def converter(self, lang: str) -> BodyConverter:
        """Return what converts bodies in ``lang``, and says what it adds in that language; ``""`` for the site's."""
        if lang not in self._converters:
            gettext = self._site.translation(lang).gettext
            self._converters[lang] = BodyConverter(
                self._store,
                table_label=gettext("Table"),
                table_hint=gettext("Scroll sideways for the rest of the table"),
                footnote_label=gettext("Back to footnote {} in the text"),
                credit_label=gettext("Photo:"),
                enlarge_label=gettext("View larger"),
                addresses=self._site.addresses,
            )
        return self._converters[lang]

    def read(self, file: Path, until: datetime | None, findings: Findings) -> ReadSource | None:
        """Return what ``file`` says, or None with a finding when it can't be read.

        Not public yet means not read to the end: no byte of a draft, or of what is dated after ``until``, goes any further.
        Without ``until`` everything is read. A file of the content that can't be read is a finding, whichever it is.
        """
        try:
            return self._read(file, until, findings)
        except OSError as error:
            place = self._shown_path(error.filename)
            if not place:
                raise  # Of a disk that is full, or a cache.
            findings.add("unreadable", place, reason=unreadable_because(error))
        return None

    def _shown_path(self, path: object) -> str:
        """Return how findings call a file or folder of the content, ``""`` for what lies elsewhere."""
        for folder in (self._given, self._content):
            if isinstance(path, str | Path) and Path(path).is_relative_to(folder):
                return nfc(f"{self._shown}/{Path(path).relative_to(folder).as_posix()}")
        return ""

    def _read(self, file: Path, until: datetime | None, findings: Findings) -> ReadSource | None:
        folder = self._real_folder(str(file.parent))
        real = Path(os.path.realpath(file)) if file.is_symlink() else Path(folder, file.name)
        if not real.is_relative_to(self._content):
            findings.add("source-outside", self._as_given(file), folder=self._shown)
            return None
        relative = real.relative_to(self._content)
        path = nfc(f"{self._shown}/{relative.as_posix()}")
        page = relative.parts[0] in self._page_folders
        try:
            written = read_text(file, people=True)
            report_legacy(written, path, findings)
            text = clean_text(written, path, findings, line_break="\v")
        except FileNotFoundError:
            return None  # Deleted a moment ago.
        except UnusableFileError as error:
            findings.add(error.kind, self._as_given(file), 0, **error.values)
            return None
        source = parse_source(text, path, findings)
        front = check_fields(source, path, self._zone, page, findings) if source else None
        if source is None:
            return None
        if front is None:
            # All that is wrong is told at once.
            place = SourceContext(path, file.parent, "/", text, findings)
            place.real_folder = Path(folder)
            self.converter("").convert(source.body, place, "")
            return None
        front = fill_in(front, self._site, self._zone) if until is None and not page else front
        slug = front.slug or slug_of(relative)
        url = f"/{slug}/" if page or front.date is None else self._site.addresses.article(front.date, slug)
        reason = held_back(front, until)
        if reason:
            # Nothing else would say that it is not on the site.
            line = front.line("status" if reason == "draft" else "date")
            values = {} if front.date is None or reason == "draft" else {"date": format_datetime(front.date, "vi")}
            findings.add(reason, path, line, **values)
            return ReadSource(_entry(path, page, front, reason)._replace(url=url), None, ())
        unknown = not page and front.category not in self._categories
        if unknown:
            report_category(front, path, self._categories, findings)
            # As above: in any section, for what is wrong with the rest.
            front = replace(front, category=self._categories[0])
        if not slug:  # A folder named in Chinese, or with signs alone.
            findings.add("field-missing", path, 1, field="slug", example=FIELDS["slug"].example)
            return None
        if not page:
            check_folder(front, relative, path, findings)
        check_name(front, relative, path, url, findings)
        place = SourceContext(path, file.parent, url, text, findings)
        place.real_folder = Path(folder)  # Known already.
        with missing_files_allowed(findings, front.status == "draft"):
            read = self._whole(front, source.body, place, page)
        return None if unknown else read

    def _as_given(self, file: Path) -> str:
        """Return the path of ``file`` as findings show it, links not followed."""
        return nfc(f"{self._shown}/{os.path.relpath(file, self._given)}")

    def _whole(self, front: FrontMatter, text: str, place: SourceContext, page: bool) -> ReadSource:
        converter = self.converter(front.lang)
        body = Body("", "", (), (), ()) if front.withdrawn else converter.convert(text, place, front.credit)
        photo = converter.photo(front.lead, place) if front.lead and not front.withdrawn else None
        figures = [Figure(photo, front.lead_alt, front.lead_caption, "")] if photo else []
        check_photos([*figures, *body.figures], body.photos, front.consent, place, body.meant_small)
        files = dict(body.files)
        attachments = () if front.withdrawn else self._attachments(front, place, files)
        content = self._page(front, body, place, attachments) if page else None
        news = None if page else self._article(front, body, photo, place, attachments)

        def report(kind: str, *, field: str, text: str, plain: str) -> None:
            place.findings.add(kind, place.path, front.line(field), field=field, text=text, plain=plain)

        check_shown_fields(shown_fields(front, news.lead if news else None), report)
        photos = [*body.photos, *([photo] if photo else [])]
        links = _written_links(body.links, place)
        if front.replaced_by.startswith("/"):
            links = (WrittenLink(front.replaced_by, front.line("replaced_by")), *links)
        entry = _entry(place.path, page, front, "")._replace(
            url=place.url,
            illustrated=news is not None and bool(news.lead or news.figures),
            document=listed_document(news.document) if news and news.document else None,
            sharing_image=news.sharing_image if news else "",
            own_links=tuple(WrittenLink(link, _line_of(link, place)) for link in find_own_links(body.html)),
            links=links,
            media=_written_links(body.media, place),
            photos=tuple(dict.fromkeys(_shown_photo(each) for each in photos)),
            files=tuple(sorted((url, str(path)) for url, path in files.items())),
        )
        answered = self._site.readers.comments and not page and not front.withdrawn
        comments = read_comments(place, self._zone) if answered else ()
        looked_up = tuple(FoundFile(str(asked), str(found or "")) for asked, found in place.looked_up.items())
        return ReadSource(entry, content or news, looked_up, comments)

    def _article(
        self,
        front: FrontMatter,
        body: Body,
        photo: Photo | None,
        place: SourceContext,
        attachments: tuple[Attachment, ...],
    ) -> NewsArticle:
        assert front.date is not None
        lead = None
        if photo is not None:
            given = LeadWords(front.lead_alt, front.lead_caption, front.lead_credit)

            def report(kind: str, field: str, **values: str) -> None:
                place.findings.add(kind, place.path, front.line(field), **values)

            words = read_lead(given, front.lead, front.credit, report)
            lead = Figure(photo, words.alt, words.caption, shown_credit(words.credit, self._credit_label))
        shown = lead or next(iter(body.figures), None)
        addresses = self._site.addresses
        return NewsArticle(
            url=place.url,
            source_path=place.path,
            title=front.title,
            date=front.date,
            category=self._site.category(front.category),
            tags=tuple(Term(name, slugify(name), addresses.tag(slugify(name))) for name in front.tags),
            authors=tuple(Term(name, slugify(name), addresses.author(slugify(name))) for name in front.authors),
            office=front.office,
            source=front.source,
            source_url=front.source_url,
            credit=shown_credit(front.credit, self._credit_label),
            standfirst=front.summary,
            summary=front.summary or _shorten(body.opening),
            # The only place where HTML is trusted: it is what the allow-list published.
            body=Markup(body.html),  # noqa: S704
            lead=lead,
            figures=body.figures,
            attachments=attachments,
            document=self._document(front),
            pinned_until=front.pinned_until,
            expires=front.expires,
            updated=front.updated,
            updated_note=front.updated_note,
            withdrawn=front.withdrawn,
            sharing_image=addresses.sharing_photo(shown.photo.base_url)
            if shown
            else addresses.sharing_picture(place.url),
            focus=focus_classes(front.lead_focus),
            contents=body.contents,
        )

    def _document(self, front: FrontMatter) -> Document | None:
        if not (front.document_number or front.document_type):
            return None
        return Document(
            front.document_number,
            front.document_abstract or front.title,
            front.document_type,
            front.document_issuer or self._site.department.short_name,
            front.document_signer,
            front.document_issued or front.date,
            front.document_effective,
        )

    def _page(
        self, front: FrontMatter, body: Body, place: SourceContext, attachments: tuple[Attachment, ...]
    ) -> SourcePage:
        return SourcePage(
            url=place.url,
            source_path=place.path,
            template=front.template or "page",
            lang=front.lang or self._site.language,
            title=front.title,
            summary=front.summary,
            body=Markup(body.html),  # noqa: S704 - as in ``_article``
            attachments=attachments,
            updated=front.updated,
            updated_note=front.updated_note,
        )

    def _attachments(self, front: FrontMatter, place: SourceContext, files: dict[str, Path]) -> tuple[Attachment, ...]:
        """Return the files offered under the text, and add them to ``files``, which holds those linked in the text."""
        attached = []
        for given in front.attachments:
            path = find_beside(place, given.file)
            line = place.line_of(given.file) or front.line("attachments")
            if path is None:
                report_missing(place, given.file, given.file, line)
                continue
            report = partial(place.findings.add, path=place.path, line=line)
            public = offered_file(path, given.file, self._store, report)
            if public is not None:
                url = place.url + quote(given.file)
                files[url] = public
                attached.append(inspect_file(public, path.name, url, given.title, _pages(given, path, place, line)))
        return tuple(attached)


def _entry(path: str, page: bool, front: FrontMatter, held_back: str) -> SourceEntry:
    return SourceEntry(
        path=path,
        page=page,
        held_back=held_back,
        draft=front.status == "draft",
        date=front.date,
        url="",
        title=front.title,
        changed=front.updated or front.date,
        category=front.category,
        tags=front.tags,
        authors=front.authors,
        pinned_until=front.pinned_until,
        expires=front.expires,
        withdrawn=bool(front.withdrawn),
        illustrated=False,
        document=None,
        replaced_by=front.replaced_by,
        sharing_image="",
        aliases=front.aliases,
        own_links=(),
        links=(),
        media=(),
        photos=(),
        files=(),
        lines=tuple((name, line) for name, line in front.lines.items() if name in _LINES_KEPT),
    )


#: The fields that findings about the whole site point to.
_LINES_KEPT = {"tags", "tag", "author", "authors", "pinned_until", "replaced_by"}


def _shown_photo(photo: Photo) -> ShownPhoto:
    renditions = " ".join(each.file for each in photo.encoded.renditions)
    return ShownPhoto(photo.base_url, photo.digest, renditions, photo.source if photo.sketched else "")


def _line_of(own_link: str, place: SourceContext) -> int:
    return place.line_of(unquote(urlsplit(own_link).path), place.body_start)


def _written_links(links: Iterable[str], place: SourceContext) -> tuple[WrittenLink, ...]:
    return tuple(
        WrittenLink(str(link), place.line_of(link, place.body_start, getattr(link, "use", 0))) for link in links
    )


def _pages(given: AttachedFile, path: Path, place: SourceContext, line: int) -> int:
    try:
        return count_pages(path)
    except UncountablePagesError as error:
        place.findings.add("attachment-unreadable", place.path, line, file=given.file, reason=str(error))
        return 0


def _shorten(text: str) -> str:
    """Return the first words of ``text``, at most ``SUMMARY_LENGTH`` characters, with an ellipsis when cut."""
    if len(text) <= SUMMARY_LENGTH:
        return text
    return text[:SUMMARY_LENGTH].rsplit(" ", 1)[0].rstrip(",;:–- ") + "…"
