"""The documents and the code say the same: tables against tables, and every example is run."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup, NavigableString, Tag
from PIL import Image

from ban_tin.articles.body import Body, BodyConverter, SourceContext
from ban_tin.articles.body.convert import EXTENSIONS
from ban_tin.articles.front_matter import FIELDS
from ban_tin.articles.front_matter.check import check_fields
from ban_tin.articles.front_matter.fields import FrontMatter
from ban_tin.articles.front_matter.parse import parse_source
from ban_tin.articles.reader import SourceReader
from ban_tin.articles.safe_html import find_violations, rules
from ban_tin.articles.source import ReadSource
from ban_tin.findings import Findings, format_report
from ban_tin.language.translations import translation
from ban_tin.site.load import TABLES, load_facts
from docs.update import findings_page
from newsdesk.command import COMMANDS
from tests.builders import STORE
from tests.site.builder import SmallSite

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
EDITING, RUNNING = ((DOCS / name).read_text(encoding="utf-8") for name in ("bien-tap.md", "van-hanh.md"))
VIETNAMESE = translation("vi").gettext
NOW = datetime(2026, 12, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))


# What a document consists of.


def sections(document: str) -> dict[str, str]:
    """Return the text under each heading, up to the next heading of any level, without fenced lines seen as one."""
    found: dict[str, str] = {}
    heading, fenced = "", False
    for line in document.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if not fenced and (match := re.fullmatch(r"#{1,4} (.+)", line)):
            heading = match[1]
            assert heading not in found, f"two headings “{heading}”"
            found[heading] = ""
        else:
            found[heading] = found.get(heading, "") + line + "\n"
    return found


def rows(document: str, heading: str) -> list[list[str]]:
    """Return the cells of the one table under ``heading``, its head left out."""
    lines = [line for line in sections(document)[heading].splitlines() if line.startswith("|")]
    assert lines, f"no table under “{heading}”"
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in lines[2:]]


def code(cell: str) -> str:
    """Return the text of a cell that is one code span."""
    match = re.fullmatch(r"`([^`]+)`", cell)
    assert match, f"not a code span: {cell}"
    return match[1]


def blocks(document: str, heading: str, language: str) -> list[str]:
    """Return the fenced blocks of ``language`` under ``heading``."""
    return re.findall(rf"^```{language}\n(.*?)^```$", sections(document)[heading], re.MULTILINE | re.DOTALL)


def first_cells(document: str, heading: str) -> list[str]:
    return [code(row[0]) for row in rows(document, heading)]


# The site that the examples belong to.

CAPTION_HEADING = "Bảng các cách viết chú thích"
FILES = (
    "hoi-truong.jpg", "dai-bieu.jpg", "trao-giay-khen.jpg", "IMG_2031.JPG",
    "phim-khai-giang.mp4", "ke-hoach-128.pdf", "mau-dang-ky.docx",
)  # fmt: skip


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with the ``site.toml`` of the operating guide."""
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.toml").write_text(blocks(RUNNING, "Tệp site.toml mẫu", "toml")[0], encoding="utf-8")
    return folder


def write_article(content: Path, text: str, slug: str = "khai-mac-hoi-nghi", month: str = "2026/11") -> Path:
    """Write an article with every file that the examples name beside it."""
    folder = content / "tin" / month / slug
    folder.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(FILES):
        if Path(name).suffix.lower() == ".jpg":
            Image.new("RGB", (1200, 800), (40 * number, 90, 120)).save(folder / name, "JPEG")
        elif name.endswith(".pdf"):
            (folder / name).write_bytes(one_page_pdf())
        else:
            (folder / name).write_bytes(b"-")
    source = folder / "index.md"
    source.write_text(text, encoding="utf-8")
    return source


def one_page_pdf() -> bytes:
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    return bytes(pdf.output())


def read(content: Path, source: Path) -> tuple[ReadSource | None, Findings]:
    """Read ``source`` as a build does; None for what can't be read."""
    findings = Findings()
    facts = load_facts(content / "site.toml", "content/site.toml", findings)
    assert facts is not None
    return SourceReader(content, ["trang"], facts, STORE).read(source, NOW, findings), findings


def front_matter(source: Path) -> FrontMatter:
    """Return the checked front matter of ``source``."""
    findings = Findings()
    parsed = parse_source(source.read_text(encoding="utf-8"), "index.md", findings)
    assert parsed is not None
    front = check_fields(parsed, "index.md", NOW.tzinfo, False, findings)
    assert front is not None
    assert not findings.found
    return front


