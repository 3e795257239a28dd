"""Pelican's reader for ``.md`` files: front matter checked, body converted, every problem a finding."""

from datetime import datetime
from pathlib import Path
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from pelican.readers import BaseReader

from plugins.addresses import article_address
from plugins.article_body import Body, BodyConverter, Place, check_photos
from plugins.findings import Findings
from plugins.front_matter.check import check_fields
from plugins.front_matter.fields import SLUG, FrontMatter
from plugins.front_matter.parse import parse_source
from plugins.photos import photo_store
from plugins.site_facts import SiteFacts
from plugins.translations import translation
from plugins.vietnamese import format_datetime, nfc, slugify
from plugins.view_models import Figure

#: What the reader returns for a file that is not to be built; Pelican makes nothing of it.
_SKIPPED = ("", {"status": "skip", "title": "", "date": datetime.min})


class NewsReader(BaseReader):  # type: ignore[misc]  # Pelican has no types
    """Reads articles and pages. Not public yet means not read: no byte of a draft reaches the output."""

    enabled = True
    file_extensions: ClassVar = ["md"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        gettext = translation(self.settings["SITE"].language).gettext
        self._converter = BodyConverter(
            photo_store(self.settings["CACHE_FOLDER"]),
            table_label=gettext("Table, scrolls sideways"),
            footnote_label=gettext("Back to footnote {} in the text"),
            credit_label=gettext("Photo:"),
            enlarge_label=gettext("View the photo larger"),
        )

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return the body's HTML and the metadata; both are empty for a file with errors or not public."""
        findings: Findings = self.settings["FINDINGS"]
        site: SiteFacts = self.settings["SITE"]
        content = Path(self.settings["PATH"]).resolve()
        file = Path(source_path)
        relative = file.resolve().relative_to(content)
        path = nfc(f"{content.name}/{relative.as_posix()}")
        try:
            text = nfc(file.read_text(encoding="utf-8-sig"))
        except UnicodeDecodeError:
            findings.add("encoding", path)
            return _SKIPPED
        source = parse_source(text, path, findings)
        if source is None:
            return _SKIPPED
        page = relative.parts[0] in self.settings["PAGE_PATHS"]
        front = check_fields(source, path, ZoneInfo(site.time_zone), page, findings)
        if front is None or not self._is_public(front, path):
            return _SKIPPED
        if not page and front.category not in {category.name for category in site.categories}:
            known = ", ".join(category.name for category in site.categories)
            findings.add("category-unknown", path, front.line("category"), category=front.category, known=known)
            return _SKIPPED
        slug = front.slug or _slug_of(relative)
        url = f"/{slug}/" if page or front.date is None else article_address(front.date, slug)
        if not page:
            _check_folder(front, relative, path, findings)
        place = Place(path, file.parent, url, text, findings)
        body = (
            Body("", "", (), (), ()) if front.withdrawn else self._converter.convert(source.body, place, front.credit)
        )
        lead = self._converter.photo(front.lead, place) if front.lead and not front.withdrawn else None
        figures = [Figure(lead, front.lead_alt, front.lead_caption, "")] if lead else []
        check_photos([*figures, *body.figures], body.photos, front.consent, place)
        metadata: dict[str, Any] = {
            "title": front.title,
            "slug": slug,
            "status": "published",
            "front": front,
            "body_parts": body,
            "lead_photo": lead,
            "place": place,
            "site_url": url,
        }
        if front.summary:
            metadata["summary"] = front.summary
        if page:
            metadata["lang"] = front.lang or site.language
        else:
            metadata["date"] = front.date
            metadata["category"] = self.process_metadata("category", front.category)
            metadata["tags"] = self.process_metadata("tags", list(front.tags))
            if front.authors:
                metadata["authors"] = self.process_metadata("authors", list(front.authors))
        return body.html, metadata

    def _is_public(self, front: FrontMatter, path: str) -> bool:
        """Return whether the article is out; a note says what is held back, as nothing else would."""
        findings: Findings = self.settings["FINDINGS"]
        if front.status == "draft":
            findings.add("draft", path, front.line("status"))
            return False
        if front.date is not None and front.date > self.settings["BUILD_TIME"]:
            findings.add("scheduled", path, front.line("date"), date=format_datetime(front.date, "vi"))
            return False
        return True


def _slug_of(relative: Path) -> str:
    """Return the slug that a file's place gives: its folder's name for ``index.md``, else its own."""
    name = relative.parent.name if relative.stem == "index" else relative.stem
    return name if SLUG.fullmatch(name) else slugify(name)


def _check_folder(front: FrontMatter, relative: Path, path: str, findings: Findings) -> None:
    """Editors look for an article where its date says: ``tin/2026/11/``."""
    assert front.date is not None
    parts = relative.parts
    if (
        len(parts) >= 4
        and parts[1].isdigit()
        and parts[2].isdigit()
        and parts[1:3] != (f"{front.date:%Y}", f"{front.date:%m}")
    ):
        findings.add(
            "folder-date", path, front.line("date"),
            folder="/".join(parts[:3]), date=f"{front.date:%Y-%m-%d}", expected=f"{parts[0]}/{front.date:%Y/%m}",
        )  # fmt: skip
