"""Where the links and pictures of a page lead: to files that were saved with it, to other sites, or nowhere."""

import re
from pathlib import Path, PurePosixPath
from urllib.parse import parse_qs, quote, unquote, urljoin, urlsplit

from lxml.html import HtmlElement

from newsdesk.importing.limits import LIMITS
from newsdesk.importing.source_document import UNKNOWN_SITE, Doubt
from newsdesk.importing.web_page.pictures import Find, data_of, plain_name
from newsdesk.importing.web_page.tree import clean_text

#: Sites that show files of others.
_VIEWERS = ("docs.google.com", "drive.google.com", "view.officeapps.live.com")
_SCHEME = re.compile(r"\s*([a-zA-Z][a-zA-Z0-9+.-]*):")
_NOTE = re.compile(r"#_?(?:ftn|edn|footnote-?|fn[:-]?)(\d+)$", re.IGNORECASE)


class Links:
    """The links of one page; what is taken along gets a name of its own."""

    def __init__(self, find: Find, address: str, attached: tuple[str, ...]) -> None:
        self._find, self._address, self._attached = find, address, attached
        self.pictures: dict[str, bytes | Path] = {}
        self.attachments: dict[str, bytes | Path] = {}
        self._keys: dict[str, str] = {}
        self._doubts: list[tuple[str, str]] = []

    def taken_doubts(self, where: str) -> list[Doubt]:
        """Return what was doubtful since the last time."""
        doubts, self._doubts = [Doubt(kind, about[:300], where) for kind, about in self._doubts], []
        return doubts

    def absolute(self, written: str) -> str:
        """Return an address with http or https, ``""`` where ``written`` is none and nobody knows where it starts from."""
        written = (
            re.sub(r"[\x00-\x20]+", "", clean_text(written)) if _SCHEME.match(written) else clean_text(written.strip())
        )
        try:
            whole = (
                urljoin(self._address, written)
                if self._address
                else f"http:{written}"
                if written.startswith("//")
                else written
            )
            parts = urlsplit(whole)
        except ValueError:
            return ""
        if parts.scheme.lower() not in {"http", "https"} or not parts.netloc:
            return ""
        return quote(whole, safe="%/:=&?~#+!$,;'@()*[]|")

    def target(self, link: HtmlElement) -> tuple[str, bool]:
        """Return what the ``a`` element ``link`` leads to; ``""`` for nothing that an article may lead to."""
        written = (link.get("href") or "").strip()
        if not written or written.startswith("#"):
            return "", False
        scheme = _SCHEME.match(written)
        if scheme and scheme[1].lower() in {"mailto", "tel"}:
            return clean_text(written), False
        if scheme and scheme[1].lower() not in {"http", "https", "file"}:
            if len(scheme[1]) > 1 and scheme[1].lower() not in {"javascript", "vbscript", "data"}:
                self._doubts.append(("link-dead", written))
            return "", False
        if plain_name(written).lower().endswith(self._attached):
            return self._file(written), False
        if found := self.absolute(written):
            return found, False
        self._doubts.append(("link-dead", written))
        return "", False

    def _file(self, written: str) -> str:
        """Return what a link to a file is: its name where it was saved, else its address."""
        saved = self._find(written)
        if saved is not None:
            return self._take(self.attachments, written, plain_name(written), saved)
        found = self.absolute(written)
        found = "" if found.startswith(UNKNOWN_SITE) else found
        self._doubts.append(("attachment-elsewhere", found or written))
        return found

    def embedded(self, each: HtmlElement) -> tuple[str, str]:
        """Return the address of what another page or a program shows in ``each``, and its name where it is a file; two empty texts for nothing."""
        inner = each.find(".//embed") if each.tag == "object" else each.find(".//source")
        named = (each.get("src"), each.get("data-src"), each.get("data"), inner.get("src") if inner is not None else "")
        written = next((value.strip() for value in named if value and value.strip()), "")
        try:
            parts = urlsplit(written)
            asked = parse_qs(parts.query) if (parts.hostname or "").endswith(_VIEWERS) else {}
        except ValueError:
            return "", ""
        written = next((asked[name][0] for name in ("url", "src", "file") if name in asked), written)
        name = plain_name(written)
        if name.lower().endswith(self._attached) and (address := self._file(written)):
            return address, name
        address = self.absolute(written)
        if address:
            self._doubts.append(("embedded-link", address))
        return address, ""

    def picture(self, written: str) -> str:
        """Return the key of the picture at ``written``. Where it was not saved, that is its address: the steps that follow tell of it."""
        if written[:5].lower() == "data:":
            content = data_of(written, LIMITS.text_bytes)
            if content is None:
                return ""
            return self._take(
                self.pictures, written, f"anh.{written[11:15].partition(';')[0].lower() or 'png'}", content
            )
        saved = self._find(written)
        if saved is not None:
            name = plain_name(saved.as_posix() if isinstance(saved, Path) else written) or "anh"
            return self._take(self.pictures, written, name, saved)
        found = self.absolute(written)
        return found if found and not found.startswith(UNKNOWN_SITE) else clean_text(written)[:300]

    def _take(self, files: dict[str, bytes | Path], written: str, name: str, content: bytes | Path) -> str:
        if (key := self._keys.get(written)) is None or key not in files:
            pure, number, key = PurePosixPath(unquote(name)), 1, name
            while key in files and files[key] != content:
                number += 1
                key = f"{pure.stem}-{number}{pure.suffix}"
            self._keys[written] = key
            files[key] = content
        return key
