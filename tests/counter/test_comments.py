"""Comments as readers send them and the office takes them."""

import csv
import io
import json
import os
import random
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from counter.comments.handlers import FIELDS
from counter.comments.signs import WEIGHTS, Sorting
from counter.comments.text import clean, length
from counter.storage import StorageError
from tests.counter.harness import (
    FIREFOX,
    GOOGLEBOT,
    ORIGIN,
    PAGES,
    ROOT,
    Counter,
    Response,
    Server,
    serving,
    write_pages,
)
from tests.counter.test_privacy import kept

Start = Callable[..., Counter]
HOME, NEWS, OTHER = PAGES
TOKEN = "k" * 43
ON = {"comments": {"consent": "Tôi đồng ý", "retention_days": 30}, "articles": [NEWS, OTHER]}
NUMBER = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


@pytest.fixture
def start(counter: Start, tmp_path: Path) -> Start:
    """A site that takes comments, with an office."""
    write_pages(tmp_path / "pages.json", **ON)
    token = tmp_path / "token"
    token.touch(0o600)
    token.write_text(f"{TOKEN}\n")
    return lambda **settings: counter(office_token=token, **settings)


@pytest.fixture
def site(start: Start) -> Counter:
    return start()


def comment(
    site: Counter,
    text: str = "Hay quá!",
    address: str = "203.0.113.7",
    headers: dict[str, str] | None = None,
    **fields: str,
) -> Response:
    return site.send("/comment", address, headers=headers, **{"path": NEWS, "text": text, "consent": "1"} | fields)


def office(
    site: Counter, what: str = "pending", client: Any = ("127.0.0.1", 5), body: Any = None, **headers: str
) -> Response:
    sent = {"authorization": f"Bearer {TOKEN}", "content-type": "application/json"} | headers
    method = "GET" if body is None else "POST"
    return site.request(
        method, f"/api/office/{what}", sent, b"" if body is None else json.dumps(body).encode(), client=client
    )


def waiting(site: Counter, suspect: int = 0) -> list[str]:
    return [each["text"] for each in office(site, f"pending?suspect={suspect}&limit=200").json["comments"]]


def decide(site: Counter, *decisions: tuple[int, str]) -> list[tuple[int, str]]:
    body = {"decisions": [{"id": number, "decision": decision} for number, decision in decisions]}
    return [(each["id"], each["decision"]) for each in office(site, "decide", body=body).json["decisions"]]


def test_off_by_default(counter: Start) -> None:
    site = counter()
    assert comment(site).status == 404
    assert site.send("/comment/delete", number="0000-0000-0000-0000").status == 404
    for what in ("pending", "decisions", "export"):
        assert office(site, what).status == 404
    assert office(site, "decide", body={}).status == 404


def test_received_with_a_number_and_waiting(site: Counter) -> None:
    answer = comment(site, "  Bài <b>hay</b> & bổ ích.\r\nCảm ơn!  ", name="Lan")
    assert answer.status == 200
    assert answer.json["received"] is True
    assert NUMBER.fullmatch(answer.json["number"])
    (found,) = office(site).json["comments"] or office(site, "pending?suspect=1").json["comments"]
    assert found == {
        "id": 1, "received": int(site.clock.wall), "path": NEWS, "name": "Lan", "text": "Bài <b>hay</b> & bổ ích.\nCảm ơn!",
        "suspect": True, "signs": ["markup"],
    }  # fmt: skip


