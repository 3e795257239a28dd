"""Relative names in an article: photos become ``<picture>``, videos ``<video>``, other files downloads."""

import re
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from plugins.article_body.beside import file_beside, report_missing
from plugins.article_body.place import Place
from plugins.captions.plain import plain_text
from plugins.photos import Photo, find_photo, picture_element
from plugins.photos.encode import UnusablePhotoError
from plugins.photos.find import WrongKindError
from plugins.safe_html import leaves_site
from plugins.vietnamese import nfc

VIDEO_TYPES = {".mp4", ".webm"}
_CURLY_TITLE = re.compile(r"(\S+)\s+[“”„‘’](.*)[“”„‘’]\s*")
_HOST = re.compile(r"(?:www\.|(?:[\w-]+\.)+(?:vn|com|org|net|edu|gov|info)(?:/|$))", re.IGNORECASE)


class FileTreeprocessor(Treeprocessor):
    """Resolves ``src`` and ``href``; collects the photos and files that the article needs."""

    def begin(self, place: Place) -> None:
        """Forget the document before and start on the one at ``place``."""
        self.place = place
        self.photos: dict[str, Photo] = {}
        self.files: dict[str, Path] = {}
        self.links: list[str] = []

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "img":
                    media = self._image(child)
                    if media is not None:
                        media.tail, child.tail = child.tail, None
                        parent[position] = media
                elif child.tag == "a" and child.get("href"):
                    self._link(child)

    def _image(self, image: Element) -> Element | None:
        written = image.get("src", "")
        src = self._address(written)
        if leaves_site(src):
            self.place.report("remote-media", written, address=src)
            return None
        parts = urlsplit(src)
        if src.startswith("/"):
            return None
        name = _local_name(parts.path)
        path = self._beside(name, written)
        if path is None:
            return None
        if path.suffix.lower() in VIDEO_TYPES:
            return self._video(image, path)
        if "credit" in image.attrib:
            # The captions take it from an image that becomes a figure; here it has no place.
            self.place.report("credit-inline", written, image=src)
        photo = self.photo(path, name)
        if photo is None:
            return None
        self.photos[written] = photo
        picture = picture_element(photo, image.get("alt", ""))
        if image.get("class"):
            picture.set("class", image.get("class", ""))
        return picture

    def photo(self, path: Path, name: str) -> Photo | None:
        """Return the photo in ``path``; what is wrong with it becomes a finding and None."""
        try:
            return find_photo(path, self.place.url)
        except WrongKindError as error:
            self.place.report("photo-kind", name, image=name, actual=str(error))
        except UnusablePhotoError as error:
            self.place.report("photo-unreadable", name, image=name, reason=str(error))
        return None

    def _video(self, image: Element, path: Path) -> Element:
        url = self._offer(path)
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
        try:
            parts = urlsplit(href)
        except ValueError:
            return  # The allow-list reports it.
        if parts.scheme or parts.netloc:
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
        name = _local_name(parts.path)
        if name.endswith(".md"):
            link.set("href", "{filename}" + href)
            return
        if _HOST.match(name) and file_beside(self.place.folder, name) is None:
            self.place.report("address-scheme", href, address=href)
            return
        path = self._beside(name, href)
        if path is not None:
            link.set("href", self._offer(path) + (f"#{parts.fragment}" if parts.fragment else ""))

    def _beside(self, name: str, written: str) -> Path | None:
        """Return the file ``name`` beside the article, or None with a finding at the line where it is ``written``."""
        path = file_beside(self.place.folder, name)
        if path is not None:
            return path
        curly = _CURLY_TITLE.fullmatch(name)
        if curly:
            self.place.report("curly-quotes", written, image=curly[1], caption=curly[2])
        else:
            report_missing(self.place, written, name)
        return None

    def _offer(self, path: Path) -> str:
        url = self.place.url + quote(nfc(path.relative_to(self.place.folder.resolve()).as_posix()))
        self.files[url] = path
        return url


def _local_name(path: str) -> str:
    """Return the plain name in a link target: unquoted, NFC, without Pelican's ``{attach}``."""
    name = nfc(unquote(path))
    for prefix in ("{attach}", "{static}", "./"):
        name = name.removeprefix(prefix)
    return name
