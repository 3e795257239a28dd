"""What the front matter of an article says of its place: its section, its folder, the last part of its address."""

from collections.abc import Sequence
from pathlib import Path

from ban_tin.articles.front_matter.fields import SLUG, FrontMatter
from ban_tin.findings.report import Findings, nearest
from ban_tin.language.vietnamese import nfc, slugify


def report_category(front: FrontMatter, path: str, categories: Sequence[str], findings: Findings) -> None:
    """Report a category that is none of ``categories``, with the one that it was probably meant to be."""
    names = {slugify(each): each for each in categories}
    likely = nearest(slugify(front.category), names, 0.75)
    if likely:
        found = {"kind": "category-near", "nearest": names[likely]}
    else:
        found = {"kind": "category-unknown", "known": ", ".join(categories)}
    findings.add(path=path, line=front.line("category"), category=front.category, **found)


def slug_of(relative: Path) -> str:
    """Return the slug that a file's place gives: its folder's name for ``index.md``, else its own."""
    name = relative.parent.name if relative.stem == "index" else relative.stem
    return name if SLUG.fullmatch(name) else slugify(name)


def check_name(front: FrontMatter, relative: Path, path: str, url: str, findings: Findings) -> None:
    """Whoever looks for an article under the name of its folder does not find it where that name is no part of an address."""
    name = relative.parent.name if relative.stem == "index" else relative.stem
    if not front.slug and not SLUG.fullmatch(name):
        findings.add("folder-name", path, 0, folder=nfc(name), url=url, slug=slug_of(relative))


def check_folder(front: FrontMatter, relative: Path, path: str, findings: Findings) -> None:
    """Editors look for an article where its date says: ``tin/2026/11/``."""
    assert front.date is not None
    parts = relative.parts
    if (
        len(parts) >= 4
        and parts[1].isdigit()
        and parts[2].isdigit()
        and parts[1:3] != (f"{front.date:%Y}", f"{front.date:%m}")
    ):
        findings.add(
            "folder-date", path, front.line("date"),
            folder="/".join(parts[:3]), date=f"{front.date:%Y-%m-%d}", expected=f"{parts[0]}/{front.date:%Y/%m}",
        )  # fmt: skip
