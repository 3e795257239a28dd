"""The HTTP surface: a table in this process, then a real server and what clients do to it."""

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
import yaml

from tests.counter.harness import FIREFOX, ORIGIN, PAGES, ROOT, Counter, Server, serving, write_pages

Start = Callable[..., Counter]
NEWS, OTHER = PAGES[1:]
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
GOOD = {"origin": ORIGIN, "user-agent": FIREFOX, "content-type": FORM}
BODY = urlencode({"path": NEWS}).encode()


@pytest.mark.parametrize(
    ("status", "headers", "body"),
    [
        (200, {}, BODY),
        (200, {"content-type": "application/x-www-form-urlencoded;charset=UTF-8"}, BODY),
        (200, {"content-type": JSON}, json.dumps({"path": NEWS, "also": [OTHER, "/x/"]}).encode()),
        (200, {}, [BODY[:3], BODY[3:], b""]),
        (200, {}, urlencode([("path", NEWS)] + [("also", OTHER)] * 50).encode()),
        (400, {}, urlencode([("path", NEWS)] + [("also", OTHER)] * 51).encode()),
        (400, {}, b""),
        (400, {}, b"also=/"),
        (400, {}, BODY + b"&" + BODY),
        (400, {}, b"&".join([b"a=1"] * 200)),
        (400, {"content-type": JSON}, b"{"),
        (400, {"content-type": JSON}, b"[]"),
        (400, {"content-type": JSON}, b'{"path": 5}'),
        (400, {"content-type": JSON}, b'{"path": "/", "also": "/"}'),
        (400, {"content-type": JSON}, b'{"path": "/", "also": [1]}'),
        (400, {"content-type": JSON}, b"\xff\xfe"),
        (400, {"content-type": JSON}, b"[" * 10_000),
        (400, {"content-length": "many"}, BODY),
        (404, {}, b"path=/khong-co/"),
        (404, {}, b"path=" + NEWS.rstrip("/").encode()),
        (404, {}, b"path=%00%ff%fe"),
        (404, {"content-type": JSON}, b'{"path": "\\ud800"}'),
        (413, {}, b"path=/" + b"a" * 16_384),
        (413, {"content-length": "16385"}, BODY),
        (413, {"content-length": "9" * 5000}, BODY),
        (413, {}, [b"path=/"] + [b"a" * 4096] * 5),
        (415, {"content-type": "text/plain"}, BODY),
        (415, {"content-type": ""}, BODY),
    ],
)
def test_hit(counter: Start, status: int, headers: dict[str, str], body: Any) -> None:
    site = counter()
    answer = site.request("POST", "/api/hit", GOOD | headers, body)
    assert answer.status == status
    assert answer.headers["cache-control"] == "no-store"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert ("error" in answer.json) == (status != 200)
    assert site.site["views"] == (status == 200)


@pytest.mark.parametrize(
    ("post", "pixel", "headers"),
    [
        (200, 200, {"sec-fetch-site": "same-origin"}),
        (200, 200, {"sec-fetch-site": "same-origin", "origin": "https://other.example"}),
        (403, 403, {"sec-fetch-site": "same-site", "origin": ORIGIN}),
        (403, 403, {"sec-fetch-site": "cross-site", "referer": ORIGIN + "/"}),
        (403, 403, {"sec-fetch-site": "none"}),
        (200, 200, {"origin": ORIGIN}),
        (200, 200, {"origin": "https://www.so.example"}),
        (403, 403, {"origin": "null"}),
        (403, 403, {"origin": ORIGIN + ".evil.example"}),
        (403, 403, {"origin": "http://so.example", "referer": ORIGIN + "/"}),
        (403, 200, {"referer": ORIGIN + "/tin/"}),
        (403, 403, {"referer": ORIGIN + ".evil.example/"}),
        (403, 403, {"referer": ORIGIN}),
        (403, 403, {}),
    ],
)
def test_only_pages_of_the_site_count(counter: Start, post: int, pixel: int, headers: dict[str, str]) -> None:
    site = counter(origins=("https://www.so.example",))
    base = {"user-agent": FIREFOX, "content-type": FORM}
    assert site.request("POST", "/api/hit", base | headers, BODY).status == post
    assert site.request("GET", f"/api/pixel.gif?path={OTHER}", base | headers).status == pixel
    assert site.site["views"] == (post == 200) + (pixel == 200)


