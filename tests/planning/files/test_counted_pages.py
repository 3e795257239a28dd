"""pages.json: what is counted, and what never stands in it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from ban_tin.planning.files.counted_pages import add_counted_pages
from ban_tin.planning.files.reader_words import WORDS
from ban_tin.planning.pages.articles import add_article_pages, add_static_pages
from ban_tin.planning.pages.redirects import add_redirect, add_redirects
from ban_tin.planning.plan import Plan
from ban_tin.site.facts import Readers
from counter.http import readers
from counter.pages import read_pages
from tests.builders import BASE, article, plan


def document(planned: Plan) -> Any:
    add_article_pages(planned)
    add_static_pages(planned)
    add_redirects(planned)
    add_counted_pages(planned)
    content = planned.files["pages.json"]
    assert isinstance(content, bytes)
    return json.loads(content)


def test_canonical_pages_are_listed_in_order_and_nothing_else() -> None:
    news, gone = [article(2), article(1)], replace(article(3), withdrawn="Đăng nhầm")
    planned = plan(news, [gone])
    add_redirect(planned, "/luu-tru/trang/2/", "/luu-tru/")
    found = document(planned)
    assert {"404.html", gone.url.lstrip("/") + "index.html", "luu-tru/trang/2/index.html"} <= set(planned.pages)
    assert found == {
        "time_zone": "Asia/Ho_Chi_Minh",
        "origin": BASE,
        "pages": ["/tin/2026/01/bai-1/", "/tin/2026/01/bai-2/"],
        "aliases": {},
    }


def test_old_addresses_lead_to_the_page_as_redirects_do() -> None:
    one, gone = article(1), replace(article(2), withdrawn="Đăng nhầm")
    planned = plan([one], [gone])
    old = [("/tin-tuc/1187.html", one.url), ("/cu/bai-viet", one.url), ("/cu/bai/", one.url), ("/cu/da-go/", gone.url)]
    planned.aliases = tuple((*each, "content/tin/x.md") for each in old)
    found = document(planned)
    assert found["aliases"] == {"/cu/bai-viet/": one.url, "/cu/bai/": one.url, "/tin-tuc/1187.html": one.url}
    # Each of them is the address of a page that leads there.
    for address in found["aliases"]:
        path = address.lstrip("/") + ("index.html" if address.endswith("/") else "")
        assert planned.pages[path].template == "redirect"


def test_a_page_that_is_a_file_keeps_its_name_and_home_its_slash() -> None:
    planned = plan([])
    view = replace(article(1), url="/x/")
    for url in ("/", "/cu/trang.html", "/cu/myindex.html"):
        head = type("Head", (), {"canonical": BASE + url, "robots": ""})
        planned.add_page(url, "page", type("View", (), {"head": head, "article": view}))
    assert document(planned)["pages"] == ["/", "/cu/myindex.html", "/cu/trang.html"]


def test_what_readers_may_send_stands_in_it_where_they_may() -> None:
    planned = plan([article(2), article(1)], [replace(article(3), withdrawn="Đăng nhầm")])
    planned.site = replace(planned.site, readers=Readers(rating=True))
    found = document(planned)
    assert found["articles"] == ["/tin/2026/01/bai-1/", "/tin/2026/01/bai-2/"]
    assert (found["rating"], found["language"], "comments" in found) == (True, "vi", False)
    assert found["words"]["Back to the article"] == "Về bài viết"


def test_consent_is_that_of_the_site_or_the_usual_one() -> None:
    for consent, said in (("", "Tôi đồng ý để cơ quan"), ("Đồng ý!", "Đồng ý!")):
        planned = plan([article(1)])
        planned.site = replace(planned.site, readers=Readers(comments=True, consent=consent, retention_days=9))
        found = document(planned)
        assert found["comments"]["consent"].startswith(said)
        assert (found["comments"]["retention_days"], "rating" in found) == (9, False)


def test_the_counter_says_what_the_site_translates() -> None:
    assert {*WORDS} == {*readers.WORDS}


def test_the_counter_reads_it(tmp_path: Path) -> None:
    planned = plan([article(1)])
    planned.site = replace(planned.site, readers=Readers(rating=True, comments=True))
    (tmp_path / "pages.json").write_text(json.dumps(document(planned)), encoding="utf-8")
    pages = read_pages(tmp_path / "pages.json")
    assert pages.comments
    assert (pages.rating, pages.comments.retention_days, pages.articles) == (True, 30, {"/tin/2026/01/bai-1/"})
    assert pages.words.keys() == {*WORDS}, "all of them are translated"
