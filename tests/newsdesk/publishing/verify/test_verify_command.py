"""``ban-tin verify`` as an office and its timer run it: what is printed, what the exit code says, what is remembered."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.publishing.manifest import MANIFEST, ManifestError, ReleaseManifest, parse_manifest
from newsdesk.publishing.verify.addresses import is_published, path_of, resolve, target_of
from newsdesk.publishing.verify.command import checked_site_address
from newsdesk.publishing.verify.memory import Memory, Remembered, read_memory, save_memory
from newsdesk.publishing.verify.pages import hosts_in, links_of, robots_addresses, sitemap_addresses
from newsdesk.publishing.verify.tags import tags_of
from tests.newsdesk.publishing.verify.live_site import LiveSite, page
from tests.site.builder import ROOT

ARTICLE = "tin/2026/11/khai-giang/index.html"


def run(site: LiveSite, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    assert site.key
    given = ["--state", str(folder / "state.json"), "--rate", "0", "--all", "--key", f"{site.key}.pub", *arguments]
    return subprocess.run(
        [sys.executable, "-m", "newsdesk", "verify", site.url, *given],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_a_right_site_is_one_line_and_none_for_a_timer(site: LiveSite, tmp_path: Path) -> None:
    done = run(site, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "đúng như bản" in done.stdout
    assert done.stdout.count("\n") == 1
    done = run(site, tmp_path, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert read_memory(tmp_path / "state.json").last["exit"] == 0


def test_what_is_wrong_is_a_line_each_in_vietnamese_and_as_json(site: LiveSite, tmp_path: Path) -> None:
    site.change(ARTICLE, page("x", '<a href="https://slot88.example/">nổ hũ</a>\x1b[2J'))
    del site.files["theme/main.css"]
    done = run(site, tmp_path, "--quiet")
    lines = done.stdout.splitlines()
    assert (done.returncode, len(lines)) == (1, 3)
    assert "lỗi: /tin/2026/11/khai-giang/: BỊ SỬA" in done.stdout
    assert "slot88.example" in done.stdout
    assert "lỗi: /theme/main.css: MẤT" in done.stdout
    assert "\x1b" not in done.stdout
    document = json.loads(run(site, tmp_path, "--json").stdout)
    assert (document["exit"], document["errors"]) == (1, 2)
    assert {each["kind"] for each in document["findings"]} == {"changed", "missing"}


@pytest.mark.parametrize(
    "address",
    [
        "http://so.example",
        "https://a b",
        "https://so.example/tin/",
        "ftp://so.example",
        "https://u@so.example",
        "https://[::1",
    ],
)
def test_an_address_that_cannot_be_checked_is_one_sentence(tmp_path: Path, address: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "newsdesk", "verify", address], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (3, "", 1)


def test_a_secret_key_is_not_taken_for_a_public_one(site: LiveSite, tmp_path: Path) -> None:
    done = run(site, tmp_path, "--key", str(site.key))
    assert (done.returncode, done.stdout) == (3, "")
    assert f"{site.key}.pub" in done.stderr


def test_addresses_are_taken_as_people_type_them() -> None:
    assert checked_site_address("Donvi.Tinh.gov.vn/") == "https://donvi.tinh.gov.vn"
    assert checked_site_address("http://127.0.0.1:8000") == "http://127.0.0.1:8000"


# What comes from the server is read without harm


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_a_manifest_that_is_none_is_an_error_of_ours(content: bytes) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(content)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda each: st.lists(each, max_size=4) | st.dictionaries(st.text(max_size=9), each, max_size=4),
    max_leaves=9,
)
_FILE = st.fixed_dictionaries(
    {
        "path": _JSON | st.text(min_size=1, max_size=9),
        "size": _JSON | st.integers(0, 9),
        "sha256": _JSON | st.just("a" * 64),
    }
)


@given(
    st.fixed_dictionaries(
        {"format": _JSON | st.just(1), "number": _JSON | st.just(1), "built": _JSON | st.just(""), "base_url": _JSON | st.just(""),
         "files": _JSON | st.lists(_FILE, max_size=3)}
    )
)  # fmt: skip
def test_a_manifest_of_anything_is_right_or_an_error_of_ours(document: object) -> None:
    try:
        manifest = parse_manifest(json.dumps(document).encode())
    except ManifestError:
        return
    assert isinstance(manifest, ReleaseManifest)
    for path, each in manifest.files.items():
        assert path and not path.startswith("/") and ".." not in path.split("/")
        assert each.size >= 0 and len(each.sha256) == 64


_NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='/"\\'), min_size=1, max_size=9
).filter(lambda name: name not in (".", ".."))


@given(st.lists(_NAMES, min_size=1, max_size=4).map("/".join))
def test_every_path_is_asked_for_at_an_address_that_leads_back_to_it(path: str) -> None:
    target = target_of(path)
    assert target.isascii() and " " not in target
    assert path_of(target) == path
    assert is_published(target, {path})
    found = resolve("https://so.example/a/b/", target if not target.startswith("//") else f"https://so.example{target}")
    assert found and found.host == "so.example" and path_of(found.target) == path


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(
            ["<", "a", " href=", '"', "'", ">", "/", "<script>", "</script", "<!--", "-->", "x", "=", "<style>", "url("]
        ),
        max_size=60,
    ).map("".join)
)
def test_any_text_has_tags_or_none(text: str) -> None:
    for tag in tags_of(text):
        assert tag.name == tag.name.lower() != ""
    content = text.encode("utf-8", "replace")
    links_of(content), hosts_in(content), robots_addresses(content), sitemap_addresses(content)
    resolve("https://so.example/", text)


def test_what_a_page_loads_and_where_it_leads() -> None:
    html = b"""<!-- <script src=no.js> --><base href=/b/><SCRIPT src='a.js'>"<img src=no.png>"</SCRIPT><img src=b.png srcset="c.png 1x, d.png 2x"/>
    <a href="e?a=1&amp;b=2">x</a><a/href=f>x</a><link rel="next" href=g><link rel="preload next" href=h><meta http-equiv=REFRESH content="0; URL='i'">
    <p style="background: url(j.png)"><style>@import "k.css"; a { background: url( 'l.png' ) }</style><form action=m><iframe src=n></iframe><a href="o"""
    links = links_of(html)
    assert links.base == "/b/"
    assert links.loaded == ("/b/", "a.js", "b.png", "c.png", "d.png", "h", "i", "j.png", "l.png", "k.css", "m", "n") or set(links.loaded) == {
        "/b/", "a.js", "b.png", "c.png", "d.png", "h", "i", "j.png", "l.png", "k.css", "m", "n"
    }  # fmt: skip
    assert links.linked == ("e?a=1&b=2", "f", "g", "o")


