"""Pruning the cache: what builds use stays, what they make again goes."""

import os
import time
from pathlib import Path

from ban_tin.articles.attachments.texts import TextStore
from ban_tin.machine.cache import cached_bytes
from ban_tin.photos.store import PhotoStore
from newsdesk.clean_cache import DAY, prune
from tests.articles.attachments.documents import docx
from tests.builders import picture


def age(folder: Path, days: float) -> None:
    for path in folder.rglob("*"):
        os.utime(path, (time.time() - days * DAY,) * 2)


def test_what_no_build_has_used_for_a_month_is_deleted(tmp_path: Path) -> None:
    cache = tmp_path / ".cache"
    store = PhotoStore(cache / "photos")
    used, unused = (picture(tmp_path / f"{name}.jpg", colour=colour) for name, colour in (("a", 10), ("b", 200)))
    for path in (used, unused):
        store.photo(path)
    (cache / "photos" / "0123abcd" / "unfinished-1").mkdir(parents=True)
    (cache / "tools").mkdir()
    (cache / "tools" / "vnu.jar").write_bytes(b"")
    for name in ("used", "unused"):
        cached_bytes(cache / "fonts" / name, lambda: b"font")
    texts = TextStore(cache / "texts")
    for number in "ab":
        texts.text_of(docx(tmp_path / "a.docx"), number)
    age(cache, 31)
    # A build of today uses one photo, one font and the text of one attachment.
    PhotoStore(cache / "photos").photo(used)
    cached_bytes(cache / "fonts" / "used", lambda: b"another")
    texts.text_of(tmp_path / "a.docx", "a")
    assert prune(cache, 30) == 4
    assert cached_bytes(cache / "fonts" / "used", lambda: b"another") == b"font"
    assert [path.parent.name for path in cache.rglob("photo.json")] == [store.photo(used).digest]
    assert (cache / "tools" / "vnu.jar").exists()
    assert prune(cache, 30) == 0
    assert [path.name[0] for path in (cache / "texts").iterdir()] == ["a"]
    assert prune(cache, 0) == 3
    assert not list(cache.rglob("*.avif")) and not list(cache.rglob("*.jpg"))
