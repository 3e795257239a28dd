"""Photos and fields of an article in a real preview: what is sent, what is refused, and the whole way in a browser."""

import json
import re
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from PIL.ExifTags import IFD, Base
from playwright.sync_api import Browser, Locator, Page, expect

from newsdesk.desk.words.fields import WORDS as FIELD_WORDS
from newsdesk.desk.words.photos import WORDS as PHOTO_WORDS
from newsdesk.editing.added_files import photo_base
from tests.newsdesk.desk.office import API, OfficeDesk
from tests.newsdesk.preview.running import Answer

PAGE = Path(__file__).parents[3] / "newsdesk" / "desk" / "page"
FIRST, SECOND = "Buổi lễ diễn ra trong một ngày.", "Kết thúc lễ khai giảng"


def photo_bytes(
    kind: str = "JPEG", size: tuple[int, int] = (640, 480), *, sideways: bool = False, colour: str = "red"
) -> bytes:
    """Return a photo, its left half of another ``colour`` than its right; ``sideways`` as phones store it, with the place."""
    image = Image.new("RGB", size, "blue")
    image.paste(colour, (0, 0, size[0] // 2, size[1]))
    exif = Image.Exif()
    if sideways:
        exif[Base.Orientation] = 6
        exif.get_ifd(IFD.GPSInfo)[1] = "N"
    file = BytesIO()
    image.save(file, kind, **({"exif": exif} if sideways else {}))
    return file.getvalue()


@dataclass
class Desk:
    """An article of its own on the office's site."""

    office: OfficeDesk
    file: str

    @property
    def path(self) -> Path:
        return self.office.site.content / self.file

    @property
    def text(self) -> str:
        return self.path.read_text("utf-8")

    @property
    def names(self) -> set[str]:
        return {each.name for each in self.path.parent.iterdir()}

    def add(self, name: str, content: bytes, **headers: str) -> Answer:
        own = self.office.own() | {"Content_Type": "application/octet-stream"} | headers
        preview = self.office.preview
        connection = HTTPConnection("127.0.0.1", preview.port, timeout=60)
        path = f"{API}article/add-file?file={quote(self.file)}&name={quote(name)}"
        connection.request("POST", path, content, {key.replace("_", "-"): value for key, value in own.items()})
        answer = connection.getresponse()
        found = Answer(answer.status, {}, answer.read())
        connection.close()
        return found

    def taken(self, name: str, content: bytes) -> dict[str, Any]:
        answer = self.add(name, content)
        assert answer.status == 200, answer.text
        found: dict[str, Any] = json.loads(answer.body)
        return found

    def article(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.office.preview.ask(f"{API}article?file={quote(self.file)}").body)
        return found


@pytest.fixture
def desk(office: OfficeDesk) -> Iterator[Desk]:
    """An article with two paragraphs, gone again afterwards."""
    office.site.article(
        "khai-giang",
        f"{FIRST}\n\n{SECOND}\n",
        title='"Lễ khai giảng năm học"',
        date="2026-11-02 08:00",
        category="Tin hoạt động",
    )
    (path,) = office.site.content.glob("tin/*/*/khai-giang/index.md")
    office.preview.until(lambda: "khai-giang" in office.found())
    yield Desk(office, path.relative_to(office.site.content).as_posix())
    shutil.rmtree(path.parent)
    office.preview.until(lambda: "khai-giang" not in office.found())


def test_photos_are_taken_in_as_importing_does(desk: Desk) -> None:
    lying = desk.taken("IMG_2031.JPG", photo_bytes(size=(3200, 2400), sideways=True))
    assert (lying["name"], lying["width"], lying["height"]) == ("le-khai-giang-nam-hoc-1.jpg", 1920, 2560)
    assert lying["done"] == ["place", "smaller"]
    with Image.open(desk.path.with_name(lying["name"])) as image:
        top = image.convert("RGB").getpixel((960, 100))
        assert isinstance(top, tuple) and top[0] > 200 and not image.getexif()
    assert desk.office.preview.ask(lying["shown"]).body[:2] == b"\xff\xd8"
    # The same photo again is the same file; another kind, and names that say something.
    assert desk.taken("IMG_2031.JPG", photo_bytes(size=(3200, 2400), sideways=True))["name"] == lying["name"]
    phone = desk.taken("Quang cảnh sân trường.heic", photo_bytes("HEIF", colour="green"))
    assert (phone["name"], phone["done"], phone["title"]) == (
        "quang-canh-san-truong.jpg",
        ["HEIC"],
        "Quang cảnh sân trường",
    )
    with ThreadPoolExecutor(3) as pool:
        colours = ["white", "black", "yellow"]
        added = pool.map(lambda colour: desk.taken("image.png", photo_bytes(colour=colour)), colours)
        assert len({each["name"] for each in added}) == 3
    file = desk.taken("Kế hoạch (bản ký).pdf", b"%PDF-1.4 \x00 unchanged")
    assert (file["name"], file["kind"]) == ("ke-hoach-ban-ky.pdf", "file")
    assert desk.path.with_name("ke-hoach-ban-ky.pdf").read_bytes() == b"%PDF-1.4 \x00 unchanged"


def test_what_is_no_photo_is_refused_in_words_and_leaves_nothing(desk: Desk) -> None:
    before = desk.names
    bomb = BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    refused = {
        "bom.png": bomb.getvalue(), "anh.jpg": b"MZ\x00\x00", "rong.jpg": b"", "cat.jpg": photo_bytes()[:900],
        "cham.png": photo_bytes("PNG", (4, 4)), "chay.exe": b"MZ\x00\x00", "trang.pdf": b"<!doctype html><script>",
        "ve.svg": b"<svg xmlns='http://www.w3.org/2000/svg'/>", "gi.xyz": b"?", "macro.docm": b"PK",
    }  # fmt: skip
    for name, content in refused.items():
        answer = desk.add(name, content)
        said = json.loads(answer.body)
        assert answer.status == 422 and said["said"], (name, answer.text)
        assert not re.search(r"Traceback|\{|can’t", said["said"]), said
    assert desk.add("to.jpg", b"", Content_Length="900000000").status == 413
    for file in ("../../../site.toml", "tin/2026/11/khong-co/index.md", "site.toml"):
        assert Desk(desk.office, file).add("anh.jpg", photo_bytes()).status in (404, 422)
    assert desk.names == before
    assert desk.office.preview.ask(f"{API}photo?file={quote(desk.file)}&name=../../../site.toml").status == 404


def test_names_that_cameras_give_are_no_names() -> None:
    for given in (
        "IMG_2031.JPG",
        "z5123456789012_0a1b2c.jpg",
        "image.png",
        "Screenshot 2026-11-02.png",
        "DSC 12.jpg",
        "1.jpg",
        "WhatsApp Image 2026.jpeg",
    ):
        assert photo_base(given, "Lễ khai giảng") == ("le-khai-giang", True), given
    assert photo_base("Lễ trao giải.jpg", "Khác") == ("le-trao-giai", False)
    assert photo_base("con.jpg", "") == ("anh", True) or photo_base("con.jpg", "")[1]


def test_what_leaves_the_text_leaves_its_folder_and_comes_back(desk: Desk) -> None:
    name = desk.taken("Lễ chào cờ.jpg", photo_bytes())["name"]
    desk.path.write_text(desk.text.replace(SECOND, f"![]({name})\n*Chào cờ*\n\n{SECOND}"), "utf-8")
    article = desk.article()
    block = next(each for each in article["blocks"] if each["kind"] == "figure")
    change = {"first": block["first"], "last": block["last"], "was": block["text"], "text": "", "apart": True}
    sent = {"file": desk.file, "digest": article["digest"], "changes": [change], "remove": [name, "index.md"]}
    assert desk.office.do("photos/save", sent)["removed"] == [name]
    assert name not in desk.names and "index.md" in desk.names and name not in desk.text
    assert desk.office.post("photos/save", sent | {"remove": [1]}).status == 400
    desk.office.do("article/undo", {"file": desk.file, "digest": desk.article()["digest"]})
    assert name in desk.names and name in desk.text
    # A file that no text names any more, and one that some text names.
    stray, before = desk.taken("Sân trường mới.jpg", photo_bytes(colour="green"))["name"], desk.text
    form = json.loads(desk.office.preview.ask(f"{API}fields?file={quote(desk.file)}").body)
    assert form["unnamed"] == [stray]
    assert desk.office.do("photos/save", {"file": desk.file, "remove": [stray, name]})["removed"] == [stray]
    assert stray not in desk.names and name in desk.names
    desk.office.do("article/undo", {"file": desk.file, "digest": desk.article()["digest"]})
    assert stray in desk.names and desk.text == before


def test_fields_are_checked_without_being_written_and_saved_to_the_line(desk: Desk) -> None:
    before = desk.text
    form = json.loads(desk.office.preview.ask(f"{API}fields?file={quote(desk.file)}").body)
    assert form["choices"]["category"] and form["address"] == "/tin/2026/11/khai-giang/"
    checked = desk.office.do(
        "fields/check", {"file": desk.file, "set": {"date": "2026-11-31", "category": "Tin hoạt đông"}}
    )
    assert [each["field"] for each in checked["findings"]] == ["date"] and "30" in checked["findings"][0]["message"]
    assert desk.text == before
    sent = {"file": desk.file, "digest": form["digest"], "set": {"date": "2026-11-03 09:00", "tags": ["khai giảng"]}}
    saved = desk.office.do("article/fields", sent)
    assert [line for line in desk.text.splitlines() if line not in before.splitlines()] == [
        "date: 2026-11-03 09:00",
        "tags: khai giảng",
    ]
    # Typed over the version before: another field is merged, the same one is shown.
    assert desk.office.post("article/fields", sent | {"set": {"summary": "Hai câu."}}).status == 200
    clash = desk.office.post("article/fields", sent | {"set": {"date": "2026-11-04"}})
    conflict = json.loads(clash.body)["conflict"]
    assert clash.status == 409 and (conflict["theirs"], conflict["yours"]) == (
        "date: 2026-11-03 09:00",
        "date: 2026-11-04",
    )
    assert saved["form"]["digest"] == saved["digest"]
    wrong: list[dict[str, Any]] = [
        {"set": []}, {"set": {"title": 1}}, {"set": {"attachments": [{"x": "y"}]}}, {"digest": 1},
    ]  # fmt: skip
    for broken in wrong:
        assert desk.office.post("article/fields", sent | broken).status == 400


def test_scripts_know_their_words() -> None:
    texts = {path.name: path.read_text("utf-8") for path in PAGE.glob("*.js")}
    own = "".join(text for name, text in texts.items() if name.startswith(("fields", "photos")))
    used = set(re.findall(r'word\("((?:fields|photos)\.\w+)"', own)) | {
        f"fields.{each}" for each in FIELD_WORDS if f'"fields.{each}"' in own
    }
    known = {f"fields.{each}" for each in FIELD_WORDS} | {f"photos.{each}" for each in PHOTO_WORDS}
    assert used - {"fields.help_"} <= known
    unused = {each for each in PHOTO_WORDS if f"photos.{each}" not in used and f'"{each}"' not in own}
    assert unused == set()


# -- in a browser


def drop(page: Page, photos: dict[str, bytes], on: str) -> None:
    """Drop files on the lower half of an element, as from a folder on the screen."""
    files = [[name, [*content]] for name, content in photos.items()]
    page.locator(on).first.scroll_into_view_if_needed()
    page.evaluate(
        """([files, on]) => {
          const box = document.querySelector(on).getBoundingClientRect();
          const dataTransfer = new DataTransfer();
          for (const [name, bytes] of files) dataTransfer.items.add(new File([new Uint8Array(bytes)], name, { type: "image/jpeg" }));
          for (const type of ["dragover", "drop"])
            document.querySelector(on).dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, composed: true, cancelable: true, clientX: box.x + 20, clientY: box.bottom - 3 }));
        }""",
        [files, on],
    )


def captions(page: Page) -> Locator:
    return page.locator("main .prose figcaption")


def clean(page: Page) -> None:
    """Nothing is wrong for who can't see, or uses no mouse."""
    found = Axe().run(page, context={"include": ["[data-newsdesk]"]}, options={"rules": {"region": {"enabled": False}}})
    assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found.response["violations"]] == []


def test_photos_and_fields_in_a_browser(desk: Desk, browser: Browser) -> None:
    page = desk.office.open(browser, "/tin/2026/11/khai-giang/", viewport={"width": 1280, "height": 900})
    page.evaluate("document.dispatchEvent(new Event('newsdesk:edit'))")
    expect(page.locator("[data-block]").first).to_be_visible()
    drop(page, {"IMG_1.jpg": photo_bytes(), "IMG_2.jpg": photo_bytes(colour="white")}, "main .prose p")
    card = page.locator("[data-newsdesk=photos]")
    caption = card.get_by_label("Chú thích", exact=True)
    expect(caption).to_have_count(2, timeout=20_000)
    # They stand where they were dropped, and the paragraph behind them is no caption.
    assert re.search(
        rf"{re.escape(FIRST)}\n\n!\[\]\(le-khai-giang-nam-hoc-1\.jpg\)\n\n!\[\].*\n\n{SECOND}\n\{{: \.prose\}}",
        desk.text,
    )
    expect(page.locator("main .prose .gallery figure")).to_have_count(2)
    expect(page.locator("main .prose > p").last).to_have_text(SECOND)
    caption.nth(0).fill("Lễ chào cờ")
    caption.nth(1).fill("Cô hiệu trưởng đánh trống")
    card.get_by_label("Người chụp").nth(0).fill("Minh Hà")
    card.get_by_label("Mô tả ảnh").nth(0).fill("Lễ chào cờ")
    expect(card.locator(".warn")).to_have_count(1)
    clean(page)
    card.get_by_role("button", name="Ảnh 2: lên một bậc").click()
    page.keyboard.press("Control+Enter")
    expect(captions(page)).to_have_text(["Cô hiệu trưởng đánh trống", "Lễ chào cờ. Ảnh: Minh Hà"])
    assert desk.text.index("đánh trống") < desk.text.index('credit="Minh Hà"') < desk.text.index("*Lễ chào cờ*")
    # A photo leaves, with its file, and comes back.
    names = {each for each in desk.names if each.endswith(".jpg")}
    expect(card).to_have_count(0)
    page.locator("main .prose .gallery figure img").first.click()
    card.get_by_role("button", name="Xóa ảnh").nth(1).click()
    card.get_by_role("button", name="Lưu").click()
    expect(captions(page)).to_have_text(["Cô hiệu trưởng đánh trống"])
    assert len(names & desk.names) == 1
    page.locator("[data-newsdesk=bar]").get_by_role("button", name="Hoàn tác").click()
    expect(captions(page)).to_have_count(2)
    assert names <= desk.names
    form(page, desk)
    page.context.close()


def form(page: Page, desk: Desk) -> None:
    """Change the date and the category, choose a lead photo and what must be seen of it."""
    page.locator("[data-newsdesk=bar]").get_by_role("button", name="Thông tin bài").click()
    panel = page.get_by_role("dialog", name="Thông tin bài")
    date = panel.get_by_label("Ngày giờ đăng")
    date.fill("2026-11-31")
    expect(date).to_have_attribute("aria-invalid", "true")
    expect(panel.locator("#field-date-problems")).to_contain_text("chỉ có 30 ngày")
    date.fill("2026-11-05 10:00")
    expect(panel.locator("#field-date-problems")).to_be_empty()
    panel.get_by_label("Chuyên mục").select_option("Công tác Đảng")
    panel.get_by_label("Thẻ").fill("khai giảng")
    page.keyboard.press("Enter")
    panel.get_by_label("le-khai-giang-nam-hoc-1.jpg").first.check()
    focus = panel.get_by_role("slider")
    focus.focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowUp")
    expect(focus).to_have_attribute("aria-valuetext", "cách mép trái 45 %, cách mép trên 45 %")
    clean(page)
    # What is typed and not saved is there again.
    page.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    page.locator("[data-newsdesk=bar]").get_by_role("button", name="Thông tin bài").click()
    expect(date).to_have_value("2026-11-05 10:00")
    panel.get_by_role("button", name="Lưu").click()
    expect(panel.get_by_role("status")).to_have_text("Đã lưu.")
    for line in (
        "date: 2026-11-05 10:00",
        "category: Công tác Đảng",
        "tags: khai giảng",
        "lead: le-khai-giang-nam-hoc-1.jpg",
        "lead_focus: 45% 45%",
    ):
        assert f"\n{line}\n" in desk.text, (line, desk.text)
    expect(page.locator(".article__lead")).to_be_visible()
