"""The script that counts costs a reader next to nothing."""

import gzip

import rjsmin

from tests.theme.fixtures import THEME

LIMIT = 600


def test_the_script_of_the_counter_stays_small() -> None:
    source = (THEME / "js" / "counter.js").read_text(encoding="utf-8")
    assert len(gzip.compress(rjsmin.jsmin(source).encode(), 9)) <= LIMIT