def test_hosts_are_found_in_any_text() -> None:
    text = rb"""var a="https:\/\/bad.example\/x"; b='//cdn.evil.example/y'; xmlns="http://www.w3.org/2000/svg" // a comment. a//b"""
    assert hosts_in(text) == ("bad.example", "cdn.evil.example")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"[]",
        b'{"format": 1, "files": [1], "hosts": 3, "visited": {"a": "b"}, "last": 7, "number": "x"}',
        b'{"format": 1, "files": {"a": [1, 2, 3, 4]}}',
    ],
)
def test_a_damaged_memory_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "state.json"
    file.write_bytes(content)
    assert read_memory(file) == Memory()


def test_a_memory_is_read_as_it_was_written(tmp_path: Path) -> None:
    memory = Memory(
        {"a/\ud800": Remembered("f" * 64, 'W/"x"', 1, 2)}, {"moet.gov.vn"}, {"a": 3}, 4, ["10.0.0.1"], {"exit": 0}
    )
    save_memory(memory, tmp_path / "x" / "state.json")
    assert read_memory(tmp_path / "x" / "state.json") == memory


def test_the_office_s_site_brings_its_key_and_its_last_release(site: LiveSite, tmp_path: Path) -> None:
    from newsdesk.publishing.release import release_folder

    folder = tmp_path / "trang"
    beside = release_folder(folder / ".cache", folder / "output") / "beside"
    beside.mkdir(parents=True)
    (beside / MANIFEST).write_bytes(site.files[MANIFEST])
    (folder / "site.toml").write_text(f'[site]\nbase_url = "{site.url}"\nlanguage = "vi"\n')
    assert site.signers
    (folder / "allowed_signers").write_text(site.signers.read_text())
    site.change(ARTICLE, page("x"))
    site.publish()
    command = [sys.executable, "-m", "newsdesk", "verify", "--site", str(folder), "--rate", "0", "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    document = json.loads(done.stdout)
    assert (done.returncode, document["signer"]) == (1, "so-gddt")
    assert [each["kind"] for each in document["findings"]] == ["manifest-other"]
    assert list((folder / ".cache" / "verify").glob("127.0.0.1-*.json"))
