"""Articles that would hang or end a preview: it names them and goes on showing what is saved."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import Preview, preview
from tests.site.builder import SmallSite

DEEP = "[" * 30_000 + "]" * 30_000
HARMFUL = {
    "many-signs": ({}, "[" * 20_000, "quá nhiều dấu ["),
    "deep-front-matter": ({"tags": DEEP}, "Thân bài.", "lỗi"),
    "deep-list": ({}, "- " * 1000 + "a", "lỗi"),
    "takes-minutes": ({}, "a\n" + ": b\n" * 20_000, "mất hơn 5 giây"),
}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[SmallSite, Preview]]:
    folder = tmp_path_factory.mktemp("preview")
    site = desk(folder)
    site.article("binh-thuong")
    with preview(folder, module="newsdesk.preview") as process:
        yield site, process


@pytest.mark.parametrize("name", HARMFUL)
def test_a_harmful_article_is_named_and_others_are_shown(running: tuple[SmallSite, Preview], name: str) -> None:
    site, shown = running
    fields, body, said = HARMFUL[name]
    site.article("binh-thuong", f"Sau {name}, lần một.\n")
    folder = site.article(name, body, **fields)
    shown.until(lambda: f"{folder.name}/index.md" in shown.said and said in shown.said.partition(f"{name}/index.md")[2])
    site.article("binh-thuong", f"Sau {name}, lần hai.\n")
    shown.until(lambda: f"Sau {name}, lần hai." in shown.ask("/tin/2026/11/binh-thuong/").text)
    assert "Traceback" not in shown.said
    (Path(folder) / "index.md").unlink()
    folder.rmdir()