def convert(folder: Path, text: str) -> tuple[Body, Findings]:
    """Convert a body whose files lie in ``folder``."""
    findings = Findings()
    place = SourceContext("content/tin/2026/11/vi-du/index.md", folder, "/tin/2026/11/vi-du/", text, findings)
    return BodyConverter(STORE, "Bảng").convert(text, place), findings


# Front matter.


def test_every_field_of_front_matter_stands_in_the_table_and_no_other() -> None:
    assert sorted(first_cells(EDITING, "Bảng các trường")) == sorted(FIELDS)


@pytest.mark.parametrize("row", rows(EDITING, "Bảng các trường"), ids=lambda row: row[0])
def test_a_field_is_described_as_it_is_read(row: list[str]) -> None:
    name, meaning, example, required, where = row
    rule = FIELDS[code(name)]
    assert meaning
    assert code(example) == rule.example
    assert required == ("có" if rule.required else "không")
    assert (
        where == {(True, True): "bài, trang", (True, False): "bài", (False, True): "trang"}[rule.articles, rule.pages]
    )


EXAMPLES = ("Một bài mẫu để chép", "Cách viết không có dấu gạch")
#: What each recipe fills in.
RECIPES = {
    "Ghim bài lên đầu": "pinned_until",
    "Cho bài hết hạn": "expires",
    "Sửa bài đã đăng và ghi chú": "updated_note",
    "Gỡ bài": "withdrawn",
    "Đổi địa chỉ của bài": "aliases",
    "Đăng văn bản có tệp đính kèm": "document_number",
}
NOT_YET = ("Bản nháp", "Hẹn giờ đăng")
FRONT = "title: Bài\ndate: 2026-11-19 08:00\ncategory: Tin hoạt động\n"


def with_front(lines: str, body: str = "Một câu.\n") -> str:
    """Return an article with ``lines`` in its front matter and the required fields that they don't name."""
    names = {line.split(":")[0] for line in lines.splitlines()}
    base = "".join(line for line in FRONT.splitlines(keepends=True) if line.split(":")[0] not in names)
    return f"---\n{base}{lines}---\n\n{body}"


def test_both_forms_of_front_matter_say_the_same(content: Path) -> None:
    for heading in EXAMPLES:
        _, findings = read(content, write_article(content, blocks(EDITING, heading, "markdown")[0]))
        assert not findings.found
    yaml, pairs = (front_matter(write_article(content, blocks(EDITING, each, "markdown")[0])) for each in EXAMPLES)
    assert yaml == pairs


@pytest.mark.parametrize("heading", RECIPES)
def test_a_recipe_fills_in_the_field_it_is_about(content: Path, heading: str) -> None:
    (lines,) = blocks(EDITING, heading, "yaml")
    source = write_article(content, with_front(lines))
    article, findings = read(content, source)
    assert article is not None
    assert not findings.found
    assert getattr(front_matter(source), RECIPES[heading])


