"""``ban-tin import so.sql.gz``: a portal becomes a site that builds."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from newsdesk.command import main
from newsdesk.importing.whole_site.old_addresses import OldAddresses, address_key
from newsdesk.language import SITE
from tests.builders import CACHE
from tests.counter.sql_dumps import SqlTable, write_dump
from tests.newsdesk.importing.portals import nukeviet_site as site
from tests.newsdesk.importing.portals.test_nukeviet import ARTICLE, MAY_20, WHOLE, laws
from tests.site.builder import NOW, SmallSite

BODY = """<p>Dự hội nghị có đại diện các trường.</p>
<figure class="image"><img alt="" src="/uploads/news/2020_05/b.jpg" /><figcaption>Đại biểu dự hội nghị</figcaption></figure>
<p>Xem <a href="/vi/news/hoat-dong-nganh/ban-nhap-1188.html">bản nháp</a>, <a href="/vi/news/cu/bai-cu-1189.html">bài trước</a> và <a href="/index.php?language=vi&amp;nv=laws&amp;op=detail/quyet-dinh-12">quyết định</a>.</p>"""
PORTAL = WHOLE | {
    "articles": [
        ARTICLE | {"catid": 7, "listcatid": "7"},
        {"id": 1188, "catid": 7, "title": "Bản nháp", "alias": "ban-nhap", "publtime": MAY_20, "addtime": MAY_20, "status": 4, "hometext": "Chưa xong"},
        {"id": 1189, "catid": 7, "title": "Bài trước", "alias": "bai-cu", "publtime": MAY_20 - 86400, "addtime": MAY_20 - 86400, "hitstotal": 7, "hometext": "Hội nghị trước"},
        {"id": 1190, "catid": 9, "title": "Không chuyên mục", "alias": "khong", "publtime": MAY_20, "addtime": MAY_20},
    ],
    "details": [{"id": 1187, "bodyhtml": BODY}, {"id": 1188, "bodyhtml": "<p>Còn viết.</p>"}, {"id": 1189, "bodyhtml": "<p>Lời bài trước.</p>"}, {"id": 1190, "bodyhtml": "<p>Lời.</p>"}],
    "sources": [],
}  # fmt: skip
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def small(tmp_path: Path) -> SmallSite:
    made = SmallSite(tmp_path)
    (made.content / ".cache").mkdir()
    (made.content / ".cache/fonts").symlink_to(CACHE / "fonts")
    for name in ("news/2020_05/a.jpg", "news/2020_05/b.jpg", "page/so.jpg"):
        path = tmp_path / "uploads" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (640, 400), (len(name) * 7, 90, 120)).save(path)
    return made


@pytest.fixture
def run(small: SmallSite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Write a dump and take it over; return the exit code and what was printed."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    monkeypatch.setenv(SITE, "")
    monkeypatch.chdir(tmp_path)

    def run(tables: list[SqlTable], *arguments: str) -> tuple[int, str]:
        with gzip.open("so.sql.gz", "wt", encoding="utf-8") as file:
            file.writelines(write_dump(tables, "nukeviet"))
        capsys.readouterr()
        code = main(["import", "so.sql.gz", "--site", "content", "--uploads", "uploads", *arguments])
        return code, capsys.readouterr().out

    return run


def texts(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.md"))
        if "# imported:" in path.read_text(encoding="utf-8")
    }


def test_portal_becomes_a_site_that_builds(small: SmallSite, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = run([*site.portal(**PORTAL), *laws()[:2], *laws()[2:]], "--dry-run")
    assert (code, texts(small.content)) == (0, {})
    code, said = run([*site.portal(**PORTAL), *laws()])
    assert code == 0, said
    found = texts(small.content)
    news = found["tin/2020/05/hoi-nghi-so-ket-gd-dt/index.md"]
    assert "status:" not in news and 'category: "Công tác Đảng"' in news and "expires: 2020-09-13 01:46" in news
    assert "![](hoi-nghi" not in news and "*Đại biểu dự hội nghị*" in news
    # What stays a draft is no link of what is public; what is public is led to where it is now.
    assert (
        "Xem bản nháp, [bài trước]({filename}/tin/2020/05/bai-truoc/index.md) và [quyết định]({filename}/tin/2020/05/quyet-dinh-ve-ke-hoach-nam-hoc/index.md)."
        in news
    )
    drafts = {path for path, text in found.items() if "status: draft" in text}
    assert {"tin/2020/05/ban-nhap/index.md", "tin/2020/05/khong-chuyen-muc/index.md"} <= drafts
    assert "tin/2020/05/bai-truoc/index.md" not in drafts and "trang/gioi-thieu/index.md" not in drafts
    # Comments are kept where the site shows such; this one does not.
    (report,) = (small.content / ".cache/imports").glob("*/index.html")
    assert "Hay quá" in (report.parent / "import.csv").read_text(encoding="utf-8-sig")
    moved = (report.parent / "old-addresses.map").read_text(encoding="utf-8")
    assert '"/vi/news/cong-tac-dang/bai-cu-1189.html" "/tin/2020/05/bai-truoc/";' in moved
    assert '"/index.php?language=vi&nv=news&op=cong-tac-dang/bai-cu-1189" "/tin/2020/05/bai-truoc/";' in moved
    openings = (report.parent / "openings.csv").read_text(encoding="utf-8").splitlines()
    assert {"/tin/2020/05/bai-truoc/,7", "/tin/2020/05/hoi-nghi-so-ket-gd-dt/,1250"} <= set(openings)
    capsys.readouterr()
    main(["check", "--site", "content"])
    assert " lỗi" not in capsys.readouterr().out.splitlines()[-1]


def test_later_dump_changes_nothing_that_is_there(small: SmallSite, run: Run) -> None:
    assert run(site.portal(**PORTAL))[0] == 0
    before = texts(small.content)
    edited = small.content / "tin/2020/05/bai-truoc/index.md"
    edited.write_text(edited.read_text(encoding="utf-8") + "\nThêm một câu.\n", encoding="utf-8")
    articles = [row | {"title": f"{row['title']} (sửa)"} if row["id"] == 1187 else row for row in PORTAL["articles"]]
    fresh = {"id": 1200, "catid": 7, "title": "Bài mới", "alias": "bai-moi", "publtime": MAY_20, "addtime": MAY_20}
    code, _ = run(site.portal(**PORTAL | {"articles": [*articles, fresh]}))
    after = texts(small.content)
    assert code == 0
    assert set(after) - set(before) == {"tin/2020/05/bai-moi/index.md"}
    assert {path for path in before if before[path] != after[path]} == {"tin/2020/05/bai-truoc/index.md"}
    assert after["tin/2020/05/bai-truoc/index.md"].endswith("Thêm một câu.\n")


def test_comments_are_kept_beside_their_article(small: SmallSite, run: Run) -> None:
    settings = small.content / "site.toml"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n[readers]\ncomments = true\n", encoding="utf-8")
    assert run(site.portal(**PORTAL))[0] == 0
    (kept,) = small.content.rglob("comments.yaml")
    assert kept.parent.name == "hoi-nghi-so-ket-gd-dt"
    assert "name: Lan" in kept.read_text(encoding="utf-8") and "lan@thu" not in kept.read_text(encoding="utf-8")


LINKS = {
    "nukeviet": ("/index.php?language=vi&nv=news&op=tin/bai-1187", ["/index.php?nv=news&op=tin/bai-1187.html&language=vi", "/index.php?language=vi&amp;nv=news&amp;op=tin/bai-1187", "/vi/news/chuyen-muc-cu/bai-1187.html"]),
    "joomla": ("/index.php?option=com_content&view=article&id=12", ["index.php?view=article&id=12:ten-cu&catid=5&option=com_content&Itemid=9"]),
}  # fmt: skip


@pytest.mark.parametrize("portal", LINKS)
def test_links_in_other_words_lead_to_the_same_article(portal: str) -> None:
    known, links = LINKS[portal]
    old = OldAddresses(
        {address_key(known): "a", address_key("/vi/news/tin/bai-1187.html"): "a", address_key("/?p=5"): "b"},
        frozenset(),
    )
    assert [old.find(link) for link in links] == ["a"] * len(links)
    assert old.find("/index.php?option=com_content&view=article&id=13") is None
    assert old.find("/index.php?language=vi&nv=news&op=tin/bai-1188") is None


def test_files_beside_the_dump_are_found(
    small: SmallSite, run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(site.portal(**PORTAL), "--dry-run")
    main(["import", "so.sql.gz", "--site", "content"])
    assert "uploads" in capsys.readouterr().out
    assert (small.content / "tin/2020/05/hoi-nghi-so-ket-gd-dt/quang-canh-hoi-nghi.jpg").is_file()


def test_everything_a_draft(small: SmallSite, run: Run) -> None:
    run(site.portal(**PORTAL), "--drafts")
    found = texts(small.content)
    assert found and all("status: draft" in text for text in found.values())


@pytest.mark.parametrize("arguments", [["--uploads", "khong-co"], ["--address", "sogd"]])
def test_wrong_arguments(run: Run, arguments: list[str]) -> None:
    assert run(site.portal(**PORTAL), *arguments)[0] == 2


def test_damaged_dump_is_a_sentence(
    small: SmallSite, tmp_path: Path, run: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    run(site.portal(**PORTAL), "--dry-run")
    (tmp_path / "hong.sql.gz").write_bytes((tmp_path / "so.sql.gz").read_bytes()[:-300])
    assert main(["import", "hong.sql.gz", "--site", "content"]) == 1
    assert "Traceback" not in "".join(capsys.readouterr())
