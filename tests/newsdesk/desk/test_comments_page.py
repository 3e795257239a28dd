"""The preview's page of comments in a real browser, with a real counter in place of the live one, by keyboard alone."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.newsdesk.comments.desk import NEWS, OTHER, CommentedSite, commented_site
from tests.newsdesk.preview.desk import desk
from tests.newsdesk.preview.running import Preview, preview

PAGE = "/__newsdesk/comments"
RULES = {"resultTypes": ["violations"]}
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@dataclass
class Desk:
    commented: CommentedSite
    preview: Preview
    browser: Browser

    def open(self, address: str = PAGE, **options: object) -> Page:
        page = self.browser.new_context(base_url=self.preview.address, reduced_motion="reduce", **options).new_page()  # type: ignore[arg-type]
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.goto(address)
        return page

    def post(self, fields: dict[str, str], **headers: str) -> int:
        origin = {"Origin": self.preview.address, "Host": self.preview.address.removeprefix("http://")}
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        return self.preview.ask(PAGE, "POST", urlencode(fields), **origin | kind | headers).status

    def try_out(self, text: str) -> None:
        """Send a comment to the preview's own counter, as its pages do."""
        fields = {"path": NEWS, "text": text, "consent": "on"}
        headers = {"Origin": self.preview.address, "User-Agent": FIREFOX}
        with urlopen(
            Request(f"{self.preview.address}/api/comment", urlencode(fields).encode(), headers), timeout=20
        ) as answer:
            assert json.load(answer)["received"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[CommentedSite, Preview]]:
    folder = tmp_path_factory.mktemp("desk")
    with commented_site(folder, desk) as commented:
        office = {"BAN_TIN_OFFICE": str(commented.office)}
        with preview(folder, module="newsdesk.preview", environment=office) as shown:
            yield commented, shown
            assert "Traceback" not in shown.said


@pytest.fixture
def at_desk(made: tuple[CommentedSite, Preview], browser: Browser) -> Iterator[Desk]:
    before = len(browser.contexts)
    yield Desk(*made, browser)
    for context in browser.contexts[before:]:
        context.close()


def reach_button(page: Page) -> None:
    """Press the button, by keyboard."""
    page.keyboard.press("s")
    page.keyboard.press("Enter")
    page.wait_for_selector("#outcomes")


def test_comments_are_decided_about_by_keyboard_alone(at_desk: Desk) -> None:
    commented = at_desk.commented
    commented.send("Cảm ơn nhà trường!", name="An")
    commented.send("Mấy giờ thi?", OTHER, sender=2)
    commented.send("Tin của tôi", sender=3)
    commented.send("Bỏ đi", sender=4)
    page = at_desk.open(NEWS)
    page.get_by_role("link", name="Ý kiến bạn đọc").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{PAGE}")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.querySelector('.text').textContent") == "Cảm ơn nhà trường!"
    page.keyboard.press("e")
    page.keyboard.type("Trường xin cảm ơn bạn.")
    page.keyboard.press("Escape")
    page.keyboard.press("a")  # and goes on to the next one
    page.keyboard.press("r")
    page.keyboard.press("k")
    page.keyboard.press("u")  # changed their mind
    page.keyboard.press("a")
    page.keyboard.press("t")
    page.keyboard.press("r")
    assert page.locator("#do").text_content() == "Thực hiện những gì đã chọn (4)"
    assert "Từ chối" in (page.locator("#said").text_content() or "")
    assert not commented.comments().exists()
    reach_button(page)
    assert page.locator("#outcomes summary").text_content() == "Đã làm 4"
    assert page.evaluate("document.activeElement.id") == "outcomes"
    assert page.get_by_text("Không có ý kiến nào chờ duyệt.").is_visible()
    assert "Trường xin cảm ơn bạn." in commented.comments().read_text("utf-8")
    assert "Mấy giờ thi?" in commented.comments("thi-dua").read_text("utf-8")
    assert "Tin của tôi" in (commented.office / "tips.jsonl").read_text("utf-8")
    assert "Bỏ đi" not in (commented.office / "decisions.jsonl").read_text("utf-8")
    # And it stands on the page, in the preview as in the next build.
    at_desk.preview.until(lambda: "Cảm ơn nhà trường!" in at_desk.preview.ask(NEWS).text)
    assert "Trường xin cảm ơn bạn." in at_desk.preview.ask(NEWS).text


