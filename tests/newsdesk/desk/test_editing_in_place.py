"""Editing in place in a browser: one preview and one page for all tests, which bring back the article as it was."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.newsdesk.desk.office import OfficeDesk
from tests.newsdesk.preview.closing import close
from tests.site.builder import ROOT

pytestmark = pytest.mark.browser

URL = "/tin/2026/11/sua-bai/"
FIELD = "[data-newsdesk=field] textarea"
BODY = """Đoạn thứ nhất của bài, có *chữ nghiêng* và GD&ĐT.

## Tiêu đề ở giữa

Đoạn thứ hai dài hơn một chút.

- mục một
- mục hai

<!-- chỉ văn phòng thấy -->

Đoạn cuối cùng.
"""
#: Whether the page shows the version with this digest.
SHOWS = "async (digest) => (await import('/__newsdesk/page/edit-article.js')).article.digest === digest"


@pytest.fixture(scope="module")
def article(office: OfficeDesk) -> Iterator[Path]:
    """The source file of an article that only these tests know."""
    path = office.site.article("sua-bai", BODY, title='"Bài để sửa"', summary='"Tóm tắt."') / "index.md"
    office.preview.until(lambda: office.preview.ask(URL).status == 200)
    yield path
    path.unlink()
    path.parent.rmdir()
    office.preview.until(lambda: office.preview.ask(URL).status == 404)


@pytest.fixture(scope="module")
def kept(browser: Browser, office: OfficeDesk, article: Path) -> Iterator[Page]:
    """The page that all tests share."""
    expect.set_options(timeout=8000)
    page = office.open(
        browser, URL, viewport={"width": 1280, "height": 800}, permissions=["clipboard-read", "clipboard-write"]
    )
    yield page
    close(page.context)


@pytest.fixture
def page(kept: Page, office: OfficeDesk, article: Path) -> Iterator[Page]:
    """The page, being edited; afterwards the article is as it was."""
    before = article.read_bytes()
    if kept.locator(".bar").count() == 0:
        kept.goto(f"{URL}?edit=1")
    expect(kept.locator(".bar")).to_be_visible()
    yield kept
    while kept.locator(FIELD).count():
        kept.locator(FIELD).first.press("Escape")
    if article.read_bytes() != before:
        article.write_bytes(before)
        digest = hashlib.sha256(before).hexdigest()
        office.preview.until(lambda: kept.evaluate(SHOWS, digest))
    for name in ("block:9:9", "new:9"):
        office.preview.ask(
            f"/__newsdesk/api/unsaved?file=tin/2026/11/sua-bai/index.md&place={name}", "DELETE", **office.own()
        )


def block(page: Page, words: str) -> Locator:
    """Return an element of the page with these words."""
    return page.locator(".prose > [data-block]").filter(has_text=words)


def open_block(page: Page, words: str) -> Locator:
    """Press a block; return its field."""
    block(page, words).click()
    expect(page.locator(FIELD)).to_be_focused()
    return page.locator(FIELD)


def focused(page: Page) -> str:
    """Return the name of what has the focus, in whatever shadow."""
    return str(
        page.evaluate(
            "() => { let at = document.activeElement; while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
            " return at.getAttribute('aria-label') || at.textContent; }"
        )
    )


def axe(page: Page) -> list[str]:
    """Return what axe objects to."""
    return [each["id"] for each in Axe().run(page).response["violations"]]


def said(page: Page, words: str) -> None:
    expect(page.locator(".bar [role=status]")).to_have_text(words)


def test_a_block_is_edited_by_keyboard_and_only_its_lines_change(page: Page, article: Path, office: OfficeDesk) -> None:
    before = article.read_text("utf-8")
    page.keyboard.press("Control+e")
    expect(page.locator(".bar")).to_have_count(0)
    expect(page.get_by_role("alertdialog")).to_be_visible()  # of an article of this office that has an error
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Sửa bài này").click()
    expect(page.locator(".bar")).to_be_visible()
    page.evaluate("() => { window.sameDocument = true; }")
    expect(page.locator(".block").first).to_be_focused()
    assert focused(page) == "Sửa Tiêu đề: Bài để sửa"
    while not focused(page).startswith("Sửa Đoạn văn"):
        page.keyboard.press("Tab")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    assert focused(page) == "Sửa Đoạn văn: Đoạn thứ hai dài hơn một chút."
    page.keyboard.press("Enter")
    field = page.locator(FIELD)
    expect(field).to_be_focused()
    expect(field).to_have_value("Đoạn thứ hai dài hơn một chút.")
    assert axe(page) == []
    # What an input method composes is its own: its Enter and Escape are no keys of the field.
    methods = page.context.new_cdp_session(page)
    methods.send("Input.imeSetComposition", {"text": " tiê", "selectionStart": 4, "selectionEnd": 4})
    field.dispatch_event("keydown", {"key": "Enter", "isComposing": True})
    field.dispatch_event("keydown", {"key": "Escape", "isComposing": True})
    methods.send("Input.insertText", {"text": " tiếng Việt"})
    expect(field).to_have_value("Đoạn thứ hai dài hơn một chút. tiếng Việt")
    page.keyboard.press("Control+Enter")
    expect(block(page, "một chút. tiếng Việt")).to_be_visible()
    expect(field).to_have_count(0)
    assert article.read_text("utf-8") == before.replace("một chút.", "một chút. tiếng Việt")
    assert focused(page).startswith("Sửa Đoạn văn: Đoạn thứ hai") and page.evaluate("window.sameDocument")
    page.keyboard.press("Control+z")
    said(page, "Đã hoàn tác.")
    assert article.read_text("utf-8") == before and axe(page) == []


def test_blocks_are_put_in_moved_copied_and_deleted(page: Page, article: Path) -> None:
    before = article.read_text("utf-8")
    block(page, "Đoạn thứ hai").hover()
    page.locator(".plus").click()
    page.get_by_role("menuitem", name="Danh sách").click()
    page.keyboard.insert_text("Việc một")
    page.keyboard.press("Enter")
    page.keyboard.insert_text("Việc hai")
    page.locator("main .breadcrumb").click(position={"x": 600, "y": 4})
    expect(block(page, "Việc một")).to_be_visible()
    added = article.read_text("utf-8")
    assert "\n\n- Việc một\n- Việc hai\n\n" in added
    assert added.replace("- Việc một\n- Việc hai\n\n", "") == before
    page.keyboard.press("Control+z")
    expect(block(page, "Việc một")).to_have_count(0)
    # By keyboard alone: the second paragraph goes above the heading, is copied and deleted.
    page.locator(".block[aria-label^='Sửa Đoạn văn: Đoạn thứ hai']").focus()
    page.keyboard.press("Alt+ArrowUp")
    said(page, "Đã chuyển chỗ.")
    assert article.read_text("utf-8").index("Đoạn thứ hai") < article.read_text("utf-8").index("## Tiêu đề")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_role("menuitem", name="Nhân bản").click()
    said(page, "Đã nhân bản.")
    assert article.read_text("utf-8").count("Đoạn thứ hai") == 2
    page.keyboard.press("Delete")
    said(page, "Đã xóa.")
    assert article.read_text("utf-8").count("Đoạn thứ hai") == 1
    page.locator(".act button").click()
    said(page, "Đã hoàn tác.")
    assert article.read_text("utf-8").count("Đoạn thứ hai") == 2
    page.get_by_role("button", name="Hoàn tác").dblclick()
    expect(page.locator(".prose h2 + p")).to_contain_text("Đoạn thứ hai")
    # Dragged by its handle below the list.
    block(page, "Đoạn thứ hai").hover()
    handle, target = page.locator(".handle").bounding_box(), block(page, "Đoạn cuối").bounding_box()
    assert handle and target
    page.mouse.move(handle["x"] + 8, handle["y"] + 8)
    page.mouse.down()
    page.mouse.move(target["x"], target["y"] + target["height"] + 9, steps=6)
    page.mouse.up()
    said(page, "Đã chuyển chỗ.")
    assert article.read_text("utf-8").rstrip().endswith("Đoạn thứ hai dài hơn một chút.")
    page.keyboard.press("Control+z")
    said(page, "Đã hoàn tác.")
    assert article.read_text("utf-8") == before


def copy(page: Page, html: str, text: str) -> None:
    """Put formatted words on the clipboard."""
    page.evaluate(
        """([html, text]) => navigator.clipboard.write([new ClipboardItem({
            "text/html": new Blob([html], { type: "text/html" }), "text/plain": new Blob([text], { type: "text/plain" }) })])""",
        [html, text],
    )


def test_marks_links_and_what_is_pasted(page: Page, article: Path) -> None:
    field = open_block(page, "Đoạn thứ hai")
    copy(
        page, "<table><tr><td>Môn</td><td>Ngày</td></tr><tr><td>Toán</td><td>3</td></tr></table>", "Môn\tNgày\nToán\t3"
    )
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+v")
    table = "| Môn | Ngày |\n|---|---|\n| Toán | 3 |"
    expect(field).to_have_value(f"Đoạn thứ hai dài hơn một chút.\n\n{table}")
    page.keyboard.press("Control+z")
    expect(field).to_have_value("Đoạn thứ hai dài hơn một chút.Môn\tNgày\nToán\t3")
    page.keyboard.press("Control+y")
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+b")
    expect(field).to_have_value(f"**Đoạn** thứ hai dài hơn một chút.\n\n{table}")
    page.keyboard.press("Control+k")
    page.keyboard.insert_text("hoi nghi")
    expect(page.locator(".results button").first).to_contain_text("Hội nghị sơ kết")
    assert axe(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("dialog")).to_have_count(0)
    assert "[Đoạn]({filename}/tin/" in field.input_value() and field.input_value().count("Đoạn") == 1
    page.keyboard.press("Control+Enter")
    expect(page.locator(".prose table")).to_contain_text("Toán")
    expect(page.locator(".prose a[href$='/hoi-nghi/']")).to_have_text("Đoạn")
    # The new text is two blocks now; a press on a link edits, and leads nowhere.
    page.locator(".prose a[href$='/hoi-nghi/']").click()
    expect(field).to_have_value(page.locator(FIELD).input_value())
    assert page.url.endswith(URL)


@pytest.mark.parametrize(
    ("call", "expected"),
    [
        (("toggleMark", "một hai", 5, 5, "**"), "một **hai**"),
        (("toggleMark", "một **hai**", 6, 9, "**"), "một hai"),
        (("toggleMark", "một **hai**", 4, 11, "**"), "một hai"),
        (("toggleMark", "một **hai**", 6, 9, "*"), "một ***hai***"),
        (("toggleMark", "tiếng Việt", 7, 7, "*"), "tiếng *Việt*"),
        (("toggleHeading", "Chữ", 1, 1), "## Chữ"),
        (("toggleHeading", "## Chữ", 3, 3), "### Chữ"),
        (("toggleHeading", "### Chữ", 3, 3), "Chữ"),
        (("toggleList", "a\n\nb", 0, 4), "- a\n\n- b"),
        (("toggleList", "- a\n- b", 0, 7), "1. a\n2. b"),
        (("toggleList", "1. a\n2. b", 0, 9), "a\nb"),
        (("makeLink", "x", 1, 1, "a [b]", "y (1).pdf"), "x[a \\[b\\]](<y (1).pdf>)"),
        (("nextLine", "9. a", 4, 4, "list"), "9. a\n10. "),
        (("nextLine", "- a\n- ", 6, 6, "list"), "- a\n"),
        (("nextLine", "| a | b |", 9, 9, "table"), "| a | b |\n|  |  |"),
        (("nextLine", "chữ", 3, 3, "paragraph"), "chữ\n\n"),
        (("nextLine", "chữ", 3, 3, "code"), None),
    ],
)
def test_what_buttons_and_keys_do_to_a_text(kept: Page, call: tuple[Any, ...], expected: str | None) -> None:
    found = kept.evaluate(
        """async ([name, value, ...more]) => {
            const marks = await import("/__newsdesk/page/edit-marks.js");
            const made = name === "makeLink" ? marks.makeLink(...more) : marks[name](value, ...more);
            return made && value.slice(0, made.from) + made.text + value.slice(made.to); }""",
        call,
    )
    assert found == expected


def test_no_script_is_spoilt_by_being_sent_small() -> None:
    # For rjsmin, what comes behind an arrow is a division, and blanks in it are lost.
    for file in (ROOT / "newsdesk" / "desk" / "page").glob("*.js"):
        assert re.search(r"=>\s*/[^/*]", file.read_text("utf-8")) is None, file.name


def test_what_others_write_meanwhile_is_kept(page: Page, article: Path, office: OfficeDesk) -> None:
    field = open_block(page, "Đoạn thứ hai")
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("Của tôi. ")
    text = article.read_text("utf-8")
    article.write_text(text.replace("Đoạn cuối cùng.", "Đoạn cuối cùng. Thêm ở nơi khác."), "utf-8")
    expect(block(page, "Thêm ở nơi khác")).to_be_visible()
    expect(field).to_have_value("Của tôi. Đoạn thứ hai dài hơn một chút.")
    expect(field).to_be_focused()
    # The same lines: both are shown, and nothing is written before somebody chooses.
    text = article.read_text("utf-8")
    article.write_text(text.replace("dài hơn một chút", "ngắn hơn nhiều"), "utf-8")
    expect(block(page, "ngắn hơn nhiều")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.locator(".both")).to_contain_text("ngắn hơn nhiều")
    assert page.locator(".both mark").all_inner_texts() == ["ngắn", "nhiều", "Của tôi. ", "dài", "một chút"]
    assert "Của tôi" not in article.read_text("utf-8") and axe(page) == []
    page.keyboard.press("Control+End")
    page.keyboard.insert_text(" Ngắn hơn nhiều.")
    page.get_by_role("button", name="Lưu chữ trong ô").click()
    expect(field).to_have_count(0)
    saved = article.read_text("utf-8")
    assert "Của tôi. Đoạn thứ hai dài hơn một chút. Ngắn hơn nhiều.\n" in saved and "Thêm ở nơi khác." in saved


def test_what_was_typed_survives_escape_a_crash_and_a_vanished_folder(
    page: Page, article: Path, office: OfficeDesk, browser: Browser
) -> None:
    field = open_block(page, "Đoạn thứ hai")
    page.keyboard.insert_text("CHƯA LƯU ")
    typed = field.input_value()
    page.keyboard.press("Escape")
    said(page, "Đã để lại như cũ.")
    assert "CHƯA LƯU" not in article.read_text("utf-8")
    page.locator(".act button").click()
    expect(field).to_have_value(typed)
    # The window is gone: another one finds it.
    unsaved = office.folder.folder / ".newsdesk" / "unsaved"
    office.preview.until(lambda: any("CH" in each.read_text() for each in unsaved.rglob("*") if each.is_file()))
    other = office.open(browser, f"{URL}?edit=1")
    offered = other.locator(".offers li")
    expect(offered).to_have_count(1)
    offered.get_by_role("button", name="Mở lại").click()
    expect(other.locator(FIELD)).to_have_value(typed)
    close(other.context)
    # Where nothing can be saved, the text stays in its field, and it says why.
    away = article.parent.with_name("di-vang")
    article.parent.rename(away)
    try:
        field.press("Control+Enter")
        expect(page.locator(".trouble")).to_contain_text("không còn ở chỗ cũ")
        expect(field).to_have_value(typed)
    finally:
        away.rename(article.parent)
    known = f"/__newsdesk/api/article?url={URL}"
    office.preview.until(lambda: office.preview.ask(known).status == 200)
    field.press("Control+Enter")
    expect(field).to_have_count(0)
    assert typed.strip() in article.read_text("utf-8")


def test_tables_are_edited_in_their_cells(page: Page, article: Path) -> None:
    for words, cells, lines in (
        ("Đoạn thứ hai", '<td colspan="2">Kinh phí</td>', ["<td>4 &lt; 5 | 6</td>", "<td>Văn</td>", 'colspan="2"']),
        ("Đoạn cuối", "<td>Môn</td><td>Bài</td>", ["| Toán | 4 < 5 \\| 6 |", "| Văn |  |"]),
    ):
        open_block(page, words)
        copy(page, f"<table><tr>{cells}</tr><tr><td>Toán</td><td>3</td></tr></table>", "Bảng\nToán\t3")
        page.keyboard.press("Control+a")
        page.keyboard.press("Control+v")
        said(page, "Đã dán thành bảng.")
        page.get_by_label("Hàng 2, cột 2").fill("4 < 5 | 6")
        page.get_by_role("button", name="Thêm hàng").click()
        expect(page.get_by_label("Hàng 3, cột 1")).to_be_focused()
        page.keyboard.insert_text("Văn")
        assert axe(page) == []
        page.keyboard.press("Control+Enter")
        expect(page.locator(FIELD)).to_have_count(0)
        text = article.read_text("utf-8")
        assert [each for each in lines if each not in text] == []
    # A press opens the cell.
    page.locator(".prose td", has_text="Kinh phí").click()
    expect(page.get_by_label("Hàng 1, cột 1")).to_be_focused()
