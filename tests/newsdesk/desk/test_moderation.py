"""The page on which comments are decided about: what readers typed is text there, whatever it is."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st

from newsdesk.comments.articles import Article
from newsdesk.comments.beside import as_comment
from newsdesk.comments.deciding import Outcome
from newsdesk.comments.records import Tip
from newsdesk.comments.telling import days_left, shown_text, tell_age, tell_signs
from newsdesk.comments.values import Waiting
from newsdesk.desk.comments.moderation import APPROVED, LIKELY, MOST, TIPS, VIEWS, Shown, moderation_page

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 30, 15, tzinfo=ZONE)
TODAY = int(NOW.timestamp())
NEWS = "/tin/2026/11/khai-giang/"
ARTICLE = Article(NEWS, "Khai giảng & <b>", Path("tin/2026/11/khai-giang/index.md"))
#: As a parser gives it back: it reads line ends and NUL as something else.
PIECES = [
    "<",
    ">",
    "&amp;",
    "&",
    '"',
    "'",
    "<script>x</script>",
    "</p>",
    "</textarea>",
    "<img src=x onerror=y>",
    "<!--",
    "]]>",
    " onx=",
    "{{",
    "a\n",
]
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\0\x0b\x0c"), min_size=1, max_size=80
)


def comment(text: str = "Hay", name: str = "", number: int = 1, suspect: bool = False, path: str = NEWS) -> Waiting:
    return Waiting(number, TODAY - 3600, path, name, text, suspect, ("links", "neu") if suspect else ())


def page(view: str = LIKELY, **more: object) -> BeautifulSoup:
    shown = Shown(view, False, "token", "https://so.example/api", NOW, ZONE, 30, {NEWS: ARTICLE}, **more)  # type: ignore[arg-type]
    return BeautifulSoup(moderation_page(shown), "html5lib")


TAGS = {tag.name for tag in page(waiting=[comment()], outcomes=[Outcome(1, True, "")]).find_all(True)}


@settings(max_examples=50)
@given(TEXTS, TEXTS, st.sampled_from(["likely", "tips", "approved"]))
def test_what_readers_typed_is_text_and_nothing_else(text: str, name: str, view: str) -> None:
    waiting = comment(text, name)
    more = {
        LIKELY: {"waiting": [waiting]},
        TIPS: {"tips": [Tip(1, TODAY, "/weg/", text, name, text, "2026-11-30")]},
        APPROVED: {"published": [(ARTICLE, as_comment(waiting, ZONE))]},
    }[view]
    found = page(view, **more, outcomes=[Outcome(1, False, text)])
    assert {tag.name for tag in found.find_all(True)} <= TAGS
    (shown,) = found.select(".text")
    assert shown.get_text() == text
    assert not [name for tag in found.find_all(True) for name in tag.attrs if name.startswith("on") or name == "style"]


def test_likely_ones_and_suspects_stand_apart() -> None:
    suspects = page("suspects", waiting=[comment("rác", number=2, suspect=True)], counts={"likely": 1, "suspects": 1})
    assert [each.get_text() for each in suspects.select(".text")] == ["rác"]
    assert "nhiều liên kết, neu" in suspects.select_one(".about").get_text()
    links = [each.get_text() for each in suspects.select(".lists a")]
    assert links[:2] == ["Chờ duyệt (1)", "Giống thư rác (1)"]


def test_a_comment_leads_to_its_article_if_there_is_one() -> None:
    found = page(waiting=[comment(), comment("x", number=2, path="/tin/cu/")])
    there, gone = found.select(".place")
    assert (there["href"], there.get_text()) == (f"{NEWS}#comments", "Khai giảng & <b>")
    assert gone.name == "span"
    assert "/tin/cu/" in gone.get_text()


@pytest.mark.parametrize("view", VIEWS)
def test_an_empty_list_says_so(view: str) -> None:
    found = page(view)
    assert found.select_one(".empty").get_text()
    assert found.select_one("form") is None


def test_a_long_list_is_shown_in_parts() -> None:
    found = page(waiting=[comment(number=number) for number in range(1, MOST + 1)], counts={LIKELY: MOST + 3})
    assert len(found.select(".card")) == MOST
    assert "Còn 3 ý kiến nữa" in found.get_text()


def test_every_field_has_a_label_and_every_choice_its_group() -> None:
    for view, more in (
        (LIKELY, {"waiting": [comment()]}),
        (APPROVED, {"published": [(ARTICLE, as_comment(comment(), ZONE))]}),
    ):
        found = page(view, **more)
        for each in found.select("textarea, input:not([type=hidden], [type=radio], [type=checkbox])"):
            assert found.select_one(f'label[for="{each["id"]}"]')
        for each in found.select("input[type=radio]"):
            assert each.find_parent("label")
            assert each.find_parent("fieldset").select_one("legend").get_text()


def test_days_are_counted_as_the_counter_does() -> None:
    """It deletes at the midnight at which the day of arrival is more than so many days ago."""
    assert days_left(TODAY, NOW, 30, ZONE) == 30
    midnight = int(NOW.replace(hour=0).timestamp())
    assert days_left(midnight - 1, NOW, 30, ZONE) == 29
    assert days_left(TODAY - 30 * 86400, NOW, 30, ZONE) == 0
    assert days_left(2**60, NOW, 30, ZONE) >= 0
    assert tell_age(TODAY - 90 * 60, NOW) == "1 giờ trước"
    assert tell_signs(["trap", "\x1b[31m"]) == "điền vào ô mà người thật không thấy, <U+001B>[31m"


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_a_terminal_is_never_steered_by_a_comment(text: str) -> None:
    for line in shown_text(text):
        assert not [
            letter for letter in line if letter < " " or "\x7f" <= letter <= "\x9f" or "\u202a" <= letter <= "\u202e"
        ]