def test_without_javascript_it_is_one_form(at_desk: Desk) -> None:
    commented = at_desk.commented
    for number, text in enumerate(("Đọc trước đã", "Cũng hay")):
        commented.send(text, sender=10 + number)
    page = at_desk.open(java_script_enabled=False)
    page.get_by_role("article").filter(has_text="Cũng hay").get_by_label("Duyệt").check()
    page.get_by_label("từ chối", exact=True).check()
    page.get_by_role("button", name="Thực hiện").click()
    assert page.locator("#outcomes summary").text_content() == "Đã làm 2"
    assert "Cũng hay" in commented.comments().read_text("utf-8")
    assert commented.client.all_pending() == []
    page.goto(f"{PAGE}?view=approved")
    page.get_by_role("article").filter(has_text="Cũng hay").get_by_label("Gỡ khỏi trang").check()
    page.get_by_role("button", name="Thực hiện").click()
    assert "Cũng hay" not in (commented.comments().read_text("utf-8") if commented.comments().exists() else "")


def test_what_a_sender_wants_gone_is_deleted(at_desk: Desk) -> None:
    commented = at_desk.commented
    number = commented.send("Xin gỡ giúp", sender=20)
    page = at_desk.open(java_script_enabled=False)
    page.get_by_role("radio", name="Duyệt").check()
    page.get_by_role("button", name="Thực hiện").click()
    commented.delete(number)
    page.get_by_role("link", name="Cần xóa (1)").click() if page.get_by_role(
        "link", name="Cần xóa (1)"
    ).count() else page.goto(f"{PAGE}?view=asks")
    page.get_by_label("Xóa theo yêu cầu").check()
    page.get_by_role("button", name="Thực hiện").click()
    assert page.get_by_role("link", name="Cần xóa (0)").count() == 1
    assert not commented.comments().exists() or "Xin gỡ giúp" not in commented.comments().read_text("utf-8")


def test_a_trial_writes_nothing_unless_it_is_asked_to(at_desk: Desk) -> None:
    file = at_desk.commented.comments("khai-giang")
    file.unlink(missing_ok=True)
    at_desk.try_out("Thử một lần")
    page = at_desk.open(f"{PAGE}?counter=trial", java_script_enabled=False)
    assert "Làm thử" in (page.locator(".source.trial").text_content() or "")
    page.get_by_role("radio", name="Duyệt").check()
    page.get_by_role("button", name="Thực hiện").click()
    assert "chưa ghi gì" in (page.locator("#outcomes").text_content() or "")
    assert not file.exists()
    at_desk.try_out("Thử lần hai")
    page.goto(f"{PAGE}?counter=trial")
    page.get_by_role("radio", name="Duyệt").check()
    page.get_by_label("Ghi ý kiến đã duyệt vào comments.yaml").check()
    page.get_by_role("button", name="Thực hiện").click()
    assert "Thử lần hai" in file.read_text("utf-8")
    # What is on the pages is real, and no part of it.
    assert page.get_by_role("link", name="Đã lên trang").count() == 0
    page.goto(f"{PAGE}?counter=trial&view=approved")
    assert page.locator(".card").count() == 0
    assert "Thử" not in (at_desk.commented.office / "decisions.jsonl").read_text("utf-8")
    file.unlink()


def test_keys_can_be_switched_off_and_do_nothing_in_text_fields(at_desk: Desk) -> None:
    at_desk.commented.send("Phím", sender=30)
    page = at_desk.open()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.keyboard.type("arst")
    assert page.locator("textarea").input_value() == "arst"
    page.locator("textarea").fill("")
    page.locator("#keys").uncheck()
    page.locator(".card").focus()
    page.keyboard.press("r")
    assert page.locator("input[value=reject]:checked").count() == 0
    page.reload()
    assert not page.locator("#keys").is_checked()