@pytest.fixture(scope="module")
def documented_site(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    """One site of every complete example and recipe, published as an operator does."""
    site = SmallSite(tmp_path_factory.mktemp("documented"))
    (site.content / "site.toml").write_text(blocks(RUNNING, "Tệp site.toml mẫu", "toml")[0], encoding="utf-8")
    write_article(site.content, blocks(EDITING, EXAMPLES[0], "markdown")[0])
    for number, heading in enumerate([*RECIPES, *NOT_YET]):
        (lines,) = blocks(EDITING, heading, "yaml")
        month = "2026/12" if "date: 2026-12" in lines else "2026/11"
        write_article(site.content, with_front(lines), f"cach-lam-{number}", month)
    write_article(site.content, with_front("", blocks(EDITING, "Liên kết tới bài khác", "markdown")[0]), "co-lien-ket")
    write_article(site.content, with_front("date: 2026-08-05\n"), "ke-hoach-nam-hoc", "2026/08")
    write_article(site.content, with_front(""), "lich-thi-hoc-sinh-gioi")
    page = blocks(EDITING, "Trang giới thiệu, liên hệ…", "markdown")[0]
    (site.content / "trang" / "gioi-thieu.md").write_text(page, encoding="utf-8")
    site.page("lien-he")
    build = site.build(settings="publishconf.py")
    assert build.code == 0, build.err
    # Notes tell of the draft and the scheduled article; there is nothing to fix.
    assert not re.search("lỗi:|cảnh báo:", build.err), build.err
    assert build.err.count("ghi chú:") == 2
    return site


def test_the_documented_articles_stand_at_the_documented_addresses(documented_site: SmallSite) -> None:
    assert "Khai mạc hội nghị" in documented_site.read("/tin/2026/11/khai-mac-hoi-nghi/")
    assert "Nhiệm vụ, lãnh đạo" in documented_site.read("/gioi-thieu/")
    assert "/tin/2026/11/cach-lam-4/" in documented_site.read("/tin-tuc/1234.html")
    assert "Đăng nhầm lịch thi" in documented_site.read("/tin/2026/11/cach-lam-3/")
    assert "1284/KH-SGDĐT" in documented_site.read("/tin/2026/11/cach-lam-5/")


def test_the_recipes_for_not_yet_leave_no_trace(documented_site: SmallSite) -> None:
    for number in range(len(RECIPES), len(RECIPES) + len(NOT_YET)):
        assert [path for path, content in documented_site.tree().items() if b"cach-lam-%d" % number in content] == []
        assert not list(documented_site.output.rglob(f"cach-lam-{number}"))


def test_links_to_other_articles_lead_to_them(documented_site: SmallSite) -> None:
    html = documented_site.read("/tin/2026/11/co-lien-ket/")
    assert 'href="/tin/2026/11/lich-thi-hoc-sinh-gioi/">lịch thi' in html
    assert 'href="/tin/2026/08/ke-hoach-nam-hoc/">kế hoạch' in html


@pytest.mark.parametrize("text", re.findall(r"`([^`]+)`", sections(EDITING)["Ngày và giờ"]))
def test_every_way_to_write_a_date_is_read(content: Path, text: str) -> None:
    article, findings = read(content, write_article(content, with_front(f"date: {text}\n")))
    assert not findings.found
    assert article is not None
    assert article.entry.date is not None
    assert article.entry.date.date() == date(2026, 11, 20)


# Captions.


def shown(node: Any) -> Iterator[str]:
    """Yield what a reader sees of each child of ``node``, in the words of the caption table."""
    for child in node.children:
        if isinstance(child, NavigableString):
            continue
        if child.name == "figure":
            yield shown_figure(child)
        elif "gallery" in child.get("class", []):
            yield "Bộ ảnh: " + "; ".join(shown(child))
        elif child.name == "ul":
            yield "Danh sách: " + "; ".join(", ".join(shown(item)) or item.get_text() for item in child("li"))
        elif child.name == "p":
            for image in child("picture"):
                image.replace_with("[ảnh]")
            yield f"Đoạn văn “{child.get_text()}”"
        else:
            yield f"Khối riêng “{child.get_text()}”"


def shown_figure(figure: Tag) -> str:
    nested = figure.find_all("figure")
    if nested:
        return "Nhóm ảnh: " + "; ".join(map(shown_figure, nested))
    images = figure.find_all("img")
    words = [f"Nhóm {len(images)} ảnh" if len(images) > 1 else "Phim" if figure.video else "Ảnh"]
    words += ["bấm vào được"] if figure.select_one(":scope > a:not(.enlarge)") else []
    caption = figure.figcaption
    text = caption.get_text().strip() if caption else ""
    words.append(f"chú thích “{text}”" if text else "không có chú thích")
    words += ["mô tả để trống"] if text and images and not any(image["alt"] for image in images) else []
    return ", ".join(words)


def typed(cell: str) -> str:
    """Return what an editor types: code spans of a cell, ``<br>`` between them ending a line."""
    return "\n".join(code(part) if part.strip() else "" for part in cell.split("<br>"))


@pytest.mark.parametrize("row", rows(EDITING, CAPTION_HEADING), ids=lambda row: row[0][:60])
def test_a_caption_comes_out_as_its_row_says(content: Path, row: list[str]) -> None:
    source, result, _ = row
    folder = write_article(content, "").parent
    body, findings = convert(folder, typed(source))
    lines = [*shown(BeautifulSoup(body.html, "html.parser"))]
    lines += [f"{finding.severity}: {finding.message(VIETNAMESE)}" for finding in findings.sorted()]
    assert "<br>".join(lines).replace("warning:", "Cảnh báo:").replace("error:", "Lỗi:") == result


@pytest.mark.parametrize("row", rows(EDITING, CAPTION_HEADING), ids=lambda row: row[0][:60])
def test_what_is_told_of_a_photo_elsewhere_is_what_its_row_says(content: Path, row: list[str]) -> None:
    body, _ = convert(write_article(content, "").parent, typed(row[0]))
    photos = [figure.photo.source for figure in body.figures]
    assert len(photos) == len(set(photos))
    assert all(f"chú thích “{figure.caption}" in row[1] for figure in body.figures if figure.caption)


def test_a_photo_beside_a_captioned_one_does_not_take_its_caption(content: Path) -> None:
    text = '![Hội trường](hoi-truong.jpg "Quang cảnh") ![Đại biểu](dai-bieu.jpg)'
    body, _ = convert(write_article(content, "").parent, text)
    assert {figure.alt: figure.caption for figure in body.figures} == {"Hội trường": "Quang cảnh", "Đại biểu": ""}


# Everything else an article may hold.

#: Where each kind of Markdown is explained, and what its example must become.
ELEMENTS = {
    "Tiêu đề trong bài": ["h2", "h3"],
    "Chữ đậm, chữ nghiêng": ["strong", "em"],
    "Danh sách": ["ul > li > ul > li", "ol > li"],
    "Bảng": [".table-scroll table thead th[scope=col]", "td.align-right"],
    "Trích dẫn": ["blockquote p"],
    "Chú thích cuối bài": ["sup a.footnote-ref", "div.footnote li"],
    "Chữ viết tắt": ["abbr[title]"],
    "Danh sách giải nghĩa": ["dl > dt", "dl > dd"],
    "Chữ để nguyên": ["pre > code"],
    "Phần gập lại được": ["details > summary", "details > ul > li"],
    "Liên kết tới trang khác và tới tệp": ['a[href^="https://"]', 'a[href$="/mau-dang-ky.docx"]', 'a[href^="mailto:"]'],
    "Liên kết tới bài khác": ['a[href*="filename"]'],
    "Phim quay sẵn": ["figure > video[controls] > a", "figcaption"],
    "Phim trên trang khác": ["a.link-card > .link-card-host"],
}
EXTENSION_HEADINGS = {
    "tables": "Bảng",
    "attr_list": "Phim trên trang khác",
    "sane_lists": "Danh sách",
    "footnotes": "Chú thích cuối bài",
    "abbr": "Chữ viết tắt",
    "def_list": "Danh sách giải nghĩa",
    "fenced_code": "Chữ để nguyên",
    "md_in_html": "Phần gập lại được",
}


@pytest.mark.parametrize("heading", ELEMENTS)
def test_an_example_becomes_what_its_heading_names(content: Path, heading: str) -> None:
    folder = write_article(content, "").parent
    body, findings = convert(folder, "\n".join(blocks(EDITING, heading, "markdown")))
    assert format_report(findings.sorted(), VIETNAMESE) == ""
    soup = BeautifulSoup(body.html, "html.parser")
    assert [selector for selector in ELEMENTS[heading] if not soup.select(selector)] == []


def test_the_way_back_from_a_footnote_is_named_in_vietnamese(content: Path) -> None:
    text = with_front("", blocks(EDITING, "Chú thích cuối bài", "markdown")[0])
    article, _ = read(content, write_article(content, text))
    assert article is not None
    assert article.content is not None
    assert 'title="Trở lại chú thích 1 trong bài"' in article.content.body


def test_every_markdown_extension_has_an_example() -> None:
    assert sorted(EXTENSION_HEADINGS) == sorted(EXTENSIONS)


def test_every_html_element_that_is_allowed_is_listed() -> None:
    listed = re.findall(r"`<(\w+)>`", sections(EDITING)["HTML được dùng"])
    assert sorted(listed) == sorted(rules.ELEMENTS)


@pytest.mark.parametrize("row", rows(EDITING, "HTML không được dùng"), ids=lambda row: row[0])
def test_html_that_is_refused_is_refused(row: list[str]) -> None:
    assert find_violations(code(row[0]))


def test_the_findings_shown_are_what_a_build_prints(content: Path) -> None:
    (text,) = blocks(EDITING, "Đọc lời nhắc", "markdown")
    (expected,) = blocks(EDITING, "Đọc lời nhắc", "text")
    source = write_article(content, text, "hoi-nghi")
    _, findings = read(content, source)
    assert format_report(findings.sorted(), VIETNAMESE) == expected.strip()


# Findings.


def test_the_page_of_findings_is_made_of_the_catalogue() -> None:
    assert (ROOT / "docs" / "findings.md").read_text(encoding="utf-8") == findings_page(), "type make docs"


# Running a site.


def test_every_key_of_site_toml_stands_in_the_table_and_no_other() -> None:
    known = [f"{table}.{key}" for table, keys in TABLES.items() for key in keys]
    assert sorted(first_cells(RUNNING, "Bảng các khóa của site.toml")) == sorted(known)


@pytest.mark.parametrize("row", rows(RUNNING, "Bảng các khóa của site.toml"), ids=lambda row: row[0])
def test_a_key_is_described_as_it_is_checked(row: list[str]) -> None:
    name, meaning, example, required = row
    table, key = code(name).split(".")
    rule = TABLES[table][key]
    assert meaning
    assert code(example) == rule.example
    assert required == ("có" if rule.required else "không")


def test_the_example_of_site_toml_is_read_without_findings(content: Path) -> None:
    findings = Findings()
    assert load_facts(content / "site.toml", "content/site.toml", findings) is not None
    assert not findings.found


def test_every_make_target_stands_in_the_table_and_no_other() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE)
    assert sorted(first_cells(RUNNING, "Các lệnh make")) == sorted(f"make {target}" for target in targets)