def test_a_page_without_javascript(counter: Start, tmp_path: Path) -> None:
    words = {
        "Received": "Đã nhận, chờ duyệt",
        "If you want it deleted, give this number: {number}. It is shown only now, so please write it down.": "Số để xóa: {number}",
        "Please write something.": "Hãy viết gì đó.",
    }
    write_pages(tmp_path / "pages.json", **ON, words=words)
    site = counter()
    page = comment(site, headers={"accept": "text/html"}).body.decode()
    assert "<h1>Đã nhận, chờ duyệt</h1>" in page
    number = re.search(r"<p>Số để xóa: ([0-9A-Z-]{19})</p>", page)
    assert number
    assert f'<a href="{NEWS}#comments">' in page
    # Back on the article, the web server's log must not say who just wrote.
    assert '<meta name="referrer" content="no-referrer">' in page
    assert '<link rel="icon" href="data:,">' in page
    assert "<p>Hãy viết gì đó.</p>" in comment(site, "  ", headers={"accept": "text/html"}).body.decode()
    gone = site.send("/comment/delete", headers={"accept": "text/html"}, number=number[1]).body.decode()
    assert "<h1>Deleted</h1>" in gone
    assert site.app.works.storage.comments.totals().likely == 0


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (200, {}),
        (200, {"name": "Nguyễn Văn A"}),
        (200, {"text": "ế" * 500}),
        (200, {"text": unicodedata.normalize("NFD", "ế" * 500)}),
        (200, {"text": "👩‍👩‍👧‍👦" * 100}),
        (200, {"text": "a\r\nb" * 125}),
        (400, {"text": "ế" * 501}),
        (400, {"text": unicodedata.normalize("NFD", "ế" * 501)}),
        (400, {"text": "a" + "\u0301" * 1000}),
        (400, {"text": ""}),
        (400, {"text": " \r\n\t \u200b".replace("\u200b", "")}),
        (400, {"text": "\u202e\x00\x07"}),
        (400, {"name": "a" * 61}),
        (400, {"name": "a\nb"}),
        (400, {"consent": ""}),
        (400, {"consent": "false"}),
        (404, {"path": HOME}),
        (404, {"path": "/khong-co/"}),
        (413, {"text": "a" * 17_000}),
    ],
)
def test_what_may_be_sent(site: Counter, status: int, fields: dict[str, str]) -> None:
    answer = comment(site, **fields)
    assert answer.status == status
    assert ("message" in answer.json) == (status != 200)
    assert len(waiting(site)) == (status == 200)


@pytest.mark.parametrize(
    ("status", "headers"),
    [
        (403, {"origin": "https://other.example"}),
        (403, {"sec-fetch-site": "cross-site"}),
        (403, {"origin": "null"}),
        (403, {"origin": ""}),
        (403, {"origin": "", "referer": f"{ORIGIN}.evil.example/"}),
        (403, {"origin": "null", "referer": f"{ORIGIN}{NEWS}"}),
        (415, {"content-type": "multipart/form-data"}),
        (400, {"content-type": "application/json"}),
    ],
)
def test_who_may_send(site: Counter, status: int, headers: dict[str, str]) -> None:
    assert comment(site, headers=headers).status == status
    assert waiting(site) == waiting(site, 1) == []


def test_a_browser_that_sends_no_origin_may_send_by_its_referer(site: Counter) -> None:
    """As those do that save data on old phones. No other site can send the Referer of this one."""
    headers = {"origin": "", "referer": f"{ORIGIN}{NEWS}"}
    assert comment(site, headers=headers).status == 200
    assert waiting(site) == ["Hay quá!"]


@pytest.mark.parametrize("text", [("ᄀ" * 18 + "-") * 250, ("ᄀ" * 18 + ".") * 250, "a." * 250, "a-" * 250])
def test_no_text_takes_long_to_be_sorted(text: str) -> None:
    """Fifteen senders of one that takes 200 ms, as the first did, would keep the counter from all else."""
    assert length(text, 500) == 500
    began = time.process_time()
    for _ in range(10):
        Sorting(0.0).signs(text, "", b"", 0.0)
    assert time.process_time() - began < 0.2


def test_json_with_half_a_character(site: Counter) -> None:
    body = b'{"path": "%b", "consent": true, "text": "\\ud83d"}' % NEWS.encode()
    headers = {"origin": ORIGIN, "user-agent": FIREFOX, "content-type": "application/json"}
    assert site.request("POST", "/api/comment", headers, body).status == 400
    body = json.dumps({"path": NEWS, "consent": True, "text": "😀"}).encode()
    assert site.request("POST", "/api/comment", headers, body).status == 200
    assert waiting(site) == ["😀"]


@pytest.mark.parametrize(
    ("typed", "characters"),
    [
        ("", 0),
        ("abc", 3),
        ("e\u0301", 1),
        ("ế", 1),
        ("👨‍👩‍👧‍👦", 1),
        ("🇻🇳🇻🇳", 2),
        ("a\nb", 3),
        ("क्षि", 1),
        ("한국", 2),
        ("1️⃣", 1),
    ],
)
def test_length_is_what_a_reader_counts(typed: str, characters: int) -> None:
    assert length(typed, 500) == characters


@pytest.mark.parametrize(
    "text",
    [
        "a" + "\u0316\u0301" * 3400,
        "a-" * 7000,
        "." * 14_000,
        "a." * 7000,
        "<" * 14_000,
        "\u200d" * 4600,
        "👨\u200d" * 1900,
        "[" * 14_000,
        "www." * 3500,
    ],
)
def test_no_text_takes_long(text: str) -> None:
    began = time.process_time()
    if length(clean(text), 500) <= 500:
        Sorting(0).signs(text, "", b"", 0)
    short = text[:500]
    Sorting(0).signs(short, short[:60], b"", 0)
    assert time.process_time() - began < 0.1


