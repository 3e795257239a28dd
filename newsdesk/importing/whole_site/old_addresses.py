"""Addresses of the old site: which of them are the same, and which article each led to."""

import re
from collections.abc import Mapping
from urllib.parse import quote, unquote, urlsplit

from ban_tin.language.vietnamese import nfc
from newsdesk.importing.source_document import UNKNOWN_SITE


def address_key(address: str) -> str:
    """Return what two spellings of one address have in common: its path and query, without its host, its fragment and a slash at its end."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    path = nfc(unquote(parts.path)).rstrip("/").removesuffix("/index.html").lower() or "/"
    if not parts.query:
        return path
    query = nfc(unquote(parts.query))
    return _record_of(query) or f"{path}?{query}"


def _record_of(query: str) -> str:
    """Return which record of NukeViet or Joomla a query asks for, ``""`` for one that is none of theirs.

    Links have their parts in any order, with the menu and the section, and an alias that may have changed since.
    """
    values = dict(part.split("=", 1) for part in query.replace("&amp;", "&").split("&")[:30] if "=" in part)
    if "nv" in values and "op" in values:
        return f"?nv={values['nv']}&op={values['op'].removesuffix('.html').rstrip('/')}&language={values.get('language', '')}"
    number = values.get("id", "").partition(":")[0]
    if number.isdigit() and {"option", "view"} <= values.keys():
        return f"?option={values['option']}&view={values['view']}&id={number}"
    return ""


def host_of(address: str) -> str:
    """Return the host of an address without ``www.``, ``""`` where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _numbered_end(key: str) -> str:
    """Return the last part of an address, where it ends with the number of an article; else ``""``."""
    last = key.rpartition("/")[2]
    return last if re.search(r"[a-z]-\d+(?:\.\w{3,5})?$", last) else ""


def local_address(key: str) -> str:
    """Return what stands for the address of a page that says none: where its file lies."""
    return f"{UNKNOWN_SITE}/{quote(key)}"


class OldAddresses:
    """The articles of the old site by the addresses that they had."""

    def __init__(self, articles: Mapping[str, str], hosts: frozenset[str]) -> None:
        """``articles``: what to write for an address, by its key; ``hosts``: those of the old site."""
        self._articles, self._hosts = articles, hosts
        #: Portals find an article by the number at the end of its address: what stands before may be of a section that was renamed since.
        self._numbered: dict[str, str] = {}
        for key, article in articles.items():
            if end := _numbered_end(key):
                self._numbered[end] = article if self._numbered.get(end, article) == article else ""

    def find(self, address: str) -> str | None:
        """Return what a link to ``address`` is to be written as, None where it is none of the old site's articles."""
        host = host_of(address)
        if host and host not in self._hosts:
            return None
        if not host and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", address):
            return None
        key = address_key(address)
        found = self._articles.get(key) or self._numbered.get(_numbered_end(key)) or None
        if found is None:
            # Nobody can follow a link whose site nobody knows: its words stay.
            return "" if address.startswith(UNKNOWN_SITE) else None
        _, mark, fragment = address.partition("#")
        return f"{found}{mark}{fragment}" if fragment and re.fullmatch(r"[\w-]+", fragment) else found

    def leads_nowhere(self, address: str) -> bool:
        """Return whether ``address`` is one of the old site that no article had: it will lead nowhere once that site is gone."""
        return host_of(address) in self._hosts and self.find(address) is None
