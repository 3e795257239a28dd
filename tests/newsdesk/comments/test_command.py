"""``ban-tin comments`` as an office types it, with a real counter."""

import json
import stat
from pathlib import Path

import pytest

from newsdesk.command import main
from tests.newsdesk.comments.desk import NEWS, OTHER, CommentedSite


@pytest.fixture(autouse=True)
def own_language(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command names its site to programs that it starts; other tests have another one."""
    monkeypatch.setenv("BAN_TIN_SITE", "content")


class Typed:
    """What a command printed, and how it ended."""

    def __init__(self, site: CommentedSite, capsys: pytest.CaptureFixture[str]) -> None:
        self.site, self.capsys = site, capsys

    def __call__(self, *given: str) -> tuple[int, str, str]:
        self.capsys.readouterr()
        code = main(self.site.arguments(*given))
        return code, *self.capsys.readouterr()

    def ids(self) -> dict[str, int]:
        """Return the numbers of what waits, by text."""
        _, out, _ = self("pending", "--json")
        return {each["text"]: each["id"] for each in json.loads(out)["comments"]}


@pytest.fixture
def typed(commented: CommentedSite, capsys: pytest.CaptureFixture[str]) -> Typed:
    return Typed(commented, capsys)


def test_the_way_of_comments_from_the_reader_to_the_page_and_off_it(commented: CommentedSite, typed: Typed) -> None:
    number = commented.send("Cảm ơn nhà trường!\nRất hay.", name="Nguyễn Văn An")
    commented.send("xem http://a.vn http://b.vn http://c.vn", sender=2)
    commented.send("Ở trường tôi \u202e có chuyện", OTHER, sender=3)
    commented.send("Mấy giờ thi?", OTHER, sender=4)
    code, out, _ = typed("pending")
    assert code == 0
    likely, _, suspects = out.partition("giống thư rác")
    assert "Có 3 ý kiến chờ duyệt." in likely
    assert "Khai giảng năm học  /tin/2026/11/khai-giang/" in likely
    assert "Nguyễn Văn An" in likely
    assert "27 ký tự" in likely
    assert "còn 30 ngày" in likely
    assert "    | Cảm ơn nhà trường!\n    | Rất hay.\n" in likely
    assert "Dấu hiệu: nhiều liên kết" in suspects
    ids = typed.ids()
    thanks, tip, exam = (
        ids[text] for text in ("Cảm ơn nhà trường!\nRất hay.", "Ở trường tôi  có chuyện", "Mấy giờ thi?")
    )
    code, out, _ = typed("approve", str(thanks), f"#{exam}", "--dry-run")
    assert code == 0
    assert out.count("sẽ được duyệt") == 2
    assert not commented.comments().exists()
    assert typed("approve", str(thanks))[:2] == (0, f"#{thanks}: đã duyệt\n")
    assert typed("reply", str(exam), "--text", "7 giờ 30.", "--name", "Phòng Khảo thí")[0] == 0
    assert "Phòng Khảo thí" in commented.comments("thi-dua").read_text("utf-8")
    assert typed("tip", str(tip), "--reason", "chuyển thanh tra")[0] == 0
    assert typed("reject", "--suspects", "--reason", "thư rác")[0] == 0
    assert typed.ids() == {}
    # The same once more: what is done is done, what is not is said.
    code, out, err = typed("approve", str(thanks), str(tip))
    assert (code, out) == (1, f"#{thanks}: đã được duyệt từ trước\n")
    assert f"#{tip}: không còn chờ" in err
    # An answer is never lost, whether it was said that the comment is on its page or not.
    assert typed("reply", str(thanks), "--text", "Cảm ơn!")[1].startswith(f"#{thanks}: đã trả lời trong ")
    assert "Cảm ơn!" in commented.comments().read_text("utf-8")
    assert typed("reply", str(thanks), "--approved", "--text", "Cảm ơn bạn!")[0] == 0
    code, out, _ = typed("approved", "--json")
    shown = {each["id"]: each for each in json.loads(out)["comments"]}
    assert shown[thanks]["reply"] == shown[thanks]["reply"] | {"name": "Sở GDĐT Lam Giang", "text": "Cảm ơn bạn!"}
    assert "chuyện" in typed("tips")[1]
    assert typed("asks")[1] == "Không có người gửi nào muốn xóa gì.\n"
    commented.delete(number)
    assert "Nguyễn Văn An" in typed("asks")[1]
    assert typed("asks", "--do", "--dry-run")[1].count("sẽ bị xóa") == 1
    assert typed("asks", "--do")[0] == 0
    assert not commented.comments().exists()
    assert typed("asks")[1] == "Không có người gửi nào muốn xóa gì.\n"
    assert typed("withdraw", str(exam), "--reason", "hết hạn thi")[0] == 0
    assert typed("approved")[1] == ""
    assert typed("tips", "--delete", str(tip))[0] == 0
    decisions = [json.loads(line) for line in (commented.office / "decisions.jsonl").read_text("utf-8").splitlines()]
    assert [each["decision"] for each in decisions] == ["approve", "approve", "tip", "reject", "withdraw", "withdraw"]
    assert stat.S_IMODE((commented.office / "decisions.jsonl").stat().st_mode) == 0o600


def test_an_export_is_a_file_of_its_owner_that_no_spreadsheet_runs(
    commented: CommentedSite, typed: Typed, tmp_path: Path
) -> None:
    commented.send("=HYPERLINK(1)", name="+1", sender=5)
    file = tmp_path / "cho.csv"
    assert typed("export", "--to", str(file))[0] == 0
    assert "'=HYPERLINK(1)" in file.read_text("utf-8-sig")
    assert "'+1" in file.read_text("utf-8-sig")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, _, err = typed("export", "--to", str(file))
    assert code == 1
    assert "chưa ghi gì" in err
    typed("reject", str(typed.ids()["=HYPERLINK(1)"]), "--reason", "thử")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (("approve", "x"), "“x” không phải số của ý kiến"),
        (("approve",), "NUMBER"),
        (("reject", "1"), "--reason"),
        (("reply", "1"), "--text"),
        (("khong-co",), "khong-co"),
    ],
)
def test_what_is_typed_wrong_is_told_and_the_code_is_2(
    typed: Typed, given: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(["comments", *given])
    assert left.value.code == 2
    assert said.replace("NUMBER", "SỐ") in capsys.readouterr().err


def test_without_a_token_it_is_said_how_to_get_one(commented: CommentedSite, typed: Typed, tmp_path: Path) -> None:
    code, out, err = typed("pending", "--token", str(tmp_path / "none"))
    assert (code, out) == (1, "")
    assert "Cơ quan duyệt" in err
    wrong = tmp_path / "wrong"
    wrong.touch(0o600)
    wrong.write_text("w" * 43)
    code, _, err = typed("pending", "--token", str(wrong))
    assert code == 1
    assert "không nhận mã" in err
    code, _, err = typed("pending", "--counter", "http://so.example/api")
    assert code == 1
    assert "https" in err


def test_answers_that_cannot_stand_on_a_page_are_refused(commented: CommentedSite, typed: Typed) -> None:
    commented.send("Chờ trả lời", sender=6)
    number = str(typed.ids()["Chờ trả lời"])
    for text, said in (("  ", "trống"), ("x" * 2001, "2001")):
        code, _, err = typed("reply", number, "--text", text)
        assert code == 1
        assert said in err
    code, _, err = typed("reply", number, "--text", "a\x00b")
    assert code == 1
    assert "ký hiệu" in err
    assert number in {str(each) for each in typed.ids().values()}
    typed("reject", number, "--reason", "thử")


def test_the_text_about_privacy_is_that_of_the_site(typed: Typed) -> None:
    code, out, _ = typed("privacy")
    assert code == 0
    assert "bị xóa sau 30 ngày" in out
    assert NEWS not in out
