"""The published scoring of Mozilla's HTTP Observatory, for what a site like this one can answer.

https://developer.mozilla.org/observatory/docs/tests_and_scoring, November 2026. Only what can happen here is told apart; whatever
else a header says counts as its worst.
"""

import re
from collections.abc import Mapping
from urllib.parse import urlsplit

_GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (0, "worse"))
_SIX_MONTHS = 15_768_000


def grade(found: Mapping[str, int]) -> tuple[str, int]:
    """Return the grade and the score: penalties first, and bonuses only from 90 points on."""
    score = 100 + sum(each for each in found.values() if each < 0)
    if score >= 90:
        score += sum(each for each in found.values() if each > 0)
    return next(name for least, name in _GRADES if score >= least), score


def modifiers(headers: Mapping[str, str], page: str, moved_to: str, host: str) -> dict[str, int]:
    """Return the modifier of each test; ``moved_to`` is where plain HTTP leads."""
    policy = _directives(headers.get("content-security-policy", ""))
    return {
        "cookies": 0 if "set-cookie" not in headers else -40,
        "cross-origin-resource-sharing": 0 if "access-control-allow-origin" not in headers else -50,
        "content-security-policy": _of_policy(policy),
        "strict-transport-security": _of_hsts(headers.get("strict-transport-security", "")),
        "redirection": 0 if urlsplit(moved_to)[:2] == ("https", host) else -20,
        "referrer-policy": _of_referrer(headers.get("referrer-policy")),
        # All scripts are of the site itself.
        "subresource-integrity": -50 if re.search(r"<script[^>]+src=.?(?:https?:)?//", page) else 0,
        "x-content-type-options": 0 if headers.get("x-content-type-options") == "nosniff" else -5,
        "x-frame-options": 5 if policy.get("frame-ancestors") else -20,
        # Newer tables give a bonus for what older ones take for granted.
        "cross-origin-resource-policy": 0 if headers.get("cross-origin-resource-policy") == "same-origin" else -20,
    }


def _directives(policy: str) -> dict[str, list[str]]:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    return {name.lower(): values for name, *values in parts}


def _of_policy(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    scripts = policy.get("script-src", policy.get("default-src", ["*"]))
    broad = {"'unsafe-inline'", "'unsafe-eval'", "data:", "https:", "http:", "*"}
    if broad & {*scripts, *policy.get("object-src", policy.get("default-src", ["*"]))}:
        return -20
    if broad & {*policy.get("style-src", policy.get("default-src", ["*"]))}:
        return 0
    return 10 if policy.get("default-src") == ["'none'"] else 5


def _of_hsts(value: str) -> int:
    found = re.search(r"max-age=(\d+)", value)
    return -20 if not found else 0 if int(found[1]) >= _SIX_MONTHS else -10


def _of_referrer(value: str | None) -> int:
    if value is None:
        return 0
    return 5 if value in {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"} else -5
