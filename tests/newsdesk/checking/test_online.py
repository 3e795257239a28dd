"""Links to other sites, with a server that answers well, badly, and without an end."""

import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from newsdesk.checking.article import CheckedArticle
from newsdesk.checking.online.answers import State, keep_answers, read_answers
from newsdesk.checking.online.asking import Manner, ask_all
from newsdesk.checking.online.outside import judge_links, places_of
from tests.builders import site
from tests.newsdesk.site_handler import listening

QUICK = Manner("BanTin-check-test", apart=0.0, altogether=20.0, private=True, seconds=0.4)
ASKED: list[str] = []


class Server(BaseHTTPRequestHandler):
    """What servers of others do."""

    def do_GET(self) -> None:
        ASKED.append(self.path)
        status, headers = {
            "/there": (200, {}),
            "/gone": (404, {}),
            "/moved": (301, {"Location": "/there"}),
            "/passing": (302, {"Location": "/there"}),
            "/slash": (301, {"Location": "/slash/"}),
            "/round": (302, {"Location": "/round"}),
            "/home": (301, {"Location": "/"}),
            "/robots": (403, {}),
            "/broken": (500, {}),
            "/odd": (301, {"Location": "http://[bad"}),
        }.get(self.path, (200, {}))
        if self.path == "/silent":
            time.sleep(0.8)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if self.path == "/garbage":
            for number in range(3000):
                self.send_header(f"X-{number}", "x" * 50)
        self.end_headers()
        if self.path == "/endless":
            try:
                while not CLOSING.is_set():
                    self.wfile.write(b"x" * 65536)
            except OSError:
                return

    def log_message(self, format: str, *arguments: object) -> None:
        pass


CLOSING = threading.Event()


def test_each_answer_is_told_as_what_it_is_and_asked_for_once(tmp_path: Path) -> None:
    paths = [
        "there",
        "gone",
        "moved",
        "passing",
        "slash",
        "round",
        "home",
        "robots",
        "broken",
        "odd",
        "garbage",
        "endless",
        "silent",
    ]
    with listening(Server) as base:
        body = "\n\n".join(f"[{path}]({base}/{path}#x)" for path in paths)
        article = CheckedArticle(
            "content/a/index.md", Path("a/index.md"), f"---\ntitle: x\nsource_url: {base}/gone\n---\n{body}\n"
        )
        places = {
            address: where
            for address, where in places_of([article], site(), "site.toml").items()
            if address.startswith(base)
        }
        found = judge_links(places, tmp_path / "links.json", QUICK)
        asked = len(ASKED)
        again = judge_links(places, tmp_path / "links.json", QUICK)
        CLOSING.set()
    by_path = {dict(each.values)["address"].removeprefix(f"{base}/"): each for each in found}
    assert {path: each.kind for path, each in by_path.items()} == {
        "gone": "link-dead",
        "moved": "link-moved",
        **dict.fromkeys(("round", "home", "robots", "broken", "odd", "garbage", "silent"), "link-unsure"),
    }
    # The field of the front matter, and the link: each at its line and column.
    assert sorted((each.line, each.column) for each in found if each.kind == "link-dead") == [(3, 1), (7, 8)]
    assert dict(by_path["moved"].values)["moved"] == f"{base}/there"
    # What is known isn't asked for again; what could not be told is.
    unsure = {f"/{path}" for path, each in by_path.items() if each.kind == "link-unsure"}
    assert "/gone" not in ASKED[asked:]
    assert "/moved" not in ASKED[asked:]
    assert unsure <= {*ASKED[asked:]}
    assert {each.kind for each in again} == {"link-dead", "link-moved", "link-unsure"}


def test_no_machine_of_ones_own_is_asked_and_no_name_that_is_none(tmp_path: Path) -> None:
    manner = Manner("BanTin-check-test", apart=0.0, seconds=0.4)
    found = ask_all(
        [
            "http://127.0.0.1:9/",
            "http://192.168.1.1/x",
            "http://localhost/",
            "http://may-chu/",
            "http://[::1]/",
            "https://169.254.169.254/",
        ],
        manner,
    )
    assert {answer.state for answer in found.values()} == {State.DEAD}
    assert len(found) == 6


def test_answers_that_cant_be_read_are_forgotten(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    for content in (
        b"",
        b"[",
        b'{"format": 1, "answers": {"a": [1, 2]}}',
        b'{"format": 9}',
        b'{"format": 1, "answers": []}',
    ):
        file.write_bytes(content)
        assert read_answers(file) == {}
    keep_answers(file, {})
    assert read_answers(file) == {}
