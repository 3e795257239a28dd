"""``ban-tin article``: whatever the title, a draft that can be read, at a place where nothing lay before."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import SLUG, FrontMatter
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.findings import Findings
from ban_tin.site.addresses import NAME_BYTES
from ban_tin.starter.article import article_slug, article_text
from ban_tin.starter.quoting import tidy
from newsdesk import article
from tests.newsdesk.starting import make_site, run

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 30, 23, 30, tzinfo=ZONE)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(NOW.timestamp())))
    made = make_site(tmp_path / "site", "so-y-te")
    capsys.readouterr()
    return made


def read(text: str) -> FrontMatter:
    findings = Findings()
    source = parse_source(text, "index.md", findings)
    assert source is not None
    front = check_fields(source, "index.md", ZONE, page=False, findings=findings)
    assert front is not None
    assert [each.kind for each in findings.sorted() if each.kind != "draft"] == []
    return front


@given(st.text(st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"]), min_size=1, max_size=120))
def test_any_title_makes_an_article_that_is_read_with_it(title: str) -> None:
    title = tidy(title) or "x"
    front = read(article_text(title, NOW, "Tin hoạt động", "vi"))
    assert (front.title, front.category, front.status, front.date) == (
        title,
        "Tin hoạt động",
        "draft",
        NOW.replace(second=0),
    )
    assert SLUG.fullmatch(article_slug(title, [], "vi"))
    # Edited in place, it begins with nothing.
    assert article_text(title, NOW, "Tin hoạt động", "vi", remarks=False).endswith("status: draft\n---\n")


@pytest.mark.parametrize(
    ("title", "taken", "slug"),
    [
        ("Khai mạc “hội nghị”: Đảng bộ", [], "khai-mac-hoi-nghi-dang-bo"),
        ("Lịch trực", ["lich-truc"], "lich-truc-2"),
        ("Lịch trực", ["lich-truc", "lich-truc-2"], "lich-truc-3"),
        ("🎉🎉", [], "bai-moi"),
        ("🎉", ["bai-moi"], "bai-moi-2"),
    ],
)
def test_a_slug_is_made_of_the_title_and_is_free(title: str, taken: list[str], slug: str) -> None:
    assert article_slug(title, taken, "vi") == slug


def test_a_slug_fits_file_systems() -> None:
    assert len(article_slug("dài " * 500, [], "vi")) < 100 < NAME_BYTES
    assert len(article_slug("x" * 500, [], "vi")) < 100


def test_an_article_lies_in_the_month_of_its_date(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(article, "--site", str(site), "Họp báo") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == site / "tin" / "2026" / "11" / "hop-bao" / "index.md"
    assert read(path.read_text(encoding="utf-8")).date == NOW
    assert run(article, "--site", str(site), "Họp báo", "--date", "20/3/2026 7:05", "--category", "thong bao") == 0
    path = Path(capsys.readouterr().out.strip())
    assert path == site / "tin" / "2026" / "03" / "hop-bao" / "index.md"
    assert read(path.read_text(encoding="utf-8")).category == "Thông báo"


def test_nothing_is_written_over(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    month = site / "tin" / "2026" / "11"
    (month / "hop-bao.md").write_text("Một bài không có thư mục.", encoding="utf-8")
    assert run(article, "--site", str(site), "Họp báo") == 0
    assert run(article, "--site", str(site), "Họp báo") == 0
    printed = [Path(line).parent.name for line in capsys.readouterr().out.splitlines()]
    assert printed == ["hop-bao-2", "hop-bao-3"]
    assert (month / "hop-bao.md").read_text(encoding="utf-8") == "Một bài không có thư mục."


def test_everything_that_is_wrong_is_said_at_once(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.rglob("*"))
    assert run(article, "--site", str(site), "x" * 501, "--category", "Thể thao", "--date", "30/2/2026") == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert ["Thể thao" in said.err, "Phòng bệnh" in said.err, "30/2/2026" in said.err, "501" in said.err] == [True] * 4
    assert run(article, "--site", str(site), "  ") == 1
    assert run(article, "--site", str(site), "a\x00b") == 1
    assert sorted(site.rglob("*")) == before


def test_a_site_that_cannot_be_read_is_reported_with_its_line(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = (site / "site.toml").read_text(encoding="utf-8")
    (site / "site.toml").write_text(facts.replace('language = "vi"', "language = vi"), encoding="utf-8")
    assert run(article, "--site", str(site), "Họp báo") == 1
    assert "site/site.toml:" in capsys.readouterr().err


def test_an_english_site_has_its_articles_in_news(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site = make_site(tmp_path / "site", "biology")
    capsys.readouterr()
    assert run(article, "--site", str(site), "A talk", "--date", "2026-11-20") == 0
    assert capsys.readouterr().out.strip() == str(site / "news" / "2026" / "11" / "a-talk" / "index.md")


def test_a_file_is_opened_only_where_that_is_asked_for(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sh -c 'echo >> \"$1\" seen' sh")
    assert run(article, "--site", str(site), "Một") == 0
    assert run(article, "--site", str(site), "Hai", "--open") == 0
    one, two = (Path(line).read_text(encoding="utf-8") for line in capsys.readouterr().out.splitlines())
    assert ["seen" in one, two.endswith("seen\n")] == [False, True]
    monkeypatch.setenv("EDITOR", "no-such-editor")
    assert run(article, "--site", str(site), "Ba", "--open") == 1
    assert "no-such-editor" in capsys.readouterr().err
