"""A small old site of saved pages, and a site to take it in."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.importing.portal_pages import make_many, save_html
from tests.builders import ROOT

PAGES = 16


@pytest.fixture(scope="session")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages that lead to one another, one of them saved twice, one as a page for printing, and a list of others."""
    folder = tmp_path_factory.mktemp("trang-cu")
    pages = list(make_many(PAGES))
    for page in pages:
        path = save_html(page, folder)
        if page.number == 1:
            link = f'<p>Xem thêm bài <a href="{pages[2].address}">của tháng trước</a> và <a href="{pages[0].address.rpartition("/")[0]}/khong-co.html">một bài đã mất</a> trên trang này, như đã đưa tin.</p>'
            html = path.read_text(encoding="utf-8")
            path.write_text(html.replace("Bản tin số 1 ghi nhận", f"{link}Bản tin số 1 ghi nhận", 1), encoding="utf-8")
        if page.number == 4:
            shutil.copyfile(path, folder / "luu-lan-hai.html")
        if page.number == 5:
            html = path.read_text(encoding="utf-8")
            (folder / "ban-in.html").write_text(
                html.replace("</body>", "<p>Bản in từ trang tin của Sở.</p></body>").replace(
                    page.address, page.address + "?print=1"
                ),
                encoding="utf-8",
            )
    items = "".join(f'<li><a href="{page.address}">{page.article.title}</a></li>' for page in pages)
    (folder / "tin-tuc.html").write_text(
        f"<html><body><div class=menu><ul>{items}</ul></div></body></html>", encoding="utf-8"
    )
    (folder / "hong.html").write_bytes(b"<html><body>" + b"<div>" * 5000)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "trang"
    folder.mkdir()
    shutil.copyfile(ROOT / "tests" / "data" / "site.toml", folder / "site.toml")
    yield folder
