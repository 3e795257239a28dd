"""Links and photos that lead to other places of the site are looked for among all that is planned."""

from dataclasses import replace
from pathlib import Path

import pytest

from ban_tin.articles.source import WrittenLink
from ban_tin.planning.links import check_links
from ban_tin.rendering.layers import Layer, Layers
from tests.builders import ROOT, plan
from tests.planning.test_gather import source


def found(tmp_path: Path, link: str = "", media: str = "") -> list[tuple[str, int]]:
    planned = plan([])
    planned = replace(planned, files={"tin/2026/11/khac/anh một.jpg": b""}, pages={})
    planned.add_page("/lien-he/", "page", None)
    own = tmp_path / "theme"
    (own / "images").mkdir(parents=True, exist_ok=True)
    (own / "images" / "dau.png").write_bytes(b"")
    layers = Layers((Layer(own, "content/theme"), Layer(ROOT / "theme", "theme")))
    entry = source(1).entry._replace(
        links=(WrittenLink(link, 3),) if link else (), media=(WrittenLink(media, 4),) if media else ()
    )
    check_links(planned, [entry], "content/site.toml", layers)
    return [(each.kind, each.line) for each in planned.findings.found if each.kind != "menu-missing"]


@pytest.mark.parametrize(
    "media", ["/tin/2026/11/khac/anh%20m%E1%BB%99t.jpg", "/theme/images/dau.png", "/theme/icon.svg"]
)
def test_a_photo_that_is_on_the_site_may_be_shown(tmp_path: Path, media: str) -> None:
    assert found(tmp_path, media=media) == []


@pytest.mark.parametrize(
    "media", ["/static/uploads/a.jpg", "/theme/images/thieu.png", "/theme/../site.toml", "/lien-he/a.jpg"]
)
def test_a_photo_that_is_nowhere_on_the_site_is_an_error(tmp_path: Path, media: str) -> None:
    assert found(tmp_path, media=media) == [("media-missing", 4)]


def test_links_are_looked_for_too(tmp_path: Path) -> None:
    assert found(tmp_path, link="/lien-he/") == []
    assert found(tmp_path, link="/khong-co/") == [("link-missing", 3)]
