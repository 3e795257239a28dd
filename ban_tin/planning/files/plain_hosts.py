"""What hosts of plain files are told (Cloudflare Pages, Netlify, GitLab Pages): headers, and old addresses.

The same as ``deploy/nginx/ban-tin.conf`` says, as far as these files can: a test holds the two together.
https://developers.cloudflare.com/pages/configuration/headers/ and …/redirects/ say what their lines mean.
"""

from urllib.parse import quote

from ban_tin.planning.plan import Plan
from ban_tin.site.addresses import redirect_address

HEADERS, REDIRECTS = "/_headers", "/_redirects"
#: Of every answer.
EVERYWHERE = {
    "Content-Security-Policy": "frame-ancestors 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
}
#: Of files whose names change with what is in them.
IMMUTABLE = "public, max-age=31536000, immutable"
#: Rules and characters that Cloudflare takes; the pages at the other old addresses lead on by themselves.
RULES_MOST, LINE_MOST = 2000, 1000


def add_plain_hosts(plan: Plan) -> None:
    """Plan ``_headers`` and ``_redirects``."""
    plan.add_file(HEADERS, headers_file(plan.site.addresses.photos))
    plan.add_file(REDIRECTS, redirects_file([(alias, url) for alias, url, _ in plan.aliases]))


def headers_file(photos: str) -> bytes:
    """Return ``_headers``; ``photos`` is the address below which every file's name has its fingerprint."""
    lines = ["/*", *(f"  {name}: {value}" for name, value in EVERYWHERE.items())]
    # No rule for the rest: two that fit would both be sent.
    for pattern in (f"{photos}*", "/theme/*.css", "/theme/*.js", "/theme/*.woff2"):
        lines += [pattern, f"  Cache-Control: {IMMUTABLE}"]
    return "".join(f"{line}\n" for line in lines).encode()


def redirects_file(moved: list[tuple[str, str]]) -> bytes:
    """Return ``_redirects`` of pairs of an old and a new address: as many as hosts take."""
    lines: dict[str, None] = {}
    for old, new in sorted(set(moved)):
        for form in sorted({old, redirect_address(old), old.rstrip("/") or old}):
            line = f"{quote(form)} {quote(new)} 301"
            if len(line) <= LINE_MOST:
                lines[line] = None
    return "".join(f"{line}\n" for line in list(lines)[:RULES_MOST]).encode()
