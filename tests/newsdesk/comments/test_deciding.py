"""Deciding, with a real counter: what is kept is on the disk before the counter deletes its copy, whatever happens between."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ban_tin.articles.comments import Reply
from newsdesk.comments import client
from newsdesk.comments.articles import Article
from newsdesk.comments.asking import open_requests
from newsdesk.comments.beside import (
    as_comment,
    change_comments,
    is_keepable,
    key_of,
    published,
    read_comments,
    with_added,
    without,
)
from newsdesk.comments.client import OfficeClient
from newsdesk.comments.connection import Connection, OfficeError
from newsdesk.comments.deciding import TIP, Decision, Desk, answer, decide, take_off
from newsdesk.comments.records import Records, Tip
from newsdesk.comments.values import APPROVE, ASK, REJECT, AuditLine, Waiting
from tests.newsdesk.comments.desk import NEWS, OTHER, CommentedSite
from tests.rights import bound_by_rights, closed

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


@pytest.fixture
def desk(commented: CommentedSite, tmp_path: Path) -> Iterator[Desk]:
    """The desk of that site, with records of its own; what waits when a test ends is rejected."""
    month = commented.site.content / "tin" / "2026" / "11"
    articles = {
        url: Article(url, "Bài", month / name / "index.md") for url, name in ((NEWS, "khai-giang"), (OTHER, "thi-dua"))
    }
    made = Desk(commented.client, articles, Records(tmp_path / "office"), ZONE, lambda: datetime.now(UTC))
    yield made
    list(commented.client.decide({each.id: REJECT for each in commented.client.all_pending()} or {10**9: REJECT}))
    for article in articles.values():
        article.comments.unlink(missing_ok=True)


def waiting(desk: Desk, text: str) -> Waiting:
    return next(each for each in desk.counter.all_pending() if each.text == text)


def test_an_approved_one_stands_beside_its_article_and_waits_no_longer(commented: CommentedSite, desk: Desk) -> None:
    commented.send("Hay quá!\n\nCảm ơn.", name="An")
    reply = Reply(datetime(2026, 11, 30, 9, tzinfo=ZONE), "Văn phòng", "Cảm ơn bạn.")
    one = waiting(desk, "Hay quá!\n\nCảm ơn.")
    (outcome,) = decide(desk, [Decision(one, APPROVE, reply=reply)])
    assert (outcome.done, outcome.message) == (True, "đã duyệt")
    (kept,) = read_comments(commented.comments(), ZONE)
    assert kept == as_comment(one, ZONE, reply)
    assert desk.counter.all_pending() == []


class Cut(OfficeClient):
    """Never reaches the counter: a cable was pulled in this moment."""

    def decide(self, decisions: Mapping[int, str]) -> Iterator[dict[int, str]]:
        raise OfficeError("Cáp bị rút.")


def test_what_was_cut_off_is_kept_once_when_it_is_done_again(commented: CommentedSite, desk: Desk) -> None:
    commented.send("Một lần thôi")
    one = waiting(desk, "Một lần thôi")
    (outcome,) = decide(replace(desk, counter=Cut(Connection("", ""))), [Decision(one, APPROVE)])
    assert not outcome.done
    assert "Cáp bị rút." in outcome.message
    assert len(read_comments(commented.comments(), ZONE)) == 1
    assert waiting(desk, "Một lần thôi") == one
    (outcome,) = decide(desk, [Decision(one, APPROVE)])
    assert outcome.done
    assert [each.text for each in read_comments(commented.comments(), ZONE)] == ["Một lần thôi"]


def test_what_its_sender_deleted_meanwhile_is_kept_nowhere(commented: CommentedSite, desk: Desk) -> None:
    number = commented.send("Tôi đổi ý")
    tip = commented.send("Tin này nữa", sender=2)
    both = [waiting(desk, "Tôi đổi ý"), waiting(desk, "Tin này nữa")]
    commented.delete(number)
    commented.delete(tip)
    outcomes = decide(desk, [Decision(both[0], APPROVE), Decision(both[1], TIP)])
    assert [each.done for each in outcomes] == [False, False]
    assert all("người gửi đã xóa" in each.message for each in outcomes)
    assert not commented.comments().exists()
    assert desk.records.tips() == []


def test_what_a_colleague_decided_first_stands(commented: CommentedSite, desk: Desk) -> None:
    for number, text in enumerate(("Của A", "Của B")):
        commented.send(text, sender=10 + number)
    a, b = waiting(desk, "Của A"), waiting(desk, "Của B")
    list(desk.counter.decide({a.id: REJECT, b.id: APPROVE}))
    outcomes = decide(desk, [Decision(a, APPROVE), Decision(b, REJECT)])
    assert [each.done for each in outcomes] == [False, False]
    assert not commented.comments().exists()
    assert "gỡ khỏi trang" in outcomes[1].message


def test_what_cannot_be_done_is_told_and_the_rest_is_done(commented: CommentedSite, desk: Desk) -> None:
    for number, (text, path) in enumerate((("Bài đã mất", OTHER), ("Bài còn đây", NEWS))):
        commented.send(text, path, sender=20 + number)
    lost, there = waiting(desk, "Bài đã mất"), waiting(desk, "Bài còn đây")
    only_one = replace(desk, articles={NEWS: desk.articles[NEWS]})
    outcomes = decide(only_one, [Decision(lost, APPROVE), Decision(there, APPROVE)])
    assert [each.done for each in outcomes] == [False, True]
    assert OTHER in outcomes[0].message
    withdrawn = replace(desk, articles={OTHER: desk.articles[OTHER]._replace(withdrawn=True)})
    (outcome,) = decide(withdrawn, [Decision(lost, APPROVE)])
    assert "bài đã gỡ" in outcome.message
    assert waiting(desk, "Bài đã mất") == lost


def test_nothing_is_deleted_where_the_office_could_not_keep_it(
    commented: CommentedSite, desk: Desk, tmp_path: Path
) -> None:
    for number, text in enumerate(("Vào bài", "Vào sổ")):
        commented.send(text, sender=30 + number)
    decisions = [Decision(waiting(desk, "Vào bài"), APPROVE), Decision(waiting(desk, "Vào sổ"), TIP)]
    with closed(commented.comments().parent, 0o500), bound_by_rights():
        outcomes = decide(desk, decisions[:1])
    assert not outcomes[0].done
    (tmp_path / "office").touch()
    outcomes = decide(desk, decisions)
    assert [each.done for each in outcomes] == [False, False]
    assert {each.text for each in desk.counter.all_pending()} == {"Vào bài", "Vào sổ"}


def test_a_dry_run_changes_nothing(commented: CommentedSite, desk: Desk) -> None:
    commented.send("Chỉ xem thôi")
    one = waiting(desk, "Chỉ xem thôi")
    outcomes = [decide(desk, [Decision(one, what)], dry_run=True)[0] for what in (APPROVE, REJECT, TIP)]
    assert all(each.done and each.message.startswith("sẽ ") for each in outcomes)
    assert waiting(desk, "Chỉ xem thôi") == one
    assert not commented.comments().exists()
    assert not desk.records.folder.exists()


def test_a_tip_is_kept_apart_and_goes_when_its_sender_asks(commented: CommentedSite, desk: Desk) -> None:
    number = commented.send("Ở trường tôi có chuyện này", name="Bình")
    one = waiting(desk, "Ở trường tôi có chuyện này")
    assert decide(desk, [Decision(one, TIP)])[0].done
    (tip,) = desk.records.tips()
    assert (tip.text, tip.name, tip.title) == (one.text, "Bình", "Bài")
    assert not commented.comments().exists()
    assert open_requests(desk.counter.audit(), desk.articles, [], [tip]) == []
    assert commented.delete(number) == {"deleted": False, "asked": True}
    (asked,) = open_requests(desk.counter.audit(), desk.articles, [], [tip])
    assert asked.tips == (tip,)
    assert desk.records.delete_tips([tip.key]) == 1
    assert open_requests(desk.counter.audit(), desk.articles, [], desk.records.tips()) == []


def test_no_word_of_a_comment_is_in_the_records_of_decisions(commented: CommentedSite, desk: Desk) -> None:
    commented.send("Một câu rất riêng", name="Tên riêng")
    decide(desk, [Decision(waiting(desk, "Một câu rất riêng"), REJECT, "không liên quan")])
    said = (desk.records.folder / "decisions.jsonl").read_text("utf-8")
    assert "không liên quan" in said
    assert "riêng" not in said


def test_remarks_of_the_office_stay_when_one_is_added(commented: CommentedSite, desk: Desk) -> None:
    for number, text in enumerate(("Ý một", "Ý hai")):
        commented.send(text, sender=40 + number)
    decide(desk, [Decision(waiting(desk, "Ý một"), APPROVE)])
    file = commented.comments()
    file.write_text(file.read_text("utf-8") + "# đã hỏi phòng Giáo dục phổ thông", "utf-8")
    decide(desk, [Decision(waiting(desk, "Ý hai"), APPROVE)])
    assert "# đã hỏi phòng" in file.read_text("utf-8")
    assert [each.text for each in read_comments(file, ZONE)] == ["Ý một", "Ý hai"]


def test_a_file_that_is_broken_is_left_as_it_is(commented: CommentedSite, desk: Desk) -> None:
    commented.send("Chờ sửa tệp đã")
    commented.comments().write_text("- id: một\n  text: [\n", "utf-8")
    (outcome,) = decide(desk, [Decision(waiting(desk, "Chờ sửa tệp đã"), APPROVE)])
    assert not outcome.done
    assert "comments.yaml" in outcome.message
    assert commented.comments().read_text("utf-8") == "- id: một\n  text: [\n"
    broken: list[str] = []
    assert list(published(desk.articles, ZONE, broken)) == []
    assert len(broken) == 1
    assert waiting(desk, "Chờ sửa tệp đã")


def test_an_approved_one_is_answered_and_taken_off(commented: CommentedSite, desk: Desk) -> None:
    for number, text in enumerate(("Hỏi giờ thi", "Hỏi phòng thi")):
        commented.send(text, sender=50 + number)
    decide(desk, [Decision(waiting(desk, text), APPROVE) for text in ("Hỏi giờ thi", "Hỏi phòng thi")])
    article = desk.articles[NEWS]
    first, second = read_comments(article.comments, ZONE)
    reply = Reply(datetime(2026, 12, 1, tzinfo=ZONE), "Sở", "7 giờ 30.")
    assert answer(desk, [(article, first)], reply)[0].done
    assert [each.reply for each in read_comments(article.comments, ZONE)] == [reply, None]
    assert take_off(desk, [(article, second)], "nhầm")[0].done
    assert [key_of(each) for each in read_comments(article.comments, ZONE)] == [key_of(first)]
    take_off(desk, [(article, first)])
    assert not article.comments.exists()


def test_behind_a_flood_the_counter_is_asked_for_no_more_than_is_wanted(
    commented: CommentedSite, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "AT_ONCE", 3)
    for number in range(12):
        commented.send(f"Ý kiến thứ {number}" + " http://a.vn http://b.vn" * (number % 2), sender=100 + number)
    everything = desk.counter.all_pending()
    assert len(everything) == 12
    likely = sorted(each.id for each in everything if not each.suspect)
    wanted = [likely[0], likely[-1], max(each.id for each in everything if each.suspect), 10**9]
    assert {each.id for each in desk.counter.find(wanted)} == set(wanted[:3])
    assert desk.counter.find([]) == []
    oldest = desk.counter.oldest(suspect=True, limit=2)
    assert (len(oldest.comments), oldest.likely, oldest.suspects) == (2, 6, 6)


def test_a_request_is_about_the_comment_that_was_there_when_it_was_decided() -> None:
    """Numbers begin anew with a database: the same one may have stood in this article years before."""
    article = Article(NEWS, "Bài", Path("tin/bai/index.md"))
    comments = [
        as_comment(Waiting(7, at, NEWS, "", text, False, ()), ZONE)
        for at, text in ((100, "cũ"), (200, "đúng"), (900, "mới"))
    ]
    audit = [AuditLine(1, 7, NEWS, APPROVE, 300), AuditLine(2, 7, NEWS, ASK, 400), AuditLine(3, 8, NEWS, ASK, 400)]
    tips = [Tip(8, 1000, NEWS, "Bài", "", "sau này", "")]
    (asked,) = open_requests(audit, {NEWS: article}, [(article, each) for each in comments], tips)
    assert [comment.text for _, comment in asked.published] == ["đúng"]


@given(st.text(min_size=1, max_size=60), st.text(max_size=20))
def test_any_text_that_is_kept_is_kept_as_it_is(text: str, name: str) -> None:
    comment = as_comment(Waiting(1, 1_800_000_000, NEWS, name, text, False, ()), ZONE)
    if is_keepable(comment, ZONE):
        added = with_added([comment])(())
        assert with_added([comment])(added) == added == (comment,)
        assert without([key_of(comment)])(added) == ()


def test_what_is_written_is_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails while it is written leaves what was there, and nothing beside it."""
    file = tmp_path / "comments.yaml"
    one, two = (as_comment(Waiting(number, 5, NEWS, "", "x" * number, False, ()), ZONE) for number in (1, 2))
    change_comments(file, ZONE, with_added([one]))
    before = file.read_bytes()

    def fail(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OfficeError, match="No space left"):
        change_comments(file, ZONE, with_added([two]))
    assert file.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["comments.yaml"]


def test_a_pipe_in_place_of_a_file_of_comments_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "comments.yaml")
    with pytest.raises(OfficeError, match="comments"):
        read_comments(tmp_path / "comments.yaml", UTC)


def test_no_file_grows_beyond_what_a_build_reads(tmp_path: Path) -> None:
    file = tmp_path / "comments.yaml"
    long = [as_comment(Waiting(id_, 1_796_000_000, "/", "", "x" * 15_000, False, ()), UTC) for id_ in range(1, 141)]
    change_comments(file, UTC, with_added(long[:120]))
    before = file.read_bytes()
    with pytest.raises(OfficeError, match="comments"):
        change_comments(file, UTC, with_added(long))
    assert file.read_bytes() == before
