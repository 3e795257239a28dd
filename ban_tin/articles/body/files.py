"""Relative names in an article: photos become ``<picture>``, videos ``<video>``, other files downloads."""

import re
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor

from ban_tin.articles.attachments import DRAWINGS
from ban_tin.articles.body.beside import find_beside, local_file_name, report_local, report_missing
from ban_tin.articles.body.names import literal_names, local_name
from ban_tin.articles.body.offers import offered_file, report_photo
from ban_tin.articles.body.place import SourceContext
from ban_tin.articles.body.surroundings import Surroundings
from ban_tin.articles.captions.plain import plain_text
from ban_tin.articles.pasted import typed_target
from ban_tin.articles.safe_html import leaves_site
from ban_tin.language.vietnamese import nfc
from ban_tin.photos.decoding import UnusablePhotoError
from ban_tin.photos.encode import WrongKindError
from ban_tin.photos.enlarge import enlarging_link
from ban_tin.photos.markup import picture_element
from ban_tin.photos.plan import Photo
from ban_tin.photos.store import PhotoStore
from ban_tin.site.addresses import Addresses

VIDEO_TYPES = {".mp4", ".webm"}
_CURLY_TITLE = re.compile(r"(\S+)\s+[“”„‘’](.*)[“”„‘’]\s*")
#: Names of files with a colon in them, as a Mac allows: what is before it is no scheme that links have.
_FILE_WITH_COLON = re.compile(
    r"(?!(?:https?|mailto|tel|sms|ftp|data|file|javascript|blob|[a-z]):)[^/\\]+:[^/\\]*\.\w{2,5}\s*", re.IGNORECASE
)
_HOST = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:vn|com|org|net|edu|gov|info)(?:/|$))", re.IGNORECASE)


