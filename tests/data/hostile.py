"""Hostile articles: what was tried against the allow-list, each as an article's fields, body and files beside it."""

import json
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.site.builder import SmallSite


class Hostile(NamedTuple):
    """One article that means harm. A script that runs calls ``__hit``."""

    id: str
    fields: dict[str, object]
    body: str
    files: tuple[str, ...]


#: Files that a browser would open as a document, a script or a style sheet of the site.
ACTIVE = {
    "evil.js": "__hit(1)",
    "evil.html": "<script>__hit(1)</script>",
    "evil.htm": "<script>__hit(1)</script>",
    "evil.shtml": "<script>__hit(1)</script>",
    "evil.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><script>__hit(1)</script></html>',
    "evil.xml": '<x xmlns:h="http://www.w3.org/1999/xhtml"><h:script>__hit(1)</h:script></x>',
    "evil.svg": '<svg xmlns="http://www.w3.org/2000/svg"><script>__hit(1)</script></svg>',
    "evil.mht": "MIME-Version: 1.0",
    "evil.php": "<?php echo 1;",
    "evil.pdf": "<script>__hit(1)</script>",
}


def read_hostile() -> list[Hostile]:
    """Return all of them."""
    given = json.loads(Path(__file__).with_name("hostile.json").read_text("utf-8"))
    return [
        Hostile(each["id"], each.get("fields", {}), each.get("body", ""), tuple(each.get("files", ())))
        for each in given
    ]


def write_hostile(site: SmallSite, hostile: Hostile) -> None:
    """Write ``hostile`` as an article of ``site`` in the folder of its id, with a photo and active files beside it."""
    fields = {"title": f"Bài {hostile.id}", "date": "2026-11-01 08:00", "category": "Tin hoạt động"} | hostile.fields
    folder = site.content / "tin" / "2026" / "11" / hostile.id
    folder.mkdir(parents=True)
    head = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False)
    (folder / "index.md").write_text(f"---\n{head}---\n\n{hostile.body}\n", "utf-8")
    site.photo(folder, "anh.jpg", (640, 480))
    for name, content in ACTIVE.items():
        (folder / name).write_text(content, "utf-8")
    for name in hostile.files:
        if "/" not in name:
            (folder / name).write_bytes(b"%PDF-1.4 x")
