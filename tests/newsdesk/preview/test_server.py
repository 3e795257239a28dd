"""What the preview answers, by real requests to a real process."""

import re
import signal
import socket
import time
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from newsdesk.preview.application import is_plain, type_of
from newsdesk.preview.session import bind
from tests.newsdesk.preview.running import Preview, Project, preview

VIDEO = bytes(range(256)) * 1024


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("/tin/", "text/html"),
        ("/trang.html", "text/html"),
        ("/a.css", "text/css"),
        ("/a.js", "text/javascript"),
        ("/pages.json", "application/json"),
        ("/feed.xml", "text/xml"),
        ("/a.avif", "image/avif"),
        ("/a.webp", "image/webp"),
        ("/a.woff2", "font/woff2"),
        ("/a.svg", "image/svg+xml"),
        ("/a.mp4", "video/mp4"),
        ("/a.pdf", "application/pdf"),
        ("/a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("/a.khong-biet", "application/octet-stream"),
    ],
)
def test_an_address_has_the_type_of_its_name(name: str, kind: str) -> None:
    assert type_of(name) == kind


@pytest.mark.parametrize(
    "address", ["", "a", "//a", "/a//b", "/../a", "/a/..", "/a/../b", "/./a", "/a\\b", "/a\0b", "/a\n"]
)
def test_an_address_with_tricks_is_none(address: str) -> None:
    assert not is_plain(address)


@pytest.mark.parametrize("address", ["/", "/a", "/a/", "/a/b.html", "/Ảnh bài (1).jpg", "/a..b/", "/.well-known/x"])
def test_an_address_without_tricks_is_one(address: str) -> None:
    assert is_plain(address)


def test_a_page_comes_with_the_previews_script_and_is_never_kept(shown: Preview) -> None:
    answer = shown.ask("/")
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert re.search(
        r'<script src="/__preview/client.js" data-server="\w+" data-version="\d+" data-bar="[^"]+" defer></script></body></html>$',
        answer.text,
    )
    assert "Trang chủ" in answer.text
    for name, kind in (("client.js", "text/javascript"), ("client.css", "text/css")):
        own = shown.ask(f"/__preview/{name}")
        assert (own.status, own.headers["content-type"]) == (200, f"{kind}; charset=utf-8")
    style = shown.ask("/theme/site.css")
    assert style.headers["content-type"] == "text/css; charset=utf-8"
    assert style.text == "body { color: rgb(1, 2, 3) }"


def test_head_is_get_without_the_body(shown: Preview) -> None:
    for path in ("/", "/theme/site.css", "/khong-co/"):
        whole, head = shown.ask(path), shown.ask(path, "HEAD")
        assert head.body == b""
        assert head.status == whole.status
        for name in ("content-type", "content-length", "cache-control"):
            assert head.headers[name] == whole.headers[name], path


def test_parts_of_a_file_can_be_asked_for(shown: Preview, project: Project) -> None:
    (project.folder / "content" / "phim.mp4").write_bytes(VIDEO)
    whole = shown.ask("/phim.mp4")
    assert (whole.headers["accept-ranges"], whole.headers["content-type"]) == ("bytes", "video/mp4")
    assert whole.body == VIDEO
    part = shown.ask("/phim.mp4", Range="bytes=1000-1999")
    assert (part.status, part.body) == (206, VIDEO[1000:2000])
    assert part.headers["content-range"] == f"bytes 1000-1999/{len(VIDEO)}"
    assert part.headers["cache-control"] == "no-store"
    assert shown.ask("/phim.mp4", Range="bytes=-10").body == VIDEO[-10:]
    assert shown.ask("/phim.mp4", Range=f"bytes={len(VIDEO)}-").status == 416