@pytest.mark.parametrize(
    ("status", "path"),
    [
        (200, "/api/counts?path=/"),
        (200, "/api/counts?" + "&".join(["path=/"] * 50)),
        (400, "/api/counts?" + "&".join(["path=/"] * 51)),
        (400, "/api/counts"),
        (400, "/api/counts?" + "&".join(["a=1"] * 500)),
        (400, "/api/counts?path=" + "a" * 20_000),
        (200, "/api/top"),
        (200, "/api/top?days=366&limit=10000"),
        *(
            (400, f"/api/top?{query}")
            for query in (
                "days=0",
                "days=367",
                "days=x",
                "days=-1",
                "days=%D9%A3",
                "limit=0",
                "limit=10001",
                "limit=",
                "days=1e2",
            )
        ),
        (200, "/api/views.svg?path=/cu.html"),
        (404, "/api/views.svg?path=/x/"),
        (400, "/api/views.svg"),
        (200, "/api/site"),
        (200, "/api/health"),
        (200, "/api/metrics"),
        (405, "/api/hit"),
        (404, "/api/"),
        (404, "/api/hit/"),
        (404, "/"),
    ],
)
def test_telling(counter: Start, status: int, path: str) -> None:
    site = counter()
    answer = site.get(path)
    assert answer.status == status
    assert "access-control-allow-origin" not in answer.headers
    assert status == 200 or answer.json["error"]
    if path.partition("?")[0] in ("/api/counts", "/api/top", "/api/site", "/api/views.svg") and status == 200:
        assert answer.headers["cache-control"] == "public, max-age=30"
    assert site.site["views"] == 0


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_methods(counter: Start, method: str) -> None:
    answer = counter().request(method, "/api/hit", GOOD)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")


def test_also_and_counts(counter: Start) -> None:
    site = counter()
    site.hit(OTHER)
    assert site.hit(NEWS, also=[OTHER, "/cu.html", "/x/"]).json["also"] == {OTHER: 1, "/cu.html": 1}
    assert site.get(f"/api/counts?path={OTHER}&path=/x/&path=/").json == {OTHER: 1, "/": 0}


def test_pixel_and_svg(counter: Start) -> None:
    site = counter()
    pixel = site.request("GET", f"/api/pixel.gif?path={NEWS}", {"user-agent": FIREFOX, "referer": ORIGIN + NEWS})
    assert (pixel.status, len(pixel.body), pixel.body[:6], pixel.headers["cache-control"]) == (
        200,
        43,
        b"GIF89a",
        "no-store",
    )
    site.app.works.counting.views[NEWS] = 547_780
    svg = site.get(f"/api/views.svg?path={NEWS}")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert ">547.780<" in svg.body.decode()
    assert "prefers-color-scheme" in svg.body.decode()


def test_slow_body_is_given_up(counter: Start) -> None:
    site = counter(body_timeout=5.0)

    async def never_ends() -> int:
        async def receive() -> dict[str, Any]:
            if sent:
                await asyncio.sleep(3600)
            sent.append(1)
            return {"type": "http.request", "body": b"path=", "more_body": True}

        async def send(message: Any) -> None:
            statuses.append(message.get("status"))

        sent: list[int] = []
        statuses: list[Any] = []
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/api/hit",
            "query_string": b"",
            "client": ("203.0.113.7", 1),
            "headers": [(name.encode(), value.encode()) for name, value in GOOD.items()],
        }
        asking = asyncio.create_task(site.app(scope, receive, send))
        await asyncio.sleep(0.01)
        site.clock.forward(4)
        await site.app.works.tick()
        assert not asking.done()
        site.clock.forward(2)
        await site.app.works.tick()
        await asking
        return int(statuses[0])

    assert site.run(never_ends()) == 408
    assert site.site["views"] == 0


def test_queue_is_bounded(counter: Start) -> None:
    site = counter(queue_limit=10)
    answers = site.hits((site.hit_request(NEWS, f"203.0.113.{number}") for number in range(100)), at_once=100)
    statuses = [answer.status for answer in answers]
    assert set(statuses) == {200, 503}
    assert all(answer.headers["retry-after"] for answer in answers if answer.status == 503)
    assert site.site["views"] == statuses.count(200)


def test_contract_file_is_the_routes(counter: Start) -> None:
    paths = yaml.safe_load((ROOT / "counter/openapi.yaml").read_text())["paths"]
    site = counter()
    described = {(path, method.upper()) for path, methods in paths.items() for method in methods}
    assert described == {(path.removeprefix("/api"), method) for path, (method, _) in site.app.routes.by_path.items()}


