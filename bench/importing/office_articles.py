"""News as an office types them in Word: what of it is known for what it is, beside mammoth alone, markitdown and pandoc.

``.venv/bin/python -m bench.importing.office_articles [NUMBER]`` makes the files, 60 if no number is given, each with another title, captions of
eight shapes, lists typed by hand, headings that only look so, a table, a byline; what is right is known beforehand. The shapes are those that
five portals and the offices' own files showed (``docs/decisions/0003-captions.md``); the sentences are ours. The other tools are installed as
``bench.importing.word`` says. They return text and have no fields.
"""

import json
import random
import re
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import mammoth  # type: ignore[import-untyped]
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from PIL import Image

from ban_tin.findings import Findings
from ban_tin.site.facts import SiteFacts
from ban_tin.site.load import load_facts
from bench.importing.word import _MARKITDOWN, _PANDOC, PEERS, ROOT
from newsdesk.importing.compose import compose
from newsdesk.importing.draft import Draft
from newsdesk.importing.opening import read_source

_PEOPLE = ("Minh Hà", "Quốc Bảo", "Thu Hằng", "Nguyễn Thị Hoa", "Lê Văn Nam", "Hải Yến")
_EVENTS = (
    "Hội nghị sơ kết học kỳ I",
    "Lễ khai giảng năm học mới",
    "Hội thi giáo viên dạy giỏi",
    "Ngày hội đọc sách",
    "Tập huấn phòng cháy",
    "Đại hội Chi đoàn",
)
_PLACES = ("Trường THPT Vân Lĩnh", "Trường Tiểu học Kim Đồng", "huyện Đông Kinh", "thành phố Lam Giang")
_SENTENCES = (
    "Tham dự có đại diện lãnh đạo các phòng chuyên môn cùng hơn hai trăm cán bộ, giáo viên của các trường trên địa bàn.",
    "Báo cáo nêu rõ những kết quả nổi bật về chất lượng giáo dục, công tác phổ cập và xây dựng trường chuẩn quốc gia.",
    "Các đại biểu đã thảo luận nhiều giải pháp, tập trung vào việc giữ an toàn trường học và giảm giấy tờ cho giáo viên.",
    "Ban tổ chức ghi nhận các ý kiến và sẽ trả lời bằng văn bản trong tuần tới, sau khi làm việc với các đơn vị.",
)  # fmt: skip
_CAPTIONS = (
    "Quang cảnh buổi làm việc",
    "Đồng chí Phó Giám đốc phát biểu",
    "Trao giấy khen cho các tập thể",
    "Học sinh biểu diễn văn nghệ chào mừng",
    "Các đại biểu chụp ảnh lưu niệm",
)
_HEADINGS = ("Kết quả nổi bật", "Những việc còn lại", "Nhiệm vụ trọng tâm", "Tổ chức thực hiện")
_SHAPES = ("plain", "italic", "centred", "style", "numbered", "cell", "two", "credited")


@dataclass(slots=True)
class Truth:
    """What is right of one file."""

    fields: dict[str, str] = field(default_factory=dict)
    captions: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    spans: int = 0


def write_article(path: Path, number: int) -> Truth:
    """Write a Word file, and return what is right of it."""
    chance = random.Random(number)
    truth, document = Truth(), Document()
    place = chance.choice(_PLACES)
    title = f"{chance.choice(_EVENTS)} tại {place} lần thứ {number}"
    _title(document, title, number % 4)
    truth.fields["title"] = title.upper() if number % 4 < 2 else title
    day = f"{2019 + number % 7}-{1 + number % 12:02d}-{1 + number % 28:02d}"
    year, month, date = day.split("-")
    opening, told = (
        (f"Sáng ngày {int(date)}/{int(month)}/{year}, {place} tổ chức buổi lễ.", day),
        (f"Ngày {date} tháng {month} năm {year}, tại {place}, buổi lễ được tổ chức.", day),
        (f"Sáng {int(date)}/{int(month)}, {place} tổ chức buổi lễ.", ""),
        (f"Thực hiện Kế hoạch số 12/KH-SGDĐT ngày {int(date)}/{int(month)}/{year}, {place} tổ chức buổi lễ.", ""),
    )[number % 4]
    document.add_paragraph(f"{opening} {chance.choice(_SENTENCES)}")
    truth.fields["date"] = told
    for part in range(3):
        heading = (
            f"{('I', 'II', 'III')[part]}. {_HEADINGS[(number + part) % 4].upper()}"
            if number % 2
            else _HEADINGS[(number + part) % 4]
        )
        document.add_paragraph().add_run(heading).bold = True
        truth.headings.append(heading)
        for sentence in chance.sample(_SENTENCES, 2):
            document.add_paragraph(sentence)
        if part == 0:
            marks = (("- ",) * 3, ("1. ", "2. ", "3. "), ("a) ", "b) ", "c) "), ("+ ",) * 3)[number % 4]
            document.add_paragraph("Các việc chính gồm:")
            for mark in marks:
                words = f"việc thứ {len(truth.items) + 1} của {place}"
                document.add_paragraph(f"{mark}{words}")
                truth.items.append(words)
        caption = f"{_CAPTIONS[(number + part) % 5]} ({number}.{part})"
        truth.captions.append(_photo(document, caption, _SHAPES[(number * 3 + part) % 8], part, number))
        document.add_paragraph(chance.choice(_SENTENCES))
    truth.spans = _table(document) if number % 3 == 0 else 0
    _byline(document, truth, number)
    document.save(str(path))
    return truth