def test_a_folder_without_its_slash_leads_to_the_page(shown: Preview, project: Project) -> None:
    project.page("tin/bài", "Nội dung")
    shown.until(lambda: shown.ask("/tin/b%C3%A0i/").status == 200)
    answer = shown.ask("/tin/b%C3%A0i?a=1&b=%C3%A0")
    assert (answer.status, answer.headers["location"]) == (301, "/tin/b%C3%A0i/?a=1&b=%C3%A0")
    assert answer.headers["cache-control"] == "no-store"
    # Never to another host.
    assert shown.ask("//tin/b%C3%A0i").status == 404


def test_what_is_not_there_gets_the_sites_own_page_with_the_script(shown: Preview) -> None:
    answer = shown.ask("/khong-co/")
    assert answer.status == 404
    assert "Không tìm thấy trang" in answer.text
    assert "/__preview/client.js" in answer.text
    assert shown.ask("/__preview/khong-co.js").status == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_anything_but_reading_is_refused(shown: Preview, method: str) -> None:
    answer = shown.ask("/", method, body="x")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("path", ["/../secret", "/%2e%2e/secret", "/theme/..%2f..%2fsecret", "/theme/../../secret"])
def test_no_path_leaves_the_site(shown: Preview, project: Project, path: str) -> None:
    (project.folder / "secret").write_text("bí mật")
    answer = shown.ask(path)
    assert answer.status == 404
    assert "bí mật" not in answer.text


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", ""])
def test_a_foreign_name_for_this_machine_gets_nothing(shown: Preview, host: str) -> None:
    for path in ("/", "/__preview/events"):
        answer = shown.ask(path, Host=host)
        assert answer.status == 400
        assert "Trang chủ" not in answer.text


def test_names_of_this_machine_get_the_page(shown: Preview) -> None:
    for host in ("localhost", f"localhost:{shown.port}", f"127.0.0.1:{shown.port}"):
        assert shown.ask("/", Host=host).status == 200


def test_only_this_machine_can_ask(shown: Preview) -> None:
    listening = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    ours = [local for _, local, _, state, *_ in listening if state == "0A" and local.endswith(f":{shown.port:04X}")]
    assert ours == [f"0100007F:{shown.port:04X}"]


def test_a_page_whose_template_fails_says_so_in_place_of_the_page(shown: Preview, project: Project) -> None:
    project.page("hong", "FAILS")
    shown.until(lambda: shown.ask("/hong/").status == 500)
    answer = shown.ask("/hong/")
    assert "theme/article.html:7: lỗi: Mẫu trang hỏng\n    Cách sửa: Sửa mẫu trang." in answer.text
    assert "/__preview/client.js" in answer.text
    assert shown.ask("/").status == 200


def test_a_new_page_and_a_deleted_one_are_followed(shown: Preview, project: Project) -> None:
    page = project.page("moi", "Bài mới")
    shown.until(lambda: "Bài mới" in shown.ask("/moi/").text)
    page.unlink()
    shown.until(lambda: shown.ask("/moi/").status == 404)


def test_answers_are_sent_at_once() -> None:
    """Of a socket that isn't named as TCP, asyncio holds back the end of an answer until the start is acknowledged: 40 ms."""
    with bind(0) as listener:
        assert listener.proto == socket.IPPROTO_TCP


def test_an_edit_right_after_the_start_is_not_lost(project: Project) -> None:
    project.page("cham", "SLOW một")
    with preview(project.folder) as shown:
        project.page("", "Sửa ngay")
        shown.until(lambda: "Sửa ngay" in shown.ask("/").text)


def test_an_edit_while_the_site_is_read_for_the_first_time_is_not_lost(project: Project) -> None:
    project.page("cham", "SLOW một")
    starts = project.folder / "starts"
    with preview(project.folder, ready=False) as shown:
        shown.until(starts.exists)
        # `content/index.html` may have been read by now, or not.
        project.page("", "Sửa lúc đang đọc")
        project.page("cham", "SLOW hai")
        shown.until(lambda: "Ctrl-C" in shown.said)
        shown.until(lambda: "Sửa lúc đang đọc" in shown.ask("/").text and "SLOW hai" in shown.ask("/cham/").text)


