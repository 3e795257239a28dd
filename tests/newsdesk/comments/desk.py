"""A small real site, a counter in a process of its own that takes comments for it, and the office's folder."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection
from tests.counter.harness import FIREFOX, Server, serving, write_pages
from tests.site.builder import SmallSite

TOKEN = "t" * 43
NEWS, OTHER = "/tin/2026/11/khai-giang/", "/tin/2026/11/thi-dua/"
ORIGIN = "https://sogddt.lamgiang.example"


def take_comments(site: SmallSite) -> None:
    """Let ``site`` take comments and ratings."""
    facts = site.content / "site.toml"
    text = facts.read_text("utf-8")
    if "[readers]" not in text:
        facts.write_text(f"{text}\n[readers]\nrating = true\ncomments = true\n", "utf-8")


@dataclass
class CommentedSite:
    """The site, its running counter and the office's folder, all below ``folder``."""

    folder: Path
    site: SmallSite
    server: Server
    office: Path

    @property
    def address(self) -> str:
        """Where the counter answers."""
        return f"http://127.0.0.1:{self.server.port}/api"

    @property
    def client(self) -> OfficeClient:
        return OfficeClient(Connection(self.address, TOKEN))

    def send(self, text: str, path: str = NEWS, name: str = "", sender: int = 1, **more: str) -> str:
        """Send a comment as a reader does; return its number for deletion."""
        return str(
            self.post("/comment", path=path, text=text, name=name, consent="on", sender=sender, **more)["number"]
        )

    def delete(self, number: str) -> dict[str, bool]:
        """Have a comment deleted as its sender does."""
        return self.post("/comment/delete", number=number)

    def post(self, to: str, sender: int = 1, **fields: str) -> dict[str, bool]:
        headers = {
            "Origin": ORIGIN,
            "User-Agent": f"{FIREFOX} {sender}",
            "X-Forwarded-For": f"203.0.{sender // 250}.{sender % 250}",
        }
        request = Request(self.address + to, urlencode(fields).encode(), headers)
        with urlopen(request, timeout=20) as answer:
            given: dict[str, bool] = json.load(answer)
            return given

    def arguments(self, *given: str) -> list[str]:
        """Return the arguments of ``ban-tin`` for a subcommand of comments."""
        action, *rest = given
        named = ["--site", str(self.site.content), "--office", str(self.office)]
        return ["comments", action, *named, *rest]

    def comments(self, name: str = "khai-giang") -> Path:
        """Return where the comments of an article are kept."""
        return self.site.content / "tin" / "2026" / "11" / name / "comments.yaml"


@contextmanager
def commented_site(folder: Path, make: Callable[[Path], SmallSite] = SmallSite) -> Iterator[CommentedSite]:
    """Make such a site in ``folder``, with two articles; its counter runs meanwhile. ``make`` makes the site without them."""
    site = make(folder)
    take_comments(site)
    site.article("khai-giang", title='"Khai giảng năm học"')
    site.article("thi-dua", title='"Thi đua"')
    office = folder / "office"
    office.mkdir(mode=0o700)
    for token in (office / "token", folder / "token"):
        token.touch(0o600)
        token.write_text(f"{TOKEN}\n")
    counter = folder / "counting"
    counter.mkdir()
    rules = {"comments": {"consent": "Tôi đồng ý", "retention_days": 30}, "articles": [NEWS, OTHER], "rating": True}
    write_pages(counter / "pages.json", ["/", NEWS, OTHER], aliases={}, **rules | {"origin": ORIGIN})
    options = ("--office-token", str(folder / "token"), "--trusted-proxy", "127.0.0.1/32")
    with serving(counter, *options) as server:
        # Where it is published is where the counter answers: pages and the command find it by themselves.
        facts = site.content / "site.toml"
        text = re.sub(
            r'base_url = "[^"]*"', f'base_url = "http://127.0.0.1:{server.port}"', facts.read_text("utf-8"), count=1
        )
        facts.write_text(text, "utf-8")
        yield CommentedSite(folder, site, server, office)


__all__ = ["NEWS", "OTHER", "CommentedSite", "commented_site", "take_comments"]
