"""The list of articles in a real preview: states, search, actions, each taken back; the page by keyboard."""

import json
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.newsdesk.desk.office import LIST, OfficeDesk


def test_every_source_file_is_listed_with_its_state(office: OfficeDesk) -> None:
    found = office.found()
    assert {name: each["state"] for name, each in found.items()} == {
        "hong": "broken", "hen-gio": "scheduled", "moi": "ready", "nhap": "draft", "da-go": "withdrawn",
        "da-sua": "changed", "hoi-nghi": "published", "thong-bao": "expired", "gioi-thieu.md": "published",
    }  # fmt: skip
    assert [*found][:2] == ["hong", "hen-gio"]  # what can't be read first, then the newest
    assert found["hong"]["findings"] > 0
    assert found["hoi-nghi"]["authors"] == ["Minh Hà"]


def test_words_are_found_with_and_without_their_marks(office: OfficeDesk) -> None:
    assert {*office.found("q=hoi+nghi")} == {*office.found("q=h%E1%BB%99i+ngh%E1%BB%8B")} == {"hoi-nghi"}
    assert {*office.found("q=minh+ha")} == {"hoi-nghi"}
    assert {*office.found("state=draft")} == {"nhap"}
    assert {*office.found("section=Thi+v%C3%A0+tuy%E1%BB%83n+sinh")} == {"da-sua"}
    assert {*office.found("kind=pages")} == {"gioi-thieu.md"}
    assert office.found("q=%3Cscript%3E") == {}
    page = office.preview.ask(f"{LIST}?q=%3Cscript%3Ealert(1)%3C/script%3E&author=%22%3E%3Cimg").text
    assert "<script>alert" not in page and '"><img' not in page
    titles = [each["title"] for each in office.found("order=title&kind=articles").values()]
    assert titles.index("Bài đăng nhầm") < titles.index("Bài mới viết") < titles.index("Kết quả kỳ thi thử")


def undo(office: OfficeDesk, answer: dict[str, Any]) -> None:
    assert office.do("articles/undo", {"undo": answer["undo"]})["said"]
    assert office.post("articles/undo", {"undo": answer["undo"]}).status == 410


def test_actions_change_their_own_lines_and_are_taken_back(office: OfficeDesk) -> None:
    file = office.found()["hoi-nghi"]["file"]
    before = office.text(file)
    done = office.do("articles/withdraw", {"files": [file], "reason": "Số liệu: chưa đúng"})
    assert done["said"].startswith("Đã gỡ “Hội nghị sơ kết học kỳ”")
    assert office.found()["hoi-nghi"] | {"waits": True} == office.found()["hoi-nghi"]
    assert office.found()["hoi-nghi"]["state"] == "withdrawn"
    added = [line for line in office.text(file).splitlines() if line not in before.splitlines()]
    assert added == ['withdrawn: "Số liệu: chưa đúng"']
    undo(office, done)
    assert office.text(file) == before
    done = office.do("articles/schedule", {"files": [file], "date": "2099-01-02 08:00"})
    assert office.found()["hoi-nghi"]["state"] == "scheduled"
    undo(office, done)
    assert office.text(file).replace("status: published\n", "") == before
    done = office.do("articles/publish-state", {"files": [file, office.found()["nhap"]["file"]], "published": True})
    assert office.found()["nhap"]["state"] == "ready"
    undo(office, done)
    assert (office.found()["nhap"]["state"], office.found()["hoi-nghi"]["state"]) == ("draft", "published")


def test_a_new_article_a_copy_and_a_deletion(office: OfficeDesk) -> None:
    made = office.do("articles/new", {"title": "Bài thử tên dài", "category": "Thông báo"})
    assert made["url"].endswith("/bai-thu-ten-dai/") and office.found()["bai-thu-ten-dai"]["state"] == "draft"
    undo(office, made)
    assert "bai-thu-ten-dai" not in office.found()
    assert office.post("articles/new", {"title": " "}).status == 422
    assert "Không có chuyên mục" in office.post("articles/new", {"title": "A", "category": "Lạ"}).text
    original = office.found()["moi"]["file"]
    copied = office.do("articles/duplicate", {"files": [original]})
    (copy,) = copied["done"]
    assert office.found()["bai-moi-viet-ban-sao"]["state"] == "draft"
    assert (office.site.content / copy["file"]).with_name("anh.jpg").read_bytes() == (
        office.site.content / original
    ).with_name("anh.jpg").read_bytes()
    gone = office.do("articles/delete", {"files": [copy["file"]]})
    assert not (office.site.content / copy["file"]).parent.exists()
    assert "bai-moi-viet-ban-sao" not in office.found()
    undo(office, gone)
    assert (office.site.content / copy["file"]).with_name("anh.jpg").is_file()
    undo(office, copied)
    assert "bai-moi-viet-ban-sao" not in office.found()


