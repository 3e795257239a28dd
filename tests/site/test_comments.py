"""Comments and forms on a small real site: what stands where, what is found, what is rebuilt, what leaves no trace."""

import re
from datetime import timedelta
from pathlib import Path
from xml.etree.ElementTree import fromstring

import brotli
import pytest
from bs4 import BeautifulSoup

from ban_tin.articles.comments import Comment, Reply, comments_file, format_comments
from tests.site.builder import NOW, SmallSite

ATOM = "{http://www.w3.org/2005/Atom}"
URL = "/tin/2026/11/hoi/"
#: Of the page and its style sheet, and of all scripts, Brotli.
FIRST_ROUND, SCRIPTS = 14_336, 4_096
#: Ten sentences of readers; with numbers in them no two comments are alike.
SAID = (
    "Cảm ơn Sở đã trả lời kịp thời, phụ huynh chúng tôi rất yên tâm.",
    "Đề nghị công bố danh sách phòng thi sớm hơn một ngày để các cháu ở xa còn kịp đi.",
    "Trường tôi chưa nhận được công văn, xin kiểm tra lại giúp.",
    "Cho hỏi học sinh chuyển trường giữa kỳ thì nộp hồ sơ ở đâu?",
    "Bài viết rất hay, mong có thêm ảnh của các điểm trường vùng cao.",
    "Em là học sinh lớp 12, em muốn biết cách tính điểm ưu tiên năm nay.",
    "Đường dây nóng gọi mãi không được, đề nghị xem lại.",
    "Chúc các thầy cô giáo mạnh khỏe, hạnh phúc!",
    "Tôi thấy thông tin ở phụ lục và ở bài khác nhau về ngày thi môn Sinh học.",
    "Nên có bản đồ chỉ đường đến điểm thi cho thí sinh ở huyện.",
)
EVIL = '<script>alert(1)</script> & "x" \u202eđảo https://spam.example/?a=1&b=2\n\n\n\ndòng hai'


def comment(number: int, text: str = "", reply: Reply | None = None, name: str = "") -> Comment:
    """Return the comment ``number``, an hour after the one before."""
    return Comment(
        number, NOW - timedelta(days=30) + timedelta(hours=number), name, text or f"Ý kiến số {number}", reply
    )


def said(number: int) -> Comment:
    """Return a comment as readers write them: of 60 to 170 letters."""
    text = f"{SAID[number % 10]} {SAID[number // 10 % 10] if number % 3 == 0 else ''} ({number})"
    return comment(number, text, name=f"Bạn đọc {number}" if number % 2 else "")


def turn_on(site: SmallSite) -> None:
    facts = site.content / "site.toml"
    text = facts.read_text(encoding="utf-8").replace(
        "[department]", "[readers]\nrating = true\ncomments = true\n\n[department]", 1
    )
    facts.write_text(text, encoding="utf-8")


