"""What an office is told of a site that is as it was published, and of one that somebody else has been at."""

from pathlib import Path

import pytest

from newsdesk.publishing.manifest import SIGNATURE
from newsdesk.publishing.verify.addresses import target_of
from newsdesk.publishing.verify.memory import Memory
from tests.newsdesk.publishing.verify.live_site import Handler, LiveSite, make_key, page

ARTICLE, TARGET = "tin/2026/11/khai-giang/index.html", "/tin/2026/11/khai-giang/"
SPAM = '<div style="display:none"><a href="https://slot88.example/nohu">nổ hũ</a></div>'


def test_a_site_as_it_was_published_has_no_findings(site: LiveSite) -> None:
    result = site.verify()
    assert [each.message() for each in result.findings.found] == []
    assert (result.signer, result.findings.exit_code()) == ("so-gddt", 0)
    assert result.checked == result.files == len(site.files) - 3  # the manifest, its signature, redirects.map
    assert result.linked == {"moet.gov.vn": 5}


def test_the_note_of_a_withdrawn_article_comes_with_410_and_no_other_page_does(site: LiveSite) -> None:
    note = "tin/2026/11/da-go/index.html"
    site.files[note] = page("Đã gỡ").replace(b"<title>", b'<meta name="robots" content="noindex"><title>')
    site.publish(2, site.key)
    site.withdrawn = {note}
    assert site.found() == set()
    site.withdrawn = {note, ARTICLE}
    assert site.found() == {("missing", TARGET)}


def test_a_changed_page_names_the_hosts_that_it_got(site: LiveSite) -> None:
    site.change(ARTICLE, page("x", SPAM))
    result = site.verify()
    (found,) = (each for each in result.findings.found if each.kind == "changed")
    assert (found.address, found.path, found.hosts) == (TARGET, ARTICLE, ("slot88.example",))
    assert result.findings.exit_code() == 1
    assert "slot88.example" in found.message()


def test_one_bit_of_a_picture_shows(site: LiveSite) -> None:
    content = bytearray(site.files["anh/truong.jpg"])
    content[5000] ^= 1
    site.change("anh/truong.jpg", bytes(content))
    assert site.found() == {("changed", "/anh/truong.jpg")}


def test_a_changed_compressed_copy_shows_too(site: LiveSite) -> None:
    import brotli

    site.files[ARTICLE + ".br"] = brotli.compress(page("x", SPAM))
    assert site.found() == {("changed", TARGET)}


def test_a_missing_file_shows(site: LiveSite) -> None:
    del site.files["theme/main.js"]
    assert site.found() == {("missing", "/theme/main.js")}


def test_scripts_of_foreign_hosts_show(site: LiveSite) -> None:
    site.change(
        "index.html", page("x", '<script src="//evil.example/x.js"></script><form action="https://form.example/">')
    )
    found = {(each.kind, each.detail) for each in site.verify().findings.found}
    assert {("foreign-load", "evil.example"), ("foreign-load", "form.example")} < found


def test_a_published_page_that_loads_something_foreign_is_told_as_well(site: LiveSite) -> None:
    site.change(ARTICLE, page("x", '<iframe src="https://video.example/1"></iframe>'))
    site.publish()
    assert site.found() == {("foreign-load", TARGET)}


@pytest.mark.parametrize("sign", ["Googlebot", "google.com/"])
def test_what_only_search_engines_or_their_readers_get_shows(site: LiveSite, sign: str) -> None:
    def cloak(request: Handler) -> None:
        asked = request.headers["User-Agent"] if sign == "Googlebot" else request.headers.get("Referer", "")
        if sign in asked:
            request.send(page("x", SPAM))
        else:
            request.give(ARTICLE)

    site.replies[ARTICLE] = cloak
    (found,) = site.verify().findings.found
    assert (found.kind, found.address, found.hosts) == ("cloaked", TARGET, ("slot88.example",))


def test_phones_that_are_led_away_show(site: LiveSite) -> None:
    def lead(request: Handler) -> None:
        if "Mobile" in request.headers["User-Agent"]:
            request.send(b"", 302, Location="https://casino.example/")
        else:
            request.give("index.html")

    site.replies["index.html"] = lead
    result = site.verify()
    assert ("elsewhere", "/", "https://casino.example/") in {
        (e.kind, e.address, e.detail) for e in result.findings.found
    }


