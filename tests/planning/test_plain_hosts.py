"""What hosts of plain files are told is what the nginx example says."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from ban_tin.planning.files.plain_hosts import LINE_MOST, RULES_MOST, headers_file, redirects_file

NGINX = (Path(__file__).parents[2] / "deploy/nginx/ban-tin.conf").read_text(encoding="utf-8")


def nginx_value(variable: str, address: str) -> str:
    """Return what the map of ``variable`` gives for ``address``: the first pattern that fits, else the default."""
    found = re.search(rf"map \$uri \${variable} {{(.*?)\n}}", NGINX, re.DOTALL)
    assert found
    rules = re.findall(r'^\s*(default|"~[^"]*")\s+"([^"]*)"', found[1], re.MULTILINE)
    for pattern, value in rules:
        if pattern != "default":
            bare = pattern.strip('"').removeprefix("~")
            if re.search(bare.removeprefix("*"), address, re.IGNORECASE if bare.startswith("*") else 0):
                return str(value)
    return dict(rules)["default"]


def told(address: str) -> dict[str, list[str]]:
    """Return the headers that ``_headers`` gives to ``address``, as Cloudflare reads it: every rule that fits."""
    headers: dict[str, list[str]] = {}
    fits = False
    for line in headers_file("/anh/").decode().splitlines():
        if not line.startswith(" "):
            fits = fnmatchcase(address, line)
        elif fits:
            name, _, value = line.strip().partition(": ")
            headers.setdefault(name, []).append(value)
    return headers


ADDRESSES = (
    "/",
    "/tin/2026/11/bai/",
    "/theme/site-0123456789.css",
    "/theme/a-0123456789.woff2",
    "/anh/04/san-0123456789-800.avif",
)


@pytest.mark.parametrize("address", [*ADDRESSES, "/theme/icon.svg", "/tin/2026/11/bai/van-ban.pdf"])
def test_headers_are_those_of_the_nginx_example(address: str) -> None:
    headers = told(address)
    for name, value in re.findall(r'^    add_header ([A-Z][\w-]+) "([^"]*)" always;', NGINX, re.MULTILINE):
        assert headers[name] == [value]
    if address in ADDRESSES:
        assert headers["Content-Security-Policy"] == [nginx_value("ban_tin_policy", address)]
    kept = nginx_value("ban_tin_cache", address)
    assert headers.get("Cache-Control", []) == ([kept] if "immutable" in kept else [])


def test_old_addresses_lead_on_in_each_form_and_encoded() -> None:
    said = redirects_file([("/cu/bài a.html", "/tin/2026/11/bai/"), ("/cu/", "/tin/")]).decode()
    assert said.splitlines() == [
        "/cu /tin/ 301", "/cu/ /tin/ 301",
        "/cu/b%C3%A0i%20a.html /tin/2026/11/bai/ 301",
    ]  # fmt: skip


def test_no_more_than_hosts_take() -> None:
    many = [(f"/cu/{number}.html", "/tin/") for number in range(RULES_MOST + 5)]
    lines = redirects_file([*many, ("/" + "x" * LINE_MOST + ".html", "/tin/")]).decode().splitlines()
    assert len(lines) == RULES_MOST
    assert max(map(len, lines)) <= LINE_MOST