def test_edits_during_an_update_are_not_lost(shown: Preview, project: Project) -> None:
    project.page("cham", "SLOW một")
    shown.until((project.folder / "slow").exists)  # the update that takes a second is under way
    for number in range(10):
        project.page(f"bai-{number}", f"Bài số {number}.")
    project.page("", "Trang chủ mới")
    shown.until(lambda: "Trang chủ mới" in shown.ask("/").text)
    for number in range(10):
        shown.until(lambda number=number: f"Bài số {number}." in shown.ask(f"/bai-{number}/").text)


def test_an_update_that_crashes_is_a_problem_and_the_next_change_starts_the_site_anew(
    shown: Preview, project: Project
) -> None:
    project.page("hong", "CRASH")
    shown.until(lambda: "\nRuntimeError: the update crashed\n    Cách sửa" in shown.said)
    assert "Trang chủ" in shown.ask("/").text
    # Still broken: another page is not shown, and the preview still runs.
    project.page("", "Trang chủ mới")
    shown.until(lambda: shown.said.count("RuntimeError: the update crashed") > 2)
    project.page("hong", "Đã sửa")
    shown.until(lambda: "Đã sửa" in shown.ask("/hong/").text and "Trang chủ mới" in shown.ask("/").text)
    assert len((project.folder / "starts").read_text().split()) >= 3


def test_a_renamed_file_is_followed(shown: Preview, project: Project) -> None:
    """Many editors write another file and rename it."""
    page = project.folder / "content" / "index.html"
    for number in range(3):
        draft = page.with_name(".index.html.tmp")
        draft.write_text(f"<body>Bản {number}</body>")
        draft.replace(page)
        shown.until(lambda number=number: f"Bản {number}" in shown.ask("/").text)


def test_a_folder_that_is_moved_is_followed(shown: Preview, project: Project) -> None:
    aside = project.folder / "aside"
    aside.mkdir()
    (aside / "index.html").write_text("<body>Cả thư mục</body>")
    place = project.folder / "content" / "tin" / "2026"
    place.mkdir(parents=True)
    aside.rename(place / "bai")
    shown.until(lambda: "Cả thư mục" in shown.ask("/tin/2026/bai/").text)
    place.rename(aside)
    shown.until(lambda: shown.ask("/tin/2026/bai/").status == 404)


def test_what_editors_put_beside_a_file_is_ignored(shown: Preview, project: Project) -> None:
    for name in (".index.html.swp", "index.html~", ".~lock.bai#", ".git/index", "__pycache__/a.pyc"):
        path = project.folder / "content" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    time.sleep(0.3)  # what was noticed has been told by now
    version = re.search(r'data-version="(\d+)"', shown.ask("/").text)
    assert version and version[1] == "1"  # that of the start
    # It would have noticed; a loaded machine may take one write for two.
    project.page("", "Sau cùng")
    shown.until(lambda: "Sau cùng" in shown.ask("/").text)


@pytest.mark.parametrize("name", ["ban_tin/moi.py", "pelicanconf.py"])
def test_a_change_of_the_code_starts_the_process_anew_on_the_same_port(project: Project, name: str) -> None:
    code = project.folder / name
    code.write_text("x = 1\n")
    with preview(project.folder) as shown:
        first = re.search(r'data-server="(\w+)"', shown.ask("/").text)
        waiting = socket.create_connection(("127.0.0.1", shown.port))
        for number in (2, 3):
            draft = project.folder / ".draft"
            draft.write_text(f"x = {number}\n")
            draft.replace(code)
            shown.until(lambda number=number: shown.said.count("Ctrl-C") == number)
        last = re.search(r'data-server="(\w+)"', shown.ask("/").text)
        assert first and last and first[1] != last[1]
        assert f"{name} đã thay đổi: khởi động lại" in shown.said
        assert re.findall(r"^http://localhost:(\d+)/ ", shown.said, re.MULTILINE) == [str(shown.port)] * 3
        assert "đang bận" not in shown.said
        waiting.close()
        before = descriptors(shown)
        code.write_text("x = 4\n")
        shown.until(lambda: shown.said.count("Ctrl-C") == 4)
        shown.until(lambda: descriptors(shown) <= before)
        assert shown.end(signal.SIGINT) == 0
        assert "Traceback" not in shown.said


