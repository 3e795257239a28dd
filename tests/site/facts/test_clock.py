"""The time of a build."""

from datetime import datetime

import pytest

from ban_tin.site.clock import build_time
from tests.builders import ZONE


def test_the_time_that_is_given_is_the_time_of_the_build() -> None:
    assert build_time("1795136400", ZONE).isoformat() == datetime.fromtimestamp(1795136400, ZONE).isoformat()


def test_without_one_the_present_counts_in_whole_seconds_of_the_sites_zone() -> None:
    moment = build_time("", ZONE)
    assert moment.microsecond == 0
    assert moment.utcoffset() == datetime.now(ZONE).utcoffset()


def test_text_that_is_no_number_is_refused() -> None:
    with pytest.raises(ValueError):
        build_time("hôm qua", ZONE)
