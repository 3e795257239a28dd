"""Old addresses: what is copied from an address bar works, what would set up a server or run is refused."""

import pytest

from ban_tin.articles.front_matter.aliases import read_aliases
from ban_tin.site.addresses import NAME_BYTES, PATH_BYTES, redirect_address


def refused(alias: str) -> str:
    """Return the kind of what is wrong with ``alias``, ``""`` for nothing."""
    aliases, problems = read_aliases([alias])
    assert bool(aliases) != bool(problems)
    return problems[0].kind if problems else ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("/tin-t%E1%BB%A9c/1.html", "/tin-tức/1.html"),
        ("/tin-t%e1%bb%a9c/1.html", "/tin-tức/1.html"),
        ("/tin-tức/1.html", "/tin-tức/1.html"),
        ("/tin-tu%CC%9B%CC%81c/", "/tin-tức/"),  # NFD
        ("/v%C4%83n%20b%E1%BA%A3n/12.html", "/văn bản/12.html"),
        ("/giam-100%25/", "/giam-100%/"),
        ("/a%2Fb/", "/a/b/"),
        ("/tintuc/tabid/61/Default.aspx", "/tintuc/tabid/61/Default.aspx"),
    ],
)
def test_what_an_address_says_is_what_is_kept(written: str, said: str) -> None:
    assert read_aliases([written]) == ((said,), [])


@pytest.mark.parametrize(
    "same",
    [
        ["/tin-tức/1.html", "/tin-t%E1%BB%A9c/1.html", "/tin-t%e1%bb%a9c/1.html"],
        ["/cu/bai", "/cu/bai/", "/cu/b%61i", "/cu/bai/index.html"],
    ],
)
def test_two_spellings_of_one_address_are_one(same: list[str]) -> None:
    for order in (same, same[::-1]):
        aliases, problems = read_aliases(order)
        assert (len(aliases), problems) == (1, [])


@pytest.mark.parametrize("alias", ["/giam-100%/", "/a%zz/", "/a%4", "/tin-t%E1%BB/", "/%C0%AF/", "/%ff.html", "/%"])
def test_an_encoding_that_says_nothing_is_named(alias: str) -> None:
    assert refused(alias) == "alias-encoding"


@pytest.mark.parametrize("alias", ["/%2e%2e/x", "/a%2F%2Fb/", "/a%3Fb=1", "/a%23b", "/a%5Cb", "/a%00b", "/a%0Ab", "/a%E2%80%AEb",
                                   "/%20a/", "/a%20/b", "/a%C2%A0b", "/a b/", "/", "/%2F"])  # fmt: skip
def test_an_address_that_no_file_can_have_is_refused(alias: str) -> None:
    assert refused(alias) == "alias-address"


@pytest.mark.parametrize(
    "alias",
    ["/.htaccess", "/.git/config", "/.well-known/security.txt", "/a/.b/c.html", "/%2Ehtaccess", "/.user.ini", "/web.config", "/Web.Config",
     "/cu/web.config", "/CNAME", "/sw.js", "/SW%2EJS", "/a/x.mjs", "/robots.txt", "/_redirects", "/_headers", "/x.css", "/index.php",
     "/shell.PHP5", "/a.phtml", "/cgi-bin/a.pl", "/a.shtml", "/manifest.webmanifest"],
)  # fmt: skip
def test_what_sets_up_a_server_or_runs_is_refused(alias: str) -> None:
    assert refused(alias) == "alias-reserved"


@pytest.mark.parametrize("alias", ["/vi/news/bai-12.html", "/tin/BAI.HTM", "/Default.aspx", "/a.asp", "/thong-tu-1.5", "/v1.2/", "/index.php/bai-12.html",
                                   "/robots.txt/", "/cname/a", "/rss.xml"])  # fmt: skip
def test_old_addresses_of_pages_are_taken(alias: str) -> None:
    assert refused(alias) == ""


def test_lengths_are_counted_in_bytes() -> None:
    assert refused(f"/{'a' * NAME_BYTES}/") == ""
    assert refused(f"/{'a' * (NAME_BYTES + 1)}/") == "alias-long"
    assert refused(f"/{'ứ' * 85}/") == ""
    assert refused(f"/{'ứ' * 86}.html") == "alias-long"
    assert refused(f"/{'%E1%BB%A9' * 85}/") == ""
    assert refused("/ab" * (PATH_BYTES // 3)) == ""
    assert refused("/ab" * (PATH_BYTES // 3 + 1)) == "alias-long"


def test_all_that_is_wrong_is_named_at_once() -> None:
    aliases, problems = read_aliases(["/a/", "/.b", "/c%", "/d?e"])
    assert aliases == ("/a/",)
    assert [each.values()["alias"] for each in problems] == ["/.b", "/c%", "/d?e"]


def test_a_redirect_lies_where_servers_give_html() -> None:
    addresses = ["/a", "/a/", "/a.html", "/a.HTM", "/a.aspx", "/a.aspx/"]
    assert [redirect_address(each) for each in addresses] == ["/a/", "/a/", "/a.html", "/a.HTM", "/a.aspx/", "/a.aspx/"]