@pytest.mark.parametrize(
    ("action", "given", "said"),
    [
        ("withdraw", {"files": [], "reason": "x"}, "Chưa chọn bài nào"),
        ("withdraw", {"files": ["tin/2026/11/hong/index.md"]}, "Hãy ghi vì sao"),
        ("withdraw", {"files": ["tin/2026/11/hong/index.md"], "reason": "x"}, "không có phần đầu bài"),
        ("delete", {"files": ["../../etc/passwd"]}, ""),
        ("delete", {"files": ["tin/../site.toml"]}, ""),
        ("delete", {"files": ["site.toml"]}, ""),
        ("duplicate", {"files": ["tin/2026/11/khong-co/index.md"]}, ""),
        ("schedule", {"files": ["tin/2026/11/hong/index.md"], "date": "ngày mai"}, "ngày mai"),
        ("restore", {"files": ["../../x"]}, ""),
    ],
)
def test_what_cannot_be_done_is_said_and_changes_nothing(
    office: OfficeDesk, action: str, given: dict[str, Any], said: str
) -> None:
    before = sorted(
        (path, path.stat().st_mtime_ns) for path in office.site.content.rglob("*") if ".newsdesk" not in path.parts
    )
    answer = office.post(f"articles/{action}", given)
    assert answer.status == 422 and json.loads(answer.body)["said"] and said in answer.text
    assert before == sorted(
        (path, path.stat().st_mtime_ns) for path in office.site.content.rglob("*") if ".newsdesk" not in path.parts
    )


def row(page: Page, title: str) -> Any:
    return page.locator(".row").filter(has_text=title)


def test_the_page_by_keyboard_alone(office: OfficeDesk, browser: Browser) -> None:
    page = office.open(browser)
    page.locator("#new:visible").wait_for()
    page.keyboard.press("/")
    page.keyboard.type("hoi nghi")
    expect(page.locator(".row")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Hội nghị sơ kết học kỳ"
    page.keyboard.press("m")
    for _ in range(6):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.textContent") == "Gỡ bài…"
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # a line of the field, as no reason is typed yet
    page.locator("dialog .button").first.press("Enter")
    assert "Hãy ghi lý do" in (page.locator("#question-problem").text_content() or "")
    page.keyboard.type("Nhầm số liệu")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator(".outcome").wait_for()
    assert "Đã gỡ “Hội nghị" in (page.locator(".outcome").text_content() or "")
    expect(page.locator(".row .chip")).to_have_text("Đã gỡ")
    assert page.evaluate("document.activeElement.textContent") == "Hoàn tác"
    page.keyboard.press("Enter")
    expect(page.locator(".row .chip")).to_have_text("Đã đăng")
    page.context.close()


MODES: dict[str, dict[str, Any]] = {
    "light": {}, "dark": {"color_scheme": "dark"}, "forced": {"forced_colors": "active"}, "contrast": {},
}  # fmt: skip


def test_axe_finds_nothing_in_any_mode_and_a_phone_has_room(office: OfficeDesk, browser: Browser) -> None:
    for mode, options in MODES.items():
        page = office.open(browser, viewport={"width": 360, "height": 800}, **options)
        if mode == "contrast":
            page.evaluate("localStorage.setItem('bantin-contrast', 'high')")
            page.reload()
        page.locator("#new:visible").wait_for()
        page.locator(".more-search summary").click()
        page.locator(".choose").first.check()
        page.locator(".more").nth(1).click()
        for found in page.locator(".findings summary").all():
            found.click()
        result = Axe().run(page, options={"resultTypes": ["violations"]})
        assert [(each["id"], [n["html"] for n in each["nodes"]]) for each in result.response["violations"]] == [], mode
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.keyboard.press("n") if mode == "light" else None
        page.context.close()


def test_without_javascript_it_reads_and_searches(office: OfficeDesk, browser: Browser) -> None:
    page = office.open(browser, java_script_enabled=False)
    page.get_by_role("searchbox").fill("khai giang")
    page.get_by_role("button", name="Tìm kiếm").click()
    assert page.locator(".row h2").all_text_contents() == ["Lễ khai giảng sắp tới"]
    assert page.locator(".row .more").is_hidden()
    page.get_by_role("link", name="Sửa").click()
    assert page.url.endswith("?edit=1")
    page.context.close()