def _title(document: object, title: str, shape: int) -> None:
    if shape == 3:
        document.add_paragraph(title, style="Title")  # type: ignore[attr-defined]
        return
    for line in (
        (title.upper().split(" TẠI ", 1)[0], f"TẠI {title.upper().split(' TẠI ', 1)[1]}")
        if shape == 1
        else (title.upper() if shape == 0 else title,)
    ):
        paragraph = document.add_paragraph()  # type: ignore[attr-defined]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if shape < 2 else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(line).bold = True


def _photo(document: object, caption: str, shape: str, part: int, number: int) -> str:
    """Add a photo with its caption, and return the caption that is right."""
    file = BytesIO()
    Image.effect_mandelbrot((320, 240), (-2 + part * 0.3, -1, 1, 1 + number * 0.01), 20).convert("RGB").save(
        file, "JPEG"
    )
    file.seek(0)
    if shape == "cell":
        table = document.add_table(2, 1)  # type: ignore[attr-defined]
        table.cell(0, 0).paragraphs[0].add_run().add_picture(file, Cm(9))
        table.cell(1, 0).paragraphs[0].add_run(caption)
        return caption
    paragraph = document.add_paragraph()  # type: ignore[attr-defined]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.add_run().add_picture(file, Cm(9))
    below = document.add_paragraph(style="Caption" if shape == "style" else None)  # type: ignore[attr-defined]
    if shape == "centred":
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        caption += "."
    if shape == "numbered":
        caption = f"Ảnh {part + 1}: {caption}"
    if shape == "two":
        below.add_run(f"{caption},")
        document.add_paragraph("trong giờ giải lao của buổi lễ")  # type: ignore[attr-defined]
        return f"{caption}, trong giờ giải lao của buổi lễ"
    below.add_run(caption).italic = shape in {"italic", "credited"}
    if shape == "credited":
        document.add_paragraph().add_run("Ảnh: Hải Yến").italic = True  # type: ignore[attr-defined]
        return f"{caption} Ảnh: Hải Yến"
    return caption


def _table(document: object) -> int:
    table = document.add_table(4, 3)  # type: ignore[attr-defined]
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            cell.text = f"ô {place}"
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 1))
    return 2


def _byline(document: object, truth: Truth, number: int) -> None:
    person = _PEOPLE[number % 6]
    line, author, credit = (
        (f"Tin và ảnh: {person}", person, person),
        (f"Tinh và ảnh: {person} – PCVP Sở", person, person),
        (f"Bài: {person}; Ảnh: Hải Yến", person, "Hải Yến"),
        (person, person, ""),
        ("", "", ""),
    )[number % 5]
    if line:
        paragraph = document.add_paragraph()  # type: ignore[attr-defined]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.add_run(line).bold = True
    truth.fields |= {"author": author, "credit": credit}