def test_added_pages_are_found_by_the_sitemap_links_and_robots(site: LiveSite) -> None:
    for name in ("mot", "hai", "ba", "bon"):
        site.files[f"an/{name}/index.html"] = page(name, SPAM)
    site.files["an/mot/index.html"] = page("mot", '<a href="/an/bon/">x</a>')
    site.change(
        "sitemap.xml",
        b"<urlset><loc>http://127.0.0.1/</loc><loc>/an/mot/</loc><loc>https://bad.example/s</loc></urlset>",
    )
    site.change("robots.txt", b"User-agent: *\nAllow: /an/hai/\n")
    site.change("index.html", page("x", '<a href="an/ba/">x</a>'))
    found = site.found()
    assert {("added", f"/an/{name}/") for name in ("mot", "hai", "ba", "bon")} < found
    assert ("sitemap-foreign", "/sitemap.xml") in found


def test_known_places_of_intruders_are_asked_for_as_a_search_engine(site: LiveSite) -> None:
    site.replies["slot/index.html"] = lambda request: request.send(
        page("x", SPAM) if "Googlebot" in request.headers["User-Agent"] else b"",
        200 if "Googlebot" in request.headers["User-Agent"] else 404,
    )
    assert site.found() == {("added", "/slot/")}


def test_a_planted_address_that_leads_away_shows(site: LiveSite) -> None:
    site.replies["slot/index.html"] = lambda request: request.send(b"", 302, Location="https://casino.example/")
    assert site.found() == {("elsewhere", "/slot/")}


def test_a_server_that_answers_anything_is_told_once(site: LiveSite) -> None:
    site.replies["*"] = lambda request: request.give(
        request.file if request.file in request.site.files else "index.html"
    )
    kinds = {kind for kind, _ in site.found()}
    assert kinds == {"answers-anything"}


def test_a_question_that_a_program_answers_shows(site: LiveSite) -> None:
    site.replies["index.html"] = lambda request: (
        request.send(page("x", SPAM)) if "?" in request.path else request.give("index.html")
    )
    assert "cloaked" in {kind for kind, _ in site.found()}


def test_a_foreign_page_for_what_is_missing_shows(site: LiveSite) -> None:
    site.replies["*"] = lambda request: (
        request.send(page("x", SPAM), 404) if len(request.path) == 16 else request.give(request.file)
    )
    found = {(each.kind, each.hosts) for each in site.verify().findings.found}
    assert ("not-found-page", ("slot88.example",)) in found


def test_a_header_that_sends_visitors_on_shows(site: LiveSite) -> None:
    site.replies["index.html"] = lambda request: request.send(
        request.site.files["index.html"], Refresh="0; url=https://casino.example/"
    )
    assert ("refresh", "/") in site.found()


@pytest.mark.parametrize(
    ("status", "size", "found"), [(301, 900, set()), (302, 900, {"changed"}), (301, 9000, {"changed"})]
)
def test_an_old_address_may_be_redirected_by_the_server_itself(
    site: LiveSite, status: int, size: int, found: set[str]
) -> None:
    site.change("tin/cu/index.html", b"<!doctype html>".ljust(size))
    site.publish()
    site.replies["tin/cu/index.html"] = lambda request: request.send(b"", status, Location=TARGET)
    assert {kind for kind, _ in site.found()} == found


# Whose list it is


def test_a_list_signed_by_another_key_is_not_believed(site: LiveSite, tmp_path: Path) -> None:
    site.change(ARTICLE, page("x", SPAM))
    site.publish(key=make_key(tmp_path / "other"))
    result = site.verify()
    assert [each.kind for each in result.findings.found if each.path == ""] == ["signature-bad"]
    assert (result.signer, result.findings.exit_code()) == ("", 1)


def test_with_the_published_list_at_hand_a_forged_one_hides_nothing(site: LiveSite, tmp_path: Path) -> None:
    published = site.publish()
    site.change(ARTICLE, page("x", SPAM))
    site.publish(key=make_key(tmp_path / "other"))
    assert {("signature-bad", "/manifest.json.sig"), ("changed", TARGET)} == site.found(published=published)


def test_a_changed_list_is_told(site: LiveSite) -> None:
    site.files["manifest.json"] = site.files["manifest.json"].replace(b'"number": 1', b'"number": 2')
    assert ("signature-bad", "/manifest.json.sig") in site.found()


