"""Whatever answers below the newsdesk's address: only its own pages may change something, nobody frames it, nothing too long is read."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from socket import create_connection
from typing import cast

import brotli
import pytest
from starlette.routing import Route

from newsdesk.desk.application import UPLOADS, DeskApplication
from newsdesk.desk.bodies import JSON_BYTES
from newsdesk.desk.desk import Desk
from newsdesk.desk.own_files import PAGE, shrink_file
from newsdesk.preview.counter import ThrowawayCounter
from newsdesk.site_folder import SiteFolder
from tests.newsdesk.desk.office import API, LIST, OfficeDesk

FORM = f"{LIST}comments"


def every_route() -> Iterator[tuple[str, str]]:
    """Yield the method and the address of everything that the rooms answer."""
    nowhere = SiteFolder(Path("/nowhere"), Path("/nowhere/o"), Path("/nowhere/c"), Path("/nowhere/p"))
    desk = Desk(nowhere, lambda: None, lambda paths: None, cast("ThrowawayCounter", None), "token")
    for route in DeskApplication(desk).routes:
        assert isinstance(route, Route) and route.methods
        for method in sorted(route.methods - {"HEAD"}):
            yield method, re.sub(r"\{[^}]*\}", "x", route.path)


ROUTES = [*every_route()]
CHANGING = [each for each in ROUTES if each[0] != "GET"]
READING = [path for method, path in ROUTES if method == "GET"]
FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:1"},
    {"Sec_Fetch_Site": "cross-site"},
    {"Sec_Fetch_Site": "same-site"},
    {"Sec_Fetch_Site": "none"},
    {"X_Newsdesk_Token": ""},
    {"X_Newsdesk_Token": "x" * 32},
    {"X_Newsdesk_Token": "Ä"},
]


def closed(headers: dict[str, str]) -> bool:
    return (
        headers["x-frame-options"] == "DENY"
        and "frame-ancestors 'none'" in headers["content-security-policy"]
        and "unsafe" not in headers["content-security-policy"]
        and headers["cache-control"] == "no-store"
        and headers["x-content-type-options"] == "nosniff"
    )


@pytest.mark.parametrize(("method", "path"), CHANGING)
def test_only_the_newsdesks_own_pages_change_something(office: OfficeDesk, method: str, path: str) -> None:
    for wrong in FOREIGN:
        if path == FORM and "X_Newsdesk_Token" in wrong:
            continue  # Its token is a field of the form: see the tests of the comments' page.
        answer = office.preview.ask(path, method, "{}", **office.own() | wrong)
        assert answer.status == 403 and closed(answer.headers), (wrong, answer.status)
    without = {name: value for name, value in office.own().items() if name != "Origin"}
    assert office.preview.ask(path, method, "{}", **without).status == 403
    assert office.preview.ask(path, method, "{}", **office.own() | {"Host": "evil.example"}).status == 400
    # Before a byte of it is read.
    long = {"Content_Length": str(400_000_000 if path in UPLOADS else JSON_BYTES + 1)}
    assert office.preview.ask(path, method, None, **office.own() | long).status == 413


@pytest.mark.parametrize("path", READING)
def test_what_is_read_is_read_by_its_own_pages_alone(office: OfficeDesk, path: str) -> None:
    elsewhere = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "no-cors", "Sec_Fetch_Dest": "script"}
    answer = office.preview.ask(path, **elsewhere)
    assert answer.status == 403 and closed(answer.headers)
    framed = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate", "Sec_Fetch_Dest": "iframe"}
    assert office.preview.ask(path, **framed).status == 403
    assert office.preview.ask(path, Host="evil.example").status == 400
    answer = office.preview.ask(path, Sec_Fetch_Site="same-origin")
    assert closed(answer.headers) and answer.status < 500


def test_a_body_that_does_not_tell_its_length_is_cut_off(office: OfficeDesk) -> None:
    chunk = b"100000\r\n" + b" " * 0x100000 + b"\r\n"
    given = office.own() | {"Transfer-Encoding": "chunked"}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items())
    with create_connection(("127.0.0.1", office.preview.port), 20) as connection:
        connection.sendall(f"POST {API}articles/new HTTP/1.1\r\n{head}\r\n".encode())
        with suppress(ConnectionError):
            for _ in range(JSON_BYTES // len(chunk) + 2):
                connection.sendall(chunk)
        assert b" 413 " in connection.recv(100)


def test_pages_and_files_of_the_site_are_framed_by_nobody_else(office: OfficeDesk) -> None:
    page = office.preview.ask("/")
    assert page.headers["x-frame-options"] == "SAMEORIGIN"
    assert page.headers["content-security-policy"].endswith("frame-ancestors 'self'")
    for path in ("/theme/icon.svg", "/khong-co/", "/__preview/client.js"):
        assert office.preview.ask(path).headers["x-frame-options"] == "SAMEORIGIN"


def test_no_link_leads_out_of_the_site(office: OfficeDesk, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "index.md").write_text("---\ntitle: Ngoài\ndate: 2026-11-01\ncategory: Thông báo\n---\n\nX\n", "utf-8")
    link = office.site.content / "tin" / "2026" / "11" / "lien-ket"
    link.symlink_to(outside)
    try:
        for action in ("delete", "duplicate", "withdraw"):
            files = {"files": ["tin/2026/11/lien-ket/index.md"], "reason": "x"}
            assert office.post(f"articles/{action}", files).status == 422
        assert (outside / "index.md").read_text("utf-8").startswith("---\ntitle: Ngoài\ndate")
    finally:
        link.unlink()


def test_all_scripts_and_styles_of_the_page_weigh_little() -> None:
    # Together, as a browser has them after a day's work; no page needs all of them.
    files = [shrink_file(file, 0) for file in sorted(PAGE.iterdir(), key=lambda file: (file.suffix, file.name))]
    assert len(gzip.compress(b"".join(each.plain for each in files))) < 60_000
    # One by one, as they are sent.
    assert sum(len(each.brotli) for each in files) < 70_000


@pytest.mark.parametrize(
    ("taken", "packed", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("", None, bytes),
    ],
)
def test_a_script_is_sent_packed_as_the_browser_takes_it(
    office: OfficeDesk, taken: str, packed: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    given = office.preview.ask("/__newsdesk/page/session.js", Accept_Encoding=taken)
    assert (given.headers.get("content-encoding"), given.headers["vary"]) == (packed, "Accept-Encoding")
    assert unpack(given.body) == shrink_file(PAGE / "session.js", 0).plain
