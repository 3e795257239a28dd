"""The demonstration's content together with a planted corpus whose answers are known: ``planted.toml``, ``fillers.toml``.

    python -m tests.search.planted FOLDER     writes the content of that site

The same files always give the same site.
"""

import datetime as dt
import shutil
import sys
import tomllib
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random
from typing import Any

import docx

from ban_tin.language.vietnamese import slugify
from demo.attachments import Attachment, pdf_bytes

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
DEMONSTRATION = ROOT / "content"
SEED = 16
#: Words of an article; the sentences of its section fill it up.
LENGTH = (85, 240)
#: How many articles of ordinary news there are beside the planted ones.
NEWS = 72
SECTIONS = {
    "tin": "Tin hoạt động", "dang": "Công tác Đảng", "thi": "Thi và tuyển sinh", "day": "Dạy và học", "van": "Văn bản",
    "tb": "Thông báo", "guong": "Gương sáng",
}  # fmt: skip
#: Those of the demonstration, where it has none of its own.
ABBREVIATIONS = (
    "GDĐT = GD&ĐT = giáo dục và đào tạo", "UBND = ủy ban nhân dân", "THPT = trung học phổ thông", "THCS = trung học cơ sở",
    "CNTT = công nghệ thông tin", "GDTX = giáo dục thường xuyên", "HĐND = hội đồng nhân dân",
)  # fmt: skip
NEWS_AUTHORS = ["Minh Hà", "Hoàng Nam", "Quốc Bảo", "Ngọc Diệp", ""]
_CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    "</Types>"
)
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{type}" Target="{target}"/>'
    "</Relationships>"
)
_MAIN = (
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


@dataclass(frozen=True)
class File:
    """An attachment: its name, its title and the words in it, a line for each paragraph or row."""

    name: str
    title: str
    text: str


@dataclass(frozen=True)
class Planted:
    """An article as it is written; ``text`` is the whole body."""

    slug: str
    title: str
    date: str
    section: str
    text: str
    author: str = ""
    tags: tuple[str, ...] = ()
    number: str = ""
    type: str = ""
    abstract: str = ""
    photo: tuple[str, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def folder(self) -> str:
        """Its folder below ``content/``."""
        return f"tin/{self.date[:4]}/{self.date[5:7]}/{self.slug}"


def articles() -> list[Planted]:
    """Return the planted articles, then the ordinary news."""
    random = Random(SEED)
    fillers = _read("fillers.toml")
    sentences: dict[str, list[str]] = fillers["sentences"]
    planted = [_planted(each, sentences, random) for each in _read("planted.toml")["article"]]
    return planted + list(_news(fillers["news"], sentences, random))


def write_content(folder: Path) -> list[Planted]:
    """Write the content of the whole site below ``folder``, which may not exist, and return what was planted."""
    shutil.copytree(DEMONSTRATION, folder)
    facts = folder / "site.toml"
    if "abbreviations" not in facts.read_text("utf-8"):
        forms = ", ".join(f'"{each}"' for each in ABBREVIATIONS)
        with facts.open("a", encoding="utf-8") as file:
            file.write(f"\n[search]\nabbreviations = [{forms}]\n")
    pictures = {path.name: path for path in sorted(DEMONSTRATION.glob("tin/**/*.jpg"))}
    written = articles()
    for article in written:
        place = folder / article.folder
        place.mkdir(parents=True)
        (place / "index.md").write_text(_markdown(article), encoding="utf-8")
        if article.photo:
            shutil.copyfile(pictures[article.photo[0]], place / article.photo[0])
        for file in article.files:
            (place / file.name).write_bytes(_content(file, article))
    return written


def _read(name: str) -> dict[str, Any]:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)


def _planted(given: dict[str, Any], sentences: dict[str, list[str]], random: Random) -> Planted:
    files = tuple(File(*each) for each in given.get("attach", ()))
    text = _filled(given["body"], sentences, given["section"], random)
    fields = {
        name: given[name] for name in ("slug", "title", "date", "author", "number", "type", "abstract") if name in given
    }
    return Planted(
        **fields, section=SECTIONS[given["section"]], text=text, tags=tuple(given.get("tags", ())),
        photo=tuple(given.get("photo", ())), files=files,
    )  # fmt: skip


def _filled(body: str, sentences: dict[str, list[str]], section: str, random: Random) -> str:
    target = random.randrange(*LENGTH)
    more = [*sentences[section], *sentences["all"]]
    random.shuffle(more)
    paragraphs = [body]
    while sum(len(each.split()) for each in paragraphs) < target and more:
        taken, more = more[:3], more[3:]
        paragraphs.append(" ".join(taken))
    return "\n\n".join(paragraphs)


def _news(news: dict[str, Any], sentences: dict[str, list[str]], random: Random) -> Iterator[Planted]:
    first = dt.date(2021, 1, 4)
    for number in range(NEWS):
        day = first + dt.timedelta(days=number * 29 + random.randrange(20))
        section, title = news["titles"][number % len(news["titles"])]
        year = day.year if day.month > 7 else day.year - 1
        values = {
            "place": news["places"][number // len(news["titles"]) % len(news["places"])], "year": day.year, "month": day.month, "day": day.day,
            "school_year": f"{year}–{year + 1}", "count": random.randrange(30, 90),
        }  # fmt: skip
        title = title.format_map(values)
        opening = random.choice(news["openings"]).format_map(values)
        yield Planted(
            slugify(title), title, f"{day} {random.randrange(7, 18):02}:{random.randrange(0, 60, 5):02}", SECTIONS[section],
            _filled(opening, sentences, section, random), random.choice(NEWS_AUTHORS),
        )  # fmt: skip


def _markdown(article: Planted) -> str:
    head = [f'title: "{article.title}"', f"date: {article.date}", f"category: {article.section}"]
    if article.tags:
        head.append(f"tags: [{', '.join(article.tags)}]")
    if article.author:
        head.append(f"author: {article.author}")
    if article.number:
        head += [
            f"document_number: {article.number}",
            f"document_type: {article.type}",
            f'document_abstract: "{article.abstract}"',
        ]
    if article.files:
        head.append("attachments:")
        head += [line for file in article.files for line in (f"  - file: {file.name}", f'    title: "{file.title}"')]
    opening, _, rest = article.text.partition("\n\n")
    if article.photo:
        name, alternative, caption = article.photo
        head += ["credit: Hình minh họa", 'consent: "Hình vẽ minh họa, không có người thật"']
        opening += f"\n\n![{alternative}]({name})\n*{caption}*"
    return "---\n" + "\n".join(head) + f"\n---\n\n{opening}\n\n{rest}\n"


def _content(file: File, article: Planted) -> bytes:
    kind = file.name.rpartition(".")[2]
    lines = file.text.split("\n")
    if kind == "xlsx":
        return _sheet(lines)
    if kind == "docx":
        document = docx.Document()
        document.core_properties.created = document.core_properties.modified = dt.datetime(2026, 1, 1)
        document.add_heading(file.title)
        for line in lines:
            document.add_paragraph(line)
        content = BytesIO()
        document.save(content)
        return content.getvalue()
    issued = dt.date.fromisoformat(article.date[:10])
    return pdf_bytes(
        Attachment(file.name, "pdf", article.number or "Mẫu", file.title, issued, "VĂN PHÒNG SỞ", 1, tuple(lines))
    )


def _sheet(lines: list[str]) -> bytes:
    """Return a workbook of one sheet, written as other programs than Excel do: the texts stand in their cells."""
    rows = "".join(map(_row, lines))
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _RELATIONS.format(type="officeDocument", target="xl/workbook.xml"),
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(type="worksheet", target="worksheets/sheet1.xml"),
        "xl/workbook.xml": f'<workbook {_MAIN}><sheets><sheet name="Danh sách" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/worksheets/sheet1.xml": f"<worksheet {_MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), text)
    return content.getvalue()


def _row(line: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{cell.strip()}</t></is></c>' for cell in line.split("|"))
    return f"<row>{cells}</row>"


if __name__ == "__main__":
    print(f"{len(write_content(Path(sys.argv[1])))} articles beside the demonstration's")
