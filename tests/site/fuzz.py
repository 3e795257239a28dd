"""Articles, photos, attachments and site.toml as nobody would write them: each case is made of its number and nothing else."""

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from fpdf import FPDF
from PIL import Image
from PIL.ExifTags import IFD, Base
from pillow_heif import register_heif_opener

from tests.site.builder import ROOT, SmallSite
from tests.site.fuzz_photos import exif_of_any_type, rearranged

register_heif_opener()

HEAD = '---\ntitle: "Bài"\ndate: 2026-11-01 08:00\ncategory: Tin hoạt động\n{}---\n\n'
#: What takes long, nests deeply or means something to a reader of Markdown, YAML or HTML.
PIECES = (
    "[", "![", "[a](", "[^", "[x][", "[[a]]", "<a ", "<![CDATA[", "``a`", "<http://", "<x y='", "[^1]", "a\n===\n", "*", "_", "**a ",
    "<!--", "-->", "&", "|a", "|-", "\n: b\n", "*[x]: y\n", "{: #a }", "{: .prose}", "\n", "- ", "> ", "    ", "\t", "1. ", "<div markdown=1>",
    "</div>", "~~~", "# ", "\\", "[a]: b\n", "![a](anh.jpg)\n", "[b](tep.pdf)", '{credit="', "\x0b", "\x00", "\x02", "\ufffe", "\u2028", "\ufeff",
    "\U0001f600", "e\u0301", "<table><tr>", "<img src=x onerror=y>", "<svg><script>", "<?php", "<!DOCTYPE", "&#0;", "&#x110000;", "\r", "---\n", "{filename}",
    # What is pasted from Word, other programs and other encodings.
    "\u200b", "\u00a0", "\u202f", "\x1f", "\x92", "&#8203;", "&#x2;", "\ufffd", "Héi nghÞ tæng kÕt ", "Hoäi nghò toång keát ", "Há»™i nghá»‹ ", "•\t", "\uf0b7\t", "a)\t", "+ ",
    "![a](anh #1.jpg)\n", "![a](<anh?1.jpg>)\n", "![](anh:1.jpg)\n", "![a](C:\\a\\b.jpg)\n", "![a](anh.jpg =60x40)\n", '![a]("anh.jpg")\n', "! [a](anh.jpg)\n", "![a][anh.jpg]\n",
    "![[anh.jpg|400]]\n", "[caption id=1]", "[/caption]", "{{< figure src=anh.jpg >}}\n", "{% include a %}\n", "/// caption\n", "::: figure\n", ":::\n", "[]{#_Toc1}", "{width=1in\nheight=2in}",
    "*Chú thích*\n", "*Ảnh: Minh Hà*\n", "Ảnh: A\n", "(Ảnh: A)", "\\\n", "+---+---+\n| a | b |\n+===+===+\n", "  a    b\n------ ---\n", "~~a~~", "==a==", "\n\n---\n", "[^9]", "[^8]: a\n",
    "**Điều 1. **", "20. 11. 1982 a\n", "%%a%%", "data:image/png;base64,AAAA", "<iframe src=https://www.youtube.com/embed/a></iframe>", "<details>", "<b>", "</p>", "<o:p>",
)  # fmt: skip
FRONT = (
    "tags: [{}]\n", "tags: {}\n", "title: {}\n", "aliases: [{}]\n", "lead: {}\n", "attachments: [{}]\n", "slug: {}\n", "summary: |\n  {}\n", "x: &a [*a]\n",
    "date: {}\n", "expires: {}\n", "? {}\n", "authors: {}\n", "status: {}\n", "document_number: {}\n", "pinned_until: {}\n", "<<: {}\n", "!!python/object:os.system {}\n",
    "draft: {}\n", "category: [{}]\n", "image: {}\n", "cover:\n  image: {}\n", "tags: '#{} #b'\n", "title: “a” {}: b\n", "summary: {} #a\n", "lead: C:\\{}\n", "updated: 31/11/{}\n", "lastmod: {}\n",
    "+++\ntitle = {}\n+++\n", "{{\n\"title\": {}\n}}\n", "===\n", "tiêu đề: {}\n", "weight: {}\n", "- {}\n", "\t{}\n", "title:{}\n", "title: \u2028{}\vdate: x\n",
)  # fmt: skip
SITE = (
    "x = {}\n",
    "[site]\n",
    "[[menu]]\n",
    "base_url = {}\n",
    "language = {}\n",
    'logo = "{}"\n',
    "demo = {}\n",
    "[department.{}]\n",
    '"{}" = 1\n',
)
VALUES = (
    "[" * 3000,
    "[" * 30,
    "9" * 5000,
    "9" * 300,
    "a" * 300,
    "é" * 200,
    "{" * 40,
    '"',
    "'",
    "",
    "2026-13-45",
    "0x10",
    "nan",
    "../../etc/passwd",
    "/",
    "\x00",
    "- - - a",
)


@cache
def _articles() -> list[str]:
    files = sorted((ROOT / "content" / "tin").rglob("index.md"))
    return [file.read_text(encoding="utf-8") for file in files]


def _twisted(random: Random, content: bytes) -> bytes:
    """Return ``content`` with bytes changed, cut out, doubled or cut off."""
    changed = bytearray(content)
    for _ in range(random.choice((1, 1, 3, 20))):
        place, how = random.randrange(len(changed) + 1), random.randrange(5)
        if how == 0 and place < len(changed):
            changed[place] ^= 1 << random.randrange(8)
        elif how == 1:
            changed[place : place + random.randrange(1, 40)] = b""
        elif how == 2:
            changed[place:place] = changed[place : place + random.randrange(1, 200)]
        elif how == 3:
            changed[place:place] = random.randbytes(random.randrange(1, 9))
        elif random.random() < 0.3:
            del changed[place:]
    return bytes(changed)