def test_a_signature_that_can_not_be_checked_here_is_no_alarm(site: LiveSite, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("newsdesk.publishing.manifest.os.getuid", lambda: 61_234_567)
    assert ("unfinished", "/manifest.json.sig") in site.found()


def test_a_signature_that_is_gone_is_an_error_where_the_office_signs(site: LiveSite) -> None:
    del site.files[SIGNATURE]
    assert site.found() == {("signature-bad", "/manifest.json.sig")}
    assert site.found(signers=None) == {("manifest-unsigned", "/manifest.json")}


def test_a_signature_that_nobody_can_check_is_said(site: LiveSite) -> None:
    assert site.found(signers=None) == {("no-signers", "/manifest.json")}


def test_an_older_release_is_told(site: LiveSite) -> None:
    memory = Memory()
    site.publish(number=7)
    site.verify(memory)
    site.publish(number=6)
    result = site.verify(memory)
    assert [each.kind for each in result.findings.found] == ["manifest-older"]
    assert memory.number == 7


def test_another_list_of_the_same_number_than_here_is_told(site: LiveSite) -> None:
    published = site.publish()
    site.change(ARTICLE, page("x"))
    site.publish()
    assert ("manifest-other", "/manifest.json") in site.found(published=published)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[" * 100_000, b"[]", b'{"format": 1}', b"\xff" * 10, b'{"format": 2, "files": []}']
)
def test_a_list_that_is_none_is_told_and_the_home_page_looked_at(site: LiveSite, content: bytes) -> None:
    site.files["manifest.json"] = content
    site.change("index.html", page("x", '<script src="https://evil.example/x.js"></script>'))
    found = site.found(signers=None)
    assert {("manifest-bad", "/manifest.json"), ("foreign-load", "/")} < found


def test_without_a_list_search_engines_must_get_the_same_page(site: LiveSite) -> None:
    del site.files["manifest.json"]
    site.replies["index.html"] = lambda request: request.send(
        page("x", SPAM) if "Googlebot" in request.headers["User-Agent"] else page("y")
    )
    assert {("manifest-missing", "/manifest.json"), ("cloaked", "/")} <= site.found()


# From run to run


def test_the_next_run_asks_whether_anything_changed_and_sees_what_did(site: LiveSite) -> None:
    memory = Memory()
    first = site.verify(memory)
    second = site.verify(memory)
    assert (first.unchanged, second.unchanged) == (0, second.files)
    assert second.received < first.received / 2
    site.change(ARTICLE, page("x", SPAM))
    site.files[ARTICLE] += b'<a href="https://moet.gov.vn/">'
    third = site.verify(memory)
    assert third.findings.found[0].hosts == ("slot88.example",)  # The other one is linked to everywhere.
    assert [(each.kind, each.address) for each in third.findings.found] == [("changed", TARGET)]
    assert ARTICLE not in memory.files


def test_unchanged_is_not_believed_for_ever_nor_unasked(site: LiveSite) -> None:
    memory = Memory()
    site.verify(memory)
    for path, each in memory.files.items():
        memory.files[path] = each._replace(fetched=each.fetched - 8 * 86_400)
    assert site.verify(memory).unchanged == 0
    site.replies[ARTICLE] = lambda request: request.send(b"", 304)
    assert ("said-unchanged", TARGET) in site.found()


def test_some_runs_over_samples_see_every_file(site: LiveSite) -> None:
    memory, asked = Memory(), set[str]()
    for _ in range(8):
        result = site.verify(memory, sample=2, pages=1)
        assert result.checked < result.files
        asked |= memory.files.keys()
    assert asked == {path for path in site.files if not path.startswith(("manifest", "redirects"))}


def test_every_page_is_looked_at_in_a_run_over_a_sample(site: LiveSite) -> None:
    memory, pages = Memory(), {target_of(path) for path in site.files if path.endswith(".html")}
    for _ in range(3):
        site.asked.clear()
        site.verify(memory, sample=1, visits=0)
        assert pages <= {target for target, _ in site.asked}
    site.replies[ARTICLE] = lambda request: request.send(page("x", '<a href="https://casino.example/">x</a>'))
    assert ("changed", TARGET) in {
        (each.kind, each.address) for each in site.verify(memory, sample=1, visits=0).findings.found
    }


def test_a_new_foreign_host_in_published_pages_is_a_note(site: LiveSite) -> None:
    memory = Memory()
    site.verify(memory)
    site.change(ARTICLE, page("x", '<a href="https://bao.example/">báo</a>'))
    site.publish(number=2)
    result = site.verify(memory)
    assert [(each.kind, each.address, each.detail) for each in result.findings.found] == [
        ("foreign-link", TARGET, "bao.example")
    ]
    assert result.findings.exit_code() == 0
    assert not site.verify(memory).findings.found


def test_a_server_without_compression_is_asked_for_it_no_more_than_needed(site: LiveSite) -> None:
    site.serves_packed = False
    result = site.verify()
    assert not result.findings.found
    asked = [headers["Accept-Encoding"] for _, headers in site.asked]
    assert asked.count("br") == 3


def test_copies_that_a_server_does_not_give_take_no_place_in_samples(site: LiveSite) -> None:
    site.serves_packed = False
    memory = Memory()
    site.verify(memory)
    site.verify(memory, sample=4, pages=0)
    assert memory.files["anh/truong.jpg"].asked and all(
        path in memory.files for path in site.files if path.endswith(".br")
    )


def test_it_asks_no_faster_than_told(site: LiveSite) -> None:
    result = site.verify(per_second=200, visits=0)
    assert result.requests / result.seconds < 220