class FileTreeprocessor(Treeprocessor):
    """Resolves ``src`` and ``href``; collects the photos and files that the article needs."""

    def __init__(self, md: Markdown, store: PhotoStore, addresses: Addresses) -> None:
        super().__init__(md)
        self.store, self._addresses = store, addresses
        #: What the link round a photo says: it shows the photo large.
        self.enlarge_label = ""

    def begin(self, place: SourceContext) -> None:
        """Forget the document before and start on the one at ``place``."""
        self.place = place
        self.photos: dict[str, Photo] = {}
        self.files: dict[str, Path] = {}
        self.links: list[str] = []
        #: Photos and films that are to lie elsewhere on the site.
        self.media: list[str] = []
        #: Photos of which the text says that they are as large as they can be, by their address.
        self.meant_small: set[str] = set()

    def run(self, root: Element) -> None:
        self._process(root, Surroundings())

    def _process(self, parent: Element, around: Surroundings) -> None:
        for position, child in enumerate(list(parent)):
            if not len(child) and child.tag not in {"img", "a"}:
                continue
            here = around.of(child, parent)
            if child.tag == "img":
                media = self._image(child, here)
                if media is not None:
                    media.tail, child.tail = child.tail, None
                    parent[position] = media
                    if here.alone and "upright" in media.get("class", ""):
                        parent.set("class", f"{parent.get('class', '')} beside".lstrip())
                continue
            if child.tag == "a" and child.get("href"):
                self._link(child)
            self._process(child, here)

    def _image(self, image: Element, here: Surroundings) -> Element | None:
        written = image.get("src", "")
        src = self._address(written)
        if local := local_file_name(src):
            if find_beside(self.place, local) is None:
                alt = plain_text(self.md, image.get("alt", ""))
                report_local(self.place, written, src, f"![{alt or '…'}]({typed_target(local)})")
                image.set("src", "")
                return None
            # The file was copied here, and its name forgotten.
            src = quote(local)
        path = self._as_typed(src, written) if leaves_site(src) else None
        if path is None and leaves_site(src):
            if _FILE_WITH_COLON.fullmatch(src):
                report_missing(self.place, written, local_name(src))
                image.set("src", "")  # The allow-list would take it for an address.
            else:
                self.place.report("remote-media", written, address=src)
            return None
        if src.startswith("/"):
            self.media.append(written)
            return None
        name = local_name(src if path is not None else urlsplit(src).path)
        path = path or self._beside(name, written)
        if path is None:
            return None
        if path.suffix.lower().rstrip() in VIDEO_TYPES:
            return self._video(image, path, written)
        if "credit" in image.attrib:
            # The captions take it from an image that becomes a figure; here it has no place.
            self.place.report("credit-inline", written, image=src)
        if title := plain_text(self.md, image.get("title") or ""):
            self.place.report("title-inline", written, image=src, title=title)
        photo = self.photo(path, name)
        if photo is None:
            return None
        self.photos[written] = photo
        shown_size = photo.largest.width, photo.largest.height
        picture = picture_element(photo, image.get("alt", ""), here.sizes(*shown_size))
        if image.get("class"):
            picture.set("class", image.get("class", ""))
        if "small" in image.get("class", "").split():
            self.meant_small.add(photo.base_url)
        shown = picture
        if here.figure and not here.link:
            shown = enlarging_link(picture, photo.largest_url, self.enlarge_label)
        if photo.upright and here.figure:
            shown.set("class", f"{shown.get('class', '')} upright".lstrip())
        return shown

    def photo(self, path: Path, name: str) -> Photo | None:
        """Return the photo in ``path``; what is wrong with it becomes a finding and None."""
        if path.suffix.lower().strip(". ") in DRAWINGS:
            self.place.report("attachment-drawing", name, file=name)
            return None
        try:
            return self.store.photo(path, self._addresses)
        except WrongKindError as error:
            self.place.report("photo-kind", name, image=name, actual=error.actual, name=nfc(error.name))
        except UnusablePhotoError as error:
            report_photo(error, name, partial(self.place.report, needle=name))
        return None

    def _video(self, image: Element, path: Path, written: str) -> Element:
        url = self._offer(path, written)
        video = Element(
            "video", {"src": url, "controls": "controls", "preload": "metadata", "playsinline": "playsinline"}
        )
        if image.get("alt"):
            video.set("aria-label", image.get("alt", ""))
        link = Element("a", {"href": url})
        link.text = image.get("alt") or path.name
        video.append(link)
        return video

    def _address(self, written: str) -> str:
        """Return an address of the tree with its entities and placeholders resolved."""
        return plain_text(self.md, written) if "&" in written or "\u0002" in written else written

    def _link(self, link: Element) -> None:
        href = self._address(link.get("href", ""))
        if local := local_file_name(href):
            if find_beside(self.place, local) is None:
                text = plain_text(self.md, "".join(link.itertext()))
                report_local(self.place, link.get("href", ""), href, f"[{text or '…'}]({typed_target(local)})")
                link.set("href", "")
                return
            href = quote(local)
        try:
            parts = urlsplit(href)
        except ValueError:
            return  # The allow-list reports it.
        path = self._as_typed(href, href) if parts.scheme else None
        if path is None and (parts.scheme or parts.netloc):
            if "link-card" in link.get("class", "").split():
                # The host tells readers where the card leads before they follow it.
                host = Element("span", {"class": "link-card-host"})
                host.text = parts.netloc
                link.append(host)
            return
        if href.startswith("/"):
            self.links.append(href)
        if href.startswith(("#", "/", "{filename}", "|filename|")) or not parts.path:
            return
        if path is not None:
            link.set("href", self._offer(path, href))
            return
        name = local_name(parts.path)
        if name.endswith(".md"):
            link.set("href", "{filename}" + href)
            return
        if _HOST.match(name) and find_beside(self.place, name) is None:
            self.place.report("address-scheme", href, address=href)
            return
        path = self._beside(name, href)
        if path is not None:
            link.set("href", self._offer(path, href) + (f"#{parts.fragment}" if parts.fragment else ""))

    def _beside(self, name: str, written: str) -> Path | None:
        """Return the file ``name`` beside the article, or None with a finding at the line where it is ``written``."""
        path = find_beside(self.place, name)
        if path is not None:
            return path
        for literal in literal_names(self._address(written), written):
            path = find_beside(self.place, literal)
            if path is not None:
                return path
            if "." not in name and "." in literal:
                name = literal  # What is behind # or ? belongs to the name.
        curly = _CURLY_TITLE.fullmatch(name)
        if curly:
            self.place.report("curly-quotes", written, image=curly[1], caption=curly[2])
        else:
            report_missing(self.place, written, name)
        return None

    def _as_typed(self, address: str, written: str) -> Path | None:
        """Return the file beside the article whose name looks like the ``address`` of another site: ``anh:1.jpg``; None for none."""
        if not _FILE_WITH_COLON.fullmatch(address):
            return None
        found = (find_beside(self.place, name) for name in literal_names(address, written))
        return next(filter(None, found), None)

    def _offer(self, path: Path, written: str) -> str:
        """Return the address of the file ``path``, which is offered there if it can be; ``written`` is how the text names it."""
        name = path.relative_to(self.place.real_folder).as_posix()
        url = self.place.url + quote(nfc(name).strip())
        public = offered_file(path, nfc(path.name), self.store, partial(self.place.report, needle=written))
        if public is not None:
            self.files[url] = public
        return url