def _article(random: Random, heavy: bool) -> bytes:
    """Return an article: one of the demonstration or none, spliced with another, with pieces put in, bytes changed."""
    text = random.choice(_articles()) if random.random() < 0.6 else HEAD.format("") + "Nội dung.\n"
    if random.random() < 0.2:
        other = random.choice(_articles())
        text = text[: random.randrange(len(text))] + other[random.randrange(len(other)) :]
    if random.random() < 0.3:
        line = random.choice(FRONT).replace("{}", random.choice(VALUES))
        text = text.replace("---\n", f"---\n{line}", 1)
    for _ in range(random.choice((0, 1, 1, 2, 6))):
        times = random.choice((1, 1, 2, 30, 300, *((20_000,) if heavy else ())))
        place = random.randrange(len(text) + 1)
        text = text[:place] + "".join(random.sample(PIECES, random.choice((1, 1, 2)))) * times + text[place:]
    encoding = random.choice((*["utf-8"] * 12, "utf-16", "utf-16-le", "utf-32", "cp1258", "latin-1"))
    content = text.encode(encoding, errors="replace")
    return _twisted(random, content) if random.random() < 0.4 else content


@cache
def _photo(suffix: str) -> bytes:
    exif = Image.Exif()
    exif[Base.Orientation], exif[Base.Artist] = 6, "Minh Hà"
    exif.get_ifd(IFD.GPSInfo)[2] = (21.0, 1.0, 30.0)
    content = BytesIO()
    image = Image.linear_gradient("L").resize((96, 64)).convert("RGB")
    image.save(content, {"jpg": "JPEG", "heic": "HEIF"}.get(suffix, suffix.upper()), exif=exif.tobytes())
    return content.getvalue()


def _untouched(random: Random, content: bytes) -> bytes:
    return content


@cache
def _attachment(suffix: str) -> bytes:
    if suffix == "pdf":
        pdf = FPDF()
        pdf.add_page()
        pdf.set_font("Helvetica")
        pdf.cell(text="Van ban")
        return bytes(pdf.output())
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("docProps/app.xml", "<Properties><Pages>3</Pages></Properties>")
        archive.writestr("word/document.xml", "<w:p>" * 50)
    return content.getvalue()


def _write_article(random: Random, folder: Path, heavy: bool) -> None:
    (folder / "index.md").write_bytes(_article(random, heavy))


def _write_photo(random: Random, folder: Path, heavy: bool) -> None:
    suffix = random.choice(("jpg", "png", "heic", "avif", "webp", "gif"))
    name = f"anh.{random.choice((suffix, suffix, suffix, 'jpg'))}"
    content = _photo(suffix)
    if suffix == "jpg" and random.random() < 0.4:
        # Behind its first two bytes, before all other segments.
        exif = exif_of_any_type(random)
        content = content[:2] + b"\xff\xe1" + (len(exif) + 2).to_bytes(2, "big") + exif + content[2:]
        changes: Sequence[Callable[[Random, bytes], bytes]] = (_untouched, _untouched, _twisted)
    else:
        changes = (_twisted, rearranged)
    (folder / name).write_bytes(random.choice(changes)(random, content))
    use = random.choice((f"![Ảnh]({name})\n*Quang cảnh*", f"[tải]({name})", f"![Ảnh]({name}) [tải]({name})", "Chữ."))
    front = random.choice(("", f"lead: {name}\n", f"attachments: [{name}]\n"))
    (folder / "index.md").write_text(HEAD.format(front) + use + "\n", encoding="utf-8")


def _write_attachment(random: Random, folder: Path, heavy: bool) -> None:
    suffix = random.choice(("docx", "pdf", "xlsx", "zip"))
    content = _attachment(suffix)
    (folder / f"tep.{suffix}").write_bytes(
        _twisted(random, content) if random.random() < 0.9 else random.randbytes(200)
    )
    use = random.choice((f"[tải](tep.{suffix})", "Chữ."))
    (folder / "index.md").write_text(HEAD.format(f"attachments: [tep.{suffix}]\n") + use + "\n", encoding="utf-8")


#: How many of ten cases are of which kind.
_KINDS: tuple[Callable[[Random, Path, bool], None], ...] = (
    *[_write_article] * 6,
    *[_write_photo] * 3,
    _write_attachment,
)


def write_case(site: SmallSite, seed: int, number: int, heavy: bool = False) -> None:
    """Write the case ``number`` of ``seed`` as an article of the ``site``; ``heavy`` ones may repeat a piece 20,000 times."""
    random = Random(f"{seed} {number}")
    folder = site.content / "tin" / "2026" / "11" / f"bai-{number:05d}"
    folder.mkdir(parents=True)
    _KINDS[number % len(_KINDS)](random, folder, heavy)


def twist_site(site: SmallSite, seed: int, number: int) -> None:
    """Change the site.toml of ``site``."""
    random, path = Random(f"site {seed} {number}"), site.content / "site.toml"
    content = path.read_bytes()
    if random.random() < 0.7:
        lines = content.decode().splitlines(keepends=True)
        lines.insert(random.randrange(len(lines) + 1), random.choice(SITE).replace("{}", random.choice(VALUES)))
        content = "".join(lines).encode(errors="replace")
    path.write_bytes(_twisted(random, content) if random.random() < 0.6 else content)
