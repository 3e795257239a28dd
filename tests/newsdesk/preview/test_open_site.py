"""What is printed while a site begins: what an error says is left to the preview, what others say is not."""

import sys
from threading import Thread
from typing import Any

import pytest

from newsdesk.preview.open_site import _begin


@pytest.mark.parametrize(("code", "said"), [(0, ["mine", "another's"]), (1, ["another's"]), (2, ["mine", "another's"])])
def test_only_what_an_error_says_is_held_back(code: int, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    def pelican(settings: dict[str, Any]) -> None:
        print("mine", file=sys.stderr)
        other = Thread(target=lambda: print("another's", file=sys.stderr))
        other.start()
        other.join()
        if code:
            raise SystemExit(code)

    try:
        _begin({"PELICAN_CLASS": pelican})
    except SystemExit as stopped:
        assert stopped.code == code
    assert sorted(capsys.readouterr().err.split("\n")[:-1], reverse=True) == sorted(said, reverse=True)