def put(folder: Path, comments: list[Comment]) -> Path:
    file = comments_file(folder / "index.md")
    file.write_text(format_comments(comments), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    site = SmallSite(tmp_path_factory.mktemp("comments"))
    turn_on(site)
    evil = comment(46, EVIL, Reply(NOW, "", "Đã chuyển <b>phòng</b>"), name="\u202e<i>tên</i>")
    put(site.article("hoi"), [*(comment(number) for number in range(1, 46)), evil])
    site.article("khong")
    put(site.article("nhap", status="draft"), [comment(1, "vếtnháp")])
    put(site.article("hen", date="2026-12-30 08:00"), [comment(1, "vếthẹn")])
    put(site.article("go", withdrawn='"Nhầm"'), [comment(1, "vếtgỡ")])
    single = site.article("le").parent / "don.md"
    single.write_text("---\ntitle: Bài đơn\ndate: 2026-11-02\ncategory: Tin hoạt động\n---\n\nVăn.\n", encoding="utf-8")
    comments_file(single).write_text(format_comments([comment(1, "ý của bài đơn")]), encoding="utf-8")
    paragraph = "Sáng nay Sở tổ chức hội nghị triển khai nhiệm vụ năm học với hơn hai trăm đại biểu {}. " * 4
    put(
        site.article("nhieu", "\n\n".join(paragraph.format(*"abcd") + str(n) for n in range(12))),
        [said(n) for n in range(1, 501)],
    )
    done = site.build()
    assert done.code == 0, done.err
    return site


def soup(site: SmallSite, url: str = URL) -> BeautifulSoup:
    return BeautifulSoup(site.read(url), "html.parser")


def texts(page: BeautifulSoup) -> list[str]:
    return [each.find_all("p")[1].get_text("\n") for each in page.select(".comment")]


def test_the_newest_stand_in_the_article_and_the_others_on_numbered_pages(site: SmallSite) -> None:
    page = soup(site)
    assert texts(page)[:2] == ["Ý kiến số 27", "Ý kiến số 28"] and len(texts(page)) == 20
    assert page.select_one("#comments").get_text() == "Ý kiến bạn đọc (46)"
    assert page.select_one(".comments")["start"] == "27"
    assert page.select_one(".readers > p > a")["href"] == f"{URL}y-kien/2/"
    first, second = soup(site, f"{URL}y-kien/1/"), soup(site, f"{URL}y-kien/2/")
    assert texts(first) == [f"Ý kiến số {number}" for number in range(1, 21)]
    assert texts(second) == [f"Ý kiến số {number}" for number in range(21, 27)]
    # A full page leads on by its number for ever; the last one, which is not full, to the article.
    assert [a["href"] for a in first.select(".readers__pages a")] == [f"{URL}y-kien/2/"]
    assert [a["href"] for a in second.select(".readers__pages a")] == [f"{URL}y-kien/1/", f"{URL}#comments"]
    for each in (first, second):
        assert each.select_one("meta[name=robots]")["content"] == "noindex"
        assert not each.select("form[action^='/api'], [data-counter]")
    assert first.select_one("link[rel=canonical]")["href"].endswith(f"{URL}y-kien/1/")
    assert "y-kien" not in site.read("/sitemap-2026.xml") + site.read("/pages.json")


def test_text_is_text(site: SmallSite) -> None:
    last = soup(site).select(".comment")[-1]
    by, text = last.find_all("p")[:2]
    assert not last.select("script, i, b, a")
    assert by.find("bdi").get_text() == "\u202e<i>tên</i>"
    assert text.get_text("\n") == '<script>alert(1)</script> & "x" \u202eđảo https://spam.example/?a=1&b=2\ndòng hai'
    reply = last.select_one(".comment__reply")
    assert "Sở GDĐT Lam Giang trả lời" in reply.get_text() and "Đã chuyển <b>phòng</b>" in reply.get_text()
    assert soup(site).select(".comment")[0].find("bdi").get_text() == "Bạn đọc"


def test_the_feed_has_the_newest_first_and_is_linked(site: SmallSite) -> None:
    link = soup(site).select_one('link[rel=alternate][href$="y-kien.atom.xml"]')
    feed = fromstring(site.read(link["href"]))
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 20
    newest = entries[0]
    assert newest.find(f"{ATOM}title").text == "Ý kiến của <i>tên</i>"
    content = BeautifulSoup(newest.find(f"{ATOM}content").text, "html.parser")
    assert (
        not content.select("script, a, i")
        and content.find("blockquote").get_text() == "Sở GDĐT Lam GiangĐã chuyển <b>phòng</b>"
    )
    assert newest.find(f"{ATOM}link").attrib["href"].endswith(soup(site).select(".comment")[-1]["id"])
    assert len({entry.find(f"{ATOM}id").text for entry in entries}) == 20
    assert feed.find(f"{ATOM}updated").text == newest.find(f"{ATOM}updated").text


def test_the_search_knows_them(site: SmallSite) -> None:
    shards = "".join(path.read_text("utf-8") for path in site.output.glob("tim-kiem/data-1/**/*.json"))
    assert "phu huynh" in shards or "huynh" in shards


def test_forms_are_plain_html_with_the_words_of_the_list_of_pages(site: SmallSite) -> None:
    page = soup(site, "/tin/2026/11/khong/")
    rating, commenting, deleting = page.select(".readers form")
    assert [each["action"] for each in (rating, commenting, deleting)] == [
        "/api/rate", "/api/comment", "/api/comment/delete",
    ]  # fmt: skip
    assert {each["method"] for each in (rating, commenting, deleting)} == {"post"}
    assert [each["value"] for each in rating.select("[type=radio][name=stars]")] == list("12345")
    assert rating["id"] == "rating" and page.select_one("#comments")
    assert f'"consent": "{commenting.select_one(".consent").get_text()}"' in site.read("/pages.json")
    trap = commenting.select_one("[name=website]")
    assert trap["tabindex"] == "-1" and trap.find_parent(attrs={"aria-hidden": "true"})
    assert "0/5" not in page.get_text() and "aggregateRating" not in str(page)
    assert not page.select(".comments") and "y-kien.atom.xml" not in str(page)


def test_what_is_not_public_leaves_no_trace(site: SmallSite) -> None:
    for path, content in site.tree().items():
        for trace in ("vếtnháp", "vếthẹn", "vếtgỡ", "vetnhap", "vethen", "vetgo"):
            assert trace.encode() not in content, path
        assert "comments.yaml" not in path
    assert not soup(site, "/tin/2026/11/go/").select("form[action^='/api']")


def test_an_article_in_a_single_file_has_comments_too(site: SmallSite) -> None:
    assert texts(soup(site, "/tin/2026/11/don/")) == ["ý của bài đơn"]


def test_five_hundred_comments_stay_within_the_budgets(site: SmallSite) -> None:
    html = site.read("/tin/2026/11/nhieu/")
    assert len(texts(soup(site, "/tin/2026/11/nhieu/"))) == 20
    assert len(list(site.output.glob("tin/2026/11/nhieu/y-kien/*/index.html"))) == 25  # One leads on.
    sheet = site.output / re.search(r'<link rel="stylesheet" href="/(theme/site-\w+\.css)">', html)[1]
    page = (site.output / "tin/2026/11/nhieu/index.html").read_bytes()
    weight = len(brotli.compress(page)) + len(brotli.compress(sheet.read_bytes()))
    assert weight <= FIRST_ROUND, weight
    scripts = [site.output / name for name in re.findall(r'<script src="/([^"]+)"', html)]
    assert len(scripts) == 2
    assert sum(len(brotli.compress(each.read_bytes())) for each in scripts) <= SCRIPTS


def test_a_new_comment_writes_what_it_changes_and_nothing_else(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    turn_on(site)
    comments = [comment(number) for number in range(1, 61)]
    folder = site.article("hoi")
    site.article("khac")
    put(folder, comments)
    assert site.build().code == 0
    before = site.tree()
    put(folder, [*comments, comment(61, "vừa duyệt")])
    done = site.build(EXPLAIN="1")
    after = site.tree()
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    own = {path for path in changed if not path.startswith("tim-kiem/")}
    place = URL.strip("/")
    # Page 3 begins; pages 1 and 2 are full and stay, although nobody knew of a third one when they were written.
    assert own == {f"{place}/index.html", f"{place}/y-kien.atom.xml", f"{place}/y-kien/3/index.html"}
    assert done.written == len(changed)
    assert "content/tin/2026/11/hoi/comments.yaml" in done.out
    site.forget()
    assert site.build().code == 0
    assert site.tree() == after
    # And without comments on, nothing of them is left.
    facts = site.content / "site.toml"
    facts.write_text(facts.read_text("utf-8").replace("comments = true", "comments = false"), encoding="utf-8")
    done = site.build()
    assert done.code == 0 and "comments = true" in done.err + done.out
    assert not [path for path, content in site.tree().items() if "y-kien" in path or "vừa duyệt".encode() in content]


def test_what_is_wrong_stops_the_build_with_its_line(tmp_path: Path) -> None:
    site = SmallSite(tmp_path)
    turn_on(site)
    folder = site.article("hoi")
    (folder / "comments.yaml").write_text("- id: 1\n  received: hôm qua\n  text: a\n", encoding="utf-8")
    lone = folder.parent / "mat.comments.yaml"
    lone.write_text(format_comments([comment(1)]), encoding="utf-8")
    done = site.build()
    assert done.code == 1
    assert "content/tin/2026/11/hoi/comments.yaml:2: lỗi:" in done.err
    assert "content/tin/2026/11/mat.comments.yaml: cảnh báo:" in done.err and "mat.md" in done.err
    assert not site.output.exists() or not list(site.output.iterdir())
