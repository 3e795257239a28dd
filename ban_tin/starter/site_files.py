"""The files of a new site, made of the answers."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from string import Template
from urllib.parse import quote as url_quote

from ban_tin.language.translations import N_, translation
from ban_tin.language.vietnamese import slugify
from ban_tin.site.format import FORMAT
from ban_tin.site.project import SOURCE_FOLDERS
from ban_tin.starter.bodies import COLOURS
from ban_tin.starter.menu_addresses import category_address
from ban_tin.starter.pictures import draw_pictures
from ban_tin.starter.questions import Known, base_url, body_of, kind_line
from ban_tin.starter.quoting import markdown, quote

_TEXTS = Path(__file__).parent / "texts"
#: Of the pages in the menu: the name of the file and the title.
_MENU_PAGES = {
    "vi": {"gioi-thieu": N_("About us"), "lien-he": N_("Contact")},
    "en": {"about": N_("About us"), "contact": N_("Contact")},
}
_FOOTER_PAGES = {
    "vi": _MENU_PAGES["vi"] | {"so-do-trang": N_("Site map"), "tro-nang": N_("Accessibility")},
    "en": _MENU_PAGES["en"] | {"site-map": N_("Site map"), "accessibility": N_("Accessibility")},
}
_ARTICLE = {"vi": "cach-viet-anh-va-chu-thich", "en": "how-to-write-photos-and-captions"}
_IGNORED = "/output/\n/output-do-dang/\n/phieu-tu-danh-gia/\n/.cache/\n/.newsdesk/\n.DS_Store\nThumbs.db\n~$*\n"


def make_files(answers: Known, now: datetime) -> dict[str, bytes]:
    """Return the content of every file of the new site, by its path below the folder."""
    texts = make_texts(answers, now)
    article = next(path.removesuffix("index.md") for path in texts if path.endswith("/index.md"))
    pictures = {f"{article}{name}.jpg": content for name, content in draw_pictures().items()}
    return {path: text.encode() for path, text in texts.items()} | pictures


def make_texts(answers: Known, now: datetime) -> dict[str, str]:
    """Return the text of every file that has one."""
    language = answers["language"]
    (articles, pages), texts = SOURCE_FOLDERS[language], _TEXTS / language
    values = dict(answers) | {
        "base_url": base_url(answers["domain"]),
        "kind": kind_line(answers),
        "format": str(FORMAT),
        "today": f"{now:%Y-%m-%d}",
        "now": f"{now:%Y-%m-%d %H:%M}",
        "month": f"{now:%Y/%m}",
        "first_category": _categories(answers)[0]["name"],
    }
    files = {
        ".gitignore": _IGNORED,
        "README.md": _filled(texts / "README.md", values),
    }
    for page in sorted((texts / pages).glob("*.md")):
        files[f"{pages}/{page.name}"] = _filled(page, values)
    article = f"{articles}/{now:%Y/%m}/{_ARTICLE[language]}"
    files[f"{article}/index.md"] = _filled(texts / "first-article.md", values)
    # The last one to be written: what is not whole is no site.
    files["site.toml"] = Template((texts / "site.toml").read_text(encoding="utf-8")).substitute(
        {name: quote(value) for name, value in values.items()},
        format=FORMAT,
        categories=_tables("category", _categories(answers)),
        menu=_tables("menu", _menu(answers)),
        footer=_tables("footer", _footer(answers)),
    )
    return files


def _filled(path: Path, values: Mapping[str, str]) -> str:
    """Return the Markdown file ``path`` with the values: in its front matter inside quotation marks, as Markdown below."""
    text = path.read_text(encoding="utf-8")
    head, fence, body = text.partition("\n---\n") if text.startswith("---\n") else ("", "", text)
    in_quotes = {name: quote(value)[1:-1] for name, value in values.items()}
    in_text = {name: markdown(value) for name, value in values.items()}
    # An address in a link is neither: signs that would end it are written as addresses have them.
    in_text["email_link"] = url_quote(values["email"], safe="@.+-_")
    return Template(head).substitute(in_quotes) + fence + Template(body).substitute(in_text)


def _categories(answers: Known) -> list[dict[str, str]]:
    gettext = translation(answers["language"]).gettext
    return [
        {
            "name": gettext(section.name),
            "slug": slugify(gettext(section.name)),
            "colour": colour,
            "colour_dark": dark,
            **({"role": section.role} if section.role else {}),
            "description": gettext(section.description),
        }
        for section, (colour, dark) in zip(body_of(answers).sections, COLOURS, strict=False)
    ]


def _menu(answers: Known) -> list[dict[str, str]]:
    sections = [
        {"title": each["name"], "url": category_address(each["slug"], each.get("role", ""), answers["language"])}
        for each in _categories(answers)
    ]
    return [*sections, *_links(answers, _MENU_PAGES)]


def _footer(answers: Known) -> list[dict[str, str]]:
    english = [{"title": "English", "url": "/about/", "lang": "en"}] if answers["language"] != "en" else []
    return [*_links(answers, _FOOTER_PAGES), *english]


def _links(answers: Known, pages: Mapping[str, Mapping[str, str]]) -> list[dict[str, str]]:
    gettext = translation(answers["language"]).gettext
    return [{"title": gettext(title), "url": f"/{name}/"} for name, title in pages[answers["language"]].items()]


def _tables(name: str, tables: list[dict[str, str]]) -> str:
    return "\n".join(
        f"[[{name}]]\n" + "".join(f"{key} = {quote(value)}\n" for key, value in table.items()) for table in tables
    ).rstrip("\n")