def test_signs_that_nobody_types_go() -> None:
    assert clean("a\x00b\x1b[31m\u202ec\ufeff\r\nd\u2028e\tf") == "ab[31mc\nd\ne\tf"
    assert clean("👨‍👩‍👧 ZW\u200cNJ") == "👨‍👩‍👧 ZW\u200cNJ"


def test_sent_twice_is_one(site: Counter) -> None:
    first, second = comment(site).json["number"], comment(site).json["number"]
    assert waiting(site) == ["Hay quá!"]
    assert site.app.works.comments.totals.likely == 1
    assert site.send("/comment/delete", number=first).status == 404
    assert site.send("/comment/delete", number=second).json == {"deleted": True, "asked": False}
    assert waiting(site) == waiting(site, 1) == []


def test_sent_again_after_a_failure_is_no_copy(site: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Một câu dài hơn hai mươi lăm chữ cái để được nhớ."

    def refuse(comments: object) -> None:
        raise StorageError("not now")

    with monkeypatch.context() as patch:
        patch.setattr(site.app.works.storage.comments, "add", refuse)
        assert comment(site, text, headers={"sec-gpc": "1"}).status == 503
    assert site.app.works.comments.coming == {True: 0, False: 0}
    assert comment(site, text, headers={"sec-gpc": "1"}).status == 200
    assert waiting(site) == [text]


def test_the_number_is_kept_as_a_hash_and_read_as_people_type(site: Counter) -> None:
    number = comment(site).json["number"]
    content = b"".join(kept(site.config.data).values())
    assert number.encode() not in content
    assert number.replace("-", "").encode() not in content
    typed = f" {number.lower().replace('-', ' ').replace('0', 'o').replace('1', 'l')} "
    assert site.send("/comment/delete", number=typed).json["deleted"] is True
    for wrong in ("", "0000-0000-0000-0000", "x", "U" * 16, number + "0"):
        assert site.send("/comment/delete", number=wrong).status == 404


def test_the_office_decides(site: Counter) -> None:
    numbers = [
        comment(site, f"Ý kiến thứ {each}", f"203.0.113.{number}").json["number"]
        for number, each in enumerate(("nhất", "hai", "ba"))
    ]
    assert decide(site, (1, "approve"), (2, "reject"), (9, "reject")) == [(1, "approve"), (2, "reject"), (9, None)]
    assert waiting(site) == ["Ý kiến thứ ba"]
    assert decide(site, (1, "reject")) == [(1, "approve")]
    assert site.send("/comment/delete", number=numbers[0]).json == {"deleted": False, "asked": True}
    assert site.send("/comment/delete", number=numbers[1]).json == {"deleted": True, "asked": False}
    site.restart()
    lines = office(site, "decisions").json["decisions"]
    assert [(line["id"], line["path"], line["decision"]) for line in lines] == [
        (1, NEWS, "approve"),
        (2, NEWS, "reject"),
        (1, NEWS, "ask"),
    ]
    assert "Ý kiến" not in json.dumps(lines, ensure_ascii=False)
    assert office(site, "decisions?after=2").json["decisions"] == lines[2:]


def test_pages_of_what_waits(site: Counter) -> None:
    for number in range(7):
        comment(site, f"Ý kiến {'abcdefg'[number] * 3}", f"203.0.113.{number}")
    found, after = [], 0
    for _ in range(4):
        page = office(site, f"pending?limit=3&after={after}").json
        found += [each["id"] for each in page["comments"]]
        after = page["next"]
        if after is None:
            break
    assert found == [1, 2, 3, 4, 5, 6, 7]
    assert page["waiting"] == {"likely": 7, "suspects": 0}


@pytest.mark.parametrize(
    ("status", "what"),
    [
        (400, "pending?limit=0"), (400, "pending?limit=201"), (400, "pending?after=x"), (400, "pending?suspect=2"),
        (400, "export?format=xml"), (400, "decisions?after=-1"), (405, "decide"), (404, "x"),
    ],
)  # fmt: skip
def test_wrong_questions_of_the_office(site: Counter, status: int, what: str) -> None:
    assert office(site, what).status == status


@pytest.mark.parametrize(
    "body",
    [
        [], {}, {"decisions": []}, {"decisions": [{"id": 1}]}, {"decisions": [{"id": "1", "decision": "approve"}]},
        {"decisions": [{"id": True, "decision": "approve"}]}, {"decisions": [{"id": 2**60, "decision": "approve"}]},
        {"decisions": [{"id": 1, "decision": "ask"}]}, {"decisions": [{"id": 1, "decision": ["approve"]}]},
        {"decisions": [{"id": 1, "decision": "approve"}] * 201},
    ],
)  # fmt: skip
def test_wrong_decisions(site: Counter, body: Any) -> None:
    assert office(site, "decide", body=body).status == 400


def test_answers_are_as_described(site: Counter) -> None:
    schemas = yaml.safe_load((ROOT / "counter/openapi.yaml").read_text())["components"]["schemas"]
    received = comment(site, "Một", "203.0.113.1")
    comment(site, "Hai [url=x]", "203.0.113.2")
    answers = {
        "Received": received.json,
        "Pending": office(site).json,
        "Waiting": office(site, "pending?suspect=1").json["comments"][0],
        "Held": office(site, "decide", body={"decisions": [{"id": 2, "decision": "reject"}]}).json,
        "Decisions": office(site, "decisions").json,
        "Deleted": site.send("/comment/delete", number=received.json["number"]).json,
    }
    for name, answer in answers.items():
        assert set(answer) == set(schemas[name]["properties"]), name
        assert set(schemas[name]["required"]) <= set(answer), name
    assert set(answers["Decisions"]["decisions"][0]) == set(
        schemas["Decisions"]["properties"]["decisions"]["items"]["properties"]
    )
    assert set(schemas["Waiting"]["properties"]["signs"]["items"]["enum"]) == set(WEIGHTS)
    assert {*FIELDS} == set(schemas["Comment"]["properties"])


# -- who may


@pytest.mark.parametrize(
    ("status", "client", "headers"),
    [
        (200, ("127.0.0.1", 5), {}),
        (200, ("::1", 5), {}),
        (200, None, {}),
        (200, ("", 0), {}),
        (403, ("198.51.100.1", 5), {}),
        (403, ("198.51.100.1", 5), {"x-forwarded-proto": "https"}),
        (403, ("127.0.0.1", 5), {"x-forwarded-for": "203.0.113.9"}),
        (403, ("127.0.0.1", 5), {"x-forwarded-proto": "https"}),
        (403, None, {"x-forwarded-for": "203.0.113.9"}),
        (403, None, {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http"}),
        (200, None, {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}),
        (200, ("10.0.0.1", 5), {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "https"}),
        (403, ("10.0.0.1", 5), {"x-forwarded-for": "203.0.113.9", "x-forwarded-proto": "http"}),
        (403, ("10.0.0.1", 5), {"x-forwarded-for": "203.0.113.9"}),
        (401, ("127.0.0.1", 5), {"authorization": ""}),
        (401, ("127.0.0.1", 5), {"authorization": f"Bearer {TOKEN}x"}),
        (401, ("127.0.0.1", 5), {"authorization": f"Bearer {TOKEN[:-1]}"}),
        (401, ("127.0.0.1", 5), {"authorization": f"Basic {TOKEN}"}),
        (401, ("127.0.0.1", 5), {"authorization": "Bearer "}),
    ],
)
def test_only_the_office_and_only_where_nobody_reads_along(
    start: Start, status: int, client: Any, headers: dict[str, str]
) -> None:
    site = start(trusted_proxies=("10.0.0.0/8",))
    for what in ("pending", "decisions", "export"):
        assert office(site, what, client, **headers).status == status
    answer = office(site, "decide", client, {"decisions": [{"id": 1, "decision": "reject"}]}, **headers)
    assert answer.status == status


def test_no_token_in_an_address(site: Counter) -> None:
    for name in ("token", "access_token", "authorization"):
        assert (
            site.request("GET", f"/api/office/pending?{urlencode({name: TOKEN})}", {}, client=("127.0.0.1", 5)).status
            == 401
        )


def test_a_new_token_before_the_old_one_goes(site: Counter, tmp_path: Path) -> None:
    token, new = tmp_path / "token", "n" * 40

    def opens(given: str) -> bool:
        return office(site, authorization=f"Bearer {given}").status == 200

    token.write_text(f"{TOKEN}\n\n{new}\r\n")
    assert opens(TOKEN)
    assert opens(new)
    token.write_text(new)
    assert opens(new)
    assert not opens(TOKEN)
    token.chmod(0o640)
    assert not opens(new), "others may have read it"
    assert "chmod 600" in str(site.get("/api/health").json["problems"])
    token.chmod(0o600)
    assert opens(new)
    token.unlink()
    assert not opens(new)


@pytest.mark.parametrize(
    ("content", "mode"), [(TOKEN, 0o644), ("short", 0o600), ("", 0o600), (f"{TOKEN}\nshort", 0o600)]
)
def test_a_file_of_tokens_that_is_none(counter: Start, tmp_path: Path, content: str, mode: int) -> None:
    token = tmp_path / "token"
    token.write_text(content)
    token.chmod(mode)
    with pytest.raises(ValueError, match=r"chmod 600|32 characters"):
        counter(office_token=token)


def test_no_route_tells_a_text_to_the_public(start: Start) -> None:
    site = start()
    text, name = "Điều không ai được thấy trước", "Người Gửi Kín"
    answer = comment(site, text, name=name)
    secret = text.encode(), name.encode(), text.encode("unicode_escape"), b"Ng\\u01b0"
    assert not any(each in answer.body for each in secret)
    number = 1
    for path, (method, _) in site.app.routes.by_path.items():
        for query in (
            "",
            f"?path={NEWS}",
            "?id=1&suspect=0&limit=100&after=0&format=jsonl",
            f"?path={NEWS}&stars=5&text=x&consent=1",
        ):
            for headers in (
                {},
                {"accept": "text/html"},
                {"authorization": "Bearer x"},
                {"content-type": "application/json"},
            ):
                base = {"origin": ORIGIN, "user-agent": FIREFOX, "content-type": "application/x-www-form-urlencoded"}
                number += 1
                found = site.request(
                    method, path + query, base | headers, query[1:].encode(), client=(f"198.51.100.{number % 250}", 5)
                )
                assert not any(each in found.body for each in secret), path
    assert waiting(site)[0] == text


# -- spam


@pytest.mark.parametrize(
    ("suspect", "text", "more"),
    [
        (False, "Bài viết rất hay, cảm ơn nhà trường.", {}),
        (False, "Xem thêm ở https://moet.gov.vn/ nhé các bạn", {}),
        (False, "RẤT HAY", {}),
        (False, "TÔI RẤT ĐỒNG Ý VỚI BÀI VIẾT NÀY CỦA NHÀ TRƯỜNG", {}),
        (False, "Rất hay", {"waited": "30"}),
        (False, "Rất hay", {"waited": "không biết"}),
        (False, "3 < 5 và 7 > 2, a<3", {}),
        (True, "Mua ngay tại http://a.example và http://b.example", {}),
        (True, "SIÊU KHUYẾN MÃI TẠI WWW.CASINO.EXAMPLE NGAY HÔM NAY", {}),
        (True, '<a href="x">mua</a>', {}),
        (True, "[url=x]mua[/url]", {}),
        (True, "Rất hay", {"name": "casino.com"}),
        (False, "Bài này chấm online hay chấm giấy ạ? Em được 8 (tám) điểm.", {}),
        (False, "Tiếng Nga: Россия; tiếng Hy Lạp: αβγ; tiếng Việt: được", {}),
        (True, "Vào vay-nhanh [.] com để nhận tiền", {}),
        (True, "Vào vaynhanh chấm com nhé", {}),
        (True, "Chơi ở casinо ngay", {}),  # a Cyrillic о
        (True, "ｗｗｗ．ａ．ｃｏｍ và w\u200bww.b.example", {}),
        (True, "Rất hay", {"website": "http://x"}),
        (True, "Rất hay", {"waited": "1"}),
    ],
)
def test_signs_of_spam_sort_and_refuse_nothing(site: Counter, suspect: bool, text: str, more: dict[str, str]) -> None:
    assert comment(site, text, **more).status == 200
    assert waiting(site, int(suspect)) == [text]
    assert waiting(site, int(not suspect)) == []


def test_a_program_is_a_suspect(site: Counter) -> None:
    site.send("/comment", agent=GOOGLEBOT, path=NEWS, text="Rất hay", consent="1")
    assert waiting(site, 1) == ["Rất hay"]


def test_copies_are_suspects_whatever_is_varied(site: Counter) -> None:
    for number in range(5):
        text = f"Vay tiền   nhanh, lãi suất thấp, gọi {number * 111} NGAY{'!' * number}"
        assert comment(site, text, f"203.0.113.{number}", path=(NEWS, OTHER)[number % 2]).status == 200
    assert (len(waiting(site)), len(waiting(site, 1))) == (1, 4)
    for number in range(8):
        comment(site, "Cảm ơn ạ", f"203.0.114.{number}")
    assert waiting(site).count("Cảm ơn ạ") == 8, "what many people write"


@pytest.mark.parametrize("text", ["", " \n", "\u200b\u2060", "\u2800\u2800", "\u3164", "\ufe0f\u0301", "\U000e0041"])
def test_what_nobody_would_see_is_no_comment_and_no_name(site: Counter, text: str) -> None:
    assert comment(site, text).status == 400
    assert comment(site, "Hay", name=text).status == 200
    assert site.app.works.storage.comments.pending(0, 9, suspect=False)[0].name == ""


def spun(random_: random.Random) -> str:
    """Spam as programs spin it: a template with words that are drawn."""
    one, other = (random_.choice("abcdeghik") + "".join(random_.choices("aeiou", k=6)) for _ in "12")
    who = random_.choice(["Bạn", "Anh chị", "Quý khách", "Thầy cô", "Các em"])
    return f"{who} {one} đang cần vay vốn lãi suất thấp thủ tục nhanh gọn giải ngân trong ngày hãy gọi cho {other} để được tư vấn miễn phí"


def test_texts_in_nearly_the_same_words_are_suspects(site: Counter) -> None:
    random_ = random.Random(4)
    for number in range(30):
        assert comment(site, spun(random_), f"203.0.{number}.1", path=(NEWS, OTHER)[number % 2]).status == 200
    assert len(waiting(site)) <= 4
    assert len(waiting(site, 1)) >= 26


def test_what_many_people_write_of_one_thing_is_not_alike(site: Counter) -> None:
    said = (
        "Cảm ơn nhà trường đã tổ chức lễ khai giảng trang trọng, các cháu rất vui và phụ huynh chúng tôi yên tâm.",
        "Kính gửi nhà trường, lễ khai giảng năm nay rất vui nhưng các cháu phải đứng ngoài nắng hơi lâu ạ.",
        "Cho tôi hỏi lịch học chính thức sau lễ khai giảng của khối lớp một bắt đầu từ ngày nào ạ?",
        "Phụ huynh chúng tôi rất mong nhà trường công bố thời khóa biểu sớm để sắp xếp việc đưa đón các cháu.",
        "Chúc các thầy cô và các em học sinh một năm học mới nhiều niềm vui và đạt nhiều thành tích tốt.",
        "Cảm ơn các thầy cô, năm nay lễ khai giảng ngắn gọn mà ý nghĩa, các em học sinh lớp một rất thích.",
    )
    for number, text in enumerate(said):
        comment(site, text, f"203.0.113.{number}")
    assert waiting(site) == list(said)


def test_a_text_that_was_not_taken_makes_no_other_alike() -> None:
    sorting = Sorting(0)
    text = spun(random.Random(1))
    for _ in range(5):
        assert "alike" not in sorting.signs(text, "", b"", 0)
        sorting.forget(text)
    assert not sorting.alike.counts


def test_an_address_that_sends_much(start: Start) -> None:
    site = start()
    for number in range(40):
        assert comment(site, f"Ý kiến {chr(97 + number % 26) * (number + 3)}").status == 200
        site.clock.forward(60)
    assert (len(waiting(site)), len(waiting(site, 1))) == (30, 10)
    answers = [comment(site, f"Nữa {chr(97 + number) * 4}", "203.0.113.8").status for number in range(25)]
    assert answers == [200] * 20 + [429] * 5


def test_caps_refuse_in_words_and_lose_nothing(start: Start) -> None:
    site = start(comments_a_day=3, suspects_a_day=2)
    for number in range(5):
        answer = comment(site, f"Ý kiến {'abcde'[number] * 4}", f"203.0.113.{number}")
        assert answer.status == (200 if number < 3 else 503)
    assert "later" in answer.json["message"]
    assert int(answer.headers["retry-after"]) > 0
    assert comment(site, "Ở bài khác", "203.0.113.9", path=OTHER).status == 200
    for number in range(4):
        assert comment(site, f"{'abcd'[number]} [url=x]", f"203.0.113.{number}").status == (200 if number < 2 else 503)
    site.restart()
    assert comment(site, "Sau khi khởi động lại", "203.0.113.10").status == 503
    assert len(waiting(site)) == 4
    site.clock.set("2026-11-21T00:00:01")
    assert comment(site, "Ngày mới", "203.0.113.10").status == 200


def test_bytes_are_capped_and_decisions_make_room(start: Start) -> None:
    site = start(comment_bytes=3000)
    sent = 0
    while comment(site, f"{chr(97 + sent)}" * 400, f"203.0.113.{sent}").status == 200:
        sent += 1
    assert sent == 5
    health = site.get("/api/health").json
    assert (health["status"], health["comments_waiting"]) == ("warning", 5)
    decide(site, (1, "reject"))
    assert comment(site, "z" * 400, "203.0.113.99").status == 200
    assert site.get("/api/health").status == 200


def test_too_many_in_a_minute_of_all(start: Start) -> None:
    site = start(comments_a_minute=5)
    answers = [comment(site, f"{chr(97 + number) * 9}", f"203.0.113.{number}").status for number in range(7)]
    assert answers == [200] * 5 + [503] * 2
    assert [comment(site, f"{chr(97 + number)} [url=x]", f"203.0.114.{number}").status for number in range(2)] == [
        200,
        200,
    ]


# -- the office and the law


def test_undecided_ones_expire(site: Counter) -> None:
    comment(site, "Cũ")
    site.clock.forward(5 * 86_400)
    site.tick()
    comment(site, "Mới hơn")
    for day in range(5, 31):
        site.clock.forward(86_400)
        site.tick()  # the day begins
        site.tick()
        assert len(waiting(site)) == (2 if day < 30 else 1), day
    assert waiting(site) == ["Mới hơn"]
    (line,) = office(site, "decisions").json["decisions"]
    assert (line["id"], line["decision"]) == (1, "expire")


def test_switched_off_while_some_wait(site: Counter, tmp_path: Path) -> None:
    """No new ones; those that wait can be deleted, decided about, and expire."""
    numbers = [comment(site, f"Ý kiến {'abc'[each] * 3}", f"203.0.113.{each}").json["number"] for each in range(3)]
    write_pages(tmp_path / "pages.json")
    site.clock.forward(2)
    site.tick()
    assert comment(site, "Nữa").status == 404
    assert site.send("/comment/delete", number=numbers[0]).json["deleted"] is True
    assert decide(site, (2, "reject")) == [(2, "reject")]
    for _ in range(32):
        site.clock.forward(86_400)
        site.tick()
        site.tick()
    assert waiting(site) == []
    assert [line["decision"] for line in office(site, "decisions").json["decisions"]] == [
        "withdraw",
        "reject",
        "expire",
    ]
    assert site.send("/comment/delete", number=numbers[0]).status == 404


def test_what_could_not_expire_does_so_later(site: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    comment(site)

    def refuse(*_: object) -> int:
        raise StorageError("not now")

    with monkeypatch.context() as patch:
        patch.setattr(site.app.works.storage.comments, "expire", refuse)
        for _ in range(32):
            site.clock.forward(86_400)
            site.tick()
            site.tick()
    assert waiting(site) == ["Hay quá!"]
    site.tick()
    assert waiting(site) == []
    assert site.app.works.comments.totals.likely == 0


def test_a_clock_that_jumps_expires_nothing(site: Counter) -> None:
    comment(site)
    site.clock.wall += 400 * 86_400
    site.tick()
    assert waiting(site) == ["Hay quá!"]


def test_a_clock_that_was_wrong_when_it_came(site: Counter) -> None:
    first = int(site.clock.wall) - 8 * 3600
    for number, days in enumerate((-400, 400)):
        site.clock.wall += days * 86_400
        assert comment(site, f"Ý kiến {'ab'[number] * 3}", f"203.0.113.{number}").status == 200
        site.clock.wall -= days * 86_400
    site.restart()
    site.tick()
    received = [each["received"] for each in office(site).json["comments"]]
    assert received == [first, first + 86_399]


def test_export(site: Counter) -> None:
    formulas = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", " =1", "\t=1", 'Bình thường, "có" dấu\nhai dòng', "＝1"]
    for number, text in enumerate(formulas):
        comment(site, text, f"203.0.113.{number}", name="=cmd" if number == 6 else "")
    answer = office(site, "export?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="comments-2026-11-20.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.body.decode("utf-8-sig"))))
    assert {row["text"] for row in rows} == {
        "'=HYPERLINK(1)", "'+1", "'-1", "'@SUM(1)", "'=1", formulas[6], "'＝1"
    }  # fmt: skip
    assert "'=cmd" in {row["name"] for row in rows}
    assert rows[0]["received"] == "2026-11-20T08:00:00+07:00"
    lines = [json.loads(line) for line in office(site, "export?format=jsonl").body.splitlines()]
    assert {line["text"] for line in lines} == {clean(text) for text in formulas}


def test_global_privacy_control_may_comment_and_is_not_hashed(site: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("hashed")

    monkeypatch.setattr("counter.visits.visitors.blake2b", refuse)
    assert comment(site, headers={"sec-gpc": "1"}).status == 200
    with pytest.raises(AssertionError, match="hashed"):
        comment(site)


def test_nothing_tells_who_wrote(site: Counter) -> None:
    site.clock.set("2026-11-20T23:00:00")
    site.hit(NEWS)
    comment(site, "Ý kiến thứ nhất")
    comment(site, "Ý kiến khác hẳn")
    comment(site, "Ở bài khác", path=OTHER)
    db = site.app.works.storage.db
    keys = [key for (key,) in db.execute("select key from comment_today union all select key from seen")]
    assert len(set(keys)) == 4
    site.app.works.storage.backup(site.config.backups / "x.db")
    files = kept(site.config.data)
    for content in files.values():
        for secret in (b"203.0.113.7", bytes([203, 0, 113, 7]), b"Firefox", FIREFOX.encode()):
            assert secret not in content
    packed = [key.to_bytes(8, "big", signed=True) for key in keys]
    backups = b"".join(content for name, content in files.items() if name.startswith("backups"))
    assert not any(key in backups for key in packed)
    assert "Ý kiến khác hẳn".encode() in backups, "what readers wrote is not lost with the database"
    site.clock.set("2026-11-21T00:00:00")
    site.tick()
    after = b"".join(content for name, content in kept(site.config.data).items())
    assert not any(key in after for key in packed)
    assert len(waiting(site)) == 3


def test_a_real_server(tmp_path: Path) -> None:
    """A form without JavaScript and the office, by sockets; behind a proxy only by https."""
    write_pages(tmp_path / "pages.json", **ON, rating=True)
    token = tmp_path / "token"
    token.touch(0o600)
    token.write_text(TOKEN)

    def asked(server: Server, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str]:
        given = {
            "Host": "so.example",
            "User-Agent": FIREFOX,
            "Connection": "close",
            "Content-Length": str(len(body.encode())),
        }
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in (given | headers).items()]
        head = "\r\n".join([f"{method} /api/{path} HTTP/1.1", *lines])
        answer = server.raw(f"{head}\r\n\r\n{body}".encode()).decode()
        return int(answer[9:12]), answer.partition("\r\n\r\n")[2]

    form = {"Accept": "text/html", "Origin": ORIGIN, "Content_Type": "application/x-www-form-urlencoded"}
    opened = {"Authorization": f"Bearer {TOKEN}"}
    with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32", "--office-token", str(token)) as server:
        status, page = asked(server, "POST", "rate", f"path={NEWS}&stars=4", **form)
        assert (status, "<h1>Thank you for your rating</h1>" in page) == (200, True)
        status, page = asked(
            server, "POST", "comment", urlencode({"path": NEWS, "text": "Hay quá!", "consent": "1"}), **form
        )
        assert (status, NUMBER.search(page) is not None) == (200, True)
        assert asked(server, "GET", "office/pending")[0] == 401
        assert asked(server, "GET", "office/pending", X_Forwarded_For="203.0.113.9", **opened)[0] == 403
        by_proxy = {"X_Forwarded_For": "203.0.113.9", "X_Forwarded_Proto": "https"}
        for headers in (opened, opened | by_proxy):
            status, found = asked(server, "GET", "office/pending", **headers)
            assert (status, [each["text"] for each in json.loads(found)["comments"]]) == (200, ["Hay quá!"])
        sent = json.dumps({"decisions": [{"id": 1, "decision": "approve"}]})
        assert asked(server, "POST", "office/decide", sent, Content_Type="application/json", **opened)[0] == 200
        assert json.loads(asked(server, "GET", "office/pending", **opened)[1])["comments"] == []
    for name, content in kept(tmp_path).items():
        if name != "token":
            assert TOKEN.encode() not in content, name
        for secret in (b"203.0.113.9", b"Firefox", b"Hay qu" if name.endswith(".log") else b"Firefox"):
            assert secret not in content, name


def test_tokens_that_others_may_read_stop_the_start(tmp_path: Path) -> None:
    token = tmp_path / "token"
    token.write_text(TOKEN)
    token.chmod(0o644)
    with pytest.raises(RuntimeError, match="chmod 600"), serving(tmp_path / "site", "--office-token", str(token)):
        pass


def test_the_token_is_not_logged_nor_kept(site: Counter, capfd: pytest.CaptureFixture[str]) -> None:
    office(site)
    assert TOKEN.encode() not in b"".join(kept(site.config.data).values())
    assert TOKEN not in "".join(capfd.readouterr())
    assert os.environ.get("OFFICE_TOKEN") is None