def test_answers_are_as_described(counter: Start) -> None:
    described = yaml.safe_load((ROOT / "counter/openapi.yaml").read_text())
    schemas = described["components"]["schemas"]
    site = counter()
    answers = {
        "Figures": site.hit(NEWS, also=[OTHER]),
        "Site": site.get("/api/site"),
        "Top": site.get("/api/top"),
        "Health": site.get("/api/health"),
    }
    for name, answer in answers.items():
        assert set(schemas[name]["required"]) <= set(answer.json) <= set(schemas[name]["properties"]), name
    assert set(answers["Site"].json["days"][0]) == {"day", *schemas["Day"]["required"]}
    # Every status that the tables above see is described.
    for path, method, statuses in (
        ("/hit", "post", "200 400 403 404 408 413 415 429 503"),
        ("/pixel.gif", "get", "200 400 403 404 429 503"),
        ("/top", "get", "200 400 429"),
        ("/rate", "post", "200 400 403 404 408 413 415 429 503"),
        ("/comment", "post", "200 400 403 404 408 413 415 429 503"),
        ("/comment/delete", "post", "200 400 403 404 408 413 415 429 503"),
        ("/office/pending", "get", "200 400 401 403 404 429 503"),
        ("/office/decide", "post", "200 400 401 403 404 408 413 415 429 503"),
    ):
        assert set(described["paths"][path][method]["responses"]) == set(statuses.split())


def test_metrics(counter: Start) -> None:
    site = counter()
    site.hit(NEWS)
    site.hit("/x/")
    figures = dict(
        line.rsplit(" ", 1) for line in site.get("/api/metrics").body.decode().splitlines() if not line.startswith("#")
    )
    assert (figures["counter_hits_total"], figures["counter_rejected_total"], figures["counter_views"]) == (
        "1",
        "1",
        "1",
    )
    assert float(figures["counter_last_backup_seconds"]) > 0
    assert figures['counter_commit_seconds_bucket{le="+Inf"}'] == figures["counter_commits_total"]


# -- a real server


def test_real_clients(tmp_path: Path) -> None:
    with serving(tmp_path, "--trusted-proxy", "127.0.0.1/32") as server:
        one = server.hit(NEWS, "203.0.113.1", "keep-alive")
        last = server.hit(NEWS, "203.0.113.2")
        pipelined = server.raw(one * 5 + last)
        assert pipelined.count(b"HTTP/1.1 200 OK") == 6
        assert pipelined.rstrip().endswith(b'{"views":2,"online":2,"today":2,"total":2}')
        by_byte = socket.create_connection(("127.0.0.1", server.port), 20)
        for byte in server.hit(OTHER):
            by_byte.sendall(bytes([byte]))
            time.sleep(0.0005)
        assert b"200 OK" in by_byte.recv(9999)
        by_byte.close()
        for broken in (
            b"\x16\x03\x01\x02\x00\x01\x00",
            b"GET /api/site HTTP/9.9\r\n\r\n",
            b"POST /api/hit HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n",
            b"POST /api/hit HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            b"GET /api/site HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 200_000 + b"\r\n\r\n",
        ):
            with contextlib.suppress(ConnectionError):
                assert b"200 OK" not in server.raw(broken)
        left = socket.create_connection(("127.0.0.1", server.port), 20)
        left.sendall(server.hit(OTHER)[:-5])
        left.close()
        huge = server.hit(OTHER).replace(b"Content-Length: ", b"Content-Length: 9999")
        assert b"413 Payload Too Large" in server.raw(huge)
        chunked = f"POST /api/hit HTTP/1.1\r\nHost: x\r\nOrigin: {ORIGIN}\r\nUser-Agent: {FIREFOX}\r\nContent-Type: {FORM}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
        assert b"200 OK" in server.raw(chunked.encode() + b"6\r\npath=/\r\n0\r\n\r\n")
        assert b'"views":4' in server.raw(b"GET /api/site HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        assert server.process.poll() is None


def test_unix_socket_and_prefix(tmp_path: Path) -> None:
    path = tmp_path / "counter.sock"

    class OnSocket(Server):
        def raw(self, sent: bytes, timeout: float = 20) -> bytes:
            with socket.socket(socket.AF_UNIX) as connection:
                connection.settimeout(timeout)
                connection.connect(str(path))
                connection.sendall(sent.replace(b" /api/", b" /dem/"))
                received = b""
                while more := connection.recv(65536):
                    received += more
                return received

    server = OnSocket(tmp_path / "data", write_pages(tmp_path / "pages.json"), ["--uds", str(path), "--prefix", "/dem"])
    try:
        for address in ("203.0.113.1", "203.0.113.2"):
            answer = server.raw(server.hit(NEWS, address))
        assert b'"views":2' in answer
    finally:
        server.stop()