def test_nobody_is_turned_away_while_the_process_starts_anew(shown: Preview, project: Project) -> None:
    (project.folder / "ban_tin" / "moi.py").write_text("x = 1\n")
    while shown.said.count("Ctrl-C") < 2:
        # A connection that the ending process had accepted.
        with suppress(ConnectionResetError):
            assert shown.ask("/").status == 200
    assert shown.ask("/").status == 200


def test_broken_code_of_the_site_leaves_the_preview_running(shown: Preview, project: Project) -> None:
    plugins = project.folder / "ban_tin" / "__init__.py"
    plugins.write_text("this is no Python\n")
    shown.until(lambda: shown.said.count("Ctrl-C") == 2)
    assert shown.ask("/").status == 200
    plugins.unlink()
    shown.until(lambda: shown.said.count("Ctrl-C") == 3)
    assert shown.ask("/").status == 200


def stream(shown: Preview) -> tuple[HTTPConnection, HTTPResponse]:
    """Open the stream of events of the home page and read until it waits."""
    page = re.search(r'data-server="(\w+)" data-version="(\d+)"', shown.ask("/").text)
    assert page
    connection = HTTPConnection("127.0.0.1", shown.port, timeout=20)
    connection.request("GET", f"/__preview/events?page=/&server={page[1]}&version={page[2]}")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
    assert [answer.readline() for _ in range(3)] == [b"retry: 300\n", b"\n", b"event: problems\n"]
    return connection, answer


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_at_once_whatever_is_open(shown: Preview, project: Project, number: int) -> None:
    streams = [stream(shown) for _ in range(3)]
    idle = socket.create_connection(("127.0.0.1", shown.port))
    project.page("cham", "SLOW")
    shown.until((project.folder / "slow").exists)
    assert shown.end(number) == 0
    assert "Traceback" not in shown.said
    assert "rror" not in shown.said
    idle.close()
    for connection, answer in streams:
        answer.read()  # raises IncompleteRead of a stream that was cut off
        connection.close()
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", shown.port))


def test_ctrl_c_ends_it_in_the_middle_of_a_large_file(shown: Preview, project: Project) -> None:
    with (project.folder / "content" / "phim.mp4").open("wb") as film:
        film.truncate(200_000_000)
    with socket.create_connection(("127.0.0.1", shown.port)) as asking:
        asking.sendall(b"GET /phim.mp4 HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert asking.recv(10)
        assert shown.end(signal.SIGINT) == 0
    assert "Traceback" not in shown.said


def test_ctrl_c_ends_it_while_the_site_is_read(project: Project) -> None:
    for number in range(5):
        project.page(f"cham-{number}", "SLOW")
    with preview(project.folder, ready=False) as shown:
        shown.until((project.folder / "starts").exists)
        assert shown.end(signal.SIGINT) == 0
        assert "Traceback" not in shown.said
        assert "Ctrl-C" not in shown.said


def descriptors(shown: Preview) -> int:
    """Return how many files and connections the process has open."""
    return len(list(Path(f"/proc/{shown.process.pid}/fd").iterdir()))


def test_a_closed_tab_leaves_nothing_behind(shown: Preview) -> None:
    shown.ask("/")
    before = descriptors(shown)
    streams = [stream(shown) for _ in range(4)]
    assert descriptors(shown) >= before + 3  # the connection of the question may have been open
    for connection, _ in streams:
        connection.close()
    streams.clear()
    shown.until(lambda: descriptors(shown) <= before)