def test_every_command_that_there_is_stands_in_the_table_and_no_other() -> None:
    assert sorted(first_cells(RUNNING, "Lệnh ban-tin")) == sorted(f"ban-tin {each.name}" for each in COMMANDS)


def test_every_make_target_that_a_document_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    named = {name for path in DOCS.rglob("*.md") for name in re.findall(r"`make ([a-z-]+)", path.read_text("utf-8"))}
    assert named <= targets


def test_every_environment_variable_stands_in_the_table_and_no_other() -> None:
    sources = [*(ROOT / "ban_tin").rglob("*.py"), *(ROOT / "plugins").rglob("*.py"), *ROOT.glob("*.py")]
    python = "".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r'os\.(?:environ\.get\(|environ\[|getenv\()"(\w+)"', python))
    used -= {"MAKELEVEL"}  # Make's own.
    used |= set(re.findall(r"^(\w+) \?=", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert sorted(first_cells(RUNNING, "Biến môi trường")) == sorted(used)


def test_the_web_server_keeps_for_long_only_what_has_a_hash_in_its_name(documented_site: SmallSite) -> None:
    (config,) = blocks(RUNNING, "Máy chủ web", "nginx")
    patterns = [
        re.compile(pattern) for pattern in re.findall(r'"~(\S+)" +"public, max-age=31536000, immutable"', config)
    ]
    urls = [f"/{path}" for path in documented_site.tree()]
    kept = {url for url in urls if any(pattern.search(url) for pattern in patterns)}
    hashed = {url for url in urls if re.search(r"-[0-9a-f]{10,12}[-.]", url)}
    assert {Path(url).suffix for url in kept} == {".css", ".js", ".woff2", ".jpg", ".webp", ".avif"}
    assert kept == hashed


@pytest.mark.parametrize("header", ["frame-ancestors", "X-Content-Type-Options", "Referrer-Policy"])
def test_the_web_server_sends_what_a_meta_element_cannot_carry(header: str) -> None:
    assert re.search(rf"add_header .*{header}.* always;", blocks(RUNNING, "Máy chủ web", "nginx")[0])


# All documents.


@pytest.mark.parametrize("path", sorted(DOCS.rglob("*.md")), ids=lambda path: path.relative_to(DOCS).as_posix())
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    # Code, fenced or not, shows what editors type: its links are not the document's own.
    text = re.sub(r"^(`{3,}).*?^\1$|`[^`\n]+`", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    missing = []
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        name, _, fragment = target.partition("#")
        if re.match(r"[a-z]+:", target):
            continue
        file = path.parent / name if name else path
        if not file.exists() or (fragment and fragment not in anchors(file)):
            missing.append(target)
    assert missing == []


def anchors(path: Path) -> set[str]:
    """Return the fragments that GitHub and most viewers make of the headings of ``path``."""
    names = sections(path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", name.lower()).replace(" ", "-") for name in names}


def test_files_that_the_documents_name_exist() -> None:
    named = re.compile(r"`((?:ban_tin|plugins|theme|docs|demo|requirements|tests)/[\w./-]+)`")
    missing = {
        (path.name, name)
        for path in DOCS.rglob("*.md")
        for name in named.findall(path.read_text(encoding="utf-8"))
        if not (ROOT / name).exists()
    }
    assert missing == set()