def _plain(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", text)).replace("\\", "").split())


def judge(text: str, truth: Truth, counted: Counter[str]) -> None:
    """Count what of ``text``, HTML or Markdown, is right."""
    figures = [_plain(each) for each in re.findall(r"<figcaption[^>]*>(.*?)</figcaption>", text, re.DOTALL)]
    figures += [_plain(each) for each in re.findall(r"!\[[^\]]*\]\([^)\s]*\)\n\*([^\n]+)\*(?=\n|$)", text)]
    figures += [
        _plain(each) for each in re.findall(r'<img[^>]*alt="([^"]*)"|!\[([^\]]*)\]', text) for each in each if each
    ]
    counted["captions"] += sum(caption in figures for caption in truth.captions)
    counted["captions of"] += len(truth.captions)
    items = [_plain(each) for each in re.findall(r"<li[^>]*>(.*?)(?=</?(?:li|ul|ol)\b)", text, re.DOTALL)]
    items += [_plain(each) for each in re.findall(r"^ *(?:[-*+]|\d+\.|[a-z]\)) (.*)$", text, re.MULTILINE)]
    counted["items"] += sum(item in items for item in truth.items)
    counted["items of"] += len(truth.items)
    headings = [_plain(each) for each in re.findall(r"<h[1-6][^>]*>(.*?)</h[1-6]>", text, re.DOTALL)]
    headings += [_plain(each) for each in re.findall(r"^#+ (.*)$", text, re.MULTILINE)]
    counted["headings"] += sum(heading in headings for heading in truth.headings)
    counted["headings of"] += len(truth.headings)
    counted["spans"] += min(len(re.findall(r'(?:row|col)span="?[2-9]', text)), truth.spans)
    counted["spans of"] += truth.spans


def judge_fields(draft: Draft, truth: Truth, counted: Counter[str]) -> None:
    """Count the fields that are right, absent where there is one, and wrong."""
    for name, value in truth.fields.items():
        found = draft.fields.get(name)
        read = "" if found is None else ", ".join(found.value) if isinstance(found.value, tuple) else found.value
        counted["fields of"] += 1
        counted["fields" if read == value else "absent" if not read else "wrong"] += 1


def _others(tool: str, program: str, paths: list[Path]) -> list[tuple[str, float]]:
    python = PEERS / tool / "bin" / "python"
    if not python.exists():
        return []
    done = subprocess.run([python, "-c", program, *map(str, paths)], capture_output=True, text=True, check=True)
    return [(made or "", seconds) for made, seconds in map(json.loads, done.stdout.splitlines())]


def _ours(path: Path, facts: SiteFacts) -> tuple[Draft, float]:
    begun = perf_counter()
    return compose(read_source(path), facts), perf_counter() - begun


def _row(name: str, counted: Counter[str], seconds: list[float]) -> str:
    cells = [f"{counted[each]} / {counted[f'{each} of']}" for each in ("captions", "items", "headings", "spans")]
    fields = f"{counted['fields']} / {counted['fields of']}" if counted["fields of"] else "–"
    wrong = str(counted["wrong"]) if counted["fields of"] else "–"
    return f"| {name} | {' | '.join(cells)} | {fields} | {wrong} | {median(seconds):.3f} |"


def main() -> None:
    """Print the table."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    facts = load_facts(ROOT / "content" / "site.toml", "site.toml", Findings())
    assert facts is not None
    with TemporaryDirectory() as folder:
        paths = [Path(folder, f"bai-{each}.docx") for each in range(number)]
        truths = [write_article(path, each) for each, path in enumerate(paths)]
        print("| tool | captions | typed items | headings by look | joined cells | fields right | wrong | middle s |")
        print("|---|--:|--:|--:|--:|--:|--:|--:|")
        counted, seconds = Counter[str](), list[float]()
        for path, truth in zip(paths, truths, strict=True):
            draft, took = _ours(path, facts)
            judge(draft.text.split("\n---\n", 1)[1], truth, counted)
            judge_fields(draft, truth, counted)
            seconds.append(took)
        print(_row("**Bản Tin**", counted, seconds))
        made = []
        for path in paths:
            begun = perf_counter()
            with path.open("rb") as file:
                made.append((mammoth.convert_to_html(file).value, perf_counter() - begun))
        for name, results in (
            ("mammoth 1.13 alone", made),
            ("markitdown 0.1.9", _others("markitdown", _MARKITDOWN, paths)),
            ("pandoc (pypandoc_binary 1.17)", _others("pandoc", _PANDOC, paths)),
        ):
            counted = Counter[str]()
            for (text, _), truth in zip(results, truths, strict=False):
                judge(text, truth, counted)
            if results:
                print(_row(name, counted, [took for _, took in results]))


if __name__ == "__main__":
    main()