MODES = {
    "light": ({"color_scheme": "light"}, {}),
    "dark": ({"color_scheme": "dark"}, {}),
    "contrast": ({}, {"bantin-contrast": "high"}),
    "forced": ({"forced_colors": "active"}, {}),
}


@pytest.mark.parametrize("mode", MODES)
def test_axe_finds_nothing(at_desk: Desk, mode: str) -> None:
    if not at_desk.commented.client.pending():
        at_desk.commented.send("Một ý kiến để xem\nhai dòng", name="Đỗ Thị Ánh", sender=40)
    options, settings = MODES[mode]
    page = at_desk.open("/__newsdesk/head.js", viewport={"width": 360, "height": 800}, **options)
    for name, value in settings.items():
        page.evaluate("([name, value]) => localStorage.setItem(name, value)", [name, value])
    for view in ("likely", "approved", "tips"):
        page.goto(f"{PAGE}?view={view}")
        for answer in page.locator(".answer summary").all():
            answer.click()
        found = Axe().run(page, options=RULES)
        assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        small = page.locator("button, .choices label, summary, nav a, .reason input").evaluate_all(
            "all => all.filter(each => each.offsetHeight && each.offsetHeight < 44).map(each => each.outerHTML)"
        )
        assert small == []


def test_without_a_token_the_page_says_how_to_get_one(at_desk: Desk) -> None:
    token = at_desk.commented.office / "token"
    kept = token.rename(token.with_name("weg"))
    try:
        page = at_desk.open(java_script_enabled=False)
        assert "chmod 600" in (page.locator(".problem").text_content() or "")
        page.get_by_role("link", name="Làm thử").click()
        assert page.locator(".source.trial").count() == 1
    finally:
        kept.rename(token)


def test_only_its_own_page_may_decide(at_desk: Desk) -> None:
    at_desk.commented.send("Không ai quyết thay", sender=50)
    (waiting,) = [each for each in at_desk.commented.client.pending() if each.text == "Không ai quyết thay"]
    choice = {f"d-{waiting.id}-{waiting.received}": "reject", "view": "likely"}
    token = re.search(r'name="token" value="([^"]+)"', at_desk.preview.ask(PAGE).text)
    assert token
    right = choice | {"token": token[1]}
    assert at_desk.post(choice) == 403
    assert at_desk.post(choice | {"token": "ă"}) == 403
    assert at_desk.post(right, Origin="http://evil.example") == 403
    assert at_desk.post(right, Origin="null") == 403
    assert at_desk.post(right, Sec_Fetch_Site="cross-site") == 403
    assert at_desk.post(right, Content_Type="text/plain") == 415
    assert at_desk.post(right, Host="evil.example") == 400
    assert at_desk.post(right | {"x": "x" * 4_000_001}) == 413
    assert at_desk.post({f"x{number}": "" for number in range(1001)}) == 400
    assert at_desk.preview.ask(PAGE, "PUT").status == 403
    assert at_desk.preview.ask("/__newsdesk/../x").status == 404
    assert waiting in at_desk.commented.client.pending()
    assert at_desk.post(right) == 303
    assert waiting not in at_desk.commented.client.pending()


def test_the_page_cannot_be_framed_and_runs_nothing_of_others(at_desk: Desk) -> None:
    answer = at_desk.preview.ask(PAGE)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert answer.headers["cache-control"] == "no-store"


def test_the_link_stands_only_where_readers_may_comment(at_desk: Desk) -> None:
    assert f'"{PAGE}"' in unescape(at_desk.preview.ask("/").text)


def test_the_list_has_what_waits_and_the_figures_of_the_counter(at_desk: Desk) -> None:
    commented = at_desk.commented
    commented.send("Còn chờ", sender=60)
    waiting = json.loads(at_desk.preview.ask("/__newsdesk/api/beside/comments").body)
    assert waiting["likely"] + waiting["suspects"] >= 1
    figures = json.loads(at_desk.preview.ask("/__newsdesk/api/beside/figures").body)
    assert figures.keys() == {"today", "visits", "online", "top"}
    status = json.loads(at_desk.preview.ask("/__newsdesk/api/beside/status").body)
    assert all(each["said"] for each in status)
    assert at_desk.preview.ask("/__newsdesk/api/beside/x").status == 404
